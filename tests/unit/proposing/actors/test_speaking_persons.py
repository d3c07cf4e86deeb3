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


@pytest.mark.parametrize(
    ("sentence", "party"),
    [
        ("Trade Secretary Anna Olsen of Kenya refused.", "Kenya"),
        ("Kenya's lead negotiator, Per Holt, refused.", "Kenya"),
        (
            "According to the head of the Dockers Union, Anna Olsen, no deal is near.",
            "Dockers Union",
        ),
        ("Anna Olsen, who speaks for Kenya, refused.", "Kenya"),
        ("Anna Olsen, president of the Dockers Union, refused.", "Dockers Union"),
    ],
)
def test_signs_of_for_whom_a_person_speaks(sentence, party):
    told = Told("Kenya rejected the demand of the Dockers Union. " + sentence)
    assert told.people(party) in (["Anna Olsen"], ["Per Holt"])


def test_where_a_banker_comes_from_is_not_for_whom_she_speaks():
    told = Told(
        "The European Union rejected the offer of Kenya. Its trade chief Anna Olsen refused. The "
        "Danish commissioner said so."
    )
    assert "Denmark" not in told.names
    assert told.people("European Union") == ["Anna Olsen"]


def test_who_leads_a_state_and_a_party_speaks_for_the_one_that_negotiates():
    told = Told(
        "The Greens rejected the coalition draft of the Centre Party. Anna Olsen, who is the "
        "German chancellor and leads the Centre Party, wants new talks."
    )
    assert told.people("Centre Party") == ["Anna Olsen"]


def test_forms_of_one_name_are_one_person():
    told = Told(
        "Kenya's minister Maroš Šefčovič rejected the draft of Chad.",
        "Kenya rejected it. Maros Sefcovic, Kenya's minister, said no.",
    )
    assert len(told.people("Kenya")) == 1


def test_observers_sent_by_somebody_make_an_observer():
    told = Told(
        "Kenya rejected the draft of Chad. Looking on were observers sent by Egypt. Chad refused."
    )
    assert told.role("Egypt") == "observer"


def test_who_is_one_of_other_leaders_is_one_of_theirs():
    told = Told(
        "The Dockers Union rejected the offer of Brell Shipping. "
        "The deal would let Anna Olsen and other Dockers Union leaders return."
    )
    assert told.people("Dockers Union") == ["Anna Olsen"]


def test_of_two_sides_who_rejects_the_offer_of_one_is_of_the_other():
    told = Told(
        "Kenya rejected the plan of Chad. Kenya offered a truce, and Kenya proposed talks. "
        "Chad tabled a draft. Chad refused the truce. Chad offered more. "
        "Olsen rejected Chad's offer, she said. Mr Olsen refused."
    )
    assert told.people("Kenya") == ["Olsen"]


@pytest.mark.parametrize(
    "sentence",
    ["Kenya, led by Anna Olsen, refused.", "Kenya's delegation is led by Anna Olsen."],
)
def test_who_leads_somebody_speaks_for_them(sentence):
    told = Told("Kenya rejected the draft of Chad. " + sentence)
    assert told.people("Kenya") == ["Anna Olsen"]
