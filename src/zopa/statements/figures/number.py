"""Reading a number in a text, in digits or in words, and the range that two numbers make.

Each pattern is matched at one place and has no unbounded repetition, so the work grows linearly
with the text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from zopa.statements.dates.expressions import MONTH
from zopa.statements.dates.numerals import (
    DIGITS,
    GROUPS,
    TEENS,
    UNITS,
    VAGUE,
    VALUES,
    WORDS,
    value,
)
from zopa.statements.figures.units import (
    CODES,
    DOLLARS,
    SCALE,
    SCALES,
    SHORT_SCALE,
    SYMBOLS,
    Unit,
    unit_at,
)

_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
MULTITUDES = {
    "tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1e3, "millions": 1e6,
    "billions": 1e9, "trillions": 1e12,
}  # fmt: skip
MARKS = "".join(re.escape(symbol) for symbol in SYMBOLS)
_MONEY_BEFORE = rf"(?:(?P<code>{'|'.join(CODES)})\s?|(?P<mark>[{MARKS}])\s?)?"
_SCALE_AFTER = (
    rf"(?:(?:\s|-)?(?P<scale>(?i:{SCALE}))(?![A-Za-z])|(?P<short>{SHORT_SCALE})(?![\w-]))?"
)
_QUANTITY = re.compile(
    rf"{_MONEY_BEFORE}(?P<amount>(?i:half(?:-|\s)(?:an?\s)?(?={SCALE})|an?\shalf(?:-|\s)(?={SCALE})"
    rf"|several\b|an?\s(?:few|couple(?:\sof)?|handful(?:\sof)?)\b|an?(?=\s(?:dozen|million|billion|trillion)))"
    rf"|{DIGITS}|{WORDS})"
    rf"(?P<plus>[½¼¾]|\s(?i:and\s(?:a\s(?:half|quarter)|three\squarters))\b)?{_SCALE_AFTER}"
)
_GROUPED = re.compile(rf"{_MONEY_BEFORE}(?P<amount>{GROUPS})(?P<plus>(?!))?{_SCALE_AFTER}")
_DAY_BEFORE = re.compile(
    rf"(?P<within>(?<!\w)(?i:in|of|since|during)\s)?(?<!\w){MONTH}(?P<day>\s\d\d?(?:st|nd|rd|th)?)?\s$"
)
_DIGITS_BEFORE = re.compile(r"(?<![\w.,:/-])(?P<digits>\d{1,15})\s$")
_FRACTION = re.compile(
    rf"(?:(?P<top>(?i:an?|{'|'.join(VALUES)}))(?:\s|-)"
    rf"(?P<part>(?i:half|halves|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?)"
    rf"|(?P<whole>(?i:half))|(?P<some>(?i:{'|'.join(UNITS)}))\s(?i:in|out\sof)\s"
    rf"(?P<every>(?i:{'|'.join((*UNITS, *TEENS))}|\d{{1,4}})))\b"
)
_MULTITUDE = re.compile(
    r"(?P<many>(?i:tens|dozens|scores|hundreds|thousands|millions|billions|trillions))"
    r"(?:\sof\s(?P<more>(?i:thousands|millions|billions|trillions)))?\b"
)
_PLUS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "half": 0.5, "three quarters": 0.75, "quarter": 0.25}
_LAND = re.compile(r"(?<![\w.])(?:US|U\.S\.|AU?|CA?|NZ|HK|S|R)$")
_LAND_NEXT = re.compile(r"(?:US|AU?|CA?|NZ|HK)(?=\$)")
_FROM = re.compile(r"\b(?i:from)\s$")
_LINK = re.compile(r"(?P<dash>\s?[-–]\s?)|\s(?P<word>to|or|and)\s(?:(?:about|around|some)\s)?")
_HALF_OF_TIME = re.compile(
    r"-\w|\s(?:an?\s)?(?:hours?|days?|years?|months?|miles?|century|past|way|time)\b"
)
_OTHER_HALF = re.compile(
    r"(?<!\w)(?i:first|second|third|fourth|other|latter|better|last|this|next|each|final|every)\s$"
)
_SHARE_GOES_ON = re.compile(
    r"\s(?:of|to|or|and|by|from|in|more|less|fewer|were|was|is|are|have|had|would|will|higher|"
    r"lower|stake|share)\b|\s?[.,;:!?)”\"’]|\s*$"
)


class WrittenNumber(NamedTuple):
    """A number as it is written in the text, without the words before and after it.

    `low` and `high` are its value and differ for vague counts. `scale` is the factor that is
    included in them (1e6 for “million”), `digits` the digits as written, and `short` says whether
    the scale was abbreviated (“5m”).
    """

    start: int
    stop: int
    low: float
    high: float
    about: bool = False
    unit: str = ""
    scale: float = 1.0
    digits: str = ""
    short: bool = False


def number_at(text: str, at: int) -> WrittenNumber | None:
    """The number that begins at a place of the text, or None if none does.

    >>> number_at("some 1.5 million people", 5)[:4]
    (5, 16, 1500000.0, 1500000.0)
    """
    if match := _MULTITUDE.match(text, at):
        factor = MULTITUDES[match["many"].lower()]
        factor *= MULTITUDES.get((match["more"] or "").lower(), 1)
        return WrittenNumber(at, match.end(), 2 * factor, 9 * factor, about=True, scale=factor)
    if (match := _FRACTION.match(text, at)) and (share := _share(text, match)) is not None:
        return WrittenNumber(at, match.end(), share, share, unit="percent")
    match = _GROUPED.match(text, at)
    if match is None or not _is_one_number(text, match):
        match = _QUANTITY.match(text, at)
    return _quantity(text, match) if match is not None and match.end() > at else None


def _is_one_number(text: str, match: re.Match[str]) -> bool:
    """Whether digits with ordinary spaces between them are one number, by what stands before them.

    They are not if they are the end of a longer row of digits, as in a telephone number, or if the
    first of them are a day (“May 12 500 people”).
    """
    if match["code"] or match["mark"]:
        return True
    begin = match.start("amount")
    before = text[max(0, begin - 30) : begin]
    if before.endswith("+"):
        return False
    date = _DAY_BEFORE.search(before)
    if date is not None:
        may_be_day = int(match["amount"].split(" ")[0]) <= 31
        return bool(date["day"] or date["within"] or not may_be_day)
    digits = _DIGITS_BEFORE.search(before)
    return digits is None or re.fullmatch(r"1[5-9]\d\d|20\d\d", digits["digits"]) is not None


def _quantity(text: str, match: re.Match[str]) -> WrittenNumber:
    """An amount with what belongs to it: a currency before it, a fraction and a scale after it."""
    low, high, about = _amount(match["amount"].lower())
    if match["plus"]:
        more = next(size for name, size in _PLUS.items() if name in match["plus"].lower())
        low, high = low + more, high + more
    scale = SCALES.get((match["scale"] or match["short"] or "").lower(), 1.0)
    start, unit = match.start(), match["code"] or ""
    if match["mark"]:
        unit = SYMBOLS[match["mark"]]
        land = _LAND.search(text[max(0, start - 5) : start]) if unit == "USD" else None
        if land is not None:
            unit, start = DOLLARS[land[0]], start - len(land[0])
    digits = match["amount"] if match["amount"][0].isdigit() else ""
    end = match.end()
    if match["short"] and not unit and not digits:
        end, scale = match.start("short"), 1.0
    return WrittenNumber(
        start, end, low * scale, high * scale, about, unit, scale, digits, bool(match["short"])
    )


def _amount(words: str) -> tuple[float, float, bool]:
    if "half" in words:
        return 0.5, 0.5, False
    for vague, (least, most) in VAGUE.items():
        if vague in words:
            return least, most, True
    if words in ("a", "an"):
        return 1.0, 1.0, False
    number = value(words)
    return number, number, False


def _share(text: str, match: re.Match[str]) -> float | None:
    """A fraction as percent, or None if the words mean something else (“a third term”)."""
    if match["some"]:
        every = value(match["every"])
        share = 100 * value(match["some"]) / every if every else 200.0
        return share if share < 100 and text[match.end() : match.end() + 1] != "-" else None
    if re.match(rf"(?:-|\s)(?:an?\s)?(?i:{SCALE})\b", text[match.end() : match.end() + 12]):
        return None
    if _OTHER_HALF.search(text[max(0, match.start() - 10) : match.start()]):
        return None
    part = (match["part"] or "half").lower()
    top = (match["top"] or "one").lower()
    size = _PARTS.get(part) or _PARTS[part.removesuffix("s")]
    if size == 2 and _HALF_OF_TIME.match(text, match.end()):
        return None
    if top in ("a", "an"):
        if size != 2 and not _SHARE_GOES_ON.match(text, match.end()):
            return None
        top = "one"
    share = 100 * value(top) / size
    return share if share <= 100 else None


def with_second(text: str, first: WrittenNumber, between: bool) -> tuple[WrittenNumber, bool]:
    """The range that a number makes with the next one, and True; else the number itself and False.

    `between` says that “between” stands before the first number, so that “and” may link the two.
    """
    first_unit = _unit_within(text, first)
    end = first_unit.stop if first_unit is not None else first.stop
    link = _LINK.match(text, end)
    if link is None or not _links(text, first, link, between):
        return first, False
    second = _linked(text, first, link)
    if second is None:
        return first, False
    unit = first.unit or (first_unit.name if first_unit else "")
    low = first.low
    if first.scale == 1 and second.scale > 1 and first.low < 1000:
        low *= second.scale
    far_apart = link["word"] == "or" and second.high > 2 * low + 1
    if low >= second.high or far_apart or (unit and second.unit and unit != second.unit):
        return first, False
    merged = second._replace(start=first.start, low=low, unit=second.unit or unit)
    if first_unit is not None and not second.unit:
        after = unit_at(text, second.stop, second.high, plural=False)
        if after is not None and after.name == unit:
            merged = merged._replace(stop=after.stop)
    return merged, True


def _linked(text: str, first: WrittenNumber, link: re.Match[str]) -> WrittenNumber | None:
    """The number after a link, if both are exact enough to be the ends of a range."""
    land = _LAND_NEXT.match(text, link.end())
    second = number_at(text, land.end() if land is not None else link.end())
    if second is None or second.about or first.about or (link["dash"] and not second.digits):
        return None
    return second


def _unit_within(text: str, number: WrittenNumber) -> Unit | None:
    """The unit in words between a number and what may link it to a second one."""
    if number.unit:
        return None
    unit = unit_at(text, number.stop, number.high, plural=False)
    hyphen = text[number.stop : number.stop + 1] in "-‑"
    return None if unit is None or hyphen else unit


def _links(text: str, first: WrittenNumber, link: re.Match[str], between: bool) -> bool:
    """Whether a word or a dash after the first number may lead to the end of a range."""
    if (link["word"] == "and") != between and not link["dash"]:
        return False
    from_before = _FROM.search(text[max(0, first.start - 6) : first.start])
    return not (link["word"] == "to" and from_before)
