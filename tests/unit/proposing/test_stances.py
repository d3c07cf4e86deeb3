"""Which draft a refusal or an agreement is about, how sure it is, and what says why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zopa.proposing import Proposal, ledger_of

from .folders import proposed
from .simple_reading import document, read


def proposal(*texts: str) -> Proposal:
    return proposed(read(*(document(f"r{k}", text) for k, text in enumerate(texts)))).proposal


def stances(made: Proposal) -> list[str]:
    return sorted(
        f"{fact.party} {fact.kind} {fact.content.package.draft}"  # type: ignore[union-attr]
        for fact in (p.thing for p in made.facts)
        if fact.kind in ("tables", "rejects", "accepts")
    )


ICELAND = "Iceland presented a draft with a herring quota of 300 tonnes."
PERU = "Peru presented a draft with a herring quota of 400 tonnes."
CHILE = "Chile presented a draft with a herring quota of 500 tonnes."
NO, YES = "Norway rejected the draft.", "Norway agreed to the draft."


@pytest.mark.parametrize(
    ("texts", "draft"),
    [
        ([f"{ICELAND} {NO} {PERU} {CHILE}"], "iceland_draft"),
        ([f"{ICELAND} {PERU} {NO} {CHILE}"], "peru_draft"),
        ([f"{ICELAND} {PERU} {CHILE} {NO}"], "chile_draft"),
        ([f"{ICELAND} {PERU} {CHILE}", f"Rain fell. {NO}"], "chile_draft"),
        ([f"{ICELAND} {PERU}", f"{CHILE} {NO}"], "chile_draft"),
        ([f"{PERU} {CHILE}", f"{ICELAND} {NO}"], "iceland_draft"),
    ],
)
def test_who_refuses_the_draft_means_the_one_told_of_last(texts: list[str], draft: str) -> None:
    made = proposal(*texts)
    assert [s for s in stances(made) if s.startswith("norway")] == [f"norway rejects {draft}"]


def test_nobody_refuses_his_own_draft() -> None:
    made = proposal(f"{ICELAND} Norway presented a draft with a herring quota of 400 tonnes. {NO}")
    assert "norway rejects iceland_draft" in stances(made)


def test_nobody_refuses_and_accepts_one_draft_in_one_breath() -> None:
    """What is told both ways is left to the person, with a note."""
    made = proposal(f"{ICELAND} {NO} {YES}")
    assert [s for s in stances(made) if s.startswith("norway")] == []
    assert any("norway" in note and "opposite" in note for note in made.notes)


def test_of_a_refusal_and_a_later_agreement_told_more_often_nothing_is_established() -> None:
    made = proposal(f"{ICELAND} {NO} {YES} On Monday {NO}")
    (own,) = [p.thing for p in made.facts if (p.thing.party, p.thing.kind) == ("norway", "rejects")]
    assert own.confidence < 1
    assert not [p for p in made.facts if (p.thing.party, p.thing.kind) == ("norway", "accepts")]
    assert any("norway accepts iceland_draft" in note for note in made.notes)


def test_withheld_facts_stand_under_one_heading() -> None:
    made = proposal(f"{ICELAND} {NO}")
    text = ledger_of(replace(made, facts=(), withheld=made.facts[:2], notes=("one", "two")))
    assert text.count("Not proposed, since") == 1
    assert text.count("Also found, and left to you:") == 1
    below = text[text.index("Not proposed, since") :]
    assert below.count("party:") == 2
    assert below.index("Also found") < below.index("- one") < below.index("- two")


def test_what_a_side_tabled_is_likely_what_it_wants_where_nothing_else_is_told() -> None:
    """In words only: a figure that is tabled does not tell whether more or less is wanted."""
    made = proposal(f"{ICELAND.removesuffix('.')} and no access to its waters. {NO}")
    orders = [p for p in made.facts if p.thing.kind == "order"]
    assert [(p.thing.party, p.thing.confidence, p.why) for p in orders] == [
        ("iceland", 0.675, "inferred: it is in its own draft")
    ]
    (ranking,) = orders[0].thing.content.rankings  # type: ignore[union-attr]
    assert (ranking.issue, ranking.tiers) == ("licences", (("none",), ("included",)))


def test_what_two_sides_tell_of_what_no_lexicon_knows_is_an_issue() -> None:
    made = proposal("Peru demands a green corridor. Chile rejects a green corridor.")
    assert [(p.thing.title, p.why) for p in made.issues] == [
        ("Green corridor", "told: “green corridor”")
    ]
    quotes = {p.thing.party: [e.quote for e in p.thing.evidence] for p in made.facts}
    assert quotes == {
        "peru": ["Peru demands a green corridor"],
        "chile": ["Chile rejects a green corridor"],
    }
