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


def test_what_is_only_described_may_be_a_party():
    told = Told(
        "The nurses' union turned down the hospital trust's offer of 4%. The trust rejected 8%. "
        "Nurses want more. Its finance director, Alan Pym, said no."
    )
    assert sorted(told.names) == ["Hospital trust", "Nurses' union"]
    assert told.who("Nurses") == "Nurses' union"
    assert told.role("Hospital trust") == "signatory"


def test_the_government_where_no_state_is_named():
    told = Told("The Doctors Union demands 9%. The government refused. Ministers offered 5%.")
    assert told.who("The government") == told.who("Ministers") == "Government"


def test_the_government_is_that_of_the_state_spoken_of():
    told = Told(
        "Zambia tabled a plan. Bondholders rejected the government's offer. Zambia wants more time."
    )
    assert told.who("the government") == "Zambia"


def test_rebels_are_the_armed_group_that_is_named():
    told = Told(
        "The Ossa Liberation Front rejected the truce. Karsia offered it. The rebels want land."
    )
    assert told.who("The rebels") == "Ossa Liberation Front"


def test_the_two_countries_are_the_two_before():
    told = Told(
        "Kenya and Chad want an end to the levy, but Egypt insists on it. Egypt said the plan of "
        "the two countries was unfair."
    )
    assert sorted(told.all_who("the two countries")) == ["Chad", "Kenya"]


def test_a_committee_of_a_class_is_the_class():
    told = Told(
        "The official creditor committee (OCC) rejected the deal. Official creditors want more. "
        "The OCC said so."
    )
    assert told.who("OCC") == told.who(["The", "official", "creditor", "committee"][-1])
    assert told.names == ["Official creditors"]


def test_a_description_is_not_its_neighbour_in_the_clause():
    told = Told(
        "Norlund Paints rejected an offer of Corvin Industries. Norlund Paints accused the company "
        "of bad faith."
    )
    assert told.who("the company") == "Corvin Industries"


def test_an_offer_is_not_somebody():
    told = Told("Brell Shipping made an offer to the Dockers Union. It was too low.")
    assert told.who("It") == ""


def test_given_words_lead_to_the_given_party():
    told = Told(
        "Brell offered 5%. The pilots rejected it. The airline said its pilots should vote. "
        "Norway mediated.",
        given=[GivenParty("Brell", ("the airline",)), GivenParty("Pilots Guild", ("pilots",))],
    )
    assert told.who("The airline") == "Brell"
    assert told.who("The pilots") == told.who("its pilots") == "Pilots Guild"
    assert told.role("Brell") == told.role("Pilots Guild") == "signatory"


def test_a_given_role_stands():
    told = Told(
        "Kenya rejected the draft of Chad. Egypt rejected it as well.",
        given=[GivenParty("Kenya"), GivenParty("Chad"), GivenParty("Egypt", (), "observer")],
    )
    assert told.role("Egypt") == "observer"


def test_whose_offer_one_rejects_is_not_ones_own():
    told = Told("Brell Shipping met the Dockers Union. The Dockers Union rejected its offer.")
    assert told.who("its") == "Brell Shipping"


def test_who_says_something_later_may_be_meant_before():
    told = Told(
        "Norlund Paints turned down Corvin Industries. A split is not what it plans, Corvin "
        "Industries said."
    )
    assert told.who("it") == "Corvin Industries"


def test_both_are_the_two_who_were_joined_last():
    told = Told(
        "Kenya rejected the draft of Chad. A plan is drawn up by Egypt and Qatar; both have "
        "mediated before."
    )
    assert sorted(told.all_who("both")) == ["Egypt", "Qatar"]


def test_a_union_in_general_is_not_the_union():
    told = Told(
        "The Dockers Union rejected the offer of Brell Shipping for a port without a union."
    )
    assert told.who("a union") == ""


def test_countries_in_general_are_nobody():
    told = Told(
        "Island states rejected the draft of Egypt. Countries could cut emissions, the draft says."
    )
    assert told.who("Island states") == "Island states"
    assert told.who("Countries") == ""


def test_a_news_agency_is_no_agency_that_negotiates():
    told = Told(
        "The Fisheries Agency rejected the draft of Chad. The French news agency ABC heard so."
    )
    assert told.who(["the", "French", "news", "agency"][-1]) == ""
