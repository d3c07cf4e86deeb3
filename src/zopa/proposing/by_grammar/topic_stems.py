"""Stems of words, by which topics and issues are compared, and the matters that words tell."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zopa.foundation.names import fold
from zopa.foundation.text import Span, word_set
from zopa.proposing.lexicon import MATTERS
from zopa.proposing.matters import hits_in

_ENDINGS = (
    "ization", "isation", "ations", "ation", "ments", "ment", "ings", "ing", "als", "al", "ies",
    "ied", "ers", "er", "ed", "es", "s", "y", "e",
)  # fmt: skip
_STEM = 4
NOT_ALONE = frozenset(
    {"form", "partners", "law", "deadline", "duration", "share", "price", "fund", "elections"}
)
"""Matters whose words stand for much else besides; a topic is not grouped by them."""
_FILLER = word_set("the a an of in on for to and or with no not by at from its their as is be")


def stem_of(word: str) -> str:
    """A word without the ending that its relatives do not share.

    >>> stem_of("filling"), stem_of("fill"), stem_of("quotas")
    ('fill', 'fill', 'quota')
    """
    folded = word.casefold()
    for ending in _ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= _STEM:
            return folded[: -len(ending)]
    return folded


def stems_in(text: str) -> set[str]:
    """The stems of the words of a text that mean something.

    >>> sorted(stems_in("an end to the tariffs"))
    ['end', 'tariff']
    """
    words = re.findall(r"[^\W\d_]+", fold(text))
    return {stem_of(word) for word in words if word not in _FILLER}


def stems_of(texts: Iterable[str]) -> set[str]:
    """The stems of several texts."""
    return {stem for text in texts for stem in stems_in(text)}


def matter_of(title: str) -> str:
    """The id of the lexicon's matter that a title tells, or an empty text."""
    hits = hits_in(title, Span(0, len(title)), MATTERS)
    return next((h.matter.id for h in hits if h.matter.id not in NOT_ALONE), "")
