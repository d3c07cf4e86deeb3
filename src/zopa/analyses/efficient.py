"""The frontier of one set of preferences, exactly where that is feasible, else as near as is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from zopa.outcomes.arrays import Barred, Floats, Ints
from zopa.outcomes.diagram import TooTangled
from zopa.outcomes.frontier import Frontier
from zopa.outcomes.near import NEAR_LIMIT, near_frontier
from zopa.outcomes.programs.levelled import egalitarian_point, kalai_smorodinsky_point
from zopa.outcomes.programs.points import Point, best_for, utilitarian_point
from zopa.outcomes.programs.product import nash_point
from zopa.outcomes.programs.solver import STEPS_A_SECOND, Budget
from zopa.outcomes.programs.tradeoff import tradeoff_frontier
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Term

MANY_PARTIES, NEAR_MANY, SMALL = 4, 5_000, 20_000
"""Where more parties than this must agree, all vectors are compared with all that stay. So not so
many are kept then, but in a space of at most so many outcomes."""
WORK = 20 * STEPS_A_SECOND
"""Steps of work for programs that find points one by one (`zopa.outcomes.programs.solver`)."""


class Efficient(NamedTuple):
    """Outcomes that no other dominates, best for the first party first."""

    outcomes: Ints
    """`(n, issues)`: not more than were asked for."""
    utilities: Floats
    """`(n, parties)`."""
    in_all: int
    """How many there are, listed or not."""
    factor: float
    """Every outcome's gains above the worst are, for every party, at most this times those of
    some efficient outcome found; 1 where all are found, or those found are proved."""
    complete: bool
    """Whether it is proved that nothing is missing beyond the factor."""


def efficient_outcomes(
    space: OutcomeSpace, values: Sequence[Floats], terms: Sequence[Term], listed: int
) -> Efficient:
    """The efficient outcomes for `values`, one array `(parties, levels)` an issue, and `terms`.

    Where the frontier is too large it is one within a factor; where terms tie too many issues
    together, of two parties' what programs find within a bound of work, of more parties' the best
    for each of them and for all.
    """
    few = len(values[0]) > MANY_PARTIES and space.size > SMALL
    limit = NEAR_MANY if few else NEAR_LIMIT
    try:
        near = near_frontier(space, values, terms=terms, limit=limit)
    except TooTangled:
        return _by_programs(space, values, terms, listed)
    if not near.exact:
        some = slice(listed)
        return Efficient(
            near.outcomes[some], near.utilities[some], len(near), near.factor, complete=True
        )
    exact = Frontier(near.utilities, near.outcomes, near.paths)
    # Every vector first; ties share what room there is.
    outcomes, rows = exact.listing(ties=max(1, listed // max(1, len(exact))))
    in_all = int(sum(int(m) for m in exact.multiplicity))
    return Efficient(outcomes[:listed], exact.utilities[rows[:listed]], in_all, 1.0, complete=True)


def _by_programs(
    space: OutcomeSpace, values: Sequence[Floats], terms: Sequence[Term], listed: int
) -> Efficient:
    if len(values[0]) == 2:
        frontier = tradeoff_frontier(space, values, terms=terms, limit=listed, work=WORK)
        outcomes = _proved(frontier.points, space)
        complete = frontier.complete
    else:
        share = WORK // (len(values[0]) + 1)
        points = [
            utilitarian_point(space, values, terms=terms, work=share),
            *(
                best_for(space, values, party, terms=terms, work=share)
                for party in range(len(values[0]))
            ),
        ]
        outcomes = _proved(points, space)
        complete = False
    utilities = np.ascontiguousarray(space.utilities(tuple(values), outcomes, terms).T)
    return Efficient(outcomes, utilities, len(outcomes), 1.0, complete)


def best_by_programs(
    space: OutcomeSpace,
    values: Sequence[Floats],
    terms: Sequence[Term],
    barred: Barred,
    reservation: Floats,
    work: int | Budget,
    spans: Floats | None = None,
) -> tuple[Ints, Floats]:
    """The four bargaining solutions and each party's best, among outcomes that nobody refuses:
    outcomes `(n, issues)` and utilities `(n, parties)`, none twice. What is not proved within
    the steps of work is left out; what a search leaves over is for those after it. Where the
    egalitarian and the utilitarian solution compare parties, utilities are multiplied by `spans`,
    `(parties,)`."""
    asked: dict[str, Any] = {"terms": terms, "barred": barred, "reservation": reservation}
    compared = {**asked, "weights": spans}
    searches: list[Callable[..., Point]] = [
        *(partial(best_for, space, values, party, **asked) for party in range(len(values[0]))),
        partial(nash_point, space, values, **asked),
        partial(utilitarian_point, space, values, **compared),
        partial(kalai_smorodinsky_point, space, values, **asked),
        partial(egalitarian_point, space, values, **compared),
    ]
    budget = Budget.of(work)
    points = []
    for number, search in enumerate(searches):
        share = max(1, budget.share(len(searches) - number))
        own = Budget(share)
        points.append(search(work=own))
        budget.left -= share - own.left
    outcomes = np.unique(_proved(points, space), axis=0)
    return outcomes, np.ascontiguousarray(space.utilities(tuple(values), outcomes, terms).T)


def _proved(points: Sequence[Point], space: OutcomeSpace) -> Ints:
    proved = [point.outcome for point in points if point.exact and point.outcome is not None]
    return np.array(proved, dtype=np.int_).reshape(-1, len(space.issues))
