"""Finding the figures in a text: shares, sums and counts, with their bounds and units.

docs/explanation/dates-and-figures.md says what counts as a figure and how words are read as
numbers. Each pattern is matched at one place and has no unbounded repetition, so the work grows
linearly with the text.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace

from zopa.foundation.text import Span
from zopa.statements.dates.numerals import VALUES
from zopa.statements.figures.not_figures import is_figure, past_other_digits, past_token
from zopa.statements.figures.number import MARKS, MULTITUDES, WrittenNumber, number_at, with_second
from zopa.statements.figures.units import CODES, PERIODS, SCALE, Unit, unit_at
from zopa.statements.statement import Figure

_BY_LETTER: dict[str, list[str]] = {}
for _word in sorted({*VALUES, "half", "several", *MULTITUDES}, key=len, reverse=True):
    _BY_LETTER.setdefault(_word[0], []).append(_word[1:])
_HEADS = "|".join(
    f"[{letter}{letter.upper()}](?:{'|'.join(rest)})" for letter, rest in _BY_LETTER.items()
)
_TRIGGER = re.compile(
    rf"[{MARKS}]|\d|(?<!\w)(?:(?:{_HEADS})\b|(?:{'|'.join(CODES)})\s?(?=\d)"
    rf"|[Aa]n?\s(?=(?i:couple|few|handful|{SCALE}|third|quarter|fifth|tenth|half)\b))"
)
_BEFORE = re.compile(
    r"(?<!\w)(?:(?P<least>(?i:at least|(?<!no )(?<!not )more than|over|above|upwards of"
    r"|in excess of|exceeding|no(?:t)? (?:fewer|less) than|(?:a )?minimum of))"
    r"|(?P<most>(?i:up to|at most|not? more than|less than|fewer than|under|below"
    r"|as (?:many|much) as|(?:a )?maximum of))"
    r"|(?P<about>(?i:about|around|some|nearly|almost|roughly|approximately|circa|close to"
    r"|(?:an )?estimated|just (?:over|under)|slightly (?:more|less) than))"
    r"|(?P<between>(?i:between)))(?:\s(?P<blur>(?i:some|about|around)))?\s$|(?P<tilde>[~≈])\s?$"
)
_MORE = re.compile(r"\+(?!\d)|[-\s]plus\b|\sor\smore\b")
_LESS = re.compile(r"\sor\s(?:less|fewer)\b")
_SO = re.compile(r"\sor\sso\b")

_REACH = 60
"""How many characters before a span are looked at."""


def figures_in(text: str, *, within: Span | None = None) -> tuple[Figure, ...]:
    """The figures of a text, in order and without overlap.

    If `within` is given, only figures inside that span of the text are returned. The span of a
    figure includes its unit and words that bound it or make it approximate (“at least”, “about”).
    A figure with only a lower bound has `math.inf` as `high`, one with only an upper bound has 0 as
    `low`. The unit is `percent` for shares, the ISO 4217 code of the currency for sums, otherwise
    the noun as it stands, in small letters, or nothing. Years, days and times of day are not
    figures; see `zopa.statements.dates`.

    >>> for figure in figures_in("At least 40% of it, or $1.5bn, for four people."):
    ...     print(figure.low, figure.high, figure.unit)
    40.0 inf percent
    1500000000.0 1500000000.0 USD
    4.0 4.0 people
    """
    start, stop = within if within is not None else (0, len(text))
    # Words before the span help to tell counts from years and names. Words after it are not read.
    origin = max(0, start - _REACH)
    near = text[origin:stop]
    figures: list[Figure] = []
    at = reached = start - origin
    while match := _TRIGGER.search(near, at):
        figure, at = _figure(near, match.start(), reached)
        if figure is not None:
            reached = figure.span.stop
            span = Span(figure.span.start + origin, reached + origin)
            figures.append(replace(figure, span=span, words=text[slice(*span)]))
    return tuple(figures)


def _figure(text: str, begin: int, reached: int) -> tuple[Figure | None, int]:
    """The figure whose number begins at a place, still without its words, and where to go on."""
    if skip := past_other_digits(text, begin):
        return None, skip
    number = number_at(text, begin)
    if number is None:
        return None, past_token(text, begin)
    before = _BEFORE.search(text[max(reached, begin - 30) : begin])
    between = before is not None and before["between"] is not None
    number, ranged = with_second(text, number, between)
    unit = (
        Unit(number.unit, number.stop) if number.unit else unit_at(text, number.stop, number.high)
    )
    if not is_figure(text, number, unit, ranged):
        return None, number.stop
    if before is not None and between and not ranged:
        before = None
    figure = _bounded(text, number, unit, before, max(reached, begin - 30))
    return figure, figure.span.stop


def _bounded(
    text: str, number: WrittenNumber, unit: Unit | None, before: re.Match[str] | None, origin: int
) -> Figure:
    """The figure that a number makes with the words before it, such as “at least”."""
    start, low, high, about = number.start, number.low, number.high, number.about
    name, end = (unit.name, max(unit.stop, number.stop)) if unit else ("", number.stop)
    if before is not None:
        bound = next(key for key in ("least", "most", "about", "between", "tilde") if before[key])
        over_time = name in PERIODS and before[0].strip().lower() in ("over", "under")
        if not over_time:
            start = origin + before.start()
            if bound == "least":
                high = 100.0 if name == "percent" and number.unit == "percent" else math.inf
            elif bound == "most":
                low = 0.0
            about = about or bound in ("about", "tilde") or before["blur"] is not None
    return _with_words_after(
        text, number.stop, Figure(Span(start, end), "", low, high, name, about)
    )


def _with_words_after(text: str, number_stop: int, figure: Figure) -> Figure:
    """The figure, adjusted for words after its number or unit: “or more”, “or less”, “or so”."""
    start, end = figure.span
    for pattern in (_MORE, _LESS, _SO):
        match = pattern.match(text, number_stop) or pattern.match(text, end)
        if match is None:
            continue
        span = Span(start, max(end, match.end()))
        if pattern is _LESS:
            return replace(figure, span=span, low=0.0)
        if pattern is _SO:
            return replace(figure, span=span, about=True)
        later = unit_at(text, span.stop, math.inf) if not figure.unit else None
        if later:
            return replace(figure, span=Span(start, later.stop), high=math.inf, unit=later.name)
        return replace(figure, span=span, high=math.inf)
    return figure
