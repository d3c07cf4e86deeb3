"""Files read safely: regular ones only, of limited size, and none that a link leads out to.

Ledgers, sources and reports come from anywhere, so every file of theirs is opened here. A file
is looked at before it is opened, so that a pipe, a device or a huge file is refused at once, and
again when it is open, since it may have been exchanged in between.
"""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Literal

TroubleKind = Literal["missing", "folder", "device", "outside", "denied", "large", "encoding"]


@dataclass(frozen=True, slots=True)
class FileTrouble:
    """Why a file could not be read.

    `words` go on from the file's name and `help` says what to do about it. `line` and `column`
    point at the first wrong byte where `kind` is `encoding`; `text` is then the file with its
    wrong bytes replaced, to be shown. `error` is what the system said, if it said anything.
    """

    kind: TroubleKind
    words: str
    line: int = 1
    column: int = 1
    text: str = ""
    help: str = ""
    size: str = ""
    """For a file that is too large: how many bytes it has, in words."""
    error: Exception | None = None


def open_regular(
    path: Path, limit: int | None = None, *, follow: bool = True
) -> BufferedReader | FileTrouble:
    """An ordinary file of at most `limit` bytes, open for reading, or why there is none.

    Opening never waits: a pipe that took the place of the file is opened without blocking, and
    refused like any other. Without `follow`, the last part of the path must be no link.
    """
    try:
        trouble = _refusal(path.stat(), limit)
        if trouble:
            return trouble
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        flags |= 0 if follow else getattr(os, "O_NOFOLLOW", 0)
        file = open(os.open(path, flags), "rb")  # noqa: PTH123, SIM115 (a descriptor; the caller closes it)
    except (OSError, ValueError) as error:
        return _from_system(error)
    try:
        trouble = _refusal(os.fstat(file.fileno()), limit)
    except OSError as error:
        trouble = _from_system(error)
    if trouble:
        file.close()
        return trouble
    return file


def read_bytes(path: Path, limit: int, *, inside: Path | None = None) -> bytes | FileTrouble:
    """The bytes of an ordinary file, or why there are none.

    With `inside`, the file must lie in that folder: what a link leads out to is not read.

    >>> trouble = read_bytes(Path("no/such.txt"), 100)
    >>> trouble.kind, trouble.words
    ('missing', 'does not exist')
    """
    if inside is not None:
        within = resolved_inside(path, inside)
        if within is None:
            return FileTrouble("outside", "is a link that leads out of the case folder")
        path = within
    file = open_regular(path, limit, follow=inside is None)
    if isinstance(file, FileTrouble):
        return file
    try:
        with file:
            data = file.read(limit + 1)
    except OSError as error:
        return _from_system(error)
    return data if len(data) <= limit else too_large(f"more than {limit:,}", limit)


def read_text(path: Path, limit: int, *, inside: Path | None = None) -> str | FileTrouble:
    """The text of a UTF-8 file, its line ends as `\\n`, without a byte order mark.

    Gives what was wrong with the file where there is no such text.
    """
    data = read_bytes(path, limit, inside=inside)
    return data if isinstance(data, FileTrouble) else decode(data)


def resolved_inside(path: Path, folder: Path) -> Path | None:
    """Where a path leads in the end, if that is in the folder; None where it leads out of it.

    What cannot be followed at all is given as it is: opening it says what is wrong.
    """
    try:
        end = path.resolve()
        return end if end.is_relative_to(folder.resolve()) else None
    except (OSError, RuntimeError, ValueError):
        return path


def is_same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file: by links of either kind, by way of other folders, or in
    other capitals where the disk makes no difference of them.

    What is not there, or cannot be followed, is the same as nothing.

    >>> is_same_file(Path("README.md"), Path("docs/../README.md"))
    True
    >>> is_same_file(Path("no/such.txt"), Path("no/such.txt"))
    False
    """
    try:
        return one.samefile(other)
    except (OSError, RuntimeError, ValueError):
        return False


def fingerprint(path: Path) -> str | None:
    """The SHA-256 of a file as it is now, or None where there is none.

    An edit carries it, so that it can be refused if the file is no longer what was read
    (`zopa.foundation.writing.edit`). Raises OSError where there is something that cannot be read.
    """
    file = open_regular(path)
    if isinstance(file, FileTrouble):
        if isinstance(file.error, FileNotFoundError):
            return None
        raise OSError(getattr(file.error, "errno", None), file.words, str(path))
    with file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _refusal(status: os.stat_result, limit: int | None) -> FileTrouble | None:
    if stat.S_ISDIR(status.st_mode):
        return FileTrouble("folder", "is a folder, not a file", help=_ORDINARY)
    if not stat.S_ISREG(status.st_mode):
        return FileTrouble("device", "is a pipe or a device, not a file", help=_ORDINARY)
    if limit is not None and status.st_size > limit:
        return too_large(f"{status.st_size:,}", limit)
    return None


def too_large(size: str, limit: int) -> FileTrouble:
    """Why a file of some bytes, in words, is not read.

    >>> too_large("20", 10).words
    'has 20 bytes; at most 10 are read'
    """
    return FileTrouble("large", f"has {size} bytes; at most {limit:,} are read", size=size)


def _from_system(error: Exception) -> FileTrouble:
    if isinstance(error, FileNotFoundError):
        return FileTrouble("missing", "does not exist", error=error)
    if isinstance(error, PermissionError):
        return FileTrouble("denied", "may not be read (permission denied)", error=error)
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return FileTrouble("denied", f"cannot be read ({reason.lower()})", error=error)


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
