"""Offers scored: what each is worth to each side, who blocks it, and what would be better."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zopa.desk.drawing_cases import drawn_case
from zopa.desk.options import PriorChoice
from zopa.desk.progress import Progress, silent
from zopa.desk.wanted_offers import Wanted, packages_wanted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from rich.console import RenderableType

    from zopa.analyses.package_scores import ScoreResult
    from zopa.case.model import Case
    from zopa.foundation.diagnostics import Findings
    from zopa.preferences.draws import Draws


@dataclass(frozen=True, eq=False)
class Scored:
    """Packages that were scored, and what a reader has to know beside it."""

    case: Case
    result: ScoreResult
    given: bool
    """Whether every number is given, so that all draws are the same."""
    findings: tuple[Findings, ...]
    """What was found in the case, then in tables of offers."""

    def to_terminal(self) -> RenderableType:
        """The packages by their rank, and a line of feedback for each."""
        from zopa.briefing.scored import scored_screen

        return scored_screen(self.case, self.result, given=self.given)

    def to_csv(self) -> str:
        """The same as a table for a spreadsheet."""
        from zopa.exchange.scores_csv import scores_table

        return scores_table(self.case, self.result, given=self.given).text()

    def _repr_html_(self) -> str:
        return self.result._repr_html_()


def score(
    case: Case | str | Path,
    offers: Wanted | Sequence[Wanted] | None = None,
    draws: Draws | int = 2000,
    *,
    as_of: date | str | None = None,
    seed: int = 0,
    prior: PriorChoice | str = PriorChoice.weights,
    progress: Progress | None = None,
) -> Scored:
    """Score offers: each side's worth and gain, who blocks it, what would be better, and the rank.

    `case` is a case or its folder. `offers` are the path of a table (CSV or .xlsx: one row an
    offer, one column an issue), a draft of the case by its id or title, terms such as
    `share=20; security=support` or as a mapping, or several of these; without them all drafts of
    the case are scored. `draws`, `seed`, `prior` and `as_of` are as for `brief`. Raises
    `FindingsError` where the case or a table has errors, and `WrongCallError` for an offer that
    names nothing of the case.

    >>> scored = score("examples/minerals", {"share": "20", "security": "support"}, 200)
    >>> scored.result.packages[0].open
    ('past_aid', 'future_aid', 'law', 'partners', 'form')
    """
    from zopa.analyses.package_scores import ScoreOptions, scores

    step = progress or silent
    loaded, drawn, findings = drawn_case(case, draws, as_of, seed, prior, step)
    packages, in_tables = packages_wanted(loaded, offers)
    step("scoring the packages")
    result = scores(loaded, drawn, ScoreOptions(packages=packages))
    return Scored(loaded, result, drawn.given, (*findings, *in_tables))
