"""How each party takes a complete or open offer: what it is worth to it, and whether it signs.

An offer is a draft of the case, or terms that somebody writes down. What a draft leaves open stands
as in `zopa.analyses.draft_standing`. What mere terms leave open has no author who would settle it,
so it is at its best for each party.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from zopa.analyses.board import Board
from zopa.analyses.draft_standing import settled_ways, versions
from zopa.analyses.silent_terms import (
    behind_red_line,
    others_terms,
    standing_terms,
    terms_worth,
)
from zopa.outcomes.arrays import ACCEPTANCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from zopa.analyses.draft_standing import SettledWays
    from zopa.case.model import Case, Draft
    from zopa.preferences.draws import Draws

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.intp]


class Taken(NamedTuple):
    """How the parties of some draws take an offer; each array is (draws, parties)."""

    worth: Floats
    """Utility, from 0 to 1."""
    could: Bools
    """It is worth no less than no deal, and crosses no red line in force."""
    now: Bools
    """It is worth no less than what the party holds out for, and crosses no red line in force."""
    barred: Bools
    """A red line in force stands against it."""


@dataclass(frozen=True)
class TermsOffered:
    """A draft of the case, or terms."""

    draft: Draft | None = None
    terms: Mapping[str, str] = field(default_factory=dict)
    """Issue to level, where it is no draft."""


def taken_by_all(case: Case, draws: Draws, offer: TermsOffered) -> Taken:
    """How every party that is drawn takes an offer.

    >>> import zopa
    >>> case = zopa.load("examples/minerals")
    >>> taken = taken_by_all(case, zopa.draw(case, 100), TermsOffered(terms={"share": "20"}))
    >>> taken.worth.shape, bool((taken.could >= taken.now).all())
    ((100, 2), True)
    """
    shape = (len(draws), len(draws.parties))
    taken = Taken(np.zeros(shape), *(np.zeros(shape, dtype=bool) for _ in range(3)))
    worth, could, now, barred = taken
    ways = dict(_as_liked(case, draws, offer))
    for k, party in enumerate(draws.parties):
        stands = None
        if offer.draft is not None:
            stands = others_terms(draws, offer.draft, party, standing_terms(draws, offer.draft))
        if stands is None:
            for at, way in ways.values():
                worth[at, k] = way.gain[:, k] + draws.reservation[at, k]
                could[at, k], now[at, k] = way.some[:, k], way.now[:, k]
                barred[at, k] = way.barred[:, k]
            continue
        worth[:, k], barred[:, k] = (
            terms_worth(draws, party, stands), behind_red_line(draws, party, stands),
        )  # fmt: skip
        could[:, k] = (worth[:, k] >= draws.reservation[:, k] - ACCEPTANCE) & ~barred[:, k]
        now[:, k] = (worth[:, k] >= draws.aspiration[:, k] - ACCEPTANCE) & ~barred[:, k]
    return taken


def _as_liked(
    case: Case, draws: Draws, offer: TermsOffered
) -> Iterator[tuple[int, tuple[Ints, SettledWays]]]:
    """For each reading of the offer the draws that take it, and how the parties take the ways of
    settling what it leaves open."""
    for k, (which, settled) in enumerate(readings_of(case, draws, offer)):
        at = np.flatnonzero(which)
        yield k, (at, settled_ways(case, draws, settled, at))


def readings_of(case: Case, draws: Draws, offer: TermsOffered) -> list[tuple[Bools, Ints]]:
    """For each reading of an offer the draws, `(draws,)`, that take it, and the outcome `(issues,)`
    that has its terms and leaves open what it leaves open."""
    space = Board.of(case, draws).space
    if offer.draft is not None:
        return list(versions(case, space, draws, offer.draft))
    silent = {i.id: i.otherwise for i in case.issues.values() if i.otherwise is not None}
    whole = np.ones(len(draws), dtype=bool)
    return [(whole, space.encode({**silent, **offer.terms}))]
