"""Dates, figures and quotations hold for any text, and their work grows with it and no faster."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date

import pytest
from counted_work import steps_of
from hypothesis import given, settings
from hypothesis import strategies as st

from zopa.foundation.text import Span
from zopa.statements.dates import dates_in, when_told
from zopa.statements.figures import figures_in
from zopa.statements.manner import manner_of, quotations

_WORDS = """
the last next this past in by since until from to between and of a an half third few several two
five hundred thousand million trillion dozen percent % $ € US$ 7 12 31 99 2014 1990s 2025 -07-02
Feb. March May Friday Monday week weekend year years days ago summer quarter century today tomorrow
yesterday will met said early late end about least more than , . : - – “ ” ‘ ’ " ' « » „ people
troops km² Article no. İ ² ½ ١٢ 0
"""
_PIECES = st.sampled_from(_WORDS.split())
_TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(_PIECES, max_size=30).map(" ".join),
    st.lists(st.one_of(_PIECES, st.sampled_from([" ", "\n"])), max_size=30).map("".join),
)
_DAYS = st.one_of(st.none(), st.dates(), st.just(date.min), st.just(date.max))


def in_order(spans: list[Span], start: int, stop: int) -> None:
    at = start
    for span in spans:
        assert at <= span.start < span.stop <= stop
        at = span.stop


@given(_TEXTS, _DAYS)
@settings(max_examples=250)
def test_dates_stand(text: str, published: date | None) -> None:
    found = dates_in(text, published)
    in_order([one.span for one in found], 0, len(text))
    for one in found:
        assert one.first <= one.last
        assert any(c.isalnum() for c in text[slice(*one.span)])
    if published is None:  # what does not hang on publication is found with one as well
        known = {one.span.start for one in dates_in(text, date(2025, 2, 19))}
        assert all(one.span.start >= min(known) for one in found)


@given(_TEXTS, _DAYS, st.data())
def test_within_stays_within(text: str, published: date | None, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))
    part = Span(start, stop)
    in_order([one.span for one in dates_in(text, published, within=part)], start, stop)
    in_order([one.span for one in figures_in(text, within=part)], start, stop)
    told = when_told(text, Span(0, len(text)), (part,), published)
    assert told is None or start == stop or told.span.stop <= start or told.span.start >= stop


@given(_TEXTS)
@settings(max_examples=250)
def test_figures_stand(text: str) -> None:
    found = figures_in(text)
    in_order([one.span for one in found], 0, len(text))
    for one in found:
        assert 0 <= one.low <= one.high
        assert any(c.isalnum() or c in "½¼¾" for c in text[slice(*one.span)])


@given(_TEXTS)
def test_quotations_stand(text: str) -> None:
    found = quotations(text)
    in_order(list(found), 0, len(text))
    for span in found:
        assert "\n" not in text[slice(*span)].rstrip()
    assert manner_of(text, (Span(0, len(text)),), found) is manner_of(text, (Span(0, len(text)),))


_READERS: dict[str, Callable[[str], object]] = {
    "dates": lambda text: dates_in(text, date(2025, 2, 19)),
    "figures": figures_in,
    "quotations": quotations,
}


_MODULES = [
    module
    for name, module in sys.modules.items()
    if name.startswith(
        ("zopa.statements.dates", "zopa.statements.figures", "zopa.statements.manner")
    )
]


def _steps(reader: str, text: str) -> int:
    return steps_of(lambda: _READERS[reader](text), _MODULES)


@pytest.mark.parametrize("reader", _READERS)
@pytest.mark.parametrize(
    "piece", ["1", "“", '"', "‘", "'", " ", "1,", "1-", "$", "the ", "a third ", "“\n"]
)
def test_hostile_texts_take_linear_time(reader: str, piece: str) -> None:
    small, large = piece * (400 // len(piece)), piece * (3_200 // len(piece))
    # Eight times as much text: quadratic work would take 64 times as many steps.
    assert _steps(reader, large) < 16 * _steps(reader, small)
