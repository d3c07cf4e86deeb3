"""What must hold of counts whatever the numbers are."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from zopa.outcomes.counting import share_in_zone, utility_distribution
from zopa.outcomes.space import OutcomeSpace

seeds = st.integers(0, 2**32 - 1)


def drawn(seed: int) -> tuple[OutcomeSpace, list[np.ndarray], np.random.Generator]:
    """Twelve issues, whole values: far too many outcomes to list."""
    rng = np.random.default_rng(seed)
    shape = rng.integers(2, 9, 12).tolist()
    space = OutcomeSpace(
        tuple(f"i{i}" for i in range(12)),
        tuple(tuple(f"l{k}" for k in range(size)) for size in shape),
    )
    return space, [rng.integers(0, 6, (2, size)).astype(float) for size in shape], rng


@settings(max_examples=30)
@given(seeds)
def test_a_higher_floor_never_makes_a_zone_larger(seed: int):
    space, values, rng = drawn(seed)
    floor = rng.integers(20, 40, 2).astype(float)
    lower = share_in_zone(space, values, floor, rng=rng).count
    higher = share_in_zone(space, values, floor + np.array([1.0, 0.0]), rng=rng).count
    assert lower is not None
    assert higher is not None
    assert 0 <= higher <= lower <= space.size


@settings(max_examples=30)
@given(seeds)
def test_neither_scale_nor_the_order_of_issues_matters(seed: int):
    space, values, rng = drawn(seed)
    floor = rng.integers(20, 40, 2).astype(float)
    count = share_in_zone(space, values, floor, rng=rng).count
    scaled = [value / 7 for value in values]
    assert share_in_zone(space, scaled, floor / 7, rng=rng).count == count
    back = OutcomeSpace(space.issues, space.levels[::-1])
    assert share_in_zone(back, values[::-1], floor, rng=rng).count == count


@settings(max_examples=30)
@given(seeds)
def test_bins_sum_to_the_zone_of_one_party(seed: int):
    space, values, rng = drawn(seed)
    found = utility_distribution(space, values, 0, np.arange(-0.5, 62, 1.0).tolist())
    assert found.exact
    assert sum(found.low) == found.of == space.size
    floor = int(rng.integers(10, 50))
    zone = share_in_zone(space, values, [floor, -np.inf], rng=rng)
    assert zone.count == sum(found.low[floor:])
