"""Numbers in a ledger: levels off the grid, uneven levels, ranges of levels, limits."""

from __future__ import annotations

from pathlib import Path

import pytest

from zopa.case.load import check, load_case, read_case
from zopa.case.model import Case, Limit
from zopa.case.named_numbers import MOST_LEVELS
from zopa.case.write import write_case

HEAD = """\
zopa: 1
title: The dues
parties: {us: {name: Our side}, them: {name: Their side}}
issues:
  form: {title: Form, options: {pact: a pact, note: a note}}
  price: {title: Price, levels: LEVELS}
"""
GRID = "{from: 0, to: 50, step: 10}"


def loaded(folder: Path, rest: str, levels: str = GRID) -> Case:
    text = HEAD.replace("LEVELS", levels) + rest
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    case, findings = read_case(folder)
    assert not findings, [finding.message for finding in findings]
    assert case is not None
    return case


def codes(folder: Path, rest: str, levels: str = GRID) -> list[str]:
    text = HEAD.replace("LEVELS", levels) + rest
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    left_aside = ("unknown-order", "no-reservation")
    return [f.code.name for f in check(folder) if f.code.name not in left_aside]


NAMING = {
    "a draft": "drafts: {d: {terms: {price: 45.5}, assumed: so}}",
    "a disputed term": "drafts: {d: {terms: {price: {45.5: [{a: b}], 10: [{a: c}]}}}}",
    "a package": "facts: [{party: us, rejects: {price: 45.5}, assumed: so}]",
    "an order": "facts: [{party: us, order: {price: [45.50, 10]}, assumed: so}]",
    "an inner bracket": "facts: [{party: us, order: {price: [[45.5, 10]]}, assumed: so}]",
    "a peak": "facts: [{party: us, order: {price: {peak: 4.55e1}}, assumed: so}]",
    "a red line": "facts: [{party: us, red_line: {price: 45.5}, assumed: so}]",
    "a limit": "facts: [{party: us, at_most: {price: 45.5}, assumed: so}]",
    "the end of a range": "facts: [{party: us, red_line: {price: 45.5..50}, assumed: so}]",
    "a value": "facts: [{party: us, value: {price: {45.5: 3}}, assumed: so}]",
    "a bonus": "facts: [{party: us, bonus: {when: {price: 45.5}, adds: 3}, assumed: so}]",
    "a preference": "facts: [{party: us, prefers: {this: {price: 45.5}, to: {price: 0}}, "
    "assumed: so}]",
}


@pytest.mark.parametrize("rest", NAMING.values(), ids=NAMING)
def test_a_number_that_is_named_is_a_level(rest: str, tmp_path: Path) -> None:
    price = loaded(tmp_path, rest).issues["price"]
    assert price.level_ids == ("0", "10", "20", "30", "40", "45.5", "50")
    assert price.named == ("45.5",)


def test_what_is_written_back_declares_what_was_declared(tmp_path: Path) -> None:
    rest = "drafts: {d: {terms: {price: 45.5}, assumed: so}}"
    case = loaded(tmp_path, rest)
    written = write_case(case)
    assert "levels: {from: 0, to: 50, step: 10}" in written
    (tmp_path / "case.yaml").write_text(written, encoding="utf-8")
    again, _ = read_case(tmp_path)
    assert again is not None
    assert again.issues == case.issues
    assert again.drafts["d"].levels == {"price": ("45.5",)}


def test_a_rule_names_declared_levels(tmp_path: Path) -> None:
    assert codes(tmp_path, "rules: [{never: {price: 45.5, form: pact}}]") == ["unknown-level"]


def test_a_range_in_a_rule_stands_for_the_levels_within(tmp_path: Path) -> None:
    case = loaded(
        tmp_path,
        "rules: [{if: {price: [5..25, 50]}, then: {form: pact}}]\n"
        "drafts: {d: {terms: {price: 12}, assumed: so}}",
    )
    assert case.rules[0].when == {"price": ("10", "12", "20", "50")}
    assert codes(tmp_path, "rules: [{never: {price: 1..9}}]") == ["unknown-level"]


def test_a_range_holds_what_a_later_fact_names(tmp_path: Path) -> None:
    case = loaded(
        tmp_path,
        "facts:\n"
        "  - {party: us, red_line: {price: 10..30}, assumed: so}\n"
        "  - {party: us, order: {price: [10..20, 30, 40..50]}, assumed: so}\n"
        "  - {party: us, value: {price: {0..10: 5}}, assumed: so}\n"
        "  - {party: them, accepts: {price: 12.5}, assumed: so}\n",
    )
    line, order, value, _ = (fact.content for fact in case.facts)
    assert line.barred(case.issues) == {"price": ("10", "12.5", "20", "30")}
    (ranking,) = order.orders()
    assert ranking.tiers == (("10", "12.5", "20"), ("30",), ("40", "50"))  # type: ignore[union-attr]
    assert list(value.level_ranges()["price"]) == ["0", "10"]
    assert set(line.valued_levels(case.issues)) == {("price", "10"), ("price", "30")}
    written = write_case(case)
    assert "red_line: {price: [10..30]}" in written
    assert "order: {price: [10..20, 30, 40..50]}" in written


def test_a_range_that_falls_is_told(tmp_path: Path) -> None:
    rest = "facts: [{party: us, red_line: {price: 30..10}, assumed: so}]"
    assert codes(tmp_path, rest) == ["bad-range"]


@pytest.mark.parametrize(
    ("levels", "ids"),
    [
        ("[83, 88.72, 96.75]", ("83", "88.72", "96.75")),
        ("[96.75, 83.0, 8.872e1]", ("83", "88.72", "96.75")),
        ("[10, 9, 100]", ("9", "10", "100")),
    ],
)
def test_levels_may_be_uneven(levels: str, ids: tuple[str, ...], tmp_path: Path) -> None:
    case = loaded(tmp_path, "", levels)
    assert case.issues["price"].level_ids == ids
    assert f"levels: [{', '.join(ids)}]" in write_case(case)


def test_even_levels_are_written_in_steps(tmp_path: Path) -> None:
    assert "{from: 1, to: 3, step: 1}" in write_case(loaded(tmp_path, "", "[3, 1, 2]"))


@pytest.mark.parametrize(
    ("levels", "found"),
    [("[1, 1.0, 2]", ["bad-range"]), ("[1, two]", ["bad-number"]), ("[1]", ["too-few"]),
     ("[]", ["empty"])],
)  # fmt: skip
def test_mistakes_among_uneven_levels(levels: str, found: list[str], tmp_path: Path) -> None:
    assert codes(tmp_path, "", levels) == found


def test_too_many_numbers_are_told_and_left_out(tmp_path: Path) -> None:
    drafts = "\n".join(f"  d{k}: {{terms: {{price: {k}.5}}, assumed: so}}" for k in range(3))
    found = codes(tmp_path, f"drafts:\n{drafts}", "{from: 0, to: 999, step: 1}")
    assert found[0] == "too-many"
    assert MOST_LEVELS == 1001
    drafts = "\n".join(f"  d{k}: {{terms: {{price: {k}.5}}, assumed: so}}" for k in range(1))
    assert codes(tmp_path, f"drafts:\n{drafts}", "{from: 0, to: 999, step: 1}") == []


@pytest.mark.parametrize(
    ("kind", "bound", "barred"),
    [
        ("at_least", "20", ("0", "10")),
        ("at_least", "0", ()),
        ("at_least", "25", ("0", "10", "20")),
        ("at_least", "60", ("0", "10", "20", "30", "40", "50")),
        ("at_most", "20", ("30", "40", "50")),
        ("at_most", "25", ("30", "40", "50")),
        ("at_most", "50", ()),
        ("at_most", "60", ()),
    ],
)
def test_a_limit_bars_what_lies_beyond(
    kind: str, bound: str, barred: tuple[str, ...], tmp_path: Path
) -> None:
    case = loaded(tmp_path, f"facts: [{{party: us, {kind}: {{price: {bound}}}, assumed: so}}]")
    content = case.facts[0].content
    assert isinstance(content, Limit)
    assert content.barred(case.issues) == ({"price": barred} if barred else {})


def test_a_limit_reaches_as_far_as_the_levels(tmp_path: Path) -> None:
    rest = "facts: [{party: us, at_most: {price: 50}, assumed: so}]"
    assert codes(tmp_path, rest) == ["limit-at-end"]
    assert codes(tmp_path, rest, "{from: 0, to: 80, step: 10}") == []
    content = load_case(tmp_path).facts[0].content
    assert content.barred(load_case(tmp_path).issues) == {"price": ("60", "70", "80")}


@pytest.mark.parametrize("bound", ["pact", "3"])
def test_words_have_no_limits_whatever_is_written(bound: str, tmp_path: Path) -> None:
    rest = f"facts: [{{party: us, at_least: {{form: {bound}}}, assumed: so}}]"
    assert "limit-of-words" in codes(tmp_path, rest)


TWICE = {
    "issues: {term: {title: T, options: {a: A, b: B}, levels: [1, 2]}}": "`options` and `levels`",
    "parties: {us: {name: U, points: {form: {pact: 1, note: 0}}, scale: {worst: 0, best: 1}}}": (
        "`points` and `scale`"
    ),
    "parties: {us: {name: U, discount: {per: step, factor: 0.5, power: 2}}}": (
        "`factor` and `power`"
    ),
}


@pytest.mark.parametrize("rest", TWICE)
def test_keys_that_rule_each_other_out_are_told(rest: str, tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(f"zopa: 1\ntitle: T\n{rest}\n", encoding="utf-8")
    told = [f.message for f in check(tmp_path) if f.code.name == "wrong-shape"]
    assert len(told) == 1
    assert told[0].endswith(f"has both {TWICE[rest]}")
