"""This module reads single values: numbers, percentages, probabilities and dates."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal

from zopa.case.codes.words import BAD_DATE, BAD_NUMBER, BAD_RANGE, UNKNOWN_WORD
from zopa.case.parts import Part, clip
from zopa.foundation.chance import Interval
from zopa.foundation.likelihood import LIKELIHOODS, likelihood_named, likelihood_words
from zopa.foundation.names import listing, nearest_name

# Nobody reports a longer number. A long text is never converted, which could take long.
_NUMBER = re.compile(
    r"[+-]?(?:(\d{1,30})(?:\.(\d{0,30}))?|\.(\d{1,30}))(?:[eE]([+-]?\d{1,4}))?", re.ASCII
)
DIGITS = 15
"""Significant digits that a float64 keeps."""
LARGEST_POWER = 15
"""Numbers lie between 10^-15 and 10^15."""


def decimal(text: str) -> Decimal | None:
    """The exact number that a text is; None if it is none, or too large, too small or too long.

    >>> decimal("5e1"), decimal("1e999999"), decimal("1,000"), decimal("nan")
    (Decimal('5E+1'), None, None, None)
    """
    if len(text) > 64:
        return None
    match = _NUMBER.fullmatch(text)
    if match is None or abs(int(match[4] or 0)) > 2 * LARGEST_POWER:
        return None
    number = Decimal(text)
    if number == 0:
        return Decimal(0)
    significant = len(number.normalize().as_tuple().digits)
    sane = significant <= DIGITS and -LARGEST_POWER <= number.adjusted() < LARGEST_POWER
    return number if sane else None


def plain_number(number: Decimal) -> str:
    """The shortest way to write a number without an exponent: the id of a numeric level.

    >>> [plain_number(Decimal(n)) for n in ("50.0", "5e1", "0.10", "-0")]
    ['50', '50', '0.1', '0']
    """
    return "0" if number == 0 else format(number.normalize(), "f")


def read_number(part: Part) -> Decimal | None:
    """A number; None, and a finding, where there is none."""
    text = part.text()
    if text is None:
        return None
    number = decimal(text)
    if number is not None:
        return number
    part.fail(
        BAD_NUMBER, f"`{clip(text)}` is not a number that can be used", help=_number_help(text)
    )
    return None


MINUS = "\u2212"
"""The minus of typesetting, which word processors put in the place of `-`."""


def _number_help(text: str) -> str:
    text = text.replace(MINUS, "-")
    if len(text) <= 40:
        bare = re.sub(r"(?<=\d)[, '_\u00a0\u202f](?=\d{3}(?!\d))", "", text)
        unit = re.fullmatch(
            r"[^\d.+-]*([+-]?[\d.]+)\s*[^\d.\s][^\d.]*|[^\d.+-]+([+-]?[\d.]+)", bare
        )
        if unit and decimal(unit[1] or unit[2]) is not None:
            return f"write `{unit[1] or unit[2]}`, and what it counts under `unit`"
        if decimal(bare) is not None:
            return f"write `{bare}`"
        point = bare.replace(",", ".")
        if decimal(point) is not None:
            return f"write `{point}`"
    if re.fullmatch(r"[+-]?[\d.]+([eE][+-]?\d+)?", text):
        return f"use at most {DIGITS} digits, and a unit in which the number is not huge or tiny"
    return "write digits, with a point before the decimals"


# --- percentages ------------------------------------------------------------------------------

_BETWEEN = re.compile(r"(?P<low>[^.\s]*(?:\.\d+)?)\s*\.\.\s*(?P<high>.*)")


def read_range(part: Part, lowest: int = 0) -> Interval | None:
    """A range such as `30..50`, or one number, as fractions of 1. In percent it lies between
    `lowest` and 100."""
    text = part.text(help="write a range in percent, such as `30..50`")
    if text is None:
        return None
    between = _BETWEEN.fullmatch(text)
    ends = [between["low"], between["high"]] if between else [text]
    if "..." in text:  # `5...10` does not mean up to `.10`
        ends = [""]
    numbers = [decimal(end.strip().removesuffix("%").strip()) for end in ends]
    if None in numbers:
        part.fail(
            BAD_NUMBER,
            f"`{clip(text)}` is not a range in percent",
            label="expected a number or a range such as `30..50`",
            help=_range_help(text),
        )
        return None
    low, high = (n for n in (numbers[0], numbers[-1]) if n is not None)
    if not lowest <= low <= 100 or not lowest <= high <= 100:
        part.fail(BAD_RANGE, f"`{clip(text)}` does not lie between {lowest:,} and 100 percent")
        return None
    if low > high:
        part.fail(
            BAD_RANGE,
            f"the range `{clip(text)}` ends below its start",
            help=f"write `{plain_number(high)}..{plain_number(low)}`",
        )
        return None
    return Interval(float(low / 100), float(high / 100))


def read_ranges(part: Part, words: str, how: str) -> dict[str, Interval]:
    """Names, each with a range as `read_range` reads it. Messages have `words` before a name."""
    ranges: dict[str, Interval] = {}
    for name, entry in part.pairs(help=how) or ():
        interval = read_range(entry.called(f"{words} `{clip(name)}`"))
        if interval is not None:
            ranges[name] = interval
    return ranges


def _range_help(text: str) -> tuple[str, ...]:
    text = text[:60].replace(MINUS, "-")
    if re.fullmatch(r"\s*\.{2,}.*|.*\.{2,}\s*", text):
        return ("write both ends of the range, such as `30..50`",)
    text = _with_points(text)
    # A `-` between two numbers is a dash, at the start of one a sign.
    signed = re.findall(r"(^\s*-|\.\.\s*-)?(\d+(?:\.\d+)?)", text)
    numbers = [("-" if sign else "") + number for sign, number in signed]
    if len(numbers) == 2:
        return (f"write `{numbers[0]}..{numbers[1]}`",)
    return (f"write `{numbers[0]}`",) if len(numbers) == 1 else ()


def _with_points(text: str) -> str:
    """The text with points for decimal commas, which stand right between two digits.

    >>> _with_points("0,5..1,25"), _with_points("30, 50")
    ('0.5..1.25', '30, 50')
    """
    return re.sub(r"(?<=\d),(?=\d)", ".", text)


def read_confidence(part: Part) -> tuple[float, str] | None:
    """A probability above 0, and the ICD 203 word if it was given as one."""
    text = part.text(help="delete `confidence` if the fact is established")
    if text is None:
        return None
    named = likelihood_named(text)
    if named is not None:
        return named.middle, named.word
    percent = text.endswith("%")
    number = decimal(text.removesuffix("%").strip())
    if number is None:
        words = [entry.word for entry in reversed(LIKELIHOODS)]
        near = nearest_name(text, likelihood_words())
        point = _with_points(text)
        if point != text and decimal(point.removesuffix("%").strip()) is not None:
            near = point
        part.fail(
            UNKNOWN_WORD,
            f"`{clip(text)}` is not a confidence",
            label="expected a number up to 1, a percentage, or a word",
            help=f"write `{near}`" if near else f"the words are {listing(words)}",
        )
        return None
    probability = number / 100 if percent else number
    if 0 < probability <= 1:
        return float(probability), ""
    help_text: str | tuple[str, ...] = ()
    if not percent and 1 < number <= 100:
        help_text = f"write `{plain_number(number)}%`"
    elif probability == 0:
        help_text = "leave out a fact that nobody believes"
    part.fail(
        BAD_RANGE, f"a confidence of `{clip(text)}` is not above 0 and at most 1", help=help_text
    )
    return None


# --- dates ------------------------------------------------------------------------------------

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip


def read_date(part: Part) -> date | None:
    """A day written year-month-day."""
    text = part.text(help="write a date such as `2025-02-16`, or delete the key")
    if text is None:
        return None
    match = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text, re.ASCII)
    if match:
        year, month, day = (int(g) for g in match.groups())
        try:
            return date(year, month, day)
        except ValueError:
            part.fail(BAD_DATE, f"there is no day {text}", help=_no_such_day(year, month))
            return None
    part.fail(
        BAD_DATE,
        f"`{clip(text)}` is not a date",
        label="expected year-month-day, such as `2025-02-16`",
        help=_date_help(text[:60]),
    )
    return None


def _no_such_day(year: int, month: int) -> str:
    if year < 1:
        return "years start at 0001"
    if not 1 <= month <= 12:
        return "the month stands in the middle, from 01 to 12"
    return f"{_MONTHS[month - 1].title()} {year} has {monthrange(year, month)[1]} days"


def _date_help(text: str) -> tuple[str, ...]:
    """A help with the date, or the two dates, that the text can mean."""
    days: list[date] = []
    numbers = [int(n) for n in re.findall(r"\d+", text, re.ASCII)]
    month = next(
        (i + 1 for i, m in enumerate(_MONTHS) if re.search(rf"\b{m[:3]}", text.casefold())), 0
    )
    if month and len(numbers) >= 2:
        days = _days([(max(numbers[:2]), month, min(numbers[:2]))])
    elif len(numbers) >= 3 and numbers[0] > 31:
        days = _days([(numbers[0], numbers[1], numbers[2])])
    elif len(numbers) == 3:
        a, b, year = numbers
        days = _days([(year, b, a), (year, a, b)])
    elif re.fullmatch(r"\d{8}", text, re.ASCII):
        days = _days([(int(text[:4]), int(text[4:6]), int(text[6:]))])
    return (f"write `{'` or `'.join(str(d) for d in days)}`",) if days else ()


def _days(candidates: list[tuple[int, int, int]]) -> list[date]:
    days: list[date] = []
    for year, month, day in candidates:
        full = year + 2000 if year < 100 else year
        if full <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(full, month)[1]:
            days.append(date(full, month, day))
    return list(dict.fromkeys(days))
