"""Which utilities count as lying between 0 and 1."""

from __future__ import annotations

import numpy as np
import pytest

from zopa.exchange.scenario import Profile
from zopa.exchange.unit_scale import within_unit


@pytest.mark.parametrize(
    ("worst", "best", "is_moved"),
    [
        (0.0, 1.0 + 5e-10, False),
        (-5e-10, 1.0, False),
        (0.0, 1.0 + 2e-9, True),
        (-2e-9, 1.0, True),
    ],
)
def test_a_thousand_millionth_outside_is_rounding(
    worst: float, best: float, is_moved: bool
) -> None:
    fitted = within_unit(Profile("us", (np.array([worst, best]),)))
    assert (fitted.moved_from is not None) == is_moved
