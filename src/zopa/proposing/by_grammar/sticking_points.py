"""Sticking points: what a report says the sides differ about, without saying who wants what.

“The luxury tax keeps the sides apart”, “a dispute over fishing rights”, “the main obstacle is”.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.foundation.text import word_set
from zopa.proposing.by_grammar.clauses import all_joined, children, is_negated, joined, objects_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

_QUARRELS = word_set(
    "gap dispute row disagreement difference clash quarrel standoff rift wrangle split argument "
    "impasse deadlock stalemate conflict division"
)
"""Nouns behind which “over”, “on” or “about” tell the matter."""
_DIFFERING = word_set("differ disagree clash argue spar haggle wrangle quarrel divide split fight")
"""Verbs behind which “over”, “on” or “about” tell the matter."""
_OBSTACLES = word_set("obstacle hurdle stumbling-block sticking-point")
_POINTS = word_set("point block bone issue question matter topic item concern")
_SORE = word_set(
    "sticking stumbling main key biggest chief central major open unresolved thorny last first"
)
_ABOUT = frozenset({"over", "on", "about"})
_ENDING = word_set("settle end resolve solve finish bury overcome")
"""Of a quarrel that is settled, what it is over is the whole and no point of it."""
_APART = word_set("divide separate")


def what_divides(doc: Doc) -> Iterator[Token]:
    """The heads of what the sides of a text are told to differ about.

    >>> from zopa.statements.grammar import parsed
    >>> text = "The season keeps the sides apart. The last obstacle is the price of fuel."
    >>> [word.text for word in what_divides(parsed(text).doc)]
    ['season', 'price']
    """
    for word in doc:
        if word.pos_ == "NOUN" and word.lemma_.lower() in _QUARRELS and not _settled(word):
            yield from _behind(word)
        if word.pos_ == "NOUN" and word.lemma_.lower() in _POINTS | _OBSTACLES:
            yield from _such_as(word)
        elif word.pos_ == "VERB" and not is_negated(word):
            if word.lemma_ in _DIFFERING:
                yield from _behind(word)
            if word.lemma_ in _APART or _keeps_apart(word):
                yield from all_joined(children(word, "nsubj"))
        if word.lemma_ in ("be", "remain", "become") and not is_negated(word):
            yield from _named_as_obstacle(word)


def _settled(noun: Token) -> bool:
    return noun.dep_ == "dobj" and noun.head.lemma_ in _ENDING


def _behind(word: Token) -> Iterator[Token]:
    for preposition in children(word, "prep"):
        if preposition.lower_ in _ABOUT:
            yield from objects_of(preposition)


def _such_as(noun: Token) -> Iterator[Token]:
    """“Issues such as pay and hours”, “points including fuel prices”."""
    for child in noun.children:
        lists = child.lower_ in ("including", "like") or (
            child.lower_ == "as" and any(word.lower_ == "such" for word in child.children)
        )
        if lists and child.i > noun.i:
            yield from all_joined(children(child, "pobj"))


def _keeps_apart(verb: Token) -> bool:
    return verb.lemma_ == "keep" and any(
        child.lower_ == "apart" for child in verb.subtree if child.i > verb.i
    )


def _named_as_obstacle(verb: Token) -> Iterator[Token]:
    subjects = children(verb, "nsubj")
    complements = children(verb, "attr")
    for one, others in ((subjects, complements), (complements, subjects)):
        if any(_is_obstacle(word) for word in one):
            yield from (noun for other in others for noun in joined(other))
            return


def _is_obstacle(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    if lemma in _OBSTACLES:
        return True
    beside = {child.lower_ for child in children(noun, "amod", "compound", "nmod")}
    return lemma in _POINTS and bool(beside & _SORE)
