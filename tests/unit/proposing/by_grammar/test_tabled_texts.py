"""Which text a report means by “the offer”, “both offers”, “it”, “the first offer”."""

from __future__ import annotations

import pytest

from zopa.proposing.by_grammar.stands import Stand

from .told_by_grammar import facts, found, offers


def by(*bodies: str) -> list[tuple[str, list[float]]]:
    """Whose each text is, with its figures."""
    return [
        (offer.by.name if offer.by else "+".join(a.name for a in offer.struck_by),
         sorted(value for _, value in offer.measures))
        for offer in offers(*bodies)
    ]  # fmt: skip


def meant(text: str, who: str, stand: Stand) -> list[str]:
    """Whose texts somebody rejects or accepts."""
    return [
        offer.by.name
        for held in found(text).told.held
        if held.stand is stand and held.mention and who in [a.name for a in held.actors]
        for offer in held.mention.offers
        if offer.by is not None
    ]


def test_each_author_has_a_text_of_his_own() -> None:
    assert by(
        "Karsia offered a quota of 300 tonnes. Movia proposed a quota of 450 tonnes. "
        "Karsia rejected the proposal."
    ) == [("Karsia", [300]), ("Movia", [450])]


def test_a_new_offer_with_another_figure_is_another_text() -> None:
    assert by(
        "Karsia made an offer of 300 tonnes. Movia rejected the offer. "
        "Karsia then made a new offer of 350 tonnes."
    ) == [("Karsia", [300]), ("Karsia", [350])]


def test_reports_of_one_offer_tell_of_one_text() -> None:
    assert by(
        "Karsia offered a quota of 300 tonnes. Movia rejected the offer.",
        "Movia turned down the offer of 300 tonnes by Karsia.",
    ) == [("Karsia", [300])]


def test_the_first_and_the_second_offer() -> None:
    made = offers(
        "Karsia's first offer was 300 tonnes. Karsia's second offer was 350 tonnes. "
        "Movia rejected Karsia's first offer."
    )
    refused = {offer.number for offer in made if offer.refused}
    assert [offer.number for offer in made] == [1, 2]
    assert refused == {1}


def test_both_offers_are_the_last_two() -> None:
    text = (
        "Karsia offered a pay rise of 20%. Movia offered a pay rise of 10%. "
        "The union Losse rejected both offers."
    )
    rejected = {
        offer.by.name
        for held in found(text).told.held
        if held.stand is Stand.REJECTS and held.mention
        for offer in held.mention.offers
        if offer.by is not None
    }
    assert rejected == {"Karsia", "Movia"}


@pytest.mark.parametrize("it", ["it", "this"])
def test_a_pronoun_is_the_text_told_of_just_before(it: str) -> None:
    text = f"Karsia offered a quota of 300 tonnes. Movia rejected {it}."
    assert meant(text, "Movia", Stand.REJECTS) == ["Karsia"]


def test_the_offer_is_not_of_who_rejects_it() -> None:
    text = (
        "Movia offered a quota of 450 tonnes. Karsia offered a quota of 300 tonnes. "
        "Karsia rejected the offer."
    )
    assert meant(text, "Karsia", Stand.REJECTS) == ["Movia"]


def test_of_two_who_negotiate_the_offer_is_of_the_other() -> None:
    text = "Karsia and Movia hold talks. Karsia rejected the offer. Movia demands a quota."
    assert meant(text, "Karsia", Stand.REJECTS) == ["Movia"]


def test_a_deal_that_is_struck_is_of_both() -> None:
    (offer,) = offers("Karsia and Movia reached a deal on herring.")
    assert offer.by is None
    assert {actor.name for actor in offer.struck_by} == {"Karsia", "Movia"}


def test_who_rejects_a_text_has_not_tabled_it() -> None:
    made = facts("Karsia rejected the offer by Movia. Movia's offer was 300 tonnes.")
    assert "karsia rejects movia_offer" in made
    assert not [fact for fact in made if fact.startswith("karsia tables")]


def test_what_is_offered_without_a_noun_for_it_is_a_text() -> None:
    assert by("Karsia offered to pay 40 million euros.") == [("Karsia", [40_000_000])]


def test_an_offer_to_host_talks_is_no_text() -> None:
    assert by("Karsia offered to host the talks.") == []


def test_what_stands_with_a_text_beside_the_verb_that_tables_it_is_a_term_of_it() -> None:
    (offer,) = offers("Movia presented a draft with a herring quota of 300 tonnes.")
    assert [topic.title for _, topic in offer.terms] == ["herring quota"]
    assert [value for _, value in offer.measures] == [300]


def test_what_nobody_is_told_to_reject_the_other_side_rejects() -> None:
    alone = facts("Karsia offered a quota of 300 tonnes. The offer was turned down.")
    assert not [name for name in alone if " rejects " in name]
    told = facts(
        "Movia and Karsia negotiate. Karsia offered a quota of 300 tonnes. "
        "Movia demanded 450 tonnes. The offer was turned down."
    )
    assert [sure for name, sure in told.items() if name.startswith("movia rejects")] == [0.675]


def test_an_earlier_text_is_not_the_one_told_of_near_it() -> None:
    refused = [
        offer.measures
        for offer in offers(
            "Movia rejected an improved offer by Karsia of 350 tonnes. "
            "The first offer stood at 300 tonnes. Movia turned it down."
        )
        if offer.refused
    ]
    assert sorted(value for measures in refused for _, value in measures) == [300, 350]


def test_what_a_text_deals_with_is_no_figure_of_it() -> None:
    assert by("Karsia tabled a plan to restructure 65 million crowns of debt.") == [("Karsia", [])]


def test_a_bid_that_has_to_come_is_not_tabled() -> None:
    assert not facts("Karsia must table a quota of 300 tonnes by noon. Movia waits.")


def test_one_figure_after_another_is_not_one_term() -> None:
    (drafted,) = found(
        "Karsia offered a pay rise of 2% this year and 2.5% next. The guild rejected the offer "
        "and demanded a pay rise of 5%."
    ).drafts
    assert not drafted.draft.terms


def test_an_offer_with_words_between_it_and_whom_it_is_from() -> None:
    assert by("Norlund Paints rejected an offer of 40 euros a share from Corvin Industries.") == [
        ("Corvin Industries", [40])
    ]


def test_a_pact_of_others_is_refused() -> None:
    told = offers("Karsia said no to the pact between Movia and Norland.")
    assert [(o.refused, [a.name for a in o.struck_by]) for o in told if o.by is None] == [
        (True, ["Movia", "Norland"])
    ]


def test_a_pact_of_which_no_term_is_known_is_not_accepted_by_who_struck_it() -> None:
    told = facts("Karsia said no to the pact between Movia and Norland.")
    assert [name.split()[:2] for name in told] == [["karsia", "rejects"]]
