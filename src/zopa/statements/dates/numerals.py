"""Reading cardinal numbers of English text, in digits and in words."""

from __future__ import annotations

import re

UNITS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
)  # fmt: skip
TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
VALUES = (
    {word: 1 + at for at, word in enumerate(UNITS)}
    | {word: 10 + at for at, word in enumerate(TEENS)}
    | {word: 20 + 10 * at for at, word in enumerate(TENS)}
)

_UNIT = "|".join(UNITS)
_SMALL = rf"(?:(?:{'|'.join(TENS)})(?:(?:-| )(?:{_UNIT})\b)?|{'|'.join(TEENS)}|{_UNIT})"
_HUNDREDS = rf"(?:(?:{_SMALL}|an?) hundred(?: and {_SMALL}\b)?|{_SMALL}\b)"
WORDS = rf"(?i:(?:{_HUNDREDS} thousand(?:(?:,| and)? {_HUNDREDS})?|an? thousand|{_HUNDREDS})\b)"
"""The pattern of a cardinal number below a million in words. A larger one has a scale after it."""
DIGITS = (
    r"(?:\d{1,3}(?:[,\u00a0\u202f]\d{3}){1,5}(?!\d)(?:\.\d{1,6})?|\d{1,15}(?!\d)(?:\.\d{1,6})?)"
)
"""The pattern of a number in digits, with a decimal point and commas or fixed spaces between
thousands."""

_APART = re.compile(r"[\s,-]+")


def value(number: str) -> float:
    """The value of a number that `WORDS` or `DIGITS` matched.

    >>> value("two hundred and fifty thousand"), value("twenty-five"), value("3,000.5")
    (250000.0, 25.0, 3000.5)
    """
    if number[0].isdigit():
        return float(re.sub(r"[,\u00a0\u202f]", "", number))
    total = below = 0
    for word in _APART.split(number.lower()):
        if word == "thousand":
            total, below = (below or 1) * 1000, 0
        elif word == "hundred":
            below = (below or 1) * 100
        else:
            below += VALUES.get(word, 0)
    return float(total + below)


VAGUE = {"couple": (2, 2), "few": (2, 5), "handful": (2, 5), "several": (2, 9)}
"""Vague counts, with the least and the most that each is taken to mean."""
