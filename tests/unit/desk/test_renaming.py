"""Parties are called otherwise and joined, wherever the ledger names them, whole or not at all."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from zopa.case.load import load_case
from zopa.desk.editing import add_entry
from zopa.desk.errors import FindingsError, WrongCallError
from zopa.desk.renaming import change_party, join_parties, rename_entry

EXAMPLE = Path(__file__).parents[3] / "examples" / "minerals"
DAY = date(2026, 5, 4)


@pytest.fixture
def minerals(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "minerals")
    return tmp_path / "minerals"


def text(case):
    return (case / "case.yaml").read_text()


def test_a_short_name_changes_wherever_it_stands_and_nothing_else(minerals):
    before = text(minerals)
    made = rename_entry(minerals, "parties", "us", "usa")
    expected = re.sub(r"(?m)^  us:$", "  usa:", before)
    expected = re.sub(r"(?m)^(    by|  - party): us$", r"\1: usa", expected)
    assert text(minerals) == expected != before
    assert made.lines[0] == "  usa:"
    assert [fact.party for fact in load_case(minerals).facts].count("usa") == 10


def test_an_issue_changes_its_short_name_in_terms_orders_and_priorities(minerals):
    rename_entry(minerals, "issues", "share", "part")
    case = load_case(minerals)
    assert "part" in case.drafts["feb7"].terms
    assert "    priorities: [security, [past_aid, part, future_aid, law, partners, form]]\n" in (
        text(minerals)
    )


def test_a_name_that_is_taken_or_none_is_refused(minerals):
    before = text(minerals)
    for new, words in (
        ("ukraine", "join the two"),
        ("the us", "is no short name"),
        ("", "no short"),
    ):
        with pytest.raises(WrongCallError, match=words):
            rename_entry(minerals, "parties", "us", new)
    with pytest.raises(WrongCallError, match="other entries have none"):
        rename_entry(minerals, "facts", "1", "first")
    assert text(minerals) == before


def test_another_version_is_refused(minerals):
    with pytest.raises(WrongCallError, match="read it again"):
        rename_entry(minerals, "parties", "us", "usa", version="0" * 16)


def test_joining_parties_moves_all_that_names_the_one_that_goes(minerals):
    add_entry(
        minerals,
        "parties",
        {"name": "Kyiv's cabinet", "also": ["the cabinet"], "people": [{"name": "Yermak"}]},
        name="cabinet",
    )
    wish = {"party": "cabinet", "order": {"law": ["ukraine", "new_york"]}, "assumed": "a guess"}
    add_entry(minerals, "facts", wish)
    join_parties(minerals, "ukraine", "cabinet", today=DAY)
    case = load_case(minerals)
    assert "cabinet" not in case.parties
    party = case.parties["ukraine"]
    assert party.also == ("Kyiv", "Ukrainian", "Kyiv's cabinet", "the cabinet")
    assert [person.name for person in party.people][-1] == "Yermak"
    assert case.facts[-1].party == "ukraine"
    assert "  # joined with ukraine on 2026-05-04\n  # cabinet:\n  #   name: Kyiv's cabinet\n" in (
        text(minerals)
    )
    assert "    role: observer           # no signature of theirs is needed\n" in text(minerals)


def test_two_authors_of_a_draft_who_are_joined_are_one(minerals):
    ledger = text(minerals).replace("    by: ukraine\n", "    by: [ukraine, europeans]  # both\n")
    (minerals / "case.yaml").write_text(ledger)
    join_parties(minerals, "ukraine", "europeans", today=DAY)
    assert load_case(minerals).drafts["counter"].by == ("ukraine",)
    assert "    by: [ukraine]  # both\n" in text(minerals)


def test_parties_whose_facts_contradict_each_other_are_not_joined(minerals):
    before = text(minerals)
    with pytest.raises(FindingsError):
        join_parties(minerals, "us", "ukraine")
    with pytest.raises(WrongCallError, match="itself"):
        join_parties(minerals, "us", "us")
    assert text(minerals) == before


def test_a_party_becomes_an_observer_and_gets_names(minerals):
    change_party(minerals, "europeans", name=" The  Europeans ", also=["EU"], role="signatory")
    assert "    name: The Europeans\n    also: [EU]\n    role: signatory  " in text(minerals)
    made = change_party(minerals, "us", name="United States", also=["US"], role="observer")
    assert made.lines[:3] == ("  us:", "    name: United States", "    also: [US]")
    assert load_case(minerals).signatories == ("ukraine", "europeans")
    assert "      - {name: Brian Hughes}\n      - {name: Bridget Brink}\n    role: observer\n" in (
        text(minerals)
    )


def test_a_party_without_a_name_is_refused(minerals):
    with pytest.raises(WrongCallError, match="called"):
        change_party(minerals, "us", name=" ")
    with pytest.raises(WrongCallError, match="observer"):
        change_party(minerals, "us", name="US", role="judge")
