"""Positions that set phrases tell: “dug in its heels over”, “the plan has the backing of”.

In these the verb alone says nothing: a noun beside it tells the stand, and who takes it, or what it
is about, stands behind that noun.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zopa.foundation.text import word_set
from zopa.proposing.by_grammar.clauses import (
    all_joined,
    children,
    is_negated,
    objects_of,
    says,
    says_no,
    subjects,
    unreal,
)
from zopa.proposing.by_grammar.stands import DEALS, TEXTS, Stand
from zopa.proposing.by_grammar.told_position import ToldPosition
from zopa.proposing.by_grammar.verb_themes import what_follows

if TYPE_CHECKING:
    from spacy.tokens import Token

_IDIOMS = {
    Stand.WANTS: "set sight on, set eye on, have eye on, lay claim to, make case for, "
    "make demand for, put emphasis on, beat drum for",
    Stand.REJECTS: "dig heel over, dig heel on, dig heel against, draw line at, turn back on, "
    "turn nose at, pour water on, slam door on, slam door to, shut door on, shut door to, "
    "close door on, close door to, take issue with, raise objection to, raise objection against, "
    "voice objection to, lodge objection to, express objection to, express opposition to, "
    "voice opposition to, declare opposition to",
    Stand.ACCEPTS: "give light to, give go-ahead to, give approval to, give backing to, "
    "give endorsement to, give support to, lend support to, lend backing to, lend weight to, "
    "throw weight behind, put weight behind, throw support behind, put name to, put signature to, "
    "express support for, voice support for, declare support for, announce support for, "
    "pledge support for, vote favour of, vote favor of, come favour of, come favor of",
}
_STAND_OF = {
    tuple(words.split()): stand for stand, idioms in _IDIOMS.items() for words in idioms.split(", ")
}
_BACKING = word_set("backing support approval endorsement blessing consent acceptance assent nod")
_RESISTANCE = word_set("opposition resistance rejection objection")
_GETTING = word_set(
    "have win enjoy gain get secure receive earn draw meet face encounter run prompt provoke "
    "command attract garner"
)
_NEEDED = word_set(
    "condition precondition prerequisite must necessity priority essential vital crucial "
    "indispensable imperative non-negotiable nonnegotiable"
)
"""What is said of something without which a side does not agree."""


def told_by_idiom(verb: Token) -> Iterator[ToldPosition]:
    """The positions that a verb tells with the nouns beside it.

    >>> from zopa.statements.grammar import parsed
    >>> told = told_by_idiom(parsed("The airline dug in its heels over pensions.").doc[2])
    >>> [(str(t.stand), [w.text for w in t.themes]) for t in told]
    [('rejects', ['pensions'])]
    """
    if unreal(verb) in ("if", "question", "denied", "to come"):
        return
    yield from _no_deal_without(verb)
    if is_negated(verb):
        return
    yield from _set_phrase(verb)
    yield from _backed(verb)
    yield from _made_condition(verb)
    yield from _is_needed(verb)


def _nouns_beside(verb: Token) -> list[Token]:
    found = all_joined(children(verb, "dobj"))
    return found + [n for p in children(verb, "prep") for n in objects_of(p)]


def _set_phrase(verb: Token) -> Iterator[ToldPosition]:
    for noun in _nouns_beside(verb):
        for preposition in (*children(noun, "prep"), *children(verb, "prep", "dative")):
            key = (verb.lemma_, noun.lemma_.lower(), preposition.lower_)
            if key not in _STAND_OF:
                continue
            who, themes = subjects(verb), what_follows(preposition)
            if who and themes:
                stand = supported(_STAND_OF[key], themes)
                yield ToldPosition(verb, stand, tuple(who), tuple(themes), False, "idiom")
                return


def supported(stand: Stand, themes: list[Token]) -> Stand:
    """What is backed and is no text is wanted: “backs higher quotas”."""
    texts = any(theme.lemma_.lower() in TEXTS | DEALS for theme in themes)
    return Stand.WANTS if stand is Stand.ACCEPTS and not texts else stand


def _backed(verb: Token) -> Iterator[ToldPosition]:
    """“The plan has the backing of Karsia”, “the towers met with opposition from residents”."""
    if verb.lemma_ not in _GETTING:
        return
    for noun in _nouns_beside(verb):
        lemma = noun.lemma_.lower()
        if lemma not in _BACKING | _RESISTANCE or says_no(noun):
            continue
        holders = [
            holder
            for word in (noun, verb)
            for preposition in children(word, "prep")
            if preposition.lower_ in ("of", "from", "among") and preposition.i > noun.i
            for holder in objects_of(preposition)
        ]
        themes = subjects(verb)
        if holders and themes:
            stand = Stand.ACCEPTS if lemma in _BACKING else Stand.REJECTS
            stand = supported(stand, themes)
            yield ToldPosition(noun, stand, tuple(holders), tuple(themes), False, "idiom")


def _made_condition(verb: Token) -> Iterator[ToldPosition]:
    """“Made the closure of the mine a condition of its support”."""
    if verb.lemma_ != "make":
        return
    objects = children(verb, "dobj", "oprd", "nsubj", "ccomp", "attr")
    named = [o for o in objects if o.lemma_.lower() in _NEEDED and o.i > verb.i]
    about = [o for o in objects if o not in named and o.i > verb.i and o.pos_ != "PRON"]
    about += [inner for o in named for inner in children(o, "nsubj")]
    who = subjects(verb)
    if who and named and about:
        yield ToldPosition(verb, Stand.WANTS, tuple(who), tuple(about), True, "idiom")


def _is_needed(verb: Token) -> Iterator[ToldPosition]:
    """“For Karsia the quota is essential”, “a veto is a must, the minister said”."""
    if verb.lemma_ not in ("be", "remain"):
        return
    about = [n for n in children(verb, "nsubj", "csubj") if n.pos_ != "PRON"]
    for word in children(verb, "acomp", "attr"):
        if word.lemma_.lower() not in _NEEDED or not about:
            continue
        who = [
            holder
            for above in (word, verb)
            for preposition in children(above, "prep")
            if preposition.lower_ in ("for", "to")
            for holder in objects_of(preposition)
        ] or says(verb)
        if who:
            yield ToldPosition(verb, Stand.WANTS, tuple(who), tuple(about), False, "needed")


def _no_deal_without(verb: Token) -> Iterator[ToldPosition]:
    """“There will be no deal without a veto, Karsia said”."""
    who = says(verb)
    if not who:
        return
    for noun in children(verb, "attr", "nsubj", "nsubjpass", "dobj"):
        deal = noun.lemma_.lower() in DEALS | {"peace", "support", "signature"}
        if not (deal and (says_no(noun) or is_negated(verb))):
            continue
        for word in (noun, verb):
            for preposition in children(word, "prep"):
                themes = what_follows(preposition)
                if preposition.lower_ == "without" and themes:
                    yield ToldPosition(
                        verb, Stand.WANTS, tuple(who), tuple(themes), False, "without"
                    )
