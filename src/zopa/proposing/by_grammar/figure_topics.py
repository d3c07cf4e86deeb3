"""What a figure is of that stands without a noun of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.foundation.text import Span
from zopa.proposing.by_grammar.direction_words import MEASURES
from zopa.proposing.by_grammar.stands import FIGURE_NOUNS
from zopa.proposing.by_grammar.topic import Topic, made_topic
from zopa.proposing.by_grammar.topic_phrases import MOST_WORDS
from zopa.proposing.by_grammar.topics import is_unit, topics_of_noun

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR = 15
"""Words before a figure among which what it is of is looked for."""


def topic_before(figure: Token) -> Topic | None:
    """What a bare figure is of, as the nearest noun before it in the sentence tells: “on the bonus
    pool: 80 million, where it had asked for 85 million”."""
    for index in range(figure.i - 1, max(figure.sent.start, figure.i - _NEAR) - 1, -1):
        word = figure.doc[index]
        if word.pos_ != "NOUN" or word.dep_ in ("compound", "nmod", "npadvmod"):
            continue
        if word.ent_type_ in MEASURES or is_unit(word) or word.lemma_.lower() in FIGURE_NOUNS:
            continue
        if word.dep_ == "pobj" and word.head.lower_ in ("with", "by", "from"):
            continue
        found = [t for t in topics_of_noun(word) if not (t.is_text or t.bare)]
        if found:
            found[0].span = Span(min(found[0].span.start, word.idx), figure.idx + len(figure))
            return found[0]
    return None


def figure_alone(theme: Token, place: Span) -> Topic:
    """The figure of a clause that names nothing it could be of (“wants them to end after 10”)."""
    figure = theme.doc.char_span(place.start, place.stop, alignment_mode="expand")
    head = theme if figure is None else figure.root
    words = [word for word in theme.subtree if word.dep_ != "punct"][:MOST_WORDS]
    return made_topic(head, 1, words, bare=True)
