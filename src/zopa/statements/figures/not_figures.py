"""Recognising numbers that are not figures: dates, times, ages, ordinals and parts of names."""

from __future__ import annotations

import re

from zopa.statements.dates.expressions import MONTH
from zopa.statements.figures.number import WrittenNumber
from zopa.statements.figures.units import PERIODS, Unit

_TOKEN = re.compile(r"\d+|\w+")
_RUN = re.compile(
    r"\d{1,9}(?:[-/.:]\d{1,9}){2,}|\d{1,9}[:/]\d{1,9}|\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b"
)
_TELEPHONE = re.compile(r"(?:(?<=\+)\d{1,3}|0\d{1,4})(?:[ -]\d{2,5}){2,5}(?!\d)")
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
_NUMBERED = frozenset(
    [
        "article", "articles", "section", "sections", "chapter", "chapters", "page", "pages",
        "paragraph", "paragraphs", "clause", "clauses", "resolution", "resolutions", "annex",
        "protocol", "phase", "version", "room", "flight", "boeing", "airbus", "no.", "formula",
        "level", "category", "channel", "route", "stage", "step",
    ]
)  # fmt: skip


def past_token(text: str, at: int) -> int:
    """The end of the word or the run of digits at a place."""
    match = _TOKEN.match(text, at)
    return match.end() if match else at + 1


def past_other_digits(text: str, begin: int) -> int:
    """Where to go on if the digits at a place belong to a date, a time or a name; else 0."""
    if not text[begin].isdigit():
        return 0
    run = _RUN.match(text, begin) or _TELEPHONE.match(text, begin)
    if run:
        return run.end()
    if text.startswith("00", begin):
        return past_token(text, begin)
    before, two = text[begin - 1 : begin], text[begin - 2 : begin - 1]
    if before.isalpha() or before in ("_", "#", "№", "§", "@"):
        return past_token(text, begin)
    if before and before in "-–.,/:" and (two.isalnum() and not (before in "–," and two.isalpha())):
        return past_token(text, begin)
    return 0


def is_figure(text: str, number: WrittenNumber, unit: Unit | None, ranged: bool) -> bool:
    """Whether a number is a figure, rather than a year, a day, an ordinal or part of a name."""
    before = text[max(0, number.start - 20) : number.start]
    name = unit.name if unit else ""
    money = name == "percent" or name.isupper()
    return not (
        _tells_when(text, unit, before)
        or (number.digits and not money and _is_label(text, number, name, before))
        or _is_loose(text, number, name, ranged)
        or (number.scale == 1 and not money and _is_of_a_name(number, name, before))
    )


def _tells_when(text: str, unit: Unit | None, before: str) -> bool:
    """Whether the number says when something happened (“two years ago”, “the past two weeks”)."""
    if unit is None or unit.name not in PERIODS:
        return False
    return text.startswith(" ago", unit.stop) or _AROUND_TIME.search(before) is not None


def _is_label(text: str, number: WrittenNumber, name: str, before: str) -> bool:
    """Whether digits give a day, a year, an hour, an age, a rank or a place in a list."""
    after = text[number.stop : number.stop + 12]
    if _ORDINAL.match(after) or _CLOCK.match(after) or _MONTH_AFTER.match(text, number.stop):
        return True
    if (number.high <= 31 and _MONTH_BEFORE.search(before)) or _is_year(number, before, name):
        return True
    line = text.rfind("\n", max(0, number.start - 4), number.start)
    if re.match(r"[.)]\s", after) and (number.start == 0 or line == number.start - 1):
        return True
    if name:
        return False
    age = before.endswith(", ") and after.startswith(",") and number.high < 120
    return age or re.match(r"[-–]\w", after) is not None


def _is_loose(text: str, number: WrittenNumber, name: str, ranged: bool) -> bool:
    """Whether a number says too little to be a figure, because it has no unit or is only “one”."""
    written = text[number.start : number.stop]
    if not name and ranged and "-" in written and number.scale == 1:
        return True
    if not name and number.short and number.scale == 1e6:
        return True  # “5m” may be metres
    return written.lower() == "one" and (not name or text.startswith(" of ", number.stop))


def _is_of_a_name(number: WrittenNumber, name: str, before: str) -> bool:
    """Whether the number is part of a name (“Article 5”, “Boeing 737”, “Resolution 242”)."""
    label = _NAMED.search(before)
    if label is None:
        return False
    if label["word"][0].islower() or label["word"].lower() in _NUMBERED:
        return True
    lead = before[: label.start()]
    begins_sentence = not lead.strip() or lead.rstrip()[-1:] in '.!?“"\n:'
    return (not name or "." in number.digits) and not begins_sentence


def _is_year(number: WrittenNumber, before: str, name: str) -> bool:
    if len(number.digits) != 4 or not number.digits.isdigit() or number.scale != 1:
        return False
    if name and not 1800 <= number.high < 2100:
        return False
    if not 1000 <= number.high < 2100:
        return False
    return not re.search(
        r"(?i:about|some|around|nearly|almost|roughly|than|over|least|up to)\s$", before
    )
