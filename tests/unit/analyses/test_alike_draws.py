"""Draws that are alike are worked out once, and count for as many as they are."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zopa.analyses import bargaining, frontier, zone
from zopa.analyses import bargaining_points as bargaining_module
from zopa.analyses import frontier_points as frontier_module
from zopa.analyses.alike_draws import distinct_draws
from zopa.analyses.board import Board, terms_key
from zopa.analyses.tally import OutcomeTally
from zopa.case.model import Case, RedLine
from zopa.outcomes.programs.solver import Budget
from zopa.outcomes.space import OutcomeSpace
from zopa.preferences.draws import draw

from .conftest import CASES, fact


def with_an_uncertain_line() -> Case:
    """All numbers are given, but for a red line that is in force in some draws."""
    case = CASES["given"]()
    line = fact("qqb", "red_line", RedLine({"qqi": ("qqi2",)}), confidence=0.4, assumed="so")
    return replace(case, facts=(*case.facts, line), name="line")


@given(st.lists(st.tuples(st.sampled_from([0.1, 0.2]), st.booleans()), min_size=1, max_size=30))
def test_each_draw_is_told_which_one_it_is_like(rows: list[tuple[float, bool]]) -> None:
    numbers = np.array([[number] for number, _ in rows])
    truths = np.array([[truth] for _, truth in rows])
    first, which = distinct_draws([numbers, truths])
    seen = list(dict.fromkeys(rows))
    assert [rows[k] for k in first] == seen
    assert which.tolist() == [seen.index(row) for row in rows]


def test_few_different_draws_answer_for_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    case = with_an_uncertain_line()
    draws = draw(case, 300, seed=2)
    board = Board.of(case, draws)
    assert len(board.distinct) == 2
    assert int(board.times.sum()) == len(board)
    frontiers: list[object] = []
    find = frontier_module.pareto_frontier

    def counted(*args: object, **kwargs: object) -> object:
        frontiers.append(args)
        return find(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(frontier_module, "pareto_frontier", counted)
    monkeypatch.setattr(bargaining_module, "pareto_frontier", counted)
    once = zone(case, draws), bargaining(case, draws), frontier(case, draws)
    assert len(frontiers) <= 4
    # Each draw by itself gives the same.
    each = draw(case, 300, seed=2)
    every = (np.arange(300), np.arange(300))
    monkeypatch.setattr("zopa.analyses.board.distinct_draws", lambda _: every)
    monkeypatch.setattr(Board, "_distinct", property(lambda b: (np.arange(len(b)),) * 2))
    assert (zone(case, each), bargaining(case, each), frontier(case, each)) == once


def test_solutions_and_frontiers_stop_at_a_bound_of_work(
    two: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    draws = draw(two, 60, seed=1)
    for module in (bargaining_module, frontier_module):
        monkeypatch.setattr(module, "FIELDS_WORK", 0, raising=False)
        monkeypatch.setattr(module, "COUNTED_WORK", 0, raising=False)
    monkeypatch.setattr(bargaining_module, "SWEPT", 0)
    few, short = bargaining(two, draws), frontier(two, draws)
    assert few.draws < 60
    assert short.draws < 60
    assert {s.none.draws for s in few.solutions} == {few.draws}
    assert short.length.draws == short.draws


def test_programs_for_all_draws_have_one_bound_of_work(
    two: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    draws = draw(two, 60, seed=1)
    monkeypatch.setattr(bargaining_module, "SWEPT", 0)
    monkeypatch.setattr(bargaining_module, "_merged", lambda *_: None)
    many = bargaining(two, draws)
    assert many.draws == bargaining_module.MOST_BY_PROGRAMS
    spent: list[int] = []
    find = bargaining_module.best_by_programs

    def watched(*args: Any) -> object:
        before = args[5].left if isinstance(args[5], Budget) else args[5]
        found = find(*args)
        if isinstance(args[5], Budget):
            spent.append(before - args[5].left)
        return found

    monkeypatch.setattr(bargaining_module, "best_by_programs", watched)
    again = draw(two, 60, seed=1)
    bargaining(two, again)
    assert len(spent) == many.draws
    monkeypatch.setattr(bargaining_module, "BY_PROGRAMS", sum(spent[:3]) + 1)
    fewer = bargaining(two, draw(two, 60, seed=1))
    assert 1 <= fewer.draws <= 3


@settings(max_examples=60)
@given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 40), min_size=1, max_size=30))
def test_the_outcomes_that_come_up_most_often_are_told(seed: int, shape: list[int]) -> None:
    rng = np.random.default_rng(seed)
    names = rng.permutation(len(shape))
    space = OutcomeSpace(
        tuple(f"i{k:02d}" for k in names),
        tuple(tuple(f"v{k}" for k in rng.permutation(n)) for n in shape),
    )
    pool = np.stack([rng.integers(0, n, 6) for n in shape], axis=1)
    tally = OutcomeTally(space)
    expected: Counter[tuple[int, ...]] = Counter()
    for _ in range(3):
        rows, times = pool[rng.integers(0, 6, 5)], rng.integers(1, 4, 5)
        tally.add(rows, times)
        for row, count in zip(rows.tolist(), times.tolist(), strict=True):
            expected[tuple(row)] += count
    ranked = sorted(
        ((space.decode(row), count) for row, count in expected.items()),
        key=lambda entry: (-entry[1], terms_key(entry[0])),
    )
    assert tally.oftenest(4) == ranked[:4]
