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
_FIXED = "\u00a0\u2007\u2009\u202f"
DIGITS = (
    rf"(?:\d{{1,3}}(?:[,{_FIXED}]\d{{3}}){{1,5}}(?!\d)(?:\.\d{{1,6}})?"
    r"|\d{1,15}(?!\d)(?:\.\d{1,6})?)"
)
"""The pattern of a number in digits, with a decimal point and with commas, thin spaces or spaces
that do not break between thousands."""
GROUPS = r"[1-9]\d{0,2}(?:\x20\d{3}){1,5}(?!\d)(?:\.\d{1,6}|,\d{1,2})?(?!\d|[,.]\d|\x20\d)"
"""The pattern of a number in digits whose thousands are parted by ordinary spaces, so that a comma
in it is decimal. What stands before it decides whether it is one number: “May 12 500 people” holds
two."""

_APART = re.compile(r"[\s,-]+")
_BETWEEN_THOUSANDS = re.compile(rf"[,\x20{_FIXED}]")


def value(number: str) -> float:
    """The value of a number that `WORDS`, `DIGITS` or `GROUPS` matched.

    >>> value("two hundred and fifty thousand"), value("twenty-five"), value("3,000.5")
    (250000.0, 25.0, 3000.5)
    >>> value("12 500"), value("12 500,75")
    (12500.0, 12500.75)
    """
    if number[0].isdigit():
        written = number.replace(",", ".") if " " in number else number
        return float(_BETWEEN_THOUSANDS.sub("", written))
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
