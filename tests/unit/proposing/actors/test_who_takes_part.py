"""Who takes part in a negotiation by what they do, and who only watches."""

from __future__ import annotations

from .told import Told


def test_two_negotiate_even_where_one_only_acts():
    told = Told(
        "If Garvia imposed a duty on timber, Morland would reject any deal on dairy. Garvia has "
        "imposed no duty."
    )
    assert told.role("Garvia") == told.role("Morland") == "signatory"


def test_who_changes_an_offer_of_its_own_negotiates():
    told = Told("Corvin has sweetened its bid for Norlund. Norlund rejected it.")
    assert told.role("Corvin") == "signatory"


def test_who_is_said_to_be_willing_negotiates():
    told = Told("Sella FC is said to be willing to pay a million. Brell rejected that.")
    assert told.role("Sella FC") == "signatory"


def test_who_is_told_by_in_a_passive_is_the_one_who_offers():
    told = Told(
        "Lindal Paper has been offered 62 crowns a share by Norvik. Lindal Paper turned it down."
    )
    assert told.role("Norvik") == "signatory"


def test_talks_between_one_side_and_several_are_of_all():
    told = Told(
        "The talks are between Karsia on one side and Sweden, Chad and Peru on the other. "
        "Karsia rejected a draft."
    )
    assert set(told.names) >= {"Karsia", "Sweden", "Chad", "Peru"}


def test_talks_that_are_only_called_for_make_no_party():
    told = Told(
        "Sweden rejected the draft of Chad. Chad must sit down for talks with Peru, Sweden said. "
        "Chad wants a pact."
    )
    assert "Peru" not in [name for name in told.names if told.role(name) == "signatory"]


def test_who_sends_an_observer_only_watches():
    told = Told(
        "Sweden rejected the draft of Chad. Chad insists on it. The European Union sends an "
        "observer."
    )
    assert told.role("European Union") == "observer"


def test_what_several_do_respectively_is_told_of_none_alone():
    told = Told("Brell, Corvin and Halden offered 4%, 5% and 6% respectively.")
    assert told.who("Brell") == told.who("Halden") == ""
    assert Told("Brell, Corvin and Halden offered 4%.").who("Halden") == "Halden"
