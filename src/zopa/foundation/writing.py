"""Files and folders written whole or not at all.

Every file that zopa writes comes to its place here: it is written under another name in the same
folder, brought to the disk, and then given its own name in one step, so that nobody ever reads
half a file and a full disk leaves the old one as it was.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

unfinished: set[Path] = set()
"""Files and folders that are being written; whoever ends the process discards them first."""


def discard(path: Path) -> None:
    """Delete what is half done."""
    if path.is_dir() and not path.is_symlink():
        import shutil

        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def write_file(target: Path, data: bytes) -> None:
    """Write a file whole or not at all; an existing one stays until the new one is ready.

    Where `target` is a link, the file that it leads to is replaced, and the link stays.
    """
    import tempfile

    with _told_of(target):
        place = target.resolve()
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.", suffix=".tmp")
        draft = Path(name)
        unfinished.add(draft)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            draft.chmod(0o666 & ~_mask())
            put_in_place(draft, place)
        finally:
            draft.unlink(missing_ok=True)
            unfinished.discard(draft)


def put_in_place(draft: Path, target: Path) -> None:
    """Give a finished file the name it is meant to have, in one step, with its bytes on disk.

    Both names are on one disk. A file of that name is replaced.
    """
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    draft.replace(target)
    sync_folder(target.parent)


def write_folder(folder: Path, files: Mapping[str, bytes], empty: Iterable[str] = ()) -> None:
    """Write a folder whole or not at all: it gets its name when everything is in it.

    `files` are contents by their path in the folder; `empty` are folders in it that hold nothing
    yet. A folder that is there must be empty; the one that is there then stays, since somebody
    may stand in it, and gets its contents, the first file of `files` last.
    """
    import tempfile

    with _told_of(folder):
        place = folder.resolve()
        made = [parent for parent in place.parents if not parent.exists()]
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            draft = Path(
                tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}.", suffix=".tmp")
            )
            unfinished.add(draft)
            try:
                _fill(draft, files, empty)
                if place.exists():
                    _move_into(place, draft, files)
                else:
                    draft.chmod(0o777 & ~_mask())
                    draft.rename(place)
                sync_folder(place.parent)
            finally:
                discard(draft)
                unfinished.discard(draft)
        finally:
            _discard_empty(made)


def _fill(draft: Path, files: Mapping[str, bytes], empty: Iterable[str]) -> None:
    for name in empty:
        (draft / name).mkdir(parents=True)
    for name, data in files.items():
        path = draft / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())


def _move_into(place: Path, draft: Path, files: Mapping[str, bytes]) -> None:
    """Move what is in `draft` into an empty folder, all of it or nothing."""
    if any(place.iterdir()):
        raise OSError(None, "the folder is not empty")
    last = next(iter(files), "")
    moved: list[Path] = []
    try:
        for entry in sorted(draft.iterdir(), key=lambda path: path.name == last):
            end = place / entry.name
            moved.append(end)
            unfinished.add(end)
            entry.rename(end)
    except BaseException:
        for end in moved:
            discard(end)
        raise
    finally:
        unfinished.difference_update(moved)
    sync_folder(place)


def sync_folder(path: Path) -> None:
    """See that the names in a folder are on disk, where the system knows how."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _told_of(target: Path) -> Iterator[None]:
    """Name the target in what the system has to say, not the file that was to become it."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error


def _mask() -> int:
    """The rights that new files do not get; the system tells them only when they are set."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _discard_empty(folders: Iterable[Path]) -> None:
    """Delete those of the folders that hold nothing, the innermost first."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()
