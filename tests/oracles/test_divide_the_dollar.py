"""Dividing a dollar: what each solution gives has a closed form in every textbook.

The effect of risk aversion on Nash's solution: A. E. Roth (1979), Axiomatic Models of
Bargaining, Springer; M. J. Osborne and A. Rubinstein (1990), Bargaining and Markets, Academic
Press, chapter 2.
"""

from __future__ import annotations

import numpy as np
import pytest

from zopa.outcomes.solutions import (
    SOLUTIONS,
    egalitarian,
    kalai_smorodinsky,
    nash,
    utilitarian,
    winners,
)

ORIGIN = np.zeros(2)
SHARE = np.linspace(0, 1, 1201)


def shares(solution, first: np.ndarray, second: np.ndarray, reservation=ORIGIN) -> list[float]:
    """What the first party gets of the dollar."""
    return SHARE[winners(solution, np.column_stack([first, second]), reservation)].tolist()


def test_equal_parties_split_equally():
    for name in ("nash", "kalai_smorodinsky", "egalitarian"):
        assert shares(SOLUTIONS[name], SHARE, 1 - SHARE) == pytest.approx([0.5]), name
    # Every division has the same sum, and all of them win.
    assert len(shares(utilitarian, SHARE, 1 - SHARE)) == len(SHARE)


def test_only_egalitarian_and_utilitarian_compare_between_parties():
    assert shares(nash, SHARE, 2 * (1 - SHARE)) == pytest.approx([1 / 2])
    assert shares(kalai_smorodinsky, SHARE, 2 * (1 - SHARE)) == pytest.approx([1 / 2])
    assert shares(egalitarian, SHARE, 2 * (1 - SHARE)) == pytest.approx([2 / 3])
    assert shares(utilitarian, SHARE, 2 * (1 - SHARE)) == pytest.approx([0])


def test_the_risk_averse_party_gets_less():
    # max sqrt(x) (1 - x): x = 1/3. sqrt(x) = 1 - x: x = (3 - sqrt 5) / 2. 1 / (2 sqrt x) = 1: 1/4.
    first, second = np.sqrt(SHARE), 1 - SHARE
    step = SHARE[1]
    assert shares(nash, first, second) == pytest.approx([1 / 3])
    assert shares(kalai_smorodinsky, first, second) == pytest.approx([(3 - 5**0.5) / 2], abs=step)
    assert shares(egalitarian, first, second) == pytest.approx([(3 - 5**0.5) / 2], abs=step)
    assert shares(utilitarian, first, second) == pytest.approx([1 / 4])


def test_a_better_no_deal_alternative_is_worth_half_of_itself():
    reservation = np.array([0.3, 0.0])
    for name in ("nash", "egalitarian", "kalai_smorodinsky"):
        assert shares(SOLUTIONS[name], SHARE, 1 - SHARE, reservation) == pytest.approx([0.65]), name


def test_three_parties_split_in_thirds():
    cents = np.array([(a, b, 60 - a - b) for a in range(61) for b in range(61 - a)]) / 60
    for name in ("nash", "kalai_smorodinsky", "egalitarian"):
        won = winners(SOLUTIONS[name], cents, np.zeros(3))
        assert cents[won].tolist() == [pytest.approx([1 / 3, 1 / 3, 1 / 3])], name
