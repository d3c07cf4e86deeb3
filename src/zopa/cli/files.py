"""Files and folders that the command line writes: whole or not at all, and over nothing foreign."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from zopa.cli.terminal import WRONG_CALL, fail

unfinished: set[Path] = set()
"""Files and folders that are being written."""


def discard(path: Path) -> None:
    """Delete what is half done."""
    import shutil

    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


MARK = '<meta name="generator" content="zopa'
"""Stands in every brief, so that nothing else is ever overwritten."""


def refuse_foreign(target: Path) -> None:
    """Stop before the work where the page could not, or should not, go in the end."""
    if target.is_dir():
        fail(f"{target} is a folder; name a file with --output", WRONG_CALL)
    if not target.parent.is_dir():
        fail(f"there is no folder {target.parent}", WRONG_CALL)
    if target.exists():
        if not target.is_file():
            fail(f"{target} is not a file that can be replaced", WRONG_CALL)
        with target.open("rb") as file:
            start = file.read(4096)
        if start and MARK.encode() not in start:
            fail(f"{target} is not a brief; choose another place with --output", WRONG_CALL)
    folder = target.resolve().parent
    if not os.access(folder, os.W_OK) or (target.exists() and not os.access(target, os.W_OK)):
        fail(f"{target} cannot be written; choose another place with --output", WRONG_CALL)


def write(target: Path, text: str) -> None:
    """Write a file whole or not at all; an existing one stays until the new one is ready."""
    import tempfile

    place = target.resolve()  # a link stays a link
    try:
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.", suffix=".tmp")
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error
    draft = Path(name)
    unfinished.add(draft)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        draft.chmod(0o666 & ~mask)
        draft.replace(place)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(target)) from error
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    finally:
        unfinished.discard(draft)


def refuse_full(folder: Path) -> None:
    """Stop where a folder to make is there already and holds something."""
    if folder.exists() and not folder.is_dir():
        fail(f"{folder} is a file, not a folder; nothing was written", WRONG_CALL)
    if folder.is_dir() and any(folder.iterdir()):
        fail(f"{folder} is there already and not empty; nothing was written", WRONG_CALL)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder whole or not at all: it gets its name when everything is in it."""
    import tempfile

    place = folder.resolve()
    made = [parent for parent in place.parents if not parent.exists()]
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}.", suffix=".tmp"))
    except OSError as error:
        discard_empty(made)
        raise OSError(error.errno, error.strerror, str(folder)) from error
    unfinished.add(draft)
    try:
        for name, data in files.items():
            path = draft / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        mask = os.umask(0)
        os.umask(mask)
        draft.chmod(0o777 & ~mask)
        if place.exists():
            place.rmdir()  # it is empty, or this stops here
        draft.rename(place)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(folder)) from error
    finally:
        discard(draft)
        unfinished.discard(draft)
        discard_empty(made)


def discard_empty(folders: Iterable[Path]) -> None:
    """Delete those of the folders that hold nothing, the innermost first."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()
