"""The frontier of two parties, point by point: what one must give up for the other.

Where terms tie so many issues together that merging fails (`zopa.outcomes.frontier`), each point
can still be found by itself. The first point is the best for the first party. Each next point is
the best for the first party among the outcomes that give the second party more than the point
before (the epsilon-constraint method: Haimes, Lasdon and Wismer 1971, IEEE Transactions on
Systems, Man, and Cybernetics 1, 296–297). Of outcomes that are equally good for the first party
the best for the second is taken, which may need a second program, so that no point is only weakly
efficient. This finds the whole frontier (Laumanns, Thiele and Zitzler 2006, European Journal of
Operational Research 169, 932–942).
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
"""The most points to find, unless the caller says otherwise."""


@dataclass(frozen=True, eq=False)
class Tradeoff:
    """The frontier of two parties as far as it was found, best for the first party first."""

    points: tuple[Point, ...]
    """One outcome for each vector of utilities; the objective is the first party's utility."""
    complete: bool
    """Whether it is proved that these are all."""
    rest: Floats | None
    """`(2,)`: no missing vector exceeds this for either party; None if complete."""


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

    `values` holds one array `(2, levels)` for each issue, `barred` one `(levels,)`, and
    `reservation` is `(2,)`. Where all of a party's utilities are multiples of a step, they differ
    if they are a step apart; else if they are 1e-8 of the party's range apart. Each point says
    whether it is proved, and only the last one can be unproved. After `limit` points, or when
    `work` is used up, the points so far are returned. Raises ValueError unless there are two
    parties, and for arrays that do not fit.

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
            # The bound was so little above the last point that the solver found it again.
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
