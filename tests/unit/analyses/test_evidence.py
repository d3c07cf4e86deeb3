"""The table of evidence, counted by hand on a ledger that has every kind of ground."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from zopa.analyses import evidence
from zopa.analyses.evidence_table import EvidenceResult, WantsCell
from zopa.case.model import (
    Case,
    Direction,
    Draft,
    Evidence,
    Fact,
    Order,
    Party,
    Ranking,
    RedLine,
    Source,
    TermReading,
)
from zopa.preferences.draws import draw

from .conftest import numbers, options, ranked

PRESS = Evidence("press", "never the first")
LETTER = Evidence("letter", "we want more")


def ledger() -> Case:
    issues = {
        "form": options("form", "f1", "f2", "f3"),
        "sum": numbers("sum", 10, 20, 30),
        "day": options("day", "d1", "d2"),
    }
    parties = {"a": Party("a", "A"), "b": Party("b", "B"), "o": Party("o", "O", role="observer")}
    both = Order((Direction("sum", "more"), Ranking("day", (("d2",), ("d1",)))))
    facts = (
        Fact("a", "order", ranked("form", "f2", "f1|f3"), (PRESS, LETTER)),
        Fact("a", "red_line", RedLine({"form": ("f1",), "sum": ("10", "30")}), (PRESS,)),
        Fact("a", "order", ranked("form", "f3", "f1|f2"), assumed="so", confidence=0.7),
        Fact("a", "red_line", RedLine({"form": ("f3", "f1")}), assumed="so"),
        Fact("b", "order", both, (LETTER, LETTER), on=date(2025, 3, 4)),
        Fact("b", "order", Order((Direction("sum", "less"),)), assumed="so"),
        Fact("o", "order", Order((Direction("sum", "peak", "20"),)), assumed="so"),
    )
    draft = Draft(
        "d", "D", ("a",), None,
        {"form": (TermReading("f1", (PRESS,)), TermReading("f2", (LETTER, PRESS))),
         "sum": (TermReading("10"),)},
    )  # fmt: skip
    sources = {
        "press": Source("press", "p.txt", reliability="C"),
        "letter": Source("letter", "l.txt"),
        "unused": Source("unused", "u.txt"),
    }
    return Case("Ledger", issues, parties, {"d": draft}, facts, sources=sources, name="ledger")


@pytest.fixture(scope="module")
def result() -> EvidenceResult:
    """The analysis needs no draws, so those of another ledger of the same parties will do."""
    case = ledger()
    return evidence(case, replace(draw(replace(case, facts=()), 2, seed=7), case=case))


def cell(result: EvidenceResult, issue: str, party: str) -> WantsCell:
    (one,) = (c for c in result.cells if (c.issue, c.party) == (issue, party))
    return one


def test_a_cell_for_every_issue_and_party(result: EvidenceResult) -> None:
    assert [(c.issue, c.party) for c in result.cells] == [
        (issue, party) for issue in ("form", "sum", "day") for party in ("a", "b", "o")
    ]
    assert (result.draws, result.seed) == (0, 7)


def test_the_first_order_stands_and_red_lines_add_up(result: EvidenceResult) -> None:
    form = cell(result, "form", "a")
    assert form.order == (("f2",), ("f1", "f3"))
    assert form.red_lines == ("f1", "f3")
    assert form.facts == (0, 1, 2, 3)
    assert (form.assumed, form.single_source, form.uncertain) == (False, False, True)


def test_a_red_line_alone_says_nothing_of_the_order(result: EvidenceResult) -> None:
    only = cell(result, "sum", "a")
    assert (only.order, only.red_lines, only.facts) == ((), ("10", "30"), (1,))
    assert (only.assumed, only.single_source, only.uncertain) == (False, True, False)


def test_directions_are_orders_of_all_levels(result: EvidenceResult) -> None:
    more, peak = cell(result, "sum", "b"), cell(result, "sum", "o")
    assert more.order == (("30",), ("20",), ("10",))
    assert more.facts == (4, 5)
    assert (more.assumed, more.single_source) == (False, True)
    assert peak.order == (("20",), ("10", "30"))
    assert (peak.assumed, peak.single_source) == (True, False)
    assert cell(result, "day", "b").order == (("d2",), ("d1",))


def test_nothing_known_is_nothing_assumed(result: EvidenceResult) -> None:
    nothing = cell(result, "day", "a")
    assert (nothing.order, nothing.red_lines, nothing.facts) == ((), (), ())
    assert (nothing.assumed, nothing.single_source, nothing.uncertain) == (False, False, False)


def test_facts_and_sources_are_counted(result: EvidenceResult) -> None:
    assert (result.reported, result.assumed, result.single_source, result.uncertain) == (3, 4, 2, 1)
    # a: sum and day; b: form; the observer does not count
    assert result.unknown == 3
    assert [(s.source, s.reliability, s.facts, s.alone) for s in result.sources] == [
        ("press", "C", 2, 1), ("letter", "", 2, 1), ("unused", "", 0, 0),
    ]  # fmt: skip
    entry = result.facts[4]
    assert (entry.fact, entry.party, entry.kind, entry.on) == (4, "b", "order", "2025-03-04")
    assert entry.issues == ("sum", "day")
    assert entry.single_source
    assert [e.on for e in result.facts if e.fact != 4] == [""] * 6
    assert [(q.source, q.words) for q in result.facts[0].evidence] == [
        ("press", "never the first"), ("letter", "we want more"),
    ]  # fmt: skip


def test_facts_that_nobody_has_reviewed_are_counted(result: EvidenceResult) -> None:
    assert result.unreviewed == 0
    case = ledger()
    paths = [("facts", 0), ("facts", 4), ("facts", 7), ("drafts", "d"), ("title",)]
    marked = replace(case, unreviewed=frozenset(paths))
    draws = replace(draw(replace(case, facts=()), 2, seed=7), case=marked)
    again = evidence(marked, draws)
    assert (again.unreviewed, len(again.facts)) == (2, 7)
    # nothing else depends on it
    assert again.model_copy(update={"unreviewed": 0}) == result


def test_terms_on_which_reports_differ(result: EvidenceResult) -> None:
    (dispute,) = result.disputes
    assert (dispute.draft, dispute.issue) == ("d", "form")
    assert {
        level: [quote.source for quote in quotes] for level, quotes in dispute.readings.items()
    } == {"f1": ["press"], "f2": ["letter", "press"]}
