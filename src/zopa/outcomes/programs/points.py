"""Single points of an outcome space, and what is proved about them, without the frontier.

Merging issue after issue (`zopa.outcomes.frontier`) finds every point of the frontier, but fails
where terms tie too many issues together. A single point takes one mixed-integer program, or a few,
and those are often solved in well under a second where the frontier is out of reach.

The best outcome for one party, or in sum, takes one program. Points that even out what the parties
get are in `levelled`, and the largest product of gains is in `product`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from zopa.outcomes.arrays import ACCEPTANCE, Barred, Floats, Ints
from zopa.outcomes.programs.model import OutcomeProgram
from zopa.outcomes.programs.solver import (
    ONE,
    STEPS_A_SECOND,
    Budget,
    Expression,
    ProgramAnswer,
    combined,
)
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Term

WORK = 60 * STEPS_A_SECOND
"""How many steps of work a search may take unless its caller says otherwise."""


@dataclass(frozen=True, eq=False)
class Point:
    """An outcome, the value of what was sought, and how much better it could at most be."""

    outcome: Ints | None
    """Level indexes `(issues,)`; None where there is no such outcome, or none was found."""
    utilities: Floats | None
    """`(parties,)`."""
    objective: float
    """The value at this outcome; infinitely bad where there is no outcome."""
    bound: float
    """No outcome is better than this; infinitely bad where it is proved that there is none."""
    exact: bool
    """Whether it is proved that this is the point that was sought, or that there is none."""

    @property
    def gap(self) -> float:
        """How far the objective may be from the best; if exact it is 0 but for rounding."""
        if self.objective == self.bound:
            return 0.0
        return abs(self.bound - self.objective)


def utilitarian_point(
    space: OutcomeSpace,
    values: Sequence[Floats],
    *,
    terms: Sequence[Term] = (),
    barred: Barred | None = None,
    reservation: Floats | None = None,
    weights: Floats | None = None,
    work: int | Budget = WORK,
) -> Point:
    """The largest sum of utilities, each taken `weights` times, that no party refuses.

    `values` holds one array `(parties, levels)` for each issue, `barred` one `(levels,)`, and the
    other arrays are `(parties,)`. Without `reservation` nobody refuses anything. Weights must be
    positive, so that the point is efficient. `work` is how many steps the search may take, or a
    `Budget` that it draws on. When the work is used up, the best point found is returned with the
    bound that is proved by then. Raises ValueError for arrays that do not fit, and for work that
    is not above 0.

    >>> space = OutcomeSpace(("price", "date"), (("low", "high"), ("may", "june", "july")))
    >>> values = [np.array([[6.0, 0.0], [0.0, 5.0]]), np.array([[4.0, 3, 0], [0, 5, 4]])]
    >>> point = utilitarian_point(space, values)
    >>> space.decode(point.outcome), point.utilities.tolist(), point.bound, point.exact
    ({'price': 'low', 'date': 'june'}, [9.0, 5.0], 14.0, True)
    """
    budget = Budget.of(work)
    model = model_above(space, values, terms, barred, reservation)
    times = weights_for(model.parties, weights)
    expressions = [scale.expression() for scale in model.scales]
    objective = combined(zip(times.tolist(), expressions, strict=True))
    answer, unit = scaled(model, objective, budget)
    return point_of(model, answer, unit, lambda utilities: float(utilities @ times))


def weights_for(parties: int, weights: Floats | None) -> Floats:
    """How often each party's utility is taken, `(parties,)`; once where no weights are given.

    Raises ValueError unless there is one positive number for each party.
    """
    times = np.ones(parties) if weights is None else np.asarray(weights, dtype=np.float64)
    if times.shape != (parties,) or not ((times > 0) & np.isfinite(times)).all():
        raise ValueError("weights need one positive number for each party")
    return times


def best_for(
    space: OutcomeSpace,
    values: Sequence[Floats],
    party: int,
    *,
    terms: Sequence[Term] = (),
    barred: Barred | None = None,
    reservation: Floats | None = None,
    work: int | Budget = WORK,
) -> Point:
    """The best for one party that no party refuses; of equals, the best for the others together.

    The others' utilities count as shares of their ranges, so that units do not matter. Shapes
    and errors are as in `utilitarian_point`, and the objective is the party's utility.

    >>> space = OutcomeSpace(("price", "date"), (("low", "high"), ("may", "june", "july")))
    >>> values = [np.array([[6.0, 0.0], [0.0, 5.0]]), np.array([[4.0, 3, 0], [0, 5, 4]])]
    >>> point = best_for(space, values, 0, reservation=np.array([0.0, 5.0]))
    >>> space.decode(point.outcome), point.objective
    ({'price': 'low', 'date': 'june'}, 9.0)
    """
    budget = Budget.of(work)
    model = model_above(space, values, terms, barred, reservation)
    if not 0 <= party < model.parties:
        raise ValueError(f"there is no party {party}")
    return best_in(model, party, budget)


def best_in(model: OutcomeProgram, party: int, budget: Budget) -> Point:
    """`best_for` within a model, which is left as it was."""
    scale, program = model.scales[party], model.program
    if model.parties == 2 and all(s.stepped for s in model.scales):
        return _in_one_go(model, party, budget)
    first = program.maximise({scale.column: 1.0}, budget)
    utility_of_party = of_party(party)
    point = point_of(model, first, scale.unit, utility_of_party, scale.base)
    if not point.exact or point.outcome is None or model.parties == 1:
        return point
    before = program.lower[scale.column]
    program.lower[scale.column] = max(before, scale.at_least(point.objective - scale.same / 2))
    others = {s.column: s.unit / s.range for s in model.scales if s is not scale and s.range}
    second = program.maximise(others, budget, first.solution)
    program.lower[scale.column] = before
    if second.solution is None:
        return Point(point.outcome, point.utilities, point.objective, point.bound, False)
    outcome = model.outcome(second.solution)
    utilities = model.utilities(outcome)
    bound = max(point.bound, utility_of_party(utilities))
    return Point(outcome, utilities, utility_of_party(utilities), bound, second.proved)


def _in_one_go(model: OutcomeProgram, party: int, budget: Budget) -> Point:
    """`best_in` for two parties with common steps, by one program.

    The other party's whole range is weighed as less than one step of the party.
    """
    scale, other = model.scales[party], model.scales[1 - party]
    share = 0.5 / max(model.program.upper[other.column], 1.0)
    objective = {scale.column: 1.0, other.column: share}
    # No two values of the objective lie closer together than `share`, and the gap is below that.
    answer = model.program.maximise(objective, budget, gap=share / 4)
    point = point_of(model, answer, scale.unit, of_party(party), scale.base)
    if not point.exact or point.outcome is None:
        return point
    return Point(point.outcome, point.utilities, point.objective, point.objective, True)


NOWHERE = Point(None, None, -np.inf, -np.inf, True)
"""It is proved that there is no such outcome."""


def model_above(
    space: OutcomeSpace,
    values: Sequence[Floats],
    terms: Sequence[Term],
    barred: Barred | None,
    reservation: Floats | None,
) -> OutcomeProgram:
    """The model of the outcomes that no party refuses; ValueError where arrays do not fit."""
    model = OutcomeProgram.of(space, values, terms, barred)
    if reservation is not None:
        reserved = np.asarray(reservation, dtype=np.float64)
        if reserved.shape != (model.parties,) or np.isnan(reserved).any():
            raise ValueError("reservation needs one number for each party")
        model.floor(reserved - ACCEPTANCE)
    return model


def no_agreement(reservation: Floats) -> Floats:
    """Reservation values to count gains from; ValueError unless each is a finite number."""
    reserved = np.asarray(reservation, dtype=np.float64)
    if not np.isfinite(reserved).all():
        raise ValueError("gains need a finite reservation value of each party")
    return reserved


def scaled(
    model: OutcomeProgram, objective: Expression, budget: Budget
) -> tuple[ProgramAnswer, float]:
    """Maximise an expression divided by about its size, so that tolerances mean the same."""
    unit = max((abs(x) for at, x in objective.items() if at != ONE), default=0.0) or 1.0
    answer = model.program.maximise({at: x / unit for at, x in objective.items()}, budget)
    return answer, unit


def point_of(
    model: OutcomeProgram,
    answer: ProgramAnswer,
    unit: float,
    measure: Callable[[Floats], float],
    base: float = 0.0,
) -> Point:
    """The point of an answer, whose measure is at most `base` plus `unit` times its bound."""
    bound = base + unit * answer.bound
    if answer.solution is None:
        return Point(None, None, -np.inf, bound, answer.proved)
    outcome = model.outcome(answer.solution)
    utilities = model.utilities(outcome)
    objective = measure(utilities)
    return Point(outcome, utilities, objective, max(bound, objective), answer.proved)


def of_party(party: int) -> Callable[[Floats], float]:
    """The utility of one party as a measure of outcomes."""
    return lambda utilities: float(utilities[party])
