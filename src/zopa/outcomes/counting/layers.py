"""The outcomes of a region as paths through layers of nodes, so that they can be counted and drawn.

Partial outcomes that leave the same issues open in the same state, and are worth the same number
of units to each party, are one node. This is dynamic programming over sums, as in Nemhauser and
Ullmann (1969) for the knapsack problem; Dyer (2003, STOC '03, 693–699) counts and draws solutions
in this way. Where a party's bounds hold whatever follows, its units no longer tell nodes apart.
Partial outcomes that can no longer come to lie within the bounds are dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import log

import numpy as np
from numpy.typing import NDArray

from zopa.outcomes.arrays import TIE, Floats, Ints
from zopa.outcomes.counting.region import Region
from zopa.outcomes.counting.units import Graded
from zopa.outcomes.diagram import DEAD
from zopa.outcomes.guide import guide_to

ARCS = 24_000_000
"""The most ways on from all nodes together, which take some hundred megabytes and a few seconds."""

PART = 12
"""One layer may have at most the limit divided by this many ways on. Merging those takes some
hundred megabytes."""

NOWHERE = -1
"""Where a level leads if no outcome of the region has it there."""

_KEY = 2**62
_DENSE = 2**20
_LIMB = 40


class TooMany(ValueError):  # noqa: N818 - says what is the case
    """More nodes than may be kept."""


@dataclass(frozen=True, eq=False)
class Layers:
    """Layers of nodes: `arcs[t]` `(nodes, levels)` holds the node each level leads to, or NOWHERE.

    There is one node before the first step and one after the last.
    """

    region: Region
    arcs: tuple[NDArray[np.int32], ...]
    exact: bool
    """Whether the paths are just the region's outcomes; if not, there may be others as well."""

    @cached_property
    def count(self) -> int:
        """The number of paths, exactly."""
        # Whole numbers of any size are kept as rows of 40 bits, the lowest first.
        after = np.ones((1, 1), dtype=np.int64)
        for arcs in reversed(self.arcs):
            padded = np.concatenate([after, np.zeros((len(after), 1), dtype=np.int64)], axis=1)
            after = _carried(padded[:, arcs].sum(axis=2))
        return sum(int(row[0]) << (_LIMB * k) for k, row in enumerate(after))

    @property
    def log_bound(self) -> float:
        """The logarithm of the number of paths, of which there are never fewer than outcomes."""
        return log(self.count) if self.count else -np.inf

    @cached_property
    def _ways(self) -> list[Floats]:
        """For each layer the number of paths from each node, scaled so that the largest is 1.

        The last entry is 0 and stands for NOWHERE.
        """
        after = np.array([1.0, 0.0])
        ways = [after]
        for arcs in reversed(self.arcs):
            here = after[arcs].sum(axis=1)
            after = np.append(here / (here.max(initial=0.0) or 1.0), 0.0)
            ways.append(after)
        return ways[::-1]

    def draw(self, n: int, rng: np.random.Generator) -> tuple[Ints, Floats]:
        """`n` independent uniform paths: outcomes `(n, issues)` and their gains `(parties, n)`.

        Each level is drawn in proportion to the number of paths behind it.
        """
        region = self.region
        outcomes = np.empty((n, len(self.arcs)), dtype=np.int_)
        gains = np.zeros((len(region.base), n))
        node: NDArray[np.signedinteger] = np.zeros(n, dtype=np.int_)
        state: NDArray[np.signedinteger] = np.zeros(n, dtype=np.int_)
        for t, (issue, arcs) in enumerate(zip(region.diagram.order, self.arcs, strict=True)):
            reached = np.cumsum(self._ways[t + 1][arcs[node]], axis=1)
            level = (rng.random(n)[:, None] * reached[:, -1:] >= reached).sum(axis=1)
            step_gains, chosen = region.gains[t], region.choices[t]
            gains += (
                step_gains[:, 0, level] if step_gains.shape[1] == 1 else step_gains[:, state, level]
            )
            outcomes[:, issue] = level if chosen is None else chosen[level]
            node, state = arcs[node, level], region.onward[t][state, level]
        return outcomes, gains


def layers_of(region: Region, graded: Graded, limit: int = ARCS) -> Layers:
    """Merge issue after issue.

    Raises TooMany where there are more than `limit` ways on, or `limit // PART` in one layer.
    """
    low, high = graded.low[:, None, None], graded.high[:, None, None]
    least, most = units_left(region, graded)
    guide = None
    if len(low) > 1:
        units = [step_units.astype(float) for step_units in graded.units]
        guide = guide_to(region.diagram, units, region.choices)
    near = TIE * sum(step_units.max(axis=(1, 2)) for step_units in graded.units) + 0.5
    points = np.zeros((len(low), 1), dtype=np.int64)
    state = np.zeros(1, dtype=np.int_)
    layers: list[NDArray[np.int32]] = []
    total = 0
    for t, onward in enumerate(region.onward):
        step_units = graded.units[t]
        size = points.shape[1] * onward.shape[1]
        total += size
        if size > limit // PART or total > limit:
            raise TooMany(f"more than {limit:,} ways on, or {limit // PART:,} from one layer")
        to = onward[state]
        sums = points[:, :, None] + (
            step_units if step_units.shape[1] == 1 else step_units[:, state]
        )
        first, last = least[t + 1][:, to], most[t + 1][:, to]
        able = (to != DEAD) & ((sums + last >= low) & (sums + first <= high)).all(axis=0)
        # Between these two sums the bounds hold whatever follows.
        lowest, highest = np.maximum(low - first, 0), high - last
        sums = np.where((sums >= lowest) & (sums <= highest), lowest, sums)
        at, after = sums[:, able], to[able]
        where, which = distinct_nodes(at, after)
        points, state = at[:, where], after[where]
        if guide is not None and len(where):
            going = guide.able(t + 1, points.astype(float), state, graded.low - near)
            if len(going) < len(where):
                renumbered = np.full(len(where), NOWHERE)
                renumbered[going] = np.arange(len(going))
                which = renumbered[which]
                points, state = points[:, going], state[going]
        arcs = np.full(to.shape, NOWHERE, dtype=np.int32)
        arcs[able] = which
        layers.append(arcs)
    return Layers(region, tuple(layers), graded.exact)


def units_left(region: Region, graded: Graded) -> tuple[list[Ints], list[Ints]]:
    """The fewest and the most units `(parties, states)` that each party can still get."""
    least = [np.zeros((len(graded.low), 1), dtype=np.int64)]
    most = [least[0]]
    never = np.int64(2**60)
    for onward, step_units in zip(reversed(region.onward), reversed(graded.units), strict=True):
        dead = onward == DEAD
        least.append(np.where(dead, never, step_units + least[-1][:, onward]).min(axis=2))
        most.append(np.where(dead, -never, step_units + most[-1][:, onward]).max(axis=2))
    return least[::-1], most[::-1]


def distinct_nodes(points: Ints, state: Ints) -> tuple[Ints, Ints]:
    """One position for each distinct pair of point and state, and which pair each point `(n,)` is.

    `points` is `(parties, n)` and `state` `(n,)`.
    """
    if not len(state):
        return np.empty(0, dtype=np.int_), np.empty(0, dtype=np.int_)
    key, total = state.astype(np.int64), int(state.max()) + 1
    for row in points:
        start = int(row.min())
        column, many = row - start, int(row.max()) - start + 1
        if total * many >= _KEY:
            distinct, column = np.unique(column, return_inverse=True)
            many = len(distinct)
        if total * many >= _KEY:
            distinct, key = np.unique(key, return_inverse=True)
            total = len(distinct)
        key = key * many + column
        total *= many
    if total > max(_DENSE, 4 * len(key)):
        _, where, which = np.unique(key, return_index=True, return_inverse=True)
        return where, which
    any_of = np.full(total, -1, dtype=np.int_)
    any_of[key] = np.arange(len(key))
    seen = any_of >= 0
    return any_of[seen], (np.cumsum(seen) - 1)[key]


def _carried(rows: Ints) -> Ints:
    """The same numbers with carries made, so that each row is below 2^40 again."""
    out = []
    carry = np.zeros(rows.shape[1], dtype=np.int64)
    for row in rows:
        whole = row + carry
        out.append(whole & (2**_LIMB - 1))
        carry = whole >> _LIMB
    if carry.any():
        out.append(carry)
    return np.array(out)
