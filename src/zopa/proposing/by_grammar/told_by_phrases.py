"""Positions that phrases and adjectives tell: “is against”, “has no interest in”, “is ready to”."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zopa.foundation.text import word_set
from zopa.proposing.by_grammar.clauses import (
    children,
    helpers,
    is_negated,
    is_or_are,
    objects_of,
    says_no,
    subjects,
    unreal,
)
from zopa.proposing.by_grammar.poor_opinions import opinions
from zopa.proposing.by_grammar.stands import ADJECTIVES, Stand
from zopa.proposing.by_grammar.told_position import ToldPosition
from zopa.proposing.by_grammar.verb_themes import themes_of, unwrapped, what_follows

if TYPE_CHECKING:
    from spacy.tokens import Token

_NO_WISH = word_set("interest intention plan appetite desire wish time")


def told_by_phrase(verb: Token) -> Iterator[ToldPosition]:
    """“Is against”, “is in favour of”, “has no interest in”, “would like”."""
    if unreal(verb) and verb.lemma_ not in ("like", "love", "prefer"):
        return
    if is_or_are(verb) or verb.lemma_ in ("stand", "remain", "come", "stay"):
        yield from _against_or_for(verb)
    if verb.lemma_ == "have" and verb.dep_ != "aux":
        for noun in children(verb, "dobj"):
            if noun.lemma_ in _NO_WISH and says_no(noun):
                themes = [t for p in children(noun, "prep") for t in what_follows(p)]
                themes += children(noun, "acl")
                if themes:
                    yield ToldPosition(verb, Stand.REJECTS, tuple(subjects(verb)), tuple(themes))
    if verb.lemma_ in ("like", "love") and helpers(verb) & {"would", "'d"} and not is_negated(verb):
        if any(child.lower_ == "but" for child in children(verb, "cc")):
            return  # “would love to do more, but …”
        themes = themes_of(verb, "")
        if themes and unreal(verb) in ("", "modal"):
            yield ToldPosition(verb, Stand.WANTS, tuple(subjects(verb)), tuple(themes))


def _against_or_for(verb: Token) -> Iterator[ToldPosition]:
    if is_negated(verb):
        for adjective in children(verb, "acomp"):
            if adjective.lower_ in ("happy", "satisfied", "content"):
                yield from _unhappy(verb, adjective)
        return
    for preposition in children(verb, "prep"):
        stand, themes = None, what_follows(preposition)
        if preposition.lower_ == "against":
            stand = Stand.REJECTS
        elif preposition.lower_ == "after" and is_or_are(verb):
            stand = Stand.WANTS
        elif preposition.lower_ == "behind":
            stand = Stand.ACCEPTS
        elif preposition.lower_ == "in" and any(t.lower_ in ("favour", "favor") for t in themes):
            stand = Stand.WANTS
            themes = [t for f in themes for p in children(f, "prep") for t in what_follows(p)]
        elif preposition.lower_ == "by" and verb.lemma_ == "stand":
            stand = Stand.WANTS
        if stand is not None and themes:
            plain = stand is not Stand.ACCEPTS
            yield ToldPosition(verb, stand, tuple(subjects(verb)), tuple(themes), plain)
    for adjective in children(verb, "acomp"):
        if adjective.lower_ in ("unhappy", "dissatisfied", "disappointed"):
            yield from _unhappy(verb, adjective)


def _unhappy(verb: Token, adjective: Token) -> Iterator[ToldPosition]:
    themes = [
        theme
        for preposition in children(adjective, "prep")
        if preposition.lower_ in ("with", "by", "at")
        for theme in objects_of(preposition)
    ]
    if themes:
        yield ToldPosition(
            verb, Stand.REJECTS, tuple(subjects(verb)), tuple(themes), plain=False, how="called"
        )


def told_by_adjective(word: Token) -> Iterator[ToldPosition]:
    """“Is ready to accept”, “is opposed to”, “is keen on”."""
    stand = ADJECTIVES.get(word.lemma_)
    if stand is None or word.dep_ not in ("acomp", "oprd", "attr"):
        return
    verb = word.head
    if unreal(verb) in ("if", "question", "denied"):
        return
    if is_negated(verb):
        if stand is not Stand.ACCEPTS:
            return
        stand = Stand.REJECTS
    themes = children(word, "xcomp", "ccomp")
    themes = themes or [c for c in children(verb, "ccomp") if c.i > word.i]
    for preposition in children(word, "prep"):
        if preposition.lower_ in ("to", "on", "for"):
            themes += what_follows(preposition)
    themes, stand = unwrapped(themes, stand)
    who = subjects(verb)
    if who and themes:
        yield ToldPosition(word, stand, tuple(who), tuple(themes), plain=False, how="ready")


def told_by_opinion(verb: Token) -> Iterator[ToldPosition]:
    """“Called the offer an insult”: who thinks poorly of something rejects it."""
    for cue, who, about, plain in opinions(verb):
        how = "" if plain else "called"
        yield ToldPosition(cue, Stand.REJECTS, tuple(who), tuple(about), plain, how)
