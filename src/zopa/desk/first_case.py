"""A first case folder out of reports, for a person to correct."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zopa.desk.documents import open_reports
from zopa.desk.errors import FindingsError, after
from zopa.desk.places import in_reach, refuse_full
from zopa.desk.progress import Progress, silent
from zopa.desk.reading import lined_up_reading
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
    reports: str | Path | Sequence[str | Path],
    *,
    title: str = "",
    model: bool = False,
    progress: Progress | None = None,
) -> FirstCase:
    """Read reports and make a case folder of what they tell, each entry with its words.

    With `model`, the configured language model is asked as well. Raises `WrongCallError` where
    the folder holds something, and `FindingsError` where a report cannot be read.
    """
    from zopa.proposing import propose as propose_case

    place, step = Path(folder), progress or silent
    refuse_full(place)
    opened = open_reports(reports)
    if not opened.documents or not opened.findings.passes():
        message = f"{opened.findings.summary()}; nothing was written"
        raise FindingsError(message, [opened.findings])
    with after(opened.findings):
        reading, lined_up, notes = lined_up_reading(opened.documents, model=model, progress=step)
    proposed = propose_case(reading, lined_up, title=title)
    with in_reach((opened.findings, notes)):
        write_folder(place, proposed.files)
    return FirstCase(place / "case.yaml", proposed.proposal, (opened.findings, notes))
