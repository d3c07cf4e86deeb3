"""What facts about packages say of bonuses, and draws with bonuses, against plain enumeration."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger import Entry, ledger, orders

from zopa.case.model import Case
from zopa.preferences.constraints import ConstraintRow, rows_of_fact
from zopa.preferences.draws import Draws, draw
from zopa.preferences.layout import layout_of

ISSUES: dict[str, list[str]] = {"a": ["p", "q", "s"], "b": ["x", "y"], "c": ["m", "n"]}
OUTCOMES = [dict(zip(ISSUES, levels, strict=True)) for levels in product(*ISSUES.values())]
LEVELS = [st.lists(st.sampled_from(v), min_size=1, unique=True) for v in ISSUES.values()]

whens = st.fixed_dictionaries({}, optional=dict(zip(ISSUES, LEVELS, strict=True))).filter(bool)
packages = st.fixed_dictionaries(
    {}, optional={i: st.sampled_from(v) for i, v in ISSUES.items()}
).filter(bool)
adds = st.sampled_from(["0..100", "10..30", "-100..0", "-30..-10"])
few = settings(max_examples=40, suppress_health_check=list(HealthCheck), derandomize=True)


def us(**fact: Any) -> Entry:
    return {"party": "us", **fact}


def completions(terms: dict[str, str]) -> list[dict[str, str]]:
    return [o for o in OUTCOMES if all(o[i] == level for i, level in terms.items())]


def earned(told: Entry, outcome: dict[str, str]) -> bool:
    """Whether a bonus is earned, or a penalty spared."""
    inside = all(outcome[i] in levels for i, levels in told["when"].items())
    return inside != told["adds"].startswith("-")


def row_and_position(told: Entry, fact: Entry) -> tuple[ConstraintRow, int, Case]:
    case = ledger(ISSUES, [us(bonus=told), fact])
    layout = layout_of(case)
    (row,) = rows_of_fact(case, layout, case.facts[1], {})
    return row, layout.bonuses[0].position, case


@given(whens, adds, packages)
@few
def test_a_package_earns_what_one_of_its_outcomes_earns(
    when: Any, adds: str, package: dict[str, str]
) -> None:
    told = {"when": when, "adds": adds}
    seen = [earned(told, outcome) for outcome in completions(package)]
    row, position, _ = row_and_position(told, us(accepts=package))
    assert row.a[position] == -max(seen)
    row, position, _ = row_and_position(told, us(rejects=package))
    assert row.a[position] == min(seen)


@given(whens, adds, packages, packages)
@few
def test_two_packages_compared(
    when: Any, adds: str, this: dict[str, str], to: dict[str, str]
) -> None:
    told = {"when": when, "adds": adds}
    shared = [i for i in ISSUES if i not in this and i not in to]
    ahead = [
        int(earned(told, one)) - int(earned(told, other))
        for one in completions(this)
        for other in completions(to)
        if all(one[i] == other[i] for i in shared)
    ]
    row, position, _ = row_and_position(told, us(prefers={"this": this, "to": to}))
    assert row.a[position] == -max(ahead)


@given(st.lists(st.tuples(whens, adds), min_size=1, max_size=3), packages, packages, st.data())
@few
def test_facts_say_no_more_than_what_surely_follows(
    bonuses: list[tuple[Any, str]], this: dict[str, str], to: dict[str, str], data: st.DataObject
) -> None:
    """Where a fact holds of some outcomes that a package may become, its constraint holds."""
    told = [{"when": when, "adds": adds} for when, adds in bonuses]
    facts = [us(accepts=this), us(rejects=this), us(prefers={"this": this, "to": to})]
    case = ledger(ISSUES, [*(us(bonus=b) for b in told), *facts])
    layout = layout_of(case)
    rng = np.random.default_rng(data.draw(st.integers(0, 10_000)))
    x = rng.random(layout.size)
    for block in layout:
        own = slice(block.first, block.stop)
        x[own] -= x[own].min()
        x[block.weight] = x[own].max()
    position = {
        (tuple(sorted((i, tuple(sorted(v))) for i, v in b["when"].items())), b["adds"][0] == "-"): b
        for b in told
    }
    sizes = {bonus.position: position[bonus.when, bonus.penalty] for bonus in layout.bonuses}

    def utility(outcome: dict[str, str]) -> float:
        values = sum(layout.blocks[i].column(v) @ x[_own(layout, i)] for i, v in outcome.items())
        return float(values + sum(x[k] for k, b in sizes.items() if earned(b, outcome)))

    r = x[layout.aspiration] = x[layout.reservation]
    worth = {str(o): utility(o) for o in OUTCOMES}
    open_in_both = [i for i in ISSUES if i not in this and i not in to]
    holds = [
        max(worth[str(o)] for o in completions(this)) >= r,
        min(worth[str(o)] for o in completions(this)) <= r - 1e-5,
        any(
            worth[str(one)] >= worth[str(other)]
            for one in completions(this)
            for other in completions(to)
            if all(one[i] == other[i] for i in open_in_both)
        ),
    ]
    for fact, so in zip(case.facts[len(told) :], holds, strict=True):
        (row,) = rows_of_fact(case, layout, fact, {})
        if so:
            assert row.a @ x <= row.b + 1e-9


def _own(layout: Any, issue: str) -> slice:
    return slice(layout.blocks[issue].first, layout.blocks[issue].stop)


N = 60
FACTS: list[Entry] = [
    orders("us", a=["p", "q", "s"], b=["x", "y"], c=["m", "n"]),
    us(bonus={"when": {"a": ["q", "s"], "b": "y"}, "adds": "5..30"}),
    us(bonus={"when": {"c": "m", "a": ["p"]}, "adds": "-20..-5"}, confidence="likely"),
    us(accepts={"a": "q", "b": "y"}),
    us(rejects={"a": "p", "c": "m", "b": "y"}, confidence="roughly even chance"),
    {"party": "them", "bonus": {"when": {"b": ["y"], "a": ["s", "q"]}, "adds": "-40..0"}},
    {"party": "them", "prefers": {"this": {"b": "x"}, "to": {"b": "y", "a": "q"}}},
]


def everything(draws: Draws) -> dict[Any, list[float]]:
    """All utilities by party and outcome, and the reservation values."""
    told: dict[Any, list[float]] = {}
    ids = [issue.level_ids for issue in draws.case.issues.values()]
    every = np.array(list(product(*(range(len(own)) for own in ids))))
    total = sum(v[:, :, every[:, k]] for k, v in enumerate(draws.values))
    total = total + sum(term.utilities(every) for term in draws.terms)
    for p, party in enumerate(draws.parties):
        told[party] = draws.reservation[:, p].tolist()
        for k, outcome in enumerate(every):
            named = sorted((i, ids[j][outcome[j]]) for j, i in enumerate(draws.issues))
            told[party, str(named)] = total[:, p, k].round(12).tolist()
    return told


ORIGINAL = draw(ledger(ISSUES, FACTS), N, seed=3)
EXPECTED = everything(ORIGINAL)


@given(st.permutations(range(len(FACTS))), st.permutations(list(ISSUES)), st.booleans())
@settings(max_examples=4, suppress_health_check=list(HealthCheck), derandomize=True)
def test_order_in_the_file_moves_no_utility(
    order: list[int], issues: list[str], turned: bool
) -> None:
    moved = {i: ISSUES[i][::-1] if turned else ISSUES[i] for i in issues}
    facts = [FACTS[k] for k in order]
    if turned:
        facts = [_turned(fact) for fact in facts]
    assert everything(draw(ledger(moved, facts), N, seed=3)) == EXPECTED


def _turned(fact: Entry) -> Entry:
    if "bonus" not in fact:
        return fact
    when = {
        i: v[::-1] if isinstance(v, list) else v
        for i, v in reversed(list(fact["bonus"]["when"].items()))
    }
    return {**fact, "bonus": {**fact["bonus"], "when": when}}


@given(st.integers(0, 100))
@settings(max_examples=4, derandomize=True)
def test_utilities_lie_between_nothing_and_the_whole(seed: int) -> None:
    draws = draw(ORIGINAL.case, N, seed)
    every = np.array(list(product(*(range(v.shape[2]) for v in draws.values))))
    total = sum(v[:, :, every[:, k]] for k, v in enumerate(draws.values))
    total = total + sum(term.utilities(every) for term in draws.terms)
    assert total.min() >= -1e-9
    assert total.max() <= 1 + 1e-9
    swings = sum(np.ptp(v, axis=2) for v in draws.values)
    assert np.allclose(swings + sum(abs(term.worth) for term in draws.terms), 1)
    names = list(ISSUES)
    assert names == list(draws.issues)
    us_ = draws.parties.index("us")
    may = total[:, us_][:, (every[:, 0] == 1) & (every[:, 1] == 1)].max(axis=1)
    assert (may >= draws.reservation[:, us_] - 1e-7).all()
