"""What shows in the ranges of single numbers, against linear programs on the whole."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger import Entry, ledger

from zopa.preferences.consistency import Consistency

ISSUES: dict[str, list[str]] = {"a": ["p", "q", "s"], "b": ["x", "y"]}
PACKAGES = st.fixed_dictionaries(
    {}, optional={i: st.sampled_from(levels) for i, levels in ISSUES.items()}
).filter(bool)
NUMBERS = st.sampled_from(["0", "20", "40", "60", "0..30", "30..70", "50..100"])
WHENS = st.sampled_from([{"a": ["p", "q"]}, {"a": "s", "b": "y"}, {"b": "x"}])


def us(kind: str) -> Any:
    return lambda content: {"party": "us", kind: content}


FACTS = st.one_of(
    st.builds(lambda v, n: {"a": {v: n}}, st.sampled_from(ISSUES["a"]), NUMBERS).map(us("value")),
    st.builds(lambda v, n: {"b": {v: n}}, st.sampled_from(ISSUES["b"]), NUMBERS).map(us("value")),
    NUMBERS.map(lambda n: {"a": n}).map(us("weight")),
    NUMBERS.map(us("reservation")),
    st.builds(lambda w, n: {"when": w, "adds": n}, WHENS, NUMBERS).map(us("bonus")),
    PACKAGES.map(us("accepts")),
    PACKAGES.map(us("rejects")),
    st.builds(lambda p, q: {"this": p, "to": q}, PACKAGES, PACKAGES).map(us("prefers")),
    st.permutations(ISSUES["a"]).map(lambda o: {"a": o}).map(us("order")),
)


@given(st.lists(FACTS, min_size=2, max_size=7, unique_by=repr))
@settings(max_examples=150, suppress_health_check=list(HealthCheck), derandomize=True)
def test_a_clash_that_shows_in_the_ranges_is_one(facts: list[Entry]) -> None:
    facts = [f for f in facts if "prefers" not in f or f["prefers"]["this"] != f["prefers"]["to"]]
    case = ledger(ISSUES, facts)
    consistency = Consistency(case)
    numbers = consistency.numbers(case.facts)
    found = numbers.clash(consistency.other_rows(case.facts, {}))
    holds = consistency._point(case.facts, {}) is not None
    assert not (found and holds)
    if numbers.all_given:
        assert found != holds
