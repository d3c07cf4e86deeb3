"""Whether words tell anything by themselves, or only in company."""

from __future__ import annotations

import re

from zopa.statements.negation_words import EMPTY

_WORD = re.compile(r"[^\W\d_]+")


def tells_nothing(text: str) -> bool:
    """Whether a text has nothing but figures and words such as “of”, “the” and “then”, in English.

    >>> tells_nothing("The of and a in."), tells_nothing("1 2 3 4"), tells_nothing("and then 40")
    (True, True, True)
    >>> tells_nothing("no more than half"), tells_nothing("我们不能签字")
    (False, False)
    """
    return all(word.lower() in EMPTY for word in _WORD.findall(text))
