"""What a person can choose from before they name parties and issues."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from zopa.case.model import Issue, Level
from zopa.proposing import propose
from zopa.proposing.given import Given, GivenFigures, GivenIssue, given_first
from zopa.proposing.suggestions import as_named, suggested_issues, suggested_parties

from .simple_reading import document, read

TEXT = (
    "Iceland offered Norway a quota of 300 tonnes. Norway rejected the offer. "
    "Norway demands a quota of 450 tonnes, its minister said.\n"
)
OTHER = "Norway repeated its demand for a quota of 450 tonnes. Peru said that it watches.\n"


def test_who_negotiates_is_likely_and_each_is_told_with_how_often() -> None:
    reading = read(document("a", TEXT), document("b", OTHER)).reading
    found = {s.named.name: s for s in suggested_parties(reading)}
    assert {name for name, one in found.items() if one.likely} == {"Iceland", "Norway"}
    assert found["Iceland"].remark == "once"
    assert found["Norway"].remark.endswith("times in 2 reports")
    assert all(one.named.role == "signatory" for one in found.values())


def test_what_is_suggested_can_be_given() -> None:
    reading = read(document("a", TEXT), document("b", OTHER)).reading
    parties = tuple(s.named for s in suggested_parties(reading) if s.likely)
    issues = tuple(s.named for s in suggested_issues(propose(reading).proposal))
    given, findings = given_first(parties, issues)
    assert not findings
    assert given == Given(parties, issues)
    again = propose(reading, given=given).proposal
    assert [p.thing.name for p in again.parties] == [party.name for party in parties]
    assert [(p.thing.title, p.given) for p in again.issues] == [(i.title, True) for i in issues]
    assert suggested_issues(again) == ()  # a person has named them all


def test_an_issue_is_written_as_a_person_would_name_it() -> None:
    numbers = tuple(Level(str(n), str(n), float(n)) for n in (2, 4, 6))
    assert as_named(Issue("pay", "Pay", numbers, "percent", numeric=True)) == GivenIssue(
        "Pay", figures=GivenFigures("percent", Decimal(2), Decimal(6))
    )
    worded = Issue("form", "Form", (Level("t", "a treaty, signed"), Level("m", "a memorandum")))
    assert as_named(worded) == GivenIssue("Form", levels=("a treaty, signed", "a memorandum"))


def test_what_cannot_be_written_is_left_to_the_reports() -> None:
    twice = Issue("form", "Form", (Level("a", "a treaty"), Level("b", "A treaty")))
    assert as_named(twice) == GivenIssue("Form")
    unitless = tuple(Level(str(n), str(n), float(n)) for n in (2, 4))
    assert as_named(Issue("n", "Seats", unitless, "", numeric=True)) == GivenIssue("Seats")


def test_placeholders_are_not_suggested() -> None:
    proposal = propose(read(document("a", "Rain fell.\n")).reading).proposal
    assert proposal.issues[0].placeholder
    assert suggested_issues(proposal) == ()
    told = replace(proposal.issues[0], placeholder=False)
    (one,) = suggested_issues(replace(proposal, issues=(told,)))

    assert one.named.title == told.thing.title
