"""Solutions with lotteries at the edges: nothing to gain, one outcome, outcomes that lose."""

from __future__ import annotations

import numpy as np
import pytest

from zopa.outcomes.solutions import Lottery, equal_area, perles_maschler

both = pytest.mark.parametrize("solution", [equal_area, perles_maschler])
ORIGIN = np.zeros(2)


@both
def test_no_agreement_where_nothing_else_is_possible(solution):
    nothing = Lottery((0.5, 0.25), (), ())
    disagreement = np.array([0.5, 0.25])
    assert solution(np.empty((0, 2)), disagreement) == nothing
    assert solution(np.array([[0.4, 0.2], [0.3, 0.9]]), disagreement) == nothing
    assert solution(np.array([[0.4, 0.9], [0.9, 0.1]]), np.array([0.9, 0.9])).outcomes == ()


@both
def test_one_outcome(solution):
    assert solution(np.array([[1.0, 3.0]]), ORIGIN) == Lottery((1.0, 3.0), (0,), (1.0,))
    assert solution(np.array([[0.0, 3.0]]), ORIGIN) == Lottery((0.0, 3.0), (0,), (1.0,))
    # as good as no agreement, and an outcome
    assert solution(np.array([[0.0, 0.0]]), ORIGIN) == Lottery((0.0, 0.0), (0,), (1.0,))


@both
def test_of_equal_outcomes_the_first(solution):
    points = np.array([[0.2, 0.2], [1.0, 3.0], [1.0, 2.0], [1.0, 3.0]])
    assert solution(points, ORIGIN) == Lottery((1.0, 3.0), (1,), (1.0,))


@both
def test_points_between_two_others_are_not_needed(solution):
    points = np.array([[0.0, 4.0], [1.0, 3.0], [3.0, 1.0], [4.0, 0.0], [2.0, 1.5]])
    assert solution(points, ORIGIN) == Lottery((2.0, 2.0), (0, 3), (0.5, 0.5))


@both
def test_outcomes_that_a_party_would_refuse_can_stand_in_a_lottery(solution):
    points = np.array([[-2.0, 4.0], [4.0, -2.0]])
    assert solution(points, ORIGIN) == Lottery((1.0, 1.0), (0, 1), (0.5, 0.5))
    lottery = solution(np.array([[-1.0, 3.0], [1.0, 1.0]]), ORIGIN)
    # The boundary begins at (0, 2); what lies beyond does not count.
    assert lottery.outcomes == (0, 1)
    further = solution(np.array([[-5.0, 7.0], [1.0, 1.0]]), ORIGIN)
    assert further.utilities == pytest.approx(lottery.utilities)


@both
def test_a_boundary_through_no_agreement(solution):
    lottery = solution(np.array([[-1.0, 1.0], [2.0, -2.0]]), ORIGIN)
    assert lottery.utilities == pytest.approx((0.0, 0.0))
    below = solution(np.array([[-1.0, 1.0], [1.0, -3.0]]), ORIGIN)
    assert below == Lottery((0.0, 0.0), (), ())


@both
def test_reservation_reached_to_rounding(solution):
    points = np.array([[0.1 + 0.2, 1.0]])
    assert solution(points, np.array([0.3 + 5e-10, 0.0])).outcomes == (0,)
    assert solution(points, np.array([0.3 + 5e-8, 0.0])).outcomes == ()


@both
@pytest.mark.parametrize(
    ("utilities", "reservation"),
    [
        (np.ones((3, 3)), np.zeros(3)),
        (np.ones((3, 1)), np.zeros(1)),
        (np.ones((3, 2)), np.zeros(3)),
        (np.ones((2, 3, 2)), np.zeros((2, 2))),
    ],
)
def test_other_than_two_parties(solution, utilities, reservation):
    with pytest.raises(ValueError, match="two parties"):
        solution(utilities, reservation)


@both
def test_not_finite(solution):
    with pytest.raises(ValueError, match="finite"):
        solution(np.array([[1.0, np.nan]]), ORIGIN)
