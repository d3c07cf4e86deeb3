"""Whoever is called after a country or a company and does not speak for it."""

from __future__ import annotations

import pytest

from zopa.foundation.text import Span
from zopa.sources.document import Document, Form
from zopa.statements.speakers import Cast, PartyNames
from zopa.statements.statement import SpeakerKind


def party_of(text: str, source: str, *parties: PartyNames) -> str:
    document = Document("a", "a.txt", Form.TEXT, text, "utf-8", "", text)
    start = text.index(source)
    speaker = Cast([document], parties=parties).resolve(document, Span(start, start + len(source)))
    return speaker.party


@pytest.mark.parametrize(
    "source",
    [
        "Peru's private creditors",
        "Peru’s bondholders",
        "Norway's critics",
        "Critics of Norway",
        "Norway's neighbours",
        "Norwegian farmers",
        "Norway's largest union",
        "The Danish company",
        "Two Danish banks",
    ],
)
def test_they_are_a_side_of_their_own(source: str) -> None:
    assert party_of(f"{source} rejected the plan on Monday.", source) == ""
    case = PartyNames("peru", "Peru"), PartyNames("norway", "Norway")
    assert party_of(f"{source} rejected the plan on Monday.", source, *case) == ""


@pytest.mark.parametrize(
    ("source", "party"),
    [
        ("Peru's government", "peru"),
        ("Peru's finance minister", "peru"),
        ("Norwegian officials", "norway"),
        ("The Norwegian delegation", "norway"),
        ("A spokesman for Norway", "norway"),
    ],
)
def test_who_speaks_for_it_still_does(source: str, party: str) -> None:
    assert party_of(f"{source} rejected the plan on Monday.", source) == party


def test_a_company_that_is_only_described_is_the_one_before() -> None:
    text = (
        "Halden Paints Corp rejected a takeover offer from Corvin Industries. The Danish company "
        "said the offer was too low."
    )
    document = Document("a", "a.txt", Form.TEXT, text, "utf-8", "", text)
    start = text.index("The Danish")
    speaker = Cast([document]).resolve(document, Span(start, start + len("The Danish company")))
    assert speaker.party != "denmark"
    assert speaker.kind is SpeakerKind.INSTITUTION
