"""Chunks of reports: one worker reads a chunk, and a chunk is either finished or not.

The mark of a chunk is a hash of the names and the bytes of its reports. A resumed run goes through
its inputs again and recognises by their marks the chunks that are finished already, so a report
that was changed in the meantime is read again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from zopa.foundation.diagnostics import Severity
from zopa.statements.archive.codes import READER_FAILED
from zopa.statements.archive.failures import Failure
from zopa.statements.archive.members import ArchiveMember
from zopa.statements.archive.starter import end_with

ReportReader = Callable[
    [bytes, str], tuple[Sequence[Mapping[str, object]], Sequence[Mapping[str, object]]]
]
"""A function that reads one report, given its bytes and its name.

It returns rows and findings, all ready for JSON. A finding has the form that `Finding.as_dict`
gives: at least `code`, `severity` and `message`.
"""

MOST_BYTES = 4 << 20
"""A chunk ends once its reports have this many bytes together."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Consecutive reports; `mark` is a hash of their names and bytes."""

    index: int
    mark: str
    members: tuple[ArchiveMember, ...]

    @property
    def weight(self) -> int:
        return sum(member.weight for member in self.members)


@dataclass(frozen=True, slots=True)
class Finished:
    """The result of reading a chunk: rows and failures as JSON Lines, and how many of each."""

    index: int
    rows: bytes = b""
    row_count: int = 0
    failures: bytes = b""
    failed: int = 0
    findings: Mapping[str, int] = field(default_factory=dict)

    def plus(self, other: Finished) -> Finished:
        """Both results together, with the rows and failures of `other` after these."""
        return Finished(
            self.index,
            self.rows + other.rows,
            self.row_count + other.row_count,
            self.failures + other.failures,
            self.failed + other.failed,
            dict(Counter(self.findings) + Counter(other.findings)),
        )


def in_chunks(reports: Iterable[ArchiveMember], size: int) -> Iterator[Chunk]:
    """The reports in chunks of at most `size` reports."""
    waiting: list[ArchiveMember] = []
    index = size_in_bytes = 0
    for member in reports:
        waiting.append(member)
        size_in_bytes += len(member.data)
        if len(waiting) == size or size_in_bytes >= MOST_BYTES:
            yield _chunk(index, waiting)
            index, size_in_bytes, waiting = index + 1, 0, []
    if waiting:
        yield _chunk(index, waiting)


def _chunk(index: int, members: list[ArchiveMember]) -> Chunk:
    digest = sha256()
    for member in members:
        failure = "" if member.failure is None else str(member.failure)
        for part in (member.name.encode(), failure.encode(), member.data):
            digest.update(sha256(part).digest())
    return Chunk(index, digest.hexdigest(), tuple(members))


def read_chunk(read: ReportReader, chunk: Chunk, starter: int) -> Finished:
    """The result of reading every report of a chunk.

    A report on which `read` raises an exception becomes a failure. A process that runs this ends
    with `starter`, the process that started it.
    """
    end_with(starter)
    result = Finished(chunk.index)
    for member in chunk.members:
        result = result.plus(_read_member(read, member, chunk.index))
    return result


def only_failures(index: int, failures: Sequence[Failure]) -> Finished:
    """The result for reports of which nothing could be read."""
    lines = b"".join(_line(failure.as_dict()) for failure in failures)
    counts = Counter(failure.code for failure in failures)
    return Finished(index, failures=lines, failed=len(failures), findings=dict(counts))


def _read_member(read: ReportReader, member: ArchiveMember, index: int) -> Finished:
    if member.failure is not None:
        return only_failures(index, [member.failure])
    try:
        rows, findings = read(member.data, member.name)
        lines = b"".join(_line(row) for row in rows)
        counts = Counter(str(finding["code"]) for finding in findings)
        failures = [
            Failure(member.name, str(finding["code"]), str(finding["message"])[:500])
            for finding in findings
            if finding["severity"] == Severity.ERROR
        ]
        failure_lines = b"".join(_line(failure.as_dict()) for failure in failures)
    except Exception as problem:
        message = f"{type(problem).__name__}: {problem}"
        return only_failures(index, [Failure.of(member.name, READER_FAILED, message)])
    return Finished(index, lines, len(rows), failure_lines, int(bool(failures)), dict(counts))


def _line(value: Mapping[str, object]) -> bytes:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8") + b"\n"
