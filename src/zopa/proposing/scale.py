"""Levels of a number that hold every figure found: from, to, and an even step."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from zopa.case.model import Level
from zopa.case.scalars import plain_number
from zopa.proposing.naming import one_line

FEWEST, MOST = 4, 100
"""The steps of a scale, where an even step can be found that leads to every figure."""
_NICE = (Decimal(5), Decimal("2.5"), Decimal(2), Decimal(1))
_LARGE = ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))


@dataclass(frozen=True)
class LevelScale:
    """Levels for figures of one unit."""

    levels: tuple[Level, ...]
    unit: str
    factor: Decimal
    numeric: bool
    of: dict[Decimal, str]
    """Figures that were found → level."""

    def level(self, value: Decimal) -> str:
        """The level of a figure, or an empty text."""
        return self.of.get(value, "")


def scale_of(values: Iterable[Decimal], unit: str) -> LevelScale | None:
    """A scale for figures; None where there is but the figure 0.

    It starts at 0, unless there are several figures which lie nearer to each other than to 0, and
    reaches a step beyond the last figure, since deals do and an offer at the end of a scale would
    count as the worst there is. No share is above 100 percent. Large sums are counted in millions
    or billions. Where no even step leads to all figures, the levels are the figures themselves, as
    words.

    >>> [level.id for level in scale_of([Decimal(50)], "percent").levels]
    ['0', '10', '20', '30', '40', '50', '60']
    >>> [level.id for level in scale_of([Decimal(12), Decimal(14)], "EUR").levels]
    ['11.5', '12', '12.5', '13', '13.5', '14', '14.5']
    """
    found = sorted(set(values))
    if not found or found[-1] == 0:
        return None
    factor, word = next(
        ((f, w) for f, w in _LARGE if found[-1] >= f and all(v % (f / 100) == 0 for v in found)),
        (Decimal(1), ""),
    )
    scaled = [v / factor for v in found]
    close = len(scaled) > 1 and scaled[0] * 2 > scaled[-1]
    low, high = (scaled[0] if close else Decimal(0)), scaled[-1]
    shown = " ".join(part for part in (word, _unit(unit)) if part)
    whole = factor == 1 and _counts(unit) and all(v % 1 == 0 for v in scaled)
    step = _step(low, high, scaled, whole=whole)
    if step is None:
        texts = [f"{plain_number(v)} {shown}".strip() for v in scaled]
        ids = [re.sub(r"\W", "_", plain_number(v)) for v in scaled]
        levels = [Level("none", "nothing"), *map(Level, ids, texts)]
        if scaled[0] == 0:
            levels.pop(0)
        return LevelScale(tuple(levels), "", factor, False, dict(zip(found, ids, strict=True)))
    low, high = _with_room(low, high, step, unit, close=close)
    count = int((high - low) / step)
    ids = [plain_number(low + step * k) for k in range(count + 1)]
    levels = [Level(name, name, float(name)) for name in ids]
    of = {v: plain_number(s) for v, s in zip(found, scaled, strict=True)}
    return LevelScale(tuple(levels), shown, factor, True, of)


def _with_room(
    low: Decimal, high: Decimal, step: Decimal, unit: str, *, close: bool
) -> tuple[Decimal, Decimal]:
    """The ends of a scale a step further out; below 0 and above 100 percent there is nothing."""
    if close and low - step >= 0:
        low -= step
    if unit != "percent" or high + step <= 100:
        high += step
    return low, high


def _counts(unit: str) -> bool:
    """Whether a unit is of things that come whole, not a share, a sum or a time."""
    times = ("year", "month", "week", "day", "hour", "tonne", "ton")
    return unit != "percent" and not unit.isupper() and unit.rstrip("s") not in times


def _unit(unit: str) -> str:
    return one_line(unit, 40)


def _step(low: Decimal, high: Decimal, values: list[Decimal], *, whole: bool) -> Decimal | None:
    """The widest even step that makes between `FEWEST` and `MOST` steps, or fewer."""
    span = high - low
    for fewest, most in ((FEWEST, MOST), (3, 3), (2, 2), (1, 1)):
        power = span.adjusted()
        for exponent in range(power, power - 4, -1):
            for nice in _NICE:
                step = nice * Decimal(10) ** exponent
                steps = span / step
                if whole and step % 1:
                    continue
                if fewest <= steps <= most and all((v - low) % step == 0 for v in values):
                    return step
    fifth = span / 5
    if (
        not whole
        and len(values) == 1
        and plain_number(fifth)
        and len(fifth.normalize().as_tuple().digits) <= 12
    ):
        return fifth
    return None
