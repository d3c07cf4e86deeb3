"""Read many reports with many workers into one file, and go on after having been stopped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from zopa.statements.archive.chunks import (
    Chunk,
    Read,
    chunks,
)
from zopa.statements.archive.failures import ArchiveError, Failure
from zopa.statements.archive.journal import Journal, sync_folder, writing_to
from zopa.statements.archive.limits import Limits
from zopa.statements.archive.lock import locked
from zopa.statements.archive.members import members, size_on_disk
from zopa.statements.archive.output import JsonLinesFile, check_output, write_lines, write_parquet
from zopa.statements.archive.progress import Advance, bar
from zopa.statements.archive.workers import Workers

REPORTS_A_CHUNK = 16
"""So many reports a worker reads at a time; what is stopped loses at most this much a worker."""
LISTED = 20
"""So many failures the summary itself lists; the file has all."""


@dataclass(frozen=True)
class Summary:
    """What a run gave."""

    output: Path
    documents: int
    resumed: int
    """Of these, how many an earlier run had finished."""
    failed: int
    rows: int
    findings: Mapping[str, int] = field(default_factory=dict)
    """How many of each code, of all severities."""
    failures: tuple[Failure, ...] = ()
    """The first of them."""
    failures_file: Path | None = None
    """All of them, as JSON Lines; None where there are none."""

    def describe(self) -> str:
        """A few lines for a person.

        >>> print(Summary(Path("out.jsonl"), 3, 0, 0, 7).describe())
        3 reports read, 7 rows in out.jsonl
        """
        read = self.documents - self.failed
        reports = "report" if read == 1 else "reports"
        rows = "row" if self.rows == 1 else "rows"
        lines = [f"{read} {reports} read, {self.rows} {rows} in {self.output}"]
        if self.resumed:
            lines[0] += f" ({self.resumed} of them finished before)"
        if self.failures_file:
            lines.append(f"{self.failed} could not be read, listed in {self.failures_file}:")
            lines += [f"  {failure}" for failure in self.failures]
            if self.failed > len(self.failures):
                lines.append("  …")
        return "\n".join(lines)


def read_archive(
    inputs: Sequence[Path | str],
    out: Path | str,
    read: Read,
    *,
    backend: str | None = None,
    jobs: int = -1,
    progress: bool | None = None,
    settings: str = "",
    limits: Limits | None = None,
) -> Summary:
    """Read every report of folders, archives and files with `read` into one file.

    `inputs` are folders, `.zip` and `.tar` archives (packed with gzip, bzip2 or xz too), JSON
    Lines (one text a line, under `text`) and single reports. `out` ends in `.jsonl` or
    `.parquet`. `read` takes the bytes and the name of a report and gives rows and findings; it
    runs in other processes, so it must be picklable, and it should load what it needs on its
    first call there. `jobs` and `backend` go to joblib: -1 is one worker a core; without a
    backend the one that `joblib.parallel_config` has set is used, so that a cluster needs no
    change here. `settings` stands for all that the rows depend on beside the reports, such as
    the version of a model. `progress` None shows a bar on a terminal only.

    Rows stand in the order of the reports. A run that was stopped goes on when the same call is
    made again: what is finished stands in the folder `OUT.unfinished` until `out` is whole. A
    report that cannot be read is listed in `OUT.failures.jsonl`, and the others are read.

    Raises `ArchiveError` where the run cannot start or go on; `KeyboardInterrupt` passes through.

    >>> from tempfile import TemporaryDirectory
    >>> def count(data: bytes, name: str):
    ...     return [{"report": name, "words": len(data.split())}], []
    >>> with TemporaryDirectory() as folder:
    ...     _ = (Path(folder) / "a.txt").write_text("They would not sign.")
    ...     out = Path(folder) / "out.jsonl"
    ...     summary = read_archive([Path(folder) / "a.txt"], out, count, jobs=1)
    ...     print(out.read_text().strip())
    {"report":"a.txt","words":4}
    """
    out = Path(out)
    check_output(out)
    paths = [Path(path) for path in inputs]
    with locked(_beside(out, ".lock")):
        return _Run(paths, out, read, settings, limits or Limits()).result(backend, jobs, progress)


class _Run:
    """One run, which holds the lock."""

    def __init__(
        self, inputs: list[Path], out: Path, read: Read, settings: str, limits: Limits
    ) -> None:
        self._inputs, self._out, self._read, self._limits = inputs, out, read, limits
        self._folder = _beside(out, ".unfinished")
        self._failures = _beside(out, ".failures.jsonl")
        if out.exists() and not (self._folder / "journal").exists():
            raise ArchiveError(f"`{out}` is there already: remove it, or give another name")
        for path in inputs:
            if not path.exists():
                raise ArchiveError(f"there is no file or folder `{path}`")
        self._journal = Journal(self._folder, settings)
        self._marks: list[str] = []
        """Of every chunk, in the order of the reports."""
        self._before = frozenset(self._journal.entries)

    def result(self, backend: str | None, jobs: int, progress: bool | None) -> Summary:
        with bar(size_on_disk(self._inputs), progress) as advance:
            workers = Workers(self._read, backend, jobs)
            for chunk, done in workers.run(self._unfinished(advance)):
                self._journal.add(chunk, done)
                advance(chunk.weight, len(chunk.members), False)
        return self._finish()

    def _unfinished(self, advance: Advance) -> Iterator[Chunk]:
        own = [self._out, self._failures, _beside(self._out, ".lock")]
        own += [self._folder / name for name in ("journal", "rows", "failures", "output")]
        found = members(self._inputs, self._limits, [path.resolve() for path in own])
        for chunk in chunks(found, REPORTS_A_CHUNK):
            self._marks.append(chunk.mark)
            if chunk.mark in self._before:
                advance(chunk.weight, len(chunk.members), True)
            else:
                yield chunk

    def _finish(self) -> Summary:
        pieces, marks = self._journal.pieces, self._marks
        entries = [self._journal.entries[mark] for mark in marks]
        failed = sum(entry.failed for entry in entries)
        whole = self._folder / "output"
        with writing_to(self._folder):
            if failed:
                write_lines(JsonLinesFile(pieces, "failures", marks), whole)
                whole.replace(self._failures)
            else:
                self._failures.unlink(missing_ok=True)
            write = write_parquet if self._out.suffix == ".parquet" else write_lines
            write(JsonLinesFile(pieces, "rows", marks), whole)
            whole.replace(self._out)
            sync_folder(self._out.parent)
            self._journal.remove()
        return Summary(
            self._out,
            sum(entry.documents for entry in entries),
            sum(
                e.documents for e, mark in zip(entries, marks, strict=True) if mark in self._before
            ),
            failed,
            sum(entry.row_count for entry in entries),
            dict(sum((Counter(entry.findings) for entry in entries), Counter())),
            tuple(_first_failures(self._failures)) if failed else (),
            self._failures if failed else None,
        )


def _first_failures(path: Path) -> Iterable[Failure]:
    import json

    with path.open(encoding="utf-8") as file:
        for line in islice(file, LISTED):
            told: dict[str, Any] = json.loads(line)
            yield Failure(**told)


def _beside(out: Path, ending: str) -> Path:
    return out.with_name(out.name + ending)
