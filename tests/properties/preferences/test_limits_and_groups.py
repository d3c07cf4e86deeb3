"""Limits, levels off the grid, words for no deal and groups, against what they stand for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zopa.analyses import zone
from zopa.case.kinds.reservation import NO_DEAL_WORDS
from zopa.case.load import read_case
from zopa.case.model import (
    Case,
    Fact,
    Issue,
    Level,
    Limit,
    Party,
    RedLine,
    ReservationRange,
)
from zopa.foundation.chance import Interval
from zopa.preferences.draws import draw

DRAWS = 40


def numbers(name: str, found: list[int]) -> Issue:
    return Issue(name, name, tuple(Level(str(k), str(k), float(k)) for k in found), numeric=True)


def two(*issues: Issue) -> Case:
    parties = {"us": Party("us", "Us"), "them": Party("them", "Them")}
    return Case("Two", {issue.id: issue for issue in issues}, parties)


LEVELS = st.sets(st.integers(-50, 50), min_size=2, max_size=8).map(sorted)


@given(LEVELS, LEVELS, st.sampled_from(["at_least", "at_most"]), st.data())
@settings(max_examples=40, deadline=None)
def test_a_limit_is_a_red_line_on_the_levels_beyond(
    first: list[int], second: list[int], kind: str, data: st.DataObject
) -> None:
    case = two(numbers("a", first), numbers("b", second))
    bounds = {"a": data.draw(st.sampled_from(first)), "b": data.draw(st.sampled_from(second))}
    limit = Limit(kind, {issue: str(bound) for issue, bound in bounds.items()})  # type: ignore[arg-type]
    beyond = {
        issue: tuple(
            k
            for k in case.issues[issue].level_ids
            if (int(k) < x if kind == "at_least" else int(k) > x)
        )
        for issue, x in bounds.items()
    }
    line = RedLine({issue: levels for issue, levels in beyond.items() if levels})
    assert limit.barred(case.issues) == line.levels
    limited = replace(case, facts=(Fact("us", kind, limit, assumed="so", confidence=0.5),))  # type: ignore[arg-type]
    lined = replace(case, facts=(Fact("us", "red_line", line, assumed="so", confidence=0.5),))
    one, other = draw(limited, DRAWS, seed=3), draw(lined, DRAWS, seed=3)
    assert all(np.array_equal(a, b) for a, b in zip(one.barred, other.barred, strict=True))
    assert zone(limited, one).exists == zone(lined, other).exists


LEDGER = """\
zopa: 1
title: The dues
parties: {{us: {{name: Our side}}, them: {{name: Their side}}}}
issues:
  form: {{title: Form, options: {{pact: a pact, note: a note}}}}
  price: {{title: Price, unit: million, levels: {levels}}}
drafts:
  text: {{terms: {{price: {named}, form: pact}}, assumed: so}}
facts:
  - {{party: us, order: {{price: less, form: [pact, note]}}, assumed: so}}
  - {{party: them, order: {{price: more}}, assumed: so}}
  - {{party: them, tables: text, assumed: so}}
  - {{party: us, red_line: {{price: {low}..{high}}}, assumed: so, confidence: likely}}
"""


@given(
    steps=st.integers(2, 9),
    named=st.decimals(0, 90, places=2),
    ends=st.lists(st.integers(0, 90), min_size=2, max_size=2).map(sorted),
)
@settings(max_examples=25, deadline=None)
def test_a_level_off_the_grid_is_as_if_it_had_been_declared(
    steps: int, named: object, ends: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    low, high = ends
    folder = tmp_path_factory.mktemp("dues")
    step = 90 // steps
    grid = [step * k for k in range(steps + 1)]

    def loaded(levels: str) -> Case:
        text = LEDGER.format(levels=levels, named=named, low=low, high=high)
        (Path(folder) / "case.yaml").write_text(text, encoding="utf-8")
        case, findings = read_case(folder)
        assert not findings
        assert case is not None
        return case

    short = loaded(f"{{from: 0, to: {grid[-1]}, step: {step}}}")
    whole = loaded(f"[{', '.join(short.issues['price'].level_ids)}]")
    assert {str(k) for k in (low, high)} <= set(whole.issues["price"].level_ids)
    assert [level.number for level in short.issues["price"].levels] == sorted(
        level.number or 0.0 for level in short.issues["price"].levels
    )
    assert whole.issues["price"].named == ()
    one, other = draw(short, DRAWS, seed=2), draw(whole, DRAWS, seed=2)
    for a, b in zip((*one.values, *one.barred), (*other.values, *other.barred), strict=True):
        assert np.array_equal(a, b)
    assert zone(short, one).exists == zone(whole, other).exists


@pytest.mark.parametrize("word", NO_DEAL_WORDS)
def test_a_word_for_no_deal_holds_in_every_draw(word: str) -> None:
    case = two(numbers("a", [1, 2, 3]))
    content = ReservationRange(NO_DEAL_WORDS[word], word)
    case = replace(case, facts=(Fact("us", "reservation", content, assumed="so"),))
    drawn = draw(case, 300, seed=1).reservation[:, 0]
    low, high = NO_DEAL_WORDS[word]
    assert drawn.min() >= low - 1e-9
    assert drawn.max() <= high + 1e-9
    assert np.ptp(drawn) > 0.3


def test_the_words_for_no_deal_are_thirds_of_the_scale() -> None:
    ends = [end for interval in NO_DEAL_WORDS.values() for end in interval]
    assert ends == [0, pytest.approx(1 / 3), pytest.approx(1 / 3), pytest.approx(2 / 3),
                    pytest.approx(2 / 3), 1]  # fmt: skip


def reservation(party: str, low: float, high: float, confidence: float, group: str) -> Fact:
    content = ReservationRange(Interval(low, high))
    return Fact(party, "reservation", content, assumed="so", confidence=confidence, group=group)


GROUPS = st.sampled_from(["", "one", "other"])


@given(st.lists(st.tuples(st.sampled_from(["us", "them"]), st.integers(0, 3), GROUPS), max_size=6))
@settings(max_examples=40, deadline=None)
def test_facts_of_a_group_are_in_force_together_and_as_often_as_they_should(
    told: list[tuple[str, int, str]],
) -> None:
    """Some of the facts clash, so what is kept is held against all that chance could have kept."""
    chance = {"": 0.7, "one": 0.6, "other": 0.4}
    facts = tuple(
        reservation(party, place / 4, place / 4 + 0.2, chance[group], group)
        for party, place, group in told
    )
    case = replace(two(numbers("a", [1, 2, 3])), facts=facts)
    units = {("alone", k) if not f.group else ("group", f.group) for k, f in enumerate(facts)}
    ways: dict[tuple[bool, ...], float] = {}
    for mask in range(1 << len(units)):
        on = {unit: bool(mask >> k & 1) for k, unit in enumerate(sorted(units))}
        force = tuple(
            on["group", f.group] if f.group else on["alone", k] for k, f in enumerate(facts)
        )
        places: dict[str, set[int]] = {}
        for holds, (party, place, _) in zip(force, told, strict=True):
            if holds:
                places.setdefault(party, set()).add(place)
        if all(len(found) == 1 for found in places.values()):
            weight = 1.0
            for unit, holds in on.items():
                p = chance[unit[1] if unit[0] == "group" else ""]  # type: ignore[index]
                weight *= p if holds else 1 - p
            ways[force] = ways.get(force, 0.0) + weight
    draws = draw(case, 400, seed=5)
    drawn = np.array([draws.in_force[k] for k in range(len(facts))]).reshape(len(facts), 400).T
    assert {tuple(row) for row in drawn.tolist()} <= set(ways)
    for k in range(len(facts)):
        expected = sum(w for way, w in ways.items() if way[k]) / sum(ways.values())
        assert drawn[:, k].mean() == pytest.approx(expected, abs=0.13)
