"""A short frontier that lies within a stated factor of the whole one.

With many parties the frontier may hold more vectors than fit in memory. A subset can stand for it
if each vector of the frontier has one in the subset that is nearly as good for *every* party (an
ε-approximate Pareto set; Papadimitriou and Yannakakis 2000, FOCS, 86–92). The subset comes from
the same merging as the frontier, with one more step: after each issue, one is kept of the vectors
that lie within a factor of each other. This is called trimming in the fully polynomial schemes
for knapsack problems (Erlebach, Kellerer and Pferschy 2002, Management Science 48, 1603–1612).

The factors of the issues multiply, for the following reason. Write y for what a party gains above
the worst of every issue and term, so that no gain is negative. Say that after t issues every
vector y has a kept vector x with f x >= y in every coordinate. The next issue adds the same
g >= 0 to both, and f (x + g) >= y + g because f >= 1. Dropping dominated vectors keeps something
at least as good. Trimming keeps an x' with c x' >= x + g, so that f c x' >= y + g. After the last
issue the factor is the product of the c of all issues. Each c is *measured*: it is the largest
ratio between a dropped vector and the vector that stands for it. So the stated factor is what
happened, and not the worst that could have happened.
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
"""The most partial vectors at a time. They take some ten megabytes, and seconds rather than
minutes."""

NO_LIMIT = 2**62
"""No limit for the merging itself, because trimming keeps vectors few."""

LEAST_RATIO = 1.0005
"""The finest grid that is tried where only the limit makes trimming necessary."""


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
    """A frontier within a factor of 1 + `epsilon`, in at most `limit` partial vectors.

    Arguments are as for `zopa.outcomes.frontier.pareto_frontier`. With `epsilon` 0 the result is
    the exact frontier as long as that fits. Where `limit` does not allow the factor that was asked
    for, vectors are trimmed more and `factor` says by how much; a large frontier raises nothing.
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
    trimming = _Trimming(tables, epsilon, limit)
    paths = merged(tables, trimming.by_share, NO_LIMIT, trimming.by_limit)
    outcomes = paths.outcomes()
    utilities = np.ascontiguousarray(space.utilities(tuple(values), outcomes, terms).T)
    return NearFrontier(utilities, outcomes, trimming.factor, tables.base, paths)


class _Trimming:
    """Keeps one vector in each cell of a grid whose lines lie a factor apart."""

    def __init__(self, tables: Tables, epsilon: float, limit: int) -> None:
        # How many vectors may be kept after each step, so that the next step stays within the
        # limit. For each state it is at least one for each set of parties that gained nothing yet.
        levels = [gains.shape[2] for gains in tables.gains]
        least = [width << len(tables.base) for width in tables.diagram.widths[1:]]
        self.most = [
            max(limit // max(n, 1), fewest, FEW)
            for n, fewest in zip((*levels[1:], 1), least, strict=True)
        ]
        self.whole = 1.0 + epsilon
        self.factor = 1.0

    def by_share(self, t: int, points: Floats, state: Ints | None) -> Ints:
        """Which of all vectors `(parties, n)` after step t are to be compared with each other."""
        # The steps to come share what earlier steps did not use of the allowed factor.
        share = max(1.0, self.whole / self.factor) ** (1.0 / (len(self.most) - t))
        if share == 1.0 or points.shape[1] <= FEW:
            return np.arange(points.shape[1])
        return self._kept(points, *_one_a_cell(points, state, share))

    def by_limit(self, t: int, points: Floats, state: Ints | None) -> Ints:
        """Which undominated vectors are kept after step t: no more than there is room for."""
        if points.shape[1] <= self.most[t]:
            return np.arange(points.shape[1])
        ratio = LEAST_RATIO
        kept, cell = _one_a_cell(points, state, ratio)
        while len(kept) > self.most[t]:
            ratio = min(ratio * ratio, 1e300)
            kept, cell = _one_a_cell(points, state, ratio)
        return self._kept(points, kept, cell)

    def _kept(self, points: Floats, kept: Ints, cell: Ints) -> Ints:
        """The positions to keep, in order, after the factor has taken in what they cost."""
        stands = points[:, kept][:, cell]
        behind = points > stands  # this is never so where `stands` is 0
        self.factor *= float(
            np.divide(points, stands, out=np.ones_like(points), where=behind).max()
        )
        return np.sort(kept)


def _one_a_cell(points: Floats, state: Ints | None, ratio: float) -> tuple[Ints, Ints]:
    """The position of one vector in each cell and state that has any, and each vector's cell."""
    with np.errstate(divide="ignore"):
        steps = np.floor(np.log(points) / np.log(ratio))
    # Zeros have a cell of their own, since nothing positive is within a factor of zero.
    steps = np.where(np.isfinite(steps), steps, -np.inf)
    rows = steps if state is None else np.vstack([steps, state])
    key = np.zeros(points.shape[1], dtype=np.int_)
    for row in rows:
        _, number = np.unique(row, return_inverse=True)
        _, key = np.unique(key * (int(number.max(initial=0)) + 1) + number, return_inverse=True)
    _, cell = np.unique(key, return_inverse=True)
    # In each cell, the vector with the largest sum stands for the others.
    order = np.lexsort((-points.sum(axis=0), cell))
    heads = np.concatenate([[True], cell[order][1:] != cell[order][:-1]])
    return order[heads], cell
