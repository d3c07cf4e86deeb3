"""Positions that nouns tell: “its refusal of”, “the union’s demand for”, “9% by Ford”."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zopa.foundation.text import word_set
from zopa.proposing.by_grammar.clauses import (
    VERBAL,
    all_joined,
    changed_to,
    children,
    is_negated,
    is_or_are,
    objects_of,
    owners,
    subjects,
    unreal,
)
from zopa.proposing.by_grammar.listed_wishes import (
    LISTED,
    head_of,
    is_a_no,
    listed_behind,
    parts_from,
)
from zopa.proposing.by_grammar.stands import FIGURE_NOUNS, MAKING, NOUNS, TEXTS, Stand
from zopa.proposing.by_grammar.told_position import ToldPosition
from zopa.proposing.by_grammar.verb_themes import unwrapped, what_follows

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEHIND = {
    Stand.WANTS: ("for", "to"),
    Stand.OFFERS: ("of", "for", "to"),
    Stand.REJECTS: ("of", "to"),
    Stand.ACCEPTS: ("of", "to", "for"),
}
"""The prepositions behind which a noun's theme stands."""


def told_by_noun(noun: Token) -> Iterator[ToldPosition]:
    """“The union's demand for”, “its refusal of”, “its demands include X”."""
    listed = list(_of_list(noun))
    yield from listed
    lemma = noun.lemma_.lower()
    stand = NOUNS.get(lemma)
    is_told = _told_by_is(noun) if lemma in FIGURE_NOUNS else []
    if stand is None and is_told:
        stand = Stand.WANTS
    if stand is None or noun.dep_ == "compound":
        return
    if any(child.dep_ == "det" and child.lower_ in ("no", "any") for child in noun.children):
        return
    who = owners(noun) or _of_light_verb(noun)
    themes = is_told or _theme_behind(noun, stand)
    if stand is Stand.OFFERS and lemma in TEXTS:
        themes = [noun]
    themes = [] if listed else themes
    if stand is Stand.WANTS:
        changed = changed_to(noun)
        if changed:
            themes = changed
        elif _given_up(noun):
            return
    if not who or not themes:
        return
    themes, stand = unwrapped(themes, stand)
    if not themes:
        return
    above = noun.head
    while above.dep_ in ("conj", "pobj", "dobj", "prep") and above.head.i != above.i:
        above = above.head
    plain = above.pos_ not in VERBAL or unreal(above) not in ("if", "question")
    yield ToldPosition(noun, stand, tuple(who), tuple(themes), plain, "noun")


def _given_up(noun: Token) -> bool:
    """“Dropped its demand for”, “backed away from its call for”: it is not wanted any more."""
    verb = noun.head
    if noun.dep_ == "pobj":
        away = {verb.lower_, verb.head.lower_, *(c.lower_ for c in children(verb.head, "prt"))}
        verb = verb.head if verb.head.pos_ in VERBAL else verb.head.head
        return verb.lemma_ in _BACKING_AWAY and bool(away & {"from", "on", "off"})
    if noun.dep_ not in ("dobj", "nsubjpass") or is_negated(verb) or unreal(verb):
        return False
    up = any(c.lower_ == "up" for c in children(verb, "prt"))
    return verb.lemma_ in _GIVING_UP or (verb.lemma_ == "give" and up)


_GIVING_UP = word_set("drop withdraw abandon shelve retract scrap rescind renounce relinquish")
_BACKING_AWAY = word_set("back retreat step climb walk move")


def _of_list(noun: Token) -> Iterator[ToldPosition]:
    """“The aims of the League, such as A and B”, “on the list of the League are A and B”."""
    if noun.lemma_.lower() not in LISTED:
        return
    verb = noun.head.head
    parts = listed_behind(noun)
    if noun.dep_ == "pobj" and noun.head.lower_ in ("among", "on") and is_or_are(verb):
        behind = children(verb, "attr", "nsubj")
        if len(behind) == 1 and behind[0].i > verb.i and not is_negated(verb) and not unreal(verb):
            parts = parts_from(behind[0].left_edge)
    who = owners(noun) or [
        n for p in children(noun, "prep") if p.lower_ == "of" for n in objects_of(p)
    ]
    for part in parts if who else ():
        head = head_of(part)
        stand = Stand.REJECTS if is_a_no(part) else Stand.WANTS
        if head is not None:
            yield ToldPosition(noun, stand, tuple(who), (head,), False, "noun", part)


def told_by_amount(word: Token) -> Iterator[ToldPosition]:
    """“9% by Ford”: an amount that somebody offers."""
    if word.ent_type_ not in ("PERCENT", "MONEY"):
        return
    who = [n for by in children(word, "prep", "agent") if by.lower_ == "by" for n in objects_of(by)]
    if who and all(noun.pos_ == "PROPN" for noun in who):
        yield ToldPosition(word, Stand.OFFERS, tuple(who), (word,), plain=False, how="noun")


def _theme_behind(noun: Token, stand: Stand) -> list[Token]:
    themes: list[Token] = []
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in _BEHIND[stand]:
            themes += what_follows(child)
        if child.dep_ == "acl" and child.tag_ in ("VB", "VBP"):
            themes.append(child)
    if not themes and stand is Stand.WANTS:
        themes = all_joined(children(noun, "appos"))
    return themes


def _of_light_verb(noun: Token) -> list[Token]:
    """Who “made a demand for” something."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.pos_ != "VERB" or verb.lemma_ not in MAKING | {"voice"}:
        return []
    return [] if is_negated(verb) or unreal(verb) else subjects(verb)


def _told_by_is(noun: Token) -> list[Token]:
    """“The union's demand is X”, “its demands include X”, “among its demands are X”."""
    verb = noun.head
    if noun.dep_ == "nsubj" and verb.lemma_ in ("include", "comprise") and not is_negated(verb):
        return all_joined(children(verb, "dobj"))
    if noun.dep_ == "pobj" and verb.lower_ in ("among", "on") and verb.head.lemma_ == "be":
        return all_joined(children(verb.head, "nsubj", "attr"))
    if noun.dep_ != "nsubj" or verb.lemma_ != "be" or is_negated(verb) or unreal(verb):
        return []
    found = children(verb, "attr", "acomp", "xcomp", "ccomp")
    behind = [n for p in children(verb, "prep") if p.lower_ == "for" for n in objects_of(p)]
    return all_joined(found or behind)  # “its policy is for 40 homes”
