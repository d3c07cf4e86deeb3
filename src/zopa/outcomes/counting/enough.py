"""The outcomes that enough parties would sign, counted and drawn in spaces of any size.

One diagram does for every rule of agreement. Partial outcomes are merged as for a zone in which all
must sign (`zopa.outcomes.counting.layers`), but a party that will never sign, or will sign whatever
follows, is only remembered as such. A partial outcome is dropped once those who may still sign are
not enough, and all that is known of it is forgotten once those who will sign are.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from zopa.case.coalitions import SimpleGame
from zopa.foundation.chance import Interval, wilson_interval
from zopa.outcomes.arrays import ACCEPTANCE, Bools, Floats, Ints
from zopa.outcomes.counting.layers import (
    ARCS,
    NOWHERE,
    PART,
    Layers,
    TooMany,
    distinct_nodes,
    units_left,
)
from zopa.outcomes.counting.region import NoneFound, NoSuchOutcome, Region, region_of
from zopa.outcomes.counting.samplers import BLOCK, EFFORT, RARE
from zopa.outcomes.counting.units import Graded, exactly, steps_of
from zopa.outcomes.counting.zone import DRAWS, ZoneShare
from zopa.outcomes.diagram import DEAD
from zopa.outcomes.listing import signatures
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Box, Table, Terms
from zopa.outcomes.voting import agreed

SURE, NEVER = 2**60, -1
"""In the place of a party's units: it will sign, or will not sign, whatever follows."""


def share_agreed(
    space: OutcomeSpace,
    values: Sequence[Floats],
    reservation: Floats,
    game: SimpleGame,
    *,
    rng: np.random.Generator,
    terms: Terms = (),
    barred: Sequence[Bools] | None = None,
    limit: int = ARCS,
) -> ZoneShare:
    """How many of the allowed outcomes enough parties would sign, without listing them.

    A party signs an outcome that is worth at least its reservation value, less ACCEPTANCE, and has
    no level that it bars. `values` and `barred` hold one array `(parties, levels)` for each issue,
    `reservation` is `(parties,)`. The share is exact where partial outcomes can be merged within
    the limit, as in `zopa.outcomes.counting.share_in_zone`; else it is that of outcomes drawn
    uniformly with `rng`. Raises ValueError for arrays that do not fit.

    >>> from zopa.case.coalitions import WeightedQuota
    >>> space = OutcomeSpace(("price", "date"), (("low", "high"), ("may", "june")))
    >>> values = [np.array([[6.0, 0.0], [0.0, 5.0], [3.0, 3.0]]), np.array([[4.0, 0.0]] * 3)]
    >>> two_of_three = SimpleGame(3, (WeightedQuota((1, 1, 1), 2),))
    >>> rng = np.random.default_rng(1)
    >>> share_agreed(space, values, np.array([6.0, 5.0, 7.0]), two_of_three, rng=rng).count
    2
    """
    of = space.count()
    layers = _layers(space, values, reservation, game, terms, barred, limit)
    if layers is not None:
        share = layers.count / of if of else 0.0
        return ZoneShare(layers.count, of, share, True, Interval(share, share), "merging")
    hits = len(_tried(space, values, reservation, game, DRAWS, rng, terms, barred))
    low, high = wilson_interval(hits / DRAWS, DRAWS)
    return ZoneShare(None, of, hits / DRAWS, False, Interval(low, high), "sampling")


def draw_agreed(
    space: OutcomeSpace,
    values: Sequence[Floats],
    reservation: Floats,
    game: SimpleGame,
    n: int,
    rng: np.random.Generator,
    *,
    terms: Terms = (),
    barred: Sequence[Bools] | None = None,
    effort: int = EFFORT,
    limit: int = ARCS,
) -> Ints:
    """`n` independent uniform draws of outcomes that enough parties would sign: `(n, issues)`.

    Arguments are as for `share_agreed`. Raises NoSuchOutcome where it is proved that there is none,
    NoneFound where of `effort` outcomes drawn uniformly fewer than `n` are such.
    """
    layers = _layers(space, values, reservation, game, terms, barred, limit)
    if layers is not None:
        if not layers.count:
            raise NoSuchOutcome("no outcome would be signed by enough parties")
        return layers.draw(n, rng)[0]
    found: list[Ints] = []
    made = hits = 0
    while hits < n and made < effort:
        found.append(_tried(space, values, reservation, game, BLOCK, rng, terms, barred))
        made, hits = made + BLOCK, hits + len(found[-1])
    if hits < n:
        raise NoneFound(f"of {made:,} outcomes enough parties would sign {hits:,}, not {n:,}")
    return np.concatenate(found)[:n]


def _tried(
    space: OutcomeSpace,
    values: Sequence[Floats],
    reservation: Floats,
    game: SimpleGame,
    n: int,
    rng: np.random.Generator,
    terms: Terms,
    barred: Sequence[Bools] | None,
) -> Ints:
    """Of `n` outcomes drawn uniformly those that enough parties would sign."""
    outcomes = space.sample(n, rng)
    one = [
        Box(t.where, np.asarray(t.worth)[None])
        if isinstance(t, Box)
        else Table(t.issues, t.values[None])
        for t in terms
    ]
    bars = None if barred is None else tuple(bar[None] for bar in barred)
    floor = np.asarray(reservation)[None]
    blocks = signatures(space, tuple(v[None] for v in values), floor, bars, outcomes, one)
    [(_, signed)] = blocks
    return np.asarray(outcomes[agreed(game, signed)[0]])


def _layers(
    space: OutcomeSpace,
    values: Sequence[Floats],
    reservation: Floats,
    game: SimpleGame,
    terms: Terms,
    barred: Sequence[Bools] | None,
    limit: int,
) -> Layers | None:
    """The outcomes that enough parties would sign as paths; None where there are too many nodes."""
    floor = np.asarray(reservation, dtype=np.float64) - ACCEPTANCE
    region = region_of(space, values, floor, np.full(floor.shape, np.inf), None, terms)
    steps = steps_of(region)
    most = limit // RARE if None in steps else limit
    try:
        return _merged(region, exactly(region, steps), game, barred, most)
    except TooMany:
        return None


def _merged(
    region: Region,
    graded: Graded,
    game: SimpleGame,
    barred: Sequence[Bools] | None,
    limit: int,
) -> Layers:
    """Merge issue after issue. Raises TooMany as `zopa.outcomes.counting.layers.layers_of` does."""
    low = graded.low[:, None]
    least, most = units_left(region, graded)
    points = np.zeros((len(low), 1), dtype=np.int64)
    state = np.zeros(1, dtype=np.int_)
    layers: list[NDArray[np.int32]] = []
    total = 0
    for t, (issue, onward) in enumerate(zip(region.diagram.order, region.onward, strict=True)):
        total += points.shape[1] * onward.shape[1]
        if points.shape[1] * onward.shape[1] > limit // PART or total > limit:
            raise TooMany(f"more than {limit:,} ways on, or {limit // PART:,} from one layer")
        units = graded.units[t]
        to = onward[state]
        sums = points[:, :, None] + (units if units.shape[1] == 1 else units[:, state])
        settled = (points == SURE) | (points == NEVER)
        sums = np.where(settled[:, :, None], points[:, :, None], sums)
        if barred is not None:
            sums = np.where(barred[issue][:, None, :], NEVER, sums)
        alive = to != DEAD
        at, after = sums[:, alive], to[alive]
        at = np.where((at != NEVER) & (at + most[t + 1][:, after] < low), NEVER, at)
        # A level further on may still be barred, so only what no bar can touch is sure.
        touched = _still_barred(region, barred, t)
        sure = (at != NEVER) & (at + least[t + 1][:, after] >= low) & ~touched[:, None]
        at = np.where(sure, SURE, at)
        at = np.where(agreed(game, at == SURE), SURE, at)
        able = agreed(game, at != NEVER)
        where, which = distinct_nodes(at[:, able], after[able])
        arcs = np.full(to.shape, NOWHERE, dtype=np.int32)
        onto = np.full(len(after), NOWHERE, dtype=np.int32)
        onto[able] = which
        arcs[alive] = onto
        layers.append(arcs)
        points, state = at[:, able][:, where], after[able][where]
    return Layers(region, tuple(layers), exact=True)


def _still_barred(region: Region, barred: Sequence[Bools] | None, t: int) -> Bools:
    """`(parties,)`: whether a party bars a level of an issue that comes after step t."""
    left = region.diagram.order[t + 1 :]
    if barred is None or not left:
        return np.zeros(len(region.base), dtype=np.bool_)
    return np.asarray(np.any([barred[issue].any(axis=1) for issue in left], axis=0))
