"""Mixed-integer programs written row by row, solved by HiGHS (Huangfu and Hall 2018).

What a search by branch and bound gives is two numbers: the best value found, and a bound that
no solution can pass. Where they meet the value is proved; where time runs out before, both are
still true, and the distance between them says what is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, TypeAlias

import numpy as np

from zopa.foundation.highs import silent_solver
from zopa.outcomes.arrays import Floats

Expression: TypeAlias = dict[int, float]
"""Coefficient by column. Column ONE is always 1, so its coefficient is the constant."""

ONE = 0


def combined(parts: Iterable[tuple[float, Expression]]) -> Expression:
    """The sum of expressions, each taken so many times.

    >>> combined([(1.0, {1: 2.0, 2: 1.0}), (-1.0, {1: 2.0, 3: 5.0})])
    {1: 0.0, 2: 1.0, 3: -5.0}
    """
    total: Expression = {}
    for times, expression in parts:
        for at, coefficient in expression.items():
            total[at] = total.get(at, 0.0) + times * coefficient
    return total


FEASIBLE = 1e-9
"""How far a row or a whole number may be off. Models are scaled so that this is nothing."""


@dataclass(frozen=True, eq=False)
class ProgramAnswer:
    """What a search came to: the best solution found, and what no solution can pass."""

    solution: Floats | None
    """One number a column; None where none was found."""
    value: float
    """Minus infinity where none was found."""
    bound: float
    """Minus infinity where it is proved that there is no solution."""
    proved: bool
    """Whether the solution is proved best, or that there is none."""


NONE = ProgramAnswer(None, -np.inf, -np.inf, True)
"""There is no solution."""


@dataclass(frozen=True)
class Deadline:
    """When to stop.

    >>> Deadline.after(60.0).share(2) <= 30.0
    True
    """

    at: float

    @staticmethod
    def after(seconds: float) -> Deadline:
        """So many seconds from now; ValueError unless that is more than none."""
        if not seconds > 0:
            raise ValueError("a search needs more than 0 seconds")
        return Deadline(monotonic() + seconds)

    def share(self, searches: int) -> float:
        """The seconds for the next of so many searches that share what is left."""
        return max(self.at - monotonic(), 0.0) / searches


@dataclass(eq=False)
class Program:
    """Columns with bounds and rows `low <= expression <= high`, to be maximised over.

    >>> program = Program()
    >>> x, y = (program.column(0, 10, whole=True) for _ in range(2))
    >>> program.row({x: 2.0, y: 3.0}, high=12.5)
    >>> answer = program.maximise({x: 1.0, y: 1.0}, seconds=10.0)
    >>> answer.proved, round(answer.value, 6), round(answer.bound, 6)
    (True, 6.0, 6.0)
    """

    lower: list[float] = field(default_factory=lambda: [1.0])
    upper: list[float] = field(default_factory=lambda: [1.0])
    whole: list[bool] = field(default_factory=lambda: [False])
    _low: list[float] = field(default_factory=list)
    _high: list[float] = field(default_factory=list)
    _rows: list[Expression] = field(default_factory=list)

    def column(self, low: float, high: float, *, whole: bool = False) -> int:
        """A new column within bounds; its index."""
        self.lower.append(low)
        self.upper.append(high)
        self.whole.append(whole)
        return len(self.lower) - 1

    def row(
        self, expression: Mapping[int, float], low: float = -np.inf, high: float = np.inf
    ) -> None:
        """Demand that an expression lies within bounds."""
        self._rows.append({at: times for at, times in expression.items() if times})
        self._low.append(low)
        self._high.append(high)

    def maximise(
        self,
        objective: Mapping[int, float],
        seconds: float,
        start: Floats | None = None,
        gap: float = FEASIBLE,
    ) -> ProgramAnswer:
        """The largest value of an expression, searched for no longer than so many seconds.

        `start` is a solution of this program to begin with, at least for its first columns; a
        value less than `gap` below the bound counts as proved. One thread and a fixed seed:
        unless time runs out, the answer is the same every time.
        """
        if (np.array(self.lower) > np.array(self.upper)).any():
            return NONE
        deadline = Deadline.after(seconds) if seconds > 0 else None
        most = self._most(objective)
        if deadline is None:
            return ProgramAnswer(None, -np.inf, most, False)
        solver = self._solver(objective, gap)
        answer = _solved(solver, seconds, start, most, gap)
        if answer is not None and (answer.solution is not None or not answer.proved):
            return answer
        # Presolving takes rows that leave little room for unsolvable now and then, and a
        # solution off by rounding for a mistake: believe neither without a second opinion.
        solver = self._solver(objective, gap)
        solver.setOptionValue("presolve", "off")
        again = _solved(solver, deadline.share(1), start, most, gap)
        return again or ProgramAnswer(None, -np.inf, most, False)

    def _solver(self, objective: Mapping[int, float], gap: float) -> Any:
        import highspy

        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = len(self.lower), len(self._rows)
        cost = np.zeros(len(self.lower))
        for at, times in objective.items():
            cost[at] = -times
        program.col_cost_ = cost
        program.col_lower_, program.col_upper_ = np.array(self.lower), np.array(self.upper)
        program.row_lower_ = np.array(self._low, dtype=np.float64)
        program.row_upper_ = np.array(self._high, dtype=np.float64)
        matrix = program.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_ = np.cumsum([0, *map(len, self._rows)]).astype(np.int32)
        matrix.index_ = np.array([at for row in self._rows for at in row], dtype=np.int32)
        matrix.value_ = np.array([x for row in self._rows for x in row.values()], dtype=np.float64)
        kinds = highspy.HighsVarType
        program.integrality_ = [kinds.kInteger if w else kinds.kContinuous for w in self.whole]
        solver = silent_solver()
        for option, setting in _OPTIONS:
            solver.setOptionValue(option, setting)
        solver.setOptionValue("mip_abs_gap", gap)
        solver.passModel(program)
        return solver

    def _most(self, objective: Mapping[int, float]) -> float:
        """What the columns' bounds alone allow."""
        return sum(
            times * (self.upper[at] if times > 0 else self.lower[at])
            for at, times in objective.items()
            if times
        )


def _solved(
    solver: Any, seconds: float, start: Floats | None, most: float, gap: float
) -> ProgramAnswer | None:
    """Run a solver that minimises; None where it fails."""
    import highspy

    solver.setOptionValue("time_limit", seconds)
    if start is not None:
        # Columns that came later are left to the solver.
        at = np.arange(len(start), dtype=np.int32)
        solver.setSolution(len(start), at, start)
    solver.run()
    status, info = solver.getModelStatus(), solver.getInfo()
    kinds = highspy.HighsModelStatus
    if status in (kinds.kInfeasible, kinds.kUnboundedOrInfeasible):
        return NONE
    if status not in (kinds.kOptimal, kinds.kTimeLimit):
        return None
    bound = min(-float(info.mip_dual_bound), most)
    if info.primal_solution_status != int(highspy.SolutionStatus.kSolutionStatusFeasible):
        return ProgramAnswer(None, -np.inf, bound, False)
    solution = np.asarray(solver.getSolution().col_value, dtype=np.float64)
    value = -float(info.objective_function_value)
    proved = status == kinds.kOptimal
    if proved:  # the bound that is reported is not always the last one
        bound = min(bound, value + gap)
    return ProgramAnswer(solution, value, max(value, bound), proved)


_OPTIONS: Iterable[tuple[str, float | int | bool]] = (
    # One thread, as for linear programs: the same answer on every machine.
    ("threads", 1),
    ("random_seed", 0),
    ("mip_rel_gap", 0.0),
    ("mip_feasibility_tolerance", FEASIBLE),
    ("dual_feasibility_tolerance", FEASIBLE),
    # What is left of a row after the search is checked against this one, which must be looser.
    ("primal_feasibility_tolerance", 100 * FEASIBLE),
    # Measured: looking for symmetries took more time than it saved.
    ("mip_detect_symmetry", False),
)
