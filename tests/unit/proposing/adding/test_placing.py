"""Topics are placed on a case's own issues and levels by its titles, levels and evidence."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from zopa.case.model import (
    Case,
    Evidence,
    Fact,
    Issue,
    Level,
    Order,
    Party,
    Person,
    Ranking,
)
from zopa.foundation.text import Span
from zopa.proposing.adding.issue_words import IssueWords
from zopa.proposing.adding.known_case import given_of, with_told
from zopa.proposing.adding.level_words import words_of_levels
from zopa.proposing.by_grammar.measures import measures_of
from zopa.proposing.by_grammar.positions_told import positions_in
from zopa.proposing.by_grammar.topic import Topic
from zopa.proposing.by_grammar.topics import topics_of
from zopa.statements.figures import figures_in
from zopa.statements.grammar import parsed
from zopa.statements.statement import Figure


def levels(**texts: str) -> tuple[Level, ...]:
    return tuple(Level(name, text) for name, text in texts.items())


def percent(*numbers: int) -> tuple[Level, ...]:
    return tuple(Level(str(n), str(n), float(n)) for n in numbers)


ISSUES = {
    i.id: i
    for i in (
        Issue("pay", "Pay rise over the contract", percent(0, 2, 4), "percent", numeric=True),
        Issue(
            "gate",
            "Closure of the north gate",
            levels(closed="the north gate is closed for good", open="the gate is not closed"),
        ),
        Issue(
            "ferry",
            "Ferry to the islands",
            levels(daily="boats every day", weekly="one crossing a week", none="no ferry"),
        ),
        Issue(
            "pilots",
            "Training of pilots",
            levels(harbour="the harbour pays", fee="a fee of 40 euros", other="a fee of 90 euros"),
        ),
    )
}
PARTIES = {
    "harbour": Party(
        "harbour", "Halden Harbour", ("the harbour",), (Person("Ann Berg", ("Berg",)),)
    ),
    "union": Party("union", "Harbour Union", role="observer"),
}
GROUND = Evidence("first", "it asked for sailings at dawn as well as at dusk")
CASE = Case(
    "Harbour",
    ISSUES,
    PARTIES,
    facts=(
        Fact(
            "union",
            "order",
            Order((Ranking("ferry", (("daily",), ("weekly", "none"))),)),
            (GROUND,),
        ),
    ),
)


def topic(sentence: str) -> Topic:
    doc = parsed(sentence).doc
    themes = [theme for told in positions_in(doc) for theme in told.themes]
    return topics_of(themes[0])[0]


def units(sentence: str) -> Sequence[str]:
    return [m.unit for m in measures_of(sentence, figures_in(sentence))]


@pytest.mark.parametrize(
    ("sentence", "issue"),
    [
        ("The union wants higher pay.", "pay"),
        ("The union demands that the north gate stays open.", "gate"),
        ("It rejects the closing of the gate.", "gate"),
        ("The mayor wants a ferry to the islands.", "ferry"),
        ("The islanders want daily crossings.", "ferry"),
        ("The islanders want sailings at dawn.", "ferry"),  # by the words of evidence
        ("The union wants the training of pilots to go on.", "pilots"),
        ("The union wants free parking.", ""),
        ("The harbour wants peace.", ""),
    ],
)
def test_the_issue_is_told_by_words(sentence: str, issue: str) -> None:
    assert IssueWords(CASE).of(topic(sentence)) == issue


def test_a_bare_figure_is_of_the_issue_in_its_unit_of_which_its_sentence_tells() -> None:
    words = IssueWords(CASE)
    sentence = "On pay, the union wants 8 percent."
    assert words.of(topic(sentence), units(sentence)) == "pay"
    sentence = "On the ferry, the union wants 8 percent."
    assert words.of(topic(sentence), units(sentence)) == ""


@pytest.mark.parametrize(
    ("issue", "sentence", "level", "toward"),
    [
        ("ferry", "The islanders want weekly crossings.", "weekly", 1),
        ("ferry", "The islanders want boats.", "daily", 1),
        ("ferry", "The mayor wants an end to the ferry.", "none", 1),
        ("ferry", "The mayor wants a ferry.", "none", -1),
        ("gate", "The harbour wants the gate closed for good.", "closed", 1),
        ("gate", "The harbour wants the closing of the gate.", "closed", 1),
        ("ferry", "The mayor wants an end to daily boats.", "daily", -1),
        ("pilots", "The union wants a fee of 90 euros.", "other", 1),
    ],
)
def test_the_level_is_told_by_its_own_words_or_by_yes_and_no(
    issue: str, sentence: str, level: str, toward: int
) -> None:
    told = topic(sentence)
    meant = words_of_levels(CASE)[issue].meant(told, measures_of(sentence, figures_in(sentence)))
    assert meant is not None
    assert (meant.level, meant.toward) == (level, toward)


def test_what_fits_two_levels_or_none_is_placed_on_no_level() -> None:
    words = words_of_levels(CASE)
    assert words["pilots"].meant(topic("The union wants a fee.")) is None
    assert words["pilots"].meant(topic("The union wants good training.")) is None
    assert "pay" not in words


def test_to_new_reports_the_case_is_what_a_person_named() -> None:
    told = [
        Figure(Span(0, 9), "3 percent", 3.0, 3.0, "percent"),
        Figure(Span(0, 9), "9 euros", 9.0, 9.0, "EUR"),
    ]
    given = given_of(CASE, told)
    assert [(p.name, p.also, p.role, p.people) for p in given.parties] == [
        ("Halden Harbour", ("the harbour",), "signatory", ("Ann Berg", "Berg")),
        ("Harbour Union", (), "observer", ()),
    ]
    pay, gate, ferry, _ = given.issues
    assert pay.figures is not None
    assert pay.figures.unit == "percent"
    assert pay.standing is not None
    assert pay.standing.level_ids == ("0", "2", "3", "4")
    assert gate.standing is ISSUES["gate"]
    assert gate.also == ()
    assert "sail" in ferry.told


def test_levels_of_words_and_ranges_gain_nothing() -> None:
    wide = Figure(Span(0, 9), "2–3 percent", 2.0, 3.0, "percent")
    assert with_told(ISSUES["pay"], [wide]) == ISSUES["pay"]
    assert with_told(ISSUES["gate"], [wide]) is ISSUES["gate"]
