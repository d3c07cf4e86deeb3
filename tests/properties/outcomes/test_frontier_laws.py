"""What must hold for every frontier, whatever its size."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from zopa.outcomes.dominance import dominated, undominated
from zopa.outcomes.frontier import pareto_frontier
from zopa.outcomes.space import OutcomeSpace


def problem(seed: int, parties: int, issues: int) -> tuple[OutcomeSpace, list[np.ndarray]]:
    """A space with two rules and values in hundredths, too large to list."""
    rng = np.random.default_rng(seed)
    shape = rng.integers(2, 7, issues).tolist()
    bans = tuple(
        ((i, (0,)), (j, tuple(range(shape[j] // 2))))
        for i, j in (rng.choice(issues, 2, replace=False).tolist() for _ in range(2))
    )
    space = OutcomeSpace(
        tuple(f"i{i}" for i in range(issues)),
        tuple(tuple(f"l{level}" for level in range(size)) for size in shape),
        bans,
    )
    return space, [rng.integers(0, 101, (parties, size)) / 100 for size in shape]


problems = st.builds(problem, st.integers(0, 2**32 - 1), st.integers(2, 3), st.integers(8, 14))


@settings(max_examples=25)
@given(problems, st.integers(0, 100))
def test_no_outcome_dominates_the_frontier_and_it_dominates_the_rest(case, seed):
    space, values = case
    rng = np.random.default_rng(seed)
    frontier = pareto_frontier(space, values)
    assert space.allowed(frontier.outcomes).all()
    drawn = space.sample(300, rng)
    utilities = space.utilities(tuple(values), drawn).T
    assert not dominated(frontier.utilities[:50], utilities, tie=1e-9).any()
    on_it = {tuple(row) for row in frontier.utilities.round(6).tolist()}
    for point, beaten in zip(
        utilities.round(6), dominated(utilities, frontier.utilities), strict=True
    ):
        assert beaten or tuple(point.tolist()) in on_it
    assert len(undominated(frontier.utilities.T, np.full(len(values[0]), 1e-9)).leaders) == len(
        frontier
    )


@settings(max_examples=25)
@given(problems, st.integers(0, 100))
def test_units_and_zero_of_a_party_do_not_matter(case, seed):
    space, values = case
    rng = np.random.default_rng(seed)
    parties = len(values[0])
    scale = 10.0 ** rng.uniform(-3, 3, (parties, 1))
    scaled = [value * scale + rng.uniform(-1, 1, (parties, 1)) * scale for value in values]
    before, after = pareto_frontier(space, values), pareto_frontier(space, scaled)
    assert before.outcomes.tolist() == after.outcomes.tolist()
    assert before.multiplicity.tolist() == after.multiplicity.tolist()


@settings(max_examples=25)
@given(problems)
def test_a_floor_cuts_the_frontier_and_changes_nothing_else(case):
    space, values = case
    frontier = pareto_frontier(space, values)
    floor = np.quantile(frontier.utilities, 0.4, axis=0, method="nearest")
    floored = pareto_frontier(space, values, floor=floor)
    reaching = (frontier.utilities >= floor - 1e-9).all(axis=1)
    assert floored.utilities.tolist() == frontier.utilities[reaching].tolist()
    assert floored.multiplicity.tolist() == frontier.multiplicity[reaching].tolist()
