"""Conditional red lines in small random cases, against every outcome looked at one by one."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zopa.analyses import board as board_module
from zopa.analyses import drafts, frontier, zone
from zopa.case.model import (
    Case,
    ConditionalRedLine,
    Draft,
    Fact,
    Issue,
    Level,
    Package,
    Party,
    RedLine,
    Rule,
    Stance,
    TermReading,
)
from zopa.outcomes.space import OutcomeSpace
from zopa.preferences.consistency import Consistency
from zopa.preferences.draws import Draws, draw

DRAWS = 6
Outcome = dict[str, str]


@st.composite
def cases(data: st.DrawFn) -> Case:
    """Two or three signatories, two to four issues, red lines of all sorts, maybe a rule."""
    sizes = data(st.lists(st.integers(2, 3), min_size=2, max_size=4))
    issues = {
        f"i{i}": Issue(f"i{i}", f"Issue {i}", tuple(Level(f"l{k}", f"way {k}") for k in range(n)))
        for i, n in enumerate(sizes)
    }

    def some_levels(issue: str) -> st.SearchStrategy[tuple[str, ...]]:
        ids = issues[issue].level_ids
        return st.lists(st.sampled_from(ids), min_size=1, max_size=len(ids), unique=True).map(tuple)

    def side() -> st.SearchStrategy[dict[str, tuple[str, ...]]]:
        chosen = st.lists(st.sampled_from(list(issues)), min_size=1, max_size=2, unique=True)
        return chosen.flatmap(
            lambda names: st.fixed_dictionaries({n: some_levels(n) for n in names})
        )

    parties = {f"p{k}": Party(f"p{k}", f"Party {k}") for k in range(data(st.integers(2, 3)))}
    lines = st.builds(ConditionalRedLine, side(), side())
    plain = st.sampled_from(list(issues)).flatmap(
        lambda name: some_levels(name).map(lambda levels: RedLine({name: levels}))
    )
    facts = tuple(
        Fact(
            data(st.sampled_from(list(parties))), "red_line", content, assumed="so",
            confidence=data(st.sampled_from([1.0, 1.0, 0.5])),
        )
        for content in data(st.lists(st.one_of(lines, lines, lines, plain), min_size=1, max_size=5))
    )  # fmt: skip
    rules = tuple(data(st.lists(st.builds(Rule, side(), side()), max_size=1)))
    settled = data(st.lists(st.sampled_from(list(issues)), min_size=1, unique=True))
    terms = {i: (TermReading(data(st.sampled_from(issues[i].level_ids))),) for i in settled}
    draft = Draft("text", "A text", ("p0",), None, terms)
    return Case("Random", issues, parties, {"text": draft}, facts, rules)


def breaks(outcome: Outcome, when: Any, then: Any) -> bool:
    return all(outcome[i] in k for i, k in when.items()) and not all(
        outcome[i] in k for i, k in (then or {}).items()
    )


def every_outcome(case: Case) -> list[Outcome]:
    found = [
        dict(zip(case.issues, levels, strict=True))
        for levels in product(*(issue.level_ids for issue in case.issues.values()))
    ]
    return [o for o in found if not any(breaks(o, rule.when, rule.then) for rule in case.rules)]


def refuses(fact: Fact, case: Case, outcome: Outcome) -> bool:
    """Whether a red line rules an outcome out."""
    content = fact.content
    if isinstance(content, ConditionalRedLine):
        return breaks(outcome, content.when, content.then)
    return any(outcome[i] in levels for i, levels in content.barred(case.issues).items())


def signs(draws: Draws, d: int, p: int, outcome: Outcome, without: int = -1) -> bool:
    case = draws.case
    worth = sum(
        float(draws.values[k][d, p, case.issues[i].index(outcome[i])])
        for k, i in enumerate(case.issues)
    )
    return worth >= draws.reservation[d, p] - 1e-9 and not any(
        refuses(fact, case, outcome)
        for k, fact in enumerate(case.facts)
        if fact.party == draws.parties[p]
        and k != without
        and (fact.certain or draws.in_force[k][d])
    )


def bests(draws: Draws, d: int) -> dict[str, str]:
    """The author's best level on each issue in a draw."""
    author = draws.parties.index("p0")
    return {
        issue: draws.case.issues[issue].level_ids[int(values[d, author].argmax())]
        for issue, values in zip(draws.issues, draws.values, strict=True)
    }


def hold_to_brute_force(case: Case, listed: int | None = None) -> None:
    """Zone, what blocks it, drafts and counts, as outcomes looked at one by one say."""
    everything = every_outcome(case)
    assert OutcomeSpace.of(case).count() == len(everything)
    if not everything:
        return
    draws = draw(case, DRAWS, seed=1)
    who = range(len(draws.parties))
    signed = np.array(
        [[[signs(draws, d, p, o) for o in everything] for p in who] for d in range(DRAWS)]
    )
    members = signed.all(axis=1)
    found = zone(case, draws)
    assert found.outcomes == len(everything)
    assert found.exists.share == pytest.approx(members.any(axis=1).mean())
    for entry in found.levels:
        has = [o[entry.issue] == entry.level for o in everything]
        assert entry.share.share == pytest.approx(members[:, has].any(axis=1).mean())
    assert {(entry.issue, entry.level) for entry in found.levels} == {
        (i, k) for i, issue in case.issues.items() for k in issue.level_ids
    }
    at = {tuple(sorted(o.items())): k for k, o in enumerate(everything)}
    for best in found.best:
        share = members[:, at[tuple(sorted(best.terms.items()))]].mean()
        assert best.share.share == pytest.approx(share)
    stuck = [d for d in range(DRAWS) if not members[d].any()]
    opened = {block.fact: block.opens.share for block in found.blocks if block.kind == "red_line"}
    for k in range(len(case.facts)) if stuck else ():
        freed = [
            any(all(signs(draws, d, p, o, without=k) for p in who) for o in everything)
            for d in stuck
        ]
        assert opened.get(k, 0.0) == pytest.approx(np.mean(freed))
    if listed is None:
        assert found.portion.mean == pytest.approx(members.mean())
        text = case.drafts["text"]
        settled = {i: levels[0] for i, levels in text.levels.items()}
        ways = [k for k, o in enumerate(everything) if settled.items() <= o.items()]
        if ways:
            (told,) = drafts(case, draws).drafts
            could = np.ones(DRAWS, dtype=bool)
            for p, entry in zip(who, told.parties, strict=True):
                own = signed[:, p, ways]
                at_best = own.any(axis=1)
                assert entry.accepts_at_best.share == pytest.approx(at_best.mean())
                assert entry.accepts_whatever.share == pytest.approx(own.all(axis=1).mean())
                stands = [signs(draws, d, p, {**bests(draws, d), **settled}) for d in range(DRAWS)]
                accepts = at_best if entry.party == "p0" else np.array(stands)
                assert entry.accepts.share == pytest.approx(accepts.mean())
                could &= accepts
            signed_by_all = members[:, ways].any(axis=1) & could
            assert told.signed.share == pytest.approx(signed_by_all.mean())
        for point in frontier(case, draws).points:
            assert tuple(sorted(point.terms.items())) in at


@given(cases())
@settings(max_examples=25, deadline=None)
def test_what_a_condition_bars_is_what_it_says(case: Case) -> None:
    hold_to_brute_force(case)


@given(cases())
@settings(max_examples=15, deadline=None)
def test_a_search_finds_what_a_list_does(case: Case) -> None:
    before = board_module.LISTED
    board_module.LISTED = 1
    try:
        hold_to_brute_force(case, listed=1)
    finally:
        board_module.LISTED = before


@given(cases(), st.data())
@settings(max_examples=40, deadline=None)
def test_who_puts_forward_what_it_will_never_sign_contradicts_itself(
    case: Case, data: st.DataObject
) -> None:
    every = list(case.issues)
    settled = data.draw(st.lists(st.sampled_from(every), min_size=len(every) - 1, unique=True))
    terms = {i: data.draw(st.sampled_from(case.issues[i].level_ids)) for i in settled}
    own = [replace(fact, party="p0") for fact in case.facts]
    tables = Fact("p0", "tables", Stance("tables", Package(terms=terms)), assumed="so")
    ways = [
        dict(zip(case.issues, levels, strict=True))
        for levels in product(*(issue.level_ids for issue in case.issues.values()))
    ]
    possible = any(
        terms.items() <= way.items() and not any(refuses(fact, case, way) for fact in own)
        for way in ways
    )
    assert Consistency(case).holds([*own, tables]) == possible
