"""Edits of files that somebody else may edit too: no edit is lost without its writer knowing.

An edit carries the SHA-256 of the file as it was read. Whoever edits holds a lock while the file
is looked at again and replaced, so that of two processes which read the same only one replaces
it. The other is told, and what it would have written is kept beside the file.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path

from zopa.foundation.files import fingerprint
from zopa.foundation.lock import locked
from zopa.foundation.writing import followed, write_file


class ChangedSinceReadError(Exception):
    """A file is no longer what was read, so it was not replaced; `kept` holds the edit."""

    def __init__(self, path: Path, kept: Path) -> None:
        super().__init__(
            f"{path} was changed by somebody else since it was read, and is left as it is; what "
            f"would have replaced it is kept in {kept}"
        )
        self.path, self.kept = path, kept


def edit(path: Path, data: bytes, *, read: str | None) -> None:
    """Replace a file by `data`, unless it has changed since it was read.

    `read` is the `fingerprint` of what was read, or None where there was no file. Where the file
    has changed, it stays, `data` goes into a new file beside it (`NAME.yours`, `NAME.yours-2` and
    so on) and `ChangedSinceReadError` is raised. A file that holds `data` already is left alone.
    Raises OSError where a file cannot be written.
    """
    place = followed(path)
    lock = place.with_name(f".{place.name}.lock")
    with ExitStack() as held:
        try:
            held.enter_context(locked(lock, wait=True))
        except OSError as error:
            # Where no lock can be made it is the file that cannot be written; where something
            # stands in the lock's place, that is what a person has to look at.
            named = lock if os.path.lexists(lock) else path
            raise OSError(error.errno, error.strerror, str(named)) from error
        now = fingerprint(place)
        if now == read:
            write_file(path, data)
        elif now != sha256(data).hexdigest():
            kept = _free_name(path)
            write_file(kept, data)
            raise ChangedSinceReadError(path, kept)


def edit_together(
    folder: Path, files: Mapping[str, bytes], read: Mapping[str, str | None], *, lock: str
) -> None:
    """Replace several files of a folder, or none where one of them has changed since it was read.

    `files` are the new contents by path in the folder; the last is written last, so that it may
    name the others. `read` has the `fingerprint` of what was read, or None where there was no
    file. The lock is that of the file `lock`. Where files have changed, each of these stays, what
    would have replaced it is kept beside it, nothing else is written, and `ChangedSinceReadError`
    is raised about the last of them. A file that holds its data already is left alone. Raises
    OSError where a file cannot be written; files that are new are then removed again.
    """
    guarded = followed(folder / lock)
    with locked(guarded.with_name(f".{guarded.name}.lock"), wait=True):
        now = {name: fingerprint(followed(folder / name)) for name in files}
        left = {n: data for n, data in files.items() if now[n] != sha256(data).hexdigest()}
        changed = [name for name in left if now[name] != read.get(name)]
        kept = [(folder / name, _free_name(folder / name)) for name in changed]
        for name, (_, free) in zip(changed, kept, strict=True):
            write_file(free, files[name])
        if kept:
            raise ChangedSinceReadError(*kept[-1])
        made: list[Path] = []
        try:
            for name, data in left.items():
                path = folder / name
                if read.get(name) is None:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    made.append(path)
                write_file(path, data)
        except BaseException:
            for path in made:
                path.unlink(missing_ok=True)
            raise


def _free_name(path: Path) -> Path:
    """A name beside a file for the edit that was refused; the lock keeps others from taking it."""
    free, number = path.with_name(f"{path.name}.yours"), 1
    while free.exists() or free.is_symlink():
        number += 1
        free = path.with_name(f"{path.name}.yours-{number}")
    return free
