"""The size of a zone, and draws of outcomes from it, in spaces of any size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from zopa.foundation.chance import Interval, wilson_interval
from zopa.outcomes.arrays import ACCEPTANCE, Barred, Floats, Ints
from zopa.outcomes.counting.layers import ARCS
from zopa.outcomes.counting.region import Region, region_of
from zopa.outcomes.counting.samplers import BLOCK, EFFORT, way_to
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Terms

DRAWS = 100_000
"""How many proposals a share is estimated from where it cannot be worked out."""


@dataclass(frozen=True)
class ZoneShare:
    """How much of a space is in the zone."""

    count: int | None
    """The number of outcomes in the zone; None where it is only estimated."""
    of: int
    """The number of outcomes that rules and barred levels allow, exactly."""
    share: float
    """The number in the zone divided by `of`; 0 where no outcome is allowed."""
    exact: bool
    interval: Interval
    """The 95% interval of the share (Wilson 1927) where it is estimated; else the share twice."""
    method: str
    """How the share was found: by `merging` partial outcomes; from a `bound` that proves that the
    zone is empty; by `tilting` draws; or with draws from a `grid`, which may prove that as well."""


def share_in_zone(
    space: OutcomeSpace,
    values: Sequence[Floats],
    reservation: Floats | Sequence[float],
    *,
    rng: np.random.Generator,
    terms: Terms = (),
    barred: Barred | None = None,
    draws: int = DRAWS,
    limit: int = ARCS,
) -> ZoneShare:
    """How many of the allowed outcomes every party would sign, without listing them.

    A party signs an outcome that is worth at least its reservation value, less ACCEPTANCE, as in
    `zopa.outcomes.listing.signatures`. `values` holds one array `(parties, levels)` for each issue.
    `reservation` is `(parties,)`, with -inf for a party that signs anything. `terms` and `barred`
    are as for `zopa.outcomes.frontier.pareto_frontier`.

    The share is exact wherever utilities can be merged: where values are multiples of some step,
    or outcomes are not too many, so that there are at most `limit` ways on from distinct partial
    outcomes (`zopa.outcomes.counting.layers`). Else it is estimated: the share of a set of known
    size that holds the zone, times the share of `draws` outcomes of this set that lie in the zone.
    `rng` is used only then. Raises ValueError for arrays that do not fit.

    >>> space = OutcomeSpace(("price", "date"), (("low", "high"), ("may", "june", "july")))
    >>> values = [np.array([[6.0, 0.0], [0.0, 5.0]]), np.array([[4.0, 3.0, 0.0], [0.0, 5.0, 4.0]])]
    >>> zone = share_in_zone(space, values, [3.0, 4.0], rng=np.random.default_rng(1))
    >>> zone.count, zone.of, zone.share, zone.exact
    (4, 6, 0.6666666666666666, True)
    """
    if draws < 1:
        raise ValueError("a share is estimated from one draw at least")
    region = _zone(space, values, reservation, barred, terms)
    of = space.count(barred)
    way = way_to(region, rng, limit)
    count = way.count
    if count is not None:
        share = count / of if of else 0.0
        return ZoneShare(count, of, share, True, Interval(share, share), way.method)
    hits = made = 0
    while made < draws:
        _, accepted = way.propose(min(draws - made, BLOCK), rng)
        made += len(accepted)
        hits += int(accepted.sum())
    whole = way.bound_on_share(of)
    low, high = wilson_interval(hits / made, made)
    interval = Interval(min(1.0, whole * low), min(1.0, whole * high))
    share = min(1.0, whole * hits / made)
    return ZoneShare(None, of, share, False, interval, way.method)


def draw_from_zone(
    space: OutcomeSpace,
    values: Sequence[Floats],
    reservation: Floats | Sequence[float],
    n: int,
    rng: np.random.Generator,
    *,
    terms: Terms = (),
    barred: Barred | None = None,
    effort: int = EFFORT,
    limit: int = ARCS,
) -> Ints:
    """`n` independent uniform draws of outcomes that every party would sign: `(n, issues)`.

    Arguments are as for `share_in_zone`. Draws are exactly uniform, up to the rounding of
    probabilities, even where the size of the zone is only estimated. Raises NoSuchOutcome if the
    zone is proved to be empty, NoneFound if `effort` proposals hit it fewer than `n` times.

    >>> space = OutcomeSpace(("price",), (("low", "middle", "high"),))
    >>> values = [np.array([[1.0, 0.5, 0.0], [0.0, 0.5, 1.0]])]
    >>> draw_from_zone(space, values, [0.4, 0.4], 2, np.random.default_rng(1))
    array([[1],
           [1]])
    """
    region = _zone(space, values, reservation, barred, terms)
    return way_to(region, rng, limit).draws(n, rng, effort)


def _zone(
    space: OutcomeSpace,
    values: Sequence[Floats],
    reservation: Floats | Sequence[float],
    barred: Barred | None,
    terms: Terms,
) -> Region:
    floor = np.asarray(reservation, dtype=np.float64)
    return region_of(space, values, floor - ACCEPTANCE, np.full(floor.shape, np.inf), barred, terms)
