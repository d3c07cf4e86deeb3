"""Whose a name is: a person's, a town's, a company's; and what is nobody's."""

from __future__ import annotations

from zopa.proposing.actors import ActorKind

from .told import Told


def test_a_bare_name_without_an_office_is_no_person():
    told = Told(
        "Garvia denied on Friday that it had agreed to sell the port. Morland insists on a sale."
    )
    assert set(told.names) == {"Garvia", "Morland"}


def test_who_is_called_he_is_a_person():
    told = Told(
        "The envoy of Karsia rejected the plan of Movia. Tarvik said that he would go on.",
    )
    assert "Tarvik" not in told.names


def test_a_government_called_after_its_head_is_no_party_of_this_name():
    told = Told(
        "The Tarvik administration wants to lift the duties in steps. Movia insists that they end."
    )
    assert not any("Tarvik" in name for name in told.names)


def test_a_company_with_an_everyday_noun_at_the_end_is_no_person():
    told = Told("Orlan Cement rejected the offer of the Quarry Workers Union.")
    assert "Orlan Cement" in told.names


def test_a_party_whose_name_stands_in_full_again_and_again_is_no_person():
    told = Told(
        "Ralla Mor rejected the budget. The Greens offered Ralla Mor a vote on roads. "
        "The Greens want Ralla Mor to agree by May. Anna Berg, who leads Ralla Mor, refused."
    )
    assert told.role("Ralla Mor") == "signatory"
    assert told.people("Ralla Mor") == ["Anna Berg"]


def test_a_part_of_a_land_begins_a_name():
    told = Told("Lower Garvia insists on a larger share. Upper Garvia rejected the demand.")
    assert set(told.names) == {"Lower Garvia", "Upper Garvia"}


def test_parts_of_the_world_and_fields_of_ministers_are_nobody():
    told = Told(
        "The Minister for Foreign Affairs, Ann Berg, rejected Movia's offer, Western diplomats "
        "said. Karsia wants more."
    )
    assert not {"Foreign Affairs", "Western"} & set(told.names)


def test_islands_that_negotiate_are_a_party_by_either_name():
    told = Told(
        "The Sola Islands rejected the quota that Karsia proposed. The Solas want a larger one. "
        "Karsia refused to let the share of the Sola Islands rise.",
    )
    assert sorted(told.names) == ["Karsia", "Sola Islands"]
    assert told.who("The Solas") == "Sola Islands"


def test_a_body_is_named_after_its_people():
    told = Told(
        "The Beet Growers' Cooperative turned down 48 crowns. The growers want 55 crowns. "
        "The Shippers' Council rejected that."
    )
    assert set(told.names) == {"Beet Growers' Cooperative", "Shippers' Council"}
    assert told.who("The growers") == "Beet Growers' Cooperative"


def test_a_people_of_two_lands_is_its_own():
    told = Told(
        "The Swedish Finns demand schools of their own. Sweden rejected the demand. The leader of "
        "the Swedish Finns, Ann Berg, refused to talk.",
    )
    assert sorted(told.names) == ["Sweden", "Swedish Finns"]
    assert told.people("Swedish Finns") == ["Ann Berg"]


def test_an_acronym_behind_the_word_party_is_the_party():
    told = Told(
        "The Free Traders party (FTP) rejected the plan. The Greens offered the FTP a vote.",
    )
    assert len(told.names) == 2
    assert told.who("the FTP") == told.who("The Free Traders party")


def test_who_has_a_general_secretary_is_a_union():
    told = Told(
        "Forward rejected the offer of Corvin Ltd. Forward's general secretary, Ann Berg, called "
        "for a strike. The union wants guarantees in writing."
    )
    assert told.party("Forward").kind is ActorKind.UNION
    assert told.who("The union") == "Forward"


def test_lenders_and_creditors_are_the_same_people():
    told = Told(
        "Karsia rejected the offer of its creditors. The lenders want a higher tax. Creditors "
        "demand that Karsia sell its ports."
    )
    assert len(told.names) == 2
    assert told.who("The lenders") == told.who("Creditors") != ""


def test_exporters_that_are_named_are_no_class():
    told = Told(
        "The two largest exporters, Karsia and Movia, agreed to a cap. Garvia rejected the cap."
    )
    assert not any("xporters" in name for name in told.names)
