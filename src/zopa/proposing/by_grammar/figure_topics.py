"""What a figure is of that stands without a noun of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.foundation.text import Span
from zopa.proposing.by_grammar.clause_objects import objects_in
from zopa.proposing.by_grammar.direction_words import MEASURES
from zopa.proposing.by_grammar.stands import FIGURE_NOUNS
from zopa.proposing.by_grammar.topic import Topic, made_topic
from zopa.proposing.by_grammar.topic_phrases import (
    MOST_WORDS,
    clause_words,
    phrase_of,
    without_article,
)
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


def theme_alone(theme: Token) -> Topic | None:
    """A theme whose nouns name nothing by themselves, in its own words (“putting any number in
    the treaty”): what a person named may be told by them. None for a pronoun."""
    if theme.pos_ in ("PRON", "PROPN", "ADV") or theme.ent_type_ == "PERSON":
        return None
    clause = theme.pos_ in ("VERB", "AUX")
    words = clause_words(theme) if clause else without_article(phrase_of(theme))
    if len(words) < 2:
        return None
    named = objects_in(theme) if clause else [theme]
    topic = made_topic(theme, 1, words)
    topic.words = frozenset(w.lemma_.lower() for w in named if w.pos_ in ("NOUN", "PROPN"))
    topic.words -= {"one"}
    topic.title, topic.far = topic.phrase, True
    if clause:
        topic.put(words, theme)
        topic.way = -1 if any(word.dep_ == "neg" for word in words) else 1
    return topic


def figure_alone(theme: Token, place: Span) -> Topic:
    """The figure of a clause that names nothing it could be of (“wants them to end after 10”)."""
    figure = theme.doc.char_span(place.start, place.stop, alignment_mode="expand")
    head = theme if figure is None else figure.root
    words = [word for word in theme.subtree if word.dep_ != "punct"][:MOST_WORDS]
    return made_topic(head, 1, words, bare=True)
