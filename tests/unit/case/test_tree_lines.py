"""A changed tree is written into a ledger by as few words as say it."""

from __future__ import annotations

import copy

import pytest

from zopa.case.compose import read_yaml
from zopa.case.plain_ledger import plain_tree
from zopa.case.tree_lines import NoRoomError, TreeLines

TEXT = """\
# mine
title:   "Pay: a case"   # short
issues:
    pay:
      title: 'Pay, and more'
      options: {low: little, high: much}   # as told
    # how long
    hours:
        title: Hours
        options:
            short: few    # by law
            # the usual
            long: many
        otherwise: long
facts:
    - party: us   # first
      order: {pay: [high, low]}
      evidence:
      - paper: "not less"
    - {party: them, order: {pay: [low, high], hours: [short, long]}}
"""


def changed(edit, text=TEXT, **told):
    data = text.encode()
    root = read_yaml("case.yaml", text.replace("\r\n", "\n")).root
    tree = plain_tree(root)
    edit(tree)
    made = TreeLines(text.replace("\r\n", "\n"), **told).written(data, root, tree).decode()
    again = plain_tree(read_yaml("case.yaml", made.replace("\r\n", "\n")).root)
    assert again == tree
    return made


def replaced(*pairs, text=TEXT):
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def test_nothing_changed_is_the_same_bytes():
    assert changed(lambda tree: None) == TEXT


def test_a_text_changes_in_its_place_and_is_spelt_as_it_must_be():
    def edit(tree):
        tree["title"] = "Pay"
        tree["issues"]["pay"]["title"] = "Pay: all"
        tree["issues"]["pay"]["options"]["low"] = "little, or less"
        tree["facts"][0]["evidence"][0]["paper"] = "more"

    assert changed(edit) == replaced(
        ('"Pay: a case"', "Pay"),
        ("'Pay, and more'", "'Pay: all'"),
        ("low: little,", "low: 'little, or less',"),
        ('"not less"', "more"),
    )


def test_line_ends_stay():
    def edit(tree):
        tree["issues"]["hours"]["title"] = "Time"

    text = TEXT.replace("\n", "\r\n")
    assert changed(edit, text) == replaced(("title: Hours", "title: Time"), text=text)


def test_entries_on_lines_move_with_what_stands_above_them():
    def edit(tree):
        options = tree["issues"]["hours"]["options"]
        tree["issues"]["hours"]["options"] = {"long": options["long"], "short": options["short"]}

    made = changed(edit)
    assert (
        "        options:\n            # the usual\n            long: many\n"
        "            short: few    # by law\n" in made
    )
    assert sorted(made.split("\n")) == sorted(TEXT.split("\n"))


def test_entries_in_brackets_are_written_anew_and_the_remark_stays():
    def edit(tree):
        tree["issues"]["pay"]["options"] = {"high": "much", "low": "little", "none": "none at all"}

    assert changed(edit) == replaced(
        (
            "{low: little, high: much}   # as told",
            "{high: much, low: little, none: none at all}  # as told",
        )
    )


def test_an_entry_that_goes_becomes_a_comment_under_words():
    def edit(tree):
        del tree["issues"]["hours"]["options"]["short"]

    made = changed(edit, gone={("issues", "hours", "options", "short"): "gone today"})
    assert (
        "            # gone today\n            # short: few    # by law\n            # the usual\n"
        in made
    )


def test_a_new_entry_stands_behind_the_one_before_it():
    def edit(tree):
        issues = tree["issues"]
        tree["issues"] = {"pay": issues["pay"], "food": {"title": "Food"}, "hours": issues["hours"]}

    made = changed(edit, laid={("issues", "food"): ["  food:", "    title: Food"]})
    assert "# as told\n    food:\n      title: Food\n    # how long\n" in made


def test_an_item_in_brackets_is_written_on_lines_where_it_gets_other_parts():
    def edit(tree):
        tree["facts"][1]["on"] = "2026-01-02"
        tree["facts"][0]["evidence"].append({"paper": "and: so"})

    made = changed(edit)
    assert "      - paper: \"not less\"\n      - paper: 'and: so'\n" in made
    assert made.endswith(
        "    - party: them\n      order: {pay: [low, high], hours: [short, long]}\n"
        "      on: 2026-01-02\n"
    )


def test_lines_below_an_entry():
    made = changed(lambda tree: None, below={("facts", 0): ["# until then"]})
    assert made == replaced(("    - {party", "    # until then\n    - {party"))


def test_the_first_part_of_an_item_keeps_its_dash():
    def edit(tree):
        tree["facts"][0] = {"party": ["us", "them"], **{
            key: value for key, value in tree["facts"][0].items() if key != "party"
        }}  # fmt: skip

    assert changed(edit) == replaced(("- party: us   # first", "- party: [us, them]  # first"))


def test_what_has_no_room_is_refused():
    text = "a: {b: 1}\n"
    root = read_yaml("case.yaml", text).root
    tree = copy.deepcopy(plain_tree(root))
    with pytest.raises(NoRoomError):
        TreeLines("? a\n: b\n").written(b"? a\n: b\n", read_yaml("", "? a\n: b\n").root, {"c": "d"})
    assert TreeLines(text).written(text.encode(), root, tree) == text.encode()


def test_another_first_part_of_an_item_has_it_written_anew_with_its_remarks():
    def edit(tree):
        tree["facts"][0] = {"never": {"pay": "low"}}

    assert "    - never: {pay: low}  # first\n    - {party: them" in changed(edit)
