"""For whom a person speaks, by what reports say beside the name.

Each sign is a vote for somebody: an office under a name (“Halden CEO Ann Berg”), an apposition
(“the head of the dockers' union”), a relative clause (“who leads the Greens”), a possessive
(“its chairman”, “Ann Berg's party”). A person of whom nothing is told has no party.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from zopa.foundation.text import word_set
from zopa.proposing.actors.actor import ActorKind
from zopa.proposing.actors.beside_names import office_before
from zopa.proposing.actors.nouns import OFFICES, REPRESENTATIVES, TITLES

if TYPE_CHECKING:
    from spacy.tokens import Token

    from zopa.proposing.actors.candidate import Candidate
    from zopa.proposing.actors.name_mentions import NameMention
    from zopa.proposing.actors.whom_words_mean import WordMeanings

_LEADING = word_set("lead head run chair govern represent command front own")
_ORGANISED = word_set(
    "party government administration company union team delegation cabinet side bloc camp ministry"
    " movement group country"
)
_BEFORE = frozenset({"compound", "nmod", "amod"})


def is_office(word: Token) -> bool:
    """Whether a noun is an office that one holds for somebody."""
    lemma = word.lemma_.lower()
    return lemma in OFFICES | REPRESENTATIVES or lemma.endswith(("-general", "-president"))


def offices_of(mention: NameMention) -> Iterator[Token]:
    """The nouns that are told as the office of a person, where the person is named."""
    head = mention.head
    around = [child for word in mention.span for child in word.children]
    if head.dep_ == "appos":
        if is_office(head.head):
            yield head.head
        around += list(head.head.children)
        # In “the head of the league, Ann Berg” a parser may take her for the league.
        preposition = head.head.head
        if head.head.dep_ == "pobj" and preposition.lower_ == "of" and is_office(preposition.head):
            yield preposition.head
    for child in around:
        if mention.span.start <= child.i < mention.span.end or not is_office(child):
            continue
        before = child.dep_ in _BEFORE and child.i < mention.span.start
        # “Ann Berg and other union leaders”
        among = child.dep_ == "conj" and any(word.lower_ == "other" for word in child.children)
        if child.dep_ in {"appos", "attr"} or before or among:
            yield child
    if head.dep_ == "nsubj" and head.head.lemma_ == "be":
        yield from (c for c in head.head.children if c.dep_ == "attr" and is_office(c))
    just_before = office_before(mention)
    if just_before is not None:
        yield just_before
    yield from _listed(mention)


def _listed(mention: NameMention) -> Iterator[Token]:
    """The office in “X, president of the league”, which a parser may take for a list."""
    doc, after = mention.span.doc, mention.span.end
    if after + 1 >= len(doc) or doc[after].text not in {",", "("}:
        return
    for word in doc[after + 1 : min(len(doc), after + 7)]:
        if is_office(word) and word.tag_ in {"NN", "NNP"} and word.dep_ != "nsubj":
            yield word
            return
        if word.pos_ in {"VERB", "AUX"} or word.text in {",", ".", ")"}:
            return


class Affiliation:
    """The votes that the words around one mention of a person give."""

    def __init__(self, mention: NameMention, reference: WordMeanings) -> None:
        self.votes: Counter[Candidate] = Counter()
        self._mention = mention
        self._reference = reference
        titles = {told.strip(".").lower() for told in mention.office}
        if mention.owner is not None and not titles <= TITLES:
            self._vote(mention.owner.head, 3)
        for office in offices_of(mention):
            self._owners(office, 3)
        for word in mention.span:
            for child in word.children:
                if child not in mention.span:
                    self._beside(child)
        self._possession(mention.head)
        self._own_party()

    def _vote(self, word: Token, weight: int) -> None:
        found = self._reference.unless_person(word)
        if found is not None:
            self.votes[found] += weight

    def _owners(self, noun: Token, weight: int) -> None:
        for owner in self._reference.owners(noun):
            self.votes[owner] += weight

    def _beside(self, child: Token) -> None:
        """“Movia's Ann Berg”, “Ann Berg of Halden”, “Ann Berg, who leads the Greens”."""
        before = child.dep_ in _BEFORE and child.i < self._mention.span.start
        if child.dep_ == "poss" or before:
            self._vote(child, 2)
        elif child.dep_ == "prep" and child.lower_ in {"of", "from", "for"}:
            self._objects(child, 2)
        elif child.dep_ == "relcl":
            self._clause(child)
            for more in child.children:
                if more.dep_ == "conj" and more.pos_ in {"VERB", "AUX"}:
                    self._clause(more)

    def _clause(self, verb: Token) -> None:
        for child in verb.children:
            if child.dep_ == "dobj" and verb.lemma_ in _LEADING:
                self._vote(child, 3)
                if self._reference.unless_person(child) is None:
                    self._owners(child, 2)
            elif child.dep_ == "attr" and verb.lemma_ == "be" and is_office(child):
                self._owners(child, 3)
            elif child.dep_ == "prep" and child.lower_ == "for":
                self._objects(child, 2)

    def _objects(self, preposition: Token, weight: int) -> None:
        for obj in preposition.children:
            if obj.dep_ == "pobj":
                self._vote(obj, weight)
                if self._reference.unless_person(obj) is None:
                    self._owners(obj, weight - 1)

    def _led(self, verb: Token) -> None:
        """“Halden, led by Ann Berg”, “the delegation is led by Ann Berg”."""
        if verb.lemma_ not in _LEADING:
            return
        led = [child for child in verb.children if child.dep_ == "nsubjpass"]
        for each in led or ([verb.head] if verb.dep_ == "acl" else []):
            self._vote(each, 3)

    def _own_party(self) -> None:
        """“Ann Berg's Green Party bloc”, however the parser joins these words."""
        doc, at = self._mention.span.doc, self._mention.span.end
        if at >= len(doc) or doc[at].tag_ != "POS":
            return
        found: dict[Candidate, None] = {}
        for word in doc[at + 1 : at + 6]:
            if word.pos_ not in {"NOUN", "PROPN", "ADJ", "SYM"} and word.text not in {"-", "/"}:
                break
            who = self._reference.unless_person(word)
            if who is not None and who.kind is ActorKind.POLITICAL_PARTY:
                found[who] = None
        if len(found) == 1:
            self.votes[next(iter(found))] += 3

    def _possession(self, head: Token) -> None:
        """“Ann Berg's party”, “the Berg government”, “Ann Berg leads the union”."""
        if head.dep_ in {"poss", "compound", "nmod"}:
            noun = head.head
            if head.dep_ == "poss" and self._reference.unless_person(noun) is not None:
                self._vote(noun, 2)
            elif noun.lemma_.lower() in _ORGANISED:
                self._owners(noun, 1)
        elif head.dep_ == "nsubj" and head.head.lemma_ in _LEADING:
            for obj in head.head.children:
                if obj.dep_ == "dobj":
                    self._vote(obj, 2)
        elif head.dep_ == "pobj" and head.head.dep_ == "agent":
            self._led(head.head.head)
