"""Equal area and Perles–Maschler: their axioms and definitions on drawn sets of points."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zopa.outcomes.solutions import equal_area, perles_maschler

WHOLE = st.integers(-8, 24)
both = pytest.mark.parametrize("solution", [equal_area, perles_maschler])
ORIGIN = np.zeros(2)


@st.composite
def bargains(draw: st.DrawFn, least: int = -8) -> np.ndarray:
    """Points `(n, 2)`; no party refuses the first one."""
    whole = st.integers(least, 24)
    first = draw(st.tuples(st.integers(0, 24), st.integers(0, 24)))
    more = draw(st.lists(st.tuples(whole, whole), max_size=8))
    return np.array([first, *more], dtype=float)


def height(points: np.ndarray, x: np.ndarray) -> np.ndarray:
    """The most that the second party can have where the first has at least x, by brute force."""
    points = np.concatenate([points, np.zeros((1, 2))])
    best = np.full(len(x), -np.inf)
    for a in points:
        for b in points:
            # of the lotteries over a and b, the best for the second that gives the first x
            with np.errstate(divide="ignore", invalid="ignore"):
                share = np.clip((x - a[0]) / (b[0] - a[0]), 0, 1) if a[0] != b[0] else 0.0 * x
            for s in (share, np.zeros_like(x)):
                reached = a[0] + s * (b[0] - a[0]) >= x - 1e-9
                best = np.where(reached, np.maximum(best, a[1] + s * (b[1] - a[1])), best)
    return best


@both
@given(bargains())
@settings(max_examples=40)
def test_the_lottery_reaches_an_efficient_point_that_nobody_refuses(solution, points):
    result = solution(points, ORIGIN)
    assert len(result.outcomes) <= 2
    reached = np.array(result.probabilities) @ points[list(result.outcomes)].reshape(-1, 2)
    assert reached == pytest.approx(np.array(result.utilities), abs=1e-9)
    assert sum(result.probabilities) == pytest.approx(1)
    x, y = result.utilities
    assert min(x, y) >= -1e-9
    assert y == pytest.approx(float(height(points, np.array([x]))[0]), abs=1e-6)
    assert x == pytest.approx(float(height(points[:, ::-1], np.array([y]))[0]), abs=1e-6)


@both
@given(bargains(), st.tuples(st.integers(1, 80), st.integers(1, 80)), st.tuples(WHOLE, WHOLE))
@settings(max_examples=40)
def test_units_zeros_and_names_do_not_matter(solution, points, scale, shift):
    scale, shift = np.array(scale) / 8, np.array(shift) / 8
    before = np.array(solution(points, ORIGIN).utilities)
    after = solution(points * scale + shift, shift).utilities
    assert after == pytest.approx(before * scale + shift, abs=1e-7)
    renamed = solution(points[::-1, ::-1], ORIGIN).utilities
    assert renamed == pytest.approx(before[::-1], abs=1e-7)


@both
@given(bargains())
@settings(max_examples=25)
def test_a_symmetric_set_has_a_symmetric_solution(solution, points):
    x, y = solution(np.concatenate([points, points[:, ::-1]]), ORIGIN).utilities
    assert x == pytest.approx(y, abs=1e-7)


@given(bargains(0), bargains(0))
@settings(max_examples=80)
def test_perles_maschler_is_superadditive(one, two):
    """Where no outcome is refused, as in the paper: otherwise two together allow more trades."""
    together = (one[:, None, :] + two[None, :, :]).reshape(-1, 2)
    # agreeing on one and not on the other is possible as well
    every = np.concatenate([together, one, two])
    apart = np.add(perles_maschler(one, ORIGIN).utilities, perles_maschler(two, ORIGIN).utilities)
    assert (np.array(perles_maschler(every, ORIGIN).utilities) >= apart - 1e-7).all()


@given(bargains())
@settings(max_examples=25)
def test_perles_maschler_halves_the_integral(points):
    x, _ = perles_maschler(points, ORIGIN).utilities
    widest = float(height(points[:, ::-1], np.zeros(1))[0])

    def integral(start: float, end: float) -> float:
        grid = np.linspace(start, end, 2001)
        return float(np.sqrt(np.abs(np.diff(height(points, grid)) * np.diff(grid))).sum())

    # a cell with a corner in it is off by at most its own length
    assert integral(0, x) == pytest.approx(integral(x, widest), abs=0.1)


@given(bargains())
@settings(max_examples=25)
def test_equal_area_halves_the_area(points):
    x, y = equal_area(points, ORIGIN).utilities
    widest = float(height(points[:, ::-1], np.zeros(1))[0])
    left, right = np.linspace(0, x, 2001), np.linspace(x, widest, 2001)
    above = np.trapezoid(height(points, left) - y, left)
    beside = np.trapezoid(height(points, right), right)
    assert above == pytest.approx(beside, abs=0.1)
