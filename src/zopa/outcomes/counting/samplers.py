"""How to draw from a region: from a list of its paths where that is feasible, else by rejection."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

import numpy as np

from zopa.outcomes.arrays import Bools, Ints
from zopa.outcomes.counting.layers import ARCS, Layers, TooMany, layers_of
from zopa.outcomes.counting.region import NoneFound, NoSuchOutcome, Region
from zopa.outcomes.counting.tilting import EMPTY, Tilted, tilted
from zopa.outcomes.counting.units import coarsely, exactly, steps_of

RARE = 8
"""The limit is divided by this where values have no step, since few sums are then ever equal."""

PILOT = 4_000
"""How many proposals are made to try a way of drawing."""

ENOUGH = 1e-3
"""The share of accepted proposals above which no better way is looked for."""

COARSEST, FINEST = 16, 2**40
"""How many cells a party's range is cut into at first, and at most. Each try has twice as many."""

BLOCK = 100_000
"""The most proposals made at a time."""

EFFORT = 5_000_000
"""The most proposals made before giving up."""


@dataclass(frozen=True, eq=False)
class SamplingWay:
    """A way to draw uniformly from a region."""

    source: Layers | Tilted | None
    """None for a region that is proved to be empty."""
    method: str

    @property
    def count(self) -> int | None:
        """The size of the region where it is known. No draw is ever rejected then."""
        if self.source is None:
            return 0
        return self.source.count if isinstance(self.source, Layers) and self.source.exact else None

    @property
    def log_bound(self) -> float:
        """The logarithm of a bound on the number of outcomes in the region."""
        return -np.inf if self.source is None else self.source.log_bound

    def bound_on_share(self, of: int) -> float:
        """The largest share that the region may be of so many outcomes."""
        if isinstance(self.source, Layers):
            return self.source.count / of
        return exp(self.log_bound - log(of))

    def propose(self, n: int, rng: np.random.Generator) -> tuple[Ints, Bools]:
        """`n` outcomes `(n, issues)`, and which of them are accepted `(n,)`.

        The accepted ones are independent and uniform on the region.
        """
        if self.source is None:
            raise NoSuchOutcome("no outcome lies within these bounds")
        outcomes, gains = self.source.draw(n, rng)
        if self.count is not None:
            return outcomes, np.ones(n, dtype=np.bool_)
        accepted = self.source.region.inside(gains)
        if isinstance(self.source, Tilted):
            accepted &= rng.random(n) < self.source.chance(gains)
        return outcomes, accepted

    def draws(self, n: int, rng: np.random.Generator, effort: int) -> Ints:
        """`n` independent uniform outcomes of the region `(n, issues)`.

        Raises NoSuchOutcome if the region is empty, NoneFound if `effort` proposals yield fewer.
        """
        if n < 0:
            raise ValueError("the number of draws must not be negative")
        if self.source is None:
            raise NoSuchOutcome("no outcome lies within these bounds")
        drawn = [np.empty((0, len(self.source.region.onward)), dtype=np.int_)]
        hits = made = 0
        while hits < n:
            if made >= effort:
                raise NoneFound(
                    f"of {made:,} proposals {hits:,} lay within the bounds, {n:,} were asked for"
                )
            block = n - hits
            if self.count is None:
                # As many as are likely to be enough, judged by the proposals made so far.
                block = min(int(1.1 * block * made / max(hits, 1)) + PILOT, effort - made)
            outcomes, accepted = self.propose(min(block, BLOCK), rng)
            drawn.append(outcomes[accepted])
            made += 0 if self.count is not None else len(outcomes)
            hits += len(drawn[-1])
        return np.concatenate(drawn)[:n]


def way_to(region: Region, rng: np.random.Generator, limit: int = ARCS) -> SamplingWay:
    """The best way to draw from a region.

    It is merging in exact units where that needs no more than `limit` ways on. Else tilting and
    ever finer grids are tried, and the one with the smallest bound is taken, until enough
    proposals are accepted.
    """
    if region.hopeless:
        return SamplingWay(None, "bound")
    steps = steps_of(region)
    try:
        most = limit // RARE if None in steps else limit
        return _merged(layers_of(region, exactly(region, steps), most))
    except TooMany:
        tilt = tilted(region)
    if tilt.log_bound < EMPTY:
        return SamplingWay(None, "bound")
    best, cells = SamplingWay(tilt, "tilting"), COARSEST
    while best.propose(PILOT, rng)[1].mean() < ENOUGH:
        finer = best
        while finer is best:
            if cells > FINEST:
                return best
            try:
                layers = layers_of(region, coarsely(region, steps, cells), limit)
            except TooMany:
                return best
            cells *= 2
            if layers.log_bound < best.log_bound:
                finer = _merged(layers)
        best = finer
        if best.count is not None:
            break
    return best


def _merged(layers: Layers) -> SamplingWay:
    method = "merging" if layers.exact else "grid"
    return SamplingWay(layers if layers.count else None, method)
