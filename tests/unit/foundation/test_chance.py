"""Score intervals against the literature and their own definition; streams stand apart."""

from __future__ import annotations

from math import lgamma, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zopa.foundation.chance import Z95, Interval, stream, wilson_interval


@pytest.mark.parametrize(
    ("count", "draws", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_intervals_of_newcombe(count: int, draws: int, low: float, high: float) -> None:
    assert wilson_interval(count / draws, draws) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize("draws", [1, 20, 2000])
def test_the_closed_forms_at_the_ends(draws: int) -> None:
    z2 = Z95 * Z95
    assert wilson_interval(0.0, draws) == (0.0, pytest.approx(z2 / (draws + z2)))
    assert wilson_interval(1.0, draws) == (pytest.approx(draws / (draws + z2)), 1.0)


@given(st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_bounds_solve_the_score_equation(counted: tuple[int, int]) -> None:
    count, draws = counted
    share = count / draws
    low, high = wilson_interval(share, draws)
    assert 0 <= low <= share <= high <= 1
    assert low < high
    for bound in (low, high):
        if 0 < bound < 1:  # Wilson (1927): |share − p| = z √(p (1 − p) / n)
            expected = Z95 * sqrt(bound * (1 - bound) / draws)
            assert abs(share - bound) == pytest.approx(expected, rel=1e-6)


@given(st.integers(0, 500))
def test_an_interval_and_that_of_the_other_share_are_mirrored(count: int) -> None:
    low, high = wilson_interval(count / 500, 500)
    mirrored = wilson_interval(1 - count / 500, 500)
    assert mirrored == pytest.approx((1 - high, 1 - low), abs=1e-12)


@given(st.floats(0, 1), st.integers(1, 10_000))
def test_more_draws_narrow_the_interval(share: float, draws: int) -> None:
    few, many = wilson_interval(share, draws), wilson_interval(share, 4 * draws)
    assert many.high - many.low < few.high - few.low


@pytest.mark.parametrize("draws", [0, -1])
def test_without_draws_nothing_is_known(draws: int) -> None:
    assert wilson_interval(0.0, draws) == Interval(0.0, 1.0)


def coverage(draws: int, probabilities: np.ndarray) -> np.ndarray:
    """For each probability, how often the interval holds it: summed, not sampled."""
    counts = np.arange(draws + 1)
    bounds = np.array([wilson_interval(k / draws, draws) for k in counts])
    ways = np.array([lgamma(draws + 1) - lgamma(k + 1) - lgamma(draws - k + 1) for k in counts])
    p = probabilities[:, None]
    mass = np.exp(ways + counts * np.log(p) + (draws - counts) * np.log1p(-p))
    return (mass * ((bounds[:, 0] <= p) & (p <= bounds[:, 1]))).sum(axis=1)


@pytest.mark.parametrize("draws", [50, 200, 500, 2000])
def test_a_95_percent_interval_holds_the_truth_95_times_in_100(draws: int) -> None:
    # Brown, Cai and DasGupta (2001), section 3: the mean coverage is near the nominal one,
    # and away from the ends no single probability is covered badly.
    held = coverage(draws, np.linspace(0.005, 0.995, 199))
    assert held.mean() == pytest.approx(0.95, abs=0.005)
    assert held[19:-19].min() > 0.91


def test_coverage_in_real_draws() -> None:
    repeats, draws = 4000, 500
    for key, p in enumerate((0.05, 0.3, 0.5, 0.9)):
        counts = stream(7, key).binomial(draws, p, size=repeats)
        intervals = (wilson_interval(k / draws, draws) for k in counts)
        held = sum(low <= p <= high for low, high in intervals)
        expected = coverage(draws, np.array([p]))[0]
        assert held / repeats == pytest.approx(expected, abs=4 * sqrt(0.05 * 0.95 / repeats))


# --- streams ------------------------------------------------------------------------


@given(st.integers(0, 2**64), st.lists(st.integers(0, 2**31), max_size=3))
def test_the_same_seed_and_key_give_the_same_numbers(seed: int, key: list[int]) -> None:
    assert (stream(seed, *key).random(5) == stream(seed, *key).random(5)).all()


KEYS = [(), (0,), (1,), (2,), (0, 0), (0, 1), (1, 0), (1, 1), (12,), (1, 2), (0, 0, 0)]


def test_streams_with_different_keys_or_seeds_are_uncorrelated() -> None:
    size = 20_000
    drawn = np.array(
        [stream(seed, *key).standard_normal(size) for seed in (0, 1, 2) for key in KEYS]
    )
    correlations = np.corrcoef(drawn)[np.triu_indices(len(drawn), k=1)]
    assert np.abs(correlations).max() < 5 / sqrt(size)


def test_a_stream_does_not_touch_the_global_one() -> None:
    before = np.random.get_state()[1].copy()  # noqa: NPY002 - the legacy state is the point
    stream(1, 2).random(10)
    assert (np.random.get_state()[1] == before).all()  # noqa: NPY002
