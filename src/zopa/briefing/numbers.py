"""The formats in which numbers are shown. Every number in a brief is made here, and knows where it
is from.

| Format     | Shows                                                       | Example          |
|------------|-------------------------------------------------------------|------------------|
| percent    | a share; never 0% or 100%                                   | 80%, under 1%    |
| of_100     | a share, in so many of a hundred                            | 80 of 100        |
| in_100     | the same where “of 100” follows later                       | 80, under 1      |
| none, all  | a share that no draw had, or every draw                     | none, all        |
| low, high  | the ends of an interval, rounded outwards, in percent       | 78, 82           |
| gain       | a difference of utilities in hundredths, with its sign      | +26, −3          |
| score      | a utility in hundredths                                     | 59               |
| margin     | a sampling error, rounded up, in hundredths                 | 4                |
| rounded    | an average of whole numbers                                 | 415, under 1     |
| count      | a whole number, a very large one by its size                | 2,000, 1 × 10³⁰  |
| word       | the same, in words up to twelve                             | three            |
| yes_no     | a share that is all or nothing                              | yes, no          |
| points     | a party's own points, to about three digits                 | 0.24, 137        |
| gained     | a difference in a party's own points, with its sign         | +0.24, −12.5     |
| factor     | a factor, rounded up                                        | 1.02             |
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10
from typing import TYPE_CHECKING, Literal

from zopa.briefing.trace import value_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from zopa.analyses.result import Record, Share
    from zopa.briefing.trace import Trace

Format = Literal[
    "percent", "of_100", "in_100", "none", "all", "low", "high", "gain", "score", "margin", "count",
    "word", "rounded", "yes_no", "points", "gained", "factor",
]  # fmt: skip
How = Literal["value", "length", "unclear", "further", "implied", "points", "gained"]
"""How a number comes from its field: the value itself, the length of a list; of a list of
unknowns, how many entries of the ledger among them move no answer clearly, how many do beyond those
that are told, or how many follow from others; a utility, or a difference of utilities, in a
party's own points."""

_WORDS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
)  # fmt: skip
_LARGE = 1e15
"""Whole numbers from here on are told by their size."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_EDGE = 1e-9
"""So that 78.00000000000001 is not rounded up to 79."""


def percent(share: float) -> str:
    """A share in whole percent; what would round to 0 or 100 is said to be beyond 1 or 99.

    >>> percent(0.799), percent(0.0), percent(0.998)
    ('80%', 'under 1%', 'over 99%')
    """
    rounded = round(100 * share)
    if rounded <= 0:
        return "under 1%"
    return "over 99%" if rounded >= 100 else f"{rounded}%"


def gain(difference: float) -> str:
    """A difference of utilities in hundredths.

    >>> gain(0.256), gain(-0.031), gain(0.001)
    ('+26', '−3', '0')
    """
    hundredths = round(100 * difference)
    return f"{hundredths:+d}".replace("-", "−") if hundredths else "0"


def word(number: float) -> str:
    """A whole number in words, as text is set.

    >>> word(3), word(0), word(2000)
    ('three', 'no', '2,000')
    """
    return _WORDS[int(number)] if number < len(_WORDS) else f"{int(number):,}"


def count(number: float) -> str:
    """A whole number in figures, a very large one to one digit.

    >>> count(2000), count(1e30)
    ('2,000', '1 × 10³⁰')
    """
    if number < _LARGE:
        return f"{int(number):,}"
    digit, power = f"{number:.0e}".split("e")
    return f"{digit} × 10{str(int(power)).translate(_RAISED)}"


def rounded(average: float) -> str:
    """An average of whole numbers as a whole number.

    >>> rounded(414.6), rounded(0.2), rounded(0.0)
    ('415', 'under 1', 'none')
    """
    if 0 < average < 0.5:
        return "under 1"
    return count(round(average)) if average else "none"


def points(number: float) -> str:
    """A number of a party's own points, to about three digits.

    >>> points(0.2400001), points(137.4), points(1234.0), points(0.00123), points(-12.5)
    ('0.24', '137', '1,234', '0.0012', '−12.5')
    """
    size = abs(number)
    if size < _EDGE:
        return "0"
    digits = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 1 else 3
    digits = digits if size >= 0.1 else 1 - floor(log10(size))
    text = f"{number:,.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", "−")


def gained(difference: float) -> str:
    """A difference in a party's own points.

    >>> gained(0.24), gained(-12.5), gained(0.0)
    ('+0.24', '−12.5', '0')
    """
    return f"+{points(difference)}" if difference > _EDGE else points(difference)


FORMATS: dict[str, Callable[[float], str]] = {
    "percent": percent,
    "of_100": lambda share: f"{percent(share).removesuffix('%')} of 100",
    "in_100": lambda share: percent(share).removesuffix("%"),
    "none": lambda _: "none",
    "all": lambda _: "all",
    "low": lambda share: str(floor(100 * share + _EDGE)),
    "high": lambda share: str(ceil(100 * share - _EDGE)),
    "gain": gain,
    "score": lambda utility: str(round(100 * utility)),
    "margin": lambda error: str(ceil(100 * error - _EDGE)),
    "count": count,
    "rounded": rounded,
    "word": word,
    "yes_no": lambda share: "yes" if share > 0.5 else "no",
    "points": points,
    "gained": gained,
    "factor": lambda factor: f"{ceil(100 * factor - _EDGE) / 100:.2f}",
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is shown, with the fields of the results that it comes from."""

    value: float
    fields: tuple[str, ...]
    format: Format
    how: How = "value"
    scale: tuple[float, float] | None = None
    """Of a number in a party's own points: what the worst and the best of everything are."""

    @property
    def text(self) -> str:
        return FORMATS[self.format](self.value)


class Numbers:
    """Makes numbers from fields of result records."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace

    def show(self, format: Format, record: Record, *fields: str | int) -> Number:  # noqa: A002
        """A field as it stands."""
        value = float(value_at(record, *fields))
        return Number(value, (self._trace.path(record, *fields),), format)

    def share(self, share: Share) -> Number:
        """A share of draws, for a table: what no draw had, or every draw, is told as that."""
        name: Format = "none" if share.share <= 0 else "all" if share.share >= 1 else "percent"
        return self.show(name, share, "share")

    def points(self, scale: tuple[float, float], record: Record, *fields: str | int) -> Number:
        """A utility in a party's own points."""
        value = scale[0] + float(value_at(record, *fields)) * (scale[1] - scale[0])
        return Number(value, (self._trace.path(record, *fields),), "points", "points", scale)

    def gained(self, scale: tuple[float, float], record: Record, *fields: str | int) -> Number:
        """A difference of utilities in a party's own points."""
        value = float(value_at(record, *fields)) * (scale[1] - scale[0])
        return Number(value, (self._trace.path(record, *fields),), "gained", "gained", scale)

    def count(self, record: Record, *fields: str | int) -> Number:
        """A whole number in figures."""
        return self.show("count", record, *fields)

    def word(self, record: Record, *fields: str | int) -> Number:
        """A whole number in words."""
        return self.show("word", record, *fields)

    def length(
        self,
        record: Record,
        *fields: str | int,
        format: Format = "word",  # noqa: A002
    ) -> Number:
        """How many entries a list has."""
        path = self._trace.path(record, *fields)
        return Number(float(len(value_at(record, *fields))), (path,), format, "length")

    def path(self, record: Record, *fields: str | int) -> str:
        """Where a field stands in the brief's JSON."""
        return self._trace.path(record, *fields)
