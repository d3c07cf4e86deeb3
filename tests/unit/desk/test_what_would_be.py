"""Changes to a ledger that are looked at, and kept only when somebody says so."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import numpy as np
import pytest

import zopa
from zopa.case.load import load_case
from zopa.desk.editing import add_entry, ledger_as_it_stands
from zopa.desk.errors import EditRefusedError, FindingsError, WrongCallError
from zopa.desk.ledger_draws import drawn_ledger
from zopa.desk.supposing import supposed_ledger

EXAMPLE = Path(__file__).parents[3] / "examples" / "minerals"
DAY = date(2025, 3, 1)
DRAWS = 80


@pytest.fixture
def case(tmp_path):
    return shutil.copytree(EXAMPLE, tmp_path / "minerals")


def text(case):
    return (case / "case.yaml").read_text()


def test_nothing_is_written_until_it_is_kept(case):
    before = {path: path.read_bytes() for path in case.rglob("*") if path.is_file()}
    told = zopa.what_if(case, without=[1], confidence={10: "very likely"}, draws=DRAWS)
    assert {path: path.read_bytes() for path in case.rglob("*") if path.is_file()} == before
    told.keep()
    assert (case / "case.yaml").read_bytes() != before[case / "case.yaml"]


def test_a_fact_left_out_stays_as_a_comment(case):
    before = text(case)
    supposed_ledger(case, without=[4, 6], today=DAY).keep()
    words = "  # left out 2025-03-01, after a look at what would be without it\n"
    assert text(case) == before.replace(
        """  - party: ukraine
    order: {share: less}
    evidence:
      - report_a: Kyiv is holding out for better terms than an even split
""",
        words
        + """  # - party: ukraine
  #   order: {share: less}
  #   evidence:
  #     - report_a: Kyiv is holding out for better terms than an even split
""",
    ).replace(
        """  - party: ukraine
    order: {future_aid: [included, none]}
    assumed: it asks for help in the years ahead; that this text should hold it is our guess
""",
        words
        + """  # - party: ukraine
  #   order: {future_aid: [included, none]}
  #   assumed: it asks for help in the years ahead; that this text should hold it is our guess
""",
    )
    assert len(load_case(case).facts) == 18


def test_a_confidence_is_a_word_in_its_place(case):
    before = text(case)
    supposed_ledger(case, confidence={10: "very likely", 4: 0.7}).keep()
    assert text(case) == before.replace(
        "    confidence: likely       # one person",
        "    confidence: very likely       # one person",
    ).replace("    order: {share: less}\n", "    order: {share: less}\n    confidence: 0.7\n")
    assert [fact.confidence for fact in load_case(case).facts][3] == 0.7


def test_a_fact_that_is_established_has_no_confidence_and_keeps_the_comment(case):
    supposed_ledger(case, confidence={10: "established"}, today=DAY).keep()
    assert load_case(case).facts[9].certain
    assert "    # until 2025-03-01\n    # confidence: likely       # one person's words" in text(
        case
    )


def test_terms_of_a_draft(case):
    before = text(case)
    supposed_ledger(case, terms={"counter": {"security": "support", "share": "20"}}).keep()
    assert text(case) == before.replace(
        "      security: guarantee\n", "      security: support\n"
    ).replace(
        "      form: binding\n    assumed", "      form: binding\n      share: 20\n    assumed"
    )


def test_a_term_left_open_and_one_on_which_reports_differ_stay_as_comments(case):
    supposed_ledger(case, terms={"feb7": {"law": "", "future_aid": "none"}}, today=DAY).keep()
    draft = load_case(case).drafts["feb7"]
    assert "law" not in draft.levels
    assert draft.levels["future_aid"] == ("none",)
    assert "      # until 2025-03-01\n      # law: new_york\n" in text(case)
    assert "  #     - report_b: would also pay for help still to come\n" in text(case)


def test_the_answers_are_those_of_both_ledgers(case, tmp_path):
    told = zopa.what_if(
        case, without=[16], terms={"counter": {"share": "20"}}, draws=DRAWS, today=DAY
    )
    changed = shutil.copytree(case, tmp_path / "changed")
    supposed_ledger(changed, without=[16], terms={"counter": {"share": "20"}}).keep()
    now, then = zopa.load(changed), zopa.load(case)
    drawn = {"now": zopa.draw(now, DRAWS), "then": zopa.draw(then, DRAWS)}
    zone = told.answers[0]
    assert zone.now == zopa.zone(now, drawn["now"]).exists
    assert zone.then == zopa.zone(then, drawn["then"]).exists
    assert zone.change == pytest.approx(zone.now.share - zone.then.share)
    by_name = {one.draft: one.signed for one in zopa.drafts(now, drawn["now"]).drafts}
    assert {one.answer: one.now for one in told.answers[1:]} == by_name
    assert told.words("zone") == "Some deal would suit both sides"


def test_pairs_tell_a_change_more_exactly_than_draws_made_apart(case):
    told = zopa.what_if(case, terms={"counter": {"security": "support"}}, draws=400)
    zone = told.answers[0]
    assert (zone.change, zone.then) == (0, zone.now)  # a draft does not touch the zone
    apart = 1.96 * np.sqrt(2 * zone.then.share * (1 - zone.then.share) / 400)
    assert zone.error < apart / 2


def test_draws_that_are_there_are_used(case):
    drawn = drawn_ledger(case, DRAWS)
    told = zopa.what_if(case, without=[10], draws=drawn)
    assert (told.draws, told.supposed.version) == (DRAWS, drawn.version)
    add_entry(case, "facts", {"party": "us", "reservation": "well", "assumed": "a guess"})
    with pytest.raises(WrongCallError, match="version"):  # never an answer of two versions
        zopa.what_if(case, without=[10], draws=drawn)


def test_what_was_changed_elsewhere_is_not_overwritten(case):
    supposed = supposed_ledger(case, without=[10])
    add_entry(case, "facts", {"party": "us", "reservation": "well", "assumed": "a guess"})
    there = text(case)
    with pytest.raises(EditRefusedError):
        supposed.keep()
    assert text(case) == there


@pytest.mark.parametrize(
    ("wished", "error", "words"),
    [
        ({}, WrongCallError, "nothing would be otherwise"),
        ({"without": [99]}, WrongCallError, "numbers 1 to 20"),
        ({"without": range(1, 21)}, WrongCallError, "no fact left"),
        ({"confidence": {3: "surely"}}, FindingsError, "would have an error"),
        ({"terms": {"feb9": {"share": "20"}}}, WrongCallError, "no entry `feb9`"),
        ({"terms": {"feb7": {"share": "77"}}}, WrongCallError, "not a level"),
        ({"terms": {"feb7": {"shares": ""}}}, WrongCallError, "not an issue"),
        ({"terms": {"counter": dict.fromkeys(
            ("security", "past_aid", "law", "partners", "form"), "")}}, WrongCallError, "no term"),
        ({"without": [1], "version": "0" * 16}, WrongCallError, "version"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told(case, wished, error, words):
    before = ledger_as_it_stands(case)
    with pytest.raises(error, match=words):
        supposed_ledger(case, **wished)
    assert ledger_as_it_stands(case) == before
