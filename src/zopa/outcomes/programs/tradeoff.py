"""What one party must give up for the other: the frontier of two parties, point by point.

Where terms tie so many issues together that merging fails (`zopa.outcomes.frontier`), each point
can still be found by itself: the best for the second party among outcomes that give the first
one no less than its best, then the best for the first among those that give the second more than
that, and so on (the epsilon-constraint method: Haimes, Lasdon and Wismer 1971, IEEE Transactions
on Systems, Man, and Cybernetics 1, 296–297). Each point takes two programs, the second so that no
point is only weakly efficient; what is found is the whole frontier (Laumanns, Thiele and Zitzler
2006, European Journal of Operational Research 169, 932–942).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from zopa.outcomes.arrays import Barred, Floats
from zopa.outcomes.programs.model import APART, PARTS
from zopa.outcomes.programs.points import WORK, Point, best_in, model_above
from zopa.outcomes.programs.solver import Budget
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Term

POINTS = 10_000
"""How many points to find at most unless told otherwise."""


@dataclass(frozen=True, eq=False)
class Tradeoff:
    """The frontier of two parties as far as it was found, best for the first party first."""

    points: tuple[Point, ...]
    """One outcome for each vector of utilities; the objective is the first party's utility."""
    complete: bool
    """Whether it is proved that these are all."""
    rest: Floats | None
    """`(2,)`: no vector that is missing exceeds this; None if complete."""


def tradeoff_frontier(
    space: OutcomeSpace,
    values: Sequence[Floats],
    *,
    terms: Sequence[Term] = (),
    barred: Barred | None = None,
    reservation: Floats | None = None,
    limit: int = POINTS,
    work: int | Budget = WORK,
) -> Tradeoff:
    """The strictly efficient outcomes of two parties that neither refuses.

    `values` holds one array `(2, levels)` an issue, `barred` one `(levels,)`, `reservation` is
    `(2,)`. A party's utilities differ where they are a step apart, if all are multiples of one,
    else where they are 1e-8 of its range apart. Each point says whether it is proved; only the
    last one can be unproved. After `limit` points, or when `work` is used up, the points so far
    are returned. ValueError unless there are two parties, and for arrays that do not fit.

    >>> space = OutcomeSpace(("price", "date"), (("low", "high"), ("may", "june", "july")))
    >>> values = [np.array([[6.0, 0.0], [0.0, 5.0]]), np.array([[4.0, 3, 0], [0, 5, 4]])]
    >>> frontier = tradeoff_frontier(space, values)
    >>> [point.utilities.tolist() for point in frontier.points], frontier.complete
    ([[10.0, 0.0], [9.0, 5.0], [3.0, 10.0]], True)
    """
    budget = Budget.of(work)
    model = model_above(space, values, terms, barred, reservation)
    if model.parties != 2:
        raise ValueError(f"a trade-off is between two parties, not {model.parties}")
    if limit < 1:
        raise ValueError("a frontier has at least one point")
    first, second = model.scales
    most = np.array([first.most, second.most])
    points: list[Point] = []
    margin, last = PARTS * APART, -np.inf
    while len(points) < limit:
        point = best_in(model, 0, budget)
        if point.outcome is None and point.exact:
            return Tradeoff(tuple(points), True, None)
        most[0] = min(most[0], point.bound)
        if point.utilities is None or point.outcome is None:
            break
        reached = float(point.utilities[1])
        if reached <= last + second.same / 2:
            # So little above the last point that the solver let that one pass again.
            margin *= 10
            if margin > 1:
                break
            model.program.lower[second.column] += margin
            continue
        points.append(point)
        if not point.exact:
            break
        last = reached
        model.program.lower[second.column] = second.above(last)
    return Tradeoff(tuple(points), False, most)
