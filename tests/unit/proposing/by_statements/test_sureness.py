"""How sure what statements tell is, and what says why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zopa.case.model import RedLine

from ..simple_reading import document, read
from .told_by_statements import facts, findings, told

DEMANDS = "Norway demands a quota of 450 tonnes. Iceland offered a quota of 300 tonnes."
UNNAMED = "“We demand sanctions,” a Norwegian official said. “We reject sanctions,” Iceland said."
NAMED = "“We demand sanctions,” Norway said. “We reject sanctions,” Iceland said."


@pytest.mark.parametrize(
    ("confidence", "fact_confidence"),
    [(0.29, None), (0.3, 0.675), (0.59, 0.675), (0.6, 1.0), (1.0, 1.0)],
)
def test_a_reading_must_be_sure_enough_to_propose_and_surer_to_be_established(
    confidence: float, fact_confidence: float | None
) -> None:
    made = read(document("r", DEMANDS))
    made = made._replace(statements=[replace(s, confidence=confidence) for s in made.statements])
    orders = facts(findings(made), "norway", "order")
    assert [fact.thing.confidence for fact in orders] == (
        [] if fact_confidence is None else [fact_confidence]
    )


@pytest.mark.parametrize(
    ("source", "confidence"),
    [("Norway", 1.0), ("four Norwegian officials", 0.875), ("a Norwegian official", 0.675)],
)
def test_named_several_unnamed_and_one_unnamed_source(source: str, confidence: float) -> None:
    made = told(f"“We demand sanctions,” {source} said. “We reject sanctions,” Iceland said.")
    assert [fact.thing.confidence for fact in facts(made, "norway", "order")] == [confidence]


@pytest.mark.parametrize(
    ("source", "word"),
    [("four people familiar with the talks", "very likely"), ("a person familiar", "likely")],
)
def test_what_sources_without_a_name_tell_of_a_side(source: str, word: str) -> None:
    (order,) = facts(
        told(
            f"Norway demands a quota of 450 tonnes, according to {source}. "
            "Iceland offered a quota of 300 tonnes."
        ),
        "norway",
        "order",
    )
    assert order.thing.confidence_word == word


@pytest.mark.parametrize(
    ("source", "confidence"), [("Norway", 0.675), ("a Norwegian official", 0.5)]
)
def test_a_red_line_is_likely_at_most(source: str, confidence: float) -> None:
    made = told(
        f"“We will never sign a deal under Swedish law,” {source} said. "
        "“We want Swedish law,” Iceland said."
    )
    (red,) = facts(made, "norway", "red_line")
    assert red.thing.confidence == confidence
    assert red.thing.content == RedLine({"law": ("sweden",)})


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
    (found,) = facts(told(*texts), "norway", "order")
    assert (found.thing.confidence, found.thing.confidence_word) == (sure, word)


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
    (found,) = facts(findings(made._replace(statements=statements)), "norway", "order")
    assert found.why == f"r-1, r-2{why}"
    assert found.thing.confidence == (0.675 if why else 1.0)


@pytest.mark.parametrize(("between", "found"), [(25, True), (26, False)])
def test_a_concern_stands_near_whose_it_is(between: int, found: bool) -> None:
    filler = "x" * (between - len("'s  "))
    made = told(
        f"Peru's {filler} main concern is sanctions. "
        "Peru demands sanctions and a quota of 300 tonnes. "
        "Chile rejects sanctions and a quota of 300 tonnes."
    )
    assert bool(facts(made, "peru", "priorities")) is found
