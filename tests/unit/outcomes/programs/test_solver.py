"""Programs are searched within budgets of work that is counted."""

from __future__ import annotations

import numpy as np
import pytest

from zopa.outcomes.programs import solver
from zopa.outcomes.programs.solver import NONE, Budget, Program


def knapsack(items: int = 60) -> tuple[Program, dict[int, float]]:
    """Whole numbers whose best sum takes many nodes to prove."""
    rng = np.random.default_rng(1)
    program = Program()
    columns = [program.column(0, 1, whole=True) for _ in range(items)]
    for _ in range(5):
        weights = rng.integers(100, 1000, items).astype(float)
        program.row(dict(zip(columns, weights, strict=True)), high=float(weights.sum() / 3))
    return program, dict(zip(columns, rng.integers(100, 1000, items).astype(float), strict=True))


def test_a_budget_is_shared_and_never_less_than_nothing():
    assert Budget(100).share(3) == 33
    assert Budget(-5).share(1) == 0
    same = Budget(7)
    assert Budget.of(same) is same
    for nothing in (0, -1):
        with pytest.raises(ValueError, match="more than 0 steps"):
            Budget.of(nothing)


def test_more_work_proves_more_and_what_it_took_is_taken_off():
    program, objective = knapsack()
    gaps = []
    for work in (200_000, 400_000, 1_000_000):
        budget = Budget.of(work)
        answer = program.maximise(objective, budget)
        assert budget.left < work
        assert answer.bound >= answer.value
        gaps.append(answer.bound - answer.value)
        assert not answer.proved
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[0] > gaps[-1]
    budget = Budget.of(10**10)
    best = program.maximise(objective, budget)
    assert best.proved
    assert budget.left > 0
    assert best.value >= answer.value
    assert best.bound <= answer.bound


def test_a_cut_search_is_the_same_every_time():
    program, objective = knapsack()
    budgets = [Budget.of(4_000_000) for _ in range(2)]
    first, second = (program.maximise(objective, budget) for budget in budgets)
    assert budgets[0].left == budgets[1].left
    assert (first.value, first.bound) == (second.value, second.bound)
    assert first.solution.tolist() == second.solution.tolist()


def test_a_share_is_searched_with_and_the_rest_is_left_for_others():
    program, objective = knapsack()
    alone, shared = Budget.of(1_000_000), Budget.of(4_000_000)
    first = program.maximise(objective, alone)
    second = program.maximise(objective, shared, searches=4)
    assert (first.value, first.bound) == (second.value, second.bound)
    assert 4_000_000 - shared.left == 1_000_000 - alone.left


def test_what_a_budget_is_too_small_for_is_not_begun(monkeypatch):
    program, objective = knapsack()
    monkeypatch.setattr(solver, "_solved", None)
    budget = Budget.of(400 * 500)
    answer = program.maximise(objective, budget, searches=2)
    assert (answer.solution, answer.proved) == (None, False)
    assert answer.bound == sum(objective.values())
    assert budget.left == 100 * 1000  # the share is given up, the rest is not


def test_there_being_no_solution_is_believed_when_it_is_found_twice(monkeypatch):
    program, objective = knapsack()
    runs = []
    monkeypatch.setattr(solver, "_solved", lambda *_: runs.append(0) or NONE)
    assert program.maximise(objective, Budget.of(10**9)) is NONE
    assert len(runs) == 2
    # With too little for a second opinion nothing is claimed.
    answer = program.maximise(objective, Budget.of(300_000))
    assert (answer.solution, answer.proved, len(runs)) == (None, False, 3)
