"""Long runs of digits, marks and white space in which no letter stands.

Tables of numbers, rules of dashes and texts made to keep a reader busy have them. Nobody says or
does anything there, and the networks that read words need as much time for a mark as for a word.
"""

from __future__ import annotations

import re

_BARE = re.compile(r"[\W\d_]{200,}+")
_SHOWN = re.compile(r"[^\n]")


def without_bare_runs(text: str) -> str:
    """The text with spaces for each run of 200 characters or more without a letter.

    It is as long as it was, and its lines end where they did.

    >>> text = "A rule" + 200 * "=" + "and 7 words"
    >>> without_bare_runs(text).split(), len(without_bare_runs(text)) == len(text)
    (['A', 'rule', 'and', '7', 'words'], True)
    """
    return _BARE.sub(lambda run: _SHOWN.sub(" ", run[0]), text)
