"""Whether somebody without a name tells what a clause says (“…, a person familiar said”)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.foundation.text import word_set
from zopa.proposing.by_grammar.clauses import children, subjects
from zopa.proposing.by_grammar.stands import SAYING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_SOMEBODY = word_set(
    "person people source official diplomat insider adviser advisor aide negotiator executive "
    "banker lawyer observer analyst somebody someone other"
)
_KNOWN = frozenset({"the", "its", "their", "his", "her", "this", "that"})


def is_told_by_somebody(word: Token) -> bool:
    """Whether one of the sources of what a word tells has no name.

    >>> from zopa.statements.grammar import parsed
    >>> is_told_by_somebody(parsed("Movia wants a quota, a person familiar with it said.").doc[1])
    True
    >>> is_told_by_somebody(parsed("Movia wants a quota, its minister Ann Berg said.").doc[1])
    False
    """
    return any(_without_name(source) for source in _sources(word))


def _sources(word: Token) -> Iterator[Token]:
    """The heads of who says the clauses around a word."""
    while True:
        for preposition in children(word, "prep"):
            if preposition.lower_ == "according":
                for to in children(preposition, "prep"):
                    yield from children(to, "pobj")
        for said in children(word, "parataxis", "ccomp"):
            if said.lemma_ in SAYING and said.i > word.i:
                yield from subjects(said)
        above = word.head
        if above.i == word.i:
            return
        if word.dep_ in ("ccomp", "parataxis") and above.lemma_ in SAYING:
            yield from subjects(above)
        word = above


def _without_name(source: Token) -> bool:
    if source.pos_ not in ("NOUN", "PRON") or source.lemma_.lower() not in _SOMEBODY:
        return False
    beside = list(source.children)
    if any(child.dep_ == "det" and child.lower_ in _KNOWN for child in beside):
        return False
    return not any(child.dep_ == "appos" and child.pos_ == "PROPN" for child in beside)
