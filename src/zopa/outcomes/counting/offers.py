"""Outcomes of a wanted utility, as bidding strategies ask for them.

A time-dependent strategy settles which utility to ask for next, and then needs an outcome that has
it (Faratin, Sierra and Jennings 1998, Robotics and Autonomous Systems 24, 159–182); a trade-off
strategy wants, among the outcomes of one utility, the one that the other side will like best
(Faratin, Sierra and Jennings 2002, Artificial Intelligence 142, 205–237). Theirs is one most like
what the other side asked for last; likeness that is a sum over issues is one more row of values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from zopa.outcomes.arrays import ACCEPTANCE, Barred, Floats, Ints
from zopa.outcomes.counting.layers import ARCS
from zopa.outcomes.counting.region import NoneFound, NoSuchOutcome, one_party, rows_of
from zopa.outcomes.counting.samplers import EFFORT, way_to
from zopa.outcomes.counting.search import SearchResult, best_within
from zopa.outcomes.frontier import prepared
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Terms

WIDTH = 10_000
"""The most partial outcomes a search keeps at a time."""


@dataclass(frozen=True, eq=False)
class Offer:
    """An outcome that a search found, and how much better one there may be."""

    outcome: Ints
    """`(issues,)`."""
    utilities: Floats
    """`(parties,)`: what it is worth."""
    bound: float
    """What is optimised is proved not to get better than this."""
    exact: bool
    """Whether the outcome is proved to be a best one, differences within TIE aside."""


def outcomes_at(
    space: OutcomeSpace,
    values: Sequence[Floats],
    party: int,
    low: float,
    high: float,
    n: int,
    rng: np.random.Generator,
    *,
    terms: Terms = (),
    barred: Barred | None = None,
    effort: int = EFFORT,
    limit: int = ARCS,
) -> Ints:
    """`n` independent uniform draws of the outcomes worth `low` to `high` to a party.

    `(n, issues)`. Both ends count, with ACCEPTANCE on either side; they may be infinite. Other
    arguments and errors as for `draw_from_zone`.

    >>> space = OutcomeSpace(("price", "date"), (("low", "high"), ("may", "june", "july")))
    >>> values = [np.array([[6.0, 0.0]]), np.array([[4.0, 3.0, 0.0]])]
    >>> outcomes_at(space, values, 0, 7.0, 9.0, 2, np.random.default_rng(1))
    array([[0, 1],
           [0, 1]])
    """
    _check(low, high)
    region = one_party(space, values, party, low - ACCEPTANCE, high + ACCEPTANCE, barred, terms)
    return way_to(region, rng, limit).draws(n, rng, effort)


def offer_at(
    space: OutcomeSpace,
    values: Sequence[Floats],
    party: int,
    low: float,
    high: float,
    other: int,
    *,
    terms: Terms = (),
    barred: Barred | None = None,
    width: int = WIDTH,
) -> Offer:
    """Of the outcomes worth `low` to `high` to a party, the best one for another party.

    Both ends count, with ACCEPTANCE on either side; they may be infinite. `values`, `terms` and
    `barred` as for `share_in_zone`. A search keeps at most `width` partial outcomes at a time;
    where those are too few for a proof, the offer is the best that was found, and `bound` says
    how much more another could be worth to the other party. Raises NoSuchOutcome if it is proved
    that nothing lies in between, NoneFound if nothing was found there, ValueError for arrays and
    parties that do not fit.

    >>> space = OutcomeSpace(("price", "date"), (("low", "high"), ("may", "june", "july")))
    >>> values = [np.array([[6.0, 0.0], [0.0, 5.0]]), np.array([[4.0, 3.0, 0.0], [0.0, 5.0, 4.0]])]
    >>> offer = offer_at(space, values, 0, 6.0, 8.0, other=1)
    >>> space.decode(offer.outcome), offer.utilities.tolist(), offer.exact
    ({'price': 'low', 'date': 'july'}, [6.0, 4.0], True)
    """
    _check(low, high)
    _check_party(values, party)
    _check_party(values, other)
    rows = np.array([party, other])
    found = best_within(
        prepared(space, [value[rows] for value in values], barred, rows_of(terms, rows)),
        low - ACCEPTANCE,
        high + ACCEPTANCE,
        width,
    )
    return _offer(space, values, terms, found, found.bound)


def nearest_utility(
    space: OutcomeSpace,
    values: Sequence[Floats],
    party: int,
    target: float,
    *,
    terms: Terms = (),
    barred: Barred | None = None,
    width: int = WIDTH,
) -> Offer:
    """The outcome with the smallest utility for a party that is not below `target`.

    "Not below" allows for ACCEPTANCE. The inverse of a utility function, as negotiators need it.
    To fill a target exactly is the subset-sum problem: values that are multiples of one step
    make it easy; with others a search that keeps `width` partial outcomes comes close. `bound`
    is a utility that no outcome at or above the target is proved to fall below, the target
    itself if need be. Arguments and errors as for `offer_at`.

    >>> space = OutcomeSpace(("price", "date"), (("low", "high"), ("may", "june", "july")))
    >>> values = [np.array([[6.0, 0.0]]), np.array([[4.0, 3.0, 0.0]])]
    >>> offer = nearest_utility(space, values, 0, 4.5)
    >>> space.decode(offer.outcome), offer.utilities.tolist()
    ({'price': 'low', 'date': 'july'}, [6.0])
    """
    _check(target, np.inf)
    _check_party(values, party)
    rows, sign = np.array([party, party]), np.array([1.0, -1.0])
    own = [value[rows] * sign[:, None] for value in values]
    found = best_within(
        prepared(space, own, barred, rows_of(terms, rows, sign)), target - ACCEPTANCE, np.inf, width
    )
    return _offer(space, values, terms, found, -found.bound)


def _offer(
    space: OutcomeSpace, values: Sequence[Floats], terms: Terms, found: SearchResult, bound: float
) -> Offer:
    if found.outcome is None:
        if found.exact:
            raise NoSuchOutcome("no outcome lies within these bounds")
        raise NoneFound("the search found no outcome within these bounds")
    utilities = space.utilities(tuple(values), found.outcome[None], terms)[:, 0]
    return Offer(found.outcome, utilities, bound, found.exact)


def _check(low: float, high: float) -> None:
    if not low <= high or low == np.inf:
        raise ValueError("the least utility must be a number, and no more than the largest")


def _check_party(values: Sequence[Floats], party: int) -> None:
    if not 0 <= party < values[0].shape[0]:
        raise ValueError("there is no such party")
