"""The main answers of two cases side by side: whether there is a deal, and who would sign what.

Both are drawn from with the same random numbers, so that what is alike in both comes out alike, and
the error of a difference is that of pairs.
"""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from zopa.analyses.board import Board
from zopa.analyses.draft_standing import enough_sign, signed_by_one
from zopa.analyses.open_questions import ZONE, Shift
from zopa.analyses.result import Record, Share
from zopa.foundation.chance import Z95
from zopa.preferences.compared import change_in_pairs
from zopa.preferences.draws import draw
from zopa.preferences.settings import CannotDrawError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from zopa.case.model import Case
    from zopa.preferences.draws import Draws

    Bools = NDArray[np.bool_]
    MainAnswers = Mapping[str, NDArray[np.bool_]]


class AnswerThenNow(Record):
    """One answer on that day and now."""

    answer: str
    """`zone`, or the id of a draft that enough signatories would sign."""
    then: Share | None
    """None for a draft that was not there, or where the facts of then could not all hold."""
    now: Share
    change: float | None
    error: float | None
    """Half-width of the 95% interval of the change, from sampling alone."""


class PartyThenNow(Record):
    """Whether one signatory would sign a draft that was there already."""

    party: str
    draft: str
    then: Share
    now: Share
    shift: Shift


def main_answers(case: Case, draws: Draws) -> MainAnswers:
    """Whether there is a deal in each draw, and whether enough would sign each draft (draws,)."""
    answers = {ZONE: Board.of(case, draws).has_zone}
    for draft in case.known_drafts:
        answers[draft.id] = enough_sign(case, draws, draft)
    return answers


def drawn_alike(case: Case, count: int, like: Draws) -> Draws | None:
    """New draws with the random numbers of others; None where the facts cannot all hold."""
    try:
        return draw(case, count, like.seed, prior=like.prior)
    except CannotDrawError:
        return None


def answers_compared(before: MainAnswers, now: MainAnswers) -> Iterator[AnswerThenNow]:
    """Each answer that there is now, then and now."""
    for answer, hits in now.items():
        then = before.get(answer)
        change = None if then is None else change_in_pairs(then, hits)
        yield AnswerThenNow(
            answer=answer,
            then=None if then is None else Share.of(then),
            now=Share.of(hits),
            change=None if change is None else change.amount,
            error=None if change is None else change.error,
        )


def parties_compared(
    then: Case, earlier: Draws, case: Case, draws: Draws
) -> tuple[PartyThenNow, ...]:
    """Whether each signatory would sign each draft that was there then, then and now."""
    entries = []
    for party in case.signatories:
        for draft in case.known_drafts:
            if draft.id in then.drafts:
                before = signed_by_one(then, earlier, then.drafts[draft.id], party)
                after = signed_by_one(case, draws, draft, party)
                entries.append((party, draft.id, before, after))
    shifts = clear_or_not(
        [shift_between(draft, before, after) for _, draft, before, after in entries]
    )
    return tuple(
        PartyThenNow(
            party=party, draft=draft, then=Share.of(before), now=Share.of(after), shift=shift
        )
        for (party, draft, before, after), shift in zip(entries, shifts, strict=True)
    )


def shift_between(answer: str, before: Bools, after: Bools) -> Shift:
    """How an answer differs between two cases drawn alike."""
    change = change_in_pairs(before, after)
    return Shift(
        answer=answer, before=float(before.mean()), after=float(after.mean()),
        change=change.amount, error=change.error,
    )  # fmt: skip


def clear_or_not(shifts: Sequence[Shift]) -> list[Shift]:
    """The same, told which are clear: of many comparisons some always look large."""
    wider = NormalDist().inv_cdf(1 - 0.025 / max(1, len(shifts))) / Z95
    return [
        shift.model_copy(update={"clear": abs(shift.change) > wider * shift.error})
        for shift in shifts
    ]
