"""Whom descriptions, classes of people and pronouns mean."""

from __future__ import annotations

from zopa.proposing.given import GivenParty

from .told import Told


def test_a_description_by_country_is_the_company_and_not_the_country():
    told = Told(
        "Norlund Paints rejected a takeover offer from Corvin Industries. "
        "The Danish company said the offer was too low."
    )
    assert told.who("The Danish company") == "Norlund Paints"
    assert "Denmark" not in told.names


def test_people_of_a_country_are_not_the_country():
    told = Told(
        "Zambia's bondholders proposed a grace period. The bondholders rejected a swap. "
        "Zambia tabled a plan."
    )
    assert told.who("Zambia's bondholders") == "Bondholders"
    assert told.who("Zambia") == "Zambia"
    assert told.role("Bondholders") == told.role("Zambia") == "signatory"


def test_two_classes_of_one_noun_are_two():
    told = Told(
        "Private creditors rejected the proposal. Official creditors accepted it. "
        "The private creditors want more."
    )
    assert told.who("The private creditors") == "Private creditors"
    assert told.who("Official creditors") == "Official creditors"


def test_both_companies_are_two():
    told = Told("Alpha Motors and Beta Motors made offers. Then both companies made new offers.")
    assert sorted(told.all_who("both companies")) == ["Alpha Motors", "Beta Motors"]


def test_the_workers_of_a_union_are_the_union():
    told = Told(
        "The Harbour Workers Guild turned down the offer of Brell Shipping. The workers want 9%. "
        "Members voted no. The company said its offer stands. The union refused."
    )
    guild = "Harbour Workers Guild"
    assert told.who("The workers") == told.who("The union") == guild
    assert told.who("The company") == "Brell Shipping"


def test_it_is_the_subject_before():
    told = Told("Brell Shipping made an offer to the Dockers Union. It said the offer is final.")
    assert told.who("It") == "Brell Shipping"


def test_given_parties_are_the_parties():
    told = Told(
        "Brell Shipping offered 5%. The dockers rejected it. Norway urged both to talk.",
        given=[GivenParty("Brell"), GivenParty("Harbour Guild", ("union", "dockers"))],
    )
    assert told.names[:2] == ["Brell", "Harbour Guild"]
    assert told.who("The dockers") == "Harbour Guild"
    assert told.who("Brell Shipping") == "Brell"
    assert all(told.role(name) == "observer" for name in told.names[2:])
