"""Measures: the figures of a report as one number and one unit each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import isinf

from zopa.foundation.text import Span
from zopa.statements.statement import Figure

_TIMES = re.compile(r"(year|month|week|day|hour|minute)s?\b")
_COUNTS = re.compile(
    r"(?:person|people|member|worker|employee|union|countr|state|time|proposal|part|team|question"
    r"|part(?:y|ies)|side|source|official|men|women|man|woman|round|page|report|issue|point)"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure: its value, what it counts, and where it stands."""

    value: float
    unit: str
    """`percent`, a currency code, `year`, or the noun that is counted, in the singular."""
    span: Span
    figure: Figure

    @property
    def is_time(self) -> bool:
        """Whether it is a length of time."""
        return _TIMES.match(self.unit) is not None

    @property
    def tells_apart(self) -> bool:
        """Whether texts with other figures in this unit are other texts."""
        return bool(self.unit) and not self.is_time and _COUNTS.match(self.unit) is None

    @property
    def settles(self) -> bool:
        """Whether it can be a level of what is negotiated."""
        return _COUNTS.match(self.unit) is None


_EACH = re.compile(
    r"\s*(?:apiece|(?:a|an|per|each|for each|for every)\s+(?:[A-Z]\w+\s+)?(?P<what>[a-z]+))\b"
)


def measure_of(figure: Figure, behind: str = "") -> Measure | None:
    """A figure as a measure; None for a range, and where nothing tells what is counted.

    A range is two measures (`measures_of`).

    `behind` is the text that follows it: “40 euros a share” is not a sum but a price.

    >>> from math import inf
    >>> measure_of(Figure(Span(0, 10), "12 percent", 12.0, 12.0, "percent")).value
    12.0
    >>> measure_of(Figure(Span(0, 9), "9–12 tons", 9.0, 12.0, "tons")) is None
    True
    """
    if figure.low == figure.high or isinf(figure.high):
        value = figure.low
    elif figure.low == 0:
        value = figure.high
    else:
        return None
    if not figure.unit or not 0 <= value < 1e14:
        return None
    unit = " ".join(figure.unit.split())
    if unit.startswith("percent"):
        unit = "percent"
    times = _TIMES.match(unit)
    if times:
        unit = times[1]
    elif not unit.isupper() and unit.endswith("s") and not unit.endswith("ss"):
        unit = unit[:-1]
    each = _EACH.match(behind) if unit.isupper() else None
    if each:
        unit = f"{unit} per {each['what'] or 'share'}"
    return Measure(value, unit, figure.span, figure)


def measures_of(text: str, figures: Iterable[Figure], *, bare: bool = False) -> list[Measure]:
    """The figures of a text that are measures, in their order.

    With `bare`, numbers in digits with which no word tells what they count (“would like 14”) are
    measures without a unit.
    """
    found = [
        measure_of(end, text[f.stop : f.stop + 30]) or (_bare_number(end) if bare else None)
        for f in figures
        for end in _ends(f)
    ]
    return [measure for measure in found if measure is not None]


def _ends(figure: Figure) -> tuple[Figure, ...]:
    """Both ends of a range; of any other figure itself."""
    if figure.low in (0, figure.high) or isinf(figure.high):
        return (figure,)
    return replace(figure, high=figure.low), replace(figure, low=figure.high)


def _bare_number(figure: Figure) -> Measure | None:
    if figure.unit or not any(c.isdigit() for c in figure.words):
        return None
    if figure.low not in (0, figure.high) and not isinf(figure.high):
        return None
    return Measure(figure.low if isinf(figure.high) else figure.high, "", figure.span, figure)
