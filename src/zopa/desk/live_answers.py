"""The answers to a ledger as it stands, in parts, for a page that follows each edit.

All parts are of one version of the ledger and of the same draws, and say so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zopa.desk.ledger_draws import ALL, DrawnLedger, drawn_ledger
from zopa.desk.progress import Progress, silent

if TYPE_CHECKING:
    from zopa.analyses.result import Result
    from zopa.briefing.results import BriefResults

EntryAddress = Callable[[str], str]
"""Where an entry of a ledger is to be found, by its name, such as `facts.3`."""


@dataclass(frozen=True, eq=False)
class Answers:
    """What the analyses answer of one version of a ledger."""

    drawn: DrawnLedger
    results: Mapping[str, Result]
    """By name of the analysis; one whose frontier is too large to be worked out is missing."""

    @property
    def version(self) -> str:
        """The version of the ledger that they are of."""
        return self.drawn.version

    @property
    def draws(self) -> int:
        """How many draws they are counted in."""
        return len(self.drawn.draws)

    @cached_property
    def _readable(self) -> BriefResults:
        from zopa.analyses.drawing import Drawing
        from zopa.briefing.results import BriefResults
        from zopa.foundation.version import __version__

        drawn = self.drawn
        return BriefResults(drawn.case, Drawing.of(drawn.draws), self.results, __version__)

    def part(self, name: str, entry_at: EntryAddress) -> str:
        """A part of the answers in words and tables, as HTML: `deal`, `terms`, `wants`, `takes`,
        `asks`, `space` or `rounds`; empty where there is nothing to say.

        `entry_at` says where entries of the ledger are to be found. KeyError for another name.
        """
        from zopa.briefing.live_parts import LIVE_PARTS
        from zopa.briefing.render import html_blocks

        facts = (*self.drawn.case.facts, *self.drawn.case.replaced)

        def fact_at(position: int) -> str:
            return entry_at(f"facts.{int(facts[position].path[1]) + 1}")

        blocks = LIVE_PARTS[name](self._readable)
        return html_blocks(self._readable, blocks, fact_at, f"{name}-")

    def deal_space(self) -> dict[str, Any] | None:
        """The chart of the deal space with the outcome at each point, as JSON-ready values.

        An outcome is the places of its levels in the issues, which are listed beside it. None where
        there are no two parties to show.
        """
        from zopa.briefing.figures.deal_space import deal_space_chart

        if self._readable.deal_space.no_deal is None:
            return None
        issues = self.drawn.case.issues

        def places(terms: Mapping[str, str]) -> list[int]:
            return [issue.index(terms[issue.id]) for issue in issues.values()]

        chart = asdict(deal_space_chart(self._readable))
        for name in ("dot_terms", "frontier_terms"):
            chart[name] = [places(terms) for terms in chart[name]]
        for named in (*chart["drafts"], *chart["fair"]):
            named["terms"] = [places(terms) for terms in named["terms"]]
        return {
            "version": self.version,
            "draws": self.draws,
            "issues": [
                {
                    "id": issue.id,
                    "title": issue.title,
                    "levels": [[each, issue.describe(each)] for each in issue.level_ids],
                }
                for issue in issues.values()
            ],
            **chart,
        }


def answers(
    case: str | Path | DrawnLedger, draws: int = ALL, *, progress: Progress | None = None
) -> Answers:
    """Answer a ledger as it stands: whether there is a deal, how the drafts do, what to ask.

    `case` is the folder of a case, or its ledger with draws. Raises as `drawn_ledger` does.

    >>> answered = answers("examples/minerals", 200)
    >>> answered.draws, answered.results["zone"].exists.share > 0.5
    (200, True)
    """
    from zopa.analyses import run_analyses
    from zopa.analyses.two_party_space import DealSpaceOptions
    from zopa.briefing.live_parts import NEEDED

    step = progress or silent
    drawn = case if isinstance(case, DrawnLedger) else drawn_ledger(case, draws, progress=step)
    made = run_analyses(
        drawn.case,
        drawn.draws,
        options={"deal_space": DealSpaceOptions(with_terms=True)},
        only=NEEDED,
        tick=step,
    )
    return Answers(drawn, made.results)
