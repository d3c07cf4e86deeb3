"""A crowd: chains that walk in lock-step, each in a polytope of its own, cut by the same facts.

Where orders are not known, hardly two draws have the same best and worst levels, and where facts
are uncertain, hardly two have the same facts in force. Their polytopes differ in which variables
move together and in which constraints are on, but not in the constraints themselves. So these are
kept once, and what differs is kept for each chain (`places`). Most steps draw from the prior
itself: those within an issue (`shape_moves`) and those in which issues keep their shapes
(`weight_moves`). For polytopes that are narrow aslant, some go along directions of all variables,
from the covariance of the chains and from the shape of each polytope.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from zopa.preferences.places import Places
from zopa.preferences.shape_moves import ShapeMoves
from zopa.preferences.shapes import own_shapes
from zopa.preferences.walk import Walk
from zopa.preferences.weight_moves import WeightMoves

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zopa.preferences.stacked import Numbers, StackedFacts

    Floats = NDArray[np.float64]

PAIRS = 256
"""So many pairs of chains that share a polytope are looked at for the tests."""
LARGEST = 4096
"""The most chains in a crowd besides those that only complete a pair."""
EPOCHS = 3
"""So many epochs of a crowd, which are one round each, count as one of another walk."""
STRIDES = 1
"""Directions of all variables that are gone along in a round, as many of either kind."""
EVEN_STRIDES = 4
"""The same where the density is even, so that strides cost less and weights have none."""
WEIGHT_STRIDES = 8
"""Directions of all weights that are gone along in a round."""
WIDEST_SHAPES = 64
"""With more variables than this, shapes of single polytopes cost more than they help."""
SHAPES_AT_ONCE = 128


class Crowd(Walk):
    """Chains for draws in given settings with given best and worst levels.

    `setting` is (draws,), `ends` (draws, issues, 2) and `inside` (draws, variables), a point well
    inside. The bonuses of the party all count.
    """

    def __init__(
        self,
        stacked: StackedFacts,
        setting: Numbers,
        ends: Numbers,
        inside: Floats,
        rng: np.random.Generator,
    ) -> None:
        draws = len(setting)
        pairs = max(PAIRS, 2 * (int(stacked.sizes.sum()) + len(stacked.bonuses)))
        # Chains 2k and 2k + 1 of the first ones share a polytope.
        twice = np.repeat(np.arange(pairs) % draws, 2)
        who = np.concatenate([twice, np.arange(min(pairs, draws), draws)])
        self.draw_of = who
        self.pairs = pairs
        self.stacked = stacked
        self._embed(ends[who])
        super().__init__(int(self.y.max(initial=0)), len(who), rng)
        state = np.ascontiguousarray(inside[who].T)
        self.places = Places(stacked, setting[who], ends[who], state, rng)
        self._within_issues = ShapeMoves(self.places)
        self._of_weights = WeightMoves(self.places)
        self.shapes: Floats | None = None
        if len(self.factor) <= WIDEST_SHAPES:
            self._shape()
        self._spread()

    @property
    def state(self) -> Floats:
        """Where the chains are, (variables, chains)."""
        return self.places.state

    @property
    def points(self) -> Floats:
        y = np.take_along_axis(self.state[:, : 2 * self.pairs], self.x[:, : 2 * self.pairs], axis=0)
        return np.asarray(y.T.reshape(self.pairs, 2, -1))

    @property
    def drawn(self) -> Floats:
        """The preferences of each draw, (draws, variables)."""
        first = np.unique(self.draw_of, return_index=True)[1]
        return np.ascontiguousarray(self.state[:, first].T)

    def _embed(self, ends: Numbers) -> None:
        """Which variable each y stands for, (y, chains), and which y each variable, from 1, or 0
        for none, (variables, chains).

        The y are, for each issue, the weight and the levels between best and worst in their order;
        then the bonuses, the reservation value and the aspiration value.
        """
        stacked, chains = self.stacked, len(ends)
        each = np.arange(chains)
        self.y = np.zeros((stacked.layout.size, chains), dtype=np.intp)
        x = []
        at = 0
        for k, (first, size) in enumerate(zip(stacked.firsts, stacked.sizes, strict=True)):
            if size == 1:
                continue
            best, worst = ends[:, k, 0], ends[:, k, 1]
            self.y[stacked.weights[k]] = self.y[first + best, each] = at = at + 1
            x.append(np.full((1, chains), stacked.weights[k]))
            between = np.ones((chains, size), dtype=bool)
            between[each, best] = between[each, worst] = False
            levels = np.nonzero(between)[1].reshape(chains, size - 2).T + first
            for level in levels:
                at += 1
                self.y[level, each] = at
            x.append(levels)
        layout = stacked.layout
        for position in [*stacked.bonuses, layout.reservation, layout.aspiration]:
            at += 1
            self.y[position] = at
            x.append(np.full((1, chains), position))
        self.x = np.concatenate(x)
        self.summed = np.zeros(at)
        self.summed[self.y[[*stacked.weights[stacked.sizes > 1], *stacked.bonuses], 0] - 1] = 1.0

    def _shape(self) -> None:
        """Start in the centre of each polytope, with directions in its own shape."""
        places = self.places
        places.measure()
        width = len(self.factor)
        sums = self.summed / np.sqrt(max(self.summed.sum(), 1.0))
        hull = np.linalg.svd(np.eye(width) - np.outer(sums, sums))[0][:, : width - 1]
        self.shapes = np.empty((self.chains, width, width - 1))
        for start in range(0, self.chains, SHAPES_AT_ONCE):
            some = slice(start, start + SHAPES_AT_ONCE)
            y = self.y[:, some]
            A = np.zeros((y.shape[1], len(places.A), width + 1))
            for variable, place in enumerate(y):
                A[np.arange(len(place)), :, place] += places.A[:, variable]
            A[places.off[:, some].T] = 0.0
            move, self.shapes[some] = own_shapes(A[:, :, 1:], places.slack[:, some].T, hull)
            padded = np.vstack([np.zeros((1, y.shape[1])), move.T])
            self.state[:, some] += np.take_along_axis(padded, y, axis=0)

    def _spread(self) -> None:
        """Start far from the points inside: the two of a pair on opposite sides."""
        places = self.places
        places.measure()
        aims = self.rng.standard_normal((len(self.factor), self.chains))
        aims[:, 1 : 2 * self.pairs : 2] = -aims[:, 0 : 2 * self.pairs : 2]
        aims -= self.summed[:, None] * (self.summed @ aims / max(self.summed.sum(), 1.0))
        direction = self._of_variables(aims)
        ratio = places.changes(direction) / places.slack
        reach = 1.0 / np.maximum(ratio.max(axis=0, initial=0.0), 1.0)
        places.state += 0.8 * reach * direction

    def _of_variables(self, aims: Floats) -> Floats:
        """Directions (variables, chains) of those of the y (y, chains)."""
        padded = np.vstack([np.zeros((1, self.chains)), aims])
        return np.asarray(np.take_along_axis(padded, self.y, axis=0))

    def advance(self) -> None:
        self.places.measure()
        even = self.places.density.even
        count = self.factor.shape[1]
        strides = min(count, EVEN_STRIDES if even else STRIDES)
        of_weights = 0 if even else min(count, WEIGHT_STRIDES)
        self._within_issues.sweep()
        self._of_weights.sweep()
        moving = self.y[self._of_weights.moving, 0] - 1
        self._of_weights.strides(self._aims(of_weights)[moving])
        for aim in self._aims(strides).T:
            self._stride(np.repeat(aim[:, None], self.chains, axis=1))
            if self.shapes is not None:
                normal = self.rng.standard_normal((self.chains, self.shapes.shape[2], 1))
                self._stride((self.shapes @ normal)[..., 0].T)
        self.steps += self._within_issues.steps + self._of_weights.steps + of_weights
        self.steps += strides * (1 if self.shapes is None else 2)

    def _aims(self, number: int) -> Floats:
        """Directions (y, number) from the covariance of the chains, at right angles in it."""
        count = self.factor.shape[1]
        frame, _ = np.linalg.qr(self.rng.standard_normal((count, count)))
        aims = self.factor @ frame[:, :number]
        along = np.flatnonzero(self.summed)
        aims[along] -= aims[along].mean(axis=0) if len(along) else 0.0
        return np.asarray(aims)

    def _stride(self, aim: Floats) -> None:
        """One step along directions of all y, (y, chains)."""
        direction = self._of_variables(aim)
        places = self.places
        places.stride(direction, places.density.rise(places.state, direction))
