"""Mistakes that a ledger must not hold, each in several wordings about invented parties."""

from __future__ import annotations

import pytest

from zopa.case.model import Fact
from zopa.proposing import Proposal

from .folders import proposed, what_of
from .simple_reading import document, read


def proposal(*texts: str) -> Proposal:
    return proposed(read(*(document(f"r{k}", text) for k, text in enumerate(texts)))).proposal


def facts(made: Proposal, *kinds: str) -> dict[str, Fact]:
    """The facts of some kinds, or all, by party, kind and what."""
    return {
        f"{p.thing.party} {p.thing.kind} {what_of(p.thing.content)}": p.thing
        for p in made.facts
        if not kinds or p.thing.kind in kinds
    }


def signatories(made: Proposal) -> set[str]:
    return {p.thing.name for p in made.parties if p.thing.role == "signatory" and not p.placeholder}


def wants(made: Proposal, party: str, title: str) -> str:
    """The text of the level that a party likes best on the one issue with a word in its title; of
    figures, which way they go; nothing where no fact tells it."""
    for proposed_fact in made.facts:
        fact = proposed_fact.thing
        for ranking in getattr(fact.content, "rankings", ()):
            issue = next(p.thing for p in made.issues if p.thing.id == ranking.issue)
            if fact.party == party and title in issue.title.casefold():
                if hasattr(ranking, "toward"):
                    return str(ranking.toward)
                return issue.describe(ranking.tiers[0][0])
    return ""


OFFER = "Movia offered Karsia a herring quota of 300 tonnes. "


@pytest.mark.parametrize(
    "text",
    [
        "Karsia has not turned down the offer.",
        "Karsia has never refused the offer.",
        "Karsia did not say no to the offer.",
        "Karsia denied that it had rejected the offer.",
        "Has Karsia rejected the offer?",
        "If Karsia rejects the offer, talks will end.",
        "Karsia might reject the offer.",
    ],
)
def test_what_is_not_refused_is_no_refusal(text: str) -> None:
    made = proposal(OFFER + text)
    assert not facts(made, "rejects", "accepts")


@pytest.mark.parametrize(
    "text",
    [
        "Movia did not offer to lower its tolls. Karsia demands lower tolls.",
        "Movia has not proposed a lower toll. Karsia demands a lower toll.",
        "Movia never put a plan for lower tolls on the table. Karsia demands lower tolls.",
    ],
)
def test_what_is_not_offered_is_no_draft(text: str) -> None:
    made = proposal(text)
    assert not [draft for draft in made.drafts if draft.thing.by == ("movia",)]
    assert not facts(made, "tables")


def test_who_will_not_accept_putting_something_off_does_not_want_it_put_off() -> None:
    made = proposal(
        "Movia would not accept a proposal to postpone the harvest. "
        "Karsia demands that the harvest be postponed."
    )
    best = {wants(made, party, "harvest") for party in ("movia", "karsia")}
    assert len(best) == 2 or not wants(made, "movia", "harvest")
    assert "postpone" in wants(made, "karsia", "harvest")


@pytest.mark.parametrize(
    "text",
    [
        "Movia demands an end to coal exports. Karsia rejects an end to coal exports.",
        "Movia demands a halt to coal exports. Karsia rejects a halt to coal exports.",
        "Movia wants coal exports abolished. Karsia wants coal exports.",
    ],
)
def test_who_wants_an_end_to_something_does_not_want_it(text: str) -> None:
    best = wants(proposal(text), "movia", "coal exports")
    assert any(word in best for word in ("end", "halt", "abolish", "no coal"))


def test_the_lenders_of_a_country_are_not_the_country() -> None:
    made = proposal(
        "Movia's bondholders proposed a pause of two years. "
        "Movia tabled a plan for a pause of five years. Movia's bondholders rejected the plan."
    )
    assert not [fact for fact in facts(made) if fact.startswith("movia rejects")]
    authors = [draft.thing.by for draft in made.drafts]
    assert len(authors) == len(set(authors))
    assert "Movia" in signatories(made)
    assert any("ondholders" in name for name in signatories(made))


def test_who_rejects_a_bid_has_not_made_it() -> None:
    made = proposal(
        "Orlo Foods turned down a takeover offer from Tessin Brands. The Swiss company said the "
        "offer of 31 euros a share was too low. Tessin Brands offered 31 euros a share."
    )
    assert {draft.thing.by for draft in made.drafts} == {("tessin_brands",)}
    assert "orlo_foods rejects" in " ".join(facts(made, "rejects"))
    assert not {"Switzerland"} & {p.thing.name for p in made.parties}


def test_a_person_who_speaks_for_a_company_is_no_party() -> None:
    made = proposal(
        "Tessin Brands offered 31 euros a share for Orlo Foods. Orlo Foods rejected the offer. "
        "Orlo Foods chief executive Rita Vance said that the offer undervalues the company."
    )
    assert not [p for p in made.parties if "Vance" in p.thing.name]
    assert not [fact for fact in facts(made, "tables") if fact.startswith("orlo")]


def test_an_offer_is_no_wish_and_both_offers_are_two() -> None:
    made = proposal(
        "Alder Motors offered a 20% pay rise. Birch Motors offered a 10% pay rise. "
        "The drivers' union demands a 40% pay rise. The union rejected both offers."
    )
    assert wants(made, "alder_motors", "pay") in ("", "less")
    assert wants(made, "birch_motors", "pay") in ("", "less")
    rejected = {
        draft.thing.by
        for draft in made.drafts
        if any(what_of(f.content) == draft.thing.id for f in facts(made, "rejects").values())
    }
    assert rejected == {("alder_motors",), ("birch_motors",)}


def test_what_an_offer_fails_to_meet_is_wanted_by_who_demands_it() -> None:
    made = proposal(
        "Alder Motors offered a 4% pay rise. The offer failed to meet the drivers' union's demand "
        "for a 12% pay rise and the return of night trains. The drivers' union rejected the offer."
    )
    for draft in made.drafts:
        if draft.thing.by == ("alder_motors",):
            trains = [p.thing.id for p in made.issues if "train" in p.thing.title.casefold()]
            assert not set(trains) & set(draft.thing.terms)


def test_who_rejects_a_swap_does_not_reject_each_part_of_it() -> None:
    made = proposal(
        "Karsia rejected the proposal for a two-week truce in exchange for the release of sailors. "
        "Movia wants the sailors released."
    )
    assert wants(made, "karsia", "release") == ""
    assert wants(made, "karsia", "sailor") == ""


def test_two_figures_of_a_swap_are_no_two_levels_of_one_issue() -> None:
    made = proposal(
        "Karsia offered to release 180 sailors in exchange for 700 barrels of oil. "
        "Movia rejected the offer. Movia demands the release of 200 sailors."
    )
    for issue in made.issues:
        assert not {"180", "700"} <= set(issue.thing.level_ids)


def test_a_price_and_what_it_comes_to_are_no_two_levels_of_one_issue() -> None:
    made = proposal(
        "Tessin Brands offered 31 euros a share for Orlo Foods, worth 9 billion euros. "
        "Orlo Foods rejected the offer and wants 36 euros a share."
    )
    for issue in made.issues:
        assert not {"31", "9000000000"} <= set(issue.thing.level_ids)
        assert not ("9" in issue.thing.unit and "36" in issue.thing.level_ids)
    assert wants(made, "orlo_foods", "price") in ("", "more")
