"""Adjusted winner at the edges: ties, issues worth nothing, points that do not add up."""

from __future__ import annotations

import numpy as np
import pytest

from zopa.outcomes.solutions import adjusted_winner


def test_opposite_interests_leave_nothing_to_split():
    result = adjusted_winner([100, 0, 0], [0, 60, 40])
    assert result.won == ((0,), (1, 2))
    assert (result.split, result.points) == (None, (100, 100))


def test_the_same_interests_split_the_hundred():
    result = adjusted_winner([25, 75], [25, 75])
    assert result.points == pytest.approx((50, 50))
    assert result.shares == (1, pytest.approx(1 / 3))
    assert result.won == ((0,), ())
    assert result.split == 1


def test_one_issue_is_halved():
    assert adjusted_winner([100], [100]).shares == (0.5,)


def test_an_issue_worth_nothing_to_anybody_is_never_split():
    result = adjusted_winner([0, 50, 50], [0, 50, 50])
    assert result.split in {None, 1, 2}
    assert result.points == (50, 50)


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ([50, 40], [50, 50], "add up to 90, not 100"),
        ([50, 50], [120, -20], "at least 0"),
        ([50, np.nan], [50, 50], "at least 0"),
        ([50, 50], [50, 25, 25], "for each issue"),
        ([], [], "add up to 0"),
    ],
)
def test_points_that_are_none(first, second, words):
    with pytest.raises(ValueError, match=words):
        adjusted_winner(first, second)
