"""How much: shares, sums and counts in a report, with their units.

What counts as a figure, and how words are read as numbers, is told in
docs/explanation/dates-and-figures.md. Each pattern is matched at one place and repeats nothing
without a bound, so that the work grows with the text and with nothing else.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import NamedTuple

from zopa.foundation.text import Span
from zopa.statements.dates.expressions import MONTH
from zopa.statements.dates.numerals import DIGITS, TEENS, UNITS, VAGUE, VALUES, WORDS, value
from zopa.statements.figures.units import (
    CODES,
    DOLLARS,
    PERIODS,
    SCALE,
    SCALES,
    SHORT_SCALE,
    SYMBOLS,
    Unit,
    unit_at,
)
from zopa.statements.statement import Figure

_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_MANY = {
    "tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1e3, "millions": 1e6,
    "billions": 1e9, "trillions": 1e12,
}  # fmt: skip
_MARKS = "".join(re.escape(symbol) for symbol in SYMBOLS)
_BY_LETTER: dict[str, list[str]] = {}
for _word in sorted({*VALUES, "half", "several", *_MANY}, key=len, reverse=True):
    _BY_LETTER.setdefault(_word[0], []).append(_word[1:])
_HEADS = "|".join(
    f"[{letter}{letter.upper()}](?:{'|'.join(rest)})" for letter, rest in _BY_LETTER.items()
)
_TRIGGER = re.compile(
    rf"[{_MARKS}]|\d|(?<!\w)(?:(?:{_HEADS})\b|(?:{'|'.join(CODES)})\s?(?=\d)"
    rf"|[Aa]n?\s(?=(?i:couple|few|handful|{SCALE}|third|quarter|fifth|tenth|half)\b))"
)
_QUANTITY = re.compile(
    rf"(?:(?P<code>{'|'.join(CODES)})\s?|(?P<mark>[{_MARKS}])\s?)?"
    rf"(?P<amount>(?i:half(?:-|\s)(?:an?\s)?(?={SCALE})|an?\shalf(?:-|\s)(?={SCALE})"
    rf"|several\b|an?\s(?:few|couple(?:\sof)?|handful(?:\sof)?)\b|an?(?=\s(?:dozen|million|billion|trillion)))"
    rf"|{DIGITS}|{WORDS})"
    rf"(?P<plus>[½¼¾]|\s(?i:and\s(?:a\s(?:half|quarter)|three\squarters))\b)?"
    rf"(?:(?:\s|-)?(?P<scale>(?i:{SCALE}))(?![A-Za-z])|(?P<short>{SHORT_SCALE})(?![\w-]))?"
)
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
_LAND = re.compile(r"(?<![\w.])(?:US|U\.S\.|AU?|CA?|NZ|HK|S|R)$")
_LAND_NEXT = re.compile(r"(?:US|AU?|CA?|NZ|HK)(?=\$)")
_FROM = re.compile(r"\b(?i:from)\s$")
_LINK = re.compile(r"(?P<dash>\s?[-–]\s?)|\s(?P<word>to|or|and)\s(?:(?:about|around|some)\s)?")

_TOKEN = re.compile(r"\d+|\w+")
_RUN = re.compile(
    r"\d{1,9}(?:[-/.:]\d{1,9}){2,}|\d{1,9}[:/]\d{1,9}|\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b"
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th|['’]?s)\b")
_CLOCK = re.compile(r"\s?(?:[ap]\.?m\b|o[’']clock|GMT|UTC|hours GMT)|\s?h\b")
_MONTH_AFTER = re.compile(
    rf"(?:st|nd|rd|th)?(?:\s?[-–]\s?\d\d?|\s(?:to|and)\s\d\d?)?,?\s(?:of\s)?{MONTH}(?!\w)"
)
_MONTH_BEFORE = re.compile(rf"(?<!\w){MONTH}\s(?:\d\d?(?:\s?[-–]\s?|\s(?:to|and)\s))?$")
_NAMED = re.compile(
    r"(?<!\w)(?P<word>(?i:articles?|sections?|chapters?|pages?|paragraphs?|clauses?|resolutions?|"
    r"no\.?|nos\.|number|room|gate|route|phase|version|level|annex|protocol|title|part|step|"
    r"stage|category|channel|act|bill|order|rule|line|column|flight|boeing|airbus|model|unit|point|"
    r"group of|grade|type|mark|day|question|item|table|figure|volume|issue|formula|area)|"
    r"[A-Z][\w’'.-]*)\s$"
)
_AROUND_TIME = re.compile(r"(?<!\w)(?i:past|last|next|coming|previous|recent)\s(?:about\s)?$")
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


_REACH = 60
"""How many characters before a span are looked at."""


class _Number(NamedTuple):
    """A number as it stands in the text, before its neighbours are looked at."""

    start: int
    stop: int
    low: float
    high: float
    about: bool = False
    unit: str = ""
    scale: float = 1.0
    digits: str = ""
    short: bool = False


def figures(text: str, *, within: Span | None = None) -> tuple[Figure, ...]:
    """The figures of a text, in order, without overlap; `within` keeps to a span of it.

    The span takes in what bounds or blurs the number (“at least”, “about”) and its unit. What is
    bounded on one side only has `math.inf` as `high`, or 0 as `low`. The unit is `percent` for
    shares, a currency's ISO 4217 code for sums, else the noun as it stands in small letters, or
    nothing. Years, days and times of day are no figures; see `zopa.statements.dates`.

    >>> for figure in figures("At least 40% of it, or $1.5bn, for four people."):
    ...     print(figure.low, figure.high, figure.unit)
    40.0 inf percent
    1500000000.0 1500000000.0 USD
    4.0 4.0 people
    """
    start, stop = within if within is not None else (0, len(text))
    # Words before the span tell years and names from counts; words after it belong to others.
    origin = max(0, start - _REACH)
    near = text[origin:stop]
    found: list[Figure] = []
    at = reached = start - origin
    while match := _TRIGGER.search(near, at):
        figure, at = _figure(near, match.start(), reached)
        if figure is not None:
            reached = figure.span.stop
            span = Span(figure.span.start + origin, reached + origin)
            found.append(replace(figure, span=span))
    return tuple(found)


def _figure(text: str, begin: int, reached: int) -> tuple[Figure | None, int]:
    """The figure whose number begins at a place, and where to go on."""
    if skip := _no_figure(text, begin):
        return None, skip
    one = _number(text, begin)
    if one is None:
        return None, _past(text, begin)
    before = _BEFORE.search(text[max(reached, begin - 30) : begin])
    between = before is not None and before["between"] is not None
    one, ranged = _range(text, one, between)
    unit = Unit(one.unit, one.stop) if one.unit else unit_at(text, one.stop, one.high)
    if not _stands(text, one, unit, ranged):
        return None, one.stop
    if before is not None and between and not ranged:
        before = None
    figure = _bounded(text, one, unit, before, max(reached, begin - 30))
    return figure, figure.span.stop


def _past(text: str, at: int) -> int:
    """The end of the run of digits or of the word at a place."""
    match = _TOKEN.match(text, at)
    return match.end() if match else at + 1


def _no_figure(text: str, begin: int) -> int:
    """Where to go on if the digits at a place belong to something else; else 0."""
    if not text[begin].isdigit():
        return 0
    run = _RUN.match(text, begin)
    if run:
        return run.end()
    before, two = text[begin - 1 : begin], text[begin - 2 : begin - 1]
    if before.isalpha() or before in ("_", "#", "№", "§", "@"):
        return _past(text, begin)
    if before and before in "-–.,/:" and (two.isalnum() and not (before in "–," and two.isalpha())):
        return _past(text, begin)
    return 0


def _number(text: str, at: int) -> _Number | None:
    if match := _MULTITUDE.match(text, at):
        factor = _MANY[match["many"].lower()] * _MANY.get((match["more"] or "").lower(), 1)
        return _Number(at, match.end(), 2 * factor, 9 * factor, about=True, scale=factor)
    if (match := _FRACTION.match(text, at)) and (share := _share(text, match)) is not None:
        return _Number(at, match.end(), share, share, unit="percent")
    match = _QUANTITY.match(text, at)
    if match is None or match.end() == at:
        return None
    low, high, about = _amount(match["amount"].lower())
    if match["plus"]:
        more = next(size for name, size in _PLUS.items() if name in match["plus"].lower())
        low, high = low + more, high + more
    scale = SCALES.get((match["scale"] or match["short"] or "").lower(), 1.0)
    start, unit = at, match["code"] or ""
    if match["mark"]:
        unit = SYMBOLS[match["mark"]]
        land = _LAND.search(text[max(0, at - 5) : at]) if unit == "USD" else None
        if land is not None:
            unit, start = DOLLARS[land[0]], at - len(land[0])
    digits = match["amount"] if match["amount"][0].isdigit() else ""
    end = match.end()
    if match["short"] and not unit and not digits:
        end, scale = match.start("short"), 1.0
    return _Number(
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
    """A fraction as percent, or None where the words are something else (“a third term”)."""
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


def _range(text: str, one: _Number, between: bool) -> tuple[_Number, bool]:
    """Together with a second number where the two make a range."""
    from_unit = unit_at(text, one.stop, one.high, plural=False) if not one.unit else None
    if from_unit is not None and text[one.stop : one.stop + 1] in "-‑":
        from_unit = None
    end = from_unit.stop if from_unit is not None else one.stop
    link = _LINK.match(text, end)
    if link is None or ((link["word"] == "and") != between and not link["dash"]):
        return one, False
    if link["word"] == "to" and _FROM.search(text[max(0, one.start - 6) : one.start]):
        return one, False
    at = link.end()
    if (land := _LAND_NEXT.match(text, at)) is not None:
        at = land.end()
    other = _number(text, at)
    if other is None or other.about or one.about or (link["dash"] and not other.digits):
        return one, False
    first = one.low
    unit = one.unit or (from_unit.name if from_unit else "")
    if one.scale == 1 and other.scale > 1 and one.low < 1000:
        first *= other.scale
    if first >= other.high or (link["word"] == "or" and other.high > 2 * first + 1):
        return one, False
    if unit and other.unit and unit != other.unit:
        return one, False
    merged = other._replace(start=one.start, low=first, unit=other.unit or unit)
    if from_unit is not None and not other.unit:
        after = unit_at(text, other.stop, other.high, plural=False)
        if after is not None and after.name == unit:
            merged = merged._replace(stop=after.stop)
    return merged, True


def _stands(text: str, one: _Number, unit: Unit | None, ranged: bool) -> bool:
    """Whether a number is a figure, rather than a year, a day, an ordinal or part of a name."""
    before = text[max(0, one.start - 20) : one.start]
    name = unit.name if unit else ""
    after = text[one.stop : one.stop + 12]
    ago = unit is not None and text.startswith(" ago", unit.stop)
    if name in PERIODS and (ago or _AROUND_TIME.search(before)):
        return False
    money = name == "percent" or name.isupper()
    if one.digits and not money:
        if _ORDINAL.match(after) or _CLOCK.match(after) or _MONTH_AFTER.match(text, one.stop):
            return False
        if one.high <= 31 and _MONTH_BEFORE.search(before):
            return False
        if _is_year(one, before, name):
            return False
        line = text.rfind("\n", max(0, one.start - 4), one.start)
        if re.match(r"[.)]\s", after) and (one.start == 0 or line == one.start - 1):
            return False
        if before.endswith(", ") and after.startswith(",") and one.high < 120 and not name:
            return False  # an age
        if re.match(r"[-–]\w", after) and not name:
            return False
    if not name and ranged and "-" in text[one.start : one.stop] and one.scale == 1:
        return False
    if one.short and not name and one.scale == 1e6:
        return False  # “5m” may be metres
    words = text[one.start : one.stop].lower()
    if words == "one" and (not name or after.startswith(" of ")):
        return False
    if (named := _NAMED.search(before)) and one.scale == 1 and not money:
        lower = named["word"][0].islower()
        listed = named["word"].lower() in _NUMBERED or lower
        starts = (
            not before[: named.start()].strip()
            or before[: named.start()].rstrip()[-1:] in '.!?“"\n:'
        )
        if listed or ((not name or "." in one.digits) and not starts):
            return False
    return True


_NUMBERED = frozenset(
    [
        "article", "articles", "section", "sections", "chapter", "chapters", "page", "pages",
        "paragraph", "paragraphs", "clause", "clauses", "resolution", "resolutions", "annex",
        "protocol", "phase", "version", "room", "flight", "boeing", "airbus", "no.", "formula",
        "level", "category", "channel", "route", "stage", "step",
    ]
)  # fmt: skip


def _is_year(one: _Number, before: str, name: str) -> bool:
    if len(one.digits) != 4 or not one.digits.isdigit() or one.scale != 1:
        return False
    if name and not 1800 <= one.high < 2100:
        return False
    if not 1000 <= one.high < 2100:
        return False
    return not re.search(
        r"(?i:about|some|around|nearly|almost|roughly|than|over|least|up to)\s$", before
    )


def _bounded(
    text: str, one: _Number, unit: Unit | None, before: re.Match[str] | None, origin: int
) -> Figure:
    start, low, high, about = one.start, one.low, one.high, one.about
    name, end = (unit.name, max(unit.stop, one.stop)) if unit else ("", one.stop)
    if before is not None:
        kind = next(key for key in ("least", "most", "about", "between", "tilde") if before[key])
        over_time = name in PERIODS and before[0].strip().lower() in ("over", "under")
        if not over_time:
            start = origin + before.start()
            if kind == "least":
                high = 100.0 if name == "percent" and one.unit == "percent" else math.inf
            elif kind == "most":
                low = 0.0
            about = about or kind in ("about", "tilde") or before["blur"] is not None
    for pattern in (_MORE, _LESS, _SO):
        if match := pattern.match(text, one.stop) or pattern.match(text, end):
            end = max(end, match.end())
            if pattern is _MORE:
                high = math.inf
                if not name and (later := unit_at(text, end, high)):
                    name, end = later
            elif pattern is _LESS:
                low = 0.0
            else:
                about = True
            break
    return Figure(Span(start, end), low, high, name, about)
