"""Names in headlines are those of the text; nicknames stand within names; numbers are no names."""

import pytest

from zopa.sources import read_document
from zopa.sources.document import Document
from zopa.statements.speakers import Cast

BODY = """

Oda Lind, the mayor of Lund, said on Monday that the plan was unfair, and the union agreed.

Norvik's director, Tor Vik, did not answer Lind. Norvik is owned by Velmark Holdings.
"""


def document(text: str) -> Document:
    found = read_document(text.encode(), "a.txt", id="a").document
    assert found is not None
    return found


def named(text: str) -> set[str]:
    cast = Cast([document(text)])
    return {member.name for member in (*cast.people, *cast.institutions)} - {"Lund"}


BELOW = named("A plan\n\n" + BODY.strip())


@pytest.mark.parametrize(
    "headline",
    [
        "Oda Lind Slams Norvik's Plan",
        "Union Hits Back at Tor Vik",
        "Talks Stall as Mayor Lind Walks Out",
        "Velmark Holdings Rebuffed Again",
        "Last Chance Saloon – Lind Warns Norvik",
        "LIND SLAMS NORVIK PLAN AS TALKS STALL",
        "Zorblat Quarrel Goes On, Lind Says",
    ],
)
def test_a_headline_names_nobody_whom_the_text_does_not_name(headline: str) -> None:
    assert named(headline + BODY) <= BELOW


def test_who_is_named_in_the_headline_is_whom_the_text_means() -> None:
    cast = Cast([document("Oda Lind Slams Norvik's Plan" + BODY)])
    (mayor,) = (person for person in cast.people if person.name == "Oda Lind")
    assert mayor.mentions[0].span.start == 0
    assert mayor.mentions[0].span.stop == len("Oda Lind")
    assert len(mayor.mentions) == 3


@pytest.mark.parametrize(
    "line",
    [
        "About 12,700 members of the union walked out.",
        "Some 400 drivers stayed at home.",
        "Over 900 of the 1,200 signed, and Nearly 40 did not.",
    ],
)
def test_a_number_is_no_name(line: str) -> None:
    assert named(line) == set()


@pytest.mark.parametrize(
    ("written", "name", "short"),
    [
        ("Ragnar “Red” Moe", "Ragnar Moe", "Moe"),
        ('Sten "Bull" Haga', "Sten Haga", "Haga"),
        ("Anna Maria “Mia” Holt", "Anna Maria Holt", "Holt"),
        ("Ines ‘Nan’ Berg", "Ines Berg", "Berg"),
    ],
)
def test_a_nickname_stands_within_a_name(written: str, name: str, short: str) -> None:
    text = f"{written}, a crane driver, said the crews would wait. “We will wait,” {short} said."
    cast = Cast([document(text)])
    assert [person.name for person in cast.people] == [name]
    assert len(cast.people[0].mentions) == 2
