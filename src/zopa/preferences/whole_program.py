"""The program of one party's preferences, whichever levels turn out to be its best and worst.

"The worst level is worth 0, and the best levels add up to 1" is linear only once it is known which
levels these are. So for each breakpoint one 0/1 variable says whether it is the best of its issue,
and another whether it is the worst: w <= u + (1 - best), u <= 1 - worst. Only where an issue has a
single breakpoint is it both. Where orders tell the ends, nothing is left for these variables to
say, and the program is a linear one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from zopa.preferences.constraints import no_deal_below_aspiration, relation_of
from zopa.preferences.linear import linear_solver
from zopa.preferences.numbers import least_without_a_deal
from zopa.preferences.pieces import possible_ends

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from zopa.case.model import Fact
    from zopa.preferences.constraints import ConstraintRow
    from zopa.preferences.layout import Layout

    Floats = NDArray[np.float64]


class PartyProgram(NamedTuple):
    """`low <= matrix x <= high` within `bounds`; the variables of the layout come first."""

    matrix: Floats
    low: Floats
    high: Floats
    bounds: tuple[Floats, Floats]
    wholes: range
    """The variables that are whole numbers: for each breakpoint whether it is its issue's best,
    and then whether it is its worst."""

    @property
    def room(self) -> int:
        """The variable that says by how much every fact is met with room to spare."""
        return self.wholes.stop

    @property
    def open_wholes(self) -> list[int]:
        """Those whole numbers that the orders leave open."""
        low, high = self.bounds
        return [k for k in self.wholes if low[k] < high[k]]


def party_program(
    layout: Layout,
    facts: Sequence[Fact],
    rows: Sequence[ConstraintRow],
    unknown: Sequence[int] = (),
    most_room: float = 0.0,
) -> PartyProgram:
    """The program of what satisfies one party's facts, of which `rows` are the constraints.

    `unknown` are the positions of bonuses that may be anything; one of which no fact speaks is 0.
    With `most_room`, one variable says by how much the facts are satisfied, and levels lie between
    the worst and the best, with room to spare, up to that.
    """
    rows = [*rows, no_deal_below_aspiration(layout)]
    points = [(block, k) for block in layout for k in range(len(block.breakpoints))]
    count, n = len(points), layout.size
    room = n + 2 * count
    size = room + 1
    matrix = np.zeros((5 * count + 2 * len(layout.blocks) + 1 + len(rows), size))
    low = np.full(len(matrix), -np.inf)
    high = np.zeros(len(matrix))
    for j, (block, k) in enumerate(points):
        u, best, worst = block.first + k, n + j, n + count + j
        matrix[5 * j, [u, block.weight]] = 1.0, -1.0
        matrix[5 * j, [room, best]] = bool(most_room), -most_room
        matrix[5 * j + 1, [block.weight, u, best]] = 1.0, -1.0, 1.0
        matrix[5 * j + 2, [u, worst]] = 1.0, 1.0
        matrix[5 * j + 3, [best, worst]] = 1.0, 1.0
        matrix[5 * j + 4, [u, room, worst]] = -1.0, bool(most_room), -most_room
        high[5 * j + 1 : 5 * j + 4] = 1.0, 1.0, 1.0 + (len(block.breakpoints) == 1)
    at = 5 * count
    for block in layout:
        in_block = [j for j, (b, _) in enumerate(points) if b is block]
        matrix[at, [n + j for j in in_block]] = 1.0
        matrix[at + 1, [n + count + j for j in in_block]] = 1.0
        low[at : at + 2] = high[at : at + 2] = 1.0
        at += 2
    matrix[at, layout.summed] = 1.0
    low[at] = high[at] = 1.0
    for j, row in enumerate(rows, start=at + 1):
        matrix[j, :n], high[j] = row
        matrix[j, room] = np.linalg.norm(row.a) * bool(most_room)
    bounds = (np.zeros(size), np.ones(size))
    bounds[0][[layout.reservation, layout.aspiration]] = least_without_a_deal(facts)
    for bonus in layout.bonuses:
        bounds[1][bonus.position] = 0.0
    bounds[1][[*unknown, *(b.position for b in layout.bonuses_of(facts))]] = 1.0
    for j, (block, k) in enumerate(points):  # ends that orders rule out need not be tried
        if k == 0:
            best_ends, worst_ends = possible_ends(relation_of(block, facts))
        bounds[1][n + j] = k in best_ends
        bounds[1][n + count + j] = k in worst_ends
    bounds[1][room] = most_room
    return PartyProgram(matrix, low, high, bounds, range(n, room))


MOST_NODES = 500
"""Branches that are looked at where the orders leave open which levels are best and worst."""


class Greatest(NamedTuple):
    """Between which numbers the greatest value of a function lies: mostly one and the same."""

    at_least: float
    at_most: float


class Extremes:
    """The greatest values of linear functions over one party's preferences."""

    def __init__(self, program: PartyProgram) -> None:
        matrix, low, high, bounds, _ = program
        self._size = matrix.shape[1]
        self._columns = np.arange(self._size, dtype=np.int32)
        none = np.zeros(self._size)
        self._solver = linear_solver(matrix, low, high, none, bounds, program.open_wholes)
        self._mixed = bool(program.open_wholes)
        self._solver.setOptionValue("mip_max_nodes", MOST_NODES)

    def most(self, objective: Floats) -> Greatest | None:
        """The greatest `objective . x`, x as the layout has its variables; None where nothing
        satisfies the facts."""
        import highspy

        cost = np.zeros(self._size)
        cost[: len(objective)] = -objective
        self._solver.changeColsCost(self._size, self._columns, cost)
        self._solver.run()
        status, kinds = self._solver.getModelStatus(), highspy.HighsModelStatus
        if status == kinds.kInfeasible:
            return None
        point = np.asarray(self._solver.getSolution().col_value, dtype=np.float64)
        if status == kinds.kOptimal:
            found = float(objective @ point[: len(objective)])
            return Greatest(found, found)
        info = self._solver.getInfo()
        if not self._mixed or not np.isfinite(info.mip_dual_bound):
            return Greatest(-np.inf, np.inf)
        found = float(objective @ point[: len(objective)]) if len(point) else -np.inf
        return Greatest(found, -float(info.mip_dual_bound))
