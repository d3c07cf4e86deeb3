"""What stands in a name and beside it: whether it is a person, and which kind of actor."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zopa.foundation.text import word_set
from zopa.proposing.actors import same_names as same
from zopa.proposing.actors.actor import ActorKind
from zopa.proposing.actors.deeds import SPEAKING
from zopa.proposing.actors.name_words import is_everyday_noun
from zopa.proposing.actors.nouns import (
    ARMED_WORDS,
    BODY_WORDS,
    COMPANY_ENDS,
    GOVERNMENTS,
    LEGAL_ENDS,
    MEDIA,
    OFFICES,
    PARTY_WORDS,
    PLACES,
    THINGS,
    UNION_WORDS,
    kinds_of,
)
from zopa.statements.speakers.vocabulary import given_names

if TYPE_CHECKING:
    from spacy.tokens import Token

    from zopa.proposing.actors.name_mentions import NameMention


_OF_BODIES = word_set(
    "board shareholder stockholder investor management headquarters union executive chairman ceo"
    " workforce factory plant share stock member subsidiary employee"
)
"""What a person does not have."""
_OF_PERSONS = word_set("team colleague remark administration speech comment wife lawyer aide")


_WHERE = word_set(
    "upper lower new great greater old north south east west northern southern eastern western"
    " central inner outer united"
)
"""Words with which names of places begin."""
_TITLED = frozenset({"secretary", "minister", "president", "chancellor"})
_HE = frozenset({"he", "she", "his", "her", "him", "himself", "herself"})
_GOVERNING = word_set("administration government cabinet presidency team camp")


def _is_business(word: str) -> bool:
    """Whether the last word of a name is an everyday noun in use or letters (“Trams”, “FC”)."""
    if word.isupper() and 2 <= len(word) <= 3 and word not in {"II", "III", "IV"}:
        return True
    return is_everyday_noun(word.lower())


def person_votes(mention: NameMention) -> float:
    """For and against that a name is a person's."""
    name = mention.name
    if mention.country:
        return -9
    words = name.split()
    low = [word.lower().strip(".") for word in words]
    vote = {"PERSON": 1.0, "ORG": -1.0, "GPE": -0.8, "NORP": -1.5, "": 0.0}.get(mention.label, -0.5)
    if len(words) == 1 and mention.label == "PERSON":
        # A report tells the full name or the office of a person, and a parser calls many so.
        vote = 0.0
    if set(low) & MEDIA and not mention.titled:
        return -9
    if mention.titled:
        vote += 4
    if len(words) > 1 and low[0] in given_names():
        vote += 3
    elif len(words) > 1 and low[0] in _WHERE:
        vote -= 4
    elif len(words) > 1 and _is_business(words[-1]):
        vote -= 2
    if (
        set(low) & (COMPANY_ENDS | UNION_WORDS | PARTY_WORDS | BODY_WORDS | GOVERNMENTS)
        or low[-1] in PLACES | THINGS
    ):
        vote -= 4
    if len(words) == 1 and all(map(same.is_acronym, name.split("-"))):
        vote -= 4
    if len(words) == 1 and name.endswith("s") and _plural_the(mention):
        vote -= 3
    left = mention.span[0].nbor(-1) if mention.span[0].i > 0 else None
    if left is not None and left.lower_ in {"the", "a", "an", "both"}:
        vote -= 2
    return vote + _context_votes(mention)


def _context_votes(mention: NameMention) -> float:
    head, vote = mention.head, 0.0
    for word in _beside(head):
        if word.lemma_.lower() in OFFICES - {"owner"}:
            vote += 3
        elif kinds_of(word.lemma_.lower()):
            vote -= 3
    for child in head.children:
        if child.dep_ == "relcl":
            who = {w.lower_ for w in child.subtree if w.tag_ in {"WP", "WDT", "WP$"}}
            vote += 2 if "who" in who else 0
            vote -= 2 if "which" in who else 0
    if office_before(mention) is not None or _after_office_of(head):
        vote += 3
    if head.dep_ == "poss" and head.head.lemma_.lower() in _OF_PERSONS:
        vote += 1
    if governs(mention):
        vote += 4
    if _is_he(mention) or (mention.label == "PERSON" and _is_of_body(mention)):
        vote += 2
    if " " not in mention.name and _offers_money(head):
        # Who offers a sum or a share of pay is seldom called by a bare surname.
        vote -= 2
    after = mention.span.end
    if after < len(head.doc) and head.doc[after].lower_ in LEGAL_ENDS:
        vote -= 4
    joined = [c for c in head.children if c.dep_ == "conj"]
    if any(c.ent_type_ == "ORG" or kinds_of(c.lemma_.lower()) for c in joined):
        vote -= 1.5
    if head.dep_ == "poss" and head.head.lemma_.lower() in _OF_BODIES:
        vote -= 2
    if head.dep_ == "pobj" and head.head.lower_ in {"at", "in"} and " " not in mention.name:
        vote -= 0.5
    return vote


def office_before(mention: NameMention) -> Token | None:
    """The office in “its lead negotiator, Per Holt”, as it stands right before the name."""
    doc, at = mention.span.doc, mention.span.start - 1
    if at >= 1 and doc[at].text == ",":
        at -= 1
    if at < 0:
        return None
    word = doc[at]
    office = word.lemma_.lower() in OFFICES - {"owner"} and word.pos_ in {"NOUN", "PROPN"}
    return word if office else None


def governs(mention: NameMention) -> bool:
    """“the Berg administration”: a government is called after who leads it."""
    head = mention.head
    the = mention.span[0].i > 0 and mention.span[0].nbor(-1).lower_ == "the"
    called_so = head.dep_ in {"compound", "nmod"} and head.head.i == mention.span.end
    one = mention.label == "PERSON" or head.head.lemma_ == "administration"
    return the and called_so and one and head.head.lemma_.lower() in _GOVERNING


def _after_office_of(head: Token) -> bool:
    """“the chief of Halden, Ann Berg”, which a parser takes for another name of Halden."""
    preposition = head.head.head
    return (
        head.dep_ == "appos"
        and head.head.dep_ == "pobj"
        and preposition.lower_ == "of"
        and preposition.head.lemma_.lower() in OFFICES - {"owner"}
    )


def _is_he(mention: NameMention) -> bool:
    """“Berg said that he …”, where no other person is named before."""
    head = mention.head
    said = head.head.lemma_.lower() in SPEAKING
    if head.dep_ != "nsubj" or not (said or mention.label == "PERSON"):
        return False
    own = range(mention.span.start, mention.span.end)
    for word in head.sent:
        if word.ent_type_ == "PERSON" and word.i not in own:
            return False
        if word.i >= mention.span.end and word.lower_ in _HE:
            return True
    return False


def _is_of_body(mention: NameMention) -> bool:
    """“said Ann Berg of the Civic Alliance”."""
    if mention.head.dep_ != "nsubj" or mention.head.head.lemma_.lower() not in SPEAKING:
        return False
    return any(
        child.lower_ in {"of", "from"} and any(c.ent_type_ == "ORG" for c in child.children)
        for child in mention.head.children
        if child.dep_ == "prep"
    )


def _offers_money(head: Token) -> bool:
    if head.dep_ != "nsubj" or head.head.lemma_ not in {"offer", "propose"}:
        return False
    objects = [child for child in head.head.children if child.dep_ == "dobj"]
    return any(word.ent_type_ in {"PERCENT", "MONEY"} for c in objects for word in c.subtree)


def _plural_the(mention: NameMention) -> bool:
    """“The Havnis said”: a people or a group."""
    first = mention.span[0]
    return first.i > 0 and first.nbor(-1).lower_ == "the" and first.tag_ in {"NNPS", "NNS", "NNP"}


def _beside(head: Token) -> list[Token]:
    """Nouns that say what a name is: in apposition, before it, or after “is” or “as”."""
    found = [c for c in head.children if c.dep_ == "appos" and c.pos_ in {"NOUN", "PROPN"}]
    if head.dep_ == "appos" and head.head.pos_ == "NOUN":
        found.append(head.head)
    found += [
        c
        for c in head.children
        if c.dep_ in {"compound", "nmod"}
        and c.i < head.i
        and (c.pos_ == "NOUN" or (c.pos_ == "PROPN" and c.lower_ in _TITLED))
    ]
    whole = head.head
    if head.dep_ == "compound" and whole.i == head.i + 1 and _tells(head, whole):
        found.append(whole)
    if head.dep_ == "nsubj" and head.head.lemma_ == "be":
        found += [c for c in head.head.children if c.dep_ == "attr"]
    return found


def _tells(head: Token, noun: Token) -> bool:
    """Whether the noun after a name says what it is: “the RMT union”, not “the Boeing union”."""
    lemma = noun.lemma_.lower()
    if lemma in {"union", "government"}:
        named = (head, *head.lefts)
        return any(same.is_acronym(word.text) for word in named)
    return bool(kinds_of(lemma)) and lemma not in {"owner", "maker", "rival", "council", "country"}


def called(mention: NameMention) -> set[str]:
    """The nouns for kinds of actors by which a name is called where it stands."""
    return {word.lemma_.lower() for word in _beside(mention.head) if kinds_of(word.lemma_.lower())}


def kind_by_name(name: str) -> ActorKind | None:
    """The kind of actor that the words of a name tell.

    >>> kind_by_name("Guild of Harbour Workers"), kind_by_name("Halden Paints")
    (<ActorKind.UNION: 'union'>, <ActorKind.COMPANY: 'company'>)
    >>> kind_by_name("Halden") is None
    True
    """
    words = [re.sub(r"['’]s?$", "", word.lower().strip(".,")) for word in name.split()]
    if not words or (
        len(words) == 1
        and words[0] not in {"greens", "liberals", "conservatives", "teamsters", "socialists"}
    ):
        return None
    if set(words) & (UNION_WORDS - {"union"}):
        return ActorKind.UNION
    if words[-1] in ARMED_WORDS:
        return ActorKind.GROUP
    if words[-1] in PARTY_WORDS or "party" in words:
        return ActorKind.POLITICAL_PARTY
    if words[-1] in COMPANY_ENDS:
        return ActorKind.COMPANY
    if words[-1] in GOVERNMENTS or words[0] in {"ministry", "department"}:
        return ActorKind.STATE
    if set(words) & {"union", "local", "brotherhood"} and words[-1] in {
        "union",
        "local",
        "brotherhood",
    }:
        return ActorKind.UNION
    if set(words) & (BODY_WORDS - {"union", "league"}):
        return ActorKind.BODY
    if set(words) & {"union"}:
        return None
    return None
