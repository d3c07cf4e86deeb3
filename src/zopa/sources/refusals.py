"""What is said of a document that was not read: no such file, no file at all, or too large."""

from __future__ import annotations

import errno
from pathlib import Path

from zopa.foundation.diagnostics import Finding, Place
from zopa.foundation.files import FileTrouble
from zopa.sources.codes import DENIED, MISSING, NOT_A_FILE, TOO_LARGE

LARGEST = 20_000_000
"""Bytes of the largest document that is read."""


def refusal(trouble: FileTrouble, path: Path, shown: str) -> Finding:
    """The finding about a file that could not be read; `shown` is what it is called there."""
    place = Place(shown, 1, 1)
    match trouble.kind:
        case "large":
            return too_large(place, trouble.size)
        case "folder":
            words, advice = "this is a folder, not a file", "name the files in it"
            return Finding(NOT_A_FILE, place, words, help=(advice,))
        case "device":
            words = "this is a pipe or a device, not a file"
            advice = "save what it holds in an ordinary file"
            return Finding(NOT_A_FILE, place, words, help=(advice,))
    error = trouble.error
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        link = path.is_symlink()
        words = "this is a link that leads nowhere" if link else "there is no such file"
        return Finding(MISSING, place, words, help=("check the name and the folder",))
    if isinstance(error, PermissionError):
        words = "the file may not be read (permission denied)"
        return Finding(DENIED, place, words, help=("give yourself the right to read it",))
    words = f"the file cannot be read ({_reason(error)})"
    return Finding(DENIED, place, words, help=("put an ordinary file in its place",))


def too_large(place: Place, size: str) -> Finding:
    """The finding about a file of more than `LARGEST` bytes; `size` says how many it has."""
    words = f"the file has {size} bytes; at most {LARGEST:,} are read"
    return Finding(TOO_LARGE, place, words, help=("make a file of each report",))


def _reason(error: Exception | None) -> str:
    if isinstance(error, OSError):
        if error.errno == errno.ELOOP:
            return "its links lead in a circle"
        if error.errno == errno.ENAMETOOLONG:
            return "its name is too long"
        return (error.strerror or "the system gives no reason").lower()
    return "its name holds a character that no name can have"
