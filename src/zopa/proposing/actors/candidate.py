"""Who may be an actor: bodies with a name, classes of people, and what is only described."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zopa.proposing.actors.actor import ActorKind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from zopa.proposing.actors.named_entity import NamedEntity
    from zopa.proposing.given import GivenParty

_LOOSE = frozenset(
    [
        "many",
        "several",
        "some",
        "other",
        "few",
        "all",
        "both",
        "most",
        "more",
        "these",
        "those",
        "such",
        "various",
        "certain",
        "new",
        "old",
        "own",
        "big",
        "large",
        "small",
        "major",
        "key",
        "main",
        "senior",
        "top",
        "leading",
        "local",
        "international",
        "global",
        "individual",
        "same",
        "whole",
        "entire",
        "respective",
        "last",
        "next",
        "first",
        "second",
        "third",
        "late",
        "current",
        "former",
        "poor",
        "poorer",
        "rich",
        "bigger",
        "biggest",
        "largest",
        "private-sector",
        "remaining",
        "angry",
        "displaced",
        "striking",
        "thousand",
        "hundred",
        "dozen",
        "million",
        "three",
        "two",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "only",
        "any",
        "no",
        "every",
        "each",
        "locked-out",
        "locked",
        "young",
        "average",
        "extra",
        "non-union",
        "unionized",
        "unionised",
        "their",
        "its",
        "our",
        "his",
        "her",
    ]
)
"""Adjectives that make no class of its own."""
_NAMES = frozenset({"GPE", "PERSON", "ORG", "FAC"})


@dataclass(eq=False)
class Candidate:
    """One that may turn out to be an actor."""

    kind: ActorKind
    entity: NamedEntity | None = None
    noun: str = ""
    """The base form of the head of the phrase by which a class is called."""
    marks: frozenset[str] = frozenset()
    """What classes this class (“official” of “official creditors”)."""
    phrases: Counter[str] = field(default_factory=Counter)
    """The phrases by which it is called, without articles."""
    described: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    """The countries that descriptions tell of it (“the Danish company”)."""
    single: bool = False
    """One who is only described, such as “the trust”."""
    presided: bool = False
    """A summit or a conference, of which only those who preside over it act."""
    given: GivenParty | None = None
    """The party that a person named beforehand."""

    @property
    def plural(self) -> bool:
        return (bool(self.noun) and not self.single) or self.kind in {
            ActorKind.UNION, ActorKind.GROUP, ActorKind.POLITICAL_PARTY
        }  # fmt: skip

    @property
    def name(self) -> str:
        if self.given is not None:
            return self.given.name
        if self.presided and self.entity is not None:
            return f"{self.entity.name} presidency"
        if self.entity is not None:
            return self.entity.name
        best = max(self.phrases, key=lambda p: (len(p.split()) > 1, self.phrases[p], -len(p), p))
        return best[:1].upper() + best[1:]


def marks_of(noun: Token) -> frozenset[str]:
    """The words before a plural noun that make a class of its own.

    “official creditors” and “private creditors” are two; “many creditors” are just creditors.
    """
    found: set[str] = set()
    for child in noun.children:
        if child.i > noun.i or child.dep_ not in {"amod", "compound", "nmod"}:
            continue
        word = child.lower_
        if child.ent_type_ in _NAMES | {"CARDINAL", "DATE"} or word in _LOOSE:
            continue
        if child.tag_ in {"VBG", "VBN", "CD", "JJR", "JJS"} and "-" not in word:
            continue
        found.add(child.lemma_.lower())
    return frozenset(found)


def phrase_of(noun: Token) -> str:
    """The class as it is called: the noun with what stands tightly before it."""
    return "".join(
        word.text_with_ws
        for word in noun.doc[noun.left_edge.i : noun.i + 1]
        if word == noun or _tight(word, noun)
    ).strip()


def _tight(word: Token, noun: Token) -> bool:
    if word.head == noun:
        marks = word.dep_ in {"amod", "compound", "nmod"} and word.ent_type_ not in _NAMES
        return marks and word.lower_ not in _LOOSE and word.pos_ != "NUM"
    # “climate-vulnerable countries”
    within = word.head.head == noun and word.head.dep_ in {"amod", "compound"}
    return within and word.dep_ in {"compound", "punct", "amod", "npadvmod", "advmod"}
