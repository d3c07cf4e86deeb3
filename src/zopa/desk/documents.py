"""The reports that somebody names, opened as documents."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from zopa.desk.errors import WrongCallError
from zopa.desk.places import in_reach, listed_paths

if TYPE_CHECKING:
    from zopa.foundation.diagnostics import Findings
    from zopa.sources import Document

AT_ONCE = 500
"""Reports that are read into memory and lined up together; more go to a file, one by one."""


@dataclass(frozen=True, eq=False)
class OpenedReports:
    """The documents among some files, under ids of their own, and what was found in opening."""

    documents: tuple[Document, ...]
    findings: Findings
    files: int
    """How many files were named."""


def open_reports(reports: str | Path | Sequence[str | Path]) -> OpenedReports:
    """Open reports and the files of folders of reports, each file once.

    Raises `WrongCallError` where there is none, or where there are more than `AT_ONCE`.
    """
    from zopa.case.reread import merged
    from zopa.sources import open_document, unique_ids

    files = _files(reports)
    if not files:
        raise WrongCallError("there is no report in the folder")
    if len(files) > AT_ONCE:
        raise WrongCallError(
            f"{len(files)} reports are more than are lined up at once ({AT_ONCE}); "
            "name a file for them with --output"
        )
    opened = [open_document(path) for path in files]
    documents = [each.document for each in opened if each.document is not None]
    names = unique_ids([document.id for document in documents])
    return OpenedReports(
        tuple(replace(d, id=name) for d, name in zip(documents, names, strict=True)),
        merged(each.report for each in opened),
        len(files),
    )


@in_reach()
def _files(reports: str | Path | Sequence[str | Path]) -> list[Path]:
    """The reports themselves, each once; of a folder, the files in it."""
    listed: list[Path] = []
    for path in listed_paths(reports):
        if path.is_dir():
            listed += sorted(p for p in path.iterdir() if p.is_file() and p.name[0] != ".")
        else:
            listed.append(path)
    once: dict[str, Path] = {}
    for path in listed:
        once.setdefault(os.path.realpath(path), path)
    return list(once.values())
