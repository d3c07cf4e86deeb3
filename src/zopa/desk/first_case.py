"""A first case folder out of reports, for a person to correct."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zopa.desk.documents import open_reports
from zopa.desk.errors import DeskError, FindingsError
from zopa.desk.places import refuse_full
from zopa.desk.progress import Progress, silent
from zopa.desk.reading import lined_up_reading, rows
from zopa.foundation.writing import write_folder

if TYPE_CHECKING:
    from zopa.foundation.diagnostics import Findings
    from zopa.proposing import Proposal, Proposed


@dataclass(frozen=True, eq=False)
class FirstCase:
    """A case folder that was made out of reports."""

    ledger: Path
    proposal: Proposal
    findings: tuple[Findings, ...]
    """Of opening the reports, then of the answers of a language model."""

    def summary(self) -> str:
        """How much is proposed, placeholders apart, as `2 parties, 3 issues, 1 draft, 6 facts`."""
        proposal = self.proposal
        parts: tuple[tuple[tuple[Proposed[Any], ...], str, str], ...] = (
            (proposal.parties, "party", "parties"),
            (proposal.issues, "issue", "issues"),
            (proposal.drafts, "draft", "drafts"),
            (proposal.facts, "fact", "facts"),
        )
        counts = [
            (sum(not entry.placeholder for entry in entries), singular, plural)
            for entries, singular, plural in parts
        ]
        return ", ".join(f"{n} {singular if n == 1 else plural}" for n, singular, plural in counts)

    @property
    def too_little(self) -> bool:
        """Whether parties or issues are left for a person to fill in."""
        parties, issues = self.proposal.parties, self.proposal.issues
        return any(p.placeholder for p in parties) or any(i.placeholder for i in issues)


def propose(
    folder: str | Path,
    reports: Sequence[str | Path],
    *,
    title: str = "",
    model: bool = False,
    progress: Progress | None = None,
) -> FirstCase:
    """Read reports and make a case folder of what they tell, each entry with its words.

    With `model`, the configured language model is asked as well. Raises `WrongCallError` where
    the folder holds something, and `FindingsError` where a report cannot be read.
    """
    from zopa.case.read_statements import STATEMENTS_FILE
    from zopa.case.reread import party_names, source_documents
    from zopa.preferences.clashes import clashing_facts
    from zopa.proposing import case_files
    from zopa.proposing import propose as propose_case
    from zopa.statements.records import json_lines

    place, step = Path(folder), progress or silent
    refuse_full(place)
    opened = open_reports(reports)
    if not opened.documents or not opened.findings.passes():
        message = f"{opened.findings.summary()}; nothing was written"
        raise FindingsError(message, [opened.findings])
    try:
        reading, lined_up, notes = lined_up_reading(opened.documents, model=model, progress=step)
    except DeskError as error:
        error.findings = (opened.findings, *error.findings)
        raise
    proposal = propose_case(
        reading.documents,
        list(reading.all()),
        reading.cast,
        lined_up,
        title=title,
        checks=[clashing_facts],
    )
    files = case_files(proposal, reading.documents)
    # What was read is told by the ids and the texts of the new case.
    case = proposal.case()
    shelved, _ = source_documents(case, files.__getitem__)
    again, lined_up, _ = lined_up_reading(shelved, party_names(case), progress=step)
    files[STATEMENTS_FILE] = json_lines(rows(again, lined_up)).encode()
    write_folder(place, files)
    return FirstCase(place / "case.yaml", proposal, (opened.findings, notes))
