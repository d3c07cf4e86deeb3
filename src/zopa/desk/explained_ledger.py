"""A ledger proposed out of reports, with how each line of it came about; nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zopa.desk.errors import after
from zopa.desk.first_case import named_first
from zopa.desk.progress import Progress, silent
from zopa.desk.reading import lined_up_reading
from zopa.desk.whole_ledgers import opened_whole

if TYPE_CHECKING:
    from rich.console import RenderableType

    from zopa.foundation.diagnostics import Findings
    from zopa.proposing import Proposal
    from zopa.proposing.chains import LedgerChains
    from zopa.proposing.given import GivenIssue, GivenParty


@dataclass(frozen=True, eq=False)
class ExplainedLedger:
    """The ledger that `propose` would write, and the chains that led to its lines."""

    ledger: str
    """The text of `case.yaml`."""
    proposal: Proposal
    chains: LedgerChains
    findings: tuple[Findings, ...]
    """Of opening the reports."""

    def as_dict(self) -> dict[str, Any]:
        """The ledger, the chains and the findings as JSON-ready values."""
        findings = [finding.as_dict() for report in self.findings for finding in report]
        return {"ledger": self.ledger, "chains": self.chains.as_dict(), "findings": findings}

    def to_terminal(self) -> RenderableType:
        """The chains, party by party, issue by issue, draft by draft and fact by fact."""
        from zopa.desk.chain_screen import chains_screen

        return chains_screen(self.chains)


def explained(
    reports: str | Path | Sequence[str | Path],
    *,
    title: str = "",
    parties: str | Sequence[GivenParty] = "",
    issues: str | Sequence[GivenIssue] = "",
    progress: Progress | None = None,
) -> ExplainedLedger:
    """The ledger that `propose` makes of some reports, and how each of its lines came about.

    `parties` and `issues` are those that a person names first, as for `propose`. Raises
    `FindingsError` where a report cannot be read, `WrongCallError` where what is named first makes
    no sense.

    >>> made = explained(["examples/minerals/sources/report_a.txt"])
    >>> made.chains.parties[0].party
    'ukraine'
    """
    from zopa.case.reread import names_of_party
    from zopa.proposing.build import propose_in_steps
    from zopa.proposing.chains import chains_of
    from zopa.proposing.given.as_case import parties_of

    given = named_first(parties, issues)
    opened = opened_whole(reports)
    with after(opened.findings):
        names = [names_of_party(party) for party in parties_of(given.parties)]
        step = progress or silent
        reading, lined_up, notes = lined_up_reading(opened.documents, names, progress=step)
        steps = propose_in_steps(reading, lined_up, title=title, given=given)
    ledger = steps.proposed.files["case.yaml"].decode()
    proposal = steps.proposed.proposal.alone()
    return ExplainedLedger(ledger, proposal, chains_of(steps), (opened.findings, notes))
