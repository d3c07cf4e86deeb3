"""The bytes of a document: of ordinary files of limited size only."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from zopa.foundation.diagnostics import Finding, Place
from zopa.sources.codes import DENIED, MISSING, NOT_A_FILE, TOO_LARGE

LARGEST = 20_000_000
"""Bytes of the largest document that is read."""


def read_bytes(path: Path, shown: str, limit: int = LARGEST) -> bytes | Finding:
    """The bytes of a file, or why there are none.

    Looks before it opens, so that a pipe, a device or a huge file is refused at once, and again
    once it is open, since the file may have been exchanged in between.

    >>> print(read_bytes(Path("no/such.txt"), "no/such.txt"))
    no/such.txt:1:1: error[document-missing]: there is no such file
    """
    place = Place(shown, 1, 1)
    try:
        refused = _refusal(path.stat(), place, limit)
        if refused:
            return refused
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with open(os.open(path, flags), "rb") as file:  # noqa: PTH123 (a descriptor)
            refused = _refusal(os.fstat(file.fileno()), place, limit)
            if refused:
                return refused
            data = file.read(limit + 1)
    except (FileNotFoundError, NotADirectoryError):
        link = path.is_symlink()
        words = "this is a link that leads nowhere" if link else "there is no such file"
        return Finding(MISSING, place, words, help=("check the name and the folder",))
    except PermissionError:
        words = "the file may not be read (permission denied)"
        return Finding(DENIED, place, words, help=("give yourself the right to read it",))
    except (OSError, ValueError) as error:
        words = f"the file cannot be read ({_reason(error)})"
        return Finding(DENIED, place, words, help=("put an ordinary file in its place",))
    return data if len(data) <= limit else too_large(place, f"more than {limit:,}", limit)


def too_large(place: Place, size: str, limit: int = LARGEST) -> Finding:
    """The finding about a file of more than `limit` bytes."""
    words = f"the file has {size} bytes; at most {limit:,} are read"
    return Finding(TOO_LARGE, place, words, help=("make a file of each report",))


def _refusal(status: os.stat_result, place: Place, limit: int) -> Finding | None:
    if stat.S_ISDIR(status.st_mode):
        advice = "name the files in it"
        return Finding(NOT_A_FILE, place, "this is a folder, not a file", help=(advice,))
    if not stat.S_ISREG(status.st_mode):
        advice = "save what it holds in an ordinary file"
        return Finding(NOT_A_FILE, place, "this is a pipe or a device, not a file", help=(advice,))
    return too_large(place, f"{status.st_size:,}", limit) if status.st_size > limit else None


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        if error.errno == errno.ELOOP:
            return "its links lead in a circle"
        if error.errno == errno.ENAMETOOLONG:
            return "its name is too long"
        return (error.strerror or "the system gives no reason").lower()
    return "its name holds a character that no name can have"
