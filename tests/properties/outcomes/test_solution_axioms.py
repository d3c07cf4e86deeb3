"""The axioms that characterise the bargaining solutions, where they hold on finite sets."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zopa.outcomes.solutions import (
    SOLUTIONS,
    egalitarian,
    individually_rational,
    kalai_smorodinsky,
    nash,
    utilitarian,
    winners,
)

UNIT = st.integers(-4, 12).map(lambda n: n / 4)


@st.composite
def bargains(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Points `(n, parties)` in quarters, so that ties are common, and reservation values."""
    parties = draw(st.integers(1, 4))
    rows = st.lists(UNIT, min_size=parties, max_size=parties)
    points = draw(st.lists(rows, min_size=1, max_size=14))
    reservation = [n / 4 for n in draw(st.lists(st.integers(-4, 4), min_size=parties, max_size=4))]
    return np.array(points), np.array(reservation[:parties])


@st.composite
def agreeable(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """As `bargains`, and no party refuses the first point."""
    points, reservation = draw(bargains())
    return points, np.minimum(points[0], reservation)


every_solution = pytest.mark.parametrize("solution", SOLUTIONS.values(), ids=SOLUTIONS)


def dominated(point: np.ndarray, points: np.ndarray) -> bool:
    return bool(((points >= point).all(axis=1) & (points > point).any(axis=1)).any())


@every_solution
@given(bargains())
@settings(max_examples=60)
def test_winners_exist_are_rational_and_strictly_efficient(solution, bargain):
    points, reservation = bargain
    won = winners(solution, points, reservation)
    rational = individually_rational(points, reservation)
    assert bool(won.size) == bool(rational.any())
    assert rational[won].all()
    assert not any(dominated(points[w], points) for w in won)


@every_solution
@given(bargains(), st.data())
@settings(max_examples=40)
def test_names_of_parties_and_order_of_points_do_not_matter(solution, bargain, data):
    points, reservation = bargain
    parties = data.draw(st.permutations(range(points.shape[1])))
    order = data.draw(st.permutations(range(len(points))))
    won = solution(points, reservation)
    renamed = solution(points[order][:, parties], reservation[parties])
    assert renamed.tolist() == won[order].tolist()


@every_solution
@given(bargains())
@settings(max_examples=40)
def test_a_symmetric_set_has_symmetric_winners(solution, bargain):
    points, reservation = bargain
    reservation = np.full_like(reservation, reservation[0])
    points = np.concatenate([points, points[:, ::-1]])
    won = {tuple(row) for row in points[winners(solution, points, reservation)].tolist()}
    assert won == {row[::-1] for row in won}


@pytest.mark.parametrize("solution", [nash, kalai_smorodinsky], ids=["nash", "kalai_smorodinsky"])
@given(bargains(), st.data())
@settings(max_examples=80)
def test_units_of_utility_do_not_matter(solution, bargain, data):
    points, reservation = bargain
    some = st.lists(st.integers(1, 400), min_size=points.shape[1], max_size=points.shape[1])
    scale = np.array(data.draw(some)) / 40
    shift = np.array(data.draw(some)) / 40 - 5
    won = winners(solution, points, reservation)
    again = winners(solution, points * scale + shift, reservation * scale + shift)
    assert again.tolist() == won.tolist()


@pytest.mark.parametrize("solution", [egalitarian, utilitarian], ids=["egalitarian", "utilitarian"])
@given(bargains(), st.integers(1, 400), st.integers(-20, 20))
@settings(max_examples=40)
def test_a_common_unit_and_zero_do_not_matter(solution, bargain, scale, shift):
    points, reservation = bargain
    scale /= 40
    won = winners(solution, points, reservation)
    again = winners(solution, points * scale + shift, reservation * scale + shift)
    assert again.tolist() == won.tolist()


@pytest.mark.parametrize(
    "solution", [nash, egalitarian, utilitarian], ids=["nash", "egalitarian", "utilitarian"]
)
@given(agreeable(), st.data())
@settings(max_examples=80)
def test_irrelevant_alternatives_do_not_matter(solution, bargain, data):
    """Arrow's form for sets of winners: those that are still there win, and nothing else."""
    points, reservation = bargain
    won = winners(solution, points, reservation)
    left = sorted(
        data.draw(st.sets(st.sampled_from(range(len(points))))) | {data.draw(st.sampled_from(won))}
    )
    again = np.array(left)[winners(solution, points[left], reservation)]
    assert again.tolist() == sorted(set(won.tolist()) & set(left))


@given(agreeable(), st.data())
@settings(max_examples=80)
def test_kalai_smorodinsky_is_independent_while_the_ideal_stays(bargain, data):
    points, reservation = bargain
    rational = individually_rational(points, reservation)
    won = winners(kalai_smorodinsky, points, reservation)
    ideal = points[rational].max(axis=0)
    at_best = rational[:, None] & (points == ideal)
    best = set(at_best.argmax(axis=0).tolist())
    drawn = data.draw(st.sets(st.sampled_from(range(len(points)))))
    left = sorted(drawn | best | {int(won[0])})
    again = np.array(left)[winners(kalai_smorodinsky, points[left], reservation)]
    assert again.tolist() == sorted(set(won.tolist()) & set(left))


@given(agreeable(), st.data())
@settings(max_examples=80)
def test_more_to_choose_from_never_lowers_the_smallest_egalitarian_gain(bargain, data):
    points, reservation = bargain
    rows = st.lists(UNIT, min_size=points.shape[1], max_size=points.shape[1])
    more = np.array(data.draw(st.lists(rows, min_size=1, max_size=14)))
    won = winners(egalitarian, points, reservation)
    larger = np.concatenate([points, more])
    then = winners(egalitarian, larger, reservation)
    before = sorted((points[won[0]] - reservation).tolist())
    after = sorted((larger[then[0]] - reservation).tolist())
    assert after >= before  # lexicographically


@given(st.lists(st.integers(1, 40), min_size=3, max_size=3), st.integers(1, 39))
@settings(max_examples=40)
def test_kalai_smorodinsky_individual_monotonicity(heights, extra):
    """Two parties, fine grids of concave frontiers with the same best for the first party: if
    the second can get more at every demand of the first, it gets no less, up to the grid."""
    x = np.linspace(0, 1, 801)
    knots = np.linspace(0, 1, 4)
    drops = np.sort(heights) / 40  # concave: falls ever faster
    low = np.concatenate([np.cumsum(drops[::-1])[::-1], [0.0]])
    high = low * (1 + extra / 40)
    small = np.column_stack([x, np.interp(x, knots, low)])
    large = np.column_stack([x, np.interp(x, knots, high)])
    before = small[winners(kalai_smorodinsky, small, np.zeros(2))]
    after = large[winners(kalai_smorodinsky, large, np.zeros(2))]
    # The steepest slope is 3 drops[-1], so a step of the grid moves it by so much at most.
    assert after[:, 1].max() >= before[:, 1].min() - 2 * 3 * drops[-1] * (1 + extra / 40) / 800
