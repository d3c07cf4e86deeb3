from __future__ import annotations

import numpy as np
import pytest

from zopa.outcomes.programs.steps import common_step


def test_points_divided_by_their_sum_have_the_step_of_a_point():
    points = np.array([78, 38, 91, 61, 85, 40])
    assert common_step(points / 1036, 1.0) == pytest.approx(1 / 1036, rel=1e-12)


def test_a_step_may_be_larger_than_one():
    assert common_step(np.array([0.0, 600.0, -900.0]), 1500.0) == pytest.approx(300.0)


def test_rounding_does_not_make_a_step():
    assert common_step(np.array([0.1 + 0.2, 0.3, 0.6]), 1.0) == pytest.approx(0.3)


def test_numbers_without_a_step():
    assert common_step(np.random.default_rng(1).normal(size=6), 5.0) is None


def test_a_step_too_fine_to_matter_is_none():
    assert common_step(np.array([1.0, 1.0 + 1e-7]), 2.0) is None


def test_nothing_but_zeros():
    assert common_step(np.zeros(3), 0.0) == 1.0
