"""Quotes, scales, facts that cannot hold together, and what is said about a case that is there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from zopa.case.model import (
    Draft,
    Evidence,
    Fact,
    Issue,
    Level,
    Order,
    Package,
    Party,
    Ranking,
    RedLine,
    Stance,
    TermReading,
)
from zopa.foundation.text import Span
from zopa.proposing import Proposal, Proposed, conflicts, ledger_of, unused
from zopa.proposing.quoting import Quoter
from zopa.proposing.scale import scale_of
from zopa.proposing.settle import settled

from .folders import proposed, said, with_read, written
from .simple_reading import document, read


def quoter(text: str) -> Quoter:
    return Quoter("a", text, text)


def test_a_quote_grows_until_it_stands_once() -> None:
    text = "He said no. She said no too. They all said no."
    at = text.index("said no too")
    assert quoter(text).quote(Span(at, at + 7)) == Evidence("a", "She said no too")


def test_a_quote_is_never_cut_inside_words() -> None:
    evidence = quoter("An extraordinary demand, again.").quote(Span(5, 12))
    assert evidence is not None
    assert evidence.quote == "extraordinary"


def test_words_that_stand_twice_whatever_is_added_give_no_quote() -> None:
    text = "the same words " * 60
    assert quoter(text).quote(Span(300, 308)) is None


def test_a_quote_leaves_out_what_a_ledger_cannot_hold() -> None:
    evidence = quoter("They reject\x07 the offer of three percent").quote(Span(0, 38))
    assert evidence is not None
    assert evidence.quote == "the offer of three percent"


def test_long_passages_give_their_first_words() -> None:
    text = " ".join(f"word{k}" for k in range(50))
    evidence = quoter(text).quote(Span(0, len(text)))
    assert evidence is not None
    assert evidence.quote.split() == text.split()[:20]


@pytest.mark.parametrize(
    ("values", "unit", "levels"),
    [
        ([50], "percent", ["0", "10", "20", "30", "40", "50", "60"]),
        ([100], "percent", ["0", "25", "50", "75", "100"]),
        ([3, 7], "percent", ["0", "1", "2", "3", "4", "5", "6", "7", "8"]),
        ([2], "seats", ["0", "1", "2", "3"]),
        ([1], "seats", ["0", "1", "2"]),
        ([300, 450], "tonnes", ["275", "300", "325", "350", "375", "400", "425", "450", "475"]),
        ([500_000_000_000], "USD", ["0", "100", "200", "300", "400", "500", "600"]),
        ([0, 4], "years", ["0", "1", "2", "3", "4", "5"]),
    ],
)
def test_scales(values: list[int], unit: str, levels: list[str]) -> None:
    made = scale_of([Decimal(v) for v in values], unit)
    assert made is not None
    assert [level.id for level in made.levels] == levels
    assert all(made.level(Decimal(v)) in levels for v in values)


def test_figures_that_no_even_step_leads_to_are_levels_in_words() -> None:
    made = scale_of([Decimal(7), Decimal(1_000_003)], "barrels")
    assert made is not None
    assert not made.numeric
    assert [level.text for level in made.levels] == ["nothing", "7 barrels", "1000003 barrels"]


def test_no_scale_of_nothing() -> None:
    assert scale_of([Decimal(0)], "percent") is None
    assert scale_of([], "percent") is None


# --- facts that cannot hold together --------------------------------------------------------------


def fact(party: str, kind: str, content: object, confidence: float = 1.0) -> Proposed[Fact]:
    return Proposed(
        Fact(party, kind, content, assumed="told", confidence=confidence)  # type: ignore[arg-type]
    )


def proposal(*facts: Proposed[Fact]) -> Proposal:
    issue = Issue("aid", "Aid", (Level("none", "none"), Level("some", "some")))
    terms = {"aid": (TermReading("some"),)}
    poor = {"aid": (TermReading("none"),)}
    return Proposal(
        "t", date(2025, 1, 1), "s", (),
        (Proposed(Party("one", "One")), Proposed(Party("two", "Two"))),
        (Proposed(issue),),
        (
            Proposed(Draft("rich", "Rich", ("one",), None, terms, assumed="told")),
            Proposed(Draft("poor", "Poor", ("two",), None, poor, assumed="told")),
        ),
        facts,
    )  # fmt: skip


SOME_FIRST = Order((Ranking("aid", (("some",), ("none",))),))


def rejects(draft: str) -> Stance:
    return Stance("rejects", Package(draft))


def test_who_likes_it_best_cannot_refuse_it() -> None:
    order = fact("one", "order", SOME_FIRST, confidence=0.675)
    made = settled(proposal(order, fact("one", "rejects", rejects("rich"))))
    assert [p.thing.kind for p in made.facts] == ["rejects"]
    assert [p.thing.kind for p in made.withheld] == ["order"]
    assert "#   - party: one" in ledger_of(made)


def test_refusing_the_better_of_two_that_one_would_sign() -> None:
    tables = fact("one", "tables", Stance("tables", Package("poor")))
    order = fact("one", "order", SOME_FIRST)
    refuses = fact("one", "rejects", rejects("rich"), confidence=0.675)
    made = settled(proposal(tables, order, refuses))
    assert [p.thing.kind for p in made.facts] == ["tables", "order"]


def test_signing_across_a_red_line() -> None:
    red = fact("one", "red_line", RedLine({"aid": ("some",)}), confidence=0.675)
    made = settled(proposal(fact("one", "tables", Stance("tables", Package("rich"))), red))
    assert [p.thing.kind for p in made.facts] == ["tables"]


def test_what_can_hold_stays() -> None:
    made = proposal(fact("one", "order", SOME_FIRST), fact("one", "rejects", rejects("poor")))
    assert settled(made) == made


# --- sureness ---------------------------------------------------------------------------------


def test_opposite_tellings_give_no_order(tmp_path: Path) -> None:
    text = (
        "Peru demands sanctions. Peru rejects any sanctions. "
        "Chile offered Peru a contract for ten years."
    )
    made = read(document("r", text))
    proposal = proposed(made)
    case, _ = written(proposal, tmp_path)
    assert not any("sanctions" in words for words in said(case))
    assert any("opposite" in note for note in proposal.proposal.notes)


# --- a case that is there ---------------------------------------------------------------------


FIRST = (
    "Norway demands a herring quota of 450 tonnes. "
    "Iceland presented a draft with a herring quota of 300 tonnes. Norway rejected the draft."
)


def test_what_no_evidence_uses(tmp_path: Path) -> None:
    made = read(document("r", FIRST))
    case, _ = written(proposed(made), tmp_path)
    assert not unused(case)
    later = read(document("r", FIRST + " Norway demands inspections on every boat."))
    (found,) = unused(with_read(case, later.reading))
    assert later.documents[0].reading[slice(*found.span)].startswith("Norway demands inspections")
    assert (found.source, found.words[:23]) == ("r", "no fact uses that Norwa")


@pytest.mark.parametrize(
    ("more", "where", "words"),
    [
        ("Norway agreed to the draft.", "rejects", "statement has that it agrees"),
        ("The draft has a herring quota of 400 tonnes.", "quotas", "a report tells otherwise"),
    ],
)
def test_what_contradicts_the_ledger(more: str, where: str, words: str, tmp_path: Path) -> None:
    made = read(document("r", FIRST))
    case, _ = written(proposed(made), tmp_path)
    assert not conflicts(case, made.reading)
    later = read(document("r", f"{FIRST} {more}"))
    (found,) = conflicts(case, later.reading)
    assert words in found.words
    assert found.evidence
    paths = {
        "quotas": ("drafts", "iceland_draft", "terms", "quotas"),
        "rejects": ("facts", [f.kind for f in case.facts].index("rejects")),
    }
    assert found.path == paths[where]
    assert later.documents[0].reading[slice(*found.span)] in more
