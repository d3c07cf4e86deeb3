"""The best outcome for one party among those within another party's bounds.

Partial outcomes are extended issue by issue. Of those that are worth the same to the bounded
party, only the best for the other party goes on. Partial outcomes are dropped if they cannot come
to lie within the bounds, and if they cannot beat the best outcome found so far. The latter follows
from a bound: for any multiplier, maximising the other party's utility plus the multiplied distance
to a bound is a plain shortest-path problem, whose best value bounds what the rest can bring
(Lagrangian relaxation; in a dynamic programme: Marsten and Morin 1978, Mathematical Programming
14, 21–40). Where more partial outcomes are left than may be kept, those with the best bounds are
kept, and the best bound among the others goes into the answer. Then the search is repeated with
more of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from zopa.outcomes.arrays import TIE, Floats, Ints
from zopa.outcomes.counting.region import live_steps
from zopa.outcomes.diagram import DEAD
from zopa.outcomes.frontier import Tables

GROWTH = (10, 1)
"""The width is divided by these numbers, one for each search. Narrow searches find outcomes that
let the wider ones drop more."""

STEP_ARCS = 4_000_000
"""The most extensions of partial outcomes made at a time."""

HALVINGS = 20
"""How often the interval that holds the best multiplier is halved."""

_GOLDEN = 0.6180339887498949


class SearchResult(NamedTuple):
    """The best outcome that a search found, and what is proved about it."""

    outcome: Ints | None
    """`(issues,)`; None where nothing was found."""
    bound: float
    """No outcome within the bounds is worth more than this to the other party."""
    exact: bool
    """Whether the outcome is proved to be a best one or, where it is None, that there is none."""


class _Relaxed(NamedTuple):
    """The relaxed problem solved for one multiplier.

    `rest[t]` `(states,)` is the best value of the rest from before step t. `levels` is the path
    with the best value, and `bounded` and `other` are what that path is worth to the parties.
    """

    multiplier: float
    rest: list[Floats]
    levels: list[int]
    bounded: float
    other: float


class _Best(NamedTuple):
    value: float
    levels: list[int]


def best_within(tables: Tables, low: float, high: float, width: int) -> SearchResult:
    """The second party's best outcome among those worth `low` to `high` to the first.

    `tables` are of two parties, and `width` is the most partial outcomes to keep at a time.
    """
    if width < 1:
        raise ValueError("a search keeps one partial outcome at least")
    near = TIE * tables.ranges[0]
    search = _Search(
        tables,
        live_steps(tables.diagram, tables.choices),
        max(low - float(tables.base[0]) - near, 0.0),
        min(high - float(tables.base[0]) + near, float(tables.ranges[0])),
    )
    base = float(tables.base[1])
    if not search.possible:
        return SearchResult(None, -np.inf, True)
    best, bound = search.relax()
    tie = TIE * float(tables.ranges[1])
    for part in GROWTH:
        if best is not None and bound <= best.value + tie:
            break
        best, missed = search.run(max(1, width // part), best, tie)
        bound = min(bound, max(missed, -np.inf if best is None else best.value))
        if missed == -np.inf:
            break
    if best is None:
        return SearchResult(None, base + bound, bound == -np.inf)
    return SearchResult(
        search.outcome(best.levels), base + max(bound, best.value), bound <= best.value + tie
    )


class _Search:
    def __init__(self, tables: Tables, onward: list[Ints], low: float, high: float) -> None:
        self.tables, self.onward, self.low, self.high = tables, onward, low, high
        self.least = self._rest(
            lambda gains, rest: (gains + rest).min(axis=1, initial=np.inf), np.inf
        )
        self.most = self._rest(
            lambda gains, rest: (gains + rest).max(axis=1, initial=-np.inf), -np.inf
        )
        self.relaxed: list[_Relaxed] = []

    @property
    def possible(self) -> bool:
        return bool(
            self.low <= self.high
            and (self.onward[0] != DEAD).any()
            and self.most[0][0] >= self.low
            and self.least[0][0] <= self.high
        )

    def _rest(self, pick: Callable[[Floats, Floats], Floats], never: float) -> list[Floats]:
        rest = [np.zeros(1)]
        for onward, gains in zip(self.onward[::-1], self.tables.gains[::-1], strict=True):
            rest.append(pick(gains[0], np.where(onward == DEAD, never, rest[-1][onward])))
        return rest[::-1]

    def relax(self) -> tuple[_Best | None, float]:
        """Find good multipliers. Gives the best outcome met on the way, and the least bound."""
        zero = self._solved(0.0)
        met = [zero]
        if not self.low <= zero.bounded <= self.high:
            # Look for the multiplier at which the bound that is missed is just reached.
            sign = 1.0 if zero.bounded < self.low else -1.0
            inner, outer = 0.0, sign * self.tables.ranges[1] / max(self.tables.ranges[0], 1e-300)
            for _ in range(HALVINGS):
                met.append(self._solved(outer))
                if self._reached(met[-1], sign):
                    break
                inner, outer = outer, 4 * outer
            for _ in range(HALVINGS):
                met.append(self._solved((inner + outer) / 2))
                if self._reached(met[-1], sign):
                    outer = met[-1].multiplier
                else:
                    inner = met[-1].multiplier
            wanted = {0.0, inner, outer, outer / 2, 0.9 * outer, 1.1 * outer, 2 * outer}
            self.relaxed = [self._solved(multiplier) for multiplier in sorted(wanted)]
        else:
            self.relaxed = met
        inside = [m for m in met if self.low <= m.bounded <= self.high]
        bound = min(float(m.rest[0][0]) - self._support(m) for m in [*met, *self.relaxed])
        if not inside:
            return None, bound
        best = max(inside, key=lambda m: m.other)
        return _Best(best.other, best.levels), bound

    def _reached(self, met: _Relaxed, sign: float) -> bool:
        return met.bounded >= self.low if sign > 0 else met.bounded <= self.high

    def _support(self, relaxed: _Relaxed) -> float:
        return relaxed.multiplier * (self.low if relaxed.multiplier >= 0 else self.high)

    def _solved(self, multiplier: float) -> _Relaxed:
        """The largest other + multiplier · bounded from each state, and a path that has it."""
        rest = [np.zeros(1)]
        choice: list[Ints] = []
        for onward, gains in zip(self.onward[::-1], self.tables.gains[::-1], strict=True):
            after = np.where(onward == DEAD, -np.inf, rest[-1][onward])
            through = gains[1] + multiplier * gains[0] + after
            choice.append(through.argmax(axis=1))
            rest.append(through.max(axis=1))
        state, levels, worth = 0, [], np.zeros(2)
        for onward, gains, best in zip(self.onward, self.tables.gains, choice[::-1], strict=True):
            level = int(best[state])
            worth += gains[:, state if gains.shape[1] > 1 else 0, level]
            state = int(onward[state, level])
            levels.append(level)
        return _Relaxed(multiplier, rest[::-1], levels, float(worth[0]), float(worth[1]))

    def _bounds(self, t: int, bounded: Floats, other: Floats, state: Ints) -> Floats:
        """What partial outcomes before step t can be worth to the other party at most."""
        bounds = np.full(len(other), np.inf)
        for relaxed in self.relaxed:
            along = relaxed.rest[t][state] - self._support(relaxed)
            np.minimum(bounds, other + relaxed.multiplier * bounded + along, out=bounds)
        return bounds

    def run(self, width: int, best: _Best | None, tie: float) -> tuple[_Best | None, float]:
        """One search. Gives the best outcome known after it, and the best bound of what it dropped.

        The bound is -inf where nothing was dropped that could be better.
        """
        grain = max(TIE * float(self.tables.ranges[0]), 1e-300)
        fine = max(tie, 1e-300)
        must = -np.inf if best is None else best.value + tie
        missed = -np.inf
        bounded, other = np.zeros(1), np.zeros(1)
        state = np.zeros(1, dtype=np.int_)
        trail: list[Ints] = []
        for t, (onward, gains) in enumerate(zip(self.onward, self.tables.gains, strict=True)):
            at = state if gains.shape[1] > 1 else np.zeros(1, dtype=np.int_)
            to = onward[state]
            x, y = bounded[:, None] + gains[0][at], other[:, None] + gains[1][at]
            first, last = self.least[t + 1][to], self.most[t + 1][to]
            able = (to != DEAD) & (x + last >= self.low) & (x + first <= self.high)
            # Between these two sums the bounds hold whatever follows.
            lowest, highest = np.maximum(self.low - first, 0.0), self.high - last
            x = np.where((x >= lowest) & (x <= highest), lowest, x)
            arc = np.flatnonzero(able)
            x, y, to = x[able], y[able], to[able]
            bounds = self._bounds(t + 1, x, y, to)
            kept = np.flatnonzero(bounds > must)
            x, y, to, bounds, arc = x[kept], y[kept], to[kept], bounds[kept], arc[kept]
            cell = np.rint(x / grain)
            order = np.lexsort((-y, cell, to))
            new = np.ones(len(order), dtype=np.bool_)
            new[1:] = (np.diff(cell[order]) != 0) | (np.diff(to[order]) != 0)
            order = order[new]
            levels = self.onward[t + 1].shape[1] if t + 1 < len(self.onward) else 1
            most = max(1, min(width, STEP_ARCS // levels))
            if len(order) > most:
                # Best bounds first; among equal ones, spread over what is at hand.
                spread = np.arange(len(order)) * _GOLDEN % 1.0
                falling = np.lexsort((spread, -np.rint(bounds[order] / fine)))
                missed = max(missed, float(bounds[order[falling[most:]]].max()))
                order = order[np.sort(falling[:most])]
            bounded, other, state = x[order], y[order], to[order]
            trail.append(arc[order])
            if not len(order):
                break
        else:
            end = int(other.argmax())
            best = _Best(float(other[end]), self._levels(trail, end))
        return best, missed if missed > (best.value + tie if best else -np.inf) else -np.inf

    def _levels(self, trail: list[Ints], node: int) -> list[int]:
        levels: list[int] = []
        for arcs, onward in zip(trail[::-1], self.onward[::-1], strict=True):
            node, level = divmod(int(arcs[node]), onward.shape[1])
            levels.append(level)
        return levels[::-1]

    def outcome(self, levels: list[int]) -> Ints:
        """The outcome `(issues,)` with these levels, given step by step."""
        outcome = np.empty(len(levels), dtype=np.int_)
        for t, (issue, level) in enumerate(zip(self.tables.diagram.order, levels, strict=True)):
            chosen = self.tables.choices[t]
            outcome[issue] = level if chosen is None else chosen[level]
        return outcome
