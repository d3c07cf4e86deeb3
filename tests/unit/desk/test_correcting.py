"""A corrected entry changes where it says something else, and nowhere else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from zopa.case.load import load_case
from zopa.desk.correcting import add_evidence, correct_entry
from zopa.desk.editing import add_entry
from zopa.desk.errors import FindingsError, WrongCallError

EXAMPLE = Path(__file__).parents[3] / "examples" / "minerals"


@pytest.fixture
def minerals(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "minerals")
    return tmp_path / "minerals"


def text(case):
    return (case / "case.yaml").read_text()


DRAFT = {
    "title": "What Kyiv might answer",
    "by": ["ukraine"],
    "terms": {"security": "support", "past_aid": "not_owed", "law": "ukraine",
              "partners": "europeans", "form": "binding"},
    "assumed": "nobody has seen the text that Ukraine is said to be writing; these are the terms "
    "its officials ask for in public",
}  # fmt: skip


def test_one_term_of_a_draft_is_one_word(minerals):
    before = text(minerals)
    correct_entry(minerals, "drafts", "counter", DRAFT)
    assert text(minerals) == before.replace(
        "      security: guarantee\n", "      security: support\n"
    )


def test_a_fact_gets_a_confidence_and_its_remark_stays(minerals):
    fact = {
        "party": "us", "red_line": {"security": ["guarantee"]}, "confidence": "likely",
        "group": "troops",
        "assumed": "troops are ruled out; nobody has said that a guarantee on paper is",
    }  # fmt: skip
    before = text(minerals)
    correct_entry(minerals, "facts", 16, fact)
    assert text(minerals) == before.replace(
        "    confidence: roughly even chance\n", "    confidence: likely\n    group: troops\n"
    )


def test_a_fact_of_another_kind_keeps_its_evidence_and_comments(minerals):
    fact = load_case(minerals).facts[9]
    entry = {
        "party": "ukraine", "declines": "feb7", "over": ["security"], "confidence": "likely",
        "evidence": [{e.source: e.quote} for e in fact.evidence],
    }  # fmt: skip
    correct_entry(minerals, "facts", 10, entry)
    assert (
        "  - party: ukraine\n    declines: feb7\n    over: [security]\n"
        "    confidence: likely       # one person's words, and out of office\n" in text(minerals)
    )


def test_what_was_proposed_is_reviewed_by_a_correction(minerals):
    fact = {"party": "us", "reservation": "badly", "assumed": "a guess"}
    add_entry(minerals, "facts", fact, proposed=True)
    correct_entry(minerals, "facts", 21, fact | {"reservation": "well"})
    assert load_case(minerals).unreviewed == frozenset()
    assert text(minerals).endswith("  - party: us\n    reservation: well\n    assumed: a guess\n")


def test_a_correction_with_an_error_is_refused(minerals):
    before = text(minerals)
    with pytest.raises(FindingsError):
        correct_entry(minerals, "drafts", "counter", DRAFT | {"by": ["nobody"]})
    with pytest.raises(WrongCallError, match="read it again"):
        correct_entry(minerals, "drafts", "counter", DRAFT, version="0" * 16)
    with pytest.raises(WrongCallError, match="not known"):
        correct_entry(minerals, "drafts", "counter", DRAFT | {"on": None})
    assert text(minerals) == before


def test_words_become_evidence_of_a_fact(minerals):
    add_evidence(minerals, 12, "report_b", "A deal would let American\n taxpayers get back")
    assert (
        "      - report_a: he wanted rare earths worth 500 billion dollars\n"
        "      - report_b: A deal would let American taxpayers get back\n" in text(minerals)
    )


def test_what_was_assumed_rests_on_the_words(minerals):
    add_evidence(minerals, 6, "report_a", "Aid still to come is nowhere in the text")
    fact = load_case(minerals).facts[5]
    assert (fact.assumed, len(fact.evidence)) == ("", 1)
    assert "    # assumed: it asks for help in the years ahead;" in text(minerals)


def test_words_that_do_not_stand_there_or_are_there_already_are_refused(minerals):
    before = text(minerals)
    with pytest.raises(FindingsError):
        add_evidence(minerals, 12, "report_a", "never said")
    for source, words, told in (
        ("report_a", "he wanted  rare earths worth 500 billion dollars", "already"),
        ("report_a", " ", "choose the words"),
        ("nowhere", "words", "no source"),
    ):
        with pytest.raises(WrongCallError, match=told):
            add_evidence(minerals, 12, source, words)
    assert text(minerals) == before
