"""Lists from which a person chooses parties and issues, line by line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zopa.desk.choices import ChoiceError, IssueChoices, ListEntry, PartyChoices
from zopa.proposing.given import GivenFigures, GivenIssue, GivenParty

PARTIES = PartyChoices(
    (
        ListEntry(GivenParty("Halden Paints", ("Halden",)), True, "12 times in 2 reports"),
        ListEntry(GivenParty("Workers' Union"), True, "once"),
        ListEntry(GivenParty("the dockers"), False, "4 times"),
    )
)
FIGURES = GivenFigures("percent", Decimal(2), Decimal(5))
THREES = GivenFigures("percent", Decimal(3), Decimal(9), Decimal(3))
TONNES = GivenFigures("tonnes")
ISSUES = IssueChoices(
    (
        ListEntry(GivenIssue("Pay", figures=FIGURES), True, "told in 1 report"),
        ListEntry(GivenIssue("Shifts", levels=("day", "night"))),
        ListEntry(GivenIssue("Wages"), False),
    )
)


def names(choices: PartyChoices) -> list[tuple[str, ...]]:
    return [party.names for party in choices.chosen]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("3", [("Halden Paints", "Halden"), ("Workers' Union",), ("the dockers",)]),
        ("1, 3", [("Workers' Union",), ("the dockers",)]),
        ("2 + 3", [("Halden Paints", "Halden"), ("Workers' Union", "the dockers")]),
        ("3+2", [("Halden Paints", "Halden"), ("the dockers", "Workers' Union")]),
        ("2 = Union", [("Halden Paints", "Halden"), ("Union", "Workers' Union")]),
        ("1=Halden, HP", [("Halden", "HP", "Halden Paints"), ("Workers' Union",)]),
        (
            'Port; "3M" = mmm',
            [("Halden Paints", "Halden"), ("Workers' Union",), ("Port",), ("3M", "mmm")],
        ),
    ],
)
def test_parties_are_ticked_joined_renamed_and_added(
    line: str, expected: list[tuple[str, ...]]
) -> None:
    assert names(PARTIES.after(line)) == expected
    assert names(PARTIES) == [("Halden Paints", "Halden"), ("Workers' Union",)]


def test_a_party_becomes_an_observer_and_back() -> None:
    watching = PARTIES.after("3 (observer)")
    assert [party.role for party in watching.chosen] == ["signatory", "signatory", "observer"]
    assert [p.role for p in watching.after("3 (signatory)").chosen] == ["signatory"] * 3
    assert watching.after("3 = Dockers").chosen[2].role == "observer"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1: 3..9 by 3 percent", GivenIssue("Pay", figures=THREES)),
        ("1: more, less", GivenIssue("Pay", (), ("more", "less"))),
        ("1:", GivenIssue("Pay")),
        ("1 = Rise", GivenIssue("Rise", ("Pay",), (), FIGURES)),
        ("1 = Rise, raise: tonnes", GivenIssue("Rise", ("raise", "Pay"), (), TONNES)),
        ("1 + 3", GivenIssue("Pay", ("Wages",), (), FIGURES)),
    ],
)  # fmt: skip
def test_issues_are_changed(line: str, expected: GivenIssue) -> None:
    assert ISSUES.after(line).chosen == (expected, GivenIssue("Shifts", levels=("day", "night")))


def test_an_issue_is_added_with_levels() -> None:
    added = ISSUES.after("leave = holidays: 20..30 days").chosen[-1]
    assert added == GivenIssue(
        "leave", ("holidays",), figures=GivenFigures("days", Decimal(20), Decimal(30))
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("4", "there is no 4: the list goes from 1 to 3"),
        ("0", "there is no 0"),
        ("1 + 9", "there is no 9"),
        ("2 = Halden", "`Halden` is a name of 1: `2 + 1` joins them"),
        ("The Dockers", "`The Dockers` is a name of 3: `3` ticks it"),
        ("halden", "`halden` is a name of 1: give it another name"),
        ("2 (boss)", "in brackets stands `observer` or `signatory`"),
        ("2: more, less", "a party has no levels"),
        ("Port, Dock", "`,` within the name of a party\n  write `Port; Dock`"),
        ("2 =", "another name is missing"),
    ],
)
def test_a_line_that_makes_no_sense_is_told_and_changes_nothing(line: str, said: str) -> None:
    with pytest.raises(ChoiceError) as told:
        PARTIES.after(line)
    assert str(told.value).startswith(said)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("1: 5..2 percent", "5 is more than 2\n  write `2..5 percent`"),
        ("1 (observer)", "an issue has no role"),
        ("x: y", "`x` can be settled in one way only"),
    ],
)
def test_a_mistake_in_an_issue_is_told(line: str, said: str) -> None:
    with pytest.raises(ChoiceError) as told:
        ISSUES.after(line)
    assert str(told.value).startswith(said)


def test_what_is_ticked_has_to_go_together() -> None:
    assert PARTIES.trouble() == ""
    assert PARTIES.after("1").trouble().startswith("only one party has to agree")
    assert PARTIES.after("1 2").trouble() == ""  # none: the reports tell them


def test_an_empty_list_says_how_to_fill_it() -> None:
    with pytest.raises(ChoiceError, match="write a name to add it"):
        PartyChoices().after("1")
    assert names(PartyChoices().after("A; B")) == [("A",), ("B",)]


def test_a_list_fits_on_a_terminal() -> None:
    long = GivenParty("The Brotherhood of Harbour Workers", ("dockers of the inner harbour",) * 1)
    shown = PartyChoices((*PARTIES.entries, ListEntry(long, False, "word " * 30))).shown()
    lines = shown.split("\n")
    assert lines[:3] == [
        "   1 [x] Halden Paints = Halden  12 times in 2 reports",
        "   2 [x] Workers' Union          once",
        "   3 [ ] the dockers             4 times",
    ]
    assert lines[3] == "   4 [ ] The Brotherhood of Harbour Workers = dockers of the inner harbour"
    assert max(map(len, lines)) <= 78
    assert all(line.startswith(" " * 11 + "word word") for line in lines[4:])
    beside = PartyChoices((ListEntry(GivenParty("Port"), True, "word " * 16),)).shown()
    assert beside.split("\n")[0] == "   1 [x] Port"
