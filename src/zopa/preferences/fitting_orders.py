"""Which orders leave preferences, in many settings of one party's facts.

Where orders are not known, a draw takes one at random, and few of these may fit the other facts.
One linear program tells of a choice of best and worst levels whether there is room for preferences
that meet every constraint with something to spare, and where. It is kept and changed from one
choice to the next. Where there is no room, its dual solution says why: a sum of constraints that
all outcomes of it fail. Such a sum rules out other choices without a program (a combinatorial
Benders cut, Codato and Fischetti 2006, Operations Research 54, 756–766).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from zopa.preferences.linear import TIGHT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zopa.preferences.stacked import Numbers, StackedFacts

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]

CLEAR = 1e-7
"""A sum of constraints rules a choice out only if it is missed by as much, or met by no more than
as much less than nothing."""
ENOUGH = 1e-3
"""More room than this is not looked for."""
SMALLEST = 1e-9
"""A multiplier of a constraint below this counts as 0."""
MOST_REASONS = 400
"""The most reasons that are kept."""
SPARE = 1e-4
"""A point that is at least so far from the constraints of another setting is inside there, too."""
MOST_SHARED = 40
"""So many points with the same best and worst levels are looked at in another setting."""


class Reasons:
    """Sums of constraints, `a . x <= bound`, that some best and worst levels cannot meet.

    For each issue and each pair of a best and a worst level, `least` and `most` bound what a whole
    of weight in that issue adds to the left side, (reasons, issues x levels x levels). What bonuses
    and the reservation and aspiration values add is bounded by the other columns. `needs` are the
    constraints that are in the sum, orders after the others.
    """

    def __init__(self, issues: int, levels: int, needs: int) -> None:
        self.count = 0
        self.levels = levels
        self.offsets = np.arange(issues) * levels * levels
        self.least = np.full((MOST_REASONS, issues * levels * levels), np.inf)
        self.most = np.full((MOST_REASONS, issues * levels * levels), -np.inf)
        self.bonuses = np.zeros((MOST_REASONS, 2))
        self.bounds = np.zeros((MOST_REASONS, 2))
        """The bound less the least, and less the most, that the reservation and aspiration values
        add."""
        self.needs = np.zeros((MOST_REASONS, needs), dtype=bool)
        self.hits = np.zeros(MOST_REASONS, dtype=np.intp)
        """How many choices each has ruled out."""

    def which(self, ends: Numbers) -> Numbers:
        """Where the entries of choices (draws, issues, 2) stand, (draws, issues)."""
        return np.asarray(self.offsets + ends[..., 0] * self.levels + ends[..., 1])

    def all_on(self, which: Numbers, on: Bools) -> bool:
        """Whether any reason rules out one choice, under the constraints that are on."""
        n = self.count
        least = np.minimum(self.least[:n, which].min(axis=1), self.bonuses[:n, 0])
        most = np.maximum(self.most[:n, which].max(axis=1), self.bonuses[:n, 1])
        # Where the sum is met with equality by everything it says nothing.
        hit = (least > self.bounds[:n, 0] - CLEAR) & (most > self.bounds[:n, 1] + CLEAR)
        return bool((hit & ~(self.needs[:n] & ~on).any(axis=1)).any())

    def one(self, k: int, which: Numbers, on: Bools) -> Bools:
        """(draws,): which choices one reason rules out; `on` is (draws, constraints)."""
        least = np.minimum(self.least[k].take(which).min(axis=1), self.bonuses[k, 0])
        hit = np.asarray(least > self.bounds[k, 0] - CLEAR)
        some = np.flatnonzero(hit)
        most = np.maximum(self.most[k].take(which[some]).max(axis=1), self.bonuses[k, 1])
        needs = np.flatnonzero(self.needs[k])
        hit[some] = (most > self.bounds[k, 1] + CLEAR) & on[np.ix_(some, needs)].all(axis=1)
        return hit


class Room:
    """Finds preferences well inside of pieces, and rules out choices of levels that have none.

    It is for settings in which no equations are forced (`StackedFacts.may_be_thick`).
    """

    def __init__(self, stacked: StackedFacts) -> None:
        self.stacked = stacked
        self.programs = 0
        """How many linear programs were solved."""
        self.edges, self.edge_issue, self.edge_relation = stacked.edges()
        orders_on = stacked.relation[:, self.edge_issue] == self.edge_relation
        self.on = np.hstack([stacked.on, orders_on])
        """(settings, constraints): which constraints are on, orders after the others."""
        self.reasons = Reasons(len(stacked.blocks), int(stacked.sizes.max()), self.on.shape[1])
        self._solver: Any = None
        norms = np.sqrt((np.vstack([stacked.A, self.edges]) ** 2).sum(axis=1))
        self._bounds = np.append(stacked.b, np.zeros(len(self.edges))) - SPARE * norms
        self._found: dict[bytes, list[tuple[Floats, Bools]]] = {}
        """For best and worst levels the points inside, and which constraints each is clear of."""

    def ruled_out(self, setting: Numbers, ends: Numbers, since: int = 0) -> Bools:
        """(draws,): for which choices a known reason says that there is no room.

        With `since`, only the reasons that came after so many others are looked at.
        """
        reasons = self.reasons
        out = np.zeros(len(setting), dtype=bool)
        left = np.arange(len(setting))
        which, on = reasons.which(ends), self.on[setting]
        # Those that rule out the most come first, so that few are left for the others.
        for k in since + np.argsort(-reasons.hits[since : reasons.count], kind="stable"):
            if not len(left):
                break
            hit = reasons.one(k, which[left], on[left])
            reasons.hits[k] += int(hit.sum())
            out[left[hit]] = True
            left = left[~hit]
        return out

    def surely_none(self, setting: int, ends: Numbers) -> bool:
        """Whether a known reason says that one choice, (issues, 2), leaves no room."""
        return self.reasons.all_on(self.reasons.which(ends), self.on[setting])

    def inside(self, setting: int, ends: Numbers) -> Floats | None:
        """Preferences (variables,) that meet every constraint with something to spare; None where
        there are none. `ends` is (issues, 2)."""
        shared = self._found.setdefault(ends.tobytes(), [])
        for point, clear in shared[-MOST_SHARED:]:
            if clear[self.on[setting]].all():
                return point
        point_inside = self._solved(setting, ends)
        if point_inside is not None:
            left = np.concatenate([self.stacked.A @ point_inside, self.edges @ point_inside])
            clear = left <= self._bounds
            clear[: len(self.stacked.A)] |= empty_rows(self.stacked, ends[None])[:, 0]
            shared.append((point_inside, clear))
        return point_inside

    def _solved(self, setting: int, ends: Numbers) -> Floats | None:
        """The same by a linear program."""
        import highspy

        if self._solver is None:
            self._solver = self._program()
        self.programs += 1
        self._choose(setting, ends)
        solver = self._solver
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = solver.getSolution()
        x = np.asarray(solution.col_value, dtype=np.float64)
        if x[-1] > TIGHT:
            return x[:-1]
        self._learn(np.abs(np.asarray(solution.row_dual, dtype=np.float64)), setting, ends)
        return None

    def _program(self) -> Any:
        """Maximise the room t; the rows that depend on the choice are set by `_choose`.

        The rows are the constraints, the orders, then for each level `u - w <= 0`, `u - w + t <= 0`
        and `-u + t <= 0`, for each bonus `-c + t <= 0`, then those of r and a, and the sum.
        """
        import highspy

        from zopa.preferences.linear import linear_solver

        stacked = self.stacked
        n, layout = stacked.layout.size, stacked.layout
        levels = stacked.firsts[-1] + stacked.sizes[-1]
        of = np.repeat(stacked.weights, stacked.sizes)
        below = np.zeros((levels, n))
        below[np.arange(levels), np.arange(levels)] = 1.0
        above = below.copy()
        above[np.arange(levels), of] = -1.0
        sizes = np.zeros((len(stacked.bonuses), n))
        sizes[np.arange(len(stacked.bonuses)), stacked.bonuses] = -1.0
        held_out = np.zeros((4, n))
        held_out[:, layout.reservation] = -1.0, 0.0, 1.0, 0.0
        held_out[:, layout.aspiration] = 0.0, -1.0, 0.0, 1.0
        total = np.zeros((1, n))
        total[0, layout.summed] = 1.0
        parts = [stacked.A, self.edges, above, above, -below, sizes, held_out, total]
        room = [
            np.linalg.norm(stacked.A, axis=1),
            np.full(len(self.edges), np.sqrt(2.0)),
            np.zeros(levels),
            *(np.ones(len(part)) for part in parts[4:7]),
        ]
        room.insert(3, np.ones(levels))
        matrix = np.column_stack([np.vstack(parts), np.concatenate([*room, [0.0]])])
        self._starts = np.cumsum([0, *map(len, parts)])
        self._high = np.zeros(len(matrix))
        self._high[: len(stacked.b)] = stacked.b
        self._high[-3:] = 1.0
        self._low = np.full(len(matrix), -highspy.kHighsInf)
        self._low[-1] = 1.0
        bounds = (np.append(np.zeros(n), -10.0), np.append(np.ones(n), ENOUGH))
        cost = np.append(np.zeros(n), -1.0)
        return linear_solver(matrix, self._low, self._high, cost, bounds)

    def _choose(self, setting: int, ends: Numbers) -> None:
        """Set the bounds of rows and columns for a setting and a choice of levels."""
        import highspy

        stacked, infinite = self.stacked, highspy.kHighsInf
        low, high = self._low.copy(), self._high.copy()
        at = self._starts
        off = ~stacked.on[setting] | empty_rows(stacked, ends[None])[:, 0]
        high[: at[1]][off] = infinite
        high[at[1] : at[2]][~self.on[setting, at[1] :]] = infinite
        best, worst = stacked.firsts + ends[:, 0], stacked.firsts + ends[:, 1]
        # An edge from the best level, or to the worst one, says what the choice says.
        tops = np.zeros(stacked.layout.size, dtype=bool)
        tops[best], bottoms = True, np.zeros(stacked.layout.size, dtype=bool)
        bottoms[worst] = True
        said = (self.edges[:, tops] < 0).any(axis=1) | (self.edges[:, bottoms] > 0).any(axis=1)
        high[at[1] : at[2]][said] = infinite
        low[at[2] + best] = 0.0
        high[at[3] + best] = infinite
        high[at[4] + worst] = infinite
        single = stacked.sizes == 1
        high[at[3] + worst[single]] = high[at[4] + best[single]] = infinite
        rows = np.arange(len(high), dtype=np.int32)
        self._solver.changeRowsBounds(len(rows), rows, low, high)
        columns = np.arange(stacked.layout.size, dtype=np.int32)
        upper = np.ones(len(columns))
        upper[worst] = 0.0
        summed = set(stacked.layout.summed)
        upper[[k for k in summed - set(stacked.weights) if k not in stacked.bonuses]] = 0.0
        self._solver.changeColsBounds(len(columns), columns, np.zeros(len(columns)), upper)

    def _learn(self, multipliers: Floats, setting: int, ends: Numbers) -> None:
        """Keep the sum that says why there is no room, if it does."""
        if self.reasons.count >= MOST_REASONS:
            return
        stacked, at = self.stacked, self._starts
        rows, edges = multipliers[: at[1]], multipliers[at[1] : at[2]]
        needs, used = np.flatnonzero(rows > SMALLEST), np.flatnonzero(edges > SMALLEST)
        scale = float(rows[needs].sum() + edges[used].sum())
        if not scale:
            return
        a = (rows[needs] @ stacked.A[needs] + edges[used] @ self.edges[used]) / scale
        self._add(a, float(rows[needs] @ stacked.b[needs]) / scale, needs, used)
        k = self.reasons.count
        which, on = self.reasons.which(ends[None]), self.on[[setting]]
        if self.reasons.one(k, which, on)[0]:
            self.reasons.count += 1
        else:
            self.reasons.needs[k] = False

    def _add(self, a: Floats, b: float, needs: Numbers, used: Numbers) -> None:
        """Write a sum of constraints behind the reasons that count."""
        stacked, reasons = self.stacked, self.reasons
        k, levels = reasons.count, reasons.levels
        tables = np.full((2, len(stacked.blocks), levels, levels), np.inf)
        tables[1] = -np.inf
        for i, (first, size) in enumerate(zip(stacked.firsts, stacked.sizes, strict=True)):
            if size == 1:  # such an issue has no weight
                continue
            u, w = a[first : first + size], a[stacked.weights[i]]
            for table, part in zip(tables, (np.minimum(u, 0.0), np.maximum(u, 0.0)), strict=True):
                between = part.sum() - part[:, None] - part[None, :]
                table[i, :size, :size] = w + u[:, None] + between
        reasons.least[k], reasons.most[k] = tables.reshape(2, -1)
        bonuses = a[stacked.bonuses]
        reasons.bonuses[k] = bonuses.min(initial=np.inf), bonuses.max(initial=-np.inf)
        held_out = a[[stacked.layout.reservation, stacked.layout.aspiration]]
        reasons.bounds[k] = b - np.minimum(held_out, 0.0).sum(), b - np.maximum(held_out, 0.0).sum()
        reasons.needs[k, needs] = reasons.needs[k, len(stacked.A) + used] = True


def empty_rows(stacked: StackedFacts, ends: Numbers) -> Bools:
    """(rows, draws): which constraints say nothing for given best and worst levels, since all that
    they are about is 0 or cancels."""
    A = stacked.A
    held_out = A[:, [stacked.layout.reservation, stacked.layout.aspiration]]
    empty = np.repeat((held_out == 0.0).all(axis=1)[:, None], len(ends), axis=1)
    empty &= (A[:, stacked.bonuses] == 0.0).all(axis=1)[:, None]
    empty &= (stacked.b >= 0.0)[:, None]
    for k, (first, size) in enumerate(zip(stacked.firsts, stacked.sizes, strict=True)):
        if size == 1:
            continue
        u = A[:, first : first + size]
        best, worst = ends[:, k, 0], ends[:, k, 1]
        inside = (u != 0).sum(axis=1)[:, None] - (u[:, best] != 0) - (u[:, worst] != 0)
        empty &= (inside == 0) & (A[:, [stacked.weights[k]]] + u[:, best] == 0.0)
    return empty
