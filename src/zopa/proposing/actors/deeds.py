"""What somebody is told to do in a negotiation, by the parse around a mention.

A mention *deals* where it tables, accepts or refuses; *demands* where it wants something; *talks*
where others negotiate with it; *mediates* where it helps others; *speaks* where it only says
something.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from zopa.foundation.text import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token


class Deed(StrEnum):
    """What somebody does in a negotiation."""

    DEALS = "deals"
    DEMANDS = "demands"
    TALKS = "talks"
    MEDIATES = "mediates"
    SPEAKS = "speaks"
    ACTS = "acts"
    """Anything else that only people and bodies do."""


DEALING = word_set(
    """offer propose table reject refuse accept agree sign negotiate bargain concede counter
    strike ratify veto decline turn spurn rebuff dismiss withdraw submit counter-propose
    renegotiate settle compromise snub oppose unveil endorse approve backtrack relent budge
    talk confer suspend quit abandon resume walk put present brush reach bid knock lay"""
)
DEMANDING = word_set(
    """demand want seek insist ask request require call claim push press
    threaten warn vow pledge promise refuse prefer favour favor resist rule stand hold protest
    boycott object complain accuse urge stick signal"""
)
SPEAKING = word_set(
    """say tell announce state add argue declare comment explain describe note write reply respond
    answer deny confirm suggest believe think criticise criticize praise blame welcome condemn
    voice express hail slam attack reiterate
    stress underline report admit disclose acknowledge"""
)
ACTING = word_set(
    """lead plan decide vote meet launch impose lift keep give take make return leave join block
    drop pay buy sell build file sue lock set free release publish issue send fight defend back
    support help try let allow agree hope intend expect want face remain"""
)
MEDIATING = word_set(
    """mediate broker host facilitate arbitrate convene chair oversee referee observe monitor
    shuttle conciliate"""
)
DEAL_NOUNS = word_set(
    """offer proposal bid counter-offer counteroffer counterproposal counter-proposal plan package
    refusal rejection acceptance concession draft approach rebuff counterbid response reply term
    bargaining text ultimatum"""
)
DEMAND_NOUNS = word_set(
    """demand request position condition insistence claim red-line line call requirement priority
    figure complaint objection goal aim stance resistance opposition threat reservation plan number
    proposal"""
)
TALK_NOUNS = word_set(
    """talk negotiation deal agreement pact truce ceasefire accord dispute session meeting
    discussion bargaining compromise settlement contract treaty row standoff stand-off strike
    lockout round"""
)
NEGOTIATORS = word_set("negotiator delegation delegate")
MEDIATORS = word_set("mediator observer broker host facilitator arbitrator referee conciliator")
STRONG = frozenset({Deed.DEALS, Deed.DEMANDS, Deed.TALKS})
"""What only those do who negotiate."""
_MAKING = word_set(
    "make put submit table present send deliver issue unveil draw draft raise improve sweeten hand"
    " withdraw give have set bring come float announce lodge file publish"
)
_HOLDING = word_set(
    "hold have start resume join enter reach sign seal break leave open conclude continue begin"
    " attend suspend call strike clinch end quit abandon restart negotiate make consider"
)
_WISHED = word_set("must should would could might may")
_STANCES = word_set("willing unwilling ready prepared reluctant opposed")
"""What one is who may give way (“is willing to pay”)."""
_WITH = {
    "to": DEAL_NOUNS,
    "between": TALK_NOUNS | DEAL_NOUNS,
    "with": TALK_NOUNS | DEAL_NOUNS,
    "among": TALK_NOUNS | DEAL_NOUNS,
}
"""Nouns after which a preposition tells with whom somebody negotiates."""
_SUBJECT = frozenset({"nsubj", "csubj"})


def deeds_of(word: Token) -> Iterator[Deed]:
    """What the one does whom a phrase with this head names."""
    yield from _by_noun(word.lemma_.lower())
    head, dep = word.head, word.dep_
    while dep == "conj" and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        if head.lemma_ == "side" and head.dep_ == "pobj":
            # “between Halden on one side and Brell and Corvin on the other”
            yield from _between(head.head.head)
        head, dep = head.head, head.dep_
    if dep in _SUBJECT and head.pos_ in {"VERB", "AUX"}:
        yield from _of_verb(head)
        if _told_by(head):
            yield Deed.SPEAKS
    elif dep == "nsubjpass" and head.pos_ == "VERB":
        yield from _of_passive(head)
    elif dep == "appos" and head != word:
        yield from deeds_of(head)
    elif dep == "pobj":
        yield from _of_object(head)
    elif dep == "ROOT":
        # A parser may take a sentence for its subject with a clause.
        for child in word.children:
            if child.dep_ == "acl" and child.tag_ == "VBD":
                yield from _of_verb(child)
    elif dep in {"poss", "compound", "nmod", "amod"}:
        yield from _of_owned(head.lemma_.lower(), dep)
    if dep in {"dobj", "iobj", "dative"} and head.lemma_ in {"give", "offer", "hand"}:
        yield Deed.TALKS


def _by_noun(noun: str) -> Iterator[Deed]:
    if noun in MEDIATORS:
        yield Deed.MEDIATES
    elif noun in NEGOTIATORS:
        yield Deed.TALKS


def _of_owned(noun: str, dep: str) -> Iterator[Deed]:
    """“Movia's demand”, “the Halden bid”."""
    if noun in DEAL_NOUNS:
        yield Deed.DEALS
    elif noun in DEMAND_NOUNS:
        yield Deed.DEMANDS
    elif noun in MEDIATORS:
        yield Deed.MEDIATES
    elif noun in TALK_NOUNS and dep == "poss":
        yield Deed.TALKS


def _of_verb(verb: Token) -> Iterator[Deed]:
    verbs = [verb]
    for child in verb.children:
        if child.dep_ in {"xcomp", "conj"} and child.pos_ == "VERB":
            own = any(c.dep_ in {"nsubj", "nsubjpass"} for c in child.children)
            if not own:
                verbs.append(child)
    for each in verbs:
        lemma = each.lemma_.lower()
        if lemma in MEDIATING:
            yield Deed.MEDIATES
        elif lemma in {"decline", "refuse"} and _says_nothing(each):
            yield Deed.SPEAKS
        elif lemma == "put" and any(c.dep_ == "dobj" and c.lower_ == "it" for c in each.children):
            yield Deed.SPEAKS  # “as one of them put it”
        elif lemma in DEALING:
            yield Deed.DEALS
        elif lemma in DEMANDING:
            yield Deed.DEMANDS
        elif lemma in SPEAKING:
            yield Deed.SPEAKS
            objects = [c for c in each.children if c.dep_ == "dobj" and c.text.lower() == "no"]
            if objects:
                yield Deed.DEALS
        elif lemma == "be" and _at_the_table(each):
            yield Deed.SPEAKS
        elif lemma in ACTING:
            yield Deed.ACTS
        yield from _of_verb_object(each)


def _told_by(verb: Token) -> bool:
    """“said an official briefed on the talks”, of which a parser makes a clause."""
    above = verb.head
    bare = verb.tag_ == "VBN" and not any(c.dep_ in {"aux", "auxpass"} for c in verb.children)
    said = verb.dep_ == "ccomp" and above.lemma_.lower() in SPEAKING
    return bare and said and not any(child.dep_ in _SUBJECT for child in above.children)


def _at_the_table(verb: Token) -> bool:
    """“must be at the table”: who is to take part is somebody."""
    return any(
        child.dep_ == "prep"
        and child.lower_ == "at"
        and any(o.lemma_ == "table" for o in child.children)
        for child in verb.children
    )


def _of_passive(verb: Token) -> Iterator[Deed]:
    """“is said to be willing”, “is bound to resist”, “was asked to cover”."""
    if verb.lemma_.lower() in {"offer", "ask", "promise", "urge"}:
        yield Deed.TALKS
        return
    for child in verb.children:
        if child.dep_ == "xcomp" and child.pos_ in {"VERB", "AUX"}:
            yield from _of_verb(child)


def _says_nothing(verb: Token) -> bool:
    """“declined to comment”."""
    silent = {"comment", "say", "speak", "answer", "respond", "elaborate", "discuss"}
    return any(child.dep_ == "xcomp" and child.lemma_ in silent for child in verb.children)


def _of_verb_object(verb: Token) -> Iterator[Deed]:
    """“made a proposal”, “has a demand”, “held talks”."""
    for child in verb.children:
        if child.dep_ in {"dobj", "attr"}:
            noun = child.lemma_.lower()
            if noun in MEDIATORS and verb.lemma_ in {"send", "provide", "appoint", "name"}:
                yield Deed.MEDIATES
            if noun in {"fault", "regret", "concern", "dismay", "anger", "doubt", "support"}:
                yield Deed.SPEAKS
            own = any(c.lower_ in {"its", "their"} for c in child.children)
            # “has sweetened its bid”
            changes = own and verb.lemma_.lower() not in SPEAKING
            if noun in DEAL_NOUNS and (verb.lemma_ in _MAKING or changes):
                yield Deed.DEALS
            elif noun in DEMAND_NOUNS and verb.lemma_ in _MAKING:
                yield Deed.DEMANDS
            elif noun in TALK_NOUNS and verb.lemma_ in _HOLDING:
                yield Deed.TALKS
        elif child.dep_ == "acomp" and child.lemma_.lower() in _STANCES:
            yield Deed.DEMANDS


def _only_wished(noun: Token) -> bool:
    """“must be at the table for talks with Halden”: such talks need not take place."""
    verb = noun
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    return any(child.dep_ == "aux" and child.lower_ in _WISHED for child in verb.children)


def _between(word: Token) -> Iterator[Deed]:
    if any(child.lower_ == "between" for child in word.children):
        yield Deed.TALKS


def _passive_over(noun: Token) -> Token | None:
    """The verb in the passive of which a noun is an object, unless the noun is what one offers."""
    word = noun
    while word.dep_ in {"npadvmod", "compound"} and word.head.pos_ == "NOUN":
        word = word.head
    verb = word.head
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    inside = word.dep_ in {"dobj", "oprd"} and word.lemma_.lower() not in DEAL_NOUNS | DEMAND_NOUNS
    return verb if passive and inside and verb.tag_ == "VBN" else None


def _of_object(preposition: Token) -> Iterator[Deed]:
    how, over = preposition.lower_, preposition.head
    noun = over.lemma_.lower()
    offered = any(c.dep_ == "dobj" and c.lemma_.lower() in DEAL_NOUNS for c in over.children)
    if how in {"by", "from"} and over.pos_ == "VERB" and offered:
        # A parser may join “an offer from Halden” as if the verb were from there.
        yield Deed.DEALS
    if over.dep_ == "acl" and over.head.lemma_.lower() in MEDIATORS and how == "by":
        # “observers sent by Movia”
        yield Deed.MEDIATES
    if preposition.dep_ == "agent" or (how == "by" and over.pos_ == "VERB" and over.tag_ == "VBN"):
        yield from _of_verb(over)
    elif how in {"between", "with"} and any(
        child.dep_ == "nsubj" and child.lemma_.lower() in TALK_NOUNS for child in over.children
    ):
        # “the talks are between Halden and Brell”
        yield Deed.TALKS
    elif how == "by" and (passive := _passive_over(over)) is not None:
        # In “was offered 60 euros by Halden” a parser may join the last words.
        yield from _of_verb(passive)
    elif over.pos_ == "NOUN":
        if how in {"by", "from", "of"} and noun in DEAL_NOUNS:
            yield Deed.DEALS
        elif how in {"by", "from", "of"} and noun in DEMAND_NOUNS - {
            "plan",
            "line",
            "number",
            "figure",
            "term",
        }:
            yield Deed.DEMANDS
        elif (how == "to" and noun in DEAL_NOUNS) or (
            how in {"between", "with", "among"}
            and noun in TALK_NOUNS | DEAL_NOUNS
            and not _only_wished(over)
        ):
            yield Deed.TALKS
        elif how in {"from", "of", "for"} and noun in MEDIATORS:
            yield Deed.MEDIATES
    elif how in {"with", "to", "from"} and noun in {
        "negotiate",
        "talk",
        "bargain",
        "meet",
        "speak",
        "agree",
        "propose",
        "offer",
        "submit",
        "deal",
    }:
        yield Deed.TALKS
    elif how == "to" and preposition.i and preposition.nbor(-1).lower_ == "according":
        yield Deed.SPEAKS
