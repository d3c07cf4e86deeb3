"""Points, tests and the two-party frontier by programming, against looking at every outcome."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zopa.outcomes.programs.efficiency import strict_efficiency, weak_efficiency
from zopa.outcomes.programs.levelled import (
    egalitarian_point,
    kalai_smorodinsky_point,
    minimal_regret_point,
)
from zopa.outcomes.programs.points import Point, best_for, utilitarian_point
from zopa.outcomes.programs.product import nash_point
from zopa.outcomes.programs.tradeoff import tradeoff_frontier
from zopa.outcomes.rules import Ban
from zopa.outcomes.solutions.equal_gains import egalitarian
from zopa.outcomes.solutions.gains import individually_rational
from zopa.outcomes.solutions.largest_sum import utilitarian
from zopa.outcomes.solutions.product import nash
from zopa.outcomes.solutions.regret import minimal_regret
from zopa.outcomes.solutions.relative_gains import kalai_smorodinsky
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Box, Table

NEAR = 1e-8
"""Twice what the searches and the solutions call a tie, and some."""


class Problem(NamedTuple):
    space: OutcomeSpace
    values: tuple[np.ndarray, ...]
    terms: tuple[Box | Table, ...]
    barred: tuple[np.ndarray, ...] | None
    reservation: np.ndarray
    outcomes: np.ndarray
    utilities: np.ndarray


def sets_on(rng: np.random.Generator, shape: list[int], at_least: int = 0) -> Ban:
    """Some levels on some issues; seldom none at all of either."""
    size = int(rng.integers(at_least, min(3, len(shape)) + 1))
    issues = sorted(rng.choice(len(shape), size, replace=False).tolist())
    return tuple(
        (i, tuple(np.flatnonzero(rng.random(shape[i]) < 0.6).tolist() or [0])) for i in issues
    )


def numbers(rng: np.random.Generator, kind: str, shape: tuple[int, ...], low: int) -> np.ndarray:
    whole = rng.integers(low, 4, shape).astype(float)
    if kind == "tenths":
        return whole / 10
    if kind == "thirds":
        return whole / 3
    if kind == "fine":
        return np.asarray(rng.normal(size=shape))
    return whole


@st.composite
def problems(draw: st.DrawFn, most: int = 4) -> Problem:
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    shape: list[int] = []
    for size in draw(st.lists(st.integers(1, 5), min_size=1, max_size=5)):
        if np.prod([*shape, size]) <= 300:
            shape.append(size)
    bans = tuple(sets_on(rng, shape, 1) for _ in range(draw(st.integers(0, 3))))
    space = OutcomeSpace(
        tuple(f"i{i}" for i in range(len(shape))),
        tuple(tuple(f"l{level}" for level in range(size)) for size in shape),
        bans if draw(st.integers(0, 30)) else (*bans, ()),
    )
    parties = draw(st.integers(2 if most == 2 else 1, most))
    # Coarse numbers tie all the time, in tenths also by rounding only; fine ones hardly ever.
    kind = draw(st.sampled_from(["whole", "tenths", "thirds", "fine"]))
    low = draw(st.sampled_from([0, -3]))
    values = tuple(numbers(rng, kind, (parties, size), low) for size in shape)
    if draw(st.booleans()):
        values = tuple(0 * value for value in values)
    terms: list[Box | Table] = [
        Box(sets_on(rng, shape), numbers(rng, kind, (parties,), -3))
        for _ in range(draw(st.integers(0, 6)))
    ]
    for _ in range(draw(st.integers(0, 2))):
        issues = tuple(rng.permutation(len(shape))[: rng.integers(1, 3)].tolist())
        sizes = tuple(shape[i] for i in issues)
        terms.append(Table(issues, numbers(rng, kind, (parties, *sizes), low)))
    barred = None
    if draw(st.booleans()):
        barred = tuple(rng.random(size) < 0.2 for size in shape)
    outcomes = np.array(
        [
            row
            for row in product(*map(range, shape))
            if not any(all(row[i] in levels for i, levels in ban) for ban in space.rules)
            and (barred is None or not any(bar[at] for bar, at in zip(barred, row, strict=True)))
        ],
        dtype=int,
    ).reshape(-1, len(shape))
    utilities = np.zeros((len(outcomes), parties))
    for i, value in enumerate(values):
        utilities += value[:, outcomes[:, i]].T
    for term in terms:
        utilities += term.utilities(outcomes).T
    reservation = np.full(parties, -1.0)
    if len(outcomes):
        # Often exactly what some outcome is worth, so that nobody gains there.
        some = utilities[rng.integers(0, len(outcomes), parties), np.arange(parties)]
        reservation = np.where(rng.random(parties) < 0.8, some, utilities.min(axis=0) - 0.5)
        reservation = np.minimum(reservation, np.quantile(utilities, 0.7, axis=0))
    return Problem(space, values, tuple(terms), barred, reservation, outcomes, utilities)


def given_to(problem: Problem, *, reserved: bool = True) -> dict[str, object]:
    most = {"terms": problem.terms, "barred": problem.barred}
    return {**most, "reservation": problem.reservation} if reserved else most


def check_among(problem: Problem, point: Point, winning: np.ndarray) -> None:
    """The point is proved, allowed, has its own utilities, and ties with a winner."""
    assert point.exact
    if not winning.any():
        assert point.outcome is None
        return
    assert point.outcome is not None
    assert point.utilities is not None
    listed = (problem.outcomes == point.outcome).all(axis=1)
    assert listed.sum() == 1
    assert np.abs(problem.utilities[listed][0] - point.utilities).max() < 1e-12
    apart = np.abs(problem.utilities[winning] - point.utilities).max(axis=1)
    assert apart.min() < NEAR or winning[listed].all(), (point, problem.utilities[winning])
    assert point.gap < NEAR


def frontier_only(problem: Problem, marked: np.ndarray) -> np.ndarray:
    """Of the marked outcomes those that are efficient, as the solutions ask for."""
    u = problem.utilities
    better = (u[:, None] >= u[None] - 1e-9).all(axis=2) & (u[:, None] > u[None] + 1e-9).any(axis=2)
    return marked & ~better.any(axis=0)


SOLVED = {
    "nash": (nash_point, nash),
    "kalai_smorodinsky": (kalai_smorodinsky_point, kalai_smorodinsky),
    "egalitarian": (egalitarian_point, egalitarian),
    "utilitarian": (utilitarian_point, utilitarian),
    "minimal_regret": (minimal_regret_point, minimal_regret),
}


@pytest.mark.parametrize("name", SOLVED)
@settings(max_examples=35)
@given(problem=problems())
def test_solutions(name: str, problem: Problem):
    search, solution = SOLVED[name]
    point = search(problem.space, problem.values, **given_to(problem))
    check_among(problem, point, solution(problem.utilities, problem.reservation))


@settings(max_examples=35)
@given(problems(), st.integers(0, 3))
def test_best_for_one_party(problem: Problem, party: int):
    party %= len(problem.reservation)
    point = best_for(problem.space, problem.values, party, **given_to(problem))
    u = problem.utilities
    rational = individually_rational(u, problem.reservation)
    best = np.where(rational, u[:, party], -np.inf).max(initial=-np.inf)
    winning = rational & (u[:, party] >= best - NEAR)
    check_among(problem, point, frontier_only(problem, winning))
    assert point.outcome is None or point.objective == pytest.approx(best, abs=NEAR)


@settings(max_examples=35)
@given(problems(), st.integers(0, 2**32 - 1))
def test_weighted_sum_without_reservation_values(problem: Problem, seed: int):
    weights = np.random.default_rng(seed).integers(1, 5, len(problem.reservation)).astype(float)
    point = utilitarian_point(
        problem.space, problem.values, weights=weights, **given_to(problem, reserved=False)
    )
    score = problem.utilities @ weights
    winning = score >= score.max(initial=-np.inf) - NEAR
    check_among(problem, point, winning)
    assert point.outcome is None or point.objective == pytest.approx(score.max(), abs=NEAR)


@settings(max_examples=50)
@given(problems(), st.integers(0, 2**32 - 1))
def test_efficiency(problem: Problem, seed: int):
    if not len(problem.outcomes):
        return
    at = int(np.random.default_rng(seed).integers(len(problem.outcomes)))
    u = problem.utilities
    gains = u - u[at]
    dominating = (gains >= -NEAR).all(axis=1) & (gains > NEAR).any(axis=1)
    both = given_to(problem, reserved=False)
    strict = strict_efficiency(problem.space, problem.values, problem.outcomes[at], **both)
    assert strict.efficient == (not dominating.any())
    weak = weak_efficiency(problem.space, problem.values, problem.outcomes[at], **both)
    assert weak.efficient == (not (gains > NEAR).all(axis=1).any())
    for found, more in ((strict, 0), (weak, NEAR)):
        assert found.exact
        if not found.efficient:
            listed = (problem.outcomes == found.better).all(axis=1)
            assert listed.sum() == 1
            assert np.abs(gains[listed][0] - found.gains).max() < NEAR
            assert (found.gains >= more).all()
    if dominating.any():  # the best of the dominating outcomes is efficient itself
        again = strict_efficiency(problem.space, problem.values, strict.better, **both)
        assert again.efficient


@settings(max_examples=80)
@given(problems(), st.integers(0, 2**32 - 1))
def test_efficiency_beside_an_outcome_that_is_barred_itself(problem: Problem, seed: int):
    rows = np.array(list(np.ndindex(*problem.space.shape)), dtype=int)
    rows = rows[problem.space.allowed(rows)]
    if not len(rows):
        return
    row = rows[int(np.random.default_rng(seed).integers(len(rows)))]
    now = problem.space.utilities(problem.values, row[None], problem.terms)[:, 0]
    gains = problem.utilities - now
    dominating = (gains >= -NEAR).all(axis=1) & (gains > NEAR).any(axis=1)
    both = given_to(problem, reserved=False)
    strict = strict_efficiency(problem.space, problem.values, row, **both)
    assert strict.efficient == (not dominating.any())
    weak = weak_efficiency(problem.space, problem.values, row, **both)
    assert weak.efficient == (not (gains > NEAR).all(axis=1).any())
    for found in (strict, weak):
        if found.better is not None:
            assert (problem.outcomes == found.better).all(axis=1).sum() == 1


@settings(max_examples=50)
@given(problems(most=2))
def test_tradeoff(problem: Problem):
    frontier = tradeoff_frontier(problem.space, problem.values, **given_to(problem))
    assert frontier.complete
    assert frontier.rest is None
    u = problem.utilities
    kept = frontier_only(problem, individually_rational(u, problem.reservation))
    expected = sorted({tuple(row) for row in (u[kept] + 0.0).round(7).tolist()}, reverse=True)
    found = [tuple((point.utilities + 0.0).round(7).tolist()) for point in frontier.points]
    assert len(found) == len(expected)
    assert np.abs(np.array(found) - np.array(expected)).max(initial=0.0) < 1e-6
    assert all(point.exact for point in frontier.points)
