"""Figures as one number and one unit each."""

from __future__ import annotations

from math import inf

import pytest

from zopa.foundation.text import Span
from zopa.proposing.by_grammar.measures import Measure, measure_of, measures_of
from zopa.statements.figures import figures_in
from zopa.statements.statement import Figure


def figure(low: float, high: float, unit: str) -> Figure:
    return Figure(Span(0, 1), "x", low, high, unit)


@pytest.mark.parametrize(
    ("told", "value"),
    [
        ((12, 12), 12),
        ((12, inf), 12),
        ((0, 12), 12),
        ((9, 12), None),
        ((1e15, 1e15), None),
    ],
)
def test_one_number_or_a_bound_but_no_range(told: tuple[float, float], value: float | None) -> None:
    made = measure_of(figure(*told, "tons"))
    assert (made.value if made else None) == value


@pytest.mark.parametrize(
    ("unit", "wanted"),
    [
        ("percent", "percent"),
        ("percentage points", "percentage point"),
        ("years", "year"),
        ("year-long", "year"),
        ("boats", "boat"),
        ("glass", "glass"),
        ("EUR", "EUR"),
    ],
)
def test_units_are_in_the_singular(unit: str, wanted: str) -> None:
    made = measure_of(figure(3, 3, unit))
    assert made is not None
    assert made.unit == ("percent" if unit.startswith("percent") else wanted)


def test_nothing_is_counted_without_a_unit() -> None:
    assert measure_of(figure(3, 3, "")) is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("They pay 40 euros a share.", "EUR per share"),
        ("They pay 40 euros per tonne.", "EUR per tonne"),
        ("They pay 40 euros apiece.", "EUR per share"),
        ("They pay 40 euros.", "EUR"),
    ],
)
def test_a_price_is_no_sum(text: str, unit: str) -> None:
    (made,) = measures_of(text, figures_in(text))
    assert made.unit == unit


def measure(unit: str) -> Measure:
    return Measure(3.0, unit, Span(0, 1), figure(3, 3, unit))


@pytest.mark.parametrize(
    ("unit", "time", "apart", "settles"),
    [
        ("percent", False, True, True),
        ("EUR", False, True, True),
        ("year", True, False, True),
        ("worker", False, False, False),
        ("boat", False, True, True),
    ],
)
def test_which_figures_tell_texts_apart_and_settle_matters(
    unit: str, time: bool, apart: bool, settles: bool
) -> None:
    one = measure(unit)
    assert (one.is_time, one.tells_apart, one.settles) == (time, apart, settles)


def test_a_range_is_two_measures() -> None:
    text = "worth between 56 and 57 cents"
    assert [(m.value, m.unit) for m in measures_of(text, figures_in(text))] == [
        (56, "cent"),
        (57, "cent"),
    ]


def test_a_price_for_each_share_of_somebody() -> None:
    text = "88 euros for each Halden share"
    assert [m.unit for m in measures_of(text, figures_in(text))] == ["EUR per share"]
