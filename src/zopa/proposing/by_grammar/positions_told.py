"""Positions: who wants, offers, rejects or accepts what, as the parse of a report tells it.

A *position* is told by a verb (“the union rejected the offer”), by a noun (“its refusal of”, “the
union's demand for”), by an adjective (“is ready to accept”) or by a phrase (“is against”, “has no
interest in”). What is denied, asked, hoped or feared is no position: “has not rejected” says
nothing, and “would not accept” rejects.

"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.proposing.by_grammar.told_by_idioms import told_by_idiom
from zopa.proposing.by_grammar.told_by_nouns import told_by_amount, told_by_noun
from zopa.proposing.by_grammar.told_by_phrases import (
    told_by_adjective,
    told_by_opinion,
    told_by_phrase,
)
from zopa.proposing.by_grammar.told_by_verbs import told_by_must, told_by_verb
from zopa.proposing.by_grammar.told_position import ToldPosition

if TYPE_CHECKING:
    from spacy.tokens import Doc


def positions_in(doc: Doc) -> list[ToldPosition]:
    """All positions that a parsed text tells, in the order of their cues."""
    found: list[ToldPosition] = []
    for word in doc:
        if word.pos_ == "VERB":
            found += told_by_verb(word)
        elif word.pos_ == "AUX" and word.dep_ not in ("aux", "auxpass"):
            found += told_by_opinion(word)
            found += told_by_idiom(word)
            found += told_by_must(word)
            found += told_by_phrase(word)
        elif word.pos_ in ("NOUN", "PROPN"):
            found += told_by_noun(word)
            found += told_by_amount(word)
        elif word.pos_ == "ADJ":
            found += told_by_adjective(word)
    return found
