"""Chunks of reports: the unit that one worker reads and that is finished or not.

A chunk knows itself by the names and the bytes of its reports. A resumed run reads its inputs
again and finds what is finished by that mark, so that a report that was changed meanwhile is
read anew.
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

Read = Callable[[bytes, str], tuple[Sequence[Mapping[str, object]], Sequence[Mapping[str, object]]]]
"""Reads one report, given its bytes and its name, into rows and findings, all JSON-ready.

A finding is as `Finding.as_dict` makes it: at least `code`, `severity` and `message`.
"""

MOST_BYTES = 4 << 20
"""A chunk ends when its reports have this many bytes together."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Consecutive reports."""

    index: int
    mark: str
    members: tuple[ArchiveMember, ...]

    @property
    def weight(self) -> int:
        return sum(member.weight for member in self.members)


@dataclass(frozen=True, slots=True)
class Finished:
    """What reading a chunk gave: rows and failures as JSON Lines, and how many of each."""

    index: int
    rows: bytes = b""
    row_count: int = 0
    failures: bytes = b""
    failed: int = 0
    findings: Mapping[str, int] = field(default_factory=dict)

    def plus(self, other: Finished) -> Finished:
        """Both together, the other's after these."""
        return Finished(
            self.index,
            self.rows + other.rows,
            self.row_count + other.row_count,
            self.failures + other.failures,
            self.failed + other.failed,
            dict(Counter(self.findings) + Counter(other.findings)),
        )


def chunks(reports: Iterable[ArchiveMember], size: int) -> Iterator[Chunk]:
    """The reports in chunks of at most `size`."""
    waiting: list[ArchiveMember] = []
    index = held = 0
    for member in reports:
        waiting.append(member)
        held += len(member.data)
        if len(waiting) == size or held >= MOST_BYTES:
            yield _chunk(index, waiting)
            index, held, waiting = index + 1, 0, []
    if waiting:
        yield _chunk(index, waiting)


def _chunk(index: int, members: list[ArchiveMember]) -> Chunk:
    whole = sha256()
    for member in members:
        told = "" if member.failure is None else str(member.failure)
        for part in (member.name.encode(), told.encode(), member.data):
            whole.update(sha256(part).digest())
    return Chunk(index, whole.hexdigest(), tuple(members))


def read_chunk(read: Read, chunk: Chunk) -> Finished:
    """Every report of a chunk; a report on which `read` fails becomes a failure."""
    done = Finished(chunk.index)
    for member in chunk.members:
        done = done.plus(_read_member(read, member, chunk.index))
    return done


def only_failures(index: int, failures: Sequence[Failure]) -> Finished:
    """What stands for reports of which nothing was read."""
    lines = b"".join(_line(failure.as_dict()) for failure in failures)
    counts = Counter(failure.code for failure in failures)
    return Finished(index, failures=lines, failed=len(failures), findings=dict(counts))


def _read_member(read: Read, member: ArchiveMember, index: int) -> Finished:
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
        told = b"".join(_line(failure.as_dict()) for failure in failures)
    except Exception as problem:
        message = f"{type(problem).__name__}: {problem}"
        return only_failures(index, [Failure.of(member.name, READER_FAILED, message)])
    return Finished(index, lines, len(rows), told, int(bool(failures)), dict(counts))


def _line(value: Mapping[str, object]) -> bytes:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8") + b"\n"
