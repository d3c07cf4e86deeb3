"""Fair deals of parties with points of their own, against brute force over every outcome."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from math import prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zopa
from zopa.analyses.bargaining_points import bargaining
from zopa.analyses.bargaining_records import NAMES
from zopa.analyses.efficient import best_by_programs
from zopa.case.model import Case, Fact, Issue, Level, Party, ReservationRange, ValueRange
from zopa.foundation.chance import Interval
from zopa.outcomes.programs.levelled import egalitarian_point
from zopa.outcomes.space import OutcomeSpace

Gains = tuple[float, ...]


def issues_of(shape: list[int]) -> dict[str, Issue]:
    return {
        f"i{k}": Issue(f"i{k}", f"Issue {k}", tuple(Level(f"l{n}", f"level {n}") for n in range(m)))
        for k, m in enumerate(shape)
    }


def case_of(shape: list[int], tables: list[list[list[float]]], no_deal: list[float]) -> Case:
    parties = {
        f"p{k}": Party(
            f"p{k}",
            f"Party {k}",
            points={
                f"i{i}": {f"l{n}": x for n, x in enumerate(row)} for i, row in enumerate(table)
            },
            no_deal=score,
        )
        for k, (table, score) in enumerate(zip(tables, no_deal, strict=True))
    }
    return Case("points", issues_of(shape), parties)


def gains_by_listing(case: Case) -> dict[tuple[str, ...], Gains]:
    """What each outcome that all would sign gains each party, in its points."""
    found = {}
    for levels in product(*(issue.level_ids for issue in case.issues.values())):
        gains = tuple(
            sum((p.points or {})[i][k] for i, k in zip(case.issues, levels, strict=True))
            - (p.no_deal or 0.0)
            for p in case.parties.values()
        )
        if min(gains) >= -1e-9:
            found[levels] = tuple(0.0 if abs(g) < 1e-9 else g for g in gains)
    return found


def by_hand(zone: dict[tuple[str, ...], Gains], name: str) -> set[tuple[str, ...]]:
    """The outcomes that a solution names, by its definition."""
    efficient = {
        k: g
        for k, g in zone.items()
        if not any(
            all(b >= a - 1e-9 for a, b in zip(g, other, strict=True))
            and any(b > a + 1e-9 for a, b in zip(g, other, strict=True))
            for other in zone.values()
        )
    }
    ideal = [max(g[p] for g in zone.values()) for p in range(len(next(iter(zone.values()))))]

    def score(g: Gains) -> tuple[float, ...]:
        if name == "utilitarian":
            return (sum(g),)
        if name == "egalitarian":
            return tuple(sorted(g))
        if name == "kalai_smorodinsky":
            return tuple(sorted(x / i if i > 0 else 1.0 for x, i in zip(g, ideal, strict=True)))
        return (prod(x for x in g if x > 0),)

    def compared(g: Gains) -> frozenset[int]:
        """Products of other parties are in other units; the other scores are all compared."""
        return frozenset(k for k, x in enumerate(g) if x > 0) if name == "nash" else frozenset()

    most = max(len(compared(g)) for g in efficient.values())
    groups: dict[frozenset[int], list[Gains]] = {}
    for g in efficient.values():
        if len(compared(g)) == most:
            groups.setdefault(compared(g), []).append(g)
    best = {group: max(map(score, those)) for group, those in groups.items()}
    return {
        k
        for k, g in efficient.items()
        if compared(g) in best and np.allclose(score(g), best[compared(g)], rtol=1e-7, atol=1e-9)
    }


@st.composite
def point_cases(draw_: st.DrawFn) -> Case:
    shape = draw_(st.lists(st.integers(2, 3), min_size=1, max_size=3))
    parties = draw_(st.integers(2, 3))
    sizes = draw_(st.lists(st.sampled_from([1, 10, 250]), min_size=parties, max_size=parties))
    tables = [
        [[float(size * draw_(st.integers(-4, 12))) for _ in range(m)] for m in shape]
        for size in sizes
    ]
    for table, size in zip(tables, sizes, strict=True):
        table[0][0] = table[0][1] + size
    least = [sum(map(min, table)) for table in tables]
    scores = [
        low + size * draw_(st.integers(-30, 14)) for low, size in zip(least, sizes, strict=True)
    ]
    return case_of(shape, tables, scores)


@settings(max_examples=150, deadline=None)
@given(case=point_cases())
def test_the_solutions_are_those_of_the_given_points(case: Case) -> None:
    result = bargaining(case, zopa.draw(case, 2))
    assert result.scale == "own points"
    zone = gains_by_listing(case)
    for solved in result.solutions:
        won = {tuple(w.terms.values()): w for w in solved.centre}
        if not zone:
            assert not won
            continue
        expected = by_hand(zone, solved.solution)
        assert won.keys() == expected, solved.solution
        for levels, winner in won.items():
            gains = [winner.points_gained[p] for p in case.parties]
            assert gains == pytest.approx(zone[levels], abs=1e-6)
            worth = [
                sum((p.points or {})[i][k] for i, k in zip(case.issues, levels, strict=True))
                for p in case.parties.values()
            ]
            assert [winner.points[p] for p in case.parties] == pytest.approx(worth, abs=1e-6)


TABLES = [[[0.0, 6.0, 10.0], [0.0, 2.0]], [[900.0, 500.0, 0.0], [100.0, 0.0]]]


def test_a_point_counts_the_same_for_all_where_all_have_points() -> None:
    case = case_of([3, 2], TABLES, [0.0, 0.0])
    points = {s.solution: s.centre[0].terms for s in bargaining(case, zopa.draw(case, 2)).solutions}
    assert points["utilitarian"] == {"i0": "l0", "i1": "l0"}  # 1000 points for the second
    assert points["egalitarian"] == {"i0": "l2", "i1": "l0"}  # 10 and 100, after 8 and 500
    table = case.facts[1]
    values = Fact("p1", "value", ValueRange(table.content.level_ranges()), assumed="so")
    no_deal = Fact("p1", "reservation", ReservationRange(Interval(0.0, 0.0)), assumed="so")
    parties = dict(case.parties) | {"p1": Party("p1", "Party 1")}
    percent = replace(case, parties=parties, facts=(values, no_deal))
    result = bargaining(percent, zopa.draw(percent, 2))
    assert result.scale == "share of the whole"
    shares = {s.solution: s.centre[0].terms for s in result.solutions}
    assert shares["utilitarian"] == {"i0": "l1", "i1": "l1"}
    for name in ("nash", "kalai_smorodinsky"):
        assert shares[name] == points[name]


def test_programs_weigh_gains_as_the_points_do() -> None:
    space = OutcomeSpace(("i0", "i1"), (("l0", "l1", "l2"), ("l0", "l1")))
    values = [
        np.array([[0.0, 6.0, 10.0], [9.0, 5.0, 0.0]]) / np.array([[12.0], [10.0]]),
        np.array([[0.0, 2.0], [1.0, 0.0]]) / np.array([[12.0], [10.0]]),
    ]
    spans = np.array([0.012, 1.0])
    even = egalitarian_point(space, values, reservation=np.zeros(2))
    own = egalitarian_point(space, values, reservation=np.zeros(2), weights=spans)
    assert (space.decode(even.outcome)["i0"], space.decode(own.outcome)["i0"]) == ("l1", "l2")
    barred = tuple(np.zeros(v.shape[1], dtype=np.bool_) for v in values)
    found, _ = best_by_programs(space, values, (), barred, np.zeros(2), 10**7, spans)
    assert len(NAMES) == 4
    assert [0, 0] in found.tolist()
