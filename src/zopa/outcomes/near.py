"""A short frontier within a stated factor of the whole one.

With many parties the frontier itself may hold more vectors than memory. A subset stands for it
if each of its vectors is nearly as good for *every* party as what it stands for (an
ε-approximate Pareto set; Papadimitriou and Yannakakis 2000, FOCS, 86–92). Here it comes from
the same merging: after each issue, of the vectors that lie within a factor of each other one
is kept (trimming, as in the fully polynomial schemes for knapsack problems; Erlebach, Kellerer
and Pferschy 2002, Management Science 48, 1603–1612).

Why the factors multiply. Write y for what a party gains above the worst of every issue and
term, so that no gain is negative. Say that after t issues every vector y has a kept vector x with
f x >= y in every coordinate. The next issue adds the same g >= 0 to both, and f (x + g) >=
y + g as f >= 1. Dropping dominated vectors keeps something at least as good. Trimming keeps an
x' with c x' >= x + g, so that f c x' >= y + g. After the last issue the factor is the product
of the c of all issues. Each c is *measured*, as the largest ratio between a dropped vector and
the one that stands for it, so what is stated is what happened, not the worst that might have.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from zopa.outcomes.arrays import Barred, Counts, Floats, Ints
from zopa.outcomes.frontier import FEW, Tables, merged, prepared, without_dominated
from zopa.outcomes.paths import Paths
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Terms

NEAR_LIMIT = 200_000
"""The most partial vectors at a time: some ten megabytes, and seconds rather than minutes."""

NO_LIMIT = 2**62
"""Trimming sees to it that there are never too many."""

LEAST_RATIO = 1.0005
"""The finest grid that is tried where only the limit makes trimming necessary."""


@dataclass(frozen=True, eq=False)
class NearFrontier:
    """Outcomes of which one is within `factor` of each outcome there is, for every party."""

    utilities: Floats
    """`(n, parties)`, best for the first party first."""
    outcomes: Ints
    """`(n, issues)`, one for each vector."""
    factor: float
    """For each outcome of the space there is a row here whose gain above `base`, times this, is
    no less for any party. 1 means that this is the frontier."""
    base: Floats
    """`(parties,)`: what no outcome falls below, the worst of every issue and every term."""
    paths: Paths = field(repr=False)

    @property
    def exact(self) -> bool:
        """Whether every vector of the frontier is here."""
        return self.factor == 1.0

    @property
    def multiplicity(self) -> Counts:
        """`(n,)`: how many outcomes with each vector came through; all of them if exact."""
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
    """A frontier within a factor of 1 + `epsilon`, in at most `limit` partial vectors.

    Arguments as for `zopa.outcomes.frontier.pareto_frontier`. With `epsilon` 0 it is the exact
    frontier as long as that fits. Where `limit` does not allow what was asked for, vectors are
    trimmed more and `factor` says by how much; nothing is raised for a large frontier. (Some
    dozens are always let through, and a few for each state where rules and terms need those.)
    ValueError for a negative or infinite epsilon or for wrong arrays, TooTangled where rules and
    terms tie too many issues together.

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
    trimming = _Trimming(tables, epsilon, limit)
    paths = merged(tables, trimming.by_share, NO_LIMIT, trimming.by_limit)
    outcomes = paths.outcomes()
    utilities = np.ascontiguousarray(space.utilities(tuple(values), outcomes, terms).T)
    return NearFrontier(utilities, outcomes, trimming.factor, tables.base, paths)


class _Trimming:
    """Keeps one vector of each cell of a grid whose lines are a factor apart."""

    def __init__(self, tables: Tables, epsilon: float, limit: int) -> None:
        # What may be kept after each step, so that the next one stays within the limit: at least
        # one for each state, and there for each set of parties that have gained nothing yet.
        levels = [gains.shape[2] for gains in tables.gains]
        least = [width << len(tables.base) for width in tables.diagram.widths[1:]]
        self.most = [
            max(limit // max(n, 1), own, FEW)
            for n, own in zip((*levels[1:], 1), least, strict=True)
        ]
        self.whole = 1.0 + epsilon
        self.factor = 1.0

    def by_share(self, t: int, points: Floats, state: Ints | None) -> Ints:
        """Of all vectors `(parties, n)` after step t, those to compare with each other."""
        # What earlier steps did not use of the whole is shared by those to come.
        share = max(1.0, self.whole / self.factor) ** (1.0 / (len(self.most) - t))
        if share == 1.0 or points.shape[1] <= FEW:
            return np.arange(points.shape[1])
        return self._kept(points, *_one_a_cell(points, state, share))

    def by_limit(self, t: int, points: Floats, state: Ints | None) -> Ints:
        """Of the vectors that no other dominates, no more than there is room for."""
        if points.shape[1] <= self.most[t]:
            return np.arange(points.shape[1])
        ratio = LEAST_RATIO
        kept, cell = _one_a_cell(points, state, ratio)
        while len(kept) > self.most[t]:
            ratio = min(ratio * ratio, 1e300)
            kept, cell = _one_a_cell(points, state, ratio)
        return self._kept(points, kept, cell)

    def _kept(self, points: Floats, kept: Ints, cell: Ints) -> Ints:
        stands = points[:, kept][:, cell]
        behind = points > stands  # never where what stands for it has gained nothing
        self.factor *= float(
            np.divide(points, stands, out=np.ones_like(points), where=behind).max()
        )
        return np.sort(kept)


def _one_a_cell(points: Floats, state: Ints | None, ratio: float) -> tuple[Ints, Ints]:
    """Positions of one vector for each cell and state that has any, and each vector's cell."""
    with np.errstate(divide="ignore"):
        steps = np.floor(np.log(points) / np.log(ratio))
    # Zeros have a cell of their own: nothing positive is within a factor of zero.
    steps = np.where(np.isfinite(steps), steps, -np.inf)
    rows = steps if state is None else np.vstack([steps, state])
    key = np.zeros(points.shape[1], dtype=np.int_)
    for row in rows:
        _, number = np.unique(row, return_inverse=True)
        _, key = np.unique(key * (int(number.max(initial=0)) + 1) + number, return_inverse=True)
    _, cell = np.unique(key, return_inverse=True)
    # Of a cell, the one with the largest sum stands for the others.
    order = np.lexsort((-points.sum(axis=0), cell))
    heads = np.concatenate([[True], cell[order][1:] != cell[order][:-1]])
    return order[heads], cell
