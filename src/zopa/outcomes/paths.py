"""A graph that says which outcomes lead to which utility vectors, so that ties cost no memory.

Thirty issues of two levels that nobody cares about make 2^30 outcomes with one and the same
utility vector. Here they are one node in each layer, with two ways from each node to the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from zopa.outcomes.arrays import Counts, Ints

_INT64 = 2**62


class PathLayer(NamedTuple):
    """How the nodes after one issue follow from the nodes before it."""

    issue: int
    levels: int
    """How many levels each node of the layer before was extended by."""
    choices: Ints | None
    """The indexes of these levels in the issue; None where they are 0, 1, 2 …"""
    arcs: Ints | None
    """Each arc is the number `node before * levels + level`, and arcs into the same node stand
    side by side. None if all arcs are there, in order."""
    starts: Ints | None
    """Where in `arcs` each node's arcs start; None where each node has one arc."""


@dataclass(frozen=True, eq=False)
class Paths:
    """Layers of nodes that lead from a single root to `nodes` final vectors."""

    layers: tuple[PathLayer, ...]
    issues: int
    nodes: int

    @cached_property
    def has_ties(self) -> bool:
        """Whether several outcomes lead to the same vector."""
        return any(layer.starts is not None for layer in self.layers)

    def outcomes(self) -> Ints:
        """One outcome for each final node: `(nodes, issues)`.

        Of tied outcomes it is the first when levels are compared in the order of the layers, so
        that it depends neither on rounding nor on what else was kept on the way.
        """
        outcomes = np.empty((self.nodes, self.issues), dtype=np.int_)
        at = np.arange(self.nodes)
        first = self._first_arcs() if self.has_ties and self.nodes else None
        for t in range(len(self.layers) - 1, -1, -1):
            if first is not None:
                at = first[t][at]
            at = self._back(self.layers[t], at, outcomes)
        return outcomes

    def _first_arcs(self) -> list[Ints]:
        """For each layer, which arc into each node the first outcome takes: `(nodes,)`."""
        # The place of each node when nodes are ordered by the first outcome that leads to them.
        place = np.zeros(1, dtype=np.int_)
        chosen: list[Ints] = []
        for layer in self.layers:
            arcs = np.arange(len(place) * layer.levels) if layer.arcs is None else layer.arcs
            key = place[arcs // layer.levels] * layer.levels + arcs % layer.levels
            if layer.starts is None:
                chosen.append(np.arange(len(arcs)))
            else:
                lengths = np.diff(np.append(layer.starts, len(arcs)))
                lowest = np.repeat(np.minimum.reduceat(key, layer.starts), lengths)
                chosen.append(np.flatnonzero(key == lowest))
                key = key[chosen[-1]]
            place = np.empty(len(key), dtype=np.int_)
            place[np.argsort(key)] = np.arange(len(key))
        return chosen

    def outcomes_of(self, node: int, limit: int) -> Ints:
        """The outcomes `(m, issues)` that lead to a final node, at most `limit` of them."""
        outcomes = np.empty((1, self.issues), dtype=np.int_)
        at = np.array([node])
        for layer in reversed(self.layers):
            if layer.starts is not None and layer.arcs is not None:
                ends = np.append(layer.starts[1:], len(layer.arcs))
                first, many = layer.starts[at], ends[at] - layer.starts[at]
                which = np.repeat(np.arange(len(at)), many)
                offset = np.arange(len(which)) - np.repeat(np.cumsum(many) - many, many)
                # Every node can be reached from the root, so `limit` arcs give `limit` outcomes.
                at = (first[which] + offset)[:limit]
                outcomes = outcomes[which[:limit]]
            at = self._back(layer, at, outcomes)
        return outcomes[np.lexsort(outcomes.T[::-1])]

    def multiplicity(self) -> Counts:
        """How many outcomes lead to each final node `(nodes,)`."""
        if not self.has_ties or not self.nodes:
            return np.ones(self.nodes, dtype=np.int64)
        counts: Counts = np.ones(1, dtype=np.int64)
        for layer in self.layers:
            arcs = np.arange(len(counts) * layer.levels) if layer.arcs is None else layer.arcs
            if layer.starts is not None and counts.dtype != object:
                most = int(np.diff(np.append(layer.starts, len(arcs))).max())
                if int(counts.max()) * most >= _INT64:
                    counts = counts.astype(object)
            counts = counts[arcs // layer.levels]
            if layer.starts is not None:
                counts = np.add.reduceat(counts, layer.starts)
        return counts

    def compared(self, parties: int) -> int:
        """About how much work it was to drop the dominated vectors, in vectors.

        Three parties' vectors are sorted. For more parties, all are compared with all that stay,
        and seven hundred comparisons take about as long as it takes to make and sort a vector.
        """
        work, before = 0, 1
        for layer in self.layers:
            extended = before * layer.levels
            before = extended if layer.arcs is None else len(layer.arcs)
            if layer.starts is not None:
                before = len(layer.starts)
            work += extended + (extended * before // 700 if parties > 3 else 0)
        return work

    @staticmethod
    def _back(layer: PathLayer, at: Ints, outcomes: Ints) -> Ints:
        """Follow arcs back to the nodes before, and write down the levels that they stand for."""
        arc = at if layer.arcs is None else layer.arcs[at]
        at, level = np.divmod(arc, max(layer.levels, 1))
        outcomes[:, layer.issue] = level if layer.choices is None else layer.choices[level]
        return at
