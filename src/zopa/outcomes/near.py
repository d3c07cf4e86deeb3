"""A short frontier that lies within a stated factor of the whole one.

With many parties the frontier may hold more vectors than fit in memory. A subset can stand for it
if each vector of the frontier has one in the subset that is nearly as good for *every* party (an
ε-approximate Pareto set; Papadimitriou and Yannakakis 2000, FOCS, 86–92). The subset comes from
the same merging as the frontier, with one more step: after each issue, one is kept of the vectors
that lie within a factor of each other. This is called trimming in the fully polynomial schemes
for knapsack problems (Erlebach, Kellerer and Pferschy 2002, Management Science 48, 1603–1612).

The factor is measured, as follows. Write y for what a party gains above the worst of every issue
and term, so that no gain is negative. Each kept vector x stands for a box: for all y with y <= u in
every coordinate, where u >= x is the corner of the box. At first u is x. The next issue adds the
same g >= 0 to y, to x and to u, so y + g <= u + g. Trimming keeps one x of several and takes as its
corner the largest of their u in each coordinate. A box that lies within another box is dropped. So
every vector lies in the box of a kept one, and after the last issue the largest u / x is a factor
that holds. Since g comes to both, (u + g) / (x + g) is no more than u / x: what trimming costs gets
less with every issue that follows, and the factors of the issues do not multiply.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from zopa.outcomes.arrays import TIE, Barred, Bools, Counts, Floats, Ints
from zopa.outcomes.dominance import Undominated, undominated
from zopa.outcomes.frontier import (
    FEW,
    Tables,
    merged,
    prepared,
    undominated_in,
    without_dominated,
)
from zopa.outcomes.paths import Paths
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Terms

NEAR_LIMIT = 100_000
"""The most vectors that are kept after an issue. They take some hundred megabytes while they are
extended by the levels of the next one, and seconds rather than minutes."""

NO_LIMIT = 2**62
"""No limit for the merging itself, because trimming keeps vectors few."""

EXTENDED = 2_000_000
"""The most vectors when those that are kept are extended by the levels of the next issue."""

LEAST_SPREAD = 0.0005
"""The finest grid that is tried where only the limit makes trimming necessary."""

NEARLY, TRIES = 0.85, 10
"""A grid fits if nearly so many cells are used as there may be, and is looked for so often."""

WORTH = 1000
"""With no more vectors than this on the way, putting boxes together saves no time."""

SPENT = 0.75
"""The share of the boxes that leave room to be put together within the allowed factor."""

MEASURED = 100
"""Of so many boxes, of those with the farthest corners, the nearest vector is looked for."""

ROOM = 2**62
"""Where a whole number has no room left."""


@dataclass(frozen=True, eq=False)
class NearFrontier:
    """A set of outcomes in which every outcome of the space has one within `factor` of it."""

    utilities: Floats
    """`(n, parties)`, best for the first party first."""
    outcomes: Ints
    """`(n, issues)`, one for each vector."""
    factor: float
    """For each outcome of the space there is a row here whose gains above `base`, times this
    factor, are no less for any party. It is 1 where this is the frontier itself."""
    base: Floats
    """`(parties,)`: the sum of the worst of every issue and every term, below which no outcome
    falls."""
    paths: Paths = field(repr=False)

    @property
    def exact(self) -> bool:
        """Whether every vector of the frontier is here."""
        return self.factor == 1.0

    @property
    def multiplicity(self) -> Counts:
        """`(n,)`: how many outcomes with each vector were kept, which are all of them if exact."""
        return self.paths.multiplicity()

    def __len__(self) -> int:
        return len(self.utilities)


def near_frontier(
    space: OutcomeSpace,
    values: Sequence[Floats],
    epsilon: float = 0.0,
    *,
    terms: Terms = (),
    barred: Barred | None = None,
    limit: int = NEAR_LIMIT,
) -> NearFrontier:
    """A frontier within a factor of 1 + `epsilon`, with at most `limit` vectors kept on the way.

    Arguments are as for `zopa.outcomes.frontier.pareto_frontier`. With `epsilon` 0 the result is
    the exact frontier as long as that fits. Where `limit` does not allow the factor that was asked
    for, vectors are trimmed more and `factor` says how far; a large frontier raises nothing.
    (Some dozens of vectors are always kept, and a few for each state that rules and terms need.)
    Raises ValueError for a negative or infinite epsilon and for arrays that do not fit, TooTangled
    where rules and terms tie too many issues together.

    >>> space = OutcomeSpace(("share",), (tuple(map(str, range(1001))),))
    >>> values = [np.array([np.linspace(0, 1, 1001), np.linspace(1, 0, 1001)])]
    >>> len(near_frontier(space, values)), near_frontier(space, values).factor
    (1001, 1.0)
    >>> near = near_frontier(space, values, epsilon=0.5)
    >>> len(near), near.factor <= 1.5
    (35, True)
    """
    if not (0.0 <= epsilon < np.inf):
        raise ValueError(f"epsilon is a number from 0 up, not {epsilon}")
    tables = without_dominated(prepared(space, values, barred, terms))
    boxes = _Boxes(tables, epsilon, limit)
    paths = merged(tables, None, NO_LIMIT, boxes.survivors)
    outcomes = paths.outcomes()
    utilities = np.ascontiguousarray(space.utilities(tuple(values), outcomes, terms).T)
    return NearFrontier(utilities, outcomes, boxes.factor, tables.base, paths)


class _Boxes:
    """Vectors that were reached, each with the corner of the box that it stands for."""

    def __init__(self, tables: Tables, epsilon: float, limit: int) -> None:
        self.parties = len(tables.base)
        self.tie = TIE * tables.ranges
        self.allowed = 1.0 + epsilon
        self.spread = LEAST_SPREAD
        self.factor = 1.0
        # How many vectors may be kept after each step. For each state it is at least one for each
        # set of parties that gained nothing yet.
        levels = [gains.shape[2] for gains in tables.gains]
        least = [width << self.parties for width in tables.diagram.widths[1:]]
        self.most = [
            max(min(limit, EXTENDED // max(n, 1)), fewest, FEW)
            for n, fewest in zip((*levels[1:], 1), least, strict=True)
        ]

    def survivors(self, t: int, points: Floats, state: Ints | None) -> tuple[Undominated, Floats]:
        """Which of all vectors after step t are kept, and their corners and what they reached."""
        corners, reached = points[: self.parties], points[-self.parties :]
        exact = len(points) == self.parties
        best = undominated_in(corners, state, self.tie)
        leaders = best.leaders
        last = t == len(self.most) - 1
        spare = self.allowed > 1.0 and len(leaders) > (FEW if last else WORTH)
        if exact and not spare and len(leaders) <= self.most[t]:
            return best, points[:, leaders]
        corners, reached = corners[:, leaders], reached[:, leaders]
        state = None if state is None else state[leaders]
        if spare:
            kept, corners = self._within(corners, reached, state)
            leaders, reached = leaders[kept], reached[:, kept]
            state = None if state is None else state[kept]
        if len(leaders) > self.most[t]:
            kept, corners = self._few(corners, reached, state, self.most[t])
            leaders, reached = leaders[kept], reached[:, kept]
        if last:
            self.factor = _factor(corners, reached)
            kept = undominated(reached, self.tie).leaders
            leaders, corners, reached = leaders[kept], corners[:, kept], reached[:, kept]
        return Undominated(leaders, None), np.concatenate([corners, reached])

    def _within(self, corners: Floats, reached: Floats, state: Ints | None) -> tuple[Ints, Floats]:
        """Put boxes together as far as the allowed factor goes: whom to keep, and the corners."""
        apart = float(np.quantile(_ratios(corners, reached), SPENT))
        room = max((self.allowed - 1.0) / 8, self.allowed / apart - 1.0)
        cells = _Cells.of(corners, state, float(np.log1p(room)))
        around = cells.corners(corners)
        stands = cells.best(around, reached)
        within = corners <= self.allowed * reached[:, stands][:, cells.number]
        fits: Bools = np.asarray(within.all(axis=0))
        fits[stands] = False
        # A box that does not fit stays as it is; the others are in the box of the one that stands
        # for their cell.
        grown = corners.copy()
        inside = np.flatnonzero(fits)
        order = inside[np.argsort(cells.number[inside], kind="stable")]
        if len(order):
            number = cells.number[order]
            starts = np.flatnonzero(np.concatenate([[True], number[1:] != number[:-1]]))
            highest = np.maximum.reduceat(corners[:, order], starts, axis=1)
            to = stands[number[starts]]
            grown[:, to] = np.maximum(corners[:, to], highest)
        kept = np.flatnonzero(~fits)
        return kept, grown[:, kept]

    def _few(
        self, corners: Floats, reached: Floats, state: Ints | None, most: int
    ) -> tuple[Ints, Floats]:
        """Put boxes together until there are at most so many: whom to keep, and the corners."""
        cells = self._cells(corners, state, most)
        around = cells.corners(corners)
        stands = cells.best(around, reached)
        order = np.argsort(stands)
        return stands[order], around[:, order]

    def _cells(self, corners: Floats, state: Ints | None, most: int) -> _Cells:
        """At most so many cells, and nearly so many if a few tries find a fitting grid."""
        spread = self.spread  # the logarithm of the factor between the lines
        low, high = 0.0, np.inf
        fitting: _Cells | None = None
        tries = 0
        while fitting is None or (tries < TRIES and fitting.many < NEARLY * most):
            tries += 1
            cells = _Cells.of(corners, state, spread)
            if cells.many > most:
                low = spread
            else:
                high, fitting, self.spread = spread, cells, spread
            # The cells that a frontier of so many parties goes through, were it a flat one.
            guess = spread * (cells.many / (most * (1 + NEARLY) / 2)) ** (
                1 / max(1, self.parties - 1)
            )
            if not low < guess < high:
                guess = (low * high) ** 0.5
            spread = min(max(guess, spread / 8), spread * 8) if 0 < guess < np.inf else 2 * spread
        return fitting


class _Cells(NamedTuple):
    """A grid whose lines lie a factor apart, and the cell and state that each vector is in."""

    number: Ints
    """(n,): of each vector the number of its cell, from 0 up."""
    order: Ints
    """(n,): the vectors by cell."""
    starts: Ints
    """(cells,): where each cell begins in `order`."""

    @property
    def many(self) -> int:
        """How many cells hold a vector."""
        return len(self.starts)

    @classmethod
    def of(cls, points: Floats, state: Ints | None, spread: float) -> _Cells:
        """Sort `points` `(parties, n)` into cells; `spread` is the logarithm of the factor."""
        with np.errstate(divide="ignore"):
            lines = np.floor(np.log(points) / spread)
        key = np.zeros(points.shape[1], dtype=np.int_) if state is None else state.astype(np.int_)
        room = int(key.max(initial=0)) + 1
        for row in lines:
            # Zeros have a cell of their own, since nothing positive is within a factor of zero.
            zero = np.isneginf(row)
            lowest = row.min(where=~zero, initial=np.inf)
            place = np.where(zero, 0, row - lowest + 1).astype(np.int_)
            width = int(place.max(initial=0)) + 1
            if room * width >= ROOM:
                _, key = np.unique(key, return_inverse=True)
                room = int(key.max(initial=0)) + 1
            key = key * width + place
            room *= width
        order = np.argsort(key, kind="stable")
        new = np.concatenate([[True], key[order][1:] != key[order][:-1]])
        number = np.empty(len(order), dtype=np.int_)
        number[order] = np.cumsum(new) - 1
        return cls(number, order, np.flatnonzero(new))

    def corners(self, corners: Floats) -> Floats:
        """The corner `(parties, cells)` of the box around the boxes of each cell."""
        return np.asarray(np.maximum.reduceat(corners[:, self.order], self.starts, axis=1))

    def best(self, around: Floats, reached: Floats) -> Ints:
        """`(cells,)`: of each cell the vector that comes nearest to the corner of its box."""
        away = _ratios(around[:, self.number], reached)
        by_cell = np.lexsort((away, self.number))
        return by_cell[self.starts]


def _ratios(corners: Floats, reached: Floats) -> Floats:
    """`(n,)`: the factor from each vector to its corner; there is none from zero to zero."""
    away = np.divide(corners, reached, out=np.ones_like(corners), where=corners > reached)
    return np.asarray(away.max(axis=0, initial=1.0))


def _factor(corners: Floats, reached: Floats) -> float:
    """The factor from the vectors reached `(parties, n)` to the corners of their boxes.

    Where another vector is nearer to a corner than its own, the nearest one counts. That is looked
    for from the farthest corner on, as long as it may matter, and of no more than MEASURED corners.
    """
    own = _ratios(corners, reached)
    farthest = np.argsort(-own)[: MEASURED + 1]
    every = np.ascontiguousarray(reached.T)
    worst = 1.0
    for looked, k in enumerate(farthest):
        if own[k] <= worst or looked == MEASURED:
            return max(worst, float(own[k]))
        corner = corners[:, k]
        with np.errstate(divide="ignore"):  # a vector that gained nothing is near to no corner
            away = np.divide(corner, every, out=np.ones_like(every), where=corner > every)
        worst = max(worst, float(away.max(axis=1).min()))
    return worst
