"""A new fact is the same as one of the ledger, the opposite of it, or about something else."""

from __future__ import annotations

import pytest

from zopa.case.model import (
    Content,
    Direction,
    Fact,
    FactKind,
    Order,
    Package,
    Priorities,
    Ranking,
    RedLine,
    Stance,
)
from zopa.proposing.adding.beside_ledger import Met, beside, met


def order(*tiers: str, issue: str = "form") -> Fact:
    """`a`, or `b c` for levels of which nothing is known between them."""
    return Fact("us", "order", Order((Ranking(issue, tuple(tuple(t.split()) for t in tiers)),)))


def fact(kind: FactKind, content: Content, party: str = "us") -> Fact:
    return Fact(party, kind, content)


FULL = order("a", "b", "c")


@pytest.mark.parametrize(
    ("old", "new", "how"),
    [
        (FULL, order("a", "b c"), "known"),
        (FULL, order("a b", "c"), "known"),
        (FULL, order("a", "c"), "known"),
        (FULL, order("c", "a b"), "against"),
        (FULL, order("b c", "a"), "against"),
        (FULL, order("b", "a c"), "against"),
        (FULL, order("a", "b", issue="price"), "apart"),
        (order("a b", "c"), order("a", "b c"), "apart"),
        (order("a", "c"), order("b", "a c"), "apart"),
    ],
)
def test_orders_are_compared_by_their_ends(old: Fact, new: Fact, how: str) -> None:
    assert beside(old, new) == how


@pytest.mark.parametrize(
    ("old", "new", "how"), [("more", "more", "known"), ("more", "less", "against")]
)
def test_directions(old: str, new: str, how: str) -> None:
    one, other = (
        fact("order", Order((Direction("price", way),)))
        for way in (old, new)  # type: ignore[arg-type]
    )
    assert beside(one, other) == how


@pytest.mark.parametrize(
    ("old", "new", "how"),
    [
        ("rejects", "rejects", "known"),
        ("rejects", "accepts", "against"),
        ("tables", "rejects", "against"),
        ("tables", "accepts", "apart"),
    ],
)
def test_stands_on_one_draft(old: FactKind, new: FactKind, how: str) -> None:
    one, other = (fact(kind, Stance(kind, Package("deal"))) for kind in (old, new))  # type: ignore[arg-type]
    assert beside(one, other) == how
    elsewhere = fact(new, Stance(new, Package("text")))  # type: ignore[arg-type]
    assert beside(one, elsewhere) == "apart"
    assert beside(one, Fact("them", new, other.content)) == "apart"


def test_first_concerns_and_red_lines() -> None:
    first = fact("priorities", Priorities((("form",), ("price", "law"))))
    assert beside(first, fact("priorities", Priorities((("form",), ("law",))))) == "known"
    assert beside(first, fact("priorities", Priorities((("law",), ("form",))))) == "against"
    never = fact("red_line", RedLine({"form": ("a", "b")}))
    assert beside(never, fact("red_line", RedLine({"form": ("a",)}))) == "known"
    assert beside(never, fact("red_line", RedLine({"form": ("c",)}))) == "apart"
    assert beside(never, order("a", "c")) == "against"
    assert beside(never, order("c", "a")) == "apart"


def test_the_same_fact_counts_before_an_opposite_one() -> None:
    ledger = [order("c", "b", "a"), FULL]
    assert met(ledger, order("a", "b c")) == Met(1, "known")
    assert met(ledger[:1], order("a", "b c")) == Met(0, "against")
    assert met(ledger, order("a", "b", issue="law")) is None
