"""Quick ways to small frontiers: short ones of two parties, and those of a few dozen outcomes.

For two parties the merging of `zopa.outcomes.frontier` is done here in plain Python, with the same
rounding and the same ties. An array operation costs a microsecond or more however short the array
is, so plain lists are several times faster while there are only a few dozen vectors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import frexp, inf, isfinite, ldexp
from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from zopa.outcomes.arrays import TIE, Counts, Floats, Ints

MOST = 400
"""With more partial vectors at a time than this, arrays are faster."""

FEW_OUTCOMES = 150
"""In spaces of at most so many outcomes, the outcomes of three parties or more are compared pair
by pair."""

Table: TypeAlias = tuple[list[float], list[float]] | list[list[float]]
"""What the levels of an issue are worth to either party."""

Vector: TypeAlias = tuple[float, float, int, int]
"""What both parties have gained so far, the node before the last issue, and the level there."""


class EfficientLayer(NamedTuple):
    """The partial outcomes that are efficient after an issue."""

    nodes: list[Vector]
    """In falling order of what the first party gains."""
    tied: dict[int, list[Vector]]
    """All the ways to a node, for the nodes that several ways lead to."""

    def ways(self, node: int) -> list[Vector]:
        """The ways that lead to a node."""
        return self.tied.get(node) or [self.nodes[node]]


@dataclass(frozen=True, eq=False)
class Ways:
    """How each vector is reached; the same as `zopa.outcomes.paths.Paths` for short frontiers."""

    layers: list[EfficientLayer]

    @property
    def has_ties(self) -> bool:
        """Whether several outcomes lead to the same vector."""
        return any(layer.tied for layer in self.layers)

    def outcomes_of(self, node: int, limit: int) -> Ints:
        """The outcomes `(m, issues)` that lead to a node, at most `limit` of them."""
        endings: list[tuple[int, tuple[int, ...]]] = [(node, ())]
        for layer in reversed(self.layers):
            endings = [
                (before, (level, *rest))
                for at, rest in endings
                for _, _, before, level in layer.ways(at)
            ][:limit]
        return np.array(sorted(rest for _, rest in endings), dtype=np.int_)

    def outcomes(self) -> list[tuple[int, ...]]:
        """One outcome for each final node; of tied outcomes the one whose levels come first."""
        beginnings: list[tuple[int, ...]] = [()]
        for nodes, tied in self.layers:
            following = [(*beginnings[n], k) for _, _, n, k in nodes]
            if tied:
                for node, ways in tied.items():
                    following[node] = min([(*beginnings[n], k) for _, _, n, k in ways])
            beginnings = following
        return beginnings

    def multiplicity(self) -> Counts:
        """How many outcomes lead to each final node `(nodes,)`."""
        if not self.has_ties:
            return np.ones(len(self.layers[-1].nodes), dtype=np.int64)
        counts = [1]
        for layer in self.layers:
            following = [counts[n] for _, _, n, _ in layer.nodes]
            for node, ways in layer.tied.items():
                following[node] = sum([counts[n] for _, _, n, _ in ways])
            counts = following
        return np.array(counts, dtype=np.int64 if max(counts) < 2**62 else object)


def short_frontier(tables: Sequence[Table]) -> Ways | None:
    """The ways to the frontier's vectors, from what each level is worth to either party.

    None where the frontier gets too long for this way, and where a value is not finite or an
    issue has no level, which another way reports.
    """
    worst = []
    range_x = range_y = total = 0.0
    for xs, ys in tables:
        if not xs:
            return None
        low_x, low_y = min(xs), min(ys)
        worst.append((low_x, low_y))
        range_x += max(xs) - low_x
        range_y += max(ys) - low_y
        total += sum(xs) + sum(ys)
    if not isfinite(total):
        return None
    tie_x, tie_y = range_x * TIE, range_y * TIE
    # Adding 2^e to numbers in [0, 2^e) rounds them to multiples of 2^(e - 52).
    power_x, power_y = ldexp(1.0, frexp(range_x)[1]), ldexp(1.0, frexp(range_y)[1])
    nodes: list[Vector] = [(0.0, 0.0, 0, 0)]
    layers: list[EfficientLayer] = []
    for (xs, ys), (low_x, low_y) in zip(tables, worst, strict=True):
        gains = [
            (x - low_x + power_x - power_x, y - low_y + power_y - power_y, k)
            for k, (x, y) in enumerate(zip(xs, ys, strict=True))
        ]
        if len(gains) > 2 and len(nodes) > 1:
            gains = _efficient(gains, tie_y)
        if len(nodes) * len(gains) > MOST:
            return None
        reached = [
            (from_x + x, from_y + y, n, k)
            for n, (from_x, from_y, _, _) in enumerate(nodes)
            for x, y, k in gains
        ]
        if len(gains) == 1:
            layer = EfficientLayer(reached, {})
        else:
            reached.sort(reverse=True)
            layer = _undominated(reached, tie_x, tie_y)
        layers.append(layer)
        nodes = layer.nodes
    return Ways(layers)


def _efficient(gains: list[tuple[float, float, int]], tie: float) -> list[tuple[float, float, int]]:
    """The levels that may be in an efficient outcome, tied levels included."""
    gains.sort(reverse=True)
    least = -inf
    kept = []
    for gain in gains:
        y = gain[1]
        if y >= least:
            kept.append(gain)
            if y - tie > least:
                least = y - tie
    return kept


def _undominated(reached: list[Vector], tie_x: float, tie_y: float) -> EfficientLayer:
    """The vectors that no other vector dominates; `reached` is in falling order."""
    kept = []
    before = inf
    more, same = -inf, -inf
    for vector in reached:
        x, y, _, _ = vector
        if y > more:
            if before - x <= tie_x:
                return _with_ties(reached, tie_x, tie_y)
            kept.append(vector)
            before, more, same = x, y + tie_y, y - tie_y
        elif y >= same and before - x <= tie_x:
            return _with_ties(reached, tie_x, tie_y)
    return EfficientLayer(kept, {})


def _with_ties(reached: list[Vector], tie_x: float, tie_y: float) -> EfficientLayer:
    """The same where vectors tie.

    Neighbours whose first coordinates tie count as one run, and of each run those with the
    highest second coordinate stay.
    """
    layer = EfficientLayer([], {})
    best = -inf
    start = 0
    for end in range(1, len(reached) + 1):
        if end < len(reached) and reached[end - 1][0] - reached[end][0] <= tie_x:
            continue
        top = max([vector[1] for vector in reached[start:end]])
        if top > best + tie_y:
            ways = [vector for vector in reached[start:end] if vector[1] >= top - tie_y]
            if len(ways) > 1:
                layer.tied[len(layer.nodes)] = ways
            layer.nodes.append(ways[0])
            best = top
        start = end
    return layer


@dataclass(frozen=True, eq=False)
class Listed:
    """Vectors of which each has one outcome, in a space where all outcomes were looked at."""

    rows: Ints
    """`(nodes, issues)`."""
    has_ties: Literal[False] = False

    def outcomes_of(self, node: int, limit: int) -> Ints:
        """The outcomes `(m, issues)` of a vector, at most `limit` of them."""
        return self.rows[node : node + 1][:limit]

    def multiplicity(self) -> Counts:
        """How many outcomes have each vector `(nodes,)`."""
        return np.ones(len(self.rows), dtype=np.int64)


def listed_frontier(values: Sequence[Floats]) -> tuple[Floats, Listed] | None:
    """The frontier of a few dozen outcomes, which are compared pair by pair.

    Gives the utilities `(n, parties)` and the outcomes. `values` holds one array `(parties,
    levels)` for each issue. None where outcomes tie or a value is not finite, which takes another
    way.
    """
    total = values[0]
    ranges = total.max(axis=1) - total.min(axis=1)
    for value in values[1:]:
        total = (total[:, :, None] + value[:, None, :]).reshape(len(total), -1)
        ranges = ranges + (value.max(axis=1) - value.min(axis=1))
    points = total.T
    tie = TIE * ranges
    if not np.isfinite(points).all():
        return None
    ahead = points[:, None] - points
    better = (ahead > tie).any(axis=2)
    kept = np.flatnonzero(~(better & ~better.T).any(axis=0))
    if np.count_nonzero(~better[np.ix_(kept, kept)]) > len(kept):
        return None
    scale = np.where(ranges > 0, ranges, 1.0) * 1e-11
    kept = kept[np.lexsort(-np.rint(points[kept] / scale).T[::-1])]
    rows = np.stack(np.unravel_index(kept, [value.shape[1] for value in values]), axis=1)
    return points[kept], Listed(rows.astype(np.int_, copy=False))
