"""The reports in folders, archives and files of JSON Lines, one after the other.

Nothing is unpacked to disk, and no file is written under a name from an archive, so a name such as
`../../etc/passwd` does no harm. Every entry that is not read becomes a failure, links included.
Only hidden files (`.git`, `.DS_Store`, `__MACOSX`), empty lines and the files of the run itself
are left out without a word.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import tarfile
import zipfile
import zlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from zopa.foundation.diagnostics import Code
from zopa.foundation.files import FileTrouble, open_regular
from zopa.statements.archive.codes import (
    ARCHIVE_BROKEN,
    ARCHIVE_LIMITS,
    LINE_NOT_A_REPORT,
    REPORT_UNREADABLE,
)
from zopa.statements.archive.failures import ArchiveError, Failure
from zopa.statements.archive.limits import MIB, BeyondLimitsError, Bounded, Limits

_ZIP = (".zip",)
_TAR = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_LINES = (".jsonl", ".ndjson")
_PACKED_LINES = tuple(f"{ending}{packed}" for ending in _LINES for packed in (".gz", ".bz2", ".xz"))
_NOT_REGULAR = "it is not a regular file"
_BROKEN = (
    OSError,
    EOFError,
    ValueError,
    RuntimeError,  # zipfile: a password is needed; NotImplementedError: an unknown compression
    lzma.LZMAError,
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class ArchiveMember:
    """One report, or the failure that stands for a report that cannot be read."""

    name: str
    data: bytes = b""
    weight: int = 0
    """How many bytes of the input on disk it accounts for; the progress bar adds these up."""
    failure: Failure | None = None


def size_on_disk(inputs: Sequence[Path]) -> int:
    """The bytes of all files under `inputs`. Archives count packed, unreadable files as 0."""
    total = 0
    for path in inputs:
        if not path.is_dir():
            total += path.stat().st_size
            continue
        for folder, folders, files in os.walk(path, onerror=None):
            folders[:] = filter(_shown, folders)
            for name in filter(_shown, files):
                try:
                    total += os.lstat(os.path.join(folder, name)).st_size  # noqa: PTH118
                except OSError:
                    continue
    return total


def members_of(
    inputs: Sequence[Path], limits: Limits | None = None, passed_over: Collection[Path] = ()
) -> Iterator[ArchiveMember]:
    """The reports of `inputs`, in the order of the inputs and within a folder by name.

    The name of a report is that of the input, followed by the path from there: `press/2025/a.txt`,
    `press.zip/2025/a.txt`, `press.jsonl:17`. `passed_over` holds the resolved paths of files to
    leave out.

    Raises `ArchiveError` if an input does not exist.
    """
    limits = limits or Limits()
    labels: set[str] = set()
    for path in inputs:
        if not path.exists():
            raise ArchiveError(f"there is no file or folder `{path}`")
    count = 0
    for path in inputs:
        name = base = _clean(path.name or path.resolve().name)
        number = 1
        while name in labels:
            number += 1
            name = f"{base}-{number}"
        labels.add(name)
        for member in _under(path, name, limits, frozenset(passed_over)):
            count += 1
            if count > limits.reports:
                message = f"there are more than {limits.reports:,} reports"
                yield _failed(member.name, ARCHIVE_LIMITS, message)
                return
            yield member


def _under(
    path: Path, name: str, limits: Limits, passed_over: frozenset[Path]
) -> Iterator[ArchiveMember]:
    waiting = [(path, name)]
    given = path
    while waiting:
        path, name = waiting.pop()
        if path.is_symlink() and path is not given:
            yield _failed(name, REPORT_UNREADABLE, "it is a link")
        elif path.is_dir():
            try:
                with os.scandir(path) as entries:
                    names = sorted(filter(_shown, (entry.name for entry in entries)))
            except OSError as problem:
                yield _failed(name, REPORT_UNREADABLE, _plain(problem))
                continue
            waiting += [(path / entry, f"{name}/{_clean(entry)}") for entry in reversed(names)]
        elif path.resolve() not in passed_over:
            yield from _file(path, name, limits)


def _file(path: Path, name: str, limits: Limits) -> Iterator[ArchiveMember]:
    ending = name.lower()
    try:
        if not path.is_file():
            yield _failed(name, REPORT_UNREADABLE, _NOT_REGULAR)
        elif ending.endswith(_ZIP):
            yield from _zip(path, name, limits)
        elif ending.endswith(_TAR) or ending.endswith(_PACKED_LINES):
            yield from _stream(path, name, limits)
        else:
            with _opened(path) as stream:
                if ending.endswith(_LINES):
                    yield from _json_lines(stream, name, stream, limits)
                else:
                    yield _report(stream, name, limits, os.fstat(stream.fileno()).st_size)
    except OSError as problem:
        yield _failed(name, REPORT_UNREADABLE, _plain(problem))


def _opened(path: Path) -> BinaryIO:
    """An ordinary file, open for reading; raises OSError where it is something else."""
    opened = open_regular(path)
    if isinstance(opened, FileTrouble):
        raise opened.error or OSError(_NOT_REGULAR)
    return opened


def _report(stream: BinaryIO, name: str, limits: Limits, weight: int) -> ArchiveMember:
    data = stream.read(limits.report + 1)
    if len(data) > limits.report:
        return _failed(name, ARCHIVE_LIMITS, _too_large(limits), weight)
    return ArchiveMember(name, data, weight)


def _zip(path: Path, name: str, limits: Limits) -> Iterator[ArchiveMember]:
    left = limits.unpacked(path.stat().st_size)
    names = _Names(name)
    try:
        with _opened(path) as stream, zipfile.ZipFile(stream) as archive:
            for info in archive.infolist():
                if info.is_dir() or _hidden_way(info.filename):
                    continue
                called = names.of(info.filename)
                if refused := _refused(info, called, limits):
                    yield refused
                    continue
                left -= info.file_size  # never more is unpacked, even where a header lies
                if left < 0:
                    yield _failed(name, ARCHIVE_LIMITS, _swollen(limits))
                    return
                try:
                    yield from _zipped(archive, info, called, limits)
                except _BROKEN as problem:
                    yield _failed(called, ARCHIVE_BROKEN, _plain(problem), info.compress_size)
    except _BROKEN as problem:
        yield _failed(name, ARCHIVE_BROKEN, _plain(problem))


def _refused(info: zipfile.ZipInfo, name: str, limits: Limits) -> ArchiveMember | None:
    """The failure of a member that is not to be opened, or None if it may be."""
    weight = info.compress_size
    if _archive_inside(name.lower()):
        return _failed(name, ARCHIVE_BROKEN, "an archive inside an archive is not opened", weight)
    if info.external_attr >> 28 == 0o12:  # the file type of Unix: a symbolic link
        return _failed(name, REPORT_UNREADABLE, "it is a link", weight)
    if info.file_size > limits.unpacked(weight):
        return _failed(name, ARCHIVE_LIMITS, _swollen(limits), weight)
    if info.file_size > limits.report and not name.lower().endswith(_LINES):
        return _failed(name, ARCHIVE_LIMITS, _too_large(limits), weight)
    return None


def _zipped(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, limits: Limits
) -> Iterator[ArchiveMember]:
    with archive.open(info) as stream:
        if name.lower().endswith(_LINES):
            yield from _json_lines(cast(BinaryIO, stream), name, None, limits, info.compress_size)
        else:
            yield ArchiveMember(name, stream.read(), info.compress_size)


def _stream(path: Path, name: str, limits: Limits) -> Iterator[ArchiveMember]:
    """The reports of a tar archive or of packed JSON Lines, which are unpacked while read."""
    ending = name.lower()
    with ExitStack() as stack:
        packed = stack.enter_context(_opened(path))
        try:
            unpacked: BinaryIO = packed
            if ending.endswith((".gz", ".tgz")):
                unpacked = cast(BinaryIO, stack.enter_context(gzip.GzipFile(fileobj=packed)))
            elif ending.endswith((".bz2", ".tbz2")):
                unpacked = cast(BinaryIO, stack.enter_context(bz2.BZ2File(packed)))
            elif ending.endswith((".xz", ".txz")):
                unpacked = cast(BinaryIO, stack.enter_context(lzma.LZMAFile(packed)))
            bounded = Bounded(unpacked, packed, limits)
            if ending.endswith(_TAR):
                yield from _tar(bounded, name, packed, limits)
            else:
                yield from _json_lines(io.BufferedReader(bounded), name, packed, limits)
        except BeyondLimitsError as problem:
            yield _failed(name, ARCHIVE_LIMITS, str(problem))
        except _BROKEN as problem:
            yield _failed(name, ARCHIVE_BROKEN, _plain(problem))


def _tar(stream: Bounded, name: str, packed: BinaryIO, limits: Limits) -> Iterator[ArchiveMember]:
    names = _Names(name)
    before = 0
    with tarfile.open(fileobj=cast(BinaryIO, stream), mode="r:") as archive:
        while (info := archive.next()) is not None:
            archive.members.clear()  # type: ignore[attr-defined]  # tarfile remembers each; there may be very many
            weight, before = packed.tell() - before, packed.tell()
            if info.isdir() or _hidden_way(info.name):
                continue
            called = names.of(info.name)
            if not info.isfile():
                yield _failed(called, REPORT_UNREADABLE, "it is a link or a device", weight)
            elif _archive_inside(called.lower()):
                message = "an archive inside an archive is not opened"
                yield _failed(called, ARCHIVE_BROKEN, message, weight)
            elif (file := archive.extractfile(info)) is not None:
                if called.lower().endswith(_LINES):
                    yield from _json_lines(cast(BinaryIO, file), called, None, limits, weight)
                elif info.size > limits.report:
                    yield _failed(called, ARCHIVE_LIMITS, _too_large(limits), weight)
                else:
                    data = file.read()
                    if len(data) < info.size:
                        raise EOFError("it breaks off")
                    yield ArchiveMember(called, data, weight)
        if stream.ended:  # blocks of zeros close a whole archive; tarfile does not insist
            raise EOFError("it breaks off")


def _json_lines(
    stream: BinaryIO, name: str, packed: BinaryIO | None, limits: Limits, weight: int = 0
) -> Iterator[ArchiveMember]:
    """The reports of a JSON Lines stream.

    The weight of a report is how far `packed` was read for it; without `packed`, the first report
    bears the whole `weight`.
    """
    number, before = 0, 0
    while line := stream.readline(limits.report + 1):
        number += 1
        if number > limits.reports:
            yield _failed(name, ARCHIVE_LIMITS, f"it has more than {limits.reports:,} lines")
            return
        called = f"{name}:{number}"
        if packed is not None:
            weight, before = packed.tell() - before, packed.tell()
        if len(line) > limits.report:
            yield _failed(called, ARCHIVE_LIMITS, _too_large(limits), weight)
            while line and not line.endswith(b"\n"):
                line = stream.readline(MIB)
        elif line.strip():
            yield _line(line, called, weight)
        weight = 0


def _line(line: bytes, name: str, weight: int) -> ArchiveMember:
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return _failed(name, LINE_NOT_A_REPORT, "it is not JSON in UTF-8", weight)
    text = value.get("text") if isinstance(value, dict) else value
    if not isinstance(text, str):
        return _failed(name, LINE_NOT_A_REPORT, "it has no `text`", weight)
    return ArchiveMember(name, text.encode("utf-8", "replace"), weight)


class _Names:
    """Gives each member of an archive a name; a repeated name gets a number."""

    def __init__(self, archive: str) -> None:
        self._archive = archive
        self._met: dict[str, int] = {}

    def of(self, name: str) -> str:
        name = f"{self._archive}/{_clean(name)}"
        times = self._met[name] = self._met.get(name, 0) + 1
        return name if times == 1 else f"{name}#{times}"


def _archive_inside(ending: str) -> bool:
    return ending.endswith((*_ZIP, *_TAR, *_PACKED_LINES))


def _clean(name: str) -> str:
    """`name` in a form that can be written as UTF-8; names on disk may hold any bytes."""
    return name.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _shown(name: str) -> bool:
    return not name.startswith(".") and name != "__MACOSX"


def _hidden_way(name: str) -> bool:
    return not all(_shown(part) for part in name.split("/") if part not in ("", ".", ".."))


def _swollen(limits: Limits) -> str:
    return f"it unpacks to more than {limits.ratio} times its size"


def _too_large(limits: Limits) -> str:
    return f"it is larger than {limits.report // MIB} MiB"


def _plain(problem: Exception) -> str:
    if isinstance(problem, OSError) and problem.strerror:
        return problem.strerror.lower()
    return str(problem) or type(problem).__name__


def _failed(name: str, code: Code, message: str, weight: int = 0) -> ArchiveMember:
    return ArchiveMember(name, b"", weight, Failure.of(name, code, message))
