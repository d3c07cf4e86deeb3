"""M. A. Perles and M. Maschler (1981), The Super-Additive Solution for the Nash Bargaining Game,
International Journal of Game Theory 10, 163–193; N. Anbarci and J. P. Bigelow (1994), The Area
Monotonic Solution to the Cooperative Bargaining Problem, Mathematical Social Sciences 28, 133–142.

Closed forms on sets with a known boundary: a straight line, a circle, a parabola. Curves are
represented by points that lie densely on them.
"""

from __future__ import annotations

import numpy as np
import pytest

from zopa.outcomes.solutions import equal_area, perles_maschler

ORIGIN = np.zeros(2)
X = np.linspace(0, 1, 2001)
both = pytest.mark.parametrize("solution", [equal_area, perles_maschler])


@both
def test_the_middle_of_a_line(solution):
    result = solution(np.array([[0.0, 3.0], [5.0, 0.0]]), ORIGIN)
    assert result.utilities == (2.5, 1.5)


@both
def test_the_diagonal_of_a_circle(solution):
    angle = X * np.pi / 2
    circle = np.column_stack([np.sin(angle), np.cos(angle)])
    assert solution(circle, ORIGIN).utilities == pytest.approx((0.5**0.5, 0.5**0.5), abs=1e-6)


def test_a_parabola():
    # y = 1 - x²: sqrt(-dx dy) = sqrt(2x) dx, whose integral is in proportion to x^(3/2).
    parabola = np.column_stack([X, 1 - X**2])
    x = 0.5 ** (2 / 3)
    assert perles_maschler(parabola, ORIGIN).utilities == pytest.approx((x, 1 - x**2), abs=1e-6)
    # The area above the line to (x, 1 - x²) is x/2 + x³/6, of 2/3 in all: x³ + 3x = 2.
    roots = np.roots([1, 0, 3, -2])
    x = float(roots[np.isreal(roots)].real[0])
    assert equal_area(parabola, ORIGIN).utilities == pytest.approx((x, 1 - x**2), abs=1e-6)


def test_two_segments_by_hand():
    corners = np.array([[0.0, 1.0], [0.75, 0.75], [1.0, 0.0]])  # symmetric
    for solution in (equal_area, perles_maschler):
        assert solution(corners, ORIGIN).utilities == pytest.approx((0.75, 0.75))
    corners = np.array([[0.0, 4.0], [4.0, 3.0], [5.0, 0.0]])
    # sqrt(4·1) = 2 and sqrt(1·3): the middle lies (2 + sqrt 3) / 4 along the first segment
    share = (2 + 3**0.5) / 4
    assert perles_maschler(corners, ORIGIN).utilities == pytest.approx((4 * share, 4 - share))
    # areas of 8 and 15/2: the middle of 31/2 lies 31/32 along the first
    share = 31 / 32
    assert equal_area(corners, ORIGIN).utilities == pytest.approx((4 * share, 4 - share))


def test_a_flat_boundary_counts_for_nothing_but_its_area():
    # Everything below (1, 1): both stay there. With (2, 0) too, conceding begins at (1, 1).
    assert perles_maschler(np.array([[1.0, 1.0]]), ORIGIN).utilities == (1, 1)
    points = np.array([[1.0, 1.0], [2.0, 0.0]])
    assert perles_maschler(points, ORIGIN).utilities == pytest.approx((1.5, 0.5))
    # areas of 1/2 above (1, 1) and of 1 below; 3/4 is a quarter of the way along
    assert equal_area(points, ORIGIN).utilities == pytest.approx((1.25, 0.75))
