"""Which draft a refusal or an agreement is about, how sure it is, and what says why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zopa.case.model import Fact
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


def test_of_a_refusal_and_an_agreement_the_one_told_more_often_is_kept() -> None:
    made = proposal(f"{ICELAND} {NO} {YES} On Monday {NO}")
    assert [s for s in stances(made) if s.startswith("norway")] == ["norway rejects iceland_draft"]
    assert any(
        note.startswith("told as well, and left out: norway accepts iceland_draft")
        for note in made.notes
    )
    made = proposal(f"{ICELAND} {YES} {NO} On Monday Norway agreed to the text.")
    assert [s for s in stances(made) if s.startswith("norway")] == ["norway accepts iceland_draft"]


def test_a_refusal_and_an_agreement_told_as_often_leave_the_refusal() -> None:
    made = proposal(f"{ICELAND} {NO} {YES}")
    assert [s for s in stances(made) if s.startswith("norway")] == ["norway rejects iceland_draft"]


def order(made: Proposal, party: str = "norway") -> Fact:
    (found,) = (p.thing for p in made.facts if p.thing.party == party and p.thing.kind == "order")
    return found


UNNAMED = "“We demand sanctions,” a Norwegian official said. “We reject sanctions,” Iceland said."
NAMED = "“We demand sanctions,” Norway said. “We reject sanctions,” Iceland said."


@pytest.mark.parametrize(
    ("texts", "sure", "word"),
    [
        ([UNNAMED], 0.675, "likely"),
        ([UNNAMED, UNNAMED + " It rained."], 0.875, "very likely"),
        ([UNNAMED + " “We demand sanctions again,” a Norwegian official said."], 0.675, "likely"),
        ([NAMED], 1.0, ""),
        ([NAMED, NAMED + " It rained."], 1.0, ""),
        ([UNNAMED, NAMED], 1.0, ""),
    ],
)
def test_two_reports_of_unnamed_sources_are_surer_than_one(
    texts: list[str], sure: float, word: str
) -> None:
    found = order(proposal(*texts))
    assert (found.confidence, found.confidence_word) == (sure, word)


def test_what_is_not_established_says_why() -> None:
    whys = {p.thing.party: p.why for p in proposal(UNNAMED).facts if p.thing.kind == "order"}
    assert whys["norway"].endswith("; not told under a name")
    assert ";" not in whys["iceland"]


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


@pytest.mark.parametrize(("words", "first"), [(11, "Norway demands x0"), (12, "x3 x4")])
def test_up_to_eighteen_words_are_quoted_from_who_wants_them(words: int, first: str) -> None:
    between = " ".join(f"x{number}" for number in range(words))
    made = proposal(
        f"Norway demands {between} a quota of 450 tonnes. Iceland offered a quota of 300 tonnes."
    )
    (quote,) = order(made).evidence
    assert quote.quote.startswith(first)
    assert quote.quote.endswith("a quota of 450 tonnes")


@pytest.mark.parametrize(
    ("text", "confidence", "conditional", "why"),
    [
        (NAMED, 1.0, False, ""),
        (NAMED, 0.5, False, "; the reading is unsure"),
        (NAMED, 1.0, True, "; hangs on a condition"),
        (UNNAMED, 0.5, False, "; not told under a name"),
        (UNNAMED, 1.0, True, "; not told under a name"),
    ],
)
def test_why_a_fact_is_not_established(
    text: str, confidence: float, conditional: bool, why: str
) -> None:
    made = read(document("r", text))
    statements = [
        replace(one, confidence=confidence, conditional=conditional) for one in made.statements
    ]
    (found,) = (
        p
        for p in proposed(made._replace(statements=statements)).proposal.facts
        if (p.thing.party, p.thing.kind) == ("norway", "order")
    )
    assert found.why == f"r-1, r-2{why}"
    assert found.thing.confidence == (0.675 if why else 1.0)


def test_words_that_two_sides_use_are_a_last_resort() -> None:
    made = proposal("Peru demands a green corridor by the sea. Chile rejects a green corridor.")
    assert [(p.thing.id, p.thing.title, p.why) for p in made.issues] == [
        ("about_green_corridor", "Green corridor", "told in 1 report: “green corridor”")
    ]
    quotes = {p.thing.party: [e.quote for e in p.thing.evidence] for p in made.facts}
    assert quotes == {
        "peru": ["Peru demands a green corridor by the sea"],
        "chile": ["Chile rejects a green corridor"],
    }
