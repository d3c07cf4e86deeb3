"""Every kind of fact is whole: named, read, and able to answer what layers above ask of it."""

from __future__ import annotations

from importlib import import_module
from inspect import isclass
from pathlib import Path
from pkgutil import iter_modules
from typing import get_args

import pytest

from zopa.case import kinds
from zopa.case.facts import KINDS
from zopa.case.kinds.content import FactContent
from zopa.case.kinds.registry import Content, FactKind
from zopa.case.load import read_case
from zopa.case.model import Case, ConditionalRedLine, Fact
from zopa.case.write import write_case

LEDGER = """\
zopa: 1
title: The lease
parties:
  us:
    name: Our side
    points: {form: {pact: 12, note: -3, none: 0}, price: {0: 5, 30: -7.5}}
    no_deal: 4
issues:
  form: {title: Form, options: {pact: a pact, note: a note, none: nothing}}
  price: {title: Price, levels: {from: 0, to: 30, step: 10}}
drafts:
  first: {terms: {form: pact, price: 10}, assumed: so}
facts:
"""
WRITTEN: dict[FactKind, str] = {
    "order": "{form: [pact, [note, none]], price: {peak: 20}}",
    "priorities": "[form, price]",
    "tables": "first",
    "accepts": "{form: note}",
    "declines": "first, over: [price, form]",
    "rejects": "first",
    "prefers": "{this: first, to: {form: none}}",
    "about_equal": "[first, no_deal]",
    "red_line": "{form: [none], price: [0, 10]}",
    "at_least": "{price: 10}",
    "at_most": "{price: 20}",
    "weight": "{price: 30..50}",
    "value": "{form: {pact: 60..80, note: 5}}",
    "bonus": "{when: {form: [pact], price: [10..20]}, adds: 5}",
    "reservation": "40..60",
}

LINES = [f"  - {{party: us, {kind}: {what}, assumed: so}}" for kind, what in WRITTEN.items()]


def content_classes() -> set[type]:
    modules = [import_module(f"zopa.case.kinds.{m.name}") for m in iter_modules(kinds.__path__)]
    return {
        thing
        for module in modules
        for thing in vars(module).values()
        if isclass(thing) and issubclass(thing, FactContent) and thing is not FactContent
    }


def loaded(folder: Path, *facts: str) -> Case:
    (folder / "case.yaml").write_text(LEDGER + "\n".join(facts) + "\n", encoding="utf-8")
    case, findings = read_case(folder)
    assert not findings
    assert case is not None
    return case


@pytest.fixture
def facts(tmp_path: Path) -> dict[str, Fact]:
    case = loaded(tmp_path, *LINES)
    return {fact.kind: fact for fact in case.facts}


def test_every_content_class_is_a_content() -> None:
    assert content_classes() == set(get_args(Content))


def test_every_kind_is_read_and_every_content_comes_of_a_kind(facts: dict[str, Fact]) -> None:
    assert set(facts) - {"points"} == set(WRITTEN) == set(KINDS)
    of_conditions = {ConditionalRedLine}  # the other form of a red line
    assert {type(fact.content) for fact in facts.values()} | of_conditions == content_classes()


def test_a_content_says_where_its_names_stand(facts: dict[str, Fact]) -> None:
    def names(kind: str) -> set[tuple[object, ...]]:
        return {(u.kind, u.name, u.path, u.issue, u.key) for u in facts[kind].content.names(("x",))}

    assert names("order") == {
        ("issue", "form", ("x", "form"), "", True),
        ("level", "pact", ("x", "form", 0, 0), "form", False),
        ("level", "note", ("x", "form", 1, 0), "form", False),
        ("level", "none", ("x", "form", 1, 1), "form", False),
        ("issue", "price", ("x", "price"), "", True),
        ("level", "20", ("x", "price", "peak"), "price", False),
    }
    assert names("priorities") == {
        ("issue", "form", ("x", 0, 0), "", False),
        ("issue", "price", ("x", 1, 0), "", False),
    }
    assert names("tables") == {("draft", "first", ("x",), "", False)}
    assert names("prefers") == {
        ("draft", "first", ("x", "this"), "", False),
        ("issue", "form", ("x", "to", "form"), "", True),
        ("level", "none", ("x", "to", "form"), "form", False),
    }
    assert names("red_line") >= {("level", "10", ("x", "price", 1), "price", False)}
    assert names("weight") == {("issue", "price", ("x", "price"), "", True)}
    assert names("value") >= {("level", "note", ("x", "form", "note"), "form", True)}
    assert names("bonus") >= {("level", "20", ("x", "when", "price", 1), "price", False)}
    assert names("reservation") == set()
    assert names("points") >= {("level", "note", ("x", "form", "note"), "form", True)}


def test_a_red_line_may_hang_on_a_condition(tmp_path: Path) -> None:
    line = "{party: us, red_line: {if: {price: 10..30}, then: {form: pact}}, assumed: so}"
    case = loaded(tmp_path, f"  - {line}")
    (fact,) = (fact for fact in case.facts if fact.kind == "red_line")
    assert fact.content == ConditionalRedLine({"price": ("10", "20", "30")}, {"form": ("pact",)})
    assert fact.content.barred(case.issues) == {}
    assert "red_line: {if: {price: 10..30}, then: {form: pact}}" in write_case(case)
    uses = {(use.kind, use.name) for use in fact.content.names(("x",))}
    assert {("issue", "price"), ("issue", "form"), ("level", "pact")} <= uses


def test_half_a_condition_is_told(tmp_path: Path) -> None:
    line = "  - {party: us, red_line: {if: {price: 10}}, assumed: so}"
    (tmp_path / "case.yaml").write_text(LEDGER + line + "\n", encoding="utf-8")
    _, findings = read_case(tmp_path)
    assert [finding.message for finding in findings] == ["`red_line` has no `then`"]


def test_what_layers_above_ask(facts: dict[str, Fact], tmp_path: Path) -> None:
    ranked = {kind for kind, fact in facts.items() if any(fact.content.orders())}
    assert ranked == {"order"}
    case = loaded(tmp_path, *LINES)
    barred = {k: found for k, fact in facts.items() if (found := fact.content.barred(case.issues))}
    assert barred == {
        "red_line": {"form": ("none",), "price": ("0", "10")},
        "at_least": {"price": ("0",)},
        "at_most": {"price": ("30",)},
    }
    valued = {kind for kind, fact in facts.items() if fact.content.level_ranges()}
    assert valued == {"value", "points"}
    no_deals = {kind for kind, fact in facts.items() if fact.content.no_deal_range()}
    assert no_deals == {"reservation", "points"}
    on_no_deal = {kind for kind, fact in facts.items() if fact.content.bears_on_no_deal()}
    stances = {"tables", "accepts", "declines", "rejects"}
    assert on_no_deal == {*stances, "about_equal", "reservation", "points"}
    speaks = {kind for kind, fact in facts.items() if any(fact.content.packages())}
    assert speaks == {*stances, "prefers", "about_equal"}
    assert not set(facts["bonus"].content.valued_levels(case.issues))
    lines = [position for position, _, _ in case.red_lines()]
    assert lines == [list(WRITTEN).index(kind) for kind in ("red_line", "at_least", "at_most")]
    assert [ranking.issue for _, _, ranking in case.orders()] == ["form", "price"]
