"""The levels of an issue out of what a language model gave: options in words, or numbers.

The figures of reports need not lie on an even grid. The widest one is taken on which all of them
do; where that would have too many levels, the figures themselves are the levels.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from math import gcd

from zopa.case.model import Issue, Level
from zopa.case.scalars import plain_number
from zopa.foundation.names import fold_signed, nearest_name
from zopa.proposing.naming import one_line, short_name
from zopa.proposing.whole_ledger.answer_form import AnsweredIssue

MOST_GRID = 101
"""Levels of a grid; a finer one says more than the reports do."""
_LARGEST = Decimal(10) ** 15
_NUMBER = re.compile(r"[-−]?\d+(?:[,\s\u00a0\u202f]\d{3})*(?:\.\d+)?")
_TIMES = {
    "thousand": 3,
    "k": 3,
    "million": 6,
    "m": 6,
    "mn": 6,
    "billion": 9,
    "bn": 9,
    "trillion": 12,
}
_SCALE = re.compile(r"\s*([a-z]+)\b", re.IGNORECASE)


def number_of(text: str) -> Decimal | None:
    """The one number that a text tells; None where it tells none, or several.

    >>> [number_of(text) for text in ("$6,000", "30%", "1.2 billion", "25 to 30", "none")]
    [Decimal('6000'), Decimal('30'), Decimal('1200000000'), None, None]
    """
    found = list(_NUMBER.finditer(text))
    if len(found) != 1:
        return None
    bare = re.sub(r"[^\d.\-]", "", found[0].group().replace("−", "-"))
    try:
        value = Decimal(bare)
    except InvalidOperation:
        return None
    scale = _SCALE.match(text, found[0].end())
    if scale and scale[1].lower() in _TIMES:
        value = value.scaleb(_TIMES[scale[1].lower()])
    plain = Decimal(plain_number(value))
    return plain if abs(plain) <= _LARGEST and _digits(plain) <= 6 else None


def _digits(number: Decimal) -> int:
    """How many digits stand behind the point."""
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


class HeldLevels:
    """The levels of one issue, under the ids of the case and under those that the model gave.

    `figures` are all numbers that drafts and facts name besides those of the issue itself.
    """

    def __init__(self, given: AnsweredIssue, figures: Iterable[str] = ()) -> None:
        self.given = given
        self.numbers = self._given_numbers(figures)
        self._worded = [
            option
            for option in given.options
            if not self.numbers or number_of(option.text or option.id) not in self.numbers
        ]
        self.put_in: str = ""
        """What was put in so that there are two ways to settle the issue, in words."""
        self._ids: dict[str, str] = {}
        self.levels: tuple[Level, ...] = ()
        self.numeric = bool(self.numbers) and not self._worded and self._numeric_levels()
        if not self.numeric:
            self._options()

    def issue(self, issue_id: str, otherwise: str | None = None) -> Issue:
        """The issue with these levels, and the one that holds where a text is silent."""
        title = one_line(self.given.title) or issue_id
        unit = one_line(self.given.unit, 60) if self.numeric else ""
        return Issue(issue_id, title, self.levels, unit, self.numeric, otherwise)

    def level(self, text: str) -> str | None:
        """The id of the level that the model means, or None."""
        if self.numbers:
            number = number_of(text)
            if number is not None and number in self.numbers:
                return self._ids.get(str(number))
            if self.numeric:
                return None
        known = self._ids.get(fold_signed(text))
        if known is None:
            near = nearest_name(text, self._ids)
            known = self._ids[near] if near else None
        return known

    def between(self, text: str) -> list[str]:
        """The ids of the levels of a number in a range such as `4..6`; none for anything else."""
        ends = [number_of(end) for end in text.split("..")]
        if not self.numeric or len(ends) != 2 or ends[0] is None or ends[1] is None:
            return []
        low, high = float(min(ends[0], ends[1])), float(max(ends[0], ends[1]))
        return [
            level.id
            for level in self.levels
            if level.number is not None and low <= level.number <= high
        ]

    def rising(self) -> list[str]:
        """The ids of the levels that are figures, from the lowest to the highest."""
        if self.numbers:
            return [self._ids[str(number)] for number in self.numbers]
        told = [(number_of(level.text), level.id) for level in self.levels]
        figures = sorted((number, name) for number, name in told if number is not None)
        return [name for _, name in figures]

    def _given_numbers(self, figures: Iterable[str]) -> list[Decimal]:
        own = [number_of(text) for text in self.given.numbers]
        if not any(number is not None for number in own):
            return []
        numbers = {number for number in own if number is not None}
        numbers |= {number for text in figures if (number := number_of(text)) is not None}
        return sorted(numbers)

    def _numeric_levels(self) -> bool:
        """Make levels of a number; False where there is one figure only, and that is 0."""
        numbers = self.numbers
        if len(numbers) == 1:
            if numbers[0] == 0:
                return False
            numbers = self.numbers = sorted([Decimal(0), numbers[0]])
            self.put_in = "0, since the reports tell one figure only"
        digits = max(map(_digits, numbers))
        whole = [int(number.scaleb(digits)) for number in numbers]
        step = gcd(*(b - a for a, b in pairwise(whole)))
        count = (whole[-1] - whole[0]) // step + 1
        told = numbers
        if count <= MOST_GRID:
            told = [Decimal(whole[0] + k * step).scaleb(-digits) for k in range(count)]
        ids = [plain_number(number) for number in told]
        self.levels = tuple(Level(text, text, float(text)) for text in ids)
        self._ids = {str(number): plain_number(number) for number in numbers}
        return True

    def _options(self) -> None:
        made: list[Level] = []
        taken: list[str] = []
        if self.numbers:
            for number in self.numbers:
                words = f"{number:,f} {one_line(self.given.unit, 60)}".strip()
                name = short_name(plain_number(number), "level", taken, digits=True)
                taken.append(name)
                made.append(Level(name, words))
                self._ids[str(number)] = name
        for option in self._worded:
            text = one_line(option.text) or one_line(option.id)
            if not text or fold_signed(option.id or text) in self._ids:
                continue
            name = short_name(option.id or text, "level", taken, digits=True)
            taken.append(name)
            made.append(Level(name, text))
            for called in (option.id, option.text):
                if called:
                    self._ids.setdefault(fold_signed(called), name)
        if len(made) == 1:
            name = short_name("otherwise", "level", taken)
            made.append(Level(name, f"not so ({made[0].text})"))
            self._ids.setdefault("otherwise", name)
            self.put_in = f"`{name}`, since no other way to settle it was given"
        self.levels = tuple(made)
