"""By which words reports call an actor: a name, who speaks for it, a description, a pronoun."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from zopa.proposing.naming import one_line

if TYPE_CHECKING:
    from spacy.tokens import Token

    from zopa.proposing.actors.whom_words_mean import WordMeanings

_LONGEST = 60


class CallWay(StrEnum):
    """By what kind of words somebody is called."""

    NAME = "name"
    PERSON = "person"
    """By the name of one who speaks for it."""
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class ActorCall:
    """The words that call an actor in one place."""

    report: int
    """The index of the report."""
    words: str
    way: CallWay
    place: int
    """Where the head of the words stands."""


def call_of(token: Token, meanings: WordMeanings) -> ActorCall:
    """How a phrase with this head calls whom it means."""
    number = meanings.number(token)
    at = meanings.register.at.get((number, token.i))
    if at is not None:
        entity, mention = at
        way = CallWay.PERSON if entity.person else CallWay.NAME
        return ActorCall(number, one_line(mention.name, _LONGEST), way, token.idx)
    if token.pos_ == "PRON":
        return ActorCall(number, token.text, CallWay.PRONOUN, token.idx)
    words = token.doc[token.left_edge.i : token.i + 1].text
    return ActorCall(number, one_line(words, _LONGEST), CallWay.DESCRIPTION, token.idx)
