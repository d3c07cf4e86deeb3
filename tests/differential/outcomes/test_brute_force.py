"""Frontier, zone, counts and listing against looking at every outcome."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from zopa.outcomes.frontier import pareto_frontier
from zopa.outcomes.reach import zone_exists, zone_members
from zopa.outcomes.rules import Ban
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Box, Table, Term, some_draws


class Problem(NamedTuple):
    space: OutcomeSpace
    values: tuple[np.ndarray, ...]
    barred: tuple[np.ndarray, ...] | None
    floor: np.ndarray | None
    terms: tuple[Term, ...] = ()


@st.composite
def spaces(draw: st.DrawFn) -> OutcomeSpace:
    shape: list[int] = []
    for size in draw(st.lists(st.integers(1, 5), min_size=1, max_size=6)):
        if np.prod([*shape, size]) <= 1500:
            shape.append(size)
    bans: list[Ban] = []
    for _ in range(draw(st.integers(0, 4))):
        scope = draw(st.sets(st.integers(0, len(shape) - 1), max_size=3))
        if scope or draw(st.integers(0, 20)) == 0:
            bans.append(
                tuple(
                    (i, tuple(sorted(draw(st.sets(st.integers(0, shape[i] - 1), min_size=1)))))
                    for i in sorted(scope)
                )
            )
    return OutcomeSpace(
        tuple(f"i{i}" for i in range(len(shape))),
        tuple(tuple(f"l{level}" for level in range(size)) for size in shape),
        tuple(bans),
    )


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    space = draw(spaces())
    parties = draw(st.integers(1, 4))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    # Coarse numbers tie all the time, in tenths also by rounding only; fine ones hardly ever.
    kind = draw(st.sampled_from(["whole", "tenths", "thirds", "fine", "one scale"]))
    low = draw(st.sampled_from([0, -3]))
    scale = 10.0 ** rng.integers(-2, 4, parties)

    def numbers(*shape: int) -> np.ndarray:
        table = rng.integers(low, 4, (parties, *shape)).astype(float)
        if kind == "tenths":
            return table / 10
        if kind == "thirds":
            return table / 3
        if kind == "fine":
            return rng.normal(size=table.shape)
        if kind == "one scale":
            return (table.T * scale).T
        return table

    values = [numbers(size) for size in space.shape]
    terms: list[Term] = []
    for _ in range(draw(st.integers(0, 4))):
        issues = tuple(rng.permutation(len(space.shape))[: rng.integers(0, 4)].tolist())
        if issues and rng.random() < 0.5:
            terms.append(Table(issues, numbers(*(space.shape[i] for i in issues))))
        else:
            where = tuple(
                (i, tuple(np.flatnonzero(rng.random(space.shape[i]) < 0.6).tolist()))
                for i in issues
            )
            terms.append(Box(where, numbers()))
    barred = None
    if draw(st.booleans()):
        barred = tuple(rng.random(size) < 0.25 for size in space.shape)
    floor = None
    if draw(st.booleans()):
        some = np.array([rng.integers(0, size, 3) for size in space.shape]).T
        floor = space.utilities(tuple(values), some, terms).min(axis=1)
    return Problem(space, tuple(values), barred, floor, tuple(terms))


def every_allowed(space: OutcomeSpace) -> np.ndarray:
    """Outcome by outcome, by the meaning of a ban."""
    rows = [
        outcome
        for outcome in product(*(range(size) for size in space.shape))
        if not any(all(outcome[i] in levels for i, levels in ban) for ban in space.rules)
    ]
    return np.array(rows, dtype=int).reshape(len(rows), len(space.shape))


def by_hand(values, terms: tuple[Term, ...], outcomes: np.ndarray) -> np.ndarray:
    """Utilities `(n, parties)`, outcome by outcome."""
    parties = len(values[0])
    total = np.zeros((len(outcomes), parties))
    for n, outcome in enumerate(outcomes):
        total[n] = sum(v[:, level] for v, level in zip(values, outcome, strict=True))
        for term in terms:
            if isinstance(term, Table):
                total[n] += term.values[(slice(None), *(outcome[i] for i in term.issues))]
            elif all(outcome[i] in levels for i, levels in term.where):
                total[n] += term.worth
    return total


def slow_frontier(problem: Problem) -> tuple[np.ndarray, np.ndarray]:
    """Utilities `(n, parties)` and outcomes of every strictly efficient outcome, pair by pair."""
    space, values, barred, floor, terms = problem
    outcomes = every_allowed(space)
    if barred is not None:
        usable = ~np.any([bar[outcomes[:, i]] for i, bar in enumerate(barred)], axis=0)
        outcomes = outcomes[usable]
    utilities = by_hand(values, terms, outcomes)
    better = np.ones((len(outcomes), len(outcomes)), dtype=bool)
    strictly = np.zeros_like(better)
    for one in utilities.T:
        better &= one[:, None] >= one[None, :] - 1e-9
        strictly |= one[:, None] > one[None, :] + 1e-9
    kept = ~(better & strictly).any(axis=0)
    if floor is not None:
        kept &= (utilities >= floor - 1e-9).all(axis=1)
    return utilities[kept], outcomes[kept]


@settings(max_examples=120)
@given(problems())
def test_frontier(problem: Problem):
    space, values, barred, floor, terms = problem
    frontier = pareto_frontier(space, values, barred=barred, floor=floor, terms=terms)
    utilities, outcomes = slow_frontier(problem)
    assert (frontier.utilities == space.utilities(values, frontier.outcomes, terms).T).all()
    listed, row = frontier.listing(ties=5000)
    # As sets of outcomes: none missing, none too many, none twice.
    assert sorted(map(tuple, listed.tolist())) == sorted(map(tuple, outcomes.tolist()))
    gap = np.abs(space.utilities(values, listed, terms).T - frontier.utilities[row])
    assert gap.size == 0 or gap.max() < 1e-9
    assert np.bincount(row, minlength=len(frontier)).tolist() == list(frontier.multiplicity)
    # Distinct, and best for the first party first.
    for one, next_one in zip(frontier.utilities, frontier.utilities[1:], strict=False):
        difference = (one - next_one)[np.abs(one - next_one) > 1e-9]
        assert difference[0] > 0
    assert len(utilities) == int(frontier.multiplicity.sum())


@settings(max_examples=80)
@given(spaces(), st.integers(0, 1000))
def test_counts_listing_and_draws(space: OutcomeSpace, seed: int):
    every = every_allowed(space)
    assert space.count() == len(every)
    assert space.enumerate(2000).tolist() == every.tolist()
    rng = np.random.default_rng(seed)
    grid = np.stack([rng.integers(0, size, 50) for size in space.shape], axis=-1)
    allowed = set(map(tuple, every.tolist()))
    assert space.allowed(grid).tolist() == [tuple(row) in allowed for row in grid.tolist()]
    partial = np.where(rng.random(len(space.shape)) < 0.5, -1, grid[0])
    matching = every[((every == partial) | (partial < 0)).all(axis=1)]
    assert space.completions(partial, 2000).tolist() == matching.tolist()
    if len(every):
        assert space.allowed(space.sample(50, rng)).all()


@settings(max_examples=60)
@given(problems(), st.integers(0, 2**32 - 1))
def test_zone_by_listing_by_search_and_by_hand(problem: Problem, seed: int):
    space, values, _, _, terms = problem
    rng = np.random.default_rng(seed)
    draws, parties = 4, len(values[0])
    values = tuple(rng.permutation(np.stack([v] * draws), axis=1) * 1.0 for v in values)
    terms = tuple(
        Box(t.where, np.stack([t.worth] * draws))
        if isinstance(t, Box)
        else Table(t.issues, np.stack([t.values] * draws))
        for t in terms
    )
    barred = None
    if rng.random() < 0.5:
        barred = tuple(rng.random(v.shape) < 0.1 for v in values)
    outcomes = every_allowed(space)
    # Floors at or next to utilities that occur, where an answer is easiest to get wrong.
    some = np.stack([rng.integers(0, size, draws) for size in space.shape], axis=-1)
    at = np.stack(
        [
            space.utilities(tuple(v[d] for v in values), some[d : d + 1], some_draws(terms, d))[
                :, 0
            ]
            for d in range(draws)
        ]
    )
    reservation = at + rng.choice([0.0, 1e-6, -1e-6], at.shape)
    members = zone_members(space, values, reservation, barred, outcomes, terms)
    for d in range(draws):
        totals = by_hand([v[d] for v in values], some_draws(terms, d), outcomes)
        for n, outcome in enumerate(outcomes):
            signed = (totals[n] >= reservation[d] - 1e-9).all()
            if barred is not None:
                signed &= not any(b[d][:, k].any() for b, k in zip(barred, outcome, strict=True))
            assert members[d, n] == signed
    assert members.shape == (draws, len(outcomes))
    assert at.shape == (draws, parties)
    found = zone_exists(space, values, reservation, barred, terms=terms)
    assert found.tolist() == members.any(axis=1).tolist()
    searched = zone_exists(space, values, reservation, barred, terms=terms, listable=-1)
    assert searched.tolist() == found.tolist()
