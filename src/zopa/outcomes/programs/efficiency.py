"""Whether an outcome is efficient, and what the parties could gain together where it is not.

Without the frontier this takes one mixed-integer program, which looks for the largest sum of
improvements among the outcomes that give every party at least as much. If that sum is not above
zero, nothing dominates the outcome (Benson 1978, Journal of Optimization Theory and Applications
26, 569–580).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from zopa.outcomes.arrays import Barred, Floats, Ints
from zopa.outcomes.programs.model import PARTS, OutcomeProgram
from zopa.outcomes.programs.points import WORK
from zopa.outcomes.programs.solver import ONE, Budget
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Term


@dataclass(frozen=True, eq=False)
class Efficiency:
    """Whether an outcome is efficient, and an outcome to prefer to it where it is not."""

    efficient: bool | None
    """None where the work was used up before either was proved."""
    better: Ints | None
    """An outcome `(issues,)` that dominates; None where none is known."""
    gains: Floats | None
    """What each party would gain by `better`, `(parties,)`, in the party's units."""
    exact: bool
    """Whether `better` is proved to be the outcome with the largest improvement."""


def strict_efficiency(
    space: OutcomeSpace,
    values: Sequence[Floats],
    outcome: Ints | Sequence[int],
    *,
    terms: Sequence[Term] = (),
    barred: Barred | None = None,
    work: int | Budget = WORK,
) -> Efficiency:
    """Whether no outcome is at least as good for every party and better for one.

    `values` holds one array `(parties, levels)` for each issue, `barred` one `(levels,)`, and
    `outcome` is `(issues,)`. `better` has the largest sum of improvements, each as a share of the
    party's range, and if that is proved it is efficient itself. Where all of a party's utilities
    are multiples of a step, they differ if they are a step apart; else if they are 1e-8 of the
    party's range apart. An outcome that has barred levels is held against those that have none.
    Raises ValueError for arrays that do not fit and for an outcome that breaks a rule.

    >>> space = OutcomeSpace(("price", "date"), (("low", "high"), ("may", "june")))
    >>> values = [np.array([[6.0, 0.0], [0.0, 5.0]]), np.array([[1.0, 3.0], [2.0, 4.0]])]
    >>> efficiency = strict_efficiency(space, values, [0, 0])
    >>> efficiency.efficient, space.decode(efficiency.better), efficiency.gains.tolist()
    (False, {'price': 'low', 'date': 'june'}, [2.0, 2.0])
    >>> strict_efficiency(space, values, [1, 1]).efficient
    True
    """
    budget = Budget.of(work)
    model, now = _model_around(space, values, terms, barred, outcome)
    improved = np.array([s.same_as(u) for s, u in zip(model.scales, now.tolist(), strict=True)])
    model.floor(now - improved / 2)
    # The outcome itself is a solution unless it is barred. What is sought is worth more in sum.
    sum_of_shares = {s.column: PARTS * s.unit / s.range for s in model.scales if s.range}
    answer = model.program.maximise(sum_of_shares, budget)
    if answer.solution is not None:
        better = model.outcome(answer.solution)
        gains = model.utilities(better) - now
        if (gains > improved).any():
            return Efficiency(False, better, _rounded(gains, improved), answer.proved)
    return Efficiency(True if answer.proved else None, None, None, answer.proved)


def weak_efficiency(
    space: OutcomeSpace,
    values: Sequence[Floats],
    outcome: Ints | Sequence[int],
    *,
    terms: Sequence[Term] = (),
    barred: Barred | None = None,
    work: int | Budget = WORK,
) -> Efficiency:
    """Whether no outcome is better for every party.

    Arguments and errors are as for `strict_efficiency`. `better` is an outcome where the smallest
    improvement, as a share of the party's range, is largest. If all outcomes are worth the same to
    some party, no outcome is better for it, so each outcome is weakly efficient.

    >>> space = OutcomeSpace(("price", "date"), (("low", "high"), ("may", "june")))
    >>> values = [np.array([[6.0, 0.0], [0.0, 5.0]]), np.array([[1.0, 1.0], [2.0, 4.0]])]
    >>> weak_efficiency(space, values, [0, 0]).efficient
    True
    """
    budget = Budget.of(work)
    model, now = _model_around(space, values, terms, barred, outcome)
    program = model.program
    for scale, utility in zip(model.scales, now.tolist(), strict=True):
        program.lower[scale.column] = scale.above(utility)
    smallest = program.column(-PARTS, PARTS)
    for scale, utility in zip(model.scales, now.tolist(), strict=True):
        if scale.range:
            share = scale.expression(PARTS / scale.range, -PARTS * utility / scale.range)
            program.row({**share, smallest: -1.0, ONE: share[ONE]}, low=0.0)
    answer = program.maximise({smallest: 1.0}, budget)
    if answer.solution is None:
        return Efficiency(True if answer.proved else None, None, None, answer.proved)
    better = model.outcome(answer.solution)
    gains = model.utilities(better) - now
    same = [s.same_as(u) for s, u in zip(model.scales, now.tolist(), strict=True)]
    if not (gains > np.array(same) / 2).all():
        # The solver took no gain for a gain within its tolerances, so no outcome offers more.
        return Efficiency(True if answer.proved else None, None, None, answer.proved)
    return Efficiency(False, better, gains, answer.proved)


def _model_around(
    space: OutcomeSpace,
    values: Sequence[Floats],
    terms: Sequence[Term],
    barred: Barred | None,
    outcome: Ints | Sequence[int],
) -> tuple[OutcomeProgram, Floats]:
    """The model, and the utilities of an outcome `(issues,)` that keeps the rules."""
    model = OutcomeProgram.of(space, values, terms, barred)
    row = np.asarray(outcome, dtype=np.int_)
    if row.shape != (len(space.shape),) or not ((row >= 0) & (row < space.shape)).all():
        raise ValueError("the outcome needs one level for each issue")
    if not space.allowed(row):
        raise ValueError("the outcome breaks a rule")
    return model, model.utilities(row)


def _rounded(gains: Floats, nothing: Floats) -> Floats:
    """The gains, where those that are only rounding are made 0."""
    return np.where(np.abs(gains) > nothing, gains, 0.0)
