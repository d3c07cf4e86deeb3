"""The brief of a case: what is possible, as one record, and as a page where one is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zopa.desk.beforehand import said_beforehand
from zopa.desk.countering import party_wanted
from zopa.desk.drawing_cases import case_to_draw, draws_of
from zopa.desk.errors import WrongCallError
from zopa.desk.opening import day_named
from zopa.desk.options import PriorChoice
from zopa.desk.places import in_reach, refuse_foreign
from zopa.desk.progress import Progress, silent
from zopa.foundation.writing import write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from zopa.analyses.result import Options
    from zopa.briefing import Brief
    from zopa.case.model import Case
    from zopa.foundation.diagnostics import Findings
    from zopa.preferences.draws import Draws


@dataclass(frozen=True, eq=False)
class BriefMade:
    """A brief, and what a reader of it has to know beside it."""

    brief: Brief
    findings: tuple[Findings, ...]
    """The warnings about the case, then those about draws that have not settled."""
    page: Path | None = None
    """Where the page was written."""

    def _repr_html_(self) -> str:
        return self.brief._repr_html_()


def brief(
    case: Case | str | Path,
    draws: Draws | int = 2000,
    *,
    as_of: date | str | None = None,
    since: date | str | None = None,
    output: str | Path | None = None,
    seed: int = 0,
    prior: PriorChoice | str = PriorChoice.weights,
    options: Mapping[str, Options] | None = None,
    next_for: str = "",
    progress: Progress | None = None,
    notice: Callable[[str], None] | None = None,
) -> BriefMade:
    """Draw preferences that agree with a case, run every analysis, and write the page.

    `case` is a case or its folder, `draws` are draws of it or how many to make, `output` is where
    the page goes, if anywhere, `prior` is how preferences are spread before any fact has had its
    say, and `options` are those of analyses, by name of the analysis. `next_for` names the party
    for which it tells what to table next; without it, every signatory.
    With `as_of`, the brief is of what was known on that day; draws must then be a number. With
    `since`, it begins with what has changed since that day, which must be the earlier one.
    `notice` is called before the work starts with one sentence where the case is too large to look
    at each outcome (`zopa.desk.beforehand`).
    Raises `FindingsError` where the case has errors, and `WrongCallError` where the page would
    replace something that is no brief.
    """
    from zopa.analyses import run_analyses
    from zopa.analyses.changes_since import ChangesOptions
    from zopa.analyses.counter_records import CounterOptions
    from zopa.briefing import Brief

    step, page = progress or silent, None if output is None else Path(output)
    loaded, warnings, chosen = case_to_draw(case, draws, as_of, seed, prior)
    with_options = dict(options or {})
    if (day := day_named(since, "since")) is not None:
        if loaded.as_of is not None and day >= loaded.as_of:
            raise WrongCallError(f"since: {day} is not before the day of the case, {loaded.as_of}")
        with_options["changes"] = ChangesOptions(since=day)
    if next_for:
        with_options["counter"] = CounterOptions(party=party_wanted(loaded, next_for))
    if page is not None:
        refuse_foreign(page)
    if notice is not None and (sentence := said_beforehand(loaded)):
        notice(sentence)
    drawn, unsettled = draws_of(loaded, draws, seed, chosen, step)
    made = Brief.of(run_analyses(loaded, drawn, options=with_options, tick=step))
    if page is not None:
        step("drawing the charts")
        html = made.to_html().encode()
        with in_reach((warnings, unsettled)):
            write_file(page, html)
    return BriefMade(made, (warnings, unsettled), page)
