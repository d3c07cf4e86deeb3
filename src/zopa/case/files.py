"""Files read safely: regular ones only, of limited size, in UTF-8."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

CASE_BYTES = 1024 * 1024
"""The largest ledger that is read."""
SOURCE_BYTES = 10 * 1024 * 1024
"""The largest source that is read."""


@dataclass(frozen=True, slots=True)
class FileTrouble:
    """Why a file could not be read as text.

    `line` and `column` point at the first wrong byte where `kind` is `encoding`; `text` is
    then the file with its wrong bytes replaced, to be shown.
    """

    kind: Literal["missing", "irregular", "denied", "large", "encoding"]
    words: str
    line: int = 1
    column: int = 1
    text: str = ""
    help: str = ""


def read_text(path: Path, limit: int) -> str | FileTrouble:
    """The text of a file, line ends as `\\n`, without a byte order mark; or why there is none.

    Looks before it opens, so that a pipe, a device or a huge file is refused at once.
    """
    data = _read_bytes(path, limit)
    return data if isinstance(data, FileTrouble) else decode(data)


def _read_bytes(path: Path, limit: int) -> bytes | FileTrouble:
    try:
        refused = _refusal(path.stat(), limit)
        if refused:
            return refused
        # The file may have been exchanged since: never wait on a pipe, and look again.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with open(os.open(path, flags), "rb") as file:  # noqa: PTH123 (a descriptor)
            refused = _refusal(os.fstat(file.fileno()), limit)
            if refused:
                return refused
            data = file.read(limit + 1)
    except FileNotFoundError:
        return FileTrouble("missing", "does not exist")
    except PermissionError:
        return FileTrouble("denied", "may not be read (permission denied)")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return FileTrouble("denied", f"cannot be read ({reason.lower()})")
    if len(data) > limit:
        return _too_large(f"more than {limit:,}", limit)
    return data


def _refusal(status: os.stat_result, limit: int) -> FileTrouble | None:
    if stat.S_ISDIR(status.st_mode):
        return FileTrouble("irregular", "is a folder, not a file", help=_ORDINARY)
    if not stat.S_ISREG(status.st_mode):
        return FileTrouble("irregular", "is a pipe or a device, not a file", help=_ORDINARY)
    return _too_large(f"{status.st_size:,}", limit) if status.st_size > limit else None


def _too_large(size: str, limit: int) -> FileTrouble:
    return FileTrouble("large", f"has {size} bytes; at most {limit:,} are read")


def decode(data: bytes) -> str | FileTrouble:
    """UTF-8 bytes as text with `\\n` line ends, or where they stop being UTF-8.

    >>> decode(b"a\\r\\nb")
    'a\\nb'
    >>> trouble = decode(b"one\\ncaf\\xe9")
    >>> trouble.line, trouble.column, trouble.words
    (2, 4, 'is not UTF-8 text: the byte E9 cannot be read')
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return FileTrouble("encoding", "is not UTF-8 text: it was saved as UTF-16", help=_SAVE)
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return _plain_line_ends(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = _plain_line_ends(data[: error.start].decode("utf-8"))
        byte = data[error.start : error.start + 1]
        guess = byte.decode("cp1252", errors="ignore")
        hint = f"; in Windows-1252 this byte is `{guess}`" if guess.isprintable() and guess else ""
        return FileTrouble(
            "encoding",
            f"is not UTF-8 text: the byte {byte.hex().upper()} cannot be read",
            line=before.count("\n") + 1,
            column=len(before) - before.rfind("\n"),
            text=_plain_line_ends(data.decode("utf-8", errors="replace")),
            help=_SAVE + hint,
        )


_ORDINARY = "put an ordinary text file in its place"
_SAVE = "save the file again with the encoding UTF-8"


def _plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
