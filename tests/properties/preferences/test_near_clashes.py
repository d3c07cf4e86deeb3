"""Facts that miss each other by next to nothing: what the check passes can be drawn."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from ledger import Entry, ledger

from zopa.case.model import Case
from zopa.preferences.clashes import clashing_facts
from zopa.preferences.draws import draw

ISSUES = {"pay": ["high", "middle", "low"], "term": ["long", "short"], "law": ["ours", "theirs"]}
BEST = {"pay": "high", "term": "long", "law": "ours"}

Pair = tuple[dict[str, Any], dict[str, Any]]


def range_above(kind: str, inside: Any) -> Any:
    """Two ranges of one number, of which one begins where the other ends, and a little above."""
    return lambda gap: ({kind: inside("8..12")}, {kind: inside(f"{12 + gap:.9f}..30")})


def number_beside(kind: str, inside: Any) -> Any:
    """One number told twice, not quite alike."""
    return lambda gap: ({kind: inside(12)}, {kind: inside(round(12 + gap, 9))})


NEARLY: list[Any] = [
    number_beside("weight", lambda n: {"pay": n}),
    range_above("weight", lambda n: {"pay": n}),
    number_beside("value", lambda n: {"pay": {"middle": n}}),
    range_above("value", lambda n: {"pay": {"middle": n}}),
    number_beside("reservation", lambda n: n),
    range_above("reservation", lambda n: n),
    number_beside("bonus", lambda n: {"when": {"pay": "high"}, "adds": n}),
    range_above("bonus", lambda n: {"when": {"pay": "high", "law": "ours"}, "adds": n}),
    lambda gap: ({"weight": {"pay": 40, "term": 35}}, {"weight": {"law": round(25 + gap, 9)}}),
    lambda gap: ({"order": {"pay": ["high", "middle", "low"]}},
                 {"value": {"pay": {"high": 12, "middle": round(12 + gap, 9)}}}),
    lambda gap: ({"priorities": ["pay", "term"]},
                 {"weight": {"pay": 12, "term": round(12 + gap, 9)}}),
    lambda gap: ({"prefers": {"this": {"pay": "high"}, "to": {"pay": "middle"}}},
                 {"value": {"pay": {"high": 12, "middle": round(12 + gap, 9)}}}),
    lambda gap: ({"prefers": {"this": {"pay": "low", "law": "ours"}, "to": {"term": "long"}}},
                 {"value": {"pay": {"low": 5}, "law": {"ours": 5},
                            "term": {"long": round(10 + gap, 9)}}}),
    lambda gap: ({"accepts": BEST}, {"reservation": round(100 - gap, 9)}),
    lambda gap: ({"rejects": BEST}, {"reservation": f"0..{0.001 - min(gap, 0.0009):.9f}"}),
    lambda gap: ({"rejects": {"pay": "high"}}, {"reservation": round(0.001 - gap / 2, 9)}),
]  # fmt: skip


@st.composite
def near_clashes(pick: st.DrawFn) -> list[Entry]:
    """One or two pairs of facts that almost contradict each other, some of them uncertain."""
    facts: list[Entry] = []
    for nearly in pick(st.lists(st.sampled_from(NEARLY), min_size=1, max_size=2)):
        gap = round(10.0 ** pick(st.floats(-9, -3)), 9)
        for fact in nearly(gap):
            doubt = {"confidence": "likely"} if pick(st.booleans()) else {}
            facts.append({"party": "us", **fact, **doubt})
    return [fact for k, fact in enumerate(facts) if fact not in facts[:k]]


def passes(case: Case) -> bool:
    return not any(f.code.severity.name == "ERROR" for f in clashing_facts(case))


@given(near_clashes())
@example([{"party": "us", "weight": {"pay": n}} for n in (33, 33.000012)])
@example([{"party": "us", "value": {"pay": {"low": n}}} for n in (7, 7.000009)])
@settings(max_examples=100, suppress_health_check=list(HealthCheck), derandomize=True)
def test_what_the_check_passes_can_be_drawn(facts: list[Entry]) -> None:
    case = ledger(ISSUES, facts)
    if not passes(case):
        return
    draws = draw(case, 24, seed=5)
    assert draws.converged
    for values in draws.values:
        assert np.isfinite(values).all()
        assert values.min() >= 0
    if not draws.terms:
        total = np.sum([v.max(axis=2) for v in draws.values], axis=0)
        assert np.allclose(total, 1, atol=2e-6)


def test_numbers_a_hair_apart_are_drawn_between() -> None:
    case = ledger(ISSUES, [{"party": "us", "weight": {"term": n}} for n in (21, 21.000008)])
    assert passes(case)
    draws = draw(case, 200, seed=1)
    weight = draws.values[1][:, draws.parties.index("us")].max(axis=1)
    assert np.abs(weight - 0.21).max() < 1e-6
    assert draws.values[0][:, draws.parties.index("us")].max(axis=1).std() > 0.05
