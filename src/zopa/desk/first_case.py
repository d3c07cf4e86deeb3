"""A first case folder out of reports, for a person to correct."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zopa.desk.errors import WrongCallError, after
from zopa.desk.places import in_reach, refuse_full
from zopa.desk.progress import Progress, silent
from zopa.desk.reading import lined_up_reading
from zopa.desk.whole_ledgers import from_answers, from_model, opened_whole
from zopa.foundation.writing import write_folder

if TYPE_CHECKING:
    from zopa.foundation.diagnostics import Findings
    from zopa.proposing import Proposal, Proposed, ProposedCase
    from zopa.sources import Document


@dataclass(frozen=True, eq=False)
class FirstCase:
    """A case folder that was made out of reports."""

    ledger: Path
    proposal: Proposal
    findings: tuple[Findings, ...]
    """Of opening the reports, then of asking a language model."""

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
    answer: str | Path | Sequence[str | Path] | None = None,
    progress: Progress | None = None,
) -> FirstCase:
    """Read reports and make a case folder of what they tell, each entry with its words.

    With `model`, the configured language model proposes the whole ledger. With `answer`, files that
    hold the answers of an assistant to what `write_prompt` wrote, the ledger is the assistant's. In
    both cases what does not stand in the reports is left out, and the proposal's notes tell it.

    Raises `WrongCallError` where the folder holds something, and `FindingsError` where a report
    cannot be read or no answer can be used.
    """
    place, step = Path(folder), progress or silent
    refuse_full(place)
    if model and answer is not None:
        raise WrongCallError("a language model is asked, or an answer is given: not both")
    opened = opened_whole(reports)
    with after(opened.findings):
        if answer is not None:
            proposed, notes = from_answers(opened.documents, answer, title, step)
        elif model:
            proposed, notes = from_model(opened.documents, title, step)
        else:
            proposed, notes = _offline(opened.documents, title, step)
    with in_reach((opened.findings, notes)):
        write_folder(place, proposed.files)
    return FirstCase(place / "case.yaml", proposed.proposal, (opened.findings, notes))


def _offline(
    documents: Sequence[Document], title: str, step: Progress
) -> tuple[ProposedCase, Findings]:
    from zopa.proposing import propose as propose_case

    reading, lined_up, notes = lined_up_reading(documents, progress=step)
    return propose_case(reading, lined_up, title=title), notes
