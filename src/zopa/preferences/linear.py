"""Linear programs over small dense systems, solved by HiGHS (Huangfu and Hall 2018)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from zopa.foundation.highs import silent_solver

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

TIGHT = 1e-7
"""A constraint whose slack cannot exceed this is taken as an equation. It is also the feasibility
tolerance of HiGHS."""
ROUNDING = 1e-12
"""What is added to a bound so that a point on it counts as within it."""


@dataclass(frozen=True)
class System:
    """The set of all x with `A x <= b` and `C x = d`.

    A is (rows, variables), b (rows,), C (equations, variables) and d (equations,).
    """

    A: Floats
    b: Floats
    C: Floats
    d: Floats

    @property
    def dimension(self) -> int:
        """The number of variables."""
        return int(self.A.shape[1])


def linear_solver(
    A: Floats,
    low: Floats,
    high: Floats,
    cost: Floats,
    bounds: tuple[Floats, Floats],
    integers: Iterable[int] = (),
) -> Any:
    """A solver, a `highspy.Highs`, of the least `cost . x` with `low <= A x <= high`.

    A is (rows, variables), `bounds` hold those of the variables, and the variables named by
    `integers` are whole numbers.
    """
    import highspy

    rows, columns = A.shape
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = columns, rows
    program.col_cost_ = cost
    program.col_lower_, program.col_upper_ = bounds
    program.row_lower_, program.row_upper_ = low, high
    row, column = np.nonzero(A)
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.searchsorted(row, np.arange(rows + 1)).astype(np.int32)
    program.a_matrix_.index_ = column.astype(np.int32)
    program.a_matrix_.value_ = A[row, column]
    whole = set(integers)
    if whole:
        kinds = highspy.HighsVarType
        program.integrality_ = [
            kinds.kInteger if k in whole else kinds.kContinuous for k in range(columns)
        ]
    solver = silent_solver()
    solver.setOptionValue("threads", 1)
    # A mixed program must not be more lenient than the linear programs that follow.
    solver.setOptionValue("mip_feasibility_tolerance", TIGHT)
    solver.passModel(program)
    return solver


def _solved(solver: Any) -> Floats | None:
    import highspy

    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return np.asarray(solver.getSolution().col_value, dtype=np.float64)


@dataclass(frozen=True)
class Interior:
    """A point well inside a system, and which of its inequalities always hold as equations."""

    point: Floats
    tight: NDArray[np.bool_]


def relative_interior(system: System) -> Interior | None:
    """A point well inside a bounded system, or None where the system is empty.

    The point is as far as can be from the nearest constraint (Chebyshev centre). Where every point
    touches a constraint, some constraints hold as equations on the whole system, and the point is
    as far as can be from the others.

    >>> import numpy as np
    >>> square = System(np.array([[1.0, 0], [-1, 0], [0, 1], [0, -1]]),
    ...                 np.array([1.0, 0, 0, 0]), np.zeros((0, 2)), np.zeros(0))
    >>> inside = relative_interior(square)
    >>> inside.tight.tolist(), inside.point.tolist()
    ([False, False, True, True], [0.5, 0.0])
    """
    tight = np.zeros(len(system.b), dtype=bool)
    centre = _chebyshev_centre(system, tight)
    if centre is None:
        return None
    point, radius = centre
    if radius > TIGHT:
        return Interior(point + 0.0, tight)
    always = _always_active(system)
    if always is None:
        return None
    centre = _chebyshev_centre(system, always)
    return Interior((centre[0] if centre else point) + 0.0, always)


def room_needed(system: System) -> float:
    """By how much every inequality must be loosened, at least, for the system to have a point.

    It is 0 where the system has one, and infinite where the equations have none. Two programs may
    judge constraints differently that miss each other by less than the tolerance of either.

    >>> import numpy as np
    >>> apart = System(np.array([[1.0], [-1.0]]), np.array([0.1, -0.1000002]),
    ...                np.zeros((0, 1)), np.zeros(0))
    >>> round(room_needed(apart), 9)
    1e-07
    """
    import highspy

    n, infinite = system.dimension, highspy.kHighsInf
    equations = len(system.d)
    matrix = np.block(
        [[system.A, -np.ones((len(system.b), 1))], [system.C, np.zeros((equations, 1))]]
    )
    low = np.concatenate([np.full(len(system.b), -infinite), system.d])
    high = np.concatenate([system.b, system.d])
    bounds = (np.append(np.full(n, -infinite), 0.0), np.full(n + 1, infinite))
    point = _solved(linear_solver(matrix, low, high, np.append(np.zeros(n), 1.0), bounds))
    if point is None:
        return float("inf")
    missed = np.maximum(system.A @ point[:n] - system.b, 0.0).max(initial=0.0)
    return float(missed + ROUNDING if missed else 0.0)


def _chebyshev_centre(system: System, tight: NDArray[np.bool_]) -> tuple[Floats, float] | None:
    """The point farthest from the constraints that are not tight, and its distance."""
    import highspy

    n, infinite = system.dimension, highspy.kHighsInf
    norms = np.linalg.norm(system.A, axis=1) * ~tight
    matrix = np.vstack(
        [np.column_stack([system.A, norms]), np.column_stack([system.C, 0 * system.d])]
    )
    low = np.concatenate([np.full(len(system.b), -infinite), system.d])
    high = np.concatenate([system.b, system.d])
    cost = np.append(np.zeros(n), -1.0)
    bounds = (np.append(np.full(n, -infinite), 0.0), np.append(np.full(n, infinite), 1.0))
    point = _solved(linear_solver(matrix, low, high, cost, bounds))
    return None if point is None else (point[:n], float(point[n]))


def _always_active(system: System) -> NDArray[np.bool_] | None:
    """Which inequalities hold as equations on the whole of the system; None where it is empty.

    One program tells: maximise the sum of t subject to `A x + t <= b s`, `C x = d s`, `0 <= t <=
    1`, `s >= 1`. Then t_i is 1 where constraint i can be slack and 0 where it cannot (Freund,
    Roundy and Todd 1985, MIT Sloan working paper 1674-85).
    """
    import highspy

    rows, n = system.A.shape
    equations = len(system.d)
    matrix = np.block(
        [
            [system.A, np.eye(rows), -system.b[:, None]],
            [system.C, np.zeros((equations, rows)), -system.d[:, None]],
        ]
    )
    infinite = highspy.kHighsInf
    low = np.concatenate([np.full(rows, -infinite), np.zeros(equations)])
    cost = np.concatenate([np.zeros(n), -np.ones(rows), [0.0]])
    bounds = (
        np.concatenate([np.full(n, -infinite), np.zeros(rows), [1.0]]),
        np.concatenate([np.full(n, infinite), np.ones(rows), [0.01 / TIGHT]]),
    )
    solution = _solved(linear_solver(matrix, low, np.zeros(rows + equations), cost, bounds))
    return None if solution is None else solution[n : n + rows] < 0.5


def extreme_points(system: System, objectives: Floats) -> Floats:
    """For each objective, a row of `objectives`, a point of the system where it is greatest."""
    import highspy

    infinite = highspy.kHighsInf
    n = system.dimension
    matrix = np.vstack([system.A, system.C])
    low = np.concatenate([np.full(len(system.b), -infinite), system.d])
    high = np.concatenate([system.b, system.d])
    bounds = (np.full(n, -infinite), np.full(n, infinite))
    solver = linear_solver(matrix, low, high, np.zeros(n), bounds)
    points = []
    columns = np.arange(n, dtype=np.int32)
    for objective in objectives:
        solver.changeColsCost(n, columns, -objective)
        point = _solved(solver)
        if point is not None:
            points.append(point)
    return np.array(points).reshape(-1, n)


def mixed_integer_point(
    A: Floats,
    low: Floats,
    high: Floats,
    bounds: tuple[Floats, Floats],
    integers: Iterable[int],
    cost: Floats | None = None,
) -> Floats | None:
    """A point with `low <= A x <= high` within `bounds`; None if there is none.

    The variables named by `integers` are whole numbers there. With `cost`, it is the point of
    least cost.
    """
    n = A.shape[1]
    open_still = [k for k in integers if bounds[0][k] < bounds[1][k]]
    cost = np.zeros(n) if cost is None else cost
    return _solved(linear_solver(A, low, high, cost, bounds, open_still))


class Maxima:
    """The greatest values of linear functions on one system, with some of its inequalities or all.

    >>> import numpy as np
    >>> line = Maxima(System(np.array([[1.0], [1], [-1]]), np.array([1.0, 2, 0]),
    ...                      np.zeros((0, 1)), np.zeros(0)))
    >>> line.most(np.array([1.0])), line.most(np.array([1.0]), without=[0])
    (1.0, 2.0)
    """

    def __init__(self, system: System) -> None:
        self._system = system
        n = system.dimension
        matrix = np.vstack([system.A, system.C])
        low = np.concatenate([np.full(len(system.b), -np.inf), system.d])
        high = np.concatenate([system.b, system.d])
        bounds = (np.full(n, -np.inf), np.full(n, np.inf))
        self._solver = linear_solver(matrix, low, high, np.zeros(n), bounds)
        self._columns = np.arange(n, dtype=np.int32)

    def most(self, objective: Floats, without: Iterable[int] = ()) -> float:
        """The greatest `objective . x` without some inequalities, by their positions; infinite
        where the program has no greatest."""
        left_out = list(without)
        for row in left_out:
            self._solver.changeRowBounds(row, -np.inf, np.inf)
        self._solver.changeColsCost(len(self._columns), self._columns, -objective)
        point = _solved(self._solver)
        for row in left_out:
            self._solver.changeRowBounds(row, -np.inf, float(self._system.b[row]))
        return np.inf if point is None else float(objective @ point)
