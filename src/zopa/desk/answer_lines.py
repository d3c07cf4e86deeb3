"""The lines that a person writes in an interview, as what they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

_TIER = r"\d+(?:\s*=\s*\d+)*"
_GROUP = re.compile(_TIER)
_RANKS = re.compile(rf"{_TIER}(?:[\s>,;]+{_TIER})*")

CANT_SAY = ("", "can't say", "cant say", "cannot say", "don't know")
"""What stands for having no answer."""
ABOUT_EQUAL = ("=", "about equal", "equal", "same")
BACK = ("back", "undo")
STOP = ("stop", "quit", "exit")
HELP = ("?", "help")

Choice: TypeAlias = Literal["a", "b", "="]


class AnswerError(ValueError):
    """A line that is no answer to the question; the message says what would be."""


def word_of(line: str) -> str:
    """A line as it is compared with words: without space around it, in small letters.

    >>> word_of("  Can’t say ")
    "can't say"
    """
    return line.strip().lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def ranks_in(line: str, count: int) -> tuple[tuple[int, ...], ...]:
    """Positions from 0 in tiers, the first first; what is not named makes the last tier.

    Raises AnswerError where a number is not one of the `count` or stands there twice.

    >>> ranks_in("3 1=2", 4)
    ((2,), (0, 1), (3,))
    """
    if not _RANKS.fullmatch(line.strip()):
        raise AnswerError("write numbers, the first first, such as `2 1 3`")
    tiers = [tuple(int(n) - 1 for n in re.findall(r"\d+", g)) for g in _GROUP.findall(line)]
    named = [k for tier in tiers for k in tier]
    for k in named:
        if not 0 <= k < count:
            raise AnswerError(f"there is no {k + 1}: the numbers go from 1 to {count}")
        if named.count(k) > 1:
            raise AnswerError(f"{k + 1} stands there twice")
    rest = tuple(k for k in range(count) if k not in named)
    return (*tiers, rest) if rest else tuple(tiers)


def choice_in(line: str) -> Choice:
    """Which of two it is, or that they are about equal; AnswerError for anything else.

    >>> choice_in("A"), choice_in("about equal")
    ('a', '=')
    """
    word = word_of(line)
    if word in ("a", "1"):
        return "a"
    if word in ("b", "2"):
        return "b"
    if word in ABOUT_EQUAL:
        return "="
    raise AnswerError("write `a` or `b`, `=` for about equal, or nothing if you can't say")


def one_in(line: str, words: Sequence[str], otherwise: str) -> str:
    """The one of some words that a line begins; AnswerError, with `otherwise`, for another line.

    >>> one_in("m", ["more", "less"], "")
    'more'
    """
    word = word_of(line)
    found = [each for each in words if word and each.startswith(word)]
    if len(found) != 1:
        raise AnswerError(otherwise)
    return found[0]
