"""Counts, draws and offers against looking at every outcome of small spaces."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import numpy as np
import pytest

from zopa.outcomes.arrays import ACCEPTANCE
from zopa.outcomes.counting import (
    NoSuchOutcome,
    draw_from_zone,
    nearest_utility,
    offer_at,
    outcomes_at,
    share_in_zone,
    utility_distribution,
)
from zopa.outcomes.counting import distribution as by_distribution
from zopa.outcomes.counting.layers import TooMany, layers_of
from zopa.outcomes.counting.region import region_of
from zopa.outcomes.counting.tilting import tilted
from zopa.outcomes.counting.units import coarsely, steps_of
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Box, Table, Term

SEEDS = range(40)


class Problem(NamedTuple):
    space: OutcomeSpace
    values: list[np.ndarray]
    terms: list[Term]
    barred: tuple[np.ndarray, ...] | None
    outcomes: np.ndarray
    utilities: np.ndarray
    """`(outcomes, parties)`."""
    floor: np.ndarray


def problem(rng: np.random.Generator) -> Problem:
    shape: list[int] = []
    for size in rng.integers(1, 6, rng.integers(1, 7)).tolist():
        if np.prod([*shape, size]) <= 1000:
            shape.append(size)
    bans = []
    for _ in range(rng.integers(0, 4)):
        scope = np.flatnonzero(rng.random(len(shape)) < 0.4).tolist()
        some = [(i, tuple(np.unique(rng.integers(0, shape[i], 2)).tolist())) for i in scope]
        bans += [tuple(some)] if some else []
    space = OutcomeSpace(
        tuple(f"i{i}" for i in range(len(shape))),
        tuple(tuple(f"l{k}" for k in range(size)) for size in shape),
        tuple(bans),
    )
    parties, kind, low = int(rng.integers(1, 5)), rng.integers(5), rng.choice([0, -3])
    scale = 10.0 ** rng.integers(-2, 4, parties)

    def numbers(*size: int) -> np.ndarray:
        table = rng.integers(low, 4, (parties, *size)).astype(float)
        return [table, table / 10, table / 3, rng.normal(size=table.shape), (table.T * scale).T][
            kind
        ]

    values = [numbers(size) for size in shape]
    terms: list[Term] = []
    for _ in range(rng.integers(0, 4)):
        issues = tuple(rng.permutation(len(shape))[: rng.integers(0, 4)].tolist())
        if issues and rng.random() < 0.5:
            terms.append(Table(issues, numbers(*(shape[i] for i in issues))))
        else:
            inside = {i: np.flatnonzero(rng.random(shape[i]) < 0.6).tolist() for i in issues}
            terms.append(Box(tuple((i, tuple(k)) for i, k in inside.items()), numbers()))
    barred = tuple(rng.random(n) < 0.2 for n in shape) if rng.random() < 0.5 else None
    rows = [
        outcome
        for outcome in product(*(range(size) for size in shape))
        if not any(all(outcome[i] in levels for i, levels in ban) for ban in bans)
        and not (barred and any(bar[k] for bar, k in zip(barred, outcome, strict=True)))
    ]
    outcomes = np.array(rows, dtype=int).reshape(len(rows), len(shape))
    utilities = worth(values, terms, outcomes)
    # Some floors are utilities themselves: ties must count as reached.
    anywhere = np.array([rng.integers(0, size, 3) for size in shape]).T
    floor = worth(values, terms, anywhere)[: rng.integers(1, 4)].min(axis=0)
    return Problem(space, values, terms, barred, outcomes, utilities, floor)


def worth(values: list[np.ndarray], terms: list[Term], outcomes: np.ndarray) -> np.ndarray:
    """Utilities `(n, parties)`, outcome by outcome."""
    total = np.zeros((len(outcomes), len(values[0])))
    for n, outcome in enumerate(outcomes):
        total[n] = sum(v[:, level] for v, level in zip(values, outcome, strict=True))
        for term in terms:
            if isinstance(term, Table):
                total[n] += term.values[(slice(None), *(outcome[i] for i in term.issues))]
            elif all(outcome[i] in levels for i, levels in term.where):
                total[n] += term.worth
    return total


@pytest.mark.parametrize("seed", SEEDS)
def test_zones(seed: int):
    rng = np.random.default_rng(seed)
    p = problem(rng)
    inside = (p.utilities >= p.floor - ACCEPTANCE).all(axis=1)
    given = {"terms": p.terms, "barred": p.barred}
    zone = share_in_zone(p.space, p.values, p.floor, rng=rng, **given)
    assert (zone.count, zone.of) == (inside.sum(), len(p.outcomes))
    assert zone.exact
    assert zone.interval == (zone.share, zone.share)
    # No room to merge: bounds, or draws by tilting.
    rough = share_in_zone(p.space, p.values, p.floor, rng=rng, limit=0, draws=2000, **given)
    if rough.exact:
        assert rough.count == zone.count
    else:
        slack = (rough.interval.high - rough.interval.low) / 2
        assert rough.interval.low - slack <= zone.share <= rough.interval.high + slack
    members = set(map(tuple, p.outcomes[inside].tolist()))
    for limit in (0, 10**7):
        if members:
            drawn = draw_from_zone(p.space, p.values, p.floor, 20, rng, limit=limit, **given)
            assert set(map(tuple, drawn.tolist())) <= members
    if not members:
        with pytest.raises(NoSuchOutcome):
            draw_from_zone(p.space, p.values, p.floor, 1, rng, **given)


@pytest.mark.parametrize("seed", SEEDS)
def test_grids_and_tilts_hold_the_zone(seed: int):
    rng = np.random.default_rng(seed)
    p = problem(rng)
    low, high = p.floor - ACCEPTANCE, np.full(len(p.floor), np.inf)
    if rng.random() < 0.5 and len(p.utilities):
        high = low + rng.random() * (p.utilities.max(axis=0) - low).clip(0)
    region = region_of(p.space, p.values, low, high, p.barred, p.terms)
    inside = ((p.utilities >= low - 1e-13) & (p.utilities <= high + 1e-13)).all(axis=1)
    if region.hopeless:
        assert not inside.any()
        return
    if inside.any():
        assert tilted(region).log_bound >= np.log(inside.sum()) - 1e-9
    before = np.inf
    for cells in (3, 40, 10**6):
        layers = layers_of(region, coarsely(region, steps_of(region), cells))
        assert inside.sum() <= layers.count <= len(p.outcomes)
        if layers.exact:
            assert layers.count == inside.sum()
        before = min(before, layers.count)
    assert before <= inside.sum() + 1  # a millionth of the range tells almost all apart
    if inside.any():
        drawn, gains = layers.draw(30, rng)
        rows = worth(p.values, p.terms, drawn)
        bounded = np.flatnonzero((low > -np.inf) | (high < np.inf))
        assert gains.T + region.base == pytest.approx(rows[:, bounded], abs=1e-9)
    with pytest.raises(TooMany):
        layers_of(region, coarsely(region, steps_of(region), 3), limit=0)


@pytest.mark.parametrize("seed", SEEDS)
def test_offers(seed: int):
    rng = np.random.default_rng(seed)
    p = problem(rng)
    if not len(p.outcomes):
        with pytest.raises(NoSuchOutcome):
            nearest_utility(p.space, p.values, 0, 0.0, terms=p.terms, barred=p.barred)
        return
    party, other = rng.integers(0, len(p.floor), 2).tolist()
    own = p.utilities[:, party]
    low, high = np.sort(rng.choice(own, 2)).tolist()
    high = [low, high, np.inf][rng.integers(3)]
    given = {"terms": p.terms, "barred": p.barred}
    inside = (own >= low - ACCEPTANCE) & (own <= high + ACCEPTANCE)
    members = set(map(tuple, p.outcomes[inside].tolist()))
    for limit in (0, 10**7):
        drawn = outcomes_at(p.space, p.values, party, low, high, 10, rng, limit=limit, **given)
        assert set(map(tuple, drawn.tolist())) <= members
    near = 1e-9 * max(1.0, np.abs(p.utilities).max())
    best = p.utilities[inside, other].max()
    for width in (10_000, 3):
        offer = offer_at(p.space, p.values, party, low, high, other, width=width, **given)
        assert tuple(offer.outcome.tolist()) in members
        assert offer.bound >= best - near
        assert offer.exact or width == 3
        if offer.exact:
            assert offer.utilities[other] == pytest.approx(best, abs=near)
    target = rng.choice([low, rng.uniform(own.min(), own.max())])
    offer = nearest_utility(p.space, p.values, party, target, **given)
    assert offer.exact
    assert offer.utilities[party] == pytest.approx(own[own >= target - ACCEPTANCE].min(), abs=near)
    with pytest.raises(NoSuchOutcome):
        nearest_utility(p.space, p.values, party, own.max() + 1e-3, **given)


@pytest.mark.parametrize("seed", SEEDS)
def test_distributions(seed: int, monkeypatch: pytest.MonkeyPatch):
    rng = np.random.default_rng(seed)
    p = problem(rng)
    party = int(rng.integers(0, len(p.floor)))
    own = p.utilities[:, party]
    for held in (by_distribution.HELD, 2000):
        monkeypatch.setattr(by_distribution, "HELD", held)
        monkeypatch.setattr(by_distribution, "FINEST", 20_000)
        found = utility_distribution(
            p.space, p.values, party, int(rng.integers(1, 8)), terms=p.terms, barred=p.barred
        )
        edges = np.array(found.edges)
        edges -= 1e-12 * max(1.0, np.abs(edges).max())
        edges[-1] = np.inf
        counted = np.diff([(own < edge).sum() for edge in edges]).tolist()
        assert found.of == len(own)
        if edges[0] == edges[1]:
            continue
        assert all(
            low <= n <= high for low, n, high in zip(found.low, counted, found.high, strict=True)
        )
        assert not found.exact or found.low == found.high == tuple(counted)
