"""A lock that processes hold on a file's name, so that only one of them works on it at a time.

The lock is the operating system's, on a file beside the one that it guards: it goes when the
process that holds it ends, however it ends, so that none is ever left behind. The lock file
itself may stay; an empty file of that name holds nobody up.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zopa.foundation.writing import unfinished

_BETWEEN = 0.05
"""Seconds between two tries where the system cannot wait for a lock by itself."""


class LockedError(Exception):
    """Another process holds the lock."""


@contextmanager
def locked(path: Path, *, wait: bool) -> Iterator[None]:
    """Hold the lock file `path` and remove it at the end.

    With `wait`, this takes its turn; without, `LockedError` is raised where another process holds
    the lock. OSError where the lock file cannot be made, or is a link: what a link leads out to is
    not touched.
    """
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        try:
            _take(descriptor, wait=wait)
        except BaseException:
            os.close(descriptor)
            raise
        # Whoever held it before may have removed the file between opening and locking.
        try:
            if os.path.samestat(path.stat(), os.fstat(descriptor)):
                break
        except FileNotFoundError:
            pass
        os.close(descriptor)
    unfinished.add(path)
    try:
        yield
    finally:
        if sys.platform != "win32":  # there an open file cannot be removed
            path.unlink(missing_ok=True)
        unfinished.discard(path)
        os.close(descriptor)


def _take(descriptor: int, *, wait: bool) -> None:
    """Lock an open file."""
    if sys.platform == "win32":
        import msvcrt

        while True:
            try:
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
                return
            except OSError:
                if not wait:
                    raise LockedError from None
            time.sleep(_BETWEEN)
    else:
        import fcntl

        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise LockedError from None
