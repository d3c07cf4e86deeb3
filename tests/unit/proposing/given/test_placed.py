"""What a person named first stands in the ledger, and what reports tell is placed on it."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from zopa.case.model import Order
from zopa.proposing import ProposedCase, ledger_of, propose
from zopa.proposing.given import Given, GivenFigures, GivenIssue, GivenParty, given_first
from zopa.proposing.given.as_case import figure_levels

from ..folders import said, written
from ..simple_reading import document, read

TEXT = (
    "Iceland offered Norway a quota of 300 tonnes. Norway rejected the offer. "
    "Norwegian minister Kari Nes said Norway demands a quota of 450 tonnes. "
    "Chile demands sanctions."
)
PARTIES = "Norway; Iceland = the islanders; Faroe Islands (observer)"


def named(parties: str = "", issues: str = "", text: str = TEXT) -> ProposedCase:
    given, findings = given_first(parties, issues)
    assert not findings
    return propose(read(document("r", text)).reading, given=given)


def test_the_parties_are_those_named_in_their_order_and_under_their_names(tmp_path: Path) -> None:
    made = named(PARTIES)
    case, _ = written(made, tmp_path)
    assert [(p.id, p.name, p.also, p.role) for p in case.parties.values()] == [
        ("norway", "Norway", (), "signatory"),
        ("iceland", "Iceland", ("the islanders",), "signatory"),
        ("faroe_islands", "Faroe Islands", (), "observer"),
    ]
    assert {"norway rejects iceland_draft", "iceland tables iceland_draft"} <= said(case)
    assert {fact.party for fact in case.facts} == {"norway", "iceland"}


def test_what_is_named_bears_no_mark_and_what_is_read_of_it_does(tmp_path: Path) -> None:
    made = named(PARTIES, "quota = quotas: 0..500 tonnes; landing ports: all, some")
    ledger = ledger_of(made.proposal)
    assert "  iceland:  # named by hand\n" in ledger
    assert "  quota:  # named by hand\n" in ledger
    assert "    people:  # proposed\n      - {name: Kari Nes" in ledger
    case, report = written(made, tmp_path)
    unreviewed = {path for path in case.unreviewed if path[0] in ("parties", "issues")}
    assert unreviewed == {("parties", "norway")}  # whose people were read
    assert not report.errors


def test_a_side_that_is_read_under_another_name_becomes_the_party_that_has_it() -> None:
    text = "Chile demands a quota of 300 tonnes. Norway demands a quota of 450 tonnes."
    made = named("Santiago = Chile; Oslo = Norway", text=text)
    assert [p.thing.id for p in made.proposal.parties] == ["santiago", "oslo"]
    assert {fact.thing.party for fact in made.proposal.facts} == {"santiago", "oslo"}


def test_the_issues_are_those_named_with_their_levels(tmp_path: Path) -> None:
    made = named("", "catch = quota: 0..500 by 50 tonnes; landing ports: all of them, some")
    case, _ = written(made, tmp_path)
    catch, ports = case.issues.values()
    assert (catch.title, catch.unit, len(catch.levels)) == ("catch", "tonnes", 11)
    assert [(level.id, level.text) for level in ports.levels] == [
        ("all_of_them", "all of them"),
        ("some", "some"),
    ]
    (draft,) = case.drafts.values()
    assert draft.levels == {"catch": ("300",)}


def test_a_figure_of_another_unit_is_not_placed_on_an_issue() -> None:
    made = named("", "quota: 0..500 percent")
    assert all(not draft.thing.terms for draft in made.proposal.drafts)


def test_a_figure_off_the_steps_that_the_person_chose_is_no_level() -> None:
    made = named("", "quota: 0..600 by 200 tonnes")
    (issue,) = [p.thing for p in made.proposal.issues]
    assert issue.level_ids == ("0", "200", "400", "600")
    assert all(not draft.thing.terms for draft in made.proposal.drafts)


def test_levels_that_the_person_leaves_to_the_reports(tmp_path: Path) -> None:
    made = named("", "quota; closed season; catch of cod: .. boats")
    quota, season, cod = made.proposal.issues
    assert quota.thing.has("300")
    assert quota.thing.has("450")
    assert not quota.placeholder
    assert not quota.given
    assert season.placeholder
    assert cod.placeholder
    told = "# proposed: named by hand; told: “quota of 450 tonnes”, “quota of 300 tonnes”"
    assert told in ledger_of(made.proposal)
    written(made, tmp_path)


@pytest.mark.parametrize(
    ("low", "high", "told", "step"),
    [
        (25, 40, [], 1),
        (0, 100, [], 10),
        (0, 900, [], 100),
        (0, 900, [450], 50),
        (2, 4, [], Decimal("0.25")),
        (0, 10, [Decimal("2.5")], Decimal("0.5")),
        (0, 10, [11], 1),
        (0, Decimal("17.3"), [], Decimal("0.1")),
        (0, 10, [Decimal(1) / 3], 1),
        (1, 2, [], Decimal("0.1")),
    ],
)
def test_steps(low: Decimal, high: Decimal, told: list[Decimal], step: Decimal) -> None:
    levels = figure_levels(GivenFigures("x", Decimal(low), Decimal(high)), map(Decimal, told))
    numbers = [Decimal(level.id) for level in levels]
    assert numbers[0] == low
    assert numbers[-1] == high
    assert {b - a for a, b in pairwise(numbers)} == {step}


def test_records_do_as_well_as_texts() -> None:
    parties = (GivenParty("Norway"), GivenParty("Iceland", ("the islanders",)))
    figures = GivenFigures("tonnes", Decimal(0), Decimal(500))
    issues = (GivenIssue("quota", ("quotas",), (), figures),)
    reading = read(document("r", TEXT)).reading
    by_records = propose(reading, given=Given(parties, issues))
    by_text = named("Norway; Iceland = the islanders", "quota = quotas: 0..500 tonnes")
    assert by_records.files == by_text.files


def test_a_wish_is_for_the_named_level_whose_own_words_are_told() -> None:
    """Not for the level that stands first, and for none where no words of a level are told."""
    text = (
        "Norway wants a joint panel to set the limits of the catch. "
        "Iceland rejects a joint panel on the limits."
    )
    made = named("Norway; Iceland", "limits: Iceland alone, joint panel", text=text)
    orders = {
        fact.thing.party: fact.thing.content.rankings[0].tiers[0][0]
        for fact in made.proposal.facts
        if isinstance(fact.thing.content, Order)
    }
    assert orders == {"norway": "joint_panel", "iceland": "iceland_alone"}
    vague = named(
        "Norway; Iceland", "limits: strict, loose", text="Norway wants limits on the catch."
    )
    assert not [f for f in vague.proposal.facts if isinstance(f.thing.content, Order)]


def test_figures_go_to_the_issue_that_is_all_of_what_they_are_of() -> None:
    text = "Halden offered the union a pay rise of 4 percent. The union demands a 9 percent raise."
    made = named("Halden; Union = the union", "merit pay; pay", text)
    told = {issue.thing.id: issue.thing.numeric for issue in made.proposal.issues}
    assert told == {"merit_pay": False, "pay": True}
