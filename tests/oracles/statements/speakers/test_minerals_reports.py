"""The two minerals reports, labelled by hand: whom each source means.

A source is found as the words that stand nearest to a few words of what it says.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from zopa.foundation.text import Span, spans_of
from zopa.sources.document import Document, Form
from zopa.statements.speakers import Cast
from zopa.statements.statement import Attribution, Speaker, SpeakerKind

ZELENSKYY = "Volodymyr Zelensk"


class Label(NamedTuple):
    said: str
    source: str
    name: str
    party: str
    kind: SpeakerKind = SpeakerKind.PERSON
    count: int | None = None
    back: str = ""
    """What an unnamed source goes back to."""


UNNAMED = SpeakerKind.UNNAMED
TWO = "one current and one former senior official"
OFFICIALS = "current and former senior Ukrainian officials"
THIRD = "a third Ukrainian official"
FOURTH = "a European official"
FIRST = (
    Label("a US attempt", "some people with the matter", "", "", UNNAMED),
    Label("to be directly linked", "four people known", "", "", UNNAMED, 4),
    Label("referred only to the US", "a person known with", "", "", UNNAMED, 1),
    Label("We are still talking", "Zelenskyy", ZELENSKYY, "ukraine"),
    Label("a better deal”", "A senior Ukraine official", "", "ukraine", UNNAMED, 1),
    Label("wanted Zelenskyy to sign before", "five people acquainted", "", "", UNNAMED, 5),
    Label("further intertwine", "Bessent described"[:7], "Scott Bessent", "united_states"),
    Label("long -term security shield", "Bessent", "Scott Bessent", "united_states"),
    Label("When we looked at the", "another Ukrainian official", "", "ukraine", UNNAMED, 1),
    Label("a Trump deal", THIRD, "", "ukraine", UNNAMED, 1),
    Label("taking Trump", "the official", "", "ukraine", UNNAMED, 1, THIRD),
    Label("lack of connection with", "the three people", "", "", UNNAMED, 3),
    Label("unanswered", "they", "", "ukraine", UNNAMED, None, "Ukrainian officials"),
    Label("simple presence of", "Bessent", "Scott Bessent", "united_states"),
    Label("would be the jurisdiction", "two persons acquainted", "", "", UNNAMED, 2),
    Label("Bidget Brink", "A person close to Zelenskyy", "", "ukraine", UNNAMED, 1),
    Label("applicable under", "the person", "", "ukraine", UNNAMED, 1, "A person close"),
    Label("review this document", "Zelenskyy", ZELENSKYY, "ukraine"),
    Label("wanted the deal to be", "Bessent", "Scott Bessent", "united_states"),
    Label("resolving this conflict", "he", "Scott Bessent", "united_states"),
    Label("involved in mineral mines", FOURTH, "", "european_union", UNNAMED, 1),
    Label("strong pressure", "the official", "", "european_union", UNNAMED, 1, FOURTH),
)  # fmt: skip
SECOND = (
    Label("directed his ministers", "Ukrainian president Volodymyr", ZELENSKYY, "ukraine"),
    Label("any specific security", TWO, "", "", UNNAMED, 2),
    Label("short-sighted” by", "a senior White House official", "", "united_states", UNNAMED, 1),
    Label("let the ministers sign", "Mr Zelenskiy", ZELENSKYY, "ukraine"),
    Label("as compensation", OFFICIALS, "", "ukraine", UNNAMED),
    Label("very important the", "the Ukrainian president", ZELENSKYY, "ukraine"),
    Label("colonial agreement", "a former senior official", "", "", UNNAMED, 1),
    Label("excellent opportunity", "Brian Hughes", "Brian Hughes", "united_states"),
    Label("“recoup”", "Mr Hughes", "Brian Hughes", "united_states"),
    Label("binding economic ties", "Mr Hughes", "Brian Hughes", "united_states"),
    Label("The US recognises this", "he", "Brian Hughes", "united_states"),
    Label("Subsoil belongs", "Kseniiia Orynchak", "Kseniiia Orynchak", "ukraine"),
    Label("strong position", "Mr Zelenskiy", ZELENSKYY, "ukraine"),
    Label("at the table talking", "Mr Kellogg", "Keith Kellogg", "united_states"),
    Label("school of realism", "he", "Keith Kellogg", "united_states"),
    Label("understand that it will work", "Mr Zelenskiy", ZELENSKYY, "ukraine"),
    Label("bring money", "he", ZELENSKYY, "ukraine"),
)  # fmt: skip


@pytest.fixture(scope="module")
def reports(shared_minerals: Path) -> list[Document]:
    found = []
    for file in sorted((shared_minerals / "sources").iterdir()):
        text = file.read_text(encoding="utf-8")
        found.append(Document(file.stem, file.name, Form.TEXT, text, "utf-8", "", text))
    return found


def attribution_of(text: str, label: Label) -> Attribution:
    """The source nearest to what is said, on the same line and outside quotations if it is not
    a pronoun within one."""
    [said, *more] = spans_of(label.said, text)
    assert not more, label.said
    line = Span(text.rfind("\n", 0, said.start) + 1, text.find("\n", said.stop))
    places = [
        span
        for span in spans_of(label.source, text)
        if line.start <= span.start
        and span.stop <= (line.stop if line.stop > 0 else len(text))
        and not text[span.start - 1].isalnum()
        and not text[span.stop].isalnum()
        and (span.stop <= said.start or span.start >= said.stop or label.said == "Bidget Brink")
    ]
    assert places, label
    source = min(places, key=lambda s: max(said.start - s.stop, s.start - said.stop))
    return Attribution((source,), (), (said,))


@pytest.fixture(scope="module")
def cast(reports: list[Document]) -> Cast:
    listed = [
        [attribution_of(document.reading, label) for label in labels]
        for document, labels in zip(reports, (FIRST, SECOND), strict=True)
    ]
    # What the first report says officials asked is needed for “they said”.
    asked = reports[0].reading.index("Ukrainian officials asked")
    listed[0].append(Attribution((Span(asked, asked + 19),), (Span(asked + 20, asked + 25),), ()))
    return Cast(reports, listed)


def check(speaker: Speaker, label: Label, text: str) -> None:
    assert speaker.kind is label.kind
    assert speaker.name.startswith(label.name)
    assert bool(speaker.name) == bool(label.name)
    assert speaker.party == label.party
    assert speaker.count == label.count
    if label.back:
        assert speaker.mention is not None
        assert text[speaker.mention.start :].startswith(label.back)


@pytest.mark.parametrize("number", range(len(FIRST)), ids=lambda n: FIRST[n].said)
def test_first_report(cast: Cast, reports: list[Document], number: int) -> None:
    check(cast.speakers[0][number], FIRST[number], reports[0].reading)


@pytest.mark.parametrize("number", range(len(SECOND)), ids=lambda n: SECOND[n].said)
def test_second_report(cast: Cast, reports: list[Document], number: int) -> None:
    check(cast.speakers[1][number], SECOND[number], reports[1].reading)


def test_the_parties_and_their_people(cast: Cast) -> None:
    parties = {party.id: party for party in cast.parties}
    assert [party.id for party in cast.parties[:3]] == [
        "ukraine",
        "united_states",
        "european_union",
    ]
    names = {member.name for member in parties["united_states"].people}
    assert {
        "Scott Bessent", "JD Vance", "Keith Kellogg", "Brian Hughes", "Donald Trump", "Marco Rubio",
        "Bidget Brink",
    } <= names  # fmt: skip
    assert not names & {"Kseniiia Orynchak", "Matthias Schrader"}
    [zelenskyy] = [m for m in cast.people if m.name.startswith(ZELENSKYY)]
    assert {"Zelenskyy", "Zelenskiy"} <= set(zelenskyy.also)
    assert zelenskyy.party == "ukraine"


def test_who_must_not_be_given_a_party(cast: Cast) -> None:
    [photographer] = [m for m in cast.people if m.name == "Matthias Schrader"]
    assert photographer.party == ""


def test_a_president_without_a_country_is_less_sure(cast: Cast) -> None:
    sure = {member.name: member.confidence for member in cast.people}
    assert sure["Donald Trump"] < 0.75 < sure["Scott Bessent"]
