"""Which names are one person's, and which never are."""

from __future__ import annotations

import pytest

from zopa.sources.document import Document, Form
from zopa.statements.speakers import Cast, PartyNames, PersonNames


def document_of(text: str, name: str = "a") -> Document:
    return Document(name, f"{name}.txt", Form.TEXT, text, "utf-8", "", text)


def people_of(*texts: str) -> dict[str, set[str]]:
    cast = Cast([document_of(text, str(number)) for number, text in enumerate(texts)])
    return {member.name: {member.name, *member.also} for member in cast.people}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("President Volodymyr Zelenskyy", "President Volodymyr Zelenskiy"),
        ("President Volodymyr Zelenskyy", "President Vladimir Zelensky"),
        ("Ambassador Bidget Brink", "Ambassador Bridget Brink"),
        ("Minister François Léger", "Minister Francois Leger"),
        ("Senator Bill Hayes", "Senator William Hayes"),
        ("Vice President JD Vance", "Vice President James David Vance"),
        ("President Donald J. Trump", "President Donald Trump"),
        ("Minister Sergei Kovalyov", "Minister Sergey Kovalev"),
        ("Minister Mohammed Qureshi", "Minister Muhammad Kureshi"),
    ],
)
def test_one_person_across_documents(one: str, other: str) -> None:
    found = people_of(f"We met {one} today.", f"Then {other} left.")
    assert len(found) == 1, found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("President Volodymyr Zelenskyy", "General Valerii Zaluzhny"),
        ("President Joe Biden", "Minister Bidzina Ivanishvili"),
        ("President George W. Bush", "President George H.W. Bush"),
        ("Prime Minister Boris Johnson", "Speaker Mike Johnson"),
        ("Minister Jean Dupont", "Minister Jan Dupont"),
        ("President Donald Trump", "Mr Donald Trump Jr."),
        ("Senator Hillary Clinton", "President Bill Clinton"),
        ("Minister Michael Roth", "Minister Michelle Roth"),
        ("President Volodymyr Zelenskyy", "President Vladimir Putin"),
        ("Secretary John Kerry", "Senator John Perry"),
        ("Mr Paul Berger", "Mr Paul Bergen Hall"),
    ],
)
def test_two_people(one: str, other: str) -> None:
    found = people_of(f"We met {one} today. Then {other} left.")
    assert len(found) == 2, found


def test_a_surname_alone_means_who_has_a_title_of_that_gender() -> None:
    text = "Mr Karl Weber met Mrs Eva Weber. Mrs Weber smiled."
    document = document_of(text)
    place = text.rindex("Mrs Weber")
    from zopa.foundation.text import Span

    assert Cast([document]).resolve(document, Span(place, place + 9)).name == "Eva Weber"


def test_a_middle_initial_does_not_make_one_of_two_presidents() -> None:
    found = people_of(
        "President George W. Bush spoke. President George H.W. Bush listened.",
        "President George W. Bush spoke again.",
    )
    assert sorted(found) == ["George H.W. Bush", "George W. Bush"]


def test_the_fullest_name_and_the_other_forms() -> None:
    text = "President Volodymyr Zelenskyy spoke. Mr Zelenskiy left. Zelensky waved."
    [member] = Cast([document_of(text)]).people
    assert member.name == "Volodymyr Zelenskyy"
    assert set(member.also) == {"Zelenskiy", "Zelensky"}
    assert member.offices == ("President",)
    assert len(member.mentions) == 3


CASE = (
    PartyNames("union", "Local 12", ("the union", "machinists"), (PersonNames("Rosa Ortiz"),)),
    PartyNames("owners", "Acme", ("Acme Holdings",), (PersonNames("Karl Stein", ("Stein",)),)),
    PartyNames("us", "United States", ("US", "Washington", "American")),
)


@pytest.mark.parametrize(
    ("text", "source", "party"),
    [
        ("Rosa Ortiz said no.", "Rosa Ortiz", "union"),
        ("Ortis said no, Rosa Ortis, that is.", "Rosa Ortis", "union"),
        ("Mr Stein said no.", "Mr Stein", "owners"),
        ("A lawyer for Acme Holdings said no.", "A lawyer for Acme Holdings", "owners"),
        ("The union said no.", "The union", "union"),
        ("The machinists said no.", "The machinists", "union"),
        ("An American diplomat said no.", "An American diplomat", "us"),
        ("The White House said no.", "The White House", "us"),
        ("US negotiator Ann Lee said no.", "US negotiator Ann Lee", "us"),
        ("The French government said no.", "The French government", "france"),
        ("Officials of Acme and Local 12 met.", "Acme and Local 12", ""),
        ("Somebody said no.", "Somebody", ""),
    ],
)
def test_parties_of_a_case(text: str, source: str, party: str) -> None:
    from zopa.foundation.text import Span

    document = document_of(text)
    start = text.index(source)
    speaker = Cast([document], parties=CASE).resolve(document, Span(start, start + len(source)))
    assert speaker.party == party, speaker


def test_the_cast_proposes_parties_with_people() -> None:
    text = (
        "Ukrainian president Ivan Melnyk met US envoy Ann Lee in Kyiv. Melnyk wants guarantees "
        "from the United States. The US refused, Mr Melnyk said."
    )
    cast = Cast([document_of(text)])
    by_id = {party.id: party for party in cast.parties}
    assert set(by_id) == {"ukraine", "united_states"}
    assert [member.name for member in by_id["ukraine"].people] == ["Ivan Melnyk"]
    assert by_id["ukraine"].people[0].offices == ("Ukrainian president",)
    assert by_id["united_states"].name == "United States"
    assert "US" in by_id["united_states"].also
    where = by_id["united_states"].mentions[0]
    assert text[where.span.start : where.span.stop] == "US"
