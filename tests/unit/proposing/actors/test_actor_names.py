"""Who is an actor by name, and which names are one."""

from __future__ import annotations

from zopa.proposing.actors import ActorKind

from .told import Told


def test_an_acronym_and_a_short_name_are_the_name():
    told = Told(
        "The Harbour Workers Guild (HWG) rejected the offer of Brell Shipping Ltd. "
        "Brell Shipping said it was fair. HWG wants more. Brell will not move."
    )
    assert set(told.names) == {"Harbour Workers Guild", "Brell Shipping Ltd."}
    assert "HWG" in told.party("Harbour Workers Guild").also
    assert told.who("Brell") == "Brell Shipping Ltd."


def test_names_of_several_reports_are_joined():
    told = Told(
        "Norlund Paints turned down a bid by Corvin Industries.",
        "Corvin raised its bid for NorlundPaints. Norlund rejected it.",
    )
    assert len(told.names) == 2
    assert told.who("Corvin", 1) == told.who("Corvin Industries")
    assert told.who("NorlundPaints", 1) == told.who("Norlund Paints") == told.who("Norlund", 1)


def test_names_of_a_country_are_one():
    told = Told(
        "Washington rejected the plan, the U.S. trade envoy said. Canada wants talks with the "
        "American government. The United States refused."
    )
    assert sorted(told.names) == ["Canada", "United States"]
    assert told.who("the American government") == "United States"
    assert told.who("Washington") == "United States"


def test_a_capital_in_which_something_happens_is_no_party():
    told = Told("Kenya and Chad held talks in Cairo. Kenya rejected the draft. Chad accepted it.")
    assert sorted(told.names) == ["Chad", "Kenya"]
    assert told.who("Cairo") == ""


def test_a_headline_gives_no_names():
    told = Told(
        "Sweden offered lower tariffs. Canada rejected the offer.",
        headline="Anna Slams Canada's Plan, Union Hits Back",
    )
    assert sorted(told.names) == ["Canada", "Sweden"]


def test_a_count_of_people_is_no_party():
    told = Told("About 12,700 members voted. The Dockers Union rejected the offer of Brell Ltd.")
    assert not any("12" in name or "About" in name for name in told.names)


def test_invented_states_joined_by_and_are_two():
    told = Told("Karsia and Movia rejected the Tolland draft.")
    assert told.who("Karsia") == "Karsia"
    assert told.who("Movia") == "Movia"
    assert told.role("Karsia") == told.role("Movia") == "signatory"


def test_the_party_of_a_person_is_the_party():
    told = Told(
        "The Free Traders (FT) called off coalition talks with Anna Olsen's Centre Party and "
        "the Greens. The Centre Party rejected that."
    )
    assert "Anna Olsen" not in told.names
    assert told.people("Centre Party") == ["Anna Olsen"]
    assert told.party("Greens").kind is ActorKind.POLITICAL_PARTY


def test_media_that_report_are_no_parties():
    told = Told("Brell Shipping rejected the bid of Corvin Ltd, two people told the Daily Courier.")
    assert sorted(told.names) == ["Brell Shipping", "Corvin Ltd"]
