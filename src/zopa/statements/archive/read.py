"""Reading many reports with many workers into one file, in runs that can be stopped and resumed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from zopa.foundation.authorship import OwnWork, own_work
from zopa.foundation.lock import LockedError, locked
from zopa.foundation.writing import put_in_place
from zopa.statements.archive.chunks import (
    Chunk,
    ReportReader,
    in_chunks,
)
from zopa.statements.archive.failures import ArchiveError, Failure
from zopa.statements.archive.journal import Journal, writing_to
from zopa.statements.archive.limits import Limits
from zopa.statements.archive.members import members_of, size_on_disk
from zopa.statements.archive.output import JsonLinesFile, check_output, write_lines, write_parquet
from zopa.statements.archive.progress import ArchiveProgress, Progress
from zopa.statements.archive.workers import Workers

REPORTS_A_CHUNK = 16
"""How many reports a worker reads at a time. A run that is stopped loses at most this many for
each worker."""
LONGEST_FAILURE = 4096
"""Characters of the first line of failures that are looked at to see whether it is one."""
LISTED = 20
"""How many failures the summary lists at most; the file of failures holds all."""


@dataclass(frozen=True)
class Summary:
    """The result of a run, in numbers."""

    output: Path
    documents: int
    resumed: int
    """How many of the documents an earlier run had finished."""
    failed: int
    rows: int
    findings: Mapping[str, int] = field(default_factory=dict)
    """How many findings there are of each code, whatever their severity."""
    failures: tuple[Failure, ...] = ()
    """The first failures, at most `LISTED`."""
    failures_file: Path | None = None
    """The file that holds all failures as JSON Lines; None if there are none."""

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
    read: ReportReader,
    *,
    backend: str | None = None,
    jobs: int = -1,
    progress: Progress | None = None,
    settings: str = "",
    limits: Limits | None = None,
) -> Summary:
    """Read every report of folders, archives and files with `read` into one file.

    `inputs` are folders, `.zip` and `.tar` archives (which may be packed with gzip, bzip2 or xz),
    files of JSON Lines (one text a line, under `text`) and single reports. `out` ends in `.jsonl`
    or `.parquet`. `read` takes the bytes and the name of a report and returns rows and findings.
    It runs in other processes, so it must be picklable, and it should load what it needs on its
    first call there. `jobs` and `backend` are passed to joblib: -1 means one worker for each core,
    and None the backend that `joblib.parallel_config` has set. `settings` names everything that
    the rows depend on besides the reports, such as the version of a model. `progress` is called
    with how far the run is, in words.

    The rows stand in the order of the reports. A run that was stopped goes on when the same call is
    made again: what is finished is kept in the folder `OUT.unfinished` until `out` is whole. A
    report that cannot be read is listed in `OUT.failures.jsonl`, and the others are read.

    Raises `ArchiveError` if the run cannot start or go on. `KeyboardInterrupt` passes through.

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
    with _alone(_beside(out, ".lock")):
        return _Run(paths, out, read, settings, limits or Limits()).result(backend, jobs, progress)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Hold the lock of an output, so that no two runs write the same one."""
    with ExitStack() as held:
        try:
            held.enter_context(locked(lock, wait=False))
        except LockedError:
            raise ArchiveError(
                f"another run is writing to this output (it holds `{lock}`): wait until it has "
                "ended, or give another name"
            ) from None
        except OSError as problem:
            raise ArchiveError(f"cannot write `{lock}`: {problem.strerror}") from problem
        yield


class _Run:
    """One run, made while the lock on its output is held."""

    def __init__(
        self, inputs: list[Path], out: Path, read: ReportReader, settings: str, limits: Limits
    ) -> None:
        self._inputs, self._out, self._read, self._limits = inputs, out, read, limits
        self._folder = _beside(out, ".unfinished")
        self._failures = _beside(out, ".failures.jsonl")
        if out.exists() and not (self._folder / "journal").exists():
            raise ArchiveError(f"`{out}` is there already: remove it, or give another name")
        _refuse_foreign(self._failures)
        for path in inputs:
            if not path.exists():
                raise ArchiveError(f"there is no file or folder `{path}`")
        self._journal = Journal(self._folder, settings)
        self._marks: list[str] = []
        """The mark of every chunk, in the order of the reports."""
        self._before = frozenset(self._journal.entries)

    def result(self, backend: str | None, jobs: int, progress: Progress | None) -> Summary:
        finished = ArchiveProgress(size_on_disk(self._inputs), progress)
        workers = Workers(self._read, backend, jobs)
        for chunk, rows in workers.run(self._unfinished(finished)):
            self._journal.add(chunk, rows)
            finished.advance(chunk.weight, len(chunk.members))
        return self._finish()

    def _unfinished(self, finished: ArchiveProgress) -> Iterator[Chunk]:
        files_of_run = [self._out, self._failures, _beside(self._out, ".lock")]
        files_of_run += [self._folder / name for name in ("journal", "rows", "failures", "output")]
        reports = members_of(self._inputs, self._limits, [path.resolve() for path in files_of_run])
        for chunk in in_chunks(reports, REPORTS_A_CHUNK):
            self._marks.append(chunk.mark)
            if chunk.mark in self._before:
                finished.advance(chunk.weight, len(chunk.members), before=True)
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
                put_in_place(whole, self._failures)
            else:
                self._failures.unlink(missing_ok=True)
            write = write_parquet if self._out.suffix == ".parquet" else write_lines
            write(JsonLinesFile(pieces, "rows", marks), whole)
            put_in_place(whole, self._out)
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


def _refuse_foreign(path: Path) -> None:
    """Raise `ArchiveError` where the place of the failures holds what zopa did not write there."""
    if not path.exists():
        return
    start = ""
    if path.is_file():
        with path.open(encoding="utf-8", errors="replace") as file:
            start = file.readline(LONGEST_FAILURE)
    if own_work(start) is not OwnWork.FAILURES:
        raise ArchiveError(
            f"`{path}`, where what fails would be listed, is there already and zopa did not write "
            "it: move it away, or give another name"
        )


def _first_failures(path: Path) -> Iterable[Failure]:
    import json

    with path.open(encoding="utf-8") as file:
        for line in islice(file, LISTED):
            fields: dict[str, Any] = json.loads(line)
            yield Failure(**fields)


def _beside(out: Path, ending: str) -> Path:
    return out.with_name(out.name + ending)
