"""What to table next, as a person asks for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zopa.desk.drawing_cases import drawn_case
from zopa.desk.errors import WrongCallError
from zopa.desk.options import PriorChoice
from zopa.desk.progress import Progress, silent
from zopa.desk.wanted_offers import draft_wanted, issue_wanted

if TYPE_CHECKING:
    from datetime import date

    from rich.console import RenderableType

    from zopa.analyses.counter_records import CounterResult
    from zopa.analyses.drawing import Drawing
    from zopa.case.model import Case
    from zopa.foundation.diagnostics import Findings
    from zopa.preferences.draws import Draws


@dataclass(frozen=True, eq=False)
class Countered:
    """What a party could table, and what a reader has to know beside it."""

    case: Case
    drawing: Drawing
    result: CounterResult
    findings: tuple[Findings, ...]

    @property
    def stopped(self) -> bool:
        """Whether somebody stopped the search before it was done."""
        return any(side.stopped for side in self.result.sides)

    def to_terminal(self) -> RenderableType:
        """The counter-drafts with their reasons, and what goes with them."""
        from zopa.briefing.next_to_table import next_screen

        return next_screen(self.case, self.drawing, self.result)

    def _repr_html_(self) -> str:
        return self.result._repr_html_()


def party_wanted(case: Case, words: str) -> str:
    """The party that a person names; raises WrongCallError where the case has none such, or none
    of which anything is known."""
    from zopa.case.meant import party_meant
    from zopa.foundation.names import listing

    party = party_meant(case, words)
    if party is None:
        raise WrongCallError(f"`{words}` is not a party; there are {listing(case.parties)}")
    if not case.speaks(party):
        raise WrongCallError(f"nothing is known of what `{party}` wants")
    return party


def next_drafts(
    case: Case | str | Path,
    party: str,
    draws: Draws | int = 2000,
    *,
    against: str = "",
    change: int = 3,
    keep: Sequence[str] = (),
    as_of: date | str | None = None,
    seed: int = 0,
    prior: PriorChoice | str = PriorChoice.weights,
    progress: Progress | None = None,
    enough: Callable[[], bool] | None = None,
) -> Countered:
    """Work out what a party could table next, and why.

    `case` is a case or its folder, `party` an id or a name, `against` the draft that is answered
    (without it, the newest by another party on the table), `change` how many of its terms may be
    changed, and `keep` the issues on which it stays as it is. `draws`, `seed`, `prior` and `as_of`
    are as for `brief`. `enough` is asked again and again while packages are looked for: once it
    says yes, what was found so far is the answer, and is said to be stopped. Raises `FindingsError`
    where the case has errors, and `WrongCallError` where a party, a draft or an issue is none of
    the case.

    >>> made = next_drafts("examples/minerals", "Kyiv", 200)
    >>> made.result.sides[0].answers.draft, len(made.result.sides[0].drafts) > 0
    ('feb7', True)
    """
    from zopa.analyses.counter_drafts import counter_until
    from zopa.analyses.counter_records import CounterOptions
    from zopa.analyses.drawing import Drawing
    from zopa.foundation.names import listing

    step = progress or silent
    if change < 0:
        raise WrongCallError(f"{change} changed terms: there must be 0 or more")
    loaded, drawn, findings = drawn_case(case, draws, as_of, seed, prior, step)
    wanted = party_wanted(loaded, party)
    draft = ""
    if against:
        meant = draft_wanted(loaded, against)
        if meant is None:
            raise WrongCallError(
                f"`{against}` is not a draft; the case has {listing(loaded.drafts)}"
            )
        if loaded.drafts[meant].unknown:
            raise WrongCallError(f"nobody knows any term of the draft `{meant}`")
        draft = meant
    options = CounterOptions(
        party=wanted,
        against=draft,
        change=change,
        keep=tuple(dict.fromkeys(issue_wanted(loaded, issue) for issue in keep)),
    )
    step("looking through the packages")

    def goes_on() -> bool:
        step("")
        return enough is None or not enough()

    result = counter_until(loaded, drawn, options, goes_on)
    return Countered(loaded, Drawing.of(drawn), result, findings)
