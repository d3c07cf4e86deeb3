"""Reading numbers and number ranges the way the formats write them, within limits."""

from __future__ import annotations

import re
from decimal import Decimal

LARGEST = 1e12
"""The largest number that is read; sums and products of a few such numbers stay finite."""
MOST_LEVELS = 10_000
"""An issue has at most this many levels."""

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?")
_LONGEST = 60


def number_of(text: str) -> float | None:
    """The finite number that a text means, or None.

    Only a sign, digits, a decimal point and an exponent may stand in it.

    >>> number_of(" 0.50 "), number_of("1e3"), number_of("nan"), number_of("1,5"), number_of("1e13")
    (0.5, 1000.0, None, None, None)
    """
    text = text.strip()
    if len(text) > _LONGEST or not _NUMBER.fullmatch(text) or not text.isascii():
        return None
    number = float(text)
    return number if abs(number) <= LARGEST else None


def whole_of(text: str) -> int | None:
    """The whole number that a text means, or None; `3.0` counts as whole.

    >>> whole_of("12"), whole_of("-3.0"), whole_of("2.5")
    (12, -3, None)
    """
    number = number_of(text)
    return int(number) if number is not None and number.is_integer() else None


def steps(low: str, high: str, step: str) -> tuple[str, ...] | int | None:
    """The numbers from `low` to at most `high` in steps, written as decimal numbers.

    If there are more than `MOST_LEVELS`, only their count is returned. None if one of the three is
    not a number, the step is not positive, or `high` lies below `low`.

    >>> steps("0", "1", "0.3"), steps("900", "1800", "300"), steps("0", "1e9", "1")
    (('0', '0.3', '0.6', '0.9'), ('900', '1200', '1500', '1800'), 1000000001)
    """
    if any(number_of(text) is None for text in (low, high, step)):
        return None
    start, end, stride = (Decimal(text.strip()) for text in (low, high, step))
    if stride <= 0 or end < start:
        return None
    # With a tiny step the quotient has more digits than decimals can hold, so it is estimated.
    if float(end - start) / max(float(stride), 1e-300) > 1e15:
        return 10**15
    count = int((end - start) // stride) + 1
    if count > MOST_LEVELS:
        return count
    return tuple(plain(start + stride * i) for i in range(count))


def plain(number: Decimal) -> str:
    """A decimal number written without an exponent and without zeros at its end.

    >>> plain(Decimal("1.50")), plain(Decimal("1E+2")), plain(Decimal("-0.0"))
    ('1.5', '100', '0')
    """
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text
