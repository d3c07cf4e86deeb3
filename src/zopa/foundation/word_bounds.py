"""Where words begin and end in a text, and how many there are, in any script."""

from __future__ import annotations

import re
import unicodedata

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Letters of scripts without spaces between words: Thai, Lao, Tibetan, Burmese, Khmer, Chinese,
Japanese. Where a word ends there cannot be told from the letters, so each counts as one."""
_WORD = re.compile(rf"{_UNSPACED.pattern}|[^\W_]+(?:['’.,-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?\b(?!\w)")


def word_count(text: str) -> int:
    """The number of words in a text; a number with its points is one, and so is a compound.

    >>> word_count("about 3.5 percent, he said"), word_count("non-binding"), word_count("“…”")
    (5, 1, 0)
    >>> word_count("我们不能签字")
    6
    """
    return sum(1 for _ in _WORD.finditer(text))


def cuts_a_word(text: str, at: int) -> bool:
    """Whether the characters before and behind a place belong to one word or one number.

    A possessive may be left out: `Kyiv` ends a word in “Kyiv's”.

    >>> text = "Kyiv's envoys asked for 1,500 non-binding notes"
    >>> [cuts_a_word(text, at) for at in (4, 15, 25, 34, 47)]
    [False, True, True, True, False]
    """
    before, behind = text[max(0, at - 2) : at], text[at : at + 2]
    if not before or not behind or _UNSPACED.match(before[-1]) or _UNSPACED.match(behind[0]):
        return False
    if _in_word(before[-1]) and _in_word(behind[0]):
        return True
    if len(behind) > 1 and _joins(before[-1], behind[0], behind[1]):
        return _POSSESSIVE.match(text, at) is None
    return len(before) > 1 and _joins(before[0], before[1], behind[0])


def _in_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def _joins(first: str, sign: str, last: str) -> bool:
    """Whether a sign stands within one word, as in `non-binding` and `isn’t`, or one number."""
    if sign in ".,":
        return first.isdigit() and last.isdigit()
    return sign in "-‐‑'’" and _in_word(first) and _in_word(last)
