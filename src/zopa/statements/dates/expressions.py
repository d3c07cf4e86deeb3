"""The rules for expressions of time: which words form one, and which days it names.

Each rule is a pattern, which is tried at every word that may begin it, and a function that turns a
match into an extent. A pattern is matched at one place, never searched for, and has no unbounded
repetition, so the work grows linearly with the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from zopa.statements.dates import extents, numerals
from zopa.statements.dates.extents import Extent, Grain
from zopa.statements.dates.tense import Direction, direction

MONTHS = (
    [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
    ]
)  # fmt: skip
_SHORT = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

_LONG = "|".join(name.title() for name in MONTHS)
_DOTTED = "(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
MONTH = rf"(?:{_LONG}|{_LONG.upper()}|(?:{_DOTTED}|{_DOTTED.upper()})(?:\.|(?![A-Za-z])))"
"""The pattern of a month's name or its short form, with a capital."""
_WEEKDAY = "|".join(name.title() for name in WEEKDAYS)
WEEKDAY = f"(?:{_WEEKDAY}|{_WEEKDAY.upper()})"
_YEAR = r"(?P<year>(?:1[0-9]|20|21)\d\d)(?![\d%])"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_GAP = r"[^\S\n]{1,2}"
_HOURS = "(?:morning|afternoon|evening|night|noon)"
_COUNT = (
    rf"(?P<count>\d{{1,4}}|(?i:an? couple(?: of)?|an? few|several|few)|{numerals.WORDS}"
    r"|(?i:an?)(?= ))"
)
_UNIT = "(?P<unit>hour|day|week|month|year|decade)s?"


@dataclass(frozen=True)
class DateExpression:
    """An expression in its text, with all that the function of a rule may need."""

    text: str
    match: re.Match[str]
    published: date | None
    bound: str
    """“since”, “by” or “until” if it stands before the expression, else empty."""

    @cached_property
    def direction(self) -> Direction | None:
        if self.bound == "since":
            return "past"
        return direction(
            self.text, self.match.start(), self.match.end(), deadline=self.bound in ("by", "until")
        )

    @property
    def today(self) -> date:
        if self.published is None:
            raise UndatedError
        return self.published

    def group(self, name: str) -> str:
        return (self.match[name] or "").lower()


class UndatedError(ValueError):
    """The expression depends on the day of publication, which is not known."""


@dataclass(frozen=True, slots=True)
class DateRule:
    pattern: re.Pattern[str]
    resolve: Callable[[DateExpression], Extent | None]
    needs_part: bool = False
    """Whether the words name a time only after “the end of” and the like, as “the year” does."""


def _month_number(name: str) -> int:
    return _SHORT.index(name[:3].lower()) + 1


def _nearest(place: DateExpression, at: Callable[[int], Extent]) -> Extent:
    """The instance of something yearly that fits the tense, or the nearest if no verb tells."""
    today = place.today
    known: list[Extent] = []
    for ahead in range(-4, 5):
        with suppress(ValueError):  # 29 February stands in one year of four
            known.append(at(today.year + ahead))
    if place.direction == "past":
        chosen = [extent for extent in known if extent.first <= today][-1]
    elif place.direction == "future":
        chosen = next(extent for extent in known if extent.last >= today)
    else:
        chosen = min(known, key=lambda extent: _distance(extent, today))
    return replace(chosen, year_given=False)


def _distance(extent: Extent, today: date) -> int:
    return max((extent.first - today).days, (today - extent.last).days, 0)


def _days(place: DateExpression) -> Extent | None:
    """“7 February 2025”, “Feb. 7”, “7–9 February”."""
    first = int(re.sub(r"\D", "", place.match["day"]))
    last = int(re.sub(r"\D", "", place.match["until"] or "") or first)
    number = _month_number(place.match["month"])

    def at(year: int) -> Extent:
        return Extent(date(year, number, first), date(year, number, last), Grain.DAY)

    if first > last:
        return None
    if place.match["year"]:
        year = int(place.match["year"])
        return replace(at(year), named=True)
    if weekday := place.group("weekday"):
        today = place.today
        for year in sorted(
            range(today.year - 3, today.year + 4), key=lambda y: abs(y - today.year)
        ):
            extent = at(year)
            if extent.first.weekday() == WEEKDAYS.index(weekday):
                return replace(extent, year_given=False)
    return _nearest(place, at)


def _numeric(place: DateExpression) -> Extent | None:
    """A date in digits. If the order of day and month could be mistaken, there is none."""
    if place.match["iso"]:
        year, number, on = (int(place.match[name]) for name in ("iso", "m", "d"))
        return replace(extents.day(date(year, number, on)), named=True)
    a, b, year = (int(place.match[name]) for name in ("a", "b", "y"))
    if place.match["mark"] == "." or a > 12 or a == b:
        a, b = b, a
    elif b <= 12:
        return None
    return replace(extents.day(date(year, a, b)), named=True)


def _month(place: DateExpression) -> Extent | None:
    number = _month_number(place.match["month"])
    if place.match["year"]:
        return extents.month(int(place.match["year"]), number)
    if not _is_month(place):
        return None
    return _nearest(place, lambda year: extents.month(year, number))


_BEFORE_MONTH = re.compile(
    r"(?:^|[^\w])(?:(in|since|until|till|early|mid|late|during|last|next|by|before|after|through)|"
    r"(of|for|to|from|and|or|between))[\s-]+$",
    re.IGNORECASE,
)


def _is_month(place: DateExpression) -> bool:
    """Whether a name without day and year means a month, as in “in March” but not “Theresa May”."""
    match = place.match
    if re.match(
        r"['’]s\b|[^\S\n]+[A-Z]\w*[^\S\n]+(?:said|told)|-\w", place.text[match.end() :][:40]
    ):
        return False
    before = _BEFORE_MONTH.search(place.text[max(0, match.start() - 12) : match.start()])
    names = ("may", "june", "april", "august", "march")
    if before is None:
        return False
    return bool(before[1]) or match["month"].lower() not in names[:2]


_NOT_YEARS = re.compile(
    r"[^\S\n]?(?:%|percent|per cent|people|troops|soldiers|men|women|km|kilomet|miles|dollars|euros"
    r"|pounds|tonnes|tons|times|words|pages|GMT|UTC|hours|metres|meters|members|votes|barrels|MW"
    r"|civilians|thousand|million|billion|trillion|workers|jobs|prisoners|cases|deaths|dead|tanks)"
    r"|[.,:]\d|-(?:strong|page|word|mile|person|km)"
)
_BEFORE_YEAR = re.compile(r"(\w+|[$€£#№,(])[^\S\n]*$")
_YEAR_WORDS = frozenset(
    [
        "in", "since", "by", "until", "till", "from", "between", "of", "early", "mid", "late",
        "during", "before", "after", "through", "throughout", "to", "and", "or", "for", "the",
        "year", "years", "summer", "winter", "spring", "autumn", "season",
    ]
)  # fmt: skip


def _year(place: DateExpression) -> Extent | None:
    match, text = place.match, place.text
    first = int(match["year"])
    if match["decade"]:
        return extents.years(first, first + 9) if first % 10 == 0 else None
    if _NOT_YEARS.match(text, match.end()):
        return None
    before = _BEFORE_YEAR.search(text[max(0, match.start() - 20) : match.start()])
    word = before[1] if before else ""
    if match["until"]:
        last = int(match["until"])
        last += first - first % 100 if last < 100 else 0
        return extents.years(first, last) if first < last <= first + 100 else None
    if word.lower() not in _YEAR_WORDS:
        named = word[:1].isupper() or word.lower() in ("about", "some", "around", "nearly", "than")
        # Early years without a preposition are more likely counts (“1500 were counted”).
        if named or word in ("$", "€", "£", "#", "№") or not 1900 <= first < 2100:
            return None
    elif first < 1900 and word.lower() not in ("in", "since", "of", "before", "after", "until"):
        return None
    return extents.years(first, first)


def _short_decade(place: DateExpression) -> Extent | None:
    """The decade of “the ’90s”: the latest one with these digits that has begun."""
    year = place.today.year
    digits = int(place.match["tens"])
    century = year - year % 100
    first = century + digits if century + digits <= year else century - 100 + digits
    return extents.years(first, first + 9)


def _century(place: DateExpression) -> Extent | None:
    number = int(place.match["number"])
    if not 1 < number <= 22:
        return None
    return replace(extents.years(100 * (number - 1), 100 * number - 1), grain=Grain.DECADE)


def _deictic(place: DateExpression) -> Extent | None:
    word = " ".join(place.match[0].lower().split())
    steps = {"yesterday": -1, "last night": -1, "tomorrow": 1}
    for name, step in steps.items():
        if word.startswith(name):
            return extents.day(place.today + timedelta(days=step))
    if word == "the day before yesterday":
        return extents.day(place.today - timedelta(days=2))
    if word == "the day after tomorrow":
        return extents.day(place.today + timedelta(days=2))
    if word == "overnight":
        return Extent(place.today - timedelta(days=1), place.today, Grain.SPAN)
    return extents.day(place.today)


_NOT_WEEKDAY = re.compile(
    r"(?i:black|good|bloody|ash|cyber|easter|palm|super|every|each)\s$",
)
_NAMED_WEEKDAY = re.compile(
    r"[^\S\n](?:prayers?|Times|Telegraph|Mirror|Express|Post|Agreement|Night Live|Mass|services?"
    r"|schools?|roast|Review|Herald|Sun|World|Independent)\b"
)


def _weekday(place: DateExpression) -> Extent | None:
    match, today = place.match, place.today
    if _NOT_WEEKDAY.search(place.text[max(0, match.start() - 8) : match.start()]):
        return None
    if _NAMED_WEEKDAY.match(place.text, match.end()):
        return None
    number = WEEKDAYS.index(place.group("weekday"))
    if which := place.group("which"):
        ahead = {"last": -1, "this": 0, "next": 1}[which]
        return extents.day(extents.week(today, ahead).first + timedelta(days=number))
    back = (today.weekday() - number) % 7
    if place.direction == "future":
        return extents.day(today + timedelta(days=(7 - back) % 7))
    return extents.day(today - timedelta(days=back))


def _relative(place: DateExpression) -> Extent | None:
    """“last week”, “this summer”, “next March”, “last Wednesday”, “the past year”."""
    which, unit, today = place.group("which"), place.group("what"), place.today
    ahead = {"this": 0, "next": 1, "coming": 1}.get(which, -1)
    if place.group("the") and unit in _LENGTHS and not place.group("part"):
        return _window(place, 1, unit, ahead)
    if which in ("past", "coming") and unit in _LENGTHS:
        return _window(place, 1, unit, ahead)
    if unit in WEEKDAYS:
        return _relative_weekday(today, ahead, which, WEEKDAYS.index(unit))
    if unit not in _UNIT_NAMES and unit not in extents.SEASONS:
        number = _month_number(unit)
        return _year_around(today, ahead, lambda year: extents.month(year, number))
    if unit in extents.SEASONS:
        return _year_around(today, ahead, lambda year: extents.season(unit, year))
    return _unit_around(today, ahead, unit)


_UNIT_NAMES = ("week", "weekend", "month", "quarter", "year", "decade", "century")
_LENGTHS = ("week", "month", "year", "decade")


def _relative_weekday(today: date, ahead: int, which: str, number: int) -> Extent:
    if ahead < 0:
        return extents.day(today - timedelta(days=(today.weekday() - number) % 7 or 7))
    if which == "coming":
        return extents.day(today + timedelta(days=(number - today.weekday()) % 7 or 7))
    return extents.day(extents.week(today, ahead).first + timedelta(days=number))


def _year_around(today: date, ahead: int, at: Callable[[int], Extent]) -> Extent:
    """For something yearly, the last one that is over, this year's, or the next one to begin."""
    known = [at(today.year + step) for step in (-2, -1, 0, 1, 2)]
    if ahead < 0:
        return [extent for extent in known if extent.last < today][-1]
    if ahead > 0:
        return next(extent for extent in known if extent.first > today)
    running = [extent for extent in known if extent.first <= today <= extent.last]
    return running[0] if running else at(today.year)


def _unit_around(today: date, ahead: int, unit: str) -> Extent | None:
    if unit == "week":
        return extents.week(today, ahead)
    if unit == "weekend":
        saturday = extents.week(today, ahead).first + timedelta(days=5)
        return Extent(saturday, saturday + timedelta(days=1), Grain.WEEK)
    if unit == "month":
        return extents.month(today.year, today.month + ahead)
    if unit == "quarter":
        index = today.year * 4 + (today.month - 1) // 3 + ahead
        return extents.quarter(index // 4, index % 4 + 1)
    if unit == "year":
        return extents.years(today.year + ahead, today.year + ahead)
    size = {"decade": 10, "century": 100}[unit]
    first = today.year - today.year % size + size * ahead
    return replace(extents.years(first, first + size - 1), grain=Grain.DECADE)


def _the_weekend(place: DateExpression) -> Extent | None:
    today = place.today
    ahead = 0 if today.weekday() >= 5 or place.direction == "future" else -1
    return _unit_around(today, ahead, "weekend")


def _the_unit(place: DateExpression) -> Extent | None:
    return _unit_around(place.today, 0, place.group("what"))


def _the_season(place: DateExpression) -> Extent | None:
    name = place.group("season")
    if year := place.match["year"]:
        if place.match["until"]:  # the winter of two years ends in the second of them
            return extents.season(name, int(year) + 1)
        # “winter 2023” alone is the one that begins in that year.
        return extents.season(name, int(year) + (name == "winter"))
    before = place.text[max(0, place.match.start() - 14) : place.match.start()]
    the = bool(place.group("the"))
    of = bool(re.match(r"[^\S\n]+of\b", place.text[place.match.end() :][:4]))
    placed = re.search(
        r"\b(?:in|by|since|until|during|for|over|early|late|mid)[\s-]+$", before, re.IGNORECASE
    )
    if of or not (placed or (the and name in ("summer", "winter", "autumn"))):
        return None
    return _nearest(place, lambda year: extents.season(name, year))


def _quarter(place: DateExpression) -> Extent | None:
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}.get(
        place.group("number"), 0
    ) or int(place.match["digit"] or 0)
    year = int(place.match["year"]) if place.match["year"] else None
    if year is None and (which := place.group("which")):
        year = place.today.year + {"last": -1, "this": 0, "next": 1}[which]
    if year is None:
        return _nearest(place, lambda in_year: extents.quarter(in_year, number))
    return extents.quarter(year, number)


def _span_of(count: int, unit: str, start: date) -> date:
    """The day that lies `count` units after `start`, or before it for a negative count."""
    if unit == "hour":
        return start + timedelta(days=int(count / 24))
    if unit in ("day", "week"):
        return start + timedelta(days=count * (7 if unit == "week" else 1))
    return extents.shift_months(start, count * {"month": 1, "year": 12, "decade": 120}[unit])


def _window(place: DateExpression, count: int, unit: str, ahead: int) -> Extent:
    """The days from publication to `count` units later, or earlier if `ahead` is -1."""
    far = _span_of(count * ahead, unit, place.today)
    return Extent(min(far, place.today), max(far, place.today), Grain.SPAN)


_RECENT = {"day": 7, "week": 8, "month": 12, "year": 10, "decade": 5}
"""How many units “recent” and “coming” span, at most."""


def _counts(words: str) -> tuple[int, int]:
    for vague, (least, most) in numerals.VAGUE.items():
        if vague in words:
            return least, most
    if words in ("a", "an"):
        return 1, 1
    number = int(numerals.value(words))
    return number, number


def _recent(place: DateExpression) -> Extent | None:
    unit = place.group("unit")
    ahead = -1 if place.group("which") == "recent" else 1
    return _window(place, _RECENT[unit], unit, ahead)


def _past(place: DateExpression) -> Extent | None:
    """“the past three years”, “the next few days”."""
    ahead = 1 if place.group("which") in ("next", "coming") else -1
    return _window(place, _counts(place.group("count"))[1], place.group("unit"), ahead)


_SLACK = {"hour": 1, "day": 0, "week": 3, "month": 15, "year": 182, "decade": 1826}
"""By how many days “two weeks ago” may be off, on either side, for each unit."""
_ABOUT = re.compile(
    r"\b(?i:about|around|nearly|almost|some|roughly|more than|less than|over|under)\s$"
)


def _apart(place: DateExpression, ahead: int) -> Extent:
    least, most = _counts(place.group("count"))
    unit, today = place.group("unit"), place.today
    start = place.match.start()
    blur = 1 if _ABOUT.search(place.text[max(0, start - 12) : start]) else 0
    ends = [
        _span_of(ahead * (least - blur), unit, today),
        _span_of(ahead * (most + blur), unit, today),
    ]
    slack = timedelta(days=0 if blur else _SLACK[unit])
    first, last = min(ends) - slack, max(ends) + slack
    if ahead < 0:
        return Extent(first, min(last, today), Grain.SPAN)
    return Extent(max(first, today), last, Grain.SPAN)


def _ago(place: DateExpression) -> Extent | None:
    return _apart(place, -1)


def _from_now(place: DateExpression) -> Extent | None:
    """The days of “in three weeks”, which is a duration unless the verb is in the future."""
    if not place.group("now") and place.direction != "future":
        return None
    return _apart(place, 1)


def _within(place: DateExpression) -> Extent | None:
    if place.direction != "future":
        return None
    return _window(place, _counts(place.group("count"))[1], place.group("unit"), 1)


def _rule(
    pattern: str, resolve: Callable[[DateExpression], Extent | None], needs_part: bool = False
) -> DateRule:
    return DateRule(re.compile(pattern.replace(" ", _GAP)), resolve, needs_part)


_NAME = rf"(?:(?P<weekday>{WEEKDAY}),? (?:the )?)?"
_DAY_MONTH = _rule(
    rf"{_NAME}(?P<day>{_DAY})(?:(?:[-–]| (?i:to|and|or|until) )(?P<until>{_DAY}))?"
    rf"(?: (?i:of))? (?P<month>{MONTH})(?![a-z])(?:,? {_YEAR})?",
    _days,
)
_MONTH_DAY = _rule(
    rf"{_NAME}(?P<month>{MONTH}) (?P<day>{_DAY})(?![\d%:]|[.,]\d| percent| per cent)"
    rf"(?:(?:[-–]| (?i:to|and|or) )(?P<until>{_DAY})(?!\w|[.,:]\d| {MONTH}))?(?:,? {_YEAR})?",
    _days,
)
_MONTH_YEAR = _rule(rf"(?P<month>{MONTH})(?![a-z])(?:,? (?:(?i:of) )?{_YEAR})?", _month)
_NUMERIC = _rule(
    r"(?:(?P<iso>[12]\d{3})(?P<sep>[-/.])(?P<m>\d\d?)(?P=sep)(?P<d>\d\d?)"
    r"|(?P<a>\d\d?)(?P<mark>[/.])(?P<b>\d\d?)(?P=mark)(?P<y>[12]\d{3}))(?![\d/]|[.:-]\d|-\w)",
    _numeric,
)
_YEARS = _rule(
    rf"{_YEAR}(?:(?P<decade>['’]?s\b)|[-–/](?P<until>\d\d(?:\d\d)?)(?![\w-]))?(?!\w|[-–/]\d)",
    _year,
)
_DECADE = _rule(rf"(?i:the) {_YEAR}(?P<decade>['’]?s)(?P<until>)(?!\w)", _year)
_SHORT_DECADE = _rule(r"(?:(?i:the) )?[’'‘]?(?P<tens>[1-9]0)s\b", _short_decade)
_CENTURY = _rule(r"(?:(?i:the) )?(?P<number>\d\d?)(?:st|nd|rd|th)(?:-| )(?i:century)\b", _century)
_DEICTIC = _rule(
    r"(?i:(?:the day (?:before yesterday|after tomorrow)|today|tonight|overnight"
    rf"|(?:yesterday|tomorrow)(?: {_HOURS})?|this (?:morning|afternoon|evening)|last night)\b)",
    _deictic,
)
_WEEKDAY_RULE = _rule(
    rf"(?P<weekday>{WEEKDAY})(?!\w)(?: (?i:{_HOURS})\b)?"
    r"(?:(?:,| of)? (?P<which>(?i:last|this|next)) (?i:week)\b)?",
    _weekday,
)
_UNITS = "week(?:end)?|month|quarter|year|decade|century|spring|summer|autumn|fall|winter"
_RELATIVE = _rule(
    rf"(?:(?P<the>(?i:the)) )?(?P<part>)(?P<which>(?i:last|this|next|past|coming)) "
    rf"(?P<what>(?i:{_UNITS}|{_WEEKDAY})|{MONTH})(?![\w-])(?: (?i:{_HOURS})\b)?",
    _relative,
)
_WEEKEND = _rule(r"(?i:the weekend)\b", _the_weekend)
_THE_UNIT = _rule(
    r"(?i:the (?P<what>week|month|quarter|year|decade|century))(?![\w-])"
    r"(?! (?i:of|before|after)\b)",
    _the_unit,
    needs_part=True,
)
_SEASON = _rule(
    r"(?:(?P<the>(?i:the)) )?(?P<season>(?i:spring|summer|autumn|fall|winter))(?![\w-])"
    rf"(?:,? (?:(?i:of) )?{_YEAR}(?:[-–/](?P<until>\d\d(?:\d\d)?))?(?![\w-]))?",
    _the_season,
)
_QUARTER = _rule(
    r"(?:(?:(?i:the) )?(?P<number>(?i:first|second|third|fourth|final)) (?i:quarter)"
    r"|Q(?P<digit>[1-4]))"
    rf"\b(?:,?(?: (?i:of))? (?:{_YEAR}|(?P<which>(?i:last|this|next)) (?i:year)))?",
    _quarter,
)
_RECENT_RULE = _rule(
    r"(?:(?i:the) )?(?P<which>(?i:recent|coming)) (?P<unit>(?i:day|week|month|year|decade))s\b",
    _recent,
)
_PAST = _rule(
    rf"(?:(?i:the) )?(?P<which>(?i:past|last|next|coming)) (?:(?i:about|nearly|almost) )?"
    rf"{_COUNT}(?:-| )(?i:{_UNIT})\b(?!-)",
    _past,
)
_AGO = _rule(rf"{_COUNT} (?i:{_UNIT} ago)\b", _ago)
_IN = _rule(rf"(?i:in) {_COUNT} (?i:{_UNIT})(?:['’]? (?P<now>(?i:time)))?\b(?!-)", _from_now)
_FROM_NOW = _rule(rf"{_COUNT} (?i:{_UNIT} (?P<now>from now))\b", _from_now)
_WITHIN = _rule(rf"(?i:within) (?:(?i:the next) )?{_COUNT} (?i:{_UNIT})\b(?! (?i:of)\b)", _within)


def _heads() -> dict[str, tuple[DateRule, ...]]:
    """The rules that may begin with each word, in the order in which they are tried."""
    heads: dict[str, list[DateRule]] = {}

    def begin(words: list[str], *rules: DateRule, cased: bool = False) -> None:
        for word in words:
            for form in {word.title(), word.upper()} | (set() if cased else {word}):
                heads.setdefault(form, []).extend(rules)

    begin([*MONTHS, *_SHORT, "sept"], _MONTH_DAY, _MONTH_YEAR, cased=True)
    begin(WEEKDAYS, _DAY_MONTH, _MONTH_DAY, _WEEKDAY_RULE, cased=True)
    begin(["today", "tonight", "overnight", "yesterday", "tomorrow"], _DEICTIC)
    begin(["last", "this"], _DEICTIC)
    begin(["last", "next", "past", "coming"], _PAST)
    begin(["last", "this", "next", "past", "coming"], _RELATIVE)
    begin(["recent", "coming"], _RECENT_RULE)
    begin(["the"], _DEICTIC, _PAST, _RECENT_RULE, _RELATIVE, _WEEKEND, _QUARTER, _SEASON)
    begin(["the"], _CENTURY, _DECADE, _SHORT_DECADE, _THE_UNIT)
    begin([*extents.SEASONS], _SEASON)
    begin(["first", "second", "third", "fourth", "final"], _QUARTER)
    begin(["a", "an", "few", "several", *numerals.VALUES], _AGO, _FROM_NOW)
    begin(["in"], _IN)
    begin(["within"], _WITHIN)
    for digit in "1234":
        heads["Q" + digit] = [_QUARTER]
    return {word: tuple(rules) for word, rules in heads.items()}


HEADS = _heads()
_OFTEN = {
    "the": rf"day|past|last|next|coming|recent|weekend|first|second|third|fourth|final|fall|spring"
    rf"|summer|autumn|winter|{_UNITS}|[’'‘]?\d",
    "in": rf"\d|an?\b|few|several|{'|'.join(numerals.VALUES)}",
    "a": "couple|few|day|week|month|year|decade|hundred",
    "an": "hour|couple",
}
FOLLOWED = {
    form: re.compile(rf"[^\S\n]{{1,2}}(?i:{words})")
    for word, words in _OFTEN.items()
    for form in (word, word.title(), word.upper())
}
"""What must follow the most common words before any rule is tried."""
NUMBERED = (_NUMERIC, _DAY_MONTH, _CENTURY, _YEARS, _SHORT_DECADE, _AGO, _FROM_NOW)
"""The rules that may begin with digits."""
