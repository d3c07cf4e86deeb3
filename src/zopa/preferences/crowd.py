"""A crowd: chains that walk in lock-step, each in a polytope of its own, cut by the same facts.

Where orders are not known, hardly two draws have the same best and worst levels, and where facts
are uncertain, hardly two have the same facts in force. Their polytopes differ in which variables
move together and in which constraints are on, but not in the constraints themselves. So these are
kept once, and what differs is kept for each chain. The steps are those of `walk`: value is handed
from one level, with those known to be better, to another; and directions come from the covariance
of the chains. Level by level, these are the same for all chains.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from zopa.preferences.chords import lengths_along
from zopa.preferences.constraints import closure
from zopa.preferences.density import Density
from zopa.preferences.fitting_orders import empty_rows
from zopa.preferences.shapes import own_shapes
from zopa.preferences.walk import LEAST_SHARE, ROUNDS, TINY, Walk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from zopa.preferences.density import Rise
    from zopa.preferences.stacked import Numbers, StackedFacts

    Floats = NDArray[np.float64]

PAIRS = 256
"""So many pairs of chains that share a polytope are looked at for the tests."""
LARGEST = 4096
"""The most chains in a crowd besides those that only complete a pair."""
OFF = 1e150
"""The distance from a constraint that is not on."""
MOST_STRIDES = 16
"""The most directions of all variables that are gone along in a round."""
STRIDES_APART = 8
"""The same where the density is not even, as those that keep shapes or weights then do most."""
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
        self.state = np.ascontiguousarray(inside[who].T)
        self._constraints(setting[who], ends[who])
        self.ways = self._ways_of(setting[who], ends[who])
        self.density = self._density_of(ends[who])
        self.shapes: Floats | None = None
        if len(self.factor) <= WIDEST_SHAPES:
            self._shape()
        self._spread()

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

    def _constraints(self, setting: Numbers, ends: Numbers) -> None:
        """The rows `A x <= b`, and in which chains they are on."""
        stacked, chains = self.stacked, len(ends)
        n, each = stacked.layout.size, np.arange(chains)
        levels = np.arange(stacked.firsts[-1] + stacked.sizes[-1])
        edges, issue, relation = stacked.edges()
        held_out = [stacked.layout.reservation, stacked.layout.aspiration]
        positive = -np.eye(n)[[*levels, *stacked.bonuses, *held_out]]
        below = np.eye(n)[levels]
        below[levels, np.repeat(stacked.weights, stacked.sizes)] = -1.0
        self.A = np.vstack([stacked.A, edges, positive, below, np.eye(n)[held_out]])
        self.b = np.zeros(len(self.A))
        self.b[: len(stacked.b)] = stacked.b
        self.b[-2:] = 1.0
        on = np.ones((len(self.A), chains), dtype=bool)
        self.facts = len(stacked.A) + len(edges)
        self.of_issue = np.repeat(stacked.weights, stacked.sizes)
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
        touches = [
            [*range(f, f + s), w]
            for f, s, w in zip(stacked.firsts, stacked.sizes, stacked.weights, strict=True)
        ]
        self.groups = [np.array(t) for t, s in zip(touches, stacked.sizes, strict=True) if s > 1]
        self.groups += [np.array([position]) for position in stacked.bonuses]
        self.touched = [(self.A[:, group] != 0).any(axis=1) for group in self.groups]

    def _density_of(self, ends: Numbers) -> Density:
        """The density of the prior over the state."""
        stacked = self.stacked
        shaped, counted = [], []
        for k in np.flatnonzero(stacked.sizes > 1):
            levels = np.arange(stacked.sizes[k])
            shaped.append(np.append(stacked.weights[k], levels + stacked.firsts[k]))
            counted.append((levels[:, None, None] != ends[:, k].T).all(axis=1))
        return Density(stacked.prior, shaped, counted, stacked.layout.reservation)

    def _marks(self, positions: Numbers) -> NDArray[np.bool_]:
        """(variables, chains): where each chain has one of the positions (chains, issues)."""
        marks = np.zeros((self.stacked.layout.size, len(positions)), dtype=bool)
        marks[positions, np.arange(len(positions))[:, None]] = True
        return marks

    def _ways_of(self, setting: Numbers, ends: Numbers) -> list[Floats]:
        """For each group of variables, its ways: (ways, variables of the group, chains).

        A way to a level is all value at it and at those known to be at least as good. To the worst
        level there is none, and the way to the best one stands in its place.
        """
        stacked, chains = self.stacked, len(ends)
        each = np.arange(chains)
        ways = []
        for k, size in enumerate(stacked.sizes):
            if size == 1:
                continue
            best, worst = ends[:, k, 0], ends[:, k, 1]
            known = np.array([closure(r) for r in stacked.relations[k]])[
                stacked.relation[setting, k]
            ]
            up = np.ones((size, size + 1, chains))
            up[:, :size] = known.transpose(2, 1, 0)
            up[:, best, each] = 1.0
            up[:, worst, each] = 0.0
            up[worst, :size, each] = 0.0
            up[worst, best, each] = 1.0
            ways.append(up)
        return ways + [np.ones((1, 1, chains)) for _ in stacked.bonuses]

    def _shape(self) -> None:
        """Start in the centre of each polytope, with directions in its own shape."""
        self._measure()
        width = len(self.factor)
        sums = self.summed / np.sqrt(max(self.summed.sum(), 1.0))
        hull = np.linalg.svd(np.eye(width) - np.outer(sums, sums))[0][:, : width - 1]
        self.shapes = np.empty((self.chains, width, width - 1))
        for start in range(0, self.chains, SHAPES_AT_ONCE):
            some = slice(start, start + SHAPES_AT_ONCE)
            y = self.y[:, some]
            A = np.zeros((y.shape[1], len(self.A), width + 1))
            for variable, place in enumerate(y):
                A[np.arange(len(place)), :, place] += self.A[:, variable]
            A[self.off[:, some].T] = 0.0
            move, self.shapes[some] = own_shapes(A[:, :, 1:], self.slack[:, some].T, hull)
            padded = np.vstack([np.zeros((1, y.shape[1])), move.T])
            self.state[:, some] += np.take_along_axis(padded, y, axis=0)

    def _spread(self) -> None:
        """Start far from the points inside: the two of a pair on opposite sides."""
        self._measure()
        aims = self.rng.standard_normal((len(self.factor), self.chains))
        aims[:, 1 : 2 * self.pairs : 2] = -aims[:, 0 : 2 * self.pairs : 2]
        aims -= self.summed[:, None] * (self.summed @ aims / max(self.summed.sum(), 1.0))
        direction = np.take_along_axis(
            np.vstack([np.zeros((1, self.chains)), aims]), self.y, axis=0
        )
        ratio = self._changes(direction) / self.slack
        reach = 1.0 / np.maximum(ratio.max(axis=0, initial=0.0), 1.0)
        self.state += 0.8 * reach * direction

    def _changes(self, direction: Floats) -> Floats:
        """`A @ direction`, (rows, chains), without the zeros of the rows about single levels."""
        held_out = direction[-2:]
        of = direction[self.of_issue]
        levels = direction[: len(of)]
        bonuses = direction[self.stacked.bonuses]
        top = self.A[: self.facts] @ direction
        return np.concatenate([top, -levels, -bonuses, -held_out, levels - of, held_out])

    def _measure(self) -> None:
        """How far each chain is from each constraint."""
        self.slack = np.maximum(self.b[:, None] - self._changes(self.state), TINY)
        self.slack[self.off] = OFF

    def advance(self) -> None:
        self._measure()
        along = np.flatnonzero(self.summed)
        steps = [(g, w) for g, ways in enumerate(self.ways) for w in range(len(ways))]
        pairs = [(g, h) for g in range(len(self.groups)) for h in range(g)]
        count = self.factor.shape[1]
        strides = min(count, MOST_STRIDES if self.density.even else STRIDES_APART)
        swaps = min(len(pairs), 2 * len(self.groups))
        for _ in range(ROUNDS):
            frame, _ = np.linalg.qr(self.rng.standard_normal((count, count)))
            aims = self.factor @ frame[:, :strides]
            aims[along] -= aims[along].mean(axis=0)
            for aim in aims.T:
                self._stride(np.repeat(aim[:, None], self.chains, axis=1))
                if self.shapes is not None:
                    normal = self.rng.standard_normal((self.chains, self.shapes.shape[2], 1))
                    self._stride((self.shapes @ normal)[..., 0].T)
            order = self.rng.permutation(len(steps))
            for one, other in zip(order, self._onto(order, steps), strict=True):
                if one != other:
                    self._hand_over(steps[one], steps[other])
                self._raise(*steps[one])
            for k in self.rng.permutation(len(pairs))[:swaps]:
                self._rescale(*pairs[k])
            for position in (self.stacked.layout.reservation, self.stacked.layout.aspiration):
                self._hold_out(position)
        self.steps += ROUNDS * (strides + 2 * len(steps) + swaps + 2)

    def _onto(self, order: Numbers, steps: Sequence[tuple[int, int]]) -> Numbers:
        """Which way each of the ways in an order hands value to: the one before it, of the same
        issue if the density falls off where issues come to weigh more."""
        onto = np.roll(order, 1)
        if not self.density.even:
            of_group = np.array([steps[k][0] for k in order])
            for g in range(len(self.groups)):
                own = of_group == g
                onto[own] = np.roll(order[own], 1)
        return onto

    def _stride(self, aim: Floats) -> None:
        """One step along directions of all y, (y, chains)."""
        padded = np.vstack([np.zeros((1, self.chains)), aim])
        direction = np.take_along_axis(padded, self.y, axis=0)
        rise = self.density.rise(self.state, direction)
        length = self._length(self._changes(direction), slice(None), rise)
        self.state += direction * length

    def _hand_over(self, one: tuple[int, int], other: tuple[int, int]) -> None:
        """One step from a way towards another."""
        (g, w), (h, v) = one, other
        if g == h:
            columns, direction = self.groups[g], self.ways[g][w] - self.ways[g][v]
            rows = self.touched[g]
        else:
            columns = np.concatenate([self.groups[g], self.groups[h]])
            direction = np.concatenate([self.ways[g][w], -self.ways[h][v]])
            rows = self.touched[g] | self.touched[h]
        touched = np.flatnonzero(rows)
        rise = self._rise(direction, columns)
        length = self._length(self.A[np.ix_(touched, columns)] @ direction, touched, rise)
        self.state[columns] += direction * length

    def _raise(self, g: int, w: int) -> None:
        """One step in which a level, with those known to be better, moves by itself, the best
        level apart."""
        columns, touched = self.groups[g], np.flatnonzero(self.touched[g])
        direction = self.ways[g][w] * (self.y[columns] != self.y[columns[-1]])
        if direction.any():
            rise = self._rise(direction, columns)
            length = self._length(self.A[np.ix_(touched, columns)] @ direction, touched, rise)
            self.state[columns] += direction * length

    def _rescale(self, g: int, h: int) -> None:
        """One step in which one issue hands weight to another, and the values of each keep their
        proportions.

        Of the weight of the two, let the first have the share s. Where the prior is even over
        weights, it is even over s. With m and n levels between best and worst, an even density over
        the values is one that goes with s^m (1 - s)^n over the shares. A share drawn with it, a
        beta distribution, is taken if it meets the constraints, which are linear in it (Metropolis
        and others 1953); so is one that is drawn evenly between them, with a chance that makes up
        for the density.
        """
        columns = np.concatenate([self.groups[g], self.groups[h]])
        size = len(self.groups[g])
        m, n = max(size - 3, 0), max(len(self.groups[h]) - 3, 0)
        if not self.stacked.prior.levels_count:
            m = n = 0
        mine, other = self.state[self.groups[g][-1]], self.state[self.groups[h][-1]]
        both = mine + other
        share = mine / np.maximum(both, TINY)
        direction = self.state[columns]
        direction[:size] /= np.maximum(share, TINY)
        direction[size:] /= -np.maximum(1.0 - share, TINY)
        touched = np.flatnonzero(self.touched[g] | self.touched[h])
        change = self.A[np.ix_(touched, columns)] @ direction
        change[self.off[touched]] = 0.0
        near = self.slack[touched]
        ratio = change / near
        high = np.minimum(1.0 / np.maximum(ratio.max(axis=0), TINY), 1.0 - share)
        low = np.maximum(1.0 / np.minimum(ratio.min(axis=0), -TINY), -share)
        evenly = self.rng.random() < 0.5
        if evenly:
            length = low + (high - low) * self.rng.random(self.chains)
        else:
            length = self.rng.beta(m + 1.0, n + 1.0, self.chains) - share
        kept = (low <= length) & (length <= high) & (np.minimum(share, 1.0 - share) > LEAST_SHARE)
        if evenly:
            to = np.clip(share + length, TINY, 1.0)
            odds = m * np.log(to / np.maximum(share, TINY))
            odds += n * np.log(np.maximum(1.0 - to, TINY) / np.maximum(1.0 - share, TINY))
            kept &= np.log(np.maximum(self.rng.random(self.chains), TINY)) < odds
        length[~kept] = 0.0
        self.state[columns] += direction * length
        near -= np.multiply(change, length, out=ratio)
        self.slack[touched] = np.maximum(near, TINY, out=near)

    def _hold_out(self, position: int) -> None:
        """One step along the reservation value, or the aspiration value."""
        touched = np.flatnonzero(self.A[:, position])
        change = np.repeat(self.A[touched, position][:, None], self.chains, axis=1)
        direction = np.zeros((len(self.state), 1))
        direction[position] = 1.0
        rise = self.density.rise(self.state, direction)
        self.state[position] += self._length(change, touched, rise)

    def _rise(self, direction: Floats, columns: Numbers) -> Rise | None:
        """How the density changes along directions of some columns, (columns, chains)."""
        if self.density.even:
            return None
        whole = np.zeros(self.state.shape)
        whole[columns] = direction
        return self.density.rise(self.state, whole)

    def _length(
        self,
        change: Floats,
        rows: slice | Numbers,
        rise: Rise | None = None,
    ) -> Floats:
        """How far each chain goes between the constraints, as the density has it; the distances
        follow. `change` (rows, chains) is what a step of length 1 does to the rows."""
        near = self.slack[rows]
        ratio = change / near
        high = 1.0 / np.maximum(ratio.max(axis=0, initial=0.0), TINY)
        low = 1.0 / np.minimum(ratio.min(axis=0, initial=0.0), -TINY)
        length = lengths_along(low, high, self.rng, rise)
        near -= np.multiply(change, length, out=ratio)
        self.slack[rows] = np.maximum(near, TINY, out=near)
        return np.asarray(length)
