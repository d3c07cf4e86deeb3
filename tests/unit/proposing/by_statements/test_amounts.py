"""Figures of reports, and the matter that each settles."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zopa.foundation.text import Span
from zopa.proposing.by_statements.amounts import counted, figure_hits, unit_class
from zopa.proposing.matters import LevelShape
from zopa.proposing.scale import scale_of
from zopa.proposing.shelf import NewsReport, shelve

from ..simple_reading import document, read


def report(text: str) -> NewsReport:
    (one,), _ = shelve(read(document("r", text)).reading)
    return one


def told(text: str) -> list[str]:
    """The figures that settle a matter, as `matter value unit`."""
    hits = figure_hits(report(text), Span(0, len(text)))
    return [f"{hit.matter.id} {hit.value:f} {hit.unit}" for hit in hits]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They want a quota of 300 tonnes.", ["quotas 300 tonnes"]),
        ("They want a pay rise of 7 percent.", ["pay 7 percent"]),
        ("They want 12 percent.", []),
        ("They have 5 million dollars.", []),
        ("It took 3 days.", []),
        ("It took 3 hours.", []),
        ("They met 4 diplomats.", []),
        ("They want 20 tanks.", ["count_tank 20 tanks"]),
        ("They want 20.", []),
        ("They want 10 to 20 tanks.", []),
        ("They want at least 20 tanks.", ["count_tank 20 tanks"]),
        ("They want up to 40 tanks.", ["count_tank 40 tanks"]),
        ("They want 20 tanks, and 30 jets.", ["count_tank 20 tanks", "count_jet 30 jets"]),
        ("They want pay of 3 percent, tariffs of 5 percent.",
         ["pay 3 percent", "tariffs 5 percent"]),
        ("The tariffs are 5 percent and the pay 3 percent.",
         ["tariffs 5 percent", "pay 3 percent"]),
    ],
)  # fmt: skip
def test_the_nearest_matter_is_settled(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted


def test_only_figures_within_the_piece_count() -> None:
    text = "They want 20 tanks, and 30 jets."
    (hit,) = figure_hits(report(text), Span(0, text.index(",")))
    assert hit.value == 20
    assert figure_hits(report(text), Span(0, text.index(" tanks"))) == []


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("USD", "money"), ("usd", "usd"), ("EURO", "euro"), ("Tonnes", "tonne"), ("glass", "glass"),
        ("board  seats", "board seat"), ("s", ""),
    ],
)  # fmt: skip
def test_what_a_unit_counts(unit: str, kind: str) -> None:
    assert unit_class(unit) == kind


def test_a_matter_for_what_is_counted() -> None:
    matter = counted("patrol boats")
    assert (matter.id, matter.title) == ("count_patrol_boat", "Patrol boats")
    assert matter.shape is LevelShape.NUMBER
    assert matter.units == {"patrol boat"}
    assert matter.cue.search("some Patrol Boats came")
    assert not matter.cue.search("some patrol boatsmen came")


# --- scales -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "unit", "shown", "levels"),
    [
        ([5 * 10**9], "USD", "billion USD", ["0", "1", "2", "3", "4", "5", "6"]),
        ([10**9], "USD", "billion USD", ["0", "0.25", "0.5", "0.75", "1", "1.25"]),
        ([5 * 10**8], "USD", "million USD", ["0", "100", "200", "300", "400", "500", "600"]),
        ([12_340_000], "EUR", "million EUR", None),
        ([999_000], "EUR", "EUR", None),
    ],
)
def test_large_sums_are_counted_in_millions_or_billions(
    values: list[int], unit: str, shown: str, levels: list[str] | None
) -> None:
    made = scale_of([Decimal(v) for v in values], unit)
    assert made is not None
    assert made.unit == shown
    if levels is not None:
        assert [level.id for level in made.levels] == levels
    factor = 10**9 if "billion" in shown else 10**6 if "million" in shown else 1
    for value in values:
        assert Decimal(made.level(Decimal(value))) * factor == value


@pytest.mark.parametrize(
    ("values", "first"), [([51, 100], "50"), ([50, 100], "0"), ([100], "0"), ([99, 100], "98")]
)
def test_a_scale_of_figures_that_lie_close_begins_below_the_least(
    values: list[int], first: str
) -> None:
    made = scale_of([Decimal(v) for v in values], "seats")
    assert made is not None
    assert made.levels[0].id == first


@pytest.mark.parametrize(("unit", "half"), [("seats", False), ("years", True), ("percent", True)])
def test_things_that_come_whole_have_no_steps_between(unit: str, half: bool) -> None:
    made = scale_of([Decimal(1)], unit)
    assert made is not None
    assert ("0.5" in [level.id for level in made.levels]) is half


def test_levels_in_words_where_one_is_nothing() -> None:
    made = scale_of([Decimal(0), Decimal(7), Decimal(1_000_003)], "barrels")
    assert made is not None
    assert [level.id for level in made.levels] == ["0", "7", "1000003"]
    assert made.levels[0].text == "0 barrels"
    assert made.level(Decimal(7)) == "7"
    assert made.level(Decimal(8)) == ""
