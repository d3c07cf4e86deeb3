"""Outcomes of a wanted utility, as bidding strategies ask for them.

A time-dependent strategy settles which utility to ask for next, and then needs an outcome that has
it (Faratin, Sierra and Jennings 1998, Robotics and Autonomous Systems 24, 159–182). A trade-off
strategy wants, among the outcomes of one utility, the one that the other side will like best
(Faratin, Sierra and Jennings 2002, Artificial Intelligence 142, 205–237). These authors take the
outcome that is most like what the other side asked for last. Where likeness is a sum over issues,
it can be passed as one more row of values.
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
    """`(parties,)`: what the outcome is worth to each party."""
    bound: float
    """It is proved that what the search optimises gets no better than this."""
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

    They are `(n, issues)`. Both ends belong to the range, with ACCEPTANCE on either side, and may
    be infinite. Other arguments and errors are as for `draw_from_zone`.

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
    """The best outcome for another party among those worth `low` to `high` to a party.

    Both ends belong to the range, with ACCEPTANCE on either side, and may be infinite. `values`,
    `terms` and `barred` are as for `share_in_zone`. The search keeps at most `width` partial
    outcomes at a time. Where those are too few for a proof, the offer is the best that was found,
    and `bound` says how much an outcome could be worth to the other party at most. Raises
    NoSuchOutcome if it is proved that nothing lies in the range, NoneFound if nothing was found
    there, ValueError for arrays and parties that do not fit.

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
    result = best_within(
        prepared(space, [value[rows] for value in values], barred, rows_of(terms, rows)),
        low - ACCEPTANCE,
        high + ACCEPTANCE,
        width,
    )
    return _offer(space, values, terms, result, result.bound)


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

    "Not below" allows for ACCEPTANCE. This is the inverse of a utility function, which
    negotiators need. Filling a target exactly is the subset-sum problem, which is easy where
    values are multiples of one step; for other values a search that keeps `width` partial outcomes
    comes close. It is proved that no outcome at or above the target is worth less than `bound`,
    which is the target itself if nothing better is known. Arguments and errors are as for
    `offer_at`.

    >>> space = OutcomeSpace(("price", "date"), (("low", "high"), ("may", "june", "july")))
    >>> values = [np.array([[6.0, 0.0]]), np.array([[4.0, 3.0, 0.0]])]
    >>> offer = nearest_utility(space, values, 0, 4.5)
    >>> space.decode(offer.outcome), offer.utilities.tolist()
    ({'price': 'low', 'date': 'july'}, [6.0])
    """
    _check(target, np.inf)
    _check_party(values, party)
    rows, sign = np.array([party, party]), np.array([1.0, -1.0])
    signed_values = [value[rows] * sign[:, None] for value in values]
    result = best_within(
        prepared(space, signed_values, barred, rows_of(terms, rows, sign)),
        target - ACCEPTANCE,
        np.inf,
        width,
    )
    return _offer(space, values, terms, result, -result.bound)


def _offer(
    space: OutcomeSpace, values: Sequence[Floats], terms: Terms, result: SearchResult, bound: float
) -> Offer:
    if result.outcome is None:
        if result.exact:
            raise NoSuchOutcome("no outcome lies within these bounds")
        raise NoneFound("the search found no outcome within these bounds")
    utilities = space.utilities(tuple(values), result.outcome[None], terms)[:, 0]
    return Offer(result.outcome, utilities, bound, result.exact)


def _check(low: float, high: float) -> None:
    if not low <= high or low == np.inf:
        raise ValueError("the least utility must be a number, and no more than the largest")


def _check_party(values: Sequence[Floats], party: int) -> None:
    if not 0 <= party < values[0].shape[0]:
        raise ValueError("there is no such party")
