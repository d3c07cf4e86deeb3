"""The nouns that a clause is about, and whether its verb does away with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from zopa.proposing.by_grammar.clauses import all_joined, children, joined, stood_for
from zopa.proposing.by_grammar.direction_words import (
    INSIDE,
    INTRANSITIVE,
    PARTICLES_OFF,
    VERBS_DOWN,
    VERBS_OFF,
    VERBS_UP,
)

if TYPE_CHECKING:
    from spacy.tokens import Token


def row_of(nouns: Sequence[Token]) -> tuple[Token, ...]:
    """Nouns that “and” joins, in order; none where they are alternatives or one alone."""
    if len(nouns) < 2 or joined(nouns[0]) != list(nouns):
        return ()
    links = {word.lower_ for noun in nouns for word in children(noun, "cc", "preconj")}
    return tuple(nouns) if links and links <= {"and", "both", "&"} else ()


def does_away(verb: Token) -> bool:
    """Whether a verb takes away what it is about (“scrap”, “give up”)."""
    lemma = verb.lemma_.lower()
    beside = {child.lower_ for child in children(verb, "prt", "advmod", "prep")}
    return lemma in VERBS_OFF or any((lemma, word) in PARTICLES_OFF for word in beside)


def _subjects(verb: Token) -> list[Token]:
    """The subject of a clause, that of the clause above where it has none of its own, and of
    “which” what it stands for."""
    found = children(verb, "nsubj")
    if not found and verb.dep_ == "xcomp" and verb.lemma_ == "be":
        found = children(verb.head, "nsubj")
    if found and found[0].lower_ in ("which", "that", "who"):
        above = verb
        while above.dep_ in ("xcomp", "ccomp", "conj") and above.head.i != above.i:
            above = above.head
        return joined(above.head) if above.dep_ == "relcl" else []
    return all_joined(found)


def objects_in(verb: Token) -> list[Token]:
    """The nouns that a clause is about."""
    lemma = verb.lemma_.lower()
    subjects = _subjects(verb)
    objects = [
        meant
        for noun in children(verb, "dobj", "nsubjpass", "attr")
        for meant in ((stood_for(noun) if noun.tag_ == "WDT" else []) or joined(noun))
    ]
    if any(noun.tag_ == "WDT" for noun in children(verb, "dobj")):
        return objects  # “which Movia wants to be legal”
    if lemma in ("be", "remain", "stay", "become") and subjects:
        return subjects
    if objects:
        return objects
    if verb.dep_ == "xcomp" and not subjects:
        for preposition in children(verb.head, "prep"):
            if preposition.lower_ == "for" and preposition.i < verb.i:
                return all_joined(children(preposition, "pobj"))  # “asked for pay to rise”
    wanted = verb.dep_ == "ccomp" and verb.head.lemma_ == "want"
    past = verb.tag_ == "VBN" or (verb.tag_ == "VBD" and wanted)
    if past and subjects and not children(verb, "aux", "auxpass"):
        return subjects  # “wants the levy scrapped”
    if lemma in VERBS_UP | VERBS_DOWN | INTRANSITIVE and subjects:
        return subjects
    for preposition in children(verb, "prep"):
        if preposition.lower_ in INSIDE or preposition.lower_ == "over":
            behind = children(preposition, "pobj")
            if behind:
                return all_joined(behind)
    return []
