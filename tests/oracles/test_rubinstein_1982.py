"""A. Rubinstein (1982), Perfect Equilibrium in a Bargaining Model, Econometrica 50(1), 97–109;
K. Binmore, A. Rubinstein and A. Wolinsky (1986), The Nash Bargaining Solution in Economic
Modelling, RAND Journal of Economics 17(2), 176–188.

The shares of two parties have a closed form; as offers come faster they go to those of Nash's
solution with the powers that the discounts give. For more parties the stationary equilibrium of
the game with turns in a fixed order is a system of linear equations.
"""

from __future__ import annotations

import numpy as np
import pytest

from zopa.outcomes.solutions import (
    asymmetric_nash,
    rubinstein_powers,
    rubinstein_shares,
    winners,
)

DISCOUNTS = [(0.9, 0.8), (0.5, 0.5), (0.99, 0.3), (0.2, 0.7), (1.0, 0.6), (0.6, 0.0)]


def test_the_published_shares():
    # equal discounts d: the first mover gets 1 / (1 + d)
    for discount in (0.0, 0.25, 0.5, 0.9, 0.999):
        assert rubinstein_shares([discount] * 2)[0] == pytest.approx(1 / (1 + discount))
    assert rubinstein_shares([0.8, 0.5]) == pytest.approx([5 / 6, 1 / 6])
    assert rubinstein_shares([0.5, 0.8]) == pytest.approx([1 / 3, 2 / 3])


@pytest.mark.parametrize("discounts", DISCOUNTS)
def test_no_party_can_do_better_by_one_step(discounts):
    """Each is indifferent between accepting and proposing next: backward induction, 4,000 steps."""
    mine, theirs = discounts
    share = 1.0
    for _ in range(4000):
        share = 1 - theirs * (1 - mine * share)
    assert rubinstein_shares(discounts) == pytest.approx([share, 1 - share], abs=1e-12)


@pytest.mark.parametrize("discounts", DISCOUNTS)
def test_fast_offers_give_the_powers_whoever_begins(discounts):
    often = np.array(discounts) ** 1e-7
    powers = rubinstein_powers(discounts)
    assert rubinstein_shares(often) == pytest.approx(powers, abs=1e-6)
    assert rubinstein_shares(often[::-1])[::-1] == pytest.approx(powers, abs=1e-6)


def stationary(discounts: np.ndarray) -> np.ndarray:
    """What each party gets when the first proposes: turns in order, all must accept."""
    n = len(discounts)
    # own[i] is what i gets as the proposer; from j's turn to i's pass (i - j) mod n offers
    steps = (np.arange(n)[None, :] - np.arange(n)[:, None]) % n
    own = np.linalg.solve(discounts[None, :] ** steps, np.ones(n))
    return discounts ** steps[0] * own


@pytest.mark.parametrize("discounts", [(0.9, 0.8), (0.9, 0.8, 0.5), (0.3, 0.99, 0.6, 0.6)])
def test_more_parties_in_a_fixed_order(discounts):
    often = np.array(discounts) ** 1e-6
    assert stationary(often) == pytest.approx(rubinstein_powers(discounts), abs=1e-5)


def test_the_equations_are_those_of_two_parties():
    for discounts in DISCOUNTS[:4]:
        assert stationary(np.array(discounts)) == pytest.approx(rubinstein_shares(discounts))


def test_nash_with_these_powers_divides_a_pie_in_proportion():
    cents = np.column_stack([np.arange(121), 120 - np.arange(121)]) / 120
    powers = rubinstein_powers([0.9, 0.81])
    won = winners(asymmetric_nash(powers), cents, np.zeros(2))
    assert cents[won].tolist() == [pytest.approx([2 / 3, 1 / 3])]
