"""The largest sum of utilities among outcomes that enough parties would sign, by one program.

There is one more column for each party, 1 where the outcome is counted as signed by it. That takes
a utility of at least its reservation value, and a level that it does not bar on every issue. The
columns must reach every quota of the rule of agreement.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zopa.case.coalitions import SimpleGame
from zopa.outcomes.arrays import ACCEPTANCE, Bools, Floats, Ints
from zopa.outcomes.programs.model import OutcomeProgram, UtilityScale
from zopa.outcomes.programs.points import WORK, Point, point_of, scaled
from zopa.outcomes.programs.solver import Budget, combined
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Box, Table, Term


def agreed_point(
    space: OutcomeSpace,
    values: Sequence[Floats],
    game: SimpleGame,
    *,
    reservation: Floats,
    terms: Sequence[Term] = (),
    barred: Sequence[Bools] | None = None,
    work: int | Budget = WORK,
) -> Point:
    """The largest sum of all parties' utilities among outcomes that enough parties would sign.

    `values` and `barred` hold one array `(parties, levels)` for each issue, `reservation` is
    `(parties,)`; the parties are the players of the game. `work`, bounds and errors are as for
    `zopa.outcomes.programs.points.utilitarian_point`.

    >>> from zopa.case.coalitions import WeightedQuota
    >>> space = OutcomeSpace(("price",), (("low", "middle", "high"),))
    >>> values = [np.array([[1.0, 0.5, 0.0], [0.9, 0.6, 0.0], [0.0, 0.3, 1.0]])]
    >>> two_of_three = SimpleGame(3, (WeightedQuota((1, 1, 1), 2),))
    >>> point = agreed_point(space, values, two_of_three, reservation=np.full(3, 0.8))
    >>> space.decode(point.outcome), point.exact
    ({'price': 'low'}, True)
    """
    budget = Budget.of(work)
    parties = len(values[0])
    reserved = np.asarray(reservation, dtype=np.float64)
    if reserved.shape != (parties,) or not np.isfinite(reserved).all():
        raise ValueError("reservation needs one finite number for each party")
    # A red line is told to the program as a party that counts the issues on which it is kept.
    bars = barred or tuple(np.zeros(np.shape(value), dtype=np.bool_) for value in values)
    barring = _barring(bars)
    rows = [
        np.concatenate([value, np.where(bar[barring], 0.0, 1.0)])
        for value, bar in zip(values, bars, strict=True)
    ]
    model = OutcomeProgram.of(space, rows, [_wider(term, len(barring)) for term in terms])
    kept = dict(zip(barring, model.scales[parties:], strict=True))
    signed = []
    for party, scale in enumerate(model.scales[:parties]):
        column = model.program.column(0.0, 1.0, whole=True)
        signed.append(column)
        _needs(model, column, scale, float(reserved[party]) - ACCEPTANCE)
        if party in kept:
            _needs(model, column, kept[party], float(len(space.shape)))
    for quota in game.quotas:
        largest = max(quota.weights) or 1
        share = {at: w / largest for at, w in zip(signed, quota.weights, strict=True) if w}
        # Whole weights reach a whole quota or miss it by one at least.
        model.program.row(share, low=(quota.quota - 0.5) / largest)
    total = combined((1.0, scale.expression()) for scale in model.scales[:parties])
    answer, unit = scaled(model, total, budget)
    point = point_of(model, answer, unit, lambda u: float(u[:parties].sum()))
    utilities = None if point.utilities is None else point.utilities[:parties]
    return Point(point.outcome, utilities, point.objective, point.bound, point.exact)


def _barring(barred: Sequence[Bools]) -> list[int]:
    """The parties that bar anything."""
    some: Ints = np.flatnonzero(np.any([bar.any(axis=1) for bar in barred], axis=0))
    return [int(party) for party in some]


def _wider(term: Term, more: int) -> Term:
    """A term that is worth nothing to so many more parties."""
    if isinstance(term, Box):
        return Box(term.where, np.concatenate([term.worth, np.zeros(more)]))
    nothing = np.zeros((more, *term.values.shape[1:]))
    return Table(term.issues, np.concatenate([term.values, nothing]))


def _needs(model: OutcomeProgram, column: int, scale: UtilityScale, utility: float) -> None:
    """Let a column be 1 only where a utility is at least so much."""
    least = scale.at_least(utility)
    if least > model.program.upper[scale.column]:
        model.program.upper[column] = 0.0
    elif least > 0:
        model.program.row({scale.column: 1.0, column: -least}, low=0.0)
