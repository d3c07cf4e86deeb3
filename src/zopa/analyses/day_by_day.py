"""How have the main answers moved, day by day, as the reports came in?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from zopa.analyses.compared_answers import drawn_alike, main_answers
from zopa.analyses.open_questions import ZONE
from zopa.analyses.result import Record, Share
from zopa.case.days import fact_day
from zopa.case.knowledge import case_as_of, draft_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from zopa.case.model import Case
    from zopa.preferences.draws import Draws


class AnswersOnDay(Record):
    """The answers that were to be had on a day, from what was known by its end."""

    day: date
    deal: Share | None
    """Some deal would suit enough signatories; None where the facts of then could not all hold."""
    drafts: dict[str, Share]
    """Enough signatories could sign each draft that was there."""


def days_known(case: Case) -> tuple[date, ...]:
    """The days on which something came that answers rest on, the first one first."""
    days = {fact_day(case, fact) for fact in case.ledger}
    days |= {draft_day(case, draft) for draft in case.drafts.values()}
    return tuple(sorted(day for day in days if day is not None))


def answers_by_day(
    case: Case, like: Draws, count: int, most: int, tick: Callable[[str], None]
) -> tuple[AnswersOnDay, ...]:
    """The main answers on the last days, as many as `most`, on which something came.

    Each day is drawn from with the random numbers of `like`, so that what did not change comes out
    alike. `tick` is called with each day before it is worked out.
    """
    told = []
    for day in days_known(case)[-most:]:
        tick(f"the answers of {day}")
        then = case_as_of(case, day)
        drawn = drawn_alike(then, count, like)
        held = {} if drawn is None else main_answers(then, drawn)
        shares = {name: Share.of(hits) for name, hits in held.items()}
        told.append(AnswersOnDay(day=day, deal=shares.pop(ZONE, None), drafts=shares))
    return tuple(told)
