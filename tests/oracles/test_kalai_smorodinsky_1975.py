"""E. Kalai and M. Smorodinsky (1975), Other Solutions to Nash's Bargaining Problem,
Econometrica 43(3), 513–518.

Their case against Nash's solution: the second set holds the first, and whatever the first
player demands, the second could get more; yet Nash's solution gives him less. (The numbers can
be checked by hand and are those usually quoted for it.) Convex sets are represented by a fine
grid of points on their frontiers.
"""

from __future__ import annotations

import numpy as np
import pytest

from zopa.outcomes.solutions import kalai_smorodinsky, nash, winners

ORIGIN = np.zeros(2)
GRID = 3900


def frontier_through(*corners: tuple[float, float]) -> np.ndarray:
    x = np.linspace(0, 1, GRID + 1)
    return np.column_stack([x, np.interp(x, *np.array(corners).T)])


SMALL = frontier_through((0, 1), (0.75, 0.75), (1, 0))
LARGE = frontier_through((0, 1), (1, 0.7))


def test_the_second_player_could_get_more_throughout():
    assert (LARGE[1:, 1] > SMALL[1:, 1]).all()


def test_nash_gives_the_second_player_less():
    assert SMALL[winners(nash, SMALL, ORIGIN)] == pytest.approx(np.array([[0.75, 0.75]]))
    assert LARGE[winners(nash, LARGE, ORIGIN)] == pytest.approx(np.array([[1.0, 0.7]]))


def test_kalai_smorodinsky_gives_both_more():
    small = SMALL[winners(kalai_smorodinsky, SMALL, ORIGIN)]
    large = LARGE[winners(kalai_smorodinsky, LARGE, ORIGIN)]
    assert small == pytest.approx(np.array([[0.75, 0.75]]))
    assert large == pytest.approx(np.array([[10 / 13, 10 / 13]]))
