"""Red lines that bar everything: whose, which of them, and when nothing is said."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest
from ledger import Entry, ledger

from zopa.case.model import Case, Fact, Rule
from zopa.outcomes import space
from zopa.outcomes.diagram import diagram_of
from zopa.preferences.nothing_to_sign import parties_with_nothing_to_sign

ISSUES: dict[str, Any] = {"law": ["ours", "theirs"], "days": range(1, 6), "form": ["pact", "memo"]}
BOTH = {"law": ["ours", "theirs"]}


def us(**fact: Any) -> Entry:
    return {"party": "us", **fact}


def found(facts: list[Entry], rules: tuple[Rule, ...] = ()) -> list[tuple[str, set[int]]]:
    """Message and facts of each finding."""
    case = replace(ledger(ISSUES, facts), rules=rules)
    return [
        (
            f.message,
            {
                k
                for k, fact in enumerate(case.facts)
                if case.place(*fact.path, fact.kind)
                in {f.place, *(place for place, _ in f.related)}
            },
        )
        for f in parties_with_nothing_to_sign(case)
    ]


NOTHING: dict[str, tuple[list[Entry], set[int]]] = {
    "every level": ([us(red_line=BOTH)], {0}),
    "limits that cross": ([us(at_least={"days": 4}), us(at_most={"days": 2})], {0, 1}),
    "two facts, and one beside them": (
        [
            us(red_line={"form": "memo"}),
            us(red_line={"law": "ours"}),
            us(red_line={"law": "theirs"}),
        ],
        {1, 2},
    ),
    "a condition whose other side is barred": (
        [
            us(red_line={"if": {"law": ["ours", "theirs"]}, "then": {"days": 5}}),
            us(at_most={"days": 4}),
        ],
        {0, 1},
    ),
    "two conditions": (
        [
            us(red_line={"if": {"law": "ours"}, "then": {"days": 5}}),
            us(red_line={"if": {"law": "theirs"}, "then": {"days": 5}}),
            us(red_line={"if": {"law": "theirs"}, "then": {"form": "pact"}}),
            us(red_line={"days": [5]}),
        ],
        {0, 1, 3},
    ),
    "what is unsure": (
        [us(red_line={"law": "ours"}), us(red_line={"law": "theirs"}, confidence="likely")],
        {0, 1},
    ),
    "what is sure, before what is not": (
        [us(red_line=BOTH, confidence="likely"), us(at_least={"days": 4}), us(at_most={"days": 2})],
        {1, 2},
    ),
}


@pytest.mark.parametrize("name", NOTHING)
def test_the_fewest_red_lines_that_bar_everything_are_named(name: str) -> None:
    facts, named = NOTHING[name]
    ((message, shown),) = found(facts)
    assert shown == named
    assert "`us` no outcome to sign" in message
    assert not message.endswith("allow")


def test_nothing_is_said_where_something_is_left() -> None:
    assert not found(
        [us(red_line={"law": "ours"}), us(at_least={"days": 3}), us(at_most={"days": 3})]
    )
    assert not found(
        [us(red_line={"law": "ours"}), {"party": "them", "red_line": {"law": "theirs"}}]
    )
    assert not found(
        [us(red_line={"if": {"law": "ours"}, "then": {"days": 5}}), us(at_most={"days": 4})]
    )


def test_who_need_not_sign_may_bar_everything() -> None:
    case = ledger(ISSUES, [us(red_line=BOTH)], parties=("us", "them", "third"))
    watching = {
        p: replace(q, role="observer" if p == "us" else q.role) for p, q in case.parties.items()
    }
    assert not list(parties_with_nothing_to_sign(replace(case, parties=watching)))


def test_rules_bar_with_red_lines_and_are_told_of() -> None:
    rules = (Rule({"law": ("ours",)}, {"days": ("5",)}),)
    facts = [us(red_line={"law": "theirs"}), us(at_most={"days": 4}), us(red_line={"form": "memo"})]
    ((message, shown),) = found(facts, rules)
    assert shown == {0, 1}
    assert message == "these 2 red lines leave `us` no outcome to sign that the rules allow"
    impossible = (Rule({"law": ("ours", "theirs")}),)
    assert not found(facts, impossible)  # which is told of the rules themselves


def test_what_replaced_red_lines_bar_is_not_counted() -> None:
    facts = [
        us(red_line={"law": "ours"}, on="2025-01-01"),
        us(red_line={"law": "theirs"}, on="2025-02-01", replaces="earlier"),
    ]
    assert not found(facts)


def test_it_agrees_with_trying_every_outcome() -> None:
    rng = np.random.default_rng(5)
    told = 0
    for _ in range(60):
        facts = [_some_line(rng) for _ in range(6)]
        rules = (Rule({"law": ("ours",)}, {"form": ("pact",)}),) if rng.random() < 0.5 else ()
        case = replace(ledger(ISSUES, facts), rules=rules)
        said = bool(list(parties_with_nothing_to_sign(case)))
        assert said == (not any(_signs(case, outcome) for outcome in _outcomes(case)))
        told += said
    assert 5 < told < 55


def test_what_ties_issues_is_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = [
        {"party": party, "red_line": {"if": {"law": "ours"}, "then": {"days": day}}}
        for party in ("us", "them")
        for day in range(1, 6)
    ]
    case = ledger(ISSUES, [*facts, us(red_line={"law": "theirs"})])
    made: list[object] = []

    def counted(*args: Any) -> Any:
        made.append(args)
        return diagram_of(*args)

    monkeypatch.setattr(space, "diagram_of", counted)
    assert len(list(parties_with_nothing_to_sign(case))) == 1
    assert len(made) == 1


def _some_line(rng: np.random.Generator) -> Entry:
    issue = str(rng.choice(list(ISSUES)))
    levels = [str(level) for level in ISSUES[issue]]
    some = [level for level in levels if rng.random() < 0.5] or levels[:1]
    if rng.random() < 0.5:
        return us(red_line={issue: some})
    other = str(rng.choice([each for each in ISSUES if each != issue]))
    return us(red_line={"if": {issue: some}, "then": {other: [str(ISSUES[other][0])]}})


def _outcomes(case: Case) -> list[dict[str, str]]:
    levels = [issue.level_ids for issue in case.issues.values()]
    return [dict(zip(case.issues, outcome, strict=True)) for outcome in product(*levels)]


def _signs(case: Case, outcome: dict[str, str]) -> bool:
    def within(terms: Any) -> list[bool]:
        return [outcome[issue] in levels for issue, levels in terms.items()]

    def kept(fact: Fact) -> bool:
        content: Any = fact.content
        if fact.kind == "red_line" and hasattr(content, "when"):
            return not all(within(content.when)) or all(within(content.then))
        return not any(within(content.barred(case.issues)))

    rules = all(not all(within(r.when)) or all(within(r.then or {})) for r in case.rules)
    return rules and all(kept(fact) for fact in case.facts)
