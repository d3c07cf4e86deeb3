"""Bargaining solutions at the edges: losses, nothing to gain, ties, batches."""

from __future__ import annotations

import numpy as np
import pytest

from zopa.outcomes.solutions import (
    SOLUTIONS,
    egalitarian,
    individually_rational,
    kalai_smorodinsky,
    nash,
    utilitarian,
    winners,
)


@pytest.mark.parametrize("name", SOLUTIONS)
def test_nothing_wins_where_somebody_always_loses(name: str):
    points = np.array([[-2.0, -3.0], [5.0, -1.0], [-1.0, 5.0]])
    assert winners(SOLUTIONS[name], points, np.zeros(2)).tolist() == []


@pytest.mark.parametrize("name", SOLUTIONS)
def test_no_points(name: str):
    assert winners(SOLUTIONS[name], np.empty((0, 3)), np.zeros(3)).tolist() == []


def test_two_losses_are_no_gain():
    points = np.array([[-3.0, -3.0], [1.0, 1.0]])
    assert winners(nash, points, np.zeros(2)).tolist() == [1]


def test_nash_where_not_all_can_gain():
    # Three parties; no point gives more than two of them anything.
    points = np.array([[9.0, 0, 0], [2.0, 3, 0], [3.0, 2.1, 0], [0, 1, 1], [0, 1, 1.5], [0, 0, 0]])
    # One winner for each largest set of gainers: scaling a party's utility must not change it.
    assert winners(nash, points, np.zeros(3)).tolist() == [2, 4]
    assert winners(nash, points * [1, 1, 100], np.zeros(3)).tolist() == [2, 4]


@pytest.mark.parametrize("name", ["nash", "kalai_smorodinsky", "egalitarian"])
def test_nothing_to_gain_leaves_every_point_as_good_as_no_deal(name: str):
    points = np.array([[0.5, 0.5], [0.5, 0.5], [0.4, 0.5]])
    assert winners(SOLUTIONS[name], points, np.array([0.5, 0.5])).tolist() == [0, 1]


def test_a_party_with_nothing_to_gain_does_not_count():
    points = np.array([[1.0, 0.2, 0.6], [1.0, 0.5, 0.4], [1.0, 0.6, 0.1]])
    reservation = np.array([1.0, 0.0, 0.0])
    assert winners(kalai_smorodinsky, points, reservation).tolist() == [1]


def test_equal_smallest_shares_are_told_apart_by_the_next():
    points = np.array([[1.0, 1.0, 5.0], [1.0, 2.0, 1.0], [1.0, 3.0, 2.0], [1.0, 2.0, 3.0]])
    assert winners(egalitarian, points, np.zeros(3)).tolist() == [2, 3]


def test_reservation_reached_to_rounding():
    points = np.array([[0.1 + 0.2, 1.0]])
    assert individually_rational(points, np.array([0.3 + 5e-10, 0.0])).tolist() == [True]
    assert individually_rational(points, np.array([0.3 + 5e-8, 0.0])).tolist() == [False]


def test_utilitarian_ignores_how_much_no_deal_is_worth_beyond_who_refuses():
    points = np.array([[0.9, 0.3], [0.5, 0.6], [1.5, 0.0]])
    assert winners(utilitarian, points, np.array([0.2, 0.1])).tolist() == [0]


@pytest.mark.parametrize("name", SOLUTIONS)
@pytest.mark.parametrize("parties", [1, 2, 3])
def test_a_batch_is_as_one_by_one(name: str, parties: int):
    rng = np.random.default_rng(4)
    utilities = rng.integers(-1, 4, (40, 12, parties)).astype(float)
    reservation = rng.integers(0, 3, (40, parties)).astype(float)
    together = SOLUTIONS[name](utilities, reservation)
    assert together.shape == (40, 12)
    for draw in range(40):
        alone = SOLUTIONS[name](utilities[draw], reservation[draw])
        assert together[draw].tolist() == alone.tolist()
    same_points = SOLUTIONS[name](utilities[:1], reservation)
    assert same_points.shape == (40, 12)
