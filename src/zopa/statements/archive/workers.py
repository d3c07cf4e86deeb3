"""Reading chunks on joblib's workers, also when a worker dies.

joblib gives up when a worker process dies, because memory is short or a damaged file breaks it.
Then every chunk that was being read is read again by itself. If a chunk ends its worker once more,
each of its reports is read by itself: the report that ends the worker is listed as a failure, and
all others are read. A worker ends when the process that started it has ended.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor
from contextlib import ExitStack, nullcontext
from dataclasses import replace
from itertools import islice
from typing import Any

from zopa.statements.archive.chunks import Chunk, Finished, ReportReader, only_failures, read_chunk
from zopa.statements.archive.codes import READER_STOPPED
from zopa.statements.archive.failures import ArchiveError, Failure

MOST_DEATHS = 5
"""When this many reports in a row have each ended the worker that read them alone, the cause is
not the reports, and the run stops."""
ROUNDS = 4
"""How many chunks each worker gets in one round, for backends that cannot deliver one by one."""
_DEATHS = frozenset({"KilledWorker", "WorkerCrashedError", "OutOfMemoryError"})
"""The exceptions by which Dask and Ray report that a worker died."""


class Workers:
    """Reads chunks with `read` on joblib's workers."""

    def __init__(self, read: ReportReader, backend: str | None, jobs: int) -> None:
        self._read, self._backend, self._jobs = read, backend, jobs
        self._deaths = 0
        self._problem: Exception | None = None
        """The exception from fetching the next chunk, which happens in a thread of joblib's."""

    def run(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, Finished]]:
        """Each chunk with its result, in the order in which the workers deliver.

        Raises `ArchiveError` if the workers cannot be used.
        """
        source = iter(chunks)
        begun: dict[int, Chunk] = {}
        while True:
            try:
                for result in self._parallel(self._fetched(source, begun)):
                    if (chunk := begun.pop(result.index, None)) is not None:
                        yield chunk, result
                if self._problem:
                    raise self._problem
                return
            except Exception as problem:
                if not _is_death(problem):
                    raise
            for index in sorted(begun):
                yield begun[index], self._alone(begun[index])
            begun.clear()

    def _fetched(self, source: Iterator[Chunk], begun: dict[int, Chunk]) -> Iterator[Chunk]:
        try:
            for chunk in source:
                begun[chunk.index] = chunk
                yield chunk
        except Exception as problem:
            self._problem = problem

    def _parallel(self, chunks: Iterable[Chunk]) -> Iterator[Finished]:
        from joblib import Parallel, delayed

        starter = os.getpid()
        calls = (delayed(read_chunk)(self._read, chunk, starter) for chunk in chunks)
        options: dict[str, Any] = {"n_jobs": self._jobs, "backend": self._backend, "batch_size": 1}
        with ExitStack() as stack:
            try:
                try:
                    parallel = Parallel(return_as="generator_unordered", **options)
                except ValueError:  # Ray's backend and `multiprocessing` give lists only
                    yield from self._rounds(calls, options)
                    return
                results = parallel(calls)
                stack.callback(_close, results)
                yield from results
            except (ArchiveError, OSError):
                raise
            except Exception as problem:
                if _is_death(problem):
                    raise
                raise ArchiveError(f"the workers cannot be used: {problem}") from problem

    def _rounds(self, calls: Iterator[Any], options: dict[str, Any]) -> Iterator[Finished]:
        """The results of a few calls at a time, for backends that deliver all results at once."""
        from joblib import Parallel, effective_n_jobs, parallel_config

        with parallel_config(backend=self._backend) if self._backend else nullcontext():
            workers = effective_n_jobs(self._jobs)
        while some := list(islice(calls, ROUNDS * workers)):
            yield from Parallel(**options)(some)

    def _alone(self, chunk: Chunk) -> Finished:
        """The result of a chunk that was being read when a worker died."""
        result = self._tried(chunk)
        if result is not None:
            return result
        result = Finished(chunk.index)
        for member in chunk.members:
            part = self._tried(replace(chunk, members=(member,)))
            self._deaths = 0 if part else self._deaths + 1
            if self._deaths >= MOST_DEATHS:
                raise ArchiveError(
                    f"the workers die whatever they read, `{member.name}` at last: fewer jobs may "
                    "help where memory is short; run the same again to go on"
                )
            if part is None:
                message = "the process that read it died"
                part = only_failures(
                    chunk.index, [Failure.of(member.name, READER_STOPPED, message)]
                )
            result = result.plus(part)
        return result

    def _tried(self, chunk: Chunk) -> Finished | None:
        try:
            (result,) = self._parallel([chunk])
        except Exception as problem:
            if not _is_death(problem):
                raise
            return None
        return result


def _close(results: Generator[Finished, None, None]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # joblib warns that it was stopped early
        results.close()


def _is_death(problem: BaseException) -> bool:
    return isinstance(problem, BrokenExecutor) or type(problem).__name__ in _DEATHS
