"""Distances to the frontier and joint gains: batches, points on and above it, wrong shapes."""

from __future__ import annotations

import numpy as np
import pytest

from zopa.outcomes.solutions import distance_to_frontier, joint_gains

FRONTIER = np.array([[1.0, 0.0], [0.8, 0.6], [0.0, 1.0]])


def test_on_the_frontier():
    on = distance_to_frontier(FRONTIER, FRONTIER)
    assert on.gain.tolist() == [0, 0, 0]
    assert on.distance.tolist() == [0, 0, 0]
    assert on.nearest.tolist() == on.gainful.tolist() == [0, 1, 2]
    assert not joint_gains(FRONTIER, FRONTIER).dominating.any()
    assert not joint_gains(FRONTIER, FRONTIER).most.any()


def test_where_only_one_can_gain():
    below = distance_to_frontier(np.array([0.8, 0.5]), FRONTIER)
    assert float(below.gain) == 0
    assert float(below.distance) == pytest.approx(0.1)
    gains = joint_gains(np.array([0.8, 0.5]), FRONTIER)
    assert gains.dominating.tolist() == [False, True, False]
    assert gains.most == pytest.approx([0, 0.1])


def test_above_the_frontier_the_least_that_it_must_cost():
    above = distance_to_frontier(np.array([0.9, 0.65]), FRONTIER)
    assert float(above.gain) == pytest.approx(-0.1)
    assert int(above.gainful) == 1


def test_a_difference_of_rounding_is_none():
    same = joint_gains(np.array([0.1 + 0.2, 1.0]), np.array([[0.3, 1.0]]))
    assert not same.dominating.any()
    assert joint_gains(np.array([0.3, 1.0]), np.array([[0.1 + 0.2, 1.2]])).dominating.all()


def test_shapes_broadcast():
    rng = np.random.default_rng(1)
    points, frontiers = rng.random((6, 3)), rng.random((6, 9, 3))
    together, gains = distance_to_frontier(points, frontiers), joint_gains(points, frontiers)
    assert together.gain.shape == together.nearest.shape == (6,)
    assert gains.dominating.shape == (6, 9)
    assert gains.most.shape == (6, 3)
    for i in range(6):
        alone = distance_to_frontier(points[i], frontiers[i])
        assert float(alone.gain) == together.gain[i]
        assert float(alone.distance) == together.distance[i]
        assert joint_gains(points[i], frontiers[i]).most.tolist() == gains.most[i].tolist()
    assert distance_to_frontier(points, frontiers[0]).distance.shape == (6,)
    assert joint_gains(points[0], frontiers).most.shape == (6, 3)


def test_an_empty_frontier():
    empty = np.empty((0, 2))
    assert joint_gains(np.zeros(2), empty).most.tolist() == [0, 0]
    with pytest.raises(ValueError, match="no points"):
        distance_to_frontier(np.zeros(2), empty)


@pytest.mark.parametrize("function", [distance_to_frontier, joint_gains])
def test_other_parties(function):
    with pytest.raises(ValueError, match="parties"):
        function(np.zeros(3), FRONTIER)
