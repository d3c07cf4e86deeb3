"""What people stated when asked: its day, what rests on it, and how a brief says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from zopa.briefing.phrasing import plain
from zopa.briefing.wording.facts import fact_words
from zopa.case.days import fact_day
from zopa.case.knowledge import case_as_of
from zopa.case.load import examine
from zopa.case.model import Case
from zopa.case.write import write_case

LEDGER = """\
zopa: 1
title: The lease
as_of: 2026-03-10
parties:
  us: {name: Our side}
  them: {name: Their side}
issues:
  form: {title: Form, options: {pact: a pact, note: a note}}
  price: {title: Price, levels: {from: 0, to: 30, step: 10}}
facts:
  - party: us
    order: {form: [pact, note], price: less}
    stated: 2026-03-04
  - {party: them, order: {price: more}, assumed: so}
"""


def examined(folder: Path, ledger: str) -> tuple[Case, list[str]]:
    (folder / "case.yaml").write_text(ledger, encoding="utf-8")
    case, findings = examine(folder)
    assert case is not None
    return case, [finding.code.name for finding in findings]


def test_the_day_of_a_stated_fact_is_that_of_the_answer(tmp_path: Path) -> None:
    case, found = examined(tmp_path, LEDGER)
    assert "no-evidence" not in found
    assert [fact_day(case, fact) for fact in case.facts] == [date(2026, 3, 4), None]
    before, after = (case_as_of(case, date(2026, 3, day)) for day in (3, 4))
    assert (len(before.facts), len(after.facts)) == (1, 2)


def test_a_day_of_its_own_comes_first(tmp_path: Path) -> None:
    case, _ = examined(tmp_path, LEDGER.replace("stated: 2026", "on: 2026-02-01\n    stated: 2026"))
    assert fact_day(case, case.facts[0]) == date(2026, 2, 1)


def test_what_is_stated_after_the_case_is_told(tmp_path: Path) -> None:
    _, found = examined(tmp_path, LEDGER.replace("as_of: 2026-03-10", "as_of: 2026-03-01"))
    assert found.count("late-date") == 1


def test_a_stated_fact_is_written_as_it_was_read(tmp_path: Path) -> None:
    case, _ = examined(tmp_path, LEDGER)
    assert "    stated: 2026-03-04\n" in write_case(case)


def test_a_stated_fact_of_one_line_is_written_so(tmp_path: Path) -> None:
    line = "  - {party: us, reservation: 30..40, stated: 2026-03-04}\n"
    case, _ = examined(tmp_path, LEDGER + line)
    assert line in write_case(case)


def test_a_brief_says_that_it_was_stated(tmp_path: Path) -> None:
    from zopa import brief

    case, _ = examined(tmp_path, LEDGER)
    made = brief(case, draws=100).brief
    page = made.to_html()
    assert 'Stated when asked on <time data-case datetime="2026-03-04">4 March 2026' in page
    assert "stated when asked" in page.split("Sources and ledger")[0]
    assert made.results["evidence"].stated == 1
    assert made.results["evidence"].cells[0].stated


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("prefers: {this: {form: pact}, to: no_deal}",
         "the Our side preferred a deal with “Form”: ‘a pact’ to having no deal"),
        ("about_equal: [no_deal, {form: note}]",
         "the Our side found having no deal and a deal with “Form”: ‘a note’ about equally good"),
    ],
)  # fmt: skip
def test_comparisons_with_no_deal_are_told_in_words(
    tmp_path: Path, written: str, told: str
) -> None:
    line = f"  - {{party: us, {written}, stated: 2026-03-04}}\n"
    case, found = examined(tmp_path, LEDGER + line)
    assert plain(fact_words(case, case.facts[-1])) == told
    assert found.count("no-reservation") == 1  # of the other side


def test_no_draft_is_called_no_deal(tmp_path: Path) -> None:
    drafts = "drafts:\n  no_deal: {terms: {form: pact}, assumed: so}\nfacts:"
    (tmp_path / "case.yaml").write_text(LEDGER.replace("facts:", drafts), encoding="utf-8")
    _, findings = examine(tmp_path)
    assert [f.message for f in findings if f.code.name == "bad-id"] == [
        "`no_deal` cannot be the short name of a draft: it stands for having no deal"
    ]


@pytest.mark.parametrize("names", ["[{form: note}]", "[no_deal, {form: note}, {form: pact}]"])
def test_two_are_about_equal(tmp_path: Path, names: str) -> None:
    line = f"  - {{party: us, about_equal: {names}, stated: 2026-03-04}}\n"
    (tmp_path / "case.yaml").write_text(LEDGER + line, encoding="utf-8")
    _, findings = examine(tmp_path)
    assert "wrong-shape" in [finding.code.name for finding in findings]
