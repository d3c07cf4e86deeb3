"""A topic: what is told of, which way it points, and how a report puts it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zopa.foundation.text import Span
from zopa.proposing.by_grammar.clauses import children
from zopa.proposing.by_grammar.direction_words import LESS, MEASURES, MORE, UNITS
from zopa.proposing.by_grammar.topic_phrases import (
    LONGEST,
    both_ways,
    denied_phrase,
    in_order,
    span_of,
    text_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(eq=False)
class Topic:
    """What a theme is about."""

    head: Token
    """The word that names it."""
    way: int
    """1 for it, or more of it; -1 for none or less of it."""
    words: frozenset[str]
    """The lemmas of the words that name it; none where only a figure stands."""
    title: str
    phrase: str
    """What is told of it, as a report puts it."""
    denied: str
    """The same denied: “no longer contract”, “not scrap the levy”."""
    graded: bool
    """Whether `way` is of more and less, not of yes and no."""
    span: Span
    """Where the phrase stands in the text."""
    bare: bool = False
    """Whether it is a figure alone (“33 percent”)."""
    down: bool = False
    """Whether the figure is of a cut."""
    goes_to: bool = False
    """Whether a figure says where something goes to (“to 5 percent”), not by how much."""
    is_text: bool = False
    """Whether it is a text that is tabled (“the offer”)."""
    bounded: bool = False
    """Whether words say which way its figure goes (“at least”, “no more than”)."""
    weak: bool = False
    """Whether it only says of what kind a text is (“trade deal”), and makes no matter by itself."""
    far: bool = False
    """Whether only words around it may tell of what it is, since its own name nothing."""
    verb: Token | None = None
    """The verb of the clause that tells it, if a clause does."""
    row: tuple[Token, ...] = ()
    """The nouns that one verb or noun tells together (“buy grain and timber”), it among them; none
    where it is told alone."""
    noun: Token | None = None
    """Which of the row is its own."""
    told_in: tuple[Token, ...] = ()
    """The words in which all of the row are told."""
    told_by: Token | None = None
    """The verb of these words, where they are a clause."""

    def put(self, words: Sequence[Token], verb: Token | None = None) -> None:
        """Put it in the words of a phrase, or of a clause with this verb."""
        if not words:
            return
        self.told_in, self.told_by = tuple(words), verb
        self.phrase, self.span = text_of(words)[:LONGEST], span_of(words, self.head)
        self.denied = denied_phrase(words)
        if verb is not None:
            self.phrase, self.denied = (line[:LONGEST] for line in both_ways(words, verb))


_AT_MOST = re.compile(
    r"\b(?:(?:no|not) (?:more|higher|longer) than|at (?:the )?most|maximum of|less than"
    r"|fewer than|or less|or fewer|capped at|cap of|ceiling of)\b",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"\b(?:at (?:the )?least|(?:no|not) (?:less|fewer|lower) than|minimum of|more than|or more"
    r"|as much as|as many as|upwards of|floor of)\b",
    re.IGNORECASE,
)


def _bounds(topic: Topic) -> None:
    """“No more than 12” wants less, “at least 12” more."""
    way = -1 if _AT_MOST.search(topic.phrase) else 1 if _AT_LEAST.search(topic.phrase) else 0
    if way:
        topic.way, topic.graded, topic.bounded = way, True, True


def made_topic(
    noun: Token,
    way: int,
    whole: Sequence[Token],
    *,
    graded: bool = False,
    bare: bool = False,
    is_text: bool = False,
) -> Topic:
    """A topic of a noun, with the words of the phrase in which it is told."""
    before = [
        child
        for child in children(noun, "compound", "nmod", "amod")
        if child.i < noun.i
        and child.lower_ not in MORE | LESS
        and child.ent_type_ not in MEASURES
        and child.pos_ != "NUM"
    ]
    words = {noun.lemma_.lower(), *(child.lemma_.lower() for child in before)}
    named = [
        w for child in before for w in (child.subtree if child.dep_ == "compound" else [child])
    ]
    behind = _behind(noun)
    words |= {word.lemma_.lower() for word in behind[1:] if word.pos_ != "PROPN"}
    title = text_of(in_order([w for w in named if w.ent_type_ not in MEASURES] + [noun]) + behind)
    made = Topic(
        noun, way, frozenset() if bare else frozenset(words), title, text_of(whole)[:LONGEST],
        denied_phrase(whole), graded, span_of(whole, noun), bare=bare, is_text=is_text,
    )  # fmt: skip
    if any(word.ent_type_ in MEASURES or word.pos_ == "NUM" for word in whole):
        _bounds(made)
    return made


def _behind(noun: Token) -> list[Token]:
    """“on cars” of “tariffs on cars”: the first phrase behind a noun that is no measure."""
    for preposition in children(noun, "prep"):
        if preposition.lower_ not in ("of", "on", "for", "in") or preposition.i < noun.i:
            continue
        inner = children(preposition, "pobj")
        if (
            inner
            and inner[0].lemma_.lower() not in UNITS
            and inner[0].ent_type_ not in MEASURES
            and inner[0].pos_ in ("NOUN", "PROPN")
        ):
            return [preposition, *in_order([*children(inner[0], "compound", "amod"), inner[0]])]
    return []
