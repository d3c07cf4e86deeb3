"""Levels are put in order, called otherwise, added and joined; what so turns round is told."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from zopa.case.load import load_case
from zopa.desk.editing import rewrite_entry
from zopa.desk.errors import WrongCallError
from zopa.desk.level_edits import WantedLevel, change_levels

EXAMPLE = Path(__file__).parents[3] / "examples" / "minerals"
DAY = date(2026, 5, 4)


@pytest.fixture
def minerals(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "minerals")
    return tmp_path / "minerals"


def text(case):
    return (case / "case.yaml").read_text()


def as_is(case, issue):
    return [
        WantedLevel(level.id, level.text, level.id)
        for level in load_case(case).issues[issue].levels
    ]


def test_levels_that_stay_as_they_are_change_no_byte(minerals):
    before = text(minerals)
    for issue in ("security", "law"):
        assert change_levels(minerals, issue, as_is(minerals, issue)).notes == ()
    assert text(minerals) == before


def test_the_order_of_levels_moves_lines_only(minerals):
    before = text(minerals)
    change_levels(minerals, "security", as_is(minerals, "security")[::-1])
    assert sorted(text(minerals).split("\n")) == sorted(before.split("\n"))
    assert load_case(minerals).issues["security"].level_ids == (
        "guarantee", "support", "presence", "none",
    )  # fmt: skip


def test_a_level_gets_another_name_and_text_and_a_new_one_comes(minerals):
    none, *rest = as_is(minerals, "security")
    levels = [
        WantedLevel("nothing", "no word of it", none.was),
        *rest,
        WantedLevel("troops", "men"),
    ]
    made = change_levels(minerals, "security", levels, title="Security")
    assert made.notes == ()
    case = load_case(minerals)
    assert [level.text for level in case.issues["security"].levels][::4] == ["no word of it", "men"]
    assert case.issues["security"].title == "Security"
    assert case.drafts["feb7"].levels["security"] == ("nothing",)
    assert "    red_line: {security: [nothing]}\n    confidence: likely       # one" in text(
        minerals
    )


def test_a_level_that_is_joined_stays_as_a_comment_and_is_named_no_more(minerals):
    none, presence, *rest = as_is(minerals, "security")
    change_levels(minerals, "security", [none, *rest], joined={presence.was: none.was}, today=DAY)
    assert "    order: {security: [none, support, guarantee]}\n" in text(minerals)
    assert (
        "      # joined with none on 2026-05-04\n"
        "      # presence: Americans present at the deposits\n" in text(minerals)
    )


def test_levels_whose_names_change_places_take_the_facts_along(minerals):
    memo, binding = as_is(minerals, "form")
    said = load_case(minerals).drafts["feb7"].levels["form"]
    swapped = [WantedLevel("binding", memo.text, memo.was), WantedLevel("memorandum", binding.text,
               binding.was)]  # fmt: skip
    made = change_levels(minerals, "form", swapped)
    case = load_case(minerals)
    assert said == ("memorandum",)
    assert case.drafts["feb7"].levels["form"] == ("binding",)
    assert case.issues["form"].level("binding").text == "a memorandum"
    assert made.notes == ()


def test_levels_whose_texts_change_places_turn_facts_round_and_that_is_told(minerals):
    memo, binding = as_is(minerals, "form")
    swapped = [WantedLevel(memo.name, binding.text, memo.was), WantedLevel(binding.name, memo.text,
               binding.was)]  # fmt: skip
    made = change_levels(minerals, "form", swapped)
    assert made.notes == (
        "`memorandum` of `form` now means what `binding` meant: look at drafts.feb7, facts.9, "
        "facts.19, which name it",
        "`binding` of `form` now means what `memorandum` meant: look at drafts.counter, facts.9, "
        "facts.19, which name it",
    )
    assert made.as_dict()["notes"] == list(made.notes)


def test_texts_that_change_places_by_hand_are_told_too(minerals):
    lines = (
        "  future_aid:\n    title: Aid to come\n"
        "    options: {none: part of the exchange, included: not in the text}\n"
    )
    made = rewrite_entry(minerals, "issues", "future_aid", lines)
    assert len(made.notes) == 2
    assert "drafts.feb7, facts.6, facts.14" in made.notes[0]


def test_what_makes_no_sense_is_refused(minerals):
    before = text(minerals)
    memo, binding = as_is(minerals, "form")
    refused = [
        ([memo], {}, "not among the levels"),
        ([memo, binding], {"nothing": "memorandum"}, "no level `nothing`"),
        ([memo], {"binding": "binding"}, "one that stays"),
        ([memo, WantedLevel("memorandum", "x", "binding")], {}, "two levels"),
        ([memo, WantedLevel("a b", "x", "binding")], {}, "no short name"),
        ([memo, WantedLevel("binding", " ", "binding")], {}, "what `binding` means"),
    ]
    for levels, joined, words in refused:
        with pytest.raises(WrongCallError, match=words):
            change_levels(minerals, "form", levels, joined=joined)
    with pytest.raises(WrongCallError, match="levels of a number"):
        change_levels(minerals, "share", [])
    assert text(minerals) == before
