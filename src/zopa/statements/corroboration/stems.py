"""Stemming, so that “proposed” and “proposals” count as the same word, and a list of stop words.

The stemmer is a light one in the manner of Harman (1991, JASIS 42, 7–15). A stem need not be a
word; the forms of a word need only get the same stem.
"""

from __future__ import annotations

import re
from functools import lru_cache

from zopa.foundation.text import word_set

WORD = re.compile(r"\w+(?:['’]\w+)*")


STOP = word_set(
    "a an and are as at be been being but by can could did do does for from had has have he her "
    "hers him his how i if in into is it its itself may me might more most must my of off on onto "
    "or our ours out over own shall she should so some such than that the their them then there "
    "these they this those to under until up upon us was we were what when where which while who "
    "whom whose why will with would you your any all both each every also about after before "
    "again against between during through just only very too not no nor never without "
    "according said says say told tells tell there's it's that's"
)
"""Words without content of their own."""

_SUFFIXES = (
    "ations", "ation", "ements", "ement", "ments", "ment", "ings", "ing", "edly", "ied", "ies",
    "ed", "als", "al", "ers", "er", "es", "ly", "s",
)  # fmt: skip


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a word.

    >>> stem("proposals"), stem("proposed"), stem("agreement"), stem("agreed")
    ('propos', 'propos', 'agr', 'agr')
    """
    letters = word.casefold().replace("’", "'")
    letters = letters.removesuffix("'s").removesuffix("'")
    for suffix in _SUFFIXES:
        if letters.endswith(suffix) and len(letters) - len(suffix) >= 3:
            letters = letters[: -len(suffix)]
            break
    if len(letters) > 3 and letters[-1] == letters[-2] and letters[-1] not in "lsz":
        letters = letters[:-1]
    return letters[:-1] if len(letters) > 3 and letters[-1] in "eyi" else letters
