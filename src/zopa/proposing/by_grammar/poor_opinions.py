"""Opinions of a text that amount to refusing it: “called the bid too low”, “falls short of”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.proposing.by_grammar.clauses import (
    RELATIVE,
    all_joined,
    children,
    is_negated,
    is_or_are,
    joined,
    says,
    subjects,
    unreal,
)
from zopa.proposing.by_grammar.stands import CALLING, ONLY_TOO, POOR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_OPEN = frozenset({"discussion", "negotiation", "debate", "table", "sale"})
"""What is “not up for” these, or “not on the” table, is refused."""

Opinion = tuple["Token", "list[Token]", "list[Token]", bool]
"""The word that tells it, who holds it, of what, and whether it is plainly a refusal."""


def opinions(verb: Token) -> Iterator[Opinion]:
    """The opinions that a verb tells, each a refusal in other words."""
    if unreal(verb):
        return
    if is_negated(verb):
        yield from _not_enough(verb)
        return
    if verb.lemma_ in CALLING:
        yield from _called(verb)
    subject = children(verb, "nsubj")
    if not subject:
        return
    if is_or_are(verb):
        yield from _was_too_low(verb, subject[0])
    if verb.lemma_ in ("undervalue", "underestimate") and says(verb):
        yield verb, says(verb), joined(subject[0]), False
    if verb.lemma_ in ("fall", "fail", "miss", "come"):
        yield from _falls_short(verb, subject[0])


def _not_enough(verb: Token) -> Iterator[Opinion]:
    """“The bid is not good enough”, “missiles are not up for discussion”, the board said."""
    who, bids = says(verb), children(verb, "nsubj")
    for word in children(verb, "acomp") if bids else ():
        to = [n for p in children(word, "prep") if p.lower_ in ("to", "for") for n in _nouns(p)]
        if word.lower_ in ("acceptable", "tolerable") and (to or who):
            own = any(c.tag_ == "PRP$" for noun in to for c in noun.children)
            yield verb, to or who, joined(bids[0]), bool(to) and not own
            return
    if is_or_are(verb) and who and bids:
        if any(word.lower_ in _OPEN for p in children(verb, "prep") for word in p.subtree):
            yield verb, who, joined(bids[0]), True
            return
        complements = children(verb, "acomp", "attr", "advmod")
        if any(word.lower_ == "enough" for c in complements for word in c.subtree):
            yield verb, who, joined(bids[0]), False


def _called(verb: Token) -> Iterator[Opinion]:
    who = subjects(verb)
    behind = [
        word
        for preposition in children(verb, "prep")
        if preposition.lower_ == "as"
        for word in preposition.children
    ]
    said = [*children(verb, "oprd", "xcomp", "acomp", "attr", "advcl"), *behind]
    for noun in children(verb, "dobj"):
        relative = noun.lower_ in RELATIVE and verb.dep_ == "relcl"
        if any(is_poor(word) for word in said):
            yield verb, who, joined(verb.head) if relative else joined(noun), False
    if verb.dep_ == "relcl" and any(is_poor(w) for w in children(verb, "oprd", "dobj", "attr")):
        yield verb, who, joined(verb.head), False
    for clause in children(verb, "ccomp"):
        own = children(clause, "nsubj")
        if own and is_poor(clause):
            yield verb, who, joined(own[0]), False


def _was_too_low(verb: Token, subject: Token) -> Iterator[Opinion]:
    for word in children(verb, "acomp", "attr"):
        to = [n for p in children(word, "prep") if p.lower_ in ("to", "for") for n in _nouns(p)]
        if to and is_poor(word):
            yield verb, to, joined(subject), False  # “is unacceptable to Karsia”
            return
    who = says(verb)
    if not who:
        return
    if any(is_poor(word) for word in children(verb, "acomp", "attr", "advmod")):
        yield verb, who, joined(subject), False
    for preposition in children(verb, "prep"):
        words = {word.lower_ for word in preposition.subtree}
        if {"out", "question"} <= words or {"off", "table"} <= words:
            yield verb, who, joined(subject), True


def _nouns(preposition: Token) -> list[Token]:
    return all_joined(children(preposition, "pobj"))


def _falls_short(verb: Token, subject: Token) -> Iterator[Opinion]:
    """“The offer falls short of the union's demands”: it is not what the union takes."""
    for noun in verb.subtree:
        if noun.lemma_ not in ("demand", "expectation", "requirement", "need"):
            continue
        owner = children(noun, "poss") or [
            word
            for preposition in children(noun, "prep")
            if preposition.lower_ == "of"
            for word in children(preposition, "pobj")
        ]
        if owner:
            yield verb, all_joined(owner), joined(subject), False
            return


def is_poor(word: Token) -> bool:
    """Whether words that are said of a text say that it will not do."""
    words = {other.lower_ for other in word.subtree}
    hits = words & POOR
    if not hits:
        return False
    if hits <= ONLY_TOO:
        return "too" in words
    if "enough" in hits:
        return bool(words & {"not", "n't"})
    return not words & {"not", "n't"}
