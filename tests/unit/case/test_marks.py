"""Marks beside entries: to which entry each belongs, what is no mark, and how they are counted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from zopa.case.checks.not_reviewed import entries_not_reviewed
from zopa.case.compose import read_yaml
from zopa.case.load import check, load_case
from zopa.case.model import Case
from zopa.case.write import EntryNote, write_case
from zopa.foundation.diagnostics import Place

BARGE = Path(__file__).parent / "barge"

LEDGER = """\
zopa: 1
title: The sale{title}
as_of: 2025-03-01{as_of}
parties:{parties}
  seller:{seller}
    name: Seller{seller_name}
  buyer: {{name: Buyer}}{buyer}
issues:
  price:
    title: Price
    options: {{low: little, high: much}}
rules:
{above_rule}  - never: {{price: high}}
drafts:
  offer:
    by: buyer
    terms:
      price: low{term}
{above_assumed}    assumed: for the sake of argument
facts:
{above_fact}  -{dash} party: seller{first}
    order: {{price: [high, low]}}
    assumed: who sells wants more{first_end}
  - {{party: buyer,
     order: {{price: [low, high]}}, assumed: who buys wants less}}{second}
{end}"""
GAPS = (
    "title", "as_of", "parties", "seller", "seller_name", "buyer", "above_rule", "term",
    "above_assumed", "above_fact", "dash", "first", "first_end", "second", "end",
)  # fmt: skip


def ledger(tmp_path: Path, **marks: str) -> Case:
    text = LEDGER.format(**(dict.fromkeys(GAPS, "") | marks))
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    return load_case(tmp_path)


@pytest.mark.parametrize(
    ("gap", "entry"),
    [
        ("title", ("title",)),
        ("as_of", ("as_of",)),
        ("seller", ("parties", "seller")),
        ("seller_name", ("parties", "seller")),
        ("buyer", ("parties", "buyer")),
        ("term", ("drafts", "offer")),
        ("first", ("facts", 0)),
        ("first_end", ("facts", 0)),
        ("second", ("facts", 1)),
    ],
)
def test_a_mark_counts_for_the_entry_behind_whose_words_it_stands(
    tmp_path: Path, gap: str, entry: tuple[str | int, ...]
) -> None:
    case = ledger(tmp_path, **{gap: "  # proposed"})
    assert case.unreviewed == {entry}
    mark = case.places[entry].mark
    assert mark is not None
    line = case.texts["case.yaml"].splitlines()[mark.line - 1]
    assert line[mark.column - 1 :][: mark.length] == "# proposed"


@pytest.mark.parametrize(
    ("gap", "entry"),
    [
        ("above_rule", ("rules", 0)),
        ("above_assumed", ("drafts", "offer")),
        ("above_fact", ("facts", 0)),
    ],
)
def test_a_mark_on_a_line_of_its_own_counts_for_what_stands_below(
    tmp_path: Path, gap: str, entry: tuple[str | int, ...]
) -> None:
    assert ledger(tmp_path, **{gap: "# proposed: why\n\n# so\n"}).unreviewed == {entry}


def test_a_mark_behind_a_dash_counts_for_its_entry(tmp_path: Path) -> None:
    assert ledger(tmp_path, dash="  # proposed\n   ").unreviewed == {("facts", 0)}


@pytest.mark.parametrize("gap", ["parties", "end"])
def test_a_mark_that_stands_at_no_entry_counts_for_none(tmp_path: Path, gap: str) -> None:
    assert not ledger(tmp_path, **{gap: "  # proposed"}).unreviewed


@pytest.mark.parametrize(
    "comment",
    ["#proposed", "#  proposed  ", "# proposed:", "# proposed: a, b; c # d", "# to be filled in"],
)
def test_words_that_are_a_mark(tmp_path: Path, comment: str) -> None:
    assert ledger(tmp_path, first=f"  {comment}").unreviewed == {("facts", 0)}


@pytest.mark.parametrize(
    "comment",
    ["# proposed by the seller", "# so proposed", "# - x: y  # proposed", "# Reviewed", "#"],
)
def test_other_comments_are_no_marks(tmp_path: Path, comment: str) -> None:
    assert not ledger(tmp_path, first=f"  {comment}").unreviewed


TEXTS = [
    "title: 'The sale  # proposed'",
    'title: "The sale  # proposed"',
    'title: "The sale\n  # proposed\n  of it"',
    "title: |\n  The sale  # proposed\n  # proposed",
    "title: >-\n  The sale\n\n  # proposed\n",
    "'a  # proposed': b",
    "title: sale# proposed",
    "title: sale  # no: # proposed\nas_of: '# proposed: # proposed: a'",
]


@pytest.mark.parametrize("text", TEXTS)
def test_the_words_in_a_text_are_no_mark(text: str) -> None:
    read = read_yaml("case.yaml", text)
    assert read.root is not None
    assert not read.marks


@pytest.mark.parametrize("sign", ["|", ">-", ">+"])
def test_a_mark_may_stand_where_a_block_of_lines_begins_and_below_it(sign: str) -> None:
    text = f"summary: {sign}  # proposed\n  The sale # proposed\n\n# proposed: c\n"
    marks = read_yaml("case.yaml", text).marks
    assert [(mark.place.line, mark.alone) for mark in marks] == [(1, False), (4, True)]
    assert marks[0].place == Place("case.yaml", 1, len(f"summary: {sign}") + 3, 10)


def told(case: Case) -> str:
    (finding,) = entries_not_reviewed(case)
    return finding.message


ENTRIES = {
    "facts": [("facts", 0), ("facts", 1)],
    "drafts": [("drafts", "offer")],
    "issues": [("issues", "price")],
    "parties": [("parties", "seller"), ("parties", "buyer")],
    "rules": [("rules", 0)],
    "single": [("title",), ("as_of",), ("summary",)],
}


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ("facts", "2 of 2 facts are proposed and not reviewed yet"),
        ("drafts", "1 draft is proposed and not reviewed yet"),
        ("parties", "2 parties are proposed and not reviewed yet"),
        ("issues parties", "1 issue and 2 parties are proposed and not reviewed yet"),
        ("single", "the title, the date and the summary are proposed and not reviewed yet"),
        (
            "facts drafts rules single",
            "2 of 2 facts, 1 draft, 1 rule, the title, the date and the summary are proposed and "
            "not reviewed yet",
        ),
    ],
)
def test_entries_are_counted_by_kind(tmp_path: Path, kinds: str, words: str) -> None:
    marked = frozenset(path for kind in kinds.split() for path in ENTRIES[kind])
    assert told(replace(ledger(tmp_path), unreviewed=marked)) == words


def test_one_fact_of_two(tmp_path: Path) -> None:
    case = ledger(tmp_path, second="  # proposed")
    assert told(case) == "1 of 2 facts is proposed and not reviewed yet"
    assert case.unreviewed_facts() == (1,)
    # A fact is known by where it stood in the file, also where another is left out.
    only = replace(case, facts=case.facts[1:])
    assert told(only) == "1 of 1 fact is proposed and not reviewed yet"
    assert only.unreviewed_facts() == (0,)
    assert not list(entries_not_reviewed(replace(case, facts=case.facts[:1])))


def test_the_note_stands_at_the_first_mark(tmp_path: Path) -> None:
    case = ledger(tmp_path, seller="  # proposed", second="  # proposed", term=" # proposed")
    (finding,) = entries_not_reviewed(case)
    assert finding.place == case.places["parties", "seller"].mark


def test_a_case_built_in_python_is_counted_too() -> None:
    case = load_case(BARGE)
    bare = replace(case, places={}, unreviewed=frozenset([("title",)]))
    (finding,) = entries_not_reviewed(bare)
    assert finding.place == Place("case.yaml", 1, 1)


def test_nothing_is_said_where_a_part_is_broken_or_no_mark_is_left(tmp_path: Path) -> None:
    case = ledger(tmp_path, first="  # proposed")
    assert not list(entries_not_reviewed(replace(case, broken=frozenset([("facts", 1)]))))
    assert not list(entries_not_reviewed(ledger(tmp_path)))


def test_only_a_strict_check_fails(tmp_path: Path) -> None:
    ledger(tmp_path, first="  # proposed")
    report = check(tmp_path)
    assert "not-reviewed" in {finding.code.name for finding in report}
    assert report.passes()
    assert not report.passes(strict=True)
    ledger(tmp_path)
    assert check(tmp_path).passes(strict=True)


def test_what_is_not_reviewed_is_written_with_a_mark(tmp_path: Path) -> None:
    case = replace(ledger(tmp_path), unreviewed=frozenset([("facts", 1), ("drafts", "offer")]))
    notes = {
        ("facts", 0): EntryNote(above=("the first",)),
        ("drafts", "offer"): EntryNote(mark="to be filled in", why="nothing is told"),
    }
    lines = write_case(case, notes).splitlines()
    assert "  offer:  # to be filled in: nothing is told" in lines
    assert "  - party: buyer  # proposed" in lines
    assert sum("# proposed" in line for line in lines) == 1


def test_facts_and_rules_are_marked_where_they_are_written(tmp_path: Path) -> None:
    case = ledger(tmp_path, second="  # proposed")
    (tmp_path / "case.yaml").write_text(write_case(replace(case, facts=case.facts[::-1])))
    assert load_case(tmp_path).unreviewed == {("facts", 0)}


def test_a_long_text_is_marked_behind_its_last_line(tmp_path: Path) -> None:
    case = replace(ledger(tmp_path), title="word " * 4000 + "end")
    note = EntryNote(mark="proposed", why="it stands in the first report")
    (tmp_path / "case.yaml").write_text(write_case(case, {("title",): note}))
    again = load_case(tmp_path)
    assert again.title == case.title
    assert again.unreviewed == {("title",)}
    assert "# it stands in the first report" in again.texts["case.yaml"]
