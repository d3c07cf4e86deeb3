"""The largest product of gains, by tangents to the logarithm.

The logarithm of a gain is concave, so it lies below each of its tangents. With a few tangents in
the place of the logarithm, the largest sum of logarithms is a mixed-integer linear program. Its
value bounds the true one from above, and the true value of its outcome bounds it from below. New
tangents are added at that outcome's gains, and the program is solved again, until the two bounds
meet (outer approximation: Duran and Grossmann 1986, Mathematical Programming 36, 307–339). An
outcome that comes up twice is the best, since the tangents are exact there. There are finitely
many outcomes, so the bounds do meet.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from zopa.outcomes.arrays import ACCEPTANCE, Barred, Floats, Ints
from zopa.outcomes.programs.model import OutcomeProgram
from zopa.outcomes.programs.points import NOWHERE, WORK, Point, model_above, no_agreement
from zopa.outcomes.programs.solver import NONE, ONE, Budget, Expression, ProgramAnswer
from zopa.outcomes.solutions.gains import WIN
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Term

STARTS = (1.0, 0.7, 0.45, 0.25, 0.1)
"""Where the first tangents touch, as shares of what a party could gain at most."""

PARTS = 1000.0
"""Logarithms are measured in thousandths, so that the solver's tolerance means little."""


def nash_point(
    space: OutcomeSpace,
    values: Sequence[Floats],
    *,
    reservation: Floats,
    terms: Sequence[Term] = (),
    barred: Barred | None = None,
    work: int | Budget = WORK,
) -> Point:
    """The largest product of gains over no agreement (Nash 1950, Econometrica 18, 155–162).

    The point is that of `zopa.outcomes.solutions.nash`. Where not all parties can gain at the same
    time, as many gain as can, and the product is of their gains. Of several such sets of parties,
    the one with the earliest parties is taken. The objective is the product of the gains of those
    who gain, and 1 where nobody can. Where the work is used up before it is known who can gain,
    the outcome is the best that was found and the bound is infinite. Shapes and errors are as in
    `utilitarian_point`.

    >>> space = OutcomeSpace(("share",), (("0", "1", "2", "3", "4"),))
    >>> values = [np.array([[0.0, 1, 2, 3, 4], [4, 3, 2, 1, 0]])]
    >>> point = nash_point(space, values, reservation=np.array([0.0, 2.0]))
    >>> point.utilities.tolist(), point.objective
    ([1.0, 3.0], 1.0)
    """
    budget = Budget.of(work)
    reserved = no_agreement(reservation)
    model = model_above(space, values, terms, barred, reserved)
    gainers, outcome, proved = _gainers(model, reserved, budget)
    if outcome is None:
        return NOWHERE if proved else Point(None, None, -np.inf, np.inf, False)
    utilities = model.utilities(outcome)
    if not proved:
        gains = utilities - reserved
        product = float(np.prod(gains[gains > ACCEPTANCE]))
        return Point(outcome, utilities, product, np.inf, False)
    if not len(gainers):
        return Point(outcome, utilities, 1.0, 1.0, True)
    return _largest(model, reserved, gainers, outcome, budget)


def _gainers(
    model: OutcomeProgram, reservation: Floats, budget: Budget
) -> tuple[list[int], Ints | None, bool]:
    """The largest set of parties that can gain at once, an outcome where they do, and whether
    that is proved.

    The model is left with the outcomes where these parties gain. Sets are tried one by one, since
    a binary that stands for a gain just above nothing is too fine for the solver's tolerances.
    """
    everybody = range(model.parties)
    before = list(model.program.lower)

    def gaining(who: Sequence[int]) -> ProgramAnswer:
        model.program.lower[: len(before)] = before
        for party in who:
            scale = model.scales[party]
            least = scale.above(float(reservation[party]) + ACCEPTANCE)
            model.program.lower[scale.column] = max(before[scale.column], least)
        columns = {scale.column: scale.unit / (scale.range or 1.0) for scale in model.scales}
        any_solution = model.parties + 1.0  # a gap that every solution is within
        answer = model.program.maximise(columns, budget, gap=any_solution, searches=2)
        if answer.solution is not None and len(who):
            # Within its tolerances the solver may take no gain for a gain this small.
            gains = (model.utilities(model.outcome(answer.solution)) - reservation)[list(who)]
            return answer if (gains > ACCEPTANCE).all() else NONE
        return answer

    answer = gaining(everybody)
    if answer.solution is not None:
        return list(everybody), model.outcome(answer.solution), True
    proved = answer.proved
    able = []
    for party in everybody if model.parties > 1 else ():
        alone = gaining([party])
        proved &= alone.proved or alone.solution is not None
        able += [party] if alone.solution is not None else []
    for size in range(min(len(able), model.parties - 1), -1, -1):
        for who in combinations(able, size):
            answer = gaining(who)
            if answer.solution is not None:
                return list(who), model.outcome(answer.solution), proved
            proved &= answer.proved
    return [], None, proved


def _largest(
    model: OutcomeProgram,
    reservation: Floats,
    gainers: list[int],
    outcome: Ints,
    budget: Budget,
) -> Point:
    """The largest product of the gainers' gains; `outcome` is one where all of them gain."""
    program = model.program
    tops = np.array([model.scales[party].most - reservation[party] for party in gainers])
    shares: list[Expression] = []
    logs: list[int] = []
    for party, top in zip(gainers, tops.tolist(), strict=True):
        shares.append(model.scales[party].expression(1 / top, -float(reservation[party]) / top))
        logs.append(program.column(PARTS * float(np.log(ACCEPTANCE / top)) - 1.0, 0.0))

    def touch(party: int, at: float) -> None:
        # log s <= log at + (s - at) / at
        row = {column: PARTS * x / at for column, x in shares[party].items()}
        row[ONE] += PARTS * (float(np.log(at)) - 1.0)
        program.row(row | {logs[party]: -1.0}, low=0.0)

    def log_shares(here: Ints) -> Floats:
        gains = np.maximum(model.utilities(here) - reservation, ACCEPTANCE)[gainers]
        return np.asarray(np.log(gains / tops))

    for k in range(len(gainers)):
        for at in STARTS:
            touch(k, at)
    best, value, bound = outcome, float(log_shares(outcome).sum()), 0.0
    seen: set[bytes] = set()
    exact, solution = False, None
    while budget.left > 0:
        answer = program.maximise(dict.fromkeys(logs, 1.0), budget, solution)
        bound = min(bound, answer.bound / PARTS)
        if answer.solution is None:
            break
        here, solution = model.outcome(answer.solution), answer.solution
        log_gains = log_shares(here)
        if log_gains.sum() > value:
            best, value = here, float(log_gains.sum())
        repeated = here.tobytes() in seen
        exact = answer.proved and (repeated or bound - value <= WIN)
        if exact or not answer.proved:
            break
        seen.add(here.tobytes())
        for k, at in enumerate(np.exp(log_gains).tolist()):
            touch(k, at)
    utilities = model.utilities(best)
    product = float(np.prod((utilities - reservation)[gainers]))
    limit = float(np.exp(bound) * np.prod(tops))
    return Point(best, utilities, product, max(limit, product), exact)
