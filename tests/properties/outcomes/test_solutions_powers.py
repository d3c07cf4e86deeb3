"""Unequal bargaining powers and regret: the axioms that hold on finite sets."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zopa.outcomes.solutions import (
    asymmetric_nash,
    individually_rational,
    kalai_smorodinsky,
    minimal_regret,
    nash,
    rubinstein_powers,
    rubinstein_shares,
    winners,
)

UNIT = st.integers(-4, 12).map(lambda n: n / 4)
POWERS = st.lists(st.integers(0, 4), min_size=4, max_size=4)


@st.composite
def bargains(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Points `(n, parties)` in quarters; no party refuses the first one."""
    parties = draw(st.integers(1, 4))
    rows = st.lists(UNIT, min_size=parties, max_size=parties)
    points = np.array(draw(st.lists(rows, min_size=1, max_size=14)))
    below = draw(st.lists(st.integers(0, 6), min_size=parties, max_size=parties))
    return points, points[0] - np.array(below) / 4


def powered(powers: list[int], points: np.ndarray):
    given_powers = np.array(powers[: points.shape[1]], dtype=float)
    return given_powers if given_powers.any() else given_powers + 1


def dominated(point: np.ndarray, points: np.ndarray) -> bool:
    return bool(((points >= point).all(axis=1) & (points > point).any(axis=1)).any())


@given(bargains(), POWERS)
@settings(max_examples=40)
def test_winners_exist_are_rational_and_strictly_efficient(bargain, powers):
    points, reservation = bargain
    rational = individually_rational(points, reservation)
    for solution in (asymmetric_nash(powered(powers, points)), minimal_regret):
        won = winners(solution, points, reservation)
        assert won.size
        assert rational[won].all()
        assert not any(dominated(points[w], points) for w in won)


@given(bargains(), st.floats(1e-3, 1e3))
@settings(max_examples=40)
def test_equal_powers_are_nash(bargain, power):
    points, reservation = bargain
    equal = asymmetric_nash([power] * points.shape[1])(points, reservation)
    assert equal.tolist() == nash(points, reservation).tolist()


@given(bargains(), POWERS, st.data())
@settings(max_examples=40)
def test_units_of_utility_and_of_power_do_not_matter(bargain, powers, data):
    points, reservation = bargain
    powers = powered(powers, points)
    some = st.lists(st.integers(1, 400), min_size=points.shape[1], max_size=points.shape[1])
    scale, shift = np.array(data.draw(some)) / 40, np.array(data.draw(some)) / 40 - 5
    won = winners(asymmetric_nash(powers), points, reservation)
    again = asymmetric_nash(powers * data.draw(st.integers(1, 9)))
    assert winners(again, points * scale + shift, reservation * scale + shift).tolist() == (
        won.tolist()
    )


@given(bargains(), POWERS, st.data())
@settings(max_examples=40)
def test_irrelevant_alternatives_do_not_matter(bargain, powers, data):
    points, reservation = bargain
    solution = asymmetric_nash(powered(powers, points))
    won = winners(solution, points, reservation)
    left = sorted(
        data.draw(st.sets(st.sampled_from(range(len(points))))) | {data.draw(st.sampled_from(won))}
    )
    again = np.array(left)[winners(solution, points[left], reservation)]
    assert again.tolist() == sorted(set(won.tolist()) & set(left))


@given(bargains(), st.lists(st.integers(1, 3), min_size=4, max_size=4), st.data())
@settings(max_examples=40)
def test_a_party_that_stands_for_many_has_the_power_of_many(bargain, members, data):
    """Kalai (1977): powers are the numbers of equal parties that each one replaces."""
    points, reservation = bargain
    members = members[: points.shape[1]]
    reservation = np.minimum(reservation, points[0] - 0.25)  # all can gain
    one_each = winners(asymmetric_nash(members), points, reservation)
    all_of_them = winners(nash, np.repeat(points, members, axis=1), np.repeat(reservation, members))
    assert one_each.tolist() == all_of_them.tolist()


@given(bargains(), st.integers(2, 8))
@settings(max_examples=40)
def test_more_power_never_hurts(bargain, factor):
    points, reservation = bargain
    reservation = np.minimum(reservation, points[0] - 0.25)
    parties = points.shape[1]
    before = points[winners(nash, points, reservation), 0]
    stronger = asymmetric_nash([factor] + [1] * (parties - 1))
    after = points[winners(stronger, points, reservation), 0]
    assert after.min() >= before.min()
    assert after.max() >= before.max()


@given(bargains(), st.data())
@settings(max_examples=40)
def test_regret_names_order_and_zeros_do_not_matter_nor_a_common_unit(bargain, data):
    points, reservation = bargain
    parties = list(data.draw(st.permutations(range(points.shape[1]))))
    order = list(data.draw(st.permutations(range(len(points)))))
    won = minimal_regret(points, reservation)
    renamed = minimal_regret(points[order][:, parties], reservation[parties])
    assert renamed.tolist() == won[order].tolist()
    shift = np.arange(points.shape[1]) - 1.5
    scale = data.draw(st.integers(1, 400)) / 40
    moved = minimal_regret(points * scale + shift, reservation * scale + shift)
    assert moved.tolist() == won.tolist()


@given(bargains(), st.data())
@settings(max_examples=40)
def test_regret_is_independent_while_the_ideal_stays(bargain, data):
    points, reservation = bargain
    rational = individually_rational(points, reservation)
    won = winners(minimal_regret, points, reservation)
    at_best = rational[:, None] & (points == points[rational].max(axis=0))
    drawn = data.draw(st.sets(st.sampled_from(range(len(points)))))
    left = sorted(drawn | set(at_best.argmax(axis=0).tolist()) | {int(won[0])})
    again = np.array(left)[winners(minimal_regret, points[left], reservation)]
    assert again.tolist() == sorted(set(won.tolist()) & set(left))


@given(bargains())
@settings(max_examples=40)
def test_regret_by_definition(bargain):
    points, reservation = bargain
    rational = np.flatnonzero(individually_rational(points, reservation))
    ideal = points[rational].max(axis=0)
    regrets = {int(i): sorted((ideal - points[i]).tolist(), reverse=True) for i in rational}
    least = min(regrets.values())
    expected = [i for i, own in regrets.items() if own == least]
    assert winners(minimal_regret, points, reservation).tolist() == expected


@given(bargains())
@settings(max_examples=40)
def test_regret_as_a_share_of_the_ideal_gain_is_kalai_and_smorodinsky(bargain):
    points, reservation = bargain
    rational = individually_rational(points, reservation)
    ideal = points[rational].max(axis=0) - reservation
    if (ideal > 0).all():
        shares = (points - reservation) / ideal
        relative = minimal_regret(shares, np.zeros(points.shape[1]))
        assert relative.tolist() == kalai_smorodinsky(points, reservation).tolist()


DISCOUNT = st.floats(0.01, 0.99)


@settings(max_examples=40)
@given(st.lists(DISCOUNT, min_size=1, max_size=5), st.floats(0.1, 10), st.data())
def test_powers_depend_neither_on_the_unit_of_time_nor_on_the_order(discounts, unit, data):
    powers = rubinstein_powers(discounts)
    assert powers.sum() == pytest.approx(1)
    assert rubinstein_powers(np.array(discounts) ** unit) == pytest.approx(powers)
    order = list(data.draw(st.permutations(range(len(discounts)))))
    assert rubinstein_powers(np.array(discounts)[order]) == pytest.approx(powers[order])
    assert (powers[np.argsort(discounts)] == np.sort(powers)).all()  # patience is power


@settings(max_examples=40)
@given(DISCOUNT, DISCOUNT)
def test_the_proposer_offers_what_waiting_is_worth(first, second):
    mine, theirs = rubinstein_shares([first, second])
    next_time = rubinstein_shares([second, first])
    assert mine + theirs == pytest.approx(1)
    assert theirs == pytest.approx(second * next_time[0])
    assert mine >= first * next_time[1]
