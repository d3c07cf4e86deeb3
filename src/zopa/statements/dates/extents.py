"""Runs of days that have a name: weeks, months, seasons, years, and parts of them.

Weeks run from Monday to Sunday (ISO 8601). Seasons are those of the northern hemisphere, in whole
months (summer is June to August), and a winter belongs to the year in which it ends. Decades and
centuries run as people speak of them (the 1990s are 1990–1999, the 20th century is 1900–1999).
Days outside the range of `datetime.date` raise ValueError or OverflowError.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto
from typing import Literal

Part = Literal["early", "mid", "late", "first half", "second half"]


class Grain(Enum):
    """How fine an expression of time is."""

    DAY = auto()
    WEEK = auto()
    MONTH = auto()
    SEASON = auto()
    YEAR = auto()
    DECADE = auto()
    SPAN = auto()
    """A run of days that is none of these (“the past three years”)."""


@dataclass(frozen=True, slots=True)
class Extent:
    """A first and a last day. `year_given` is False if the year had to be inferred."""

    first: date
    last: date
    grain: Grain
    year_given: bool = True
    named: bool = False
    """Whether the text gives day, month and year."""


SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The month in which each season begins."""


def shift_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or the last day of a shorter month.

    >>> shift_months(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, _month_end(year, month + 1).day))


def _month_end(year: int, month: int) -> date:
    following = date(year, month, 28) + timedelta(days=4)
    return following - timedelta(days=following.day)


def day(on: date) -> Extent:
    """The extent of one day."""
    return Extent(on, on, Grain.DAY)


def week(of: date, ahead: int) -> Extent:
    """The week that is `ahead` weeks after that of a day."""
    monday = of - timedelta(days=of.weekday()) + timedelta(weeks=ahead)
    return Extent(monday, monday + timedelta(days=6), Grain.WEEK)


def month(year: int, number: int) -> Extent:
    """A month by its number. Numbers below 1 or above 12 lead into other years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Extent(date(year, number, 1), _month_end(year, number), Grain.MONTH)


def quarter(year: int, number: int) -> Extent:
    """A quarter of a calendar year, 1 to 4."""
    first = month(year, 3 * number - 2).first
    return Extent(first, month(year, 3 * number).last, Grain.SEASON)


def season(name: str, year: int) -> Extent:
    """A season of a year. A winter belongs to the year in which it ends."""
    begins = SEASONS[name] - (12 if name == "winter" else 0)
    return Extent(month(year, begins).first, month(year, begins + 2).last, Grain.SEASON)


def years(first: int, last: int) -> Extent:
    """Whole calendar years, first to last."""
    grain = Grain.YEAR if first == last else Grain.DECADE if last - first == 9 else Grain.SPAN
    return Extent(date(first, 1, 1), date(last, 12, 31), grain)


def part_of(whole: Extent, part: Part) -> Extent:
    """A third or a half of an extent.

    Extents longer than a month are divided by months, months by about ten days, weeks by days.

    >>> late = part_of(month(2025, 2), "late")
    >>> late.first.isoformat(), late.last.isoformat()
    ('2025-02-21', '2025-02-28')
    """
    start = whole.first
    if whole.grain in (Grain.DAY, Grain.SPAN):
        return whole
    if whole.grain is Grain.WEEK:
        begins, ends = {"early": (0, 2), "mid": (1, 3), "late": (3, 6)}.get(part, (0, 6))
        return _between(whole, start + timedelta(days=begins), start + timedelta(days=ends))
    if whole.grain is Grain.MONTH:
        cuts = {"early": (0, 10), "mid": (10, 20), "late": (20, 31), "first half": (0, 15)}
        begins, ends = cuts.get(part, (15, 31))
        last = min(start + timedelta(days=ends - 1), whole.last)
        return _between(whole, start + timedelta(days=begins), last)
    months = (whole.last.year - start.year) * 12 + whole.last.month - start.month + 1
    sixths = {"early": (0, 2), "mid": (2, 4), "late": (4, 6), "first half": (0, 3)}
    begins, ends = (months * sixth // 6 for sixth in sixths.get(part, (3, 6)))
    last = shift_months(start, ends - 1)
    return _between(whole, shift_months(start, begins), _month_end(last.year, last.month))


def _between(whole: Extent, first: date, last: date) -> Extent:
    return replace(whole, first=first, last=last)
