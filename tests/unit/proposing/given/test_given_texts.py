"""What is read in the little texts that name parties and issues."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zopa.proposing.given import (
    GivenFigures,
    GivenIssue,
    GivenParty,
    given_first,
    given_issues,
    given_parties,
)


def test_parties_with_other_names_roles_and_signs_in_quotation_marks() -> None:
    text = (
        "Halden Paints\n"
        '“Miller, Sons & Co.; Ltd” = "the ""old"" firm", Miller;\n\n'
        "Union of States (founded) = the Union\n"
        '"Port Council (Kiel)" (Observer) = council;'
        "Ramón “Moncho” Ruiz"
    )
    parties, findings = given_parties(text)
    assert not findings
    assert parties == (
        GivenParty("Halden Paints"),
        GivenParty("Miller, Sons & Co.; Ltd", ('the "old" firm', "Miller")),
        GivenParty("Union of States (founded)", ("the Union",)),
        GivenParty("Port Council (Kiel)", ("council",), "observer"),
        GivenParty("Ramón “Moncho” Ruiz"),
    )


def test_the_role_may_stand_at_the_end_as_well() -> None:
    parties, findings = given_parties("A; B; C = see (observer)")
    assert (parties[2], findings) == (GivenParty("C", ("see",), "observer"), [])


RANGES = {
    "25..40 percent": GivenFigures("percent", Decimal(25), Decimal(40)),
    "25..40 by 5 percent": GivenFigures("percent", Decimal(25), Decimal(40), Decimal(5)),
    "25..40 percent by 2.5": GivenFigures("percent", Decimal(25), Decimal(40), Decimal("2.5")),
    "25%..40%": GivenFigures("percent", Decimal(25), Decimal(40)),
    "25-40 per cent": GivenFigures("percent", Decimal(25), Decimal(40)),
    "25 – 40 pct": GivenFigures("percent", Decimal(25), Decimal(40)),
    "25 to 40 percent": GivenFigures("percent", Decimal(25), Decimal(40)),
    "25…40 percent": GivenFigures("percent", Decimal(25), Decimal(40)),
    "-5..5 degrees": GivenFigures("degrees", Decimal(-5), Decimal(5)),
    "−5 to −1 degrees": GivenFigures("degrees", Decimal(-5), Decimal(-1)),
    "1,000..2,500.5 tonnes": GivenFigures("tonnes", Decimal(1000), Decimal("2500.5")),
    "10 000..20 000 jobs": GivenFigures("jobs", Decimal(10000), Decimal(20000)),
    "$1..3bn": GivenFigures("billion USD", Decimal(1), Decimal(3)),
    "C$1..C$3 million": GivenFigures("million CAD", Decimal(1), Decimal(3)),
    "€40..45 a share": GivenFigures("EUR a share", Decimal(40), Decimal(45)),
    "1..3 billion euros": GivenFigures("billion euros", Decimal(1), Decimal(3)),
    "0.5..1.5 by .25 tonnes a week": GivenFigures(
        "tonnes a week", Decimal("0.5"), Decimal("1.5"), Decimal(".25")
    ),
    "percent": GivenFigures("percent"),
    "%": GivenFigures("percent"),
    "EUR": GivenFigures("EUR"),
    "million USD": GivenFigures("million USD"),
    ".. seats": GivenFigures("seats"),
}


@pytest.mark.parametrize("text", RANGES)
def test_figures(text: str) -> None:
    issues, findings = given_issues(f"pay = wages: {text}; other")
    assert not findings
    assert issues == (GivenIssue("pay", ("wages",), (), RANGES[text]), GivenIssue("other"))


WORDS = {
    "restored, frozen": ("restored", "frozen"),
    "two years, three years": ("two years", "three years"),
    "2-year deal, 3-year deal": ("2-year deal", "3-year deal"),
    "12 months, permanent": ("12 months", "permanent"),
    '"12 months", "18 months"': ("12 months", "18 months"),
    '"25..40 percent", later': ("25..40 percent", "later"),
    '"in full, at once", „in parts“, «never: ever»': (
        "in full, at once",
        "in parts",
        "never: ever",
    ),
}


@pytest.mark.parametrize("text", WORDS)
def test_levels_in_words(text: str) -> None:
    issues, findings = given_issues(f'"pay: all"; pensions: {text}')
    assert not findings
    assert issues == (GivenIssue("pay: all"), GivenIssue("pensions", (), WORDS[text]))


def test_all_mistakes_are_told_at_once_each_at_its_place() -> None:
    given, findings = given_first("Halden; halden = x; B (obsrver)", "pay: 40..25%; x: 3..4\ny: z")
    assert [(str(f.place), f.place.length, f.code.name) for f in findings] == [
        ("issues:1:6", 7, "given-range"),
        ("issues:1:18", 4, "given-unit"),
        ("issues:2:4", 1, "given-levels"),
        ("parties:1:9", 6, "given-twice"),
        ("parties:1:24", 7, "given-role"),
    ]
    assert [party.name for party in given.parties] == ["Halden", "halden", "B"]


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_an_empty_text_names_nothing(text: str) -> None:
    given, findings = given_first(text, text)
    assert (given.parties, given.issues, len(findings)) == ((), (), 0)


def test_records_are_held_to_the_same_rules_as_texts() -> None:
    parties = [GivenParty("Halden, Inc."), GivenParty("Union", ("halden, inc.",)), GivenParty(" ")]
    issues = [GivenIssue("pay", levels=("frozen",)), GivenIssue("cap", figures=GivenFigures(""))]
    _, findings = given_first(parties, issues)
    assert [f.code.name for f in findings] == [
        "given-levels", "given-unit", "given-twice", "given-nothing",
    ]  # fmt: skip
    assert findings.texts["parties"] == '"Halden, Inc."; Union = "halden, inc."; " "'


def test_more_than_a_ledger_holds() -> None:
    parties, findings = given_parties("; ".join(f"p{n}" for n in range(60)))
    assert len(parties) == 50
    assert [f.code.name for f in findings] == ["given-limits"]
    issues, findings = given_issues("\n".join(f"p{n}" for n in range(210)))
    assert len(issues) == 200
    assert [f.code.name for f in findings] == ["given-limits"]
    _, findings = given_issues("x: " + ", ".join(f"level {n}x" for n in range(101)))
    assert [f.code.name for f in findings] == ["given-limits"]


def test_a_name_twice_in_one_entry_counts_once() -> None:
    given, findings = given_first("Fédération = Federation, les Fédérés; Port", "pay = Pay, wage")
    assert not findings
    assert [party.also for party in given.parties] == [("les Fédérés",), ()]
    assert given.issues[0].also == ("wage",)
