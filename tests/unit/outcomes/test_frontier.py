"""The frontier: ties, floors, barred levels, limits."""

from __future__ import annotations

import numpy as np
import pytest

from zopa.outcomes.dominance import undominated
from zopa.outcomes.frontier import FrontierTooLarge, pareto_frontier
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Box, Table


def space_of(*shape: int, rules: tuple = ()) -> OutcomeSpace:
    return OutcomeSpace(
        tuple(f"i{i}" for i in range(len(shape))),
        tuple(tuple(f"l{level}" for level in range(size)) for size in shape),
        rules,
    )


def test_sums_that_differ_by_rounding_are_one_vector():
    three = (np.array([[0.3, 0.1], [0.5, 0.5]]), np.array([[0.0, 0.2], [0.2, 0.2]]))
    frontier = pareto_frontier(space_of(2, 2), three)  # 0.3 + 0.2 alone is best
    assert frontier.outcomes.tolist() == [[0, 1]]
    tied = (np.array([[0.1, 0.0], [0.0, 0.3]]), np.array([[0.2, 0.3], [0.3, 0.0]]))
    frontier = pareto_frontier(space_of(2, 2), tied)
    # (0.1 + 0.2, 0 + 0.3) and (0 + 0.3, 0.3 + 0): the same, although 0.1 + 0.2 != 0.3.
    assert 0.1 + 0.2 != 0.3
    assert frontier.multiplicity.tolist() == [1, 2, 1]
    assert frontier.tied(1).tolist() == [[0, 0], [1, 1]]


@pytest.mark.parametrize("parties", [1, 2, 3])
def test_ties_beyond_listing_are_counted(parties: int):
    values = tuple(np.zeros((parties, 2)) for _ in range(70))
    frontier = pareto_frontier(space_of(*[2] * 70), values)
    assert frontier.multiplicity.tolist() == [2**70]
    listed = frontier.tied(0, limit=50)
    assert len(np.unique(listed, axis=0)) == 50
    outcomes, row = frontier.listing(ties=20)
    assert outcomes.shape == (20, 70)
    assert row.tolist() == [0] * 20


def test_order_of_issues_does_not_matter():
    rng = np.random.default_rng(5)
    values = [rng.random((3, size)) for size in (4, 3, 5, 2, 4)]
    there = pareto_frontier(space_of(4, 3, 5, 2, 4), values)
    back = pareto_frontier(space_of(4, 2, 5, 3, 4), values[::-1])
    assert there.utilities == pytest.approx(back.utilities, abs=1e-14)
    assert (there.outcomes == back.outcomes[:, ::-1]).all()
    assert (np.diff(there.utilities[:, 0]) < 0).all()


def test_floor_and_barred_levels():
    values = (np.array([[0.6, 0.3, 0.0], [0.0, 0.3, 0.6]]), np.array([[0.4, 0.0], [0.0, 0.4]]))
    space = space_of(3, 2)
    assert pareto_frontier(space, values).outcomes.tolist() == [
        [0, 0],
        [1, 0],
        [0, 1],
        [2, 0],
        [1, 1],
        [2, 1],
    ]
    floored = pareto_frontier(space, values, floor=np.array([0.4, 0.4]))
    assert floored.outcomes.tolist() == [[0, 1], [2, 0]]
    barred = (np.array([False, False, True]), np.array([False, False]))
    kept = pareto_frontier(space, values, floor=np.array([0.4, 0.4]), barred=barred)
    assert kept.outcomes.tolist() == [[0, 1]]
    nothing = pareto_frontier(space, values, floor=np.array([0.9, 0.9]))
    assert len(nothing) == 0
    assert nothing.outcomes.shape == (0, 2)
    assert nothing.utilities.shape == (0, 2)
    assert nothing.multiplicity.shape == (0,)
    assert nothing.listing()[0].shape == (0, 2)
    every = (np.array([True, True, True]), np.array([False, False]))
    assert len(pareto_frontier(space, values, barred=every)) == 0
    assert len(pareto_frontier(space, values, barred=every, floor=np.zeros(2))) == 0


def test_a_floor_reached_to_rounding_is_reached():
    values = (np.array([[0.1, 0.0]]), np.array([[0.2, 0.0]]))
    assert len(pareto_frontier(space_of(2, 2), values, floor=np.array([0.3 + 1e-12]))) == 1
    assert len(pareto_frontier(space_of(2, 2), values, floor=np.array([0.3 + 1e-6]))) == 0


def test_rules_that_leave_nothing():
    values = (np.ones((2, 2)), np.ones((2, 2)))
    assert len(pareto_frontier(space_of(2, 2, rules=(((0, (0, 1)),),)), values)) == 0
    assert len(pareto_frontier(space_of(2, 2, rules=((),)), values)) == 0


def test_limit():
    rng = np.random.default_rng(0)
    values = [rng.random((4, 5)) for _ in range(10)]
    with pytest.raises(FrontierTooLarge, match=r"more than 1,000 vectors after \d of 10 issues"):
        pareto_frontier(space_of(*[5] * 10), values, limit=1000)


def test_values_must_fit():
    with pytest.raises(ValueError, match="one array"):
        pareto_frontier(space_of(2, 2), (np.zeros((2, 2)),))
    with pytest.raises(ValueError, match="finite"):
        pareto_frontier(space_of(2), (np.array([[np.nan, 1.0]]),))


def test_a_large_space_and_its_bounds():
    rng = np.random.default_rng(3)
    values = [rng.random((2, 10)) for _ in range(60)]
    space = space_of(*[10] * 60)
    frontier = pareto_frontier(space, values)
    assert frontier.utilities[0, 0] == pytest.approx(sum(v[0].max() for v in values))
    assert frontier.utilities[-1, 1] == pytest.approx(sum(v[1].max() for v in values))
    # Every weighted sum is best on the frontier (Geoffrion 1968): best issue by issue.
    for weight in np.linspace(0.05, 0.95, 7):
        mix = np.array([weight, 1 - weight])
        best = sum((mix @ v).max() for v in values)
        assert (frontier.utilities @ mix).max() == pytest.approx(best)
    assert (frontier.utilities == space.utilities(tuple(values), frontier.outcomes).T).all()


@pytest.mark.parametrize("parties", [2, 3, 5])
def test_points_within_a_tie_are_told_apart_from_better_ones(parties: int):
    base = np.full((parties, 4), 0.5)
    base[0, 1] += 1e-15
    base[-1, 2] += 1e-9
    base[0, 3] -= 1e-9
    found = undominated(base, np.full(parties, 1e-12))
    assert found.members.tolist() == [2]
    assert found.starts is None
    found = undominated(base[:, [0, 1, 3]], np.full(parties, 1e-12))
    assert found.members.tolist() == [0, 1]
    assert found.leaders.tolist() == [0]


WHERE = ((0, (0, 1)), (1, (0,)))


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"barred": (np.array([True]), np.zeros(3, bool))}, "barred"),
        ({"floor": np.array([0.5])}, "floor"),
        ({"floor": np.array([np.nan, 0.0])}, "floor"),
        ({"terms": [Box(((0, (0, 99)),), np.zeros(2))]}, "level"),
        ({"terms": [Box(((0, (-1, 0)),), np.zeros(2))]}, "level"),
        ({"terms": [Box(((7, (0,)),), np.zeros(2))]}, "issue"),
        ({"terms": [Box(WHERE, np.array([5.0]))]}, "each party"),
        ({"terms": [Table((0, 1), np.zeros((3, 2, 3)))]}, "each party"),
        ({"terms": [Table((0, 0), np.zeros((2, 2, 2)))]}, "twice"),
        ({"terms": [Box(WHERE, np.array([np.inf, 0.0]))]}, "finite"),
    ],
)
def test_what_does_not_fit_is_refused(more: dict, told: str):
    space = OutcomeSpace(("a", "b"), (("x", "y"), ("u", "v", "w")))
    values = [np.ones((2, 2)), np.ones((2, 3))]
    with pytest.raises(ValueError, match=told):
        pareto_frontier(space, values, **more)


@pytest.mark.parametrize("levels", [(-1,), (7,)])
def test_rules_on_levels_that_are_not_there_are_refused(levels: tuple[int, ...]):
    space = OutcomeSpace(("a", "b"), (("x", "y"), ("u", "v", "w")), (((0, levels), (1, (0,))),))
    with pytest.raises(ValueError, match="a ban names"):
        space.count()
