"""Bargaining powers at the edges: none, tiny, of the wrong number; discounts of 0 and 1."""

from __future__ import annotations

import numpy as np
import pytest

from zopa.outcomes.solutions import (
    SOLUTIONS,
    asymmetric_nash,
    minimal_regret,
    nash,
    rubinstein_powers,
    rubinstein_shares,
    winners,
)


def test_a_party_without_power_only_refuses():
    points = np.array([[9.0, -1.0], [5.0, 0.0], [4.0, 7.0]])
    assert winners(asymmetric_nash([1, 0]), points, np.zeros(2)).tolist() == [1]
    assert winners(asymmetric_nash([0, 1]), points, np.zeros(2)).tolist() == [2]


def test_of_tied_outcomes_a_dominated_one_does_not_win():
    points = np.array([[5.0, 1.0, 2.0], [5.0, 2.0, 1.0], [5.0, 1.0, 1.0], [5.0, 1.0, 2.0]])
    assert winners(asymmetric_nash([1, 0, 0]), points, np.zeros(3)).tolist() == [0, 1, 3]
    assert winners(asymmetric_nash([1, 1e-12, 1e-12]), points, np.zeros(3)).tolist() == [0, 1, 3]
    assert winners(asymmetric_nash([1, 1e-320, 0]), points, np.zeros(3)).tolist() == [0, 1, 3]


def test_three_that_lose_a_rounding_to_each_other_do_not_cancel_out():
    steps = 0.8e-9 * np.array([[0.0, 1.0, 2.0], [2.0, 0.0, 1.0], [1.0, 2.0, 0.0]])
    points = np.column_stack([np.ones(3), 1 + steps])
    assert winners(asymmetric_nash([1, 0, 0, 0]), points, np.zeros(4)).size


def test_each_largest_set_of_gainers_has_its_own_winner():
    points = np.array([[9.0, 0, 0], [2.0, 3, 0], [3.0, 2.1, 0], [0, 1, 1], [0, 1, 1.5], [0, 0, 0]])
    assert winners(asymmetric_nash([1, 9, 1]), points, np.zeros(3)).tolist() == [1, 4]
    # Only the parties with power are asked whether they gain.
    assert winners(asymmetric_nash([1, 0, 0]), points, np.zeros(3)).tolist() == [0]


@pytest.mark.parametrize("parties", [1, 2, 3])
def test_a_batch_is_as_one_by_one(parties: int):
    rng = np.random.default_rng(5)
    utilities = rng.integers(-1, 4, (40, 12, parties)).astype(float)
    reservation = rng.integers(0, 3, (40, parties)).astype(float)
    for solution in (asymmetric_nash([1, 2, 0][:parties]), minimal_regret):
        together = solution(utilities, reservation)
        assert together.shape == (40, 12)
        for draw in range(40):
            assert together[draw].tolist() == solution(utilities[draw], reservation[draw]).tolist()
        assert solution(utilities[:1], reservation).shape == (40, 12)


@pytest.mark.parametrize("solution", [asymmetric_nash([2, 1, 0]), minimal_regret])
def test_nobody_can_win(solution):
    assert winners(solution, np.empty((0, 3)), np.zeros(3)).tolist() == []
    assert winners(solution, np.array([[-1.0, 2.0, 2.0]]), np.zeros(3)).tolist() == []


@pytest.mark.parametrize("powers", [[], [1, -1], [0, 0], [1, np.nan], [1, np.inf], [[1, 1]]])
def test_powers_that_are_none(powers):
    with pytest.raises(ValueError, match="power"):
        asymmetric_nash(powers)


def test_powers_of_other_parties():
    with pytest.raises(ValueError, match="2 powers do not fit utilities of 3 parties"):
        asymmetric_nash([1, 2])(np.ones((4, 3)), np.zeros(3))


def test_the_brief_has_four_solutions():
    assert list(SOLUTIONS) == ["nash", "kalai_smorodinsky", "egalitarian", "utilitarian"]
    assert SOLUTIONS["nash"] is nash


def test_who_does_not_care_about_time_has_all_the_power():
    assert rubinstein_powers([0.9, 1.0, 0.0]).tolist() == [0, 1, 0]
    assert rubinstein_powers([0.9, 0.9, 0.0]).tolist() == [0.5, 0.5, 0]
    assert rubinstein_powers([0.0, 0.5]).tolist() == [0, 1]
    assert rubinstein_powers([1.0]).tolist() == [1]
    almost = np.nextafter(1.0, 0.0)
    assert rubinstein_powers([almost, almost, 0.5]) == pytest.approx([0.5, 0.5, 0])


@pytest.mark.parametrize(
    ("discounts", "words"),
    [
        ([1, 1, 0.5], "at most one"),
        ([0, 0], "first gets everything"),
        ([0.5, 1.1], "between 0 and 1"),
        ([0.5, -0.1], "between 0 and 1"),
        ([0.5, np.nan], "between 0 and 1"),
        ([], "for each party"),
    ],
)
def test_discounts_that_settle_nothing(discounts, words):
    with pytest.raises(ValueError, match=words):
        rubinstein_powers(discounts)


def test_shares_at_the_edges():
    assert rubinstein_shares([0, 0]).tolist() == [1, 0]
    assert rubinstein_shares([0, 1]).tolist() == [0, 1]
    assert rubinstein_shares([1, 0.5]).tolist() == [1, 0]
    with pytest.raises(ValueError, match="every division"):
        rubinstein_shares([1, 1])
    with pytest.raises(ValueError, match="not 3"):
        rubinstein_shares([0.5, 0.5, 0.5])
