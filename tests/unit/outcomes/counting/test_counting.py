"""Zones and bands in spaces too large to list: known sizes, coverage, uniform draws, errors."""

from __future__ import annotations

from math import comb

import numpy as np
import pytest

from zopa.outcomes.counting import (
    NoneFound,
    NoSuchOutcome,
    draw_from_zone,
    nearest_utility,
    offer_at,
    outcomes_at,
    share_in_zone,
    utility_distribution,
)
from zopa.outcomes.counting.layers import layers_of
from zopa.outcomes.counting.region import region_of
from zopa.outcomes.counting.samplers import SamplingWay, way_to
from zopa.outcomes.counting.tilting import tilted
from zopa.outcomes.counting.units import coarsely, steps_of
from zopa.outcomes.space import OutcomeSpace


def space_of(*shape: int, rules: tuple = ()) -> OutcomeSpace:
    return OutcomeSpace(
        tuple(f"i{i}" for i in range(len(shape))),
        tuple(tuple(f"l{level}" for level in range(size)) for size in shape),
        rules,
    )


def coins(n: int, parties: int = 1) -> tuple[OutcomeSpace, list[np.ndarray]]:
    """`n` issues with two levels: what one is worth to all parties is the number of ones."""
    return space_of(*[2] * n), [np.array([[0.0, 1.0]] * parties)] * n


def chance(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_the_zone_of_many_coins_is_a_sum_of_binomials():
    space, values = coins(333)
    zone = share_in_zone(space, values, [300.0], rng=chance())
    assert zone.count == sum(comb(333, k) for k in range(300, 334))
    assert zone.of == 2**333  # 10^100 outcomes
    assert zone.share == zone.count / zone.of < 1e-50
    assert zone.method == "merging"


def test_opposed_parties_and_a_zone_of_one_utility():
    values = [np.array([[0.0, 1.0], [1.0, 0.0]])] * 100
    zone = share_in_zone(space_of(*[2] * 100), values, [50.0, 50.0], rng=chance())
    assert zone.count == comb(100, 50)
    nothing = share_in_zone(space_of(*[2] * 100), values, [50.5, 50.0], rng=chance())
    assert (nothing.count, nothing.share, nothing.exact) == (0, 0.0, True)


def test_ties_at_the_reservation_value_count_as_acceptable():
    values = [np.array([[0.1, 0.0]]), np.array([[0.2, 0.0]])]
    zone = share_in_zone(space_of(2, 2), values, [0.3], rng=chance())
    assert zone.count == 1  # 0.1 + 0.2 != 0.3
    assert share_in_zone(space_of(2, 2), values, [0.3 + 2e-9], rng=chance()).count == 0


def test_bounds_prove_a_zone_empty_where_merging_is_not_feasible():
    rng = chance()
    ours = [rng.dirichlet(np.ones(10)) for _ in range(60)]
    values = [np.array([own, own.max() - own]) / 60 for own in ours]
    most = sum(value[0].max() for value in values)
    floor = [0.6 * most, 0.6 * most]
    zone = share_in_zone(space_of(*[10] * 60), values, floor, rng=rng, limit=0)
    assert (zone.count, zone.share, zone.method) == (0, 0.0, "bound")


def test_no_allowed_outcome_at_all():
    space = space_of(2, 2, rules=(((0, (0, 1)),),))
    values = [np.eye(2)] * 2
    zone = share_in_zone(space, values, [0.0, 0.0], rng=chance())
    assert (zone.count, zone.of, zone.share) == (0, 0, 0.0)
    with pytest.raises(NoSuchOutcome, match="no outcome lies"):
        outcomes_at(space, values, 0, -np.inf, np.inf, 1, chance())


@pytest.mark.parametrize("method", ["tilting", "grid"])
def test_intervals_cover_the_true_share(method: str):
    rng = chance(7)
    space = space_of(*[4] * 7)
    values = [rng.random((2, 4)) for _ in range(7)]
    utilities = space.utilities(tuple(values), space.enumerate(5**7))
    floor = np.quantile(utilities, 0.9, axis=1)
    true = (utilities >= floor[:, None]).all(axis=0).sum() / space.size
    if method == "tilting":
        found = [
            share_in_zone(space, values, floor, rng=chance(seed), draws=2000, limit=0)
            for seed in range(60)
        ]
        assert {zone.method for zone in found} == {"tilting"}
        covered = sum(zone.interval.low <= true <= zone.interval.high for zone in found)
    else:
        region = region_of(space, values, floor, np.full(2, np.inf), None, ())
        layers = layers_of(region, coarsely(region, steps_of(region), 30))
        assert not layers.exact
        way = SamplingWay(layers, "grid")
        rates = [way.propose(1000, chance(seed))[1].mean() for seed in range(60)]
        whole = layers.count / space.size
        # Two standard deviations either way, around what the superset's size predicts.
        rate = true / whole
        covered = sum(abs(r - rate) <= 1.96 * np.sqrt(rate * (1 - rate) / 1000) for r in rates)
    assert covered >= 53  # of 60; 57 are expected


@pytest.mark.parametrize("method", ["merging", "tilting", "grid"])
def test_draws_are_uniform(method: str):
    rng = chance(3)
    space = space_of(3, 4, 2, 3, 2, rules=(((0, (0,)), (2, (1,))),))
    values = [rng.random((2, size)) for size in space.shape]
    every = space.enumerate(1000)
    utilities = space.utilities(tuple(values), every)
    floor = np.quantile(utilities, 0.6, axis=1)
    members = every[(utilities >= floor[:, None]).all(axis=0)]
    region = region_of(space, values, floor, np.full(2, np.inf), None, ())
    way = {
        "merging": lambda: way_to(region, rng),
        "tilting": lambda: SamplingWay(tilted(region), "tilting"),
        "grid": lambda: SamplingWay(
            layers_of(region, coarsely(region, steps_of(region), 12)), "grid"
        ),
    }[method]()
    drawn = way.draws(200 * len(members), rng, 10**6)
    rows, counts = np.unique(drawn, axis=0, return_counts=True)
    assert rows.tolist() == members.tolist()
    square = ((counts - 200) ** 2 / 200).sum()
    freedom = len(members) - 1
    assert freedom >= 8
    # The 99.9% point of chi-square, by Wilson and Hilferty.
    assert square < freedom * (1 - 2 / (9 * freedom) + 3.09 * np.sqrt(2 / (9 * freedom))) ** 3
    for issue, size in enumerate(space.shape):
        shares = np.bincount(drawn[:, issue], minlength=size) / len(drawn)
        true = np.bincount(members[:, issue], minlength=size) / len(members)
        assert shares == pytest.approx(true, abs=4 * np.sqrt(0.25 / len(drawn)))


def test_far_zones_and_bands_of_real_values_are_hit():
    rng = chance(5)
    values = [rng.random((2, 10)) * w / 60 for w in rng.random(60) + 0.5]
    space = space_of(*[10] * 60)
    best = np.sum([value.max(axis=1) for value in values], axis=0)
    floor = 0.75 * best
    zone = share_in_zone(space, values, floor, rng=rng, draws=20_000)
    assert zone.method == "tilting"
    assert 0 < zone.interval.low < zone.share < zone.interval.high < 1e-10
    drawn = draw_from_zone(space, values, floor, 50, rng)
    assert (space.utilities(tuple(values), drawn) >= floor[:, None] - 1e-9).all()
    for at in (0.2, 0.9):
        band = outcomes_at(space, values, 1, at * best[1], at * best[1] + 1e-3, 50, rng)
        own = space.utilities(tuple(values), band)[1]
        assert ((own >= at * best[1] - 2e-9) & (own <= at * best[1] + 1e-3 + 2e-9)).all()
    offer = offer_at(space, values, 0, floor[0], floor[0] + 1e-3, 1)
    assert offer.exact
    assert offer.utilities[1] >= space.utilities(tuple(values), drawn)[1].max()
    assert offer.bound == pytest.approx(offer.utilities[1], abs=1e-9)


def test_grids_are_refined_where_tilting_hardly_ever_hits(monkeypatch: pytest.MonkeyPatch):
    # Each is best served by one of two levels, and the third is a little less than half of both:
    # the middle of the hull is never reached, so a tilt finds next to nothing there.
    rng = chance(2)
    values = [
        np.array([[1.0, 0.0, 0.49], [0.0, 1.0, 0.49]]) + rng.random((2, 3)) / 1000
        for _ in range(12)
    ]
    space = space_of(*[3] * 12)
    floor = np.array([5.98, 5.98])
    utilities = space.utilities(tuple(values), space.enumerate(3**12))
    members = (utilities >= floor[:, None] - 1e-9).all(axis=0).sum()
    monkeypatch.setattr("zopa.outcomes.counting.samplers.ENOUGH", 0.6)
    monkeypatch.setattr("zopa.outcomes.counting.samplers.RARE", 10**9)
    zone = share_in_zone(space, values, floor, rng=rng, limit=1_000_000, draws=5000)
    assert zone.method == "grid"
    assert zone.interval.low <= members / space.size <= zone.interval.high


def test_an_effort_that_does_not_suffice_is_said_so():
    rng = chance()
    space = space_of(*[10] * 60)
    values = [rng.random((2, 10)) for _ in range(60)]
    with pytest.raises(NoneFound, match=r"of 500 proposals \d+ lay within"):
        draw_from_zone(space, values, [35.0, 35.0], 1000, rng, effort=500)
    with pytest.raises(NoneFound, match="search found no outcome"):
        offer_at(space, values, 0, 30.0, 30.0 + 1e-9, 1, width=1)


def test_nearest_utility_of_reals_is_bounded():
    rng = chance()
    space = space_of(*[10] * 40)
    values = [rng.random((1, 10)) for _ in range(40)]
    offer = nearest_utility(space, values, 0, 25.0, width=300)
    assert offer.bound <= 25.0 <= offer.utilities[0] + 1e-9 <= 25.0 + 0.01
    assert not offer.exact


def test_the_distribution_of_many_coins():
    space, values = coins(333)
    found = utility_distribution(space, values, 0, [-0.5, 100.5, 200.5, 333.0])
    assert found.low == found.high
    assert found.low[0] == sum(comb(333, k) for k in range(101))
    assert sum(found.low) == found.of == 2**333


def test_the_distribution_of_reals_is_bounded_and_close():
    rng = chance()
    values = [rng.random((1, 8)) for _ in range(30)]
    found = utility_distribution(space_of(*[8] * 30), values, 0, 10)
    assert not found.exact
    assert sum(found.low) <= found.of <= sum(found.high)
    middle = int(np.argmax(found.low))
    assert found.high[middle] / found.low[middle] < 1.05


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda s, v: share_in_zone(s, v, [1.0, 1.0], rng=chance()), "one bound for each party"),
        (lambda s, v: share_in_zone(s, v, [np.nan], rng=chance()), "must be a number"),
        (lambda s, v: share_in_zone(s, v, [1.0], rng=chance(), draws=0), "one draw at least"),
        (lambda s, v: draw_from_zone(s, v, [1.0], -1, chance()), "not be negative"),
        (lambda s, v: outcomes_at(s, v, 1, 0.0, 1.0, 1, chance()), "no such party"),
        (lambda s, v: outcomes_at(s, v, 0, 1.0, 0.0, 1, chance()), "no more than the largest"),
        (lambda s, v: offer_at(s, v, 0, 0.0, 1.0, 1), "no such party"),
        (lambda s, v: offer_at(s, v, 0, 0.0, 1.0, 0, width=0), "one partial outcome"),
        (lambda s, v: nearest_utility(s, v, 0, np.nan), "must be a number"),
        (lambda s, v: utility_distribution(s, v, 0, 0), "one bin at least"),
        (lambda s, v: utility_distribution(s, v, 0, [1.0, 1.0]), "two edges"),
    ],
)
def test_what_does_not_fit_is_refused(call, words: str):
    with pytest.raises(ValueError, match=words):
        call(*coins(3))


def test_drawing_nothing_is_allowed():
    space, values = coins(3)
    assert draw_from_zone(space, values, [1.0], 0, chance()).shape == (0, 3)
