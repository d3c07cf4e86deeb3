"""A lock, so that two runs never write the same output.

It is a lock of the operating system on a file beside the output. The system releases it when the
process that holds it ends, however it ends, so no lock is ever left behind. The file may stay.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zopa.statements.archive.failures import ArchiveError


def _take(descriptor: int) -> None:
    """Lock an open file or raise `OSError`."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """A context that holds the lock on the file `path` and removes the file at the end.

    Raises `ArchiveError` if another run holds the lock or the file cannot be made.
    """
    while True:
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as problem:
            raise ArchiveError(f"cannot write `{path}`: {problem.strerror}") from problem
        try:
            _take(descriptor)
        except OSError:
            os.close(descriptor)
            raise ArchiveError(
                f"another run is writing to this output (it holds `{path}`): wait until it has "
                "ended, or give another name"
            ) from None
        # Whoever held it before may have removed the file between opening and locking.
        try:
            if os.path.samestat(path.stat(), os.fstat(descriptor)):
                break
        except FileNotFoundError:
            pass
        os.close(descriptor)
    try:
        yield
    finally:
        if sys.platform != "win32":  # there an open file cannot be removed
            path.unlink(missing_ok=True)
        os.close(descriptor)
