"""Adjusted winner and the frontier: fairness, efficiency, and brute force."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from zopa.outcomes.solutions import adjusted_winner, distance_to_frontier, joint_gains


@st.composite
def points(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """A hundred points each on one to six issues, often with ties and zeros."""
    issues = draw(st.integers(1, 6))
    lists = st.lists(st.integers(0, 6), min_size=issues, max_size=issues).filter(any)
    first, second = np.array(draw(lists), float), np.array(draw(lists), float)
    return first * (100 / first.sum()), second * (100 / second.sum())


@given(points())
@settings(max_examples=40)
def test_equitable_envy_free_and_at_most_one_split(pair):
    first, second = pair
    result = adjusted_winner(first, second)
    shares = np.array(result.shares)
    assert first @ shares == pytest.approx(result.points[0])
    assert second @ (1 - shares) == pytest.approx(result.points[1])
    assert result.points[0] == pytest.approx(result.points[1])
    # nobody would rather have what the other one has
    assert first @ shares >= first @ (1 - shares) - 1e-9
    assert second @ (1 - shares) >= second @ shares - 1e-9
    assert sorted((*result.won[0], *result.won[1], *[result.split] * (result.split is not None)))
    between = [i for i, share in enumerate(result.shares) if 0 < share < 1]
    assert between == ([] if result.split is None else [result.split])


@given(points())
@settings(max_examples=40)
def test_efficient_against_every_division_with_one_split(pair):
    """The frontier of divisions is spanned by those with one issue split: all of them, exactly."""
    first, second = pair
    mine, theirs = adjusted_winner(first, second).points
    for whole in product((0.0, 1.0), repeat=len(first)):
        for issue in range(len(first)):
            rest = np.array(whole)
            rest[issue] = 0.0
            others = 1 - rest
            others[issue] = 0.0
            # How much of this issue the second party can give up and still have its points,
            spare = theirs - second @ others
            if spare > second[issue] + 1e-9:
                continue
            kept = max(spare, 0.0) / second[issue] if second[issue] else 0.0
            # is then at most worth so much to the first.
            assert first @ rest + first[issue] * (1 - min(kept, 1.0)) <= mine + 1e-6


@given(points())
@settings(max_examples=40)
def test_names_of_the_parties_do_not_matter(pair):
    first, second = pair
    here, there = adjusted_winner(first, second), adjusted_winner(second, first)
    assert here.points == pytest.approx(there.points[::-1])


UNIT = st.integers(0, 12).map(lambda n: n / 8)


@st.composite
def drafts(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """A draft's utilities `(parties,)`, and outcomes `(n, parties)`."""
    parties = draw(st.integers(1, 4))
    row = st.lists(UNIT, min_size=parties, max_size=parties)
    return np.array(draw(row)), np.array(draw(st.lists(row, min_size=1, max_size=12)))


@given(drafts())
@settings(max_examples=40)
def test_distances_by_definition(draft):
    point, others = draft
    found = distance_to_frontier(point, others)
    gains = [min(other - point) for other in others]
    assert float(found.gain) == max(gains)
    assert int(found.gainful) == gains.index(max(gains))
    lengths = [float(np.linalg.norm(other - point)) for other in others]
    assert float(found.distance) == pytest.approx(min(lengths))
    assert lengths[int(found.nearest)] == pytest.approx(min(lengths))


@given(drafts())
@settings(max_examples=40)
def test_joint_gains_by_definition(draft):
    point, others = draft
    found = joint_gains(point, others)
    better = [bool((o >= point).all() and (o > point).any()) for o in others]
    assert found.dominating.tolist() == better
    for party in range(len(point)):
        most = max((o[party] - point[party] for o in others[better]), default=0.0)
        assert found.most[party] == most


@given(drafts())
@settings(max_examples=40)
def test_the_distances_agree_with_the_joint_gains(draft):
    point, others = draft
    found, gains = distance_to_frontier(point, others), joint_gains(point, others)
    if float(found.gain) > 0:
        assert gains.dominating[int(found.gainful)]
        assert gains.most.min() >= float(found.gain)
    assume(gains.dominating.any())
    # whoever may lose nothing cannot be nearer than who may
    assert float(found.distance) <= np.linalg.norm(others[gains.dominating] - point, axis=1).min()
    assert float(found.gain) >= 0
