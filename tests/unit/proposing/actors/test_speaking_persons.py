"""For whom persons speak."""

from __future__ import annotations

import pytest

from .told import Told

TALKS = "Brell Shipping rejected the demand of the Dockers Union. "


@pytest.mark.parametrize(
    "sentence",
    [
        "Brell Shipping CEO Anna Olsen said no.",
        "Anna Olsen, the chief executive of Brell Shipping, said no.",
        "Anna Olsen, who heads Brell Shipping, said no.",
        "Brell Shipping's chairwoman, Anna Olsen, said no.",
        "Brell Shipping said no. Its chairwoman Anna Olsen called it unfair.",
    ],
)
def test_an_office_tells_for_whom_a_person_speaks(sentence):
    told = Told(TALKS + sentence)
    assert told.people("Brell Shipping") == ["Anna Olsen"]
    assert told.who("Olsen") == "Brell Shipping"


def test_a_person_of_whom_nothing_is_told_is_noted_and_no_party():
    told = Told(TALKS + "Anna Olsen said that this is unfair.")
    assert "Anna Olsen" not in told.names
    assert told.who("Olsen") == ""
    assert any("Anna Olsen" in note for note in told.actors.notes)


def test_he_is_the_person_and_speaks_for_the_party():
    told = Told(TALKS + "Dockers Union president Piet Mander said no. He wants a vote.")
    assert told.who("He") == "Dockers Union"


def test_a_minister_speaks_for_the_country():
    told = Told("Egypt's water minister Omar Said rejected the draft of Sudan. Sudan offered more.")
    assert told.people("Egypt") == ["Omar Said"]


def test_officials_and_negotiators_are_those_they_serve():
    told = Told("Egyptian negotiators rejected Sudan's draft. Officials from Sudan offered more.")
    assert told.who("Egyptian negotiators") == "Egypt"
    assert told.who("Officials") == "Sudan"


def test_mediators_are_observers():
    told = Told(
        "Qatar mediated between Chad and Kenya. Chad rejected the plan of Kenya. "
        "Mediators from Qatar will meet them again."
    )
    assert told.role("Qatar") == "observer"
    assert told.role("Chad") == told.role("Kenya") == "signatory"
