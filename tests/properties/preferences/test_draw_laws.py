"""The same case gives the same draws, however it is written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger import ledger, orders

from zopa.case.model import Case
from zopa.preferences.draws import Draws, draw

PARTIES = ["us", "them", "others"]
ISSUES: dict[str, Any] = {
    "pay": range(0, 41, 10),
    "law": ["ours", "neutral", "theirs"],
    "term": ["long", "short"],
}
FACTS: list[dict[str, Any]] = [
    orders("us", pay="more", law=["ours", ["neutral", "theirs"]]),
    orders("them", pay="less", term=["short", "long"]),
    {"party": "us", "tables": "offer"},
    {"party": "them", "rejects": "offer"},
    {"party": "them", "priorities": ["pay", "law"], "confidence": "likely"},
    {"party": "us", "red_line": {"law": ["theirs"]}, "confidence": "roughly even chance"},
    {"party": "them", "prefers": {"this": {"law": "neutral"}, "to": {"law": "ours"}}},
    {"party": "others", "reservation": "20..60", "confidence": "unlikely"},
]
DRAFTS = {"offer": {"pay": "30", "law": ["neutral", "ours"], "term": "long"}}
N = 40


def shuffled(mapping: Mapping[str, Any], order: list[int]) -> dict[str, Any]:
    keys = list(mapping)
    return {keys[k]: mapping[keys[k]] for k in order}


def told(draws: Draws) -> dict[Any, list[float]]:
    """Everything in the draws, by name."""
    case = draws.case
    found: dict[Any, list[float]] = {}
    for p, party in enumerate(draws.parties):
        found[party] = draws.reservation[:, p].tolist()
        for i, issue in enumerate(case.issues.values()):
            for k, level in enumerate(issue.level_ids):
                found[party, issue.id, level] = draws.values[i][:, p, k].tolist()
                found[party, issue.id, level, "barred"] = draws.barred[i][:, p, k].tolist()
    for (draft, issue_id), taken in draws.readings.items():
        ids = case.issues[issue_id].level_ids
        found["reading", draft, issue_id] = [ids[k] for k in taken]  # type: ignore[misc]
    for k, force in draws.in_force.items():
        fact = case.facts[k]
        found["in force", fact.party, fact.kind] = force.tolist()
    return found


AS_WRITTEN = ledger(ISSUES, FACTS, DRAFTS, PARTIES)
ORIGINAL = draw(AS_WRITTEN, N, seed=7)
EXPECTED = told(ORIGINAL)

few = settings(max_examples=6, suppress_health_check=list(HealthCheck), derandomize=True)


def test_the_same_seed_gives_the_same_draws() -> None:
    assert told(draw(AS_WRITTEN, N, seed=7)) == EXPECTED
    other = draw(AS_WRITTEN, N, seed=8)
    assert other.reservation.tolist() != ORIGINAL.reservation.tolist()


@given(
    st.permutations(range(len(PARTIES))),
    st.permutations(range(len(ISSUES))),
    st.permutations(range(len(FACTS))),
    st.permutations(range(3)),
)
@few
def test_order_in_the_file_moves_no_number(
    parties: list[int], issues: list[int], facts: list[int], levels: list[int]
) -> None:
    moved = {**ISSUES, "law": [ISSUES["law"][k] for k in levels]}
    case = ledger(
        shuffled(moved, issues),
        [FACTS[k] for k in facts],
        DRAFTS,
        [PARTIES[k] for k in parties],
    )
    assert told(draw(case, N, seed=7)) == EXPECTED


@given(st.permutations(range(len(FACTS))))
@few
def test_evidence_and_dates_move_no_number(order: list[int]) -> None:
    facts = tuple(replace(AS_WRITTEN.facts[k], assumed=f"because of {k}") for k in order)
    case = Case(
        "another title", AS_WRITTEN.issues, AS_WRITTEN.parties, AS_WRITTEN.drafts, facts, name="x"
    )
    assert told(draw(case, N, seed=7)) == EXPECTED


@given(st.text("abcxyz", min_size=1, max_size=6))
@few
def test_a_common_prefix_moves_no_number(prefix: str) -> None:
    def named(thing: Any) -> Any:
        if isinstance(thing, str):
            known = {*PARTIES, *ISSUES, "offer", "ours", "neutral", "theirs", "long", "short"}
            return f"{prefix}-{thing}" if thing in known else thing
        if isinstance(thing, Mapping):
            return {named(key): named(value) for key, value in thing.items()}
        return [named(entry) for entry in thing] if isinstance(thing, list) else thing

    draws = draw(ledger(named(ISSUES), named(FACTS), named(DRAFTS), named(PARTIES)), N, seed=7)
    original = ORIGINAL
    assert np.array_equal(draws.reservation, original.reservation)
    for ours, theirs in zip(draws.values, original.values, strict=True):
        assert np.array_equal(ours, theirs)


@given(st.integers(0, 100))
@few
def test_every_draw_agrees_with_what_is_in_force(seed: int) -> None:
    draws = draw(AS_WRITTEN, N, seed)
    us, them = draws.parties.index("us"), draws.parties.index("them")
    pay, law, term = draws.values
    each = np.arange(N)
    reading = draws.readings["offer", "law"]
    near = 1e-7

    def offer(party: int) -> np.ndarray:
        return pay[:, party, 3] + law[each, party, reading] + term[:, party, 0]

    assert (offer(us) >= draws.reservation[:, us] - near).all()
    assert (offer(them) <= draws.reservation[:, them] + near).all()
    assert (np.diff(pay[:, us], axis=1) >= -near).all()
    assert (law[:, them, 1] >= law[:, them, 0] - near).all()
    swing = pay[:, them].max(axis=1) - law[:, them].max(axis=1)
    assert (swing[draws.in_force[4]] >= -near).all()
    for values in draws.values:
        assert values.min() >= 0
        assert values.min(axis=2).max() <= near
    assert np.allclose(np.sum([v.max(axis=2) for v in draws.values], axis=0), 1)
    assert draws.reservation.min() >= 0
    assert draws.reservation.max() <= 1
