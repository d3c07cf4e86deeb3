"""The words of short texts in their base forms: what titles, levels and topics are compared by."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from zopa.foundation.text import word_set
from zopa.proposing.by_grammar.topic_stems import stem_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_MEANS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})
_AMOUNTS = frozenset({"zero", "half", "double", "triple"})
"""Numerals that may be all that tells one level from another."""
_EMPTY = word_set(
    "be have do get give take make go come more less much many most some any other such same so "
    "too very also only even just still yet then there here now own new all further as well "
    "up down out off over back away increase decrease rise fall raise cut high low percent year "
    "month week day say tell level issue would will can could may must should share part way"
)
"""Words that stand in what is told of anything."""


def forms_of(words: Iterable[Token]) -> set[str]:
    """The stems of the base forms of the words that mean something.

    >>> sorted(forms_in("the pensions that were bought back"))
    ['buy', 'pension']
    """
    return {
        stem_of(lemma)
        for word in words
        if (word.pos_ in _MEANS or word.lower_ in _AMOUNTS)
        and (lemma := word.lemma_.casefold()) not in _EMPTY
        and len(lemma) > 2
        and lemma.replace("-", "").isalpha()
    }


@lru_cache(maxsize=2048)
def _forms(text: str) -> frozenset[str]:
    from zopa.statements.grammar import parsed

    return frozenset(forms_of(parsed(text).doc))


def forms_in(text: str) -> set[str]:
    """The stems of the base forms of the words of a text that mean something."""
    return set(_forms(text)) if text.strip() else set()


def heads_in(text: str) -> set[str]:
    """The stems of the words that a text as a whole is about.

    >>> sorted(heads_in("Withdrawal of the troops from the valley"))
    ['withdraw']
    """
    from zopa.statements.grammar import parsed

    roots = [word for word in parsed(text).doc if word.head.i == word.i]
    return forms_of([*roots, *(other for root in roots for other in root.conjuncts)])
