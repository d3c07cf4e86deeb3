"""What a verb says that somebody does: wants, offers, rejects or accepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.proposing.by_grammar.clauses import all_joined, children, clauses_below
from zopa.proposing.by_grammar.stands import (
    DEALS,
    HANDING,
    MEANING,
    PARTICLES,
    PHRASES,
    RETURNING,
    STRIKING,
    TEXTS,
    VERBS,
    Stand,
)

if TYPE_CHECKING:
    from spacy.tokens import Token


def sense_of(verb: Token) -> tuple[Stand, str] | None:
    """What a verb says, and the preposition behind which its theme stands; None for most verbs."""
    beside = [
        child.lower_
        for child in children(verb, "prt", "advmod", "prep")
        if child.tag_ in ("RP", "RB", "IN")
    ]
    for particle in beside:
        if (verb.lemma_, particle) in PARTICLES:
            return PARTICLES[verb.lemma_, particle], ""
    of_texts = _sense_with_texts(verb)
    if of_texts is not None:
        return of_texts, ""
    behind = list(verb.doc[verb.i + 1 : verb.i + 2])  # the parse may join “no” to “to”
    for child in (*verb.children, *behind):
        if (verb.lemma_, child.lower_) in PHRASES:
            return PHRASES[verb.lemma_, child.lower_], "to"
    for child in children(verb, "prep", "dative", "prt"):
        if verb.lemma_ == "hold" and not any(c.lower_ == "out" for c in children(verb, "prt")):
            break  # only “hold out for” wants something
        if (verb.lemma_, child.lower_) in VERBS:
            return VERBS[verb.lemma_, child.lower_], child.lower_
    if (verb.lemma_, "") in VERBS:
        return VERBS[verb.lemma_, ""], ""
    if clauses_below(verb):
        for preposition in ("to", "on"):
            if (verb.lemma_, preposition) in VERBS:
                return VERBS[verb.lemma_, preposition], ""
    return None


def _sense_with_texts(verb: Token) -> Stand | None:
    """What a verb says where a text is its object, or where it governs what is meant."""
    if verb.lemma_ == "put" and _on_the_table(verb):
        return Stand.OFFERS
    texts = [n for n in all_joined(sent_over(verb)) if _is_text(n)]
    if texts and verb.lemma_ in RETURNING and goes_back(verb):
        return Stand.REJECTS
    if texts and verb.lemma_ in HANDING:
        return Stand.OFFERS
    if verb.lemma_ in MEANING and children(verb, "xcomp"):
        return Stand.WANTS
    if verb.lemma_ in STRIKING and any(is_deal(noun) for noun in _struck(verb)):
        return Stand.ACCEPTS
    return None


def _is_text(noun: Token) -> bool:
    return noun.lemma_.lower() in TEXTS


def sent_over(verb: Token) -> list[Token]:
    """What is handed over or sent back; with “unsigned” behind it, it can stand under that word."""
    found = children(verb, "dobj", "nsubjpass")
    if not found and verb.lemma_ in RETURNING:
        found = [
            noun
            for clause in children(verb, "oprd", "ccomp", "xcomp", "acomp")
            for noun in children(clause, "nsubj", "dobj")
        ]
    return found


def goes_back(verb: Token) -> bool:
    """Whether words behind the verb say that something comes back, or unsigned."""
    return any(word.lower_ in ("unsigned", "back") for word in verb.subtree if word.i > verb.i)


def _struck(verb: Token) -> list[Token]:
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return [verb.head]
    return all_joined(children(verb, "dobj", "nsubjpass"))


def is_deal(noun: Token) -> bool:
    """Whether a noun is for what several sides agree on."""
    return noun.lemma_.lower() in DEALS


def _on_the_table(verb: Token) -> bool:
    return any(
        word.lower_ == "table" for word in verb.subtree if word.dep_ == "pobj" and word.i > verb.i
    )
