"""Parties whose point tables are given: their preferences are the numbers as written."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zopa
from zopa.analyses.board import Board
from zopa.case.issues import Package
from zopa.case.model import Case, Fact, Issue, Level, Party, ReservationRange, Stance
from zopa.foundation.chance import Interval
from zopa.preferences.clashes import clashing_facts
from zopa.preferences.draws import Draws, draw

Table = dict[str, dict[str, float]]


def issue(name: str, levels: int) -> Issue:
    return Issue(name, name, tuple(Level(f"l{k}", f"level {k}") for k in range(levels)))


def case_of(tables: list[Table], no_deal: list[float | None]) -> Case:
    issues = {name: issue(name, len(levels)) for name, levels in tables[0].items()}
    parties = {
        f"p{k}": Party(f"p{k}", f"Party {k}", points=table, no_deal=score)
        for k, (table, score) in enumerate(zip(tables, no_deal, strict=True))
    }
    return Case("points", issues, parties)


def in_points(draws: Draws, party: str, outcome: dict[str, str]) -> tuple[float, float]:
    """What an outcome and no deal are worth in the first draw, in the party's points."""
    case, column = draws.case, draws.parties.index(party)
    worst, best = case.parties[party].own_scale or (0.0, 1.0)
    worth = sum(
        float(draws.values[k][0, column, case.issues[i].index(outcome[i])])
        for k, i in enumerate(draws.issues)
    )
    no_deal = float(draws.reservation[0, column])
    return worst + worth * (best - worst), worst + no_deal * (best - worst)


NUMBERS = st.one_of(st.integers(-50, 100).map(float), st.decimals(-1000, 1000, places=3).map(float))


@st.composite
def point_cases(draw_: st.DrawFn) -> Case:
    shape = draw_(st.lists(st.integers(1, 4), min_size=1, max_size=4).filter(lambda s: max(s) > 1))
    parties = draw_(st.integers(2, 4))
    tables: list[Table] = []
    for _ in range(parties):
        table = {
            f"i{k}": {f"l{n}": draw_(NUMBERS) for n in range(levels)}
            for k, levels in enumerate(shape)
        }
        widest = f"i{shape.index(max(shape))}"
        table[widest]["l0"] = table[widest]["l1"] + draw_(st.integers(1, 60))
        tables.append(table)
    return case_of(tables, [draw_(NUMBERS) for _ in range(parties)])


@settings(max_examples=60, deadline=None)
@given(case=point_cases())
def test_every_outcome_is_worth_its_points_and_the_zone_is_that_of_brute_force(case: Case) -> None:
    draws = draw(case, 2)
    assert draws.given
    for levels in product(*(i.level_ids for i in case.issues.values())):
        outcome = dict(zip(case.issues, levels, strict=True))
        for party in case.parties.values():
            points = sum((party.points or {})[i][level] for i, level in outcome.items())
            worth, no_deal = in_points(draws, party.id, outcome)
            assert worth == pytest.approx(points, abs=1e-9)
            assert no_deal == pytest.approx(party.no_deal, abs=1e-9)
    board = Board.of(case, draws)
    found = {
        tuple(o) for o, s in zip(board.outcomes, board.sign(board.outcomes)[0], strict=True) if s
    }
    expected = {
        at
        for at in product(*(range(len(i.levels)) for i in case.issues.values()))
        if all(
            sum((p.points or {})[i][f"l{k}"] for i, k in zip(case.issues, at, strict=True))
            >= (p.no_deal or 0.0) - 1e-9
            for p in case.parties.values()
        )
    }
    assert found == expected


TABLE: Table = {"price": {"l0": -10.0, "l1": 5.0, "l2": 30.0}, "date": {"l0": 0.0, "l1": 15.0}}
OTHER: Table = {"price": {"l0": 60.0, "l1": 20.0, "l2": 0.0}, "date": {"l0": 40.0, "l1": 0.0}}


@pytest.mark.parametrize("score", [-500.0, -10.0, 0.0, 45.0, 46.0, 3000.0])
def test_no_deal_below_the_worst_and_above_the_best_is_not_bent(score: float) -> None:
    draws = draw(case_of([TABLE, OTHER], [score, 0.0]), 3)
    assert in_points(draws, "p0", {"price": "l0", "date": "l0"})[1] == pytest.approx(score)
    zone = zopa.zone(draws.case, draws)
    assert zone.exists.share == (0.0 if score > 45 else 1.0)


def test_an_unknown_no_deal_score_is_drawn_and_heeds_what_was_refused() -> None:
    case = case_of([TABLE, OTHER], [None, 0.0])
    refused = Stance("rejects", Package(terms={"price": "l1", "date": "l1"}))  # 20 of -10 to 45
    case = replace(case, facts=(*case.facts, Fact("p0", "rejects", refused, assumed="so")))
    drawn = draw(case, 500).reservation[:, 0]
    assert drawn.min() > 30 / 55
    assert drawn.max() <= 1
    assert np.ptp(drawn) > 0.3


def test_what_else_is_said_must_agree_with_the_table() -> None:
    case = case_of([TABLE, OTHER], [10.0, 0.0])
    wrong = Fact("p0", "reservation", ReservationRange(Interval(0.9, 0.9)), assumed="so")
    right = Fact("p0", "reservation", ReservationRange(Interval(0.3, 0.4)), assumed="so")
    assert not list(clashing_facts(replace(case, facts=(*case.facts, right))))
    assert [f.code.name for f in clashing_facts(replace(case, facts=(*case.facts, wrong)))] == [
        "clash"
    ]


def test_a_table_that_changes_changes_its_fact_in_place() -> None:
    case = case_of([TABLE, OTHER], [10.0, 0.0])
    with_more = replace(case, facts=(*case.facts, *case.facts[:1]))
    assert len(with_more.facts) == 2
    parties = dict(case.parties) | {"p0": replace(case.parties["p0"], points=OTHER)}
    changed = replace(case, parties=parties)
    assert changed.facts[0].content.level_ranges() == case.facts[1].content.level_ranges()
    without = replace(case, parties=dict(parties) | {"p0": Party("p0", "Party 0")})
    assert [fact.party for fact in without.facts] == ["p1"]


def test_levels_of_a_number_lie_on_the_line_between_those_that_are_named() -> None:
    rent = Issue(
        "rent", "Rent", tuple(Level(str(k), str(k), float(k)) for k in range(31)), numeric=True
    )
    table = {"rent": {"0": 5.0, "10": 25.0, "30": -15.0}}
    parties = {
        "a": Party("a", "A", points=table, no_deal=0.0),
        "b": Party("b", "B", points={"rent": {"0": 30.0, "30": 0.0}}, no_deal=0.0),
    }
    draws = draw(Case("rent", {"rent": rent}, parties), 2)
    for level, points in [("0", 5.0), ("4", 13.0), ("10", 25.0), ("15", 15.0), ("29", -13.0)]:
        assert in_points(draws, "a", {"rent": level})[0] == pytest.approx(points)


def test_a_table_that_lacks_a_level_is_not_drawn() -> None:
    case = case_of([TABLE, OTHER], [10.0, 0.0])
    table = {"price": TABLE["price"], "date": {"l0": 0.0}}
    short = replace(case, parties=dict(case.parties) | {"p0": Party("p0", "P", points=table)})
    with pytest.raises(ValueError, match="lacks 'l1' of issue 'date'"):
        draw(short, 2)
