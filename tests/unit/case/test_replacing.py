"""A later fact replaces an earlier one of its party about the same thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from zopa.case.load import load_case, read_case
from zopa.case.model import (
    EARLIER,
    Bonus,
    Case,
    Content,
    Direction,
    Evidence,
    Fact,
    FactKind,
    Issue,
    Level,
    Limit,
    Order,
    Package,
    Party,
    Preference,
    Priorities,
    RedLine,
    Replaces,
    ReservationRange,
    Source,
    Stance,
    ValueRange,
    WeightRange,
)
from zopa.case.write import write_case
from zopa.foundation.chance import Interval
from zopa.preferences.draws import draw

ISSUES = {
    "price": Issue("price", "Price", tuple(Level(k, k, float(k)) for k in "123"), numeric=True),
    "date": Issue("date", "Date", (Level("may", "in May"), Level("june", "in June"))),
}
PARTIES = {"us": Party("us", "Us"), "them": Party("them", "Them")}
FIRST, SECOND, THIRD = (date(2025, 2, day) for day in (7, 12, 20))
HALF = Interval(0.4, 0.5)
TEXT = Package(terms={"price": "1", "date": "may"})
OTHER = Package(terms={"price": "3", "date": "may"})


def fact(
    kind: FactKind, content: Content, on: date | None, replaces: Replaces | None = None,
    party: str = "us",
) -> Fact:  # fmt: skip
    return Fact(party, kind, content, assumed="so", on=on, replaces=replaces)


def case_of(*facts: Fact, **more: object) -> Case:
    return Case("Talks", ISSUES, PARTIES, facts=facts, **more)  # type: ignore[arg-type]


def stance(kind: FactKind, on: date | None, replaces: Replaces | None = None) -> Fact:
    return fact(kind, Stance(kind, TEXT), on, replaces)  # type: ignore[arg-type]


ON_PRICE: list[tuple[FactKind, Content, Content]] = [
    ("order", Order((Direction("price", "more"),)), Order((Direction("price", "less"),))),
    ("priorities", Priorities((("price",), ("date",))), Priorities((("date",), ("price",)))),
    ("prefers", Preference(TEXT, OTHER), Preference(OTHER, TEXT)),
    ("red_line", RedLine({"price": ("1",)}), RedLine({"price": ("1", "2")})),
    ("at_least", Limit("at_least", {"price": "2"}), Limit("at_least", {"price": "1"})),
    ("weight", WeightRange({"price": HALF}), WeightRange({"price": Interval(0.8, 0.9)})),
    ("value", ValueRange({"price": {"1": HALF}}), ValueRange({"price": {"3": HALF}})),
    ("bonus", Bonus({"date": ("may",), "price": ("1", "2")}, HALF),
     Bonus({"price": ("2", "1"), "date": ("may",)}, Interval(0.1, 0.2))),
    ("reservation", ReservationRange(HALF), ReservationRange(Interval(0.1, 0.2))),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "before", "after"), ON_PRICE, ids=[k for k, *_ in ON_PRICE])
@pytest.mark.parametrize("replaces", [FIRST, EARLIER])
def test_each_kind_is_replaced_by_its_like(
    kind: FactKind, before: Content, after: Content, replaces: Replaces
) -> None:
    old, new = fact(kind, before, FIRST), fact(kind, after, SECOND, replaces)
    for facts in ((old, new), (new, old)):
        case = case_of(*facts)
        assert (case.facts, case.replaced) == ((new,), (old,))
    foreign = replace(old, party="them")
    assert case_of(foreign, new).replaced == ()


def test_whatever_a_party_did_with_a_text_replaces_what_it_did_before() -> None:
    tabled, refused = stance("tables", FIRST), stance("rejects", SECOND, FIRST)
    accepted = stance("accepts", THIRD, SECOND)
    case = case_of(tabled, refused, accepted)
    assert (case.facts, case.replaced) == ((accepted,), (tabled, refused))
    assert case_of(tabled, replace(refused, replaces=None), replace(accepted, replaces=EARLIER)) \
        .replaced == (tabled, replace(refused, replaces=None))  # fmt: skip
    elsewhere = fact("accepts", Stance("accepts", OTHER), THIRD, EARLIER)
    assert case_of(tabled, elsewhere).replaced == ()


def test_a_text_accepted_lifts_the_red_line_that_it_crosses() -> None:
    line = fact("red_line", RedLine({"price": ("1", "2")}), FIRST)
    accepted = stance("accepts", SECOND, FIRST)
    assert case_of(line, accepted).replaced == (line,)
    assert case_of(line, replace(accepted, content=Stance("accepts", OTHER))).replaced == ()
    both = replace(line, content=RedLine({"price": ("1",), "date": ("june",)}))
    assert case_of(both, accepted).replaced == ()
    refused = stance("rejects", FIRST)
    assert case_of(line, refused, accepted).replaced == (refused,)  # its like comes first


def test_days() -> None:
    sources = {"post": Source("post", "post.txt", published=FIRST)}
    reported = replace(stance("rejects", None), evidence=(Evidence("post", "No."),), assumed="")
    accepted = stance("accepts", SECOND, FIRST)
    assert case_of(reported, accepted, sources=sources).replaced == (reported,)
    undated = stance("rejects", None)
    assert case_of(undated, accepted).replaced == ()
    assert case_of(undated, replace(accepted, replaces=EARLIER)).replaced == (undated,)
    later = stance("rejects", THIRD)
    assert case_of(later, replace(accepted, replaces=EARLIER)).replaced == ()
    assert case_of(undated, stance("accepts", None, EARLIER)).replaced == ()


def test_what_is_not_clear_replaces_nothing() -> None:
    order = Order((Direction("price", "more"), Direction("date", "more")))
    both = fact("order", order, FIRST)
    one = fact("order", Order((Direction("price", "less"),)), SECOND, FIRST)
    assert case_of(both, one).replaced == ()
    first, second = stance("tables", FIRST), stance("accepts", FIRST)
    assert case_of(first, second, stance("rejects", SECOND, FIRST)).replaced == ()


def test_what_is_replaced_holds_in_no_draw() -> None:
    wants = [
        fact("order", Order((Direction("price", "less"),)), FIRST, party=party) for party in PARTIES
    ]
    line = fact("red_line", RedLine({"price": ("1",)}), FIRST)
    change = [
        fact("order", Order((Direction("price", "more"),)), SECOND, FIRST),
        fact("red_line", RedLine({"price": ("3",)}), SECOND, FIRST),
    ]
    changed = draw(case_of(*wants, line, *change), 60)
    fresh = draw(case_of(wants[1], *(replace(f, replaces=None) for f in change)), 60)
    for one, other in zip(changed.values, fresh.values, strict=True):
        np.testing.assert_array_equal(one, other)
    for one, other in zip(changed.barred, fresh.barred, strict=True):
        np.testing.assert_array_equal(one, other)


def test_a_case_made_of_another_keeps_what_is_replaced() -> None:
    old, new = stance("rejects", FIRST), stance("accepts", SECOND, FIRST)
    case = case_of(old, new)
    assert replace(case, title="x").replaced == (old,)
    assert replace(case, facts=()).facts == ()
    assert list(case.evidence()) == []


def test_it_is_written_and_read(tmp_path: Path) -> None:
    case = case_of(stance("rejects", FIRST), stance("accepts", SECOND, FIRST))
    text = write_case(case)
    assert "replaces: 2025-02-07" in text
    (tmp_path / "case.yaml").write_text(text)
    again = load_case(tmp_path)
    assert [f.kind for f in again.facts] == ["accepts"]
    assert [f.kind for f in again.ledger] == ["rejects", "accepts"]
    written = text.replace("replaces: 2025-02-07", "replaces: Earlier")
    (tmp_path / "case.yaml").write_text(written)
    assert load_case(tmp_path).facts[0].replaces == EARLIER


@pytest.mark.parametrize(
    ("written", "code", "remedy"),
    [
        ("erlier", "unknown-word", ("write `earlier`",)),
        ("yesterday", "unknown-word", ()),
        ("7.2.2025", "bad-date", ("write `2025-02-07` or `2025-07-02`",)),
    ],
)
def test_what_cannot_be_read(
    tmp_path: Path, written: str, code: str, remedy: tuple[str, ...]
) -> None:
    text = write_case(case_of(stance("rejects", FIRST), stance("accepts", SECOND, SECOND)))
    (tmp_path / "case.yaml").write_text(
        text.replace("replaces: 2025-02-12", f"replaces: {written}")
    )
    _, (finding,) = read_case(tmp_path)
    assert (finding.code.name, finding.help) == (code, remedy)
