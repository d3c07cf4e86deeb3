"""Points that even out what the parties get: gains, shares of ideal gains, or regrets.

The smallest score is to be as large as can be, then the second smallest, and so on. To reach that,
the sum of the k smallest scores is made as large as it can be for k = 1, 2, and so on. This comes
to the same and is linear, since the sum of the k smallest numbers is the largest value of
`k t - sum_i max(t - x_i, 0)` over t (Ogryczak and Śliwiński 2003, European Journal of Operational
Research 146, 80–91).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zopa.outcomes.arrays import ACCEPTANCE, Barred, Floats
from zopa.outcomes.programs.model import OutcomeProgram
from zopa.outcomes.programs.points import (
    NOWHERE,
    WORK,
    Point,
    model_above,
    no_agreement,
    of_party,
    point_of,
    weights_for,
)
from zopa.outcomes.programs.solver import Budget, combined
from zopa.outcomes.solutions.gains import WIN
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Term


def egalitarian_point(
    space: OutcomeSpace,
    values: Sequence[Floats],
    *,
    reservation: Floats,
    terms: Sequence[Term] = (),
    barred: Barred | None = None,
    weights: Floats | None = None,
    work: int | Budget = WORK,
) -> Point:
    """The smallest gain over no agreement as large as can be, then the next smallest, and so on.

    The point is that of `zopa.outcomes.solutions.egalitarian`, of gains that are taken `weights`
    times, `(parties,)`, and the objective is the smallest of these. Shapes and errors are as in
    `utilitarian_point`. Where the smallest gain is proved to be the largest possible but the next
    ones are not, `gap` is 0 and `exact` is False.

    >>> space = OutcomeSpace(("share",), (("0", "1", "2", "3", "4"),))
    >>> values = [np.array([[0.0, 1, 2, 3, 4], [4, 3, 2, 1, 0]])]
    >>> point = egalitarian_point(space, values, reservation=np.array([0.0, 2.0]))
    >>> point.utilities.tolist(), point.objective
    ([1.0, 3.0], 1.0)
    """
    budget = Budget.of(work)
    reserved = no_agreement(reservation)
    model = model_above(space, values, terms, barred, reserved)
    times = weights_for(model.parties, weights)
    return _leximin(model, times, -reserved * times, budget)


def kalai_smorodinsky_point(
    space: OutcomeSpace,
    values: Sequence[Floats],
    *,
    reservation: Floats,
    terms: Sequence[Term] = (),
    barred: Barred | None = None,
    work: int | Budget = WORK,
) -> Point:
    """Gains as shares of the ideal gain, the smallest as large as can be, then the next.

    The point is that of `zopa.outcomes.solutions.kalai_smorodinsky`, where it says what the ideal
    is. The objective is the smallest share, which is 1 where nobody can gain. Where the work is
    used up before every party's ideal is proved, the objective is the smallest share that is
    certain and the bound the largest that is possible. Shapes and errors are as in
    `utilitarian_point`.

    >>> space = OutcomeSpace(("share",), (("0", "1", "2", "3"),))
    >>> values = [np.array([[10.0, 8, 4, 0], [0, 0.3, 0.5, 1]])]
    >>> point = kalai_smorodinsky_point(space, values, reservation=np.zeros(2))
    >>> point.utilities.tolist(), point.objective
    ([4.0, 0.5], 0.4)
    """
    budget = Budget.of(work)
    reserved = no_agreement(reservation)
    model = model_above(space, values, terms, barred, reserved)
    ideals = _ideals(model, budget)
    if ideals is None:
        return NOWHERE
    proved = all(ideal.exact for ideal in ideals)
    if any(ideal.outcome is None for ideal in ideals):
        return Point(None, None, -np.inf, 1.0, False)
    known = np.array([ideal.objective for ideal in ideals]) - reserved
    possible = np.array([ideal.bound for ideal in ideals]) - reserved
    counts = known > ACCEPTANCE
    times = np.where(counts, 1.0 / np.where(counts, known, 1.0), 0.0)
    plus = np.where(counts, -reserved * times, 1.0)
    point = _leximin(model, times, plus, budget)
    if proved or point.utilities is None:
        exact = proved and point.exact
        return Point(point.outcome, point.utilities, point.objective, point.bound, exact)
    could = possible > ACCEPTANCE
    certain = np.where(could, (point.utilities - reserved) / np.where(could, possible, 1.0), 1.0)
    return Point(point.outcome, point.utilities, float(certain.min()), point.bound, False)


def minimal_regret_point(
    space: OutcomeSpace,
    values: Sequence[Floats],
    *,
    terms: Sequence[Term] = (),
    barred: Barred | None = None,
    reservation: Floats | None = None,
    work: int | Budget = WORK,
) -> Point:
    """The largest regret as small as can be, then the next largest, and so on.

    A party's regret is what it has less than in its best outcome that no party refuses (Savage
    1951, Journal of the American Statistical Association 46, 55–67, of a single decision maker's
    states). Utilities must be comparable between parties. The objective is the largest regret,
    and `bound` is not above it. Where the work is used up before every party's best is proved, the
    objective is the largest regret that is possible. Shapes and errors are as in
    `utilitarian_point`.

    >>> space = OutcomeSpace(("share",), (("0", "1", "2", "3"),))
    >>> values = [np.array([[10.0, 8, 4, 0], [0, 3, 5, 9]])]
    >>> point = minimal_regret_point(space, values)
    >>> point.utilities.tolist(), point.objective
    ([8.0, 3.0], 6.0)
    """
    budget = Budget.of(work)
    model = model_above(space, values, terms, barred, reservation)
    ideals = _ideals(model, budget)
    if ideals is None:
        return Point(None, None, np.inf, np.inf, True)
    if any(ideal.outcome is None for ideal in ideals):
        return Point(None, None, np.inf, 0.0, False)
    known = np.array([ideal.objective for ideal in ideals])
    possible = np.array([ideal.bound for ideal in ideals])
    point = _leximin(model, np.ones(model.parties), -known, budget)
    if point.utilities is None:
        return Point(None, None, np.inf, max(-point.bound, 0.0), False)
    exact = point.exact and all(ideal.exact for ideal in ideals)
    largest = float((known - point.utilities).max())
    if not exact:
        largest = float((possible - point.utilities).max())
    return Point(point.outcome, point.utilities, largest, min(-point.bound, largest), exact)


def _leximin(model: OutcomeProgram, times: Floats, plus: Floats, budget: Budget) -> Point:
    """The smallest score as large as can be, then the next smallest, and so on.

    A party's score is `times * utility + plus`; each `(parties,)`. Rows are added to the model.
    """
    program = model.program
    reach = [
        (t * s.base + p, t * s.most + p) for s, t, p in zip(model.scales, times, plus, strict=True)
    ]
    spread = max((high - low for low, high in reach), default=0.0)
    unit = spread / 1000 or 1.0
    scores = [
        {at: x / unit for at, x in scale.expression(float(t), float(p)).items()}
        for scale, t, p in zip(model.scales, times, plus, strict=True)
    ]
    lowest = min(low for low, _ in reach) / unit
    highest = max(high for _, high in reach) / unit
    tie = WIN * max(1.0, *(abs(end) for ends in reach for end in ends)) / unit
    best: Point | None = None
    solution: Floats | None = None
    for k in range(1, model.parties + 1):
        if k == model.parties:
            total = combined((1.0, score) for score in scores)
        else:
            threshold = program.column(lowest, highest)
            total = {threshold: float(k)}
            for score in scores:
                short = [] if k == 1 else [program.column(0.0, highest - lowest)]
                total |= dict.fromkeys(short, -1.0)
                row = {at: -x for at, x in score.items()}
                program.row(row | {threshold: 1.0} | dict.fromkeys(short, -1.0), high=0.0)
        answer = program.maximise(total, budget, solution)
        here = point_of(
            model, answer, unit, lambda utilities: float((times * utilities + plus).min())
        )
        if best is None:
            best = here
        elif here.outcome is not None and here.utilities is not None:
            bound = max(best.bound, here.objective)
            best = Point(here.outcome, here.utilities, here.objective, bound, here.exact)
        else:
            best = Point(best.outcome, best.utilities, best.objective, best.bound, False)
        if not best.exact or answer.solution is None:
            break
        solution = answer.solution
        program.row(total, low=answer.value - tie)
    return best or NOWHERE


def _ideals(model: OutcomeProgram, budget: Budget) -> list[Point] | None:
    """The best for each party; None where it is proved that no outcome is left."""
    ideals = []
    for party, scale in enumerate(model.scales):
        searches = model.parties + 1 - party
        answer = model.program.maximise({scale.column: 1.0}, budget, searches=searches)
        if answer.proved and answer.solution is None:
            return None
        ideals.append(point_of(model, answer, scale.unit, of_party(party), scale.base))
    return ideals
