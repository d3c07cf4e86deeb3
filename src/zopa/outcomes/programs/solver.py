"""Mixed-integer programs written row by row, solved by HiGHS (Huangfu and Hall 2018).

A search by branch and bound gives two numbers: the best value found, and a bound that no
solution can pass. Where they meet the value is proved. Where the search stops before, both are
still true, and the distance between them says what is not known.

A search is bounded by steps of work (`Budget`), not by a clock, so that it gives the same answer
on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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
    """The best solution that a search found, and a bound that no solution can pass."""

    solution: Floats | None
    """One number for each column; None where no solution was found."""
    value: float
    """The value of the solution; minus infinity where none was found."""
    bound: float
    """Minus infinity where it is proved that there is no solution."""
    proved: bool
    """Whether the solution is proved best, or that there is none."""


NONE = ProgramAnswer(None, -np.inf, -np.inf, True)
"""There is no solution."""


STEPS_A_SECOND = 30_000_000
"""Steps that take about a second on a machine of 2024, to choose budgets by (measured)."""

_PROGRAM, _NODE, _MOST_NODES = 500, 30, 2**31 - 1
"""Simplex iterations that take as long as the least that a program needs, and as what the solver
does at a node besides iterations; and the most nodes for which HiGHS can be asked (measured)."""


@dataclass
class Budget:
    """Steps of work that one search after another may take.

    A step is one number of a program, looked at once. A simplex iteration looks at all numbers of
    the program: its columns, rows and coefficients. A node of the search counts as 30 iterations
    more, and a program as 500, for all else that the solver does. HiGHS can be told to stop at a
    number of nodes, but counts iterations within a program against no limit (1.16). So the last
    search may take more than what was left, and nothing is left then.

    >>> budget = Budget.of(1_000_000)
    >>> budget.share(2)
    500000
    """

    left: int
    """Not above 0 when the budget is used up."""

    @staticmethod
    def of(work: int | Budget) -> Budget:
        """A budget of so many steps; ValueError unless there are any. A budget is itself."""
        if isinstance(work, Budget):
            return work
        if not work > 0:
            raise ValueError("a search needs more than 0 steps of work")
        return Budget(int(work))

    def share(self, searches: int) -> int:
        """The steps for the next of so many searches that share what is left."""
        return max(self.left, 0) // searches


def _nodes_for(steps: int, size: int) -> int:
    """How many nodes may be looked at in a program of so many numbers; 0 where it is too large."""
    return min(max(steps // size - _PROGRAM, 0) // _NODE, _MOST_NODES)


@dataclass(eq=False)
class Program:
    """Columns with bounds and rows `low <= expression <= high`, to be maximised over.

    >>> program = Program()
    >>> x, y = (program.column(0, 10, whole=True) for _ in range(2))
    >>> program.row({x: 2.0, y: 3.0}, high=12.5)
    >>> answer = program.maximise({x: 1.0, y: 1.0}, Budget.of(1_000_000))
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
        budget: Budget,
        start: Floats | None = None,
        gap: float = FEASIBLE,
        *,
        searches: int = 1,
    ) -> ProgramAnswer:
        """The largest value of an expression, as far as a share of the budget allows.

        This search is the first of `searches` that share what is left of the budget; what it
        takes is taken off. `start` is a solution of this program to begin with, at least for its
        first columns; a value less than `gap` below the bound counts as proved. One thread, a
        fixed seed and a bound of work that is counted: the answer is the same every time.
        """
        if (np.array(self.lower) > np.array(self.upper)).any():
            return NONE
        most = self._most(objective)
        for_others = budget.left - budget.share(searches)
        # Presolving takes rows that leave little room for unsolvable now and then, and a
        # solution off by rounding for a mistake: believe neither without a second opinion.
        answer = None
        for presolve in ("choose", "off"):
            nodes = _nodes_for(budget.left - for_others, self._size())
            if not nodes:
                answer, budget.left = None, min(budget.left, for_others)
                break
            solver = self._solver(objective, gap)
            solver.setOptionValue("presolve", presolve)
            solver.setOptionValue("mip_max_nodes", nodes)
            answer = _solved(solver, start, most, gap)
            budget.left -= self._size() * _iterations(solver)
            if answer is not None and (answer.solution is not None or not answer.proved):
                break
        return answer or ProgramAnswer(None, -np.inf, most, False)

    def _size(self) -> int:
        """The numbers of the program: columns, rows and coefficients."""
        return len(self.lower) + len(self._rows) + sum(map(len, self._rows))

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
        """The largest value that the bounds of the columns alone allow."""
        return sum(
            times * (self.upper[at] if times > 0 else self.lower[at])
            for at, times in objective.items()
            if times
        )


def _iterations(solver: Any) -> int:
    """What a search took: simplex iterations, and those that all else counts as."""
    info = solver.getInfo()
    nodes, iterations = int(info.mip_node_count), int(info.simplex_iteration_count)
    return _PROGRAM + _NODE * max(nodes, 0) + max(iterations, 0)


def _solved(solver: Any, start: Floats | None, most: float, gap: float) -> ProgramAnswer | None:
    """Run a solver that minimises; None where it fails."""
    import highspy

    if start is not None:
        # Columns that came later are left to the solver.
        at = np.arange(len(start), dtype=np.int32)
        solver.setSolution(len(start), at, start)
    solver.run()
    status, info = solver.getModelStatus(), solver.getInfo()
    kinds = highspy.HighsModelStatus
    if status in (kinds.kInfeasible, kinds.kUnboundedOrInfeasible):
        return NONE
    if status not in (kinds.kOptimal, kinds.kSolutionLimit):
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
