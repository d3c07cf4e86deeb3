"""Which pairs are compared unless something else is asked for."""

from __future__ import annotations

import numpy as np
import pytest

from zopa.statements.corroboration.candidates import candidate_pairs


def directions(angles: np.ndarray) -> np.ndarray:
    return np.column_stack([np.cos(angles), np.sin(angles)])


def test_the_sixteen_nearest_are_compared() -> None:
    pairs, _ = candidate_pairs(directions(np.linspace(0, 0.5, 60)))
    found = {(a, b) for a, b in pairs.tolist()}
    assert (0, 16) in found
    assert (0, 17) not in found


@pytest.mark.parametrize(("cosine", "count"), [(0.29, 0), (0.31, 1)])
def test_nothing_with_a_cosine_below_three_tenths_is(cosine: float, count: int) -> None:
    pairs, _ = candidate_pairs(directions(np.array([0.0, np.arccos(cosine)])))
    assert len(pairs) == count
