"""The words of a sentence as the rules see them: in lower case and with contractions taken apart.

“We won’t” is read as *we will not*. Each word of a contraction has the span of its own letters, or
the span of the whole contraction if they cannot be told apart (“won’t”).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from zopa.foundation.text import word_set

LOOKED_AT = 1_500
"""The most characters of a sentence, a cue or a content that are looked at."""
_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|\w+(?:[-‑'’]\w+)*|[^\w\s]")
_PLAIN = str.maketrans({"’": "'", "‑": "-"})
_WHOLE = {
    "won't": ("will", "not"),
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "shan't": ("shall", "not"),
    "let's": ("let", "us"),
    "i'm": ("i", "am"),
}
_TAILS = {"'ll": "will", "'re": "are", "'ve": "have", "'d": "would"}
_PRONOUNS = word_set("he she it that there what who here where how")


class Token(NamedTuple):
    """One word or mark of punctuation."""

    form: str
    """In lower case; nothing else is folded."""
    start: int
    stop: int
    capital: bool
    possessive: bool = False


def _forms(word: str) -> tuple[str, ...]:
    if "'" not in word and word != "cannot":
        return (word,)
    if word in _WHOLE:
        return _WHOLE[word]
    if word.endswith("n't") and len(word) > 3:
        return (word[:-3], "not")
    head, mark, _ = word.rpartition("'")
    tail = word[len(head) :]
    if tail in _TAILS and head:
        return (head, _TAILS[tail])
    if tail == "'s" and mark and head in _PRONOUNS:
        return (head, "is")
    return (word,)


def tokens_in(text: str, start: int = 0, stop: int | None = None) -> list[Token]:
    """The words of `text` from `start` to `stop`, at most `LOOKED_AT` characters of it.

    >>> [token.form for token in tokens_in("We won’t sign.")]
    ['we', 'will', 'not', 'sign', '.']
    """
    end = min(len(text) if stop is None else stop, start + LOOKED_AT)
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        plain = word.translate(_PLAIN).lower()
        owner = plain.endswith(("'s", "s'"))
        forms = _forms(plain)
        border = match.start() + len(forms[0])
        split = len(forms) > 1 and plain.startswith(forms[0]) and border < match.end()
        for index, form in enumerate(forms):
            found.append(
                Token(
                    form,
                    border if split and index else match.start(),
                    border if split and not index else match.end(),
                    word[0].isupper(),
                    owner and form == plain,
                )
            )
    return found
