"""Any number of reports, read one by one into one file, going on where a run was stopped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zopa.desk.errors import WrongCallError
from zopa.desk.places import listed_paths
from zopa.desk.progress import Progress

if TYPE_CHECKING:
    from zopa.statements.archive import Summary


def read_many(
    inputs: str | Path | Sequence[str | Path],
    output: str | Path,
    *,
    jobs: int = -1,
    backend: str = "",
    progress: Progress | None = None,
) -> Summary:
    """Read folders and archives of any size into one `.jsonl` or `.parquet` file.

    `jobs` is how many reports are read at once, -1 for one for each core; `backend` names the
    workers. Raises `WrongCallError` where the run cannot start or go on.
    """
    from zopa.statements.archive import ArchiveError, read_archive
    from zopa.statements.archive.cluster import connected
    from zopa.statements.worker import read_report, settings

    paths = listed_paths(inputs)
    if not paths:
        raise WrongCallError("no report is named")
    if jobs == 0:
        raise WrongCallError(
            "--jobs is how many are read at once: 1 or more, or -1 for one each core"
        )
    try:
        with connected(backend):
            return read_archive(
                paths, output, read_report, jobs=jobs, backend=backend or None,
                progress=progress, settings=settings(),
            )  # fmt: skip
    except ArchiveError as error:
        raise WrongCallError(str(error)) from error
