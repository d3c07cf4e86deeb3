"""The stated factor against every outcome of small spaces."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zopa.outcomes.frontier import pareto_frontier
from zopa.outcomes.near import near_frontier
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Box, Table


@st.composite
def problems(draw: st.DrawFn):
    shape = draw(st.lists(st.integers(1, 5), min_size=2, max_size=5))
    parties = draw(st.integers(2, 4))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    grain = draw(st.sampled_from([0, 3, 50]))
    low = draw(st.sampled_from([0.0, -2.0]))

    def numbers(*size: int) -> np.ndarray:
        raw = rng.random((parties, *size)) * 3 + low
        return np.round(raw * grain) / grain if grain else raw

    bans = ()
    if draw(st.booleans()):
        bans = (((0, (0,)), (1, tuple(range((shape[1] + 1) // 2)))),)
    space = OutcomeSpace(
        tuple(f"i{k}" for k in range(len(shape))),
        tuple(tuple(f"l{k}" for k in range(n)) for n in shape),
        bans,
    )
    terms = []
    if draw(st.booleans()):
        terms.append(Table((0, 1), numbers(shape[0], shape[1])))
        terms.append(Box(((0, (0,)), (len(shape) - 1, (0,))), numbers()))
    return space, tuple(numbers(n) for n in shape), tuple(terms)


def needed_factor(space, values, terms, near) -> float:
    """The smallest factor that is true, outcome by outcome."""
    every = space.enumerate(10_000)
    gains = space.utilities(values, every, terms).T - near.base
    own = near.utilities - near.base
    assert gains.min(initial=0.0) >= -1e-9
    worst = 1.0
    for gain in gains:
        need = np.ones(own.shape)
        short = gain > own + 1e-9
        with np.errstate(divide="ignore"):
            need[short] = np.where(own > 1e-12, gain / np.where(own > 1e-12, own, 1.0), np.inf)[
                short
            ]
        worst = max(worst, float(need.max(axis=1).min()))
    return worst


@settings(max_examples=120)
@given(problems(), st.sampled_from([0.0, 0.01, 0.1, 0.5, 3.0]), st.sampled_from([60, 100_000]))
def test_the_factor_holds_for_every_outcome(problem, epsilon: float, limit: int):
    space, values, terms = problem
    near = near_frontier(space, values, epsilon, terms=terms, limit=limit)
    if space.count() == 0:
        assert len(near) == 0
        return
    assert (near.utilities == space.utilities(values, near.outcomes, terms).T).all()
    assert space.allowed(near.outcomes).all()
    assert needed_factor(space, values, terms, near) <= near.factor * (1 + 1e-9)
    if limit > 1000:
        assert near.factor <= 1 + epsilon + 1e-9
    assert len(near) <= max(limit, 64 * 4)


@settings(max_examples=40)
@given(problems())
def test_without_a_factor_it_is_the_frontier(problem):
    space, values, terms = problem
    near = near_frontier(space, values, terms=terms)
    exact = pareto_frontier(space, values, terms=terms)
    assert near.exact
    assert near.outcomes.tolist() == exact.outcomes.tolist()
    assert list(near.multiplicity) == list(exact.multiplicity)


@pytest.mark.parametrize(("parties", "issues", "levels"), [(4, 8, 5), (3, 24, 4), (5, 6, 5)])
def test_a_limit_is_used_and_the_factor_is_near_the_true_one(
    parties: int, issues: int, levels: int
):
    rng = np.random.default_rng(0)
    space = OutcomeSpace(
        tuple(f"i{k}" for k in range(issues)), (tuple(f"l{k}" for k in range(levels)),) * issues
    )
    values = tuple(rng.random((parties, levels)) for _ in range(issues))
    whole = pareto_frontier(space, values)
    for limit in (len(whole) // 3, len(whole) // 8):
        near = near_frontier(space, values, limit=limit)
        assert not near.exact
        assert limit / 2 < len(near) <= limit
        true = needed_factor_of(whole.utilities, near)
        assert 1.0 < true <= near.factor * (1 + 1e-9)
        assert near.factor - 1 < 2 * (true - 1)
    assert near_frontier(space, values, limit=len(whole)).exact


def test_many_issues_take_less_of_the_factor_each_not_more():
    # The factors of sixty issues would multiply to far above what they are allowed together.
    rng = np.random.default_rng(5)
    space = OutcomeSpace(tuple(f"i{k}" for k in range(60)), (tuple("abcd"),) * 60)
    values = tuple(rng.random((3, 4)) for _ in range(60))
    near = near_frontier(space, values, epsilon=0.05, limit=10_000)
    assert 1.0 < near.factor <= 1.05
    assert len(near) < 5_000
    few = near_frontier(space, values, limit=1_000)
    assert few.factor < 1.15


def needed_factor_of(points: np.ndarray, near) -> float:
    own = near.utilities - near.base
    return max(float((gain / own).max(axis=1).min()) for gain in points - near.base)


@pytest.mark.parametrize("epsilon", [-0.1, float("inf"), float("nan")])
def test_a_factor_below_one_is_refused(epsilon: float):
    with pytest.raises(ValueError, match="epsilon"):
        near_frontier(OutcomeSpace(("a",), (("x",),)), [np.zeros((2, 1))], epsilon)
