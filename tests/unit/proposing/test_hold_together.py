"""Which of several facts is withheld, and which facts hold together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from zopa.case.model import (
    EARLIER,
    Direction,
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
from zopa.proposing import Proposal, Proposed
from zopa.proposing.settle import settled

LEVELS = tuple(Level(str(n), str(n), float(n)) for n in range(3))


def proposal(*facts: Proposed[Fact]) -> Proposal:
    """Two issues; `low`, `mid` and `high` differ on the first, `odd` has no second term."""
    issues = (
        Issue("aid", "Aid", LEVELS, "percent", numeric=True),
        Issue("law", "Law", (Level("ours", "ours"), Level("theirs", "theirs"))),
    )
    law = {"law": (TermReading("ours"),)}
    drafts = [
        Draft(
            name, name.title(), ("two",), None, {"aid": (TermReading(aid),)} | law, assumed="told"
        )
        for name, aid in (("low", "0"), ("mid", "1"), ("high", "2"))
    ]
    odd = Draft("odd", "Odd", ("two",), None, {"aid": (TermReading("2"),)}, assumed="told")
    return Proposal(
        "t", date(2025, 1, 1), "s", (),
        (Proposed(Party("one", "One")), Proposed(Party("two", "Two"))),
        tuple(Proposed(issue) for issue in issues),
        tuple(Proposed(draft) for draft in (*drafts, odd)),
        facts,
    )  # fmt: skip


def stance(kind: str, draft: str, **more: object) -> Proposed[Fact]:
    content = Stance(kind, Package(draft))  # type: ignore[arg-type]
    return fact(kind, content, **more)


def fact(kind: str, content: object, **more: object) -> Proposed[Fact]:
    return Proposed(Fact("one", kind, content, assumed="told", **more))  # type: ignore[arg-type]


def wants(toward: str) -> Proposed[Fact]:
    return fact("order", Order((Direction("aid", toward),)))  # type: ignore[arg-type]


OURS = fact("order", Order((Ranking("law", (("ours",), ("theirs",))),)))
THEIRS = fact("order", Order((Ranking("law", (("theirs",), ("ours",))),)))


@pytest.mark.parametrize(
    "facts",
    [
        [stance("accepts", "high"), wants("more"), stance("rejects", "mid")],
        [stance("accepts", "low"), wants("less"), stance("rejects", "mid")],
        [stance("accepts", "mid"), stance("rejects", "high")],
        [stance("accepts", "mid"), wants("more"), stance("rejects", "odd")],
        [wants("more"), stance("rejects", "high")],
        [wants("more"), THEIRS, stance("rejects", "high")],
        [wants("more"), OURS, stance("rejects", "mid")],
        [stance("accepts", "high"), fact("red_line", RedLine({"aid": ("0", "1")}))],
        [stance("rejects", "high"), fact("red_line", RedLine({"aid": ("2",)}))],
    ],
)
def test_what_can_hold_stays(facts: list[Proposed[Fact]]) -> None:
    made = proposal(*facts)
    assert settled(made) == made


@pytest.mark.parametrize(
    "facts",
    [
        [stance("accepts", "mid"), wants("more"), stance("rejects", "high")],
        [stance("accepts", "mid"), wants("less"), stance("rejects", "low")],
        [stance("accepts", "mid"), wants("more"), OURS, stance("rejects", "high")],
        [wants("more"), OURS, stance("rejects", "high")],
        [stance("accepts", "high"), fact("red_line", RedLine({"aid": ("1", "2")}))],
        [stance("accepts", "high"), stance("declines", "high")],  # found by linear programs alone
    ],
)
def test_of_what_cannot_hold_one_fact_is_withheld(facts: list[Proposed[Fact]]) -> None:
    made = settled(proposal(*facts))
    assert len(made.withheld) == 1
    assert len(made.facts) == len(facts) - 1
    assert settled(made) == made
    assert made.withheld[0].why.startswith("cannot hold together with: one ")


def test_facts_that_are_replaced_clash_with_none_and_shift_none() -> None:
    """The weakest is found by its place in the proposal, whatever does not hold before it."""
    before = stance("rejects", "high", on=date(2026, 3, 1))
    now = stance("accepts", "high", on=date(2026, 3, 9), replaces=EARLIER)
    line = fact("red_line", RedLine({"aid": ("2",)}))
    assert settled(proposal(before, now)).withheld == ()
    made = settled(proposal(before, now, wants("more"), line))
    assert [p.thing.kind for p in made.withheld] == ["red_line"]
    assert made.facts[:2] == (before, now)


def quotes(count: int, sources: int) -> tuple[Evidence, ...]:
    return tuple(Evidence(f"r{k % sources}", f"words {k}") for k in range(count))


@pytest.mark.parametrize(
    ("red", "accepts", "withheld"),
    [
        ({"confidence": 0.5}, {"confidence": 0.675}, "red_line"),
        ({"confidence": 0.675}, {"confidence": 0.5}, "accepts"),
        ({}, {}, "red_line"),
        ({"evidence": quotes(2, 2)}, {"evidence": quotes(3, 1)}, "accepts"),
        ({"evidence": quotes(1, 1)}, {"evidence": quotes(2, 1)}, "red_line"),
        ({"evidence": quotes(2, 1)}, {"evidence": quotes(1, 1)}, "accepts"),
        ({"evidence": quotes(3, 3), "confidence": 0.5}, {"confidence": 0.675}, "red_line"),
    ],
)
def test_the_weakest_is_the_least_sure_then_that_of_fewest_sources_then_quotes(
    red: dict[str, object], accepts: dict[str, object], withheld: str
) -> None:
    line = fact("red_line", RedLine({"aid": ("2",)}), **red)
    made = proposal(stance("accepts", "high", **accepts), line)
    (taken, *_) = settled(_without_quotes_to_check(made)).withheld
    assert taken.thing.kind == withheld


def _without_quotes_to_check(made: Proposal) -> Proposal:
    """The proposal with sources in which every quote stands once."""
    from zopa.case.model import Source
    from zopa.proposing.proposal import Shelved

    text = ". ".join(f"words {k}" for k in range(5))
    sources = tuple(
        Proposed(Shelved(f"r{k}", Source(f"r{k}", f"sources/r{k}.txt", text=text)))
        for k in range(3)
    )
    return replace(made, sources=sources)
