"""J. Milnor (1954), Games Against Nature, in Thrall, Coombs and Davis (eds), Decision Processes,
Wiley, 49–59.

Four acts in four states of nature, on which four criteria choose four different acts: Laplace's
the first, Wald's the second, Hurwicz's the third and Savage's minimax regret the fourth. States
are read as parties here.
"""

from __future__ import annotations

import numpy as np

from zopa.outcomes.solutions import egalitarian, minimal_regret, utilitarian, winners

ACTS = np.array([[2.0, 2, 0, 1], [1, 1, 1, 1], [0, 4, 0, 0], [1, 3, 0, 0]])
NOTHING = np.zeros(4)


def test_savage_chooses_the_fourth():
    assert winners(minimal_regret, ACTS, NOTHING).tolist() == [3]


def test_laplace_and_wald_choose_the_first_and_the_second():
    assert winners(utilitarian, ACTS, NOTHING).tolist() == [0]
    assert winners(egalitarian, ACTS, NOTHING).tolist() == [1]


def test_equal_losses_on_a_straight_frontier():
    """Chun (1988): the point where all are as far below their best, here x = (1, 2) / 3 of it."""
    share = np.linspace(0, 1, 1201)
    points = np.column_stack([share, 2 * (1 - share)])
    won = winners(minimal_regret, points, np.zeros(2))
    assert np.abs(points[won] - [1 / 3, 4 / 3]).max() < 1e-9
