"""Issues are joined and split with all that the ledger says of them."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from zopa.case.load import load_case
from zopa.desk.editing import add_entry
from zopa.desk.errors import FindingsError, WrongCallError
from zopa.desk.issue_edits import join_issues, split_issue

EXAMPLE = Path(__file__).parents[3] / "examples" / "minerals"
DAY = date(2026, 5, 4)


@pytest.fixture
def minerals(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "minerals")
    return tmp_path / "minerals"


def text(case):
    return (case / "case.yaml").read_text()


def test_joining_leads_levels_over_and_keeps_the_rest_as_comments(minerals):
    made = join_issues(minerals, "past_aid", "future_aid", {"none": "not_owed"}, today=DAY)
    case = load_case(minerals)
    assert case.issues["past_aid"].level_ids == ("repaid", "partly", "not_owed", "included")
    assert "    order: {past_aid: [included, not_owed]}\n" in text(minerals)
    assert "    priorities: [[share, past_aid], [security, law, partners, form]]\n" in text(
        minerals
    )
    assert case.drafts["feb7"].levels["past_aid"] == ("repaid",)
    assert "      # until 2026-05-04\n      # future_aid:            # the reports" in text(
        minerals
    )
    assert "  # joined with past_aid on 2026-05-04\n  # future_aid:\n" in text(minerals)
    assert made.notes == (
        "drafts.feb7 spoke of both; what it said of the one that is gone is a comment now",
    )


def test_a_level_can_come_under_a_name_of_its_own(minerals):
    join_issues(minerals, "law", "partners", {"europeans": "open_to_europe"})
    case = load_case(minerals)
    assert case.issues["law"].level_ids[-2:] == ("us_only", "open_to_europe")
    assert case.issues["law"].level("open_to_europe").text == "European states too"


def test_a_fact_in_brackets_that_speaks_of_both_is_kept_below_it(minerals):
    fact = {"party": "us", "order": {"law": ["neutral", "ukraine"], "partners": ["us_only",
            "europeans"]}, "assumed": "both"}  # fmt: skip
    add_entry(minerals, "facts", fact)
    join_issues(minerals, "law", "partners", today=DAY)
    assert load_case(minerals).facts[-1].evidence == ()
    assert "# until 2026-05-04\n  # - party: us\n" in text(minerals)


def test_words_and_numbers_are_not_joined(minerals):
    before = text(minerals)
    with pytest.raises(WrongCallError, match="in numbers"):
        join_issues(minerals, "law", "share")
    with pytest.raises(WrongCallError, match="itself"):
        join_issues(minerals, "law", "law")
    with pytest.raises(WrongCallError, match="no level `here`"):
        join_issues(minerals, "law", "form", {"here": "neutral"})
    assert text(minerals) == before


def test_splitting_leads_over_what_names_levels_that_have_gone(minerals):
    made = split_issue(minerals, "security", "troops", "Troops", ["presence"], both=["none"])
    assert made.lines == (
        "  troops:", "    title: Troops", "    options:", "      none: nothing in the text",
        "      presence: Americans present at the deposits",
    )  # fmt: skip
    case = load_case(minerals)
    assert list(case.issues)[1:3] == ["security", "troops"]
    assert case.issues["security"].level_ids == ("none", "support", "guarantee")
    assert "    order: {security: [guarantee, support, none], troops: [presence, none]}\n" in text(
        minerals
    )
    assert case.drafts["feb7"].levels["security"] == ("none",)
    assert "    red_line: {security: [guarantee]}\n" in text(minerals)


def test_an_order_of_which_one_level_is_left_is_none(minerals):
    split_issue(minerals, "security", "word", "On paper", ["support", "guarantee"], both=["none"])
    case = load_case(minerals)
    assert case.drafts["counter"].levels["word"] == ("guarantee",)
    assert "    order: {security: [presence, none], word: [guarantee, support, none]}\n" in (
        text(minerals)
    )
    assert "    red_line: {word: [guarantee]}\n    confidence: roughly" in text(minerals)


def test_entries_that_name_no_level_go_over_where_that_is_said(minerals):
    split_issue(minerals, "share", "oil", "Share of the oil", over=["facts.12", "facts.20"])
    assert "    order: {oil: more}\n" in text(minerals)
    assert "    order: {share: less}\n" in text(minerals)
    assert "    priorities: [[oil, past_aid], [security," in text(minerals)
    assert load_case(minerals).issues["oil"].level_ids == ("0", "10", "20", "30", "40", "50")


def test_an_issue_needs_two_levels_after_it_is_split(minerals):
    before = text(minerals)
    with pytest.raises(FindingsError):
        split_issue(minerals, "form", "other", "Other", ["binding"])
    with pytest.raises(WrongCallError, match="has an entry `law`"):
        split_issue(minerals, "form", "law", "Other", ["binding"])
    with pytest.raises(WrongCallError, match="no level `x`"):
        split_issue(minerals, "form", "other", "Other", ["x"])
    with pytest.raises(WrongCallError, match="called"):
        split_issue(minerals, "form", "other", " ", ["binding"])
    assert text(minerals) == before
