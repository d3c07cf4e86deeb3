"""Named runs of days against the calendar, walked day by day, and their parts."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from zopa.statements.dates import extents
from zopa.statements.dates.extents import Extent, Grain, Part, part_of

DAYS = [date(2022, 12, 1) + timedelta(days=ahead) for ahead in range(800)]


def ends(extent: Extent) -> tuple[str, str]:
    return extent.first.isoformat(), extent.last.isoformat()


def days(text: str) -> tuple[str, str]:
    first, _, last = text.partition("..")
    return first, last or first


@pytest.mark.parametrize("number", range(-23, 37))
def test_a_month_holds_the_days_that_the_calendar_gives_it(number: int) -> None:
    """Month 0 of a year is December of the year before, month 13 the January after."""
    whole = extents.month(2024, number)
    months = whole.first.year * 12 + whole.first.month
    assert months == 2024 * 12 + number
    before, after = whole.first - timedelta(days=1), whole.last + timedelta(days=1)
    assert (whole.first.day, after.day) == (1, 1)
    assert before.month % 12 + 1 == whole.first.month == whole.last.month
    assert whole.grain is Grain.MONTH


@pytest.mark.parametrize("ahead", [-2, -1, 0, 1, 2])
def test_weeks_begin_on_the_last_monday(ahead: int) -> None:
    for day in DAYS[:50]:
        whole = extents.week(day, ahead)
        shifted = day + timedelta(days=7 * ahead)
        assert whole.first <= shifted <= whole.last
        assert (whole.first.isoweekday(), whole.last.isoweekday()) == (1, 7)
        assert whole.grain is Grain.WEEK


@pytest.mark.parametrize("months", range(-14, 15))
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(months: int) -> None:
    for day in DAYS[::3]:
        moved = extents.shift_months(day, months)
        assert moved.year * 12 + moved.month == day.year * 12 + day.month + months
        if moved.day != day.day:
            assert moved.day < day.day
            assert (moved + timedelta(days=1)).day == 1


def test_quarters_follow_one_another_through_the_year() -> None:
    quarters = [extents.quarter(2023, number) for number in (1, 2, 3, 4)]
    assert quarters[0].first == date(2023, 1, 1)
    assert [one.last.month for one in quarters] == [3, 6, 9, 12]
    for one, following in pairwise([*quarters, extents.quarter(2024, 1)]):
        assert one.last + timedelta(days=1) == following.first


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("winter", "2023-12-01..2024-02-29"),
        ("spring", "2024-03-01..2024-05-31"),
        ("summer", "2024-06-01..2024-08-31"),
        ("autumn", "2024-09-01..2024-11-30"),
        ("fall", "2024-09-01..2024-11-30"),
    ],
)
def test_seasons_have_three_months(name: str, wanted: str) -> None:
    assert ends(extents.season(name, 2024)) == days(wanted)


@pytest.mark.parametrize(
    ("last", "grain"),
    [(1990, Grain.YEAR), (1998, Grain.SPAN), (1999, Grain.DECADE), (2000, Grain.SPAN)],
)
def test_ten_whole_years_are_a_decade(last: int, grain: Grain) -> None:
    whole = extents.years(1990, last)
    assert (whole.first, whole.last, whole.grain) == (date(1990, 1, 1), date(last, 12, 31), grain)


WEEK = extents.week(date(2025, 2, 19), 0)
FEBRUARY, LEAP, MARCH = (extents.month(y, m) for y, m in ((2025, 2), (2024, 2), (2025, 3)))
YEAR, QUARTER = extents.years(2024, 2024), extents.quarter(2024, 1)
DECADE = extents.years(1990, 1999)


@pytest.mark.parametrize(
    ("whole", "part", "wanted"),
    [
        (WEEK, "early", "2025-02-17..2025-02-19"),
        (WEEK, "mid", "2025-02-18..2025-02-20"),
        (WEEK, "late", "2025-02-20..2025-02-23"),
        (WEEK, "first half", "2025-02-17..2025-02-23"),
        (FEBRUARY, "early", "2025-02-01..2025-02-10"),
        (FEBRUARY, "mid", "2025-02-11..2025-02-20"),
        (FEBRUARY, "late", "2025-02-21..2025-02-28"),
        (LEAP, "late", "2024-02-21..2024-02-29"),
        (MARCH, "late", "2025-03-21..2025-03-31"),
        (MARCH, "first half", "2025-03-01..2025-03-15"),
        (MARCH, "second half", "2025-03-16..2025-03-31"),
        (FEBRUARY, "second half", "2025-02-16..2025-02-28"),
        (QUARTER, "early", "2024-01-01..2024-01-31"),
        (QUARTER, "mid", "2024-02-01..2024-02-29"),
        (QUARTER, "late", "2024-03-01..2024-03-31"),
        (YEAR, "early", "2024-01-01..2024-04-30"),
        (YEAR, "mid", "2024-05-01..2024-08-31"),
        (YEAR, "late", "2024-09-01..2024-12-31"),
        (YEAR, "first half", "2024-01-01..2024-06-30"),
        (YEAR, "second half", "2024-07-01..2024-12-31"),
        (extents.season("winter", 2024), "late", "2024-02-01..2024-02-29"),
        (DECADE, "mid", "1993-05-01..1996-08-31"),
        (DECADE, "second half", "1995-01-01..1999-12-31"),
        (extents.day(date(2025, 2, 19)), "late", "2025-02-19"),
        (extents.years(1990, 1992), "late", "1990-01-01..1992-12-31"),
    ],
)
def test_parts(whole: Extent, part: Part, wanted: str) -> None:
    found = part_of(whole, part)
    assert ends(found) == days(wanted)
    assert found.grain is whole.grain
