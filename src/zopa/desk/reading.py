"""Reports read and lined up: who says, wants, offers or refuses what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zopa.desk.documents import open_reports
from zopa.desk.errors import FindingsError, after
from zopa.desk.progress import Progress, silent

if TYPE_CHECKING:
    from rich.console import RenderableType

    from zopa.desk.digest import Digest
    from zopa.foundation.diagnostics import Findings
    from zopa.sources import Document
    from zopa.statements.corroboration import Corroboration
    from zopa.statements.reading import Reading


@dataclass(frozen=True, eq=False)
class ReportsRead:
    """What some reports say, and how they agree and differ."""

    reading: Reading
    lined_up: Corroboration
    findings: tuple[Findings, ...]
    """Of opening the reports, then of the answers of a language model."""
    files: int
    """How many reports were named; those that could not be read are not in `reading`."""

    @property
    def unread(self) -> int:
        """How many of the reports could not be read."""
        return self.files - len(self.reading.documents)

    @cached_property
    def records(self) -> list[dict[str, Any]]:
        """Everything that was read as JSON-ready rows, as `statements.jsonl` has them."""
        return rows(self.reading, self.lined_up)

    def to_terminal(self) -> RenderableType:
        """What was read, document by document, and how the documents compare."""
        from zopa.desk.screen import digest_screen

        return digest_screen(self.digest)

    @cached_property
    def digest(self) -> Digest:
        """What was read, in the words that a person is shown."""
        from zopa.desk.digest import digest_of

        return digest_of(self.reading, self.lined_up)

    def as_dict(self) -> dict[str, Any]:
        """The records and the findings as JSON-ready values."""
        findings = [finding.as_dict() for report in self.findings for finding in report]
        return {"records": self.records, "findings": findings}


def read(
    reports: str | Path | Sequence[str | Path],
    *,
    model: bool = False,
    progress: Progress | None = None,
) -> ReportsRead:
    """Read a few reports, or folders of them, and line them up.

    With `model`, the configured language model is asked as well. Raises `FindingsError` where
    none of the reports can be read, `WrongCallError` where there are none or too many.

    >>> made = read(["examples/minerals/sources/report_a.txt"])
    >>> made.unread, len(made.reading.documents), made.records[0]["record"]
    (0, 1, 'document')
    """
    opened = open_reports(reports)
    if not opened.documents:
        raise FindingsError("none of the reports could be read", [opened.findings])
    with after(opened.findings):
        reading, lined_up, notes = lined_up_reading(
            opened.documents, model=model, progress=progress or silent
        )
    return ReportsRead(reading, lined_up, (opened.findings, notes), opened.files)


def lined_up_reading(
    documents: Sequence[Document],
    parties: Sequence[Any] = (),
    *,
    progress: Progress,
    model: bool = False,
) -> tuple[Reading, Corroboration, Findings]:
    """Documents read and lined up, and what was wrong with a language model's answers.

    `parties` are `PartyNames`.
    """
    import numpy as np

    from zopa.desk.asking import asked
    from zopa.foundation.diagnostics import Findings
    from zopa.statements.corroboration import corroborate
    from zopa.statements.reading import read_documents

    extra, findings = asked(documents, parties, progress) if model else ({}, [])
    progress("reading")
    reading = read_documents(documents, parties, extra=extra)
    progress("lining the reports up")
    lined_up = corroborate(reading.documents, list(reading.all()), np.concatenate(reading.meanings))
    return reading, lined_up, Findings.of(findings, {d.file: d.text for d in documents})


def rows(reading: Reading, lined_up: Corroboration) -> list[dict[str, Any]]:
    """What was read as JSON-ready rows."""
    from zopa.statements.records import rows_of

    return rows_of(reading.documents, reading.statements, lined_up)
