"""A side that does not sign now `declines`; one that would rather have no agreement `rejects`.

The sentences are labelled by hand. The first reports tell refusals of today, the second plain
refusals, or such as are for good.
"""

from __future__ import annotations

import pytest

from zopa.case.model import Fact, Package, Stance
from zopa.proposing import Proposal, ledger_of
from zopa.proposing.adding.beside_ledger import beside
from zopa.proposing.soft_refusals import SOFT, ToldRefusal, refused_today

from .folders import proposed
from .simple_reading import document, read

OFFER = "Iceland presented a draft with a herring quota of 300 tonnes. "


def proposal(*texts: str) -> Proposal:
    return proposed(read(*(document(f"r{k}", text) for k, text in enumerate(texts)))).proposal


def kinds(*texts: str) -> list[str]:
    """What Norway does with the draft of Iceland."""
    facts = [p.thing for p in proposal(*texts).facts]
    return [f.kind for f in facts if f.party == "norway" and isinstance(f.content, Stance)]


@pytest.mark.parametrize(
    "told",
    [
        "Norway is not ready to sign the draft.",
        "Norway rejected the draft as it stands.",
        "Norway turned the draft down and is trying to negotiate a better deal.",
        "Norway turned down the draft and handed over a text of its own.",
        "Norway rejected the draft. It said that talks would go on.",
        "Norway said the draft falls short of its demands.",
        "Norway left the draft unsigned.",
    ],
)
def test_a_refusal_of_today_is_proposed_as_one(told: str) -> None:
    assert kinds(OFFER + told) == ["declines"]


@pytest.mark.parametrize(
    "told",
    [
        "Norway rejected the draft.",
        "Norway turned down the draft on Monday.",
        "Norway has rejected the draft and will never sign it in its present form or any other.",
        "Norway would rather have no agreement than the draft.",
        "Norway rejected the draft. Iceland said that talks would go on.",
        "Norway rejected the draft, which fell short of its demands.",
    ],
)
def test_a_plain_refusal_and_one_for_good_stay_rejections(told: str) -> None:
    assert kinds(OFFER + told) == ["rejects"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Karsia's council rejected the plan in its current form",
        "The guild refused the offer for now, a spokesman said",
        "The board is not in a position to accept the bid",
        "Velm has not signed the memorandum",
        "The nurses do not want to sign the contract yet",
        "The buyers rejected the price and held out for a better offer",
        "Talks will continue, though Movia said no to the paper",
        "The farmers threw out the scheme and are still talking to the ministry",
        "Tolland voted the text down and will come back with something better",
        "The pilots turned down the contract and asked for further changes",
        "The bid was too low, the owners said",
        "The ministers went home without signing",
        "The line refused to initial the lease at this stage",
        "The drivers rejected the pay offer but remain open to talks",
        "The fund said no and made a counter-offer of 40 euros a share",
    ],
)
def test_words_of_a_refusal_of_today(sentence: str) -> None:
    assert refused_today([ToldRefusal(sentence)])


@pytest.mark.parametrize(
    "sentence",
    [
        "Karsia's council rejected the plan",
        "The guild refused the offer, a spokesman said",
        "The board dismissed the bid as not enough",
        "Velm will not accept the memorandum, which has not been signed by Movia",
        "The nurses voted against the contract by three to one",
        "Movia said no to the paper, for now and for good",
        "The farmers threw out the scheme",
        "Tolland called the text an insult",
        "The pilots turned down the contract and broke off the talks",
        "The bid was too low, and the owners rejected it",
        "No deal is better than this one, the ministers said; they have not signed",
        "The line ruled out the lease",
        "The drivers rejected the offer under which pay would rise for the moment",
        "Under no circumstances would the fund sign the text as it stands",
        "The creditors brushed the proposal aside",
    ],
)
def test_words_of_a_rejection(sentence: str) -> None:
    assert not refused_today([ToldRefusal(sentence)])


def test_a_report_that_says_more_of_the_same_refusal_is_heard() -> None:
    first = OFFER + "Norway rejected the draft."
    assert kinds(first, "Norway rejected Iceland's draft in its present form.") == ["declines"]
    assert kinds(first, "Norway rejected Iceland's draft for good.") == ["rejects"]
    assert kinds(first, "The quota in Iceland's draft is too low for Norway.") == ["rejects"]


def test_the_ledger_says_why() -> None:
    made = proposal(OFFER + "Norway rejected the draft as it stands.")
    (fact,) = [p for p in made.facts if p.thing.kind == "declines"]
    assert SOFT in fact.why
    assert "declines: " in ledger_of(made)


@pytest.mark.parametrize(
    ("old", "new", "how"),
    [
        ("rejects", "declines", "known"),  # who would rather have no deal does not sign today
        ("declines", "rejects", "apart"),  # says more
        ("declines", "declines", "known"),
        ("accepts", "declines", "against"),
        ("declines", "accepts", "against"),
        ("tables", "declines", "against"),
        ("tables", "accepts", "apart"),
    ],
)
def test_how_refusals_stand_beside_those_of_a_ledger(old: str, new: str, how: str) -> None:
    one, two = (
        Fact("us", kind, Stance(kind, Package("deal")))  # type: ignore[arg-type]
        for kind in (old, new)
    )
    assert beside(one, two) == how
