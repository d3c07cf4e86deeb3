"""Where the chains of a crowd are, and how far each of them is from its own constraints.

All constraints of a party stand here once, and which of them are on is kept for each chain, with
the distance from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from zopa.preferences.chords import lengths_along
from zopa.preferences.density import Density
from zopa.preferences.fitting_orders import empty_rows
from zopa.preferences.walk import TINY

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zopa.preferences.density import Rise
    from zopa.preferences.stacked import Numbers, StackedFacts

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]

OFF = 1e150
"""The distance from a constraint that is not on."""


class Places:
    """A place for each chain, `state` (variables, chains), in settings (chains,) with best and
    worst levels `ends` (chains, issues, 2).

    `A x <= b` are the rows, and `slack` (rows, chains) is how far each chain is from each.
    """

    def __init__(
        self,
        stacked: StackedFacts,
        setting: Numbers,
        ends: Numbers,
        state: Floats,
        rng: np.random.Generator,
    ) -> None:
        self.stacked, self.setting, self.ends, self.rng = stacked, setting, ends, rng
        self.state = state
        self.chains = state.shape[1]
        layout = stacked.layout
        self.no_deal, self.held_out = layout.reservation, layout.aspiration
        self.levels = np.arange(stacked.firsts[-1] + stacked.sizes[-1])
        self.issue_of = np.repeat(np.arange(len(stacked.sizes)), stacked.sizes)
        self._constraints()
        touches = [
            [*range(f, f + s), w]
            for f, s, w in zip(stacked.firsts, stacked.sizes, stacked.weights, strict=True)
        ]
        self.groups = [np.array(t) for t, s in zip(touches, stacked.sizes, strict=True) if s > 1]
        """For each issue the positions of its levels and of its weight; then for each bonus that
        of its size."""
        self.groups += [np.array([position]) for position in stacked.bonuses]
        self.touched = [(self.A[:, group] != 0).any(axis=1) for group in self.groups]
        """For each of them which rows it is in."""
        self.density = self._density()

    def _constraints(self) -> None:
        """The rows, and in which chains they are on."""
        stacked, setting, ends = self.stacked, self.setting, self.ends
        n, each, levels = stacked.layout.size, np.arange(self.chains), self.levels
        edges, issue, relation = stacked.edges()
        held_out = [self.no_deal, self.held_out]
        positive = -np.eye(n)[[*levels, *stacked.bonuses, *held_out]]
        below = np.eye(n)[levels]
        below[levels, stacked.weights[self.issue_of]] = -1.0
        self.A = np.vstack([stacked.A, edges, positive, below, np.eye(n)[held_out]])
        self.b = np.zeros(len(self.A))
        self.b[: len(stacked.b)] = stacked.b
        self.b[-2:] = 1.0
        on = np.ones((len(self.A), self.chains), dtype=bool)
        self._facts = len(stacked.A) + len(edges)
        starts = np.cumsum([0, len(stacked.A), len(edges), len(positive)])
        on[: starts[1]] = stacked.on[setting].T & ~empty_rows(stacked, ends)
        on[starts[1] : starts[2]] = (stacked.relation[setting][:, issue] == relation).T
        for k, (first, size) in enumerate(zip(stacked.firsts, stacked.sizes, strict=True)):
            best, worst = first + ends[:, k].T
            on[starts[2] + worst, each] = on[starts[3] + best, each] = False
            if size == 1:
                on[starts[3] + worst, each] = False
        # An edge from the best level, or to the worst, is said by the rows that follow.
        at_best = self._marks(stacked.firsts + ends[:, :, 0])
        at_worst = self._marks(stacked.firsts + ends[:, :, 1])
        if len(edges):
            better, worse = edges.argmin(axis=1), edges.argmax(axis=1)
            on[starts[1] : starts[2]] &= ~at_best[better] & ~at_worst[worse]
        self.off = ~on

    def _marks(self, positions: Numbers) -> Bools:
        """(variables, chains): where each chain has one of the positions (chains, issues)."""
        marks = np.zeros((self.stacked.layout.size, len(positions)), dtype=bool)
        marks[positions, np.arange(len(positions))[:, None]] = True
        return marks

    def _density(self) -> Density:
        """The density of the prior over the state."""
        stacked = self.stacked
        shaped, counted = [], []
        for k in np.flatnonzero(stacked.sizes > 1):
            levels = np.arange(stacked.sizes[k]) + stacked.firsts[k]
            shaped.append(np.append(stacked.weights[k], levels))
            counted.append(self.between(int(k)))
        return Density(stacked.prior, shaped, counted, self.no_deal)

    def between(self, issue: int) -> Bools:
        """(levels, chains): which levels of an issue are neither best nor worst."""
        levels = np.arange(self.stacked.sizes[issue])
        return np.asarray((levels[:, None, None] != self.ends[:, issue].T).all(axis=1))

    def changes(self, direction: Floats) -> Floats:
        """`A @ direction`, (rows, chains), without the zeros of the rows about single levels."""
        held_out = direction[-2:]
        of = direction[self.stacked.weights[self.issue_of]]
        levels = direction[: len(of)]
        bonuses = direction[self.stacked.bonuses]
        top = self.A[: self._facts] @ direction
        return np.concatenate([top, -levels, -bonuses, -held_out, levels - of, held_out])

    def measure(self) -> None:
        """How far each chain is from each constraint."""
        self.slack = np.maximum(self.b[:, None] - self.changes(self.state), TINY)
        self.slack[self.off] = OFF

    def chord(self, change: Floats, rows: slice | Numbers) -> tuple[Floats, Floats]:
        """How far each chain can go back and forth, where a step of length 1 does that `change`
        (rows, chains) to the rows."""
        ratio = change / self.slack[rows]
        high = 1.0 / np.maximum(ratio.max(axis=0, initial=0.0), TINY)
        low = 1.0 / np.minimum(ratio.min(axis=0, initial=0.0), -TINY)
        return low, high

    def gone(self, change: Floats, rows: slice | Numbers, length: Floats) -> None:
        """Keep the distances up to date after steps of that length."""
        near = self.slack[rows]
        near -= change * length
        self.slack[rows] = np.maximum(near, TINY, out=near)

    def stride(self, direction: Floats, rise: Rise | None) -> None:
        """One step along directions of all variables, (variables, chains), as the density has
        it."""
        change = self.changes(direction)
        length = lengths_along(*self.chord(change, slice(None)), self.rng, rise)
        self.state += direction * length
        self.gone(change, slice(None), length)
