"""Who is an actor by name, and which names are one."""

from __future__ import annotations

import pytest

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


def test_a_name_goes_on_after_a_plural_possessive():
    told = Told(
        "The Brell Fishermen's Federation rejected the quota. The People's Party accepted it. "
        "Brell wants more."
    )
    assert "Brell Fishermen's Federation" in told.names
    assert told.who("People's Party") == "People's Party"


def test_an_association_of_the_workers_of_a_league_is_not_the_league():
    told = Told(
        "The NRL Players' Association rejected the offer of the NRL. The NRL had offered 47%. "
        "The union wants 50%."
    )
    assert told.who("The NRL") == "NRL"
    assert told.who("The union") == "NRL Players' Association"


def test_the_people_of_an_invented_land_lead_to_it():
    told = Told(
        "Karsia rejected a Movian plan. Movia's foreign minister, Odan Brek, called that a mistake."
    )
    assert told.names.count("Movia") == 1
    assert told.who("Movian") == "Movia"
    assert told.party("Movia").kind is ActorKind.STATE
    assert told.people("Movia") == ["Odan Brek"]


def test_a_date_line_gives_no_names():
    told = Told("KIEL, Sarvia — Norlund rejected the draft of Dravia. Dravia demands a vote.")
    assert sorted(told.names) == ["Dravia", "Norlund"]


def test_a_name_that_is_an_everyday_word_may_begin_a_sentence():
    told = Told("Alpha offered a 20% pay rise. Beta offered a 10% pay rise. Anger grew.")
    assert sorted(told.names) == ["Alpha", "Beta"]


def test_rivers_dams_and_deals_are_no_parties():
    told = Told(
        "The Tolland River feeds the Great Ossa Dam. Karsia rejected the Ossa Accord. "
        "Movia accepted it."
    )
    assert sorted(told.names) == ["Karsia", "Movia"]


def test_two_companies_that_share_a_word_stay_two():
    told = Told("Sarn Music rejected the offer of Brell Music. Brell Music raised it.")
    assert sorted(told.names) == ["Brell Music", "Sarn Music"]


def test_who_presides_over_a_summit_acts_and_not_the_summit():
    told = Told(
        "The Ossa26 summit has stalled. Karsia rejected the draft. Anna Berg, president of Ossa26, "
        "urged countries to agree."
    )
    assert "Ossa26 presidency" in told.names
    assert told.role("Ossa26 presidency") == "observer"


@pytest.mark.parametrize("body", ["", "No.", "…", "“", "(\n\n)", "And 12 of 9, by which 3."])
def test_texts_without_anybody_have_no_actors(body):
    assert Told(body).names == []


def test_a_league_is_no_premier():
    told = Told("The Premier League offered 15%. The Ossa League rejected it.")
    assert sorted(told.names) == ["Ossa League", "Premier League"]


def test_the_bank_of_a_place_may_be_called_by_the_place():
    told = Told("Bank of Ridgeway rejected the bid of Crestline Bank. Ridgeway wants more.")
    assert told.who("Ridgeway") == "Bank of Ridgeway"


def test_who_declines_to_comment_does_not_negotiate():
    told = Told(
        "Kenya rejected the draft of Chad. Kenya refused. Chad offered more. Sudan declined to "
        "comment."
    )
    assert told.role("Sudan") == "observer"


def test_a_part_is_not_the_full_name_of_the_whole():
    told = Told(
        "Ridge Motor rejected a bid by Corvin Industries. Ridge Motor wants more. "
        "Corvin wants Ridge Motor Finance to be sold first. Ridge said no."
    )
    assert "Ridge Motor" in told.names
    assert told.who("Ridge") == "Ridge Motor"


def test_people_of_a_part_of_the_world_are_of_its_group():
    told = Told(
        "The Africa Group rejected the draft. African delegates demanded a fund. "
        "Brazil wants the draft. African negotiators called it unfair."
    )
    assert told.names == ["Africa Group", "Brazil"]


def test_whose_follower_or_from_which_part_of_the_world_somebody_is():
    told = Told(
        "Karsia rejected the draft. Movia wants it. Ann Berg, a Democrat, spoke of a good day. "
        "A Latin American diplomat asked Movia for more."
    )
    assert not {"Democrat", "Latin American"} & set(told.names)


def test_who_puts_it_in_words_does_not_deal():
    told = Told(
        "Karsia tabled a draft. Movia rejected the draft. Talks will be long, as Brazil put it."
    )
    assert told.role("Brazil") == "observer" if "Brazil" in told.names else True
