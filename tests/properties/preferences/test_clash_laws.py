"""Smallest clashes and consistency against brute force."""

from __future__ import annotations

from itertools import combinations, product
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger import Entry, ledger

from zopa.case.model import Case, Fact, RedLine, Stance
from zopa.preferences.consistency import Consistency, smallest_clash
from zopa.preferences.constraints import relation_of, rows_of_fact, settled_terms
from zopa.preferences.pieces import Ends, build_piece

items = st.integers(0, 7)


@given(st.lists(st.frozensets(items, min_size=1, max_size=4), min_size=1, max_size=5))
@settings(max_examples=60, derandomize=True)
def test_a_smallest_clash_is_smallest(forbidden: list[frozenset[int]]) -> None:
    def holds(chosen: Any) -> bool:
        return not any(f <= set(chosen) for f in forbidden)

    clash, proven = smallest_clash(list(range(8)), holds)
    assert proven
    assert not holds(clash)
    assert len(clash) == min(map(len, forbidden))
    smaller = next(size for size in range(9) if not all(map(holds, combinations(range(8), size))))
    assert len(clash) == smaller
    assert list(clash) == sorted(clash)


@given(st.lists(st.frozensets(items, min_size=1, max_size=4), min_size=1, max_size=5))
@settings(max_examples=60, derandomize=True)
def test_cut_short_it_still_cannot_spare_anything(forbidden: list[frozenset[int]]) -> None:
    def holds(chosen: Any) -> bool:
        return not any(f <= set(chosen) for f in forbidden)

    clash, _ = smallest_clash(list(range(8)), holds, most_rounds=1)
    assert not holds(clash)
    assert all(holds([k for k in clash if k != left_out]) for left_out in clash)


ISSUES: dict[str, list[str]] = {"a": ["p", "q", "s"], "b": ["x", "y"]}
PACKAGES = st.fixed_dictionaries({i: st.sampled_from(levels) for i, levels in ISSUES.items()})
RANGES = st.sampled_from(["0..20", "10..40", "30..60", "50..100", "70..90"])
FACTS = st.one_of(
    st.permutations(ISSUES["a"]).map(lambda o: {"order": {"a": o}}),
    st.permutations(ISSUES["b"]).map(lambda o: {"order": {"b": o}}),
    st.permutations(list(ISSUES)).map(lambda o: {"priorities": o}),
    st.builds(lambda kind, p: {kind: p}, st.sampled_from(["tables", "rejects"]), PACKAGES),
    st.just({"accepts": "offer"}),
    st.just({"rejects": "offer"}),
    st.builds(lambda p, q: {"prefers": {"this": p, "to": q}}, PACKAGES, PACKAGES).filter(
        lambda f: f["prefers"]["this"] != f["prefers"]["to"]
    ),
    RANGES.map(lambda r: {"reservation": r}),
    RANGES.map(lambda r: {"weight": {"a": r}}),
    st.builds(lambda v, r: {"value": {"a": {v: r}}}, st.sampled_from(ISSUES["a"]), RANGES),
    st.sampled_from(ISSUES["a"]).map(lambda v: {"red_line": {"a": [v]}}),
)


@st.composite
def cases(pick: st.DrawFn) -> Case:
    facts: list[Entry] = pick(st.lists(FACTS, min_size=2, max_size=6, unique_by=repr))
    parties = [pick(st.sampled_from(["us", "us", "us", "them"])) for _ in facts]
    return ledger(
        ISSUES,
        [{"party": p, **f} for p, f in zip(parties, facts, strict=True)],
        {"offer": {"a": ["p", "q"], "b": "x"}},
    )


def any_piece(case: Case, facts: tuple[Fact, ...], reading: dict[tuple[str, str], str]) -> bool:
    """Whether there are preferences with some best and worst level of every issue."""
    layout = Consistency(case).layout
    red = {
        (i, v)
        for f in facts
        if isinstance(f.content, RedLine)
        for i, levels in f.content.levels.items()
        for v in levels
    }
    for f in facts:
        wanted = isinstance(f.content, Stance) and f.content.stance != "rejects"
        if not wanted:
            continue
        terms = settled_terms(case, f.party, f.content.package, reading)
        open_to = {i: (terms[i],) if i in terms else case.issues[i].level_ids for i in case.issues}
        if any(all((i, v) in red for v in levels) for i, levels in open_to.items()):
            return False
    # every fact as rows, orders too: nothing is ruled out beforehand
    rows = [row for f in facts for row in rows_of_fact(case, layout, f, reading)]
    free = [relation_of(block, ()) for block in layout]
    ends = [[(k, j) for k in range(len(r)) for j in range(len(r)) if k != j] for r in free]
    return any(
        build_piece(layout, free, rows, Ends(*zip(*pairs, strict=True)), {}) is not None
        for pairs in product(*ends)
    )


@given(cases())
@settings(max_examples=60, suppress_health_check=list(HealthCheck), derandomize=True)
def test_facts_hold_if_they_leave_preferences(case: Case) -> None:
    consistency = Consistency(case)
    readings = [{("offer", "a"): level} for level in ("p", "q")]
    expected = any(
        all(any_piece(case, case.facts_of(party), reading) for party in case.parties)
        for reading in readings
    )
    assert consistency.holds(case.facts) == expected
    if not expected:
        clash, proven = smallest_clash(case.facts, consistency.holds)
        assert proven
        for size in range(len(clash)):
            assert all(map(consistency.holds, combinations(case.facts, size)))
