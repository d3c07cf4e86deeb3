"""At which levels a draft's terms stand in each draw, what it leaves open included.

A disputed term stands as the draw reads it. An open one stands as its issue says that it stands
otherwise, or else as the draft's author would settle it in that draw: at its best level. Of several
authors each draw takes one. Where nobody is known to have tabled the draft, the term stays open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from zopa.foundation.chance import stream
from zopa.outcomes.line_conditions import CROSSED, conditions_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zopa.case.model import Case, Draft
    from zopa.preferences.draws import Draws

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.intp]

OPEN = -1
"""Stands for a term that stays open."""


def standing_terms(draws: Draws, draft: Draft) -> Ints:
    """The position of the level at which each issue stands, (draws, issues); `OPEN` where it is."""
    case, count = draws.case, len(draws)
    stands = np.full((count, len(case.issues)), OPEN, dtype=np.intp)
    authors = sorted(p for p in case.authors_of(draft.id) if p in draws.parties)
    which = stream(draws.seed, 6).integers(0, max(1, len(authors)), count)
    for i, issue in enumerate(case.issues.values()):
        levels = draft.levels.get(issue.id, ())
        if (draft.id, issue.id) in draws.readings:
            stands[:, i] = draws.readings[draft.id, issue.id]
        elif levels:
            stands[:, i] = issue.index(levels[0])
        elif issue.otherwise is not None:
            stands[:, i] = issue.index(issue.otherwise)
        elif authors:
            bests = [best_levels(draws, author)[:, i] for author in authors]
            stands[:, i] = np.choose(which, bests)
    return stands


def best_levels(draws: Draws, party: str) -> Ints:
    """The position of a party's best level on each issue, (draws, issues)."""
    column = draws.parties.index(party)
    return np.stack([values[:, column].argmax(axis=1) for values in draws.values], axis=1)


def worst_levels(draws: Draws, party: str) -> Ints:
    """The position of a party's worst level on each issue, (draws, issues)."""
    column = draws.parties.index(party)
    return np.stack([values[:, column].argmin(axis=1) for values in draws.values], axis=1)


def terms_worth(draws: Draws, party: str, stands: Ints) -> Floats:
    """What terms without an open one are worth to a party, (draws,)."""
    column, each = draws.parties.index(party), np.arange(len(draws))
    worth = np.zeros(len(draws))
    for i, values in enumerate(draws.values):
        worth += values[each, column, stands[:, i]]
    for box in draws.terms:
        earned = np.ones(len(draws), dtype=bool)
        for issue, levels in box.where:
            earned &= np.isin(stands[:, issue], levels)
        worth += np.where(earned, box.worth[:, column], 0.0)
    return worth


def behind_red_line(draws: Draws, party: str, stands: Ints) -> Bools:
    """Whether a red line of a party in force bars one of the terms, or some of them together,
    (draws,)."""
    column, each = draws.parties.index(party), np.arange(len(draws))
    barred = np.zeros(len(draws), dtype=bool)
    count = len(draws.case.issues)
    for i, bars in enumerate(draws.barred[:count]):
        barred |= bars[each, column, stands[:, i]]
    for condition, bars in zip(conditions_of(draws.case), draws.barred[count:], strict=True):
        barred |= bars[:, column, CROSSED] & condition.crossed(stands)
    return barred


def others_terms(draws: Draws, draft: Draft, party: str, stands: Ints) -> Ints | None:
    """As which levels the terms of another's draft count for a party, (draws, issues).

    Where nobody is known to have tabled it, what is open is at its worst for a party that refused
    it, as its fact has it. None where the party settles what is open as it likes: in its own draft,
    and in one that nobody is known to have tabled.
    """
    if party in draws.case.authors_of(draft.id):
        return None
    if (stands != OPEN).all():
        return stands
    if not has_refused(draws.case, draft, party):
        return None
    return np.where(stands == OPEN, worst_levels(draws, party), stands)


def has_refused(case: Case, draft: Draft, party: str) -> bool:
    """Whether a fact has it that a party refused a draft, or declined it for now."""
    return any(
        fact.kind in ("declines", "rejects") and package.draft == draft.id
        for fact in case.facts_of(party)
        for _, package in fact.content.packages()
    )
