"""Finding days in a text that are written out with their year.

The forms are `16 February 2025`, `Feb. 16, 2025`, `2025-02-16`, `16.02.2025`, and `16/02/2025`, in
which 16 cannot be a month. `03/04/2025` means one of two days, depending on where it was written,
so it comes back with both readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zopa.foundation.text import Span

_NAMES = (
    "january jan januar jänner janvier enero ene gennaio gen janeiro januari styczeń stycznia "
    "января январь січня січень",
    "february feb februar février fevrier févr febrero febbraio fevereiro februari luty lutego "
    "февраля февраль лютого лютий",
    "march mar märz maerz mars marzo março maart marzec marca марта март березня березень",
    "april apr avril avr abril abr aprile kwiecień kwietnia апреля апрель квітня квітень",
    "may mai mayo maggio maio mei maj maja мая май травня травень",
    "june jun juni juin junio giugno junho czerwiec czerwca июня июнь червня червень",
    "july jul juli juillet julio luglio julho lipiec lipca июля июль липня липень",
    "august aug août aout agosto ago augustus sierpień sierpnia августа август серпня серпень",
    "september sept sep septembre septiembre settembre setembro wrzesień września сентября "
    "сентябрь вересня вересень",
    "october oct oktober octobre octubre ottobre outubro październik października октября "
    "октябрь жовтня жовтень",
    "november nov novembre noviembre novembro listopad listopada ноября ноябрь листопада листопад",
    "december dec dezember dez décembre decembre diciembre dicembre dezembro grudzień grudnia "
    "декабря декабрь грудня грудень",
)
_MONTHS = {name: month for month, names in enumerate(_NAMES, 1) for name in names.split()}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"""(?<![\w./-])(?:
    (?P<y1>(?:19|20)\d\d)(?P<s1>[-/.])(?P<m1>\d{{1,2}})(?P=s1)(?P<d1>\d{{1,2}})(?!\d)(?:T[\d:.]+Z?)?
    |(?P<c1>(?:19|20)\d\d)\s?年\s?(?P<c2>\d{{1,2}})\s?月\s?(?P<c3>\d{{1,2}})\s?日
    |(?P<a>\d{{1,2}})(?P<s2>[-/.])(?P<b>\d{{1,2}})(?P=s2)(?P<y2>(?:19|20)\d\d)(?!\d)
    |(?P<d3>\d{{1,2}})(?:st|nd|rd|th|\.|er|º)?[\s-](?:of\s|de\s)?(?P<m3>{_MONTH})\b\.?,?[\s-]?\s?(?:de\s|del\s)?(?P<y3>(?:19|20)\d\d)(?!\d)
    |(?P<m4>{_MONTH})\b\.?\s(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y4>(?:19|20)\d\d)(?!\d)
    )""",
    re.VERBOSE | re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day as a text writes it; it has two readings where day and month could be swapped."""

    span: Span
    readings: tuple[date, ...]


def days_in(text: str, start: int = 0, stop: int | None = None) -> Iterator[WrittenDay]:
    """Every day in `text[start:stop]`, in order; days that do not exist are skipped.

    >>> [str(day.readings[0]) for day in days_in("Kyiv, Feb. 16, 2025; 31 June 2025; 16/02/2025")]
    ['2025-02-16', '2025-02-16']
    >>> [str(day) for day in next(days_in("03/04/2025")).readings]
    ['2025-03-04', '2025-04-03']
    """
    for match in _DATE.finditer(text, start, len(text) if stop is None else stop):
        readings = tuple(dict.fromkeys(_readings(match)))
        if readings:
            yield WrittenDay(Span(*match.span()), readings)


def _readings(match: re.Match[str]) -> Iterator[date]:
    for year, month, day in (("y1", "m1", "d1"), ("c1", "c2", "c3"), ("y3", "m3", "d3")):
        if match[year]:
            yield from _day(match[year], match[month], match[day])
    if match["y4"]:
        yield from _day(match["y4"], match["m4"], match["d4"])
    if match["y2"]:
        if match["s2"] != ".":  # with points the day comes first everywhere
            yield from _day(match["y2"], match["a"], match["b"])
        yield from _day(match["y2"], match["b"], match["a"])


def _day(year: str, month: str, day: str) -> Iterator[date]:
    try:
        yield date(int(year), _MONTHS.get(month.lower()) or int(month), int(day))
    except ValueError:
        return
