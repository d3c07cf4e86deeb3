"""Clashes: which facts are named, in how many findings, and which facts do not clash."""

from __future__ import annotations

from typing import Any

import pytest
from ledger import Entry, ledger, orders

from zopa.case.model import Case
from zopa.foundation.diagnostics import Finding
from zopa.preferences import consistency
from zopa.preferences.clashes import clashing_facts
from zopa.preferences.draws import draw

BOTH: dict[str, Any] = {"a": ["good", "bad"], "b": ["good", "bad"]}
BEST = {"a": "good", "b": "good"}
KNOWN = orders("us", **BOTH)


def us(**fact: Any) -> Entry:
    return {"party": "us", **fact}


def them(**fact: Any) -> Entry:
    return {"party": "them", **fact}


def found(case: Case) -> list[tuple[str, set[int]]]:
    """Code and facts of each finding."""
    return [(f.code.name, facts_of(case, f)) for f in clashing_facts(case)]


def facts_of(case: Case, finding: Finding) -> set[int]:
    places = {finding.place, *(place for place, _ in finding.related)}
    return {k for k, f in enumerate(case.facts) if case.place(*f.path, f.kind) in places}


CLASHES: dict[str, tuple[list[Entry], set[int]]] = {
    "two numbers": ([us(reservation="60..70"), us(reservation="10..20")], {0, 1}),
    "a cycle of three": (
        [
            KNOWN,
            us(prefers={"this": {"a": "bad", "b": "good"}, "to": {"a": "good", "b": "bad"}}),
            us(weight={"b": "10..40"}),
        ],
        {0, 1, 2},
    ),
    "priorities in a ring": (
        [
            us(priorities=["a", "b"]),
            us(weight={"a": "30..45"}),
        ],
        {0, 1},
    ),
    "accepts what it will never sign": (
        [KNOWN, us(accepts={"a": "bad"}), us(red_line={"a": ["bad"]}), us(reservation="0..40")],
        {1, 2},
    ),
    "accepts what it can sign in no way": (
        [KNOWN, us(red_line={"a": ["good", "bad"]}), us(accepts={"b": "good"})],
        {1, 2},
    ),
    "tables what no deal beats": (
        [us(tables={"a": "bad", "b": "bad"}), us(reservation="10..90"), KNOWN],
        {0, 1, 2},
    ),
    "refuses the best": ([KNOWN, us(rejects=BEST), us(reservation="0..90")], {0, 1}),
    "tables what it refuses": (
        [
            KNOWN,
            us(tables={"a": "good", "b": "bad"}),
            us(rejects={"a": "good", "b": "bad"}),
        ],
        {1, 2},
    ),
    "a number on the worst level": ([us(value={"a": {"good": "10..90", "bad": "10..90"}})], {0}),
    "weights that do not add up": (
        [KNOWN, us(weight={"a": "0..40"}), us(weight={"b": "0..40"}), us(tables=BEST)],
        {1, 2},
    ),
}


@pytest.mark.parametrize("name", CLASHES)
def test_a_clash_names_its_facts(name: str) -> None:
    facts, expected = CLASHES[name]
    assert found(ledger(BOTH, facts)) == [("clash", expected)]


AGREE: dict[str, list[Entry]] = {
    "preferred both ways: indifferent": [
        us(prefers={"this": {"a": "good"}, "to": {"a": "bad"}}),
        us(prefers={"this": {"a": "bad"}, "to": {"a": "good"}}),
    ],
    "orders both ways: indifferent": [KNOWN, orders("us", a=["bad", "good"])],
    "a red line on what it refuses": [us(red_line={"a": ["bad"]}), us(rejects={"a": "bad"})],
    "numbers that meet": [us(reservation="10..40"), us(reservation="40..60")],
    "a red line of the other party": [us(accepts={"a": "bad"}), them(red_line={"a": ["bad"]})],
}


@pytest.mark.parametrize("name", AGREE)
def test_facts_that_agree_are_left_in_peace(name: str) -> None:
    case = ledger(BOTH, AGREE[name])
    assert found(case) == []
    assert draw(case, 20).converged


def test_a_ring_of_packages() -> None:
    """p over q, q over s, s over p, each although b gets worse: neither issue can matter."""
    issues = {"a": ["p", "q", "s"], "b": ["x", "y"], "c": ["x", "y"]}

    def over(one: str, other: str) -> Entry:
        return us(prefers={"this": {"a": one, "b": "y"}, "to": {"a": other, "b": "x"}})

    facts = [over("p", "q"), over("q", "s"), over("s", "p"), orders("us", b=["x", "y"])]
    a, b, _ = draw(ledger(issues, facts), 20).values
    assert a[:, 0].max() == pytest.approx(0, abs=1e-6)
    assert b[:, 0].max() == pytest.approx(0, abs=1e-6)
    sharper = [*facts, us(weight={"b": "20..30"})]
    assert found(ledger(issues, sharper)) == [("clash", {0, 1, 2, 3, 4})]
    two = {issue: issues[issue] for issue in "ab"}  # one of two issues matters
    assert found(ledger(two, facts)) == [("clash", {0, 1, 2, 3})]


def test_two_clashes_are_two_findings() -> None:
    facts = [
        us(reservation="60..70"),
        them(weight={"a": "80..90"}),
        us(reservation="10..20"),
        them(priorities=["b", "a"]),
        us(weight={"a": "20..30"}),
    ]
    assert found(ledger(BOTH, facts)) == [("clash", {0, 2}), ("clash", {1, 3})]


OFFER: dict[str, Entry] = {"offer": {"a": ["good", "bad"], "b": "bad"}}


def test_a_reading_saves_the_facts() -> None:
    facts = [KNOWN, us(accepts="offer"), us(reservation="20..30")]
    case = ledger(BOTH, facts, OFFER)
    assert found(case) == [("reading-clash", {0, 1, 2})]
    finding = next(iter(clashing_facts(case)))
    assert "`a` cannot be `bad`" in finding.message


def test_parties_clash_through_a_reading_they_share() -> None:
    """Each can hold under one reading, and it is not the same one."""
    facts = [
        KNOWN,
        orders("them", a=["bad", "good"], b=["good", "bad"]),
        us(accepts="offer"),
        them(accepts="offer"),
        us(reservation="20..30"),
        them(reservation="20..30"),
    ]
    case = ledger(BOTH, facts, OFFER)
    assert found(case) == [("clash", {0, 1, 2, 3, 4, 5})]
    message = next(iter(clashing_facts(case))).message
    assert message == "these 6 facts about `us` and `them` cannot all hold"
    for left_out in range(6):
        rest = [fact for k, fact in enumerate(facts) if k != left_out]
        assert "clash" not in {code for code, _ in found(ledger(BOTH, rest, OFFER))}


def test_no_reading_saves_the_facts() -> None:
    facts = [KNOWN, us(accepts="offer"), us(reservation="20..30"), us(weight={"a": "0..10"})]
    assert found(ledger(BOTH, facts, OFFER)) == [("clash", {0, 1, 2, 3})]


def test_doubt_is_told_apart() -> None:
    likely = {"confidence": "likely"}
    sure = [us(reservation="60..70")]
    assert found(ledger(BOTH, [*sure, us(reservation="10..20", **likely)])) == [
        ("uncertain-clash", {0, 1})
    ]
    both = [us(reservation="60..70", **likely), us(reservation="10..20", **likely)]
    case = ledger(BOTH, both)
    assert found(case) == [("uncertain-clash", {0, 1})]
    assert next(iter(clashing_facts(case))).message == (
        "these 2 uncertain facts about `us` cannot hold together"
    )
    alone = ledger(BOTH, [us(value={"a": {"good": "10..90", "bad": "10..90"}}, **likely)])
    assert "whatever else is so" in next(iter(clashing_facts(alone))).message


def test_more_readings_than_are_tried_are_no_clash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consistency, "MOST_READINGS", 1)
    case = ledger(BOTH, [KNOWN, us(accepts="offer"), us(reservation="20..30")], OFFER)
    facts = consistency.Consistency(case)
    assert facts.holds(case.facts)


def test_a_clash_among_forty_facts_is_found_with_few_programs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    issues = {f"i{k:02}": ["a", "b", "c", "d"] for k in range(10)}
    facts = [orders("us", **{i: levels}) for i, levels in issues.items()]
    facts += [orders("them", **{i: levels[::-1]}) for i, levels in issues.items()]
    for k in range(9):
        upper = {i: levels[k % 3] for i, levels in issues.items()}
        lower = {i: levels[k % 3 + 1] for i, levels in issues.items()}
        facts.append(us(prefers={"this": {**upper, f"i{k:02}": "a"}, "to": lower}))
        facts.append(them(prefers={"this": lower, "to": {**upper, f"i{k:02}": "a"}}))
    facts.append(us(prefers={"this": {"i03": "c"}, "to": {"i03": "b"}}))
    facts.append(us(value={"i03": {"c": "0..5", "b": "10..20"}}))
    case = ledger(issues, facts)
    assert len(case.facts) == 40
    solved = 0
    original = consistency.mixed_integer_point

    def counted(*arguments: Any) -> Any:
        nonlocal solved
        solved += 1
        return original(*arguments)

    monkeypatch.setattr(consistency, "mixed_integer_point", counted)
    assert found(case) == [("clash", {38, 39})]
    assert solved < 300
