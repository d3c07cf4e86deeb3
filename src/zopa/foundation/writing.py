"""Files and folders written whole or not at all.

Every file that zopa writes comes to its place here: it is written under another name in the same
folder, brought to the disk, and then given its own name in one step, so that nobody ever reads
half a file and a full disk leaves the old one as it was.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

_PREFIX = 150
"""Bytes of a file's name with which its draft's name begins; most disks take 255 in all."""

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

    Where `target` is a link, the file that it leads to is replaced, and the link stays. A file
    that is replaced keeps its rights. Raises OSError about `target`.
    """
    import tempfile

    with _told_of(target):
        place = followed(target)
        rights = stat.S_IMODE(place.stat().st_mode) if place.exists() else 0o666 & ~_mask()
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=_prefix(place), suffix=".tmp")
        draft = Path(name)
        unfinished.add(draft)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            draft.chmod(rights)
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
        place = followed(folder)
        made = [parent for parent in place.parents if not parent.exists()]
        try:
            _make_parents(place)
            draft = Path(tempfile.mkdtemp(dir=place.parent, prefix=_prefix(place), suffix=".tmp"))
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
    """See that the names in a folder are on disk, where the system knows how.

    What was written stands in any case, so a folder that one may write to but not list, or that
    the system does not bring to disk, is no trouble.
    """
    if os.name == "nt":
        return
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def followed(path: Path) -> Path:
    """Where a path leads in the end.

    Raises OSError where its links lead in a circle, or its name is none that a file can have.
    """
    try:
        return path.resolve()
    except RuntimeError as error:  # how Python before 3.13 tells of links in a circle
        raise OSError(errno.ELOOP, "its links lead in a circle") from error
    except ValueError as error:
        raise OSError(errno.EINVAL, "its name holds a character that no name can have") from error


def _make_parents(place: Path) -> None:
    """Make the folders around a place; OSError where one of them is a file."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from error


def _prefix(place: Path) -> str:
    """How the name of a draft begins: no name is too long for it that the place itself can have."""
    return "." + place.name.encode(errors="replace")[:_PREFIX].decode(errors="ignore") + "."


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
