"""What is known of whom words mean, while the reports are gone through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from zopa.foundation.text import word_set
from zopa.proposing.actors import same_names as same
from zopa.proposing.actors.actor import ActorKind
from zopa.proposing.actors.candidate import Candidate
from zopa.proposing.actors.deeds import DEAL_NOUNS, DEMAND_NOUNS
from zopa.proposing.actors.named_entities import NameRegister
from zopa.proposing.actors.named_entity import NamedEntity
from zopa.proposing.actors.nouns import (
    OFFICES,
    PLACE_BODIES,
    PRIVATE_OFFICES,
    REPRESENTATIVES,
    WORKFORCE,
    kinds_of,
)
from zopa.statements.speakers import countries
from zopa.statements.speakers.countries import CountryClue

if TYPE_CHECKING:
    from spacy.tokens import Token

    from zopa.proposing.given import GivenParty
    from zopa.proposing.parsed_report import ParsedReport

_LOCATIVE = word_set("in at near outside around across through into over off inside within")
_SENT = word_set("envoy coordinator commissioner")
"""Who is sent “for Karsia” does not speak for it."""
_BEFORE = frozenset({"compound", "nmod", "amod"})
_ORGANS = word_set("ministry department cabinet government parliament administration")


class WordMeanings:
    """The candidates of some reports, and which words were found to mean them."""

    def __init__(
        self, reports: Sequence[ParsedReport], register: NameRegister, given: Sequence[GivenParty]
    ) -> None:
        self.reports = reports
        self.register = register
        self._number = {id(report.doc): n for n, report in enumerate(reports)}
        self.named: dict[NamedEntity, Candidate] = {}
        self.given = [self._given(party) for party in given]
        for entity in register.entities:
            kept = not (entity.person or entity.nothing or entity.medium or is_organ(entity))
            if kept and entity not in self.named:
                self.named[entity] = Candidate(entity.kind, entity, described=set(entity.described))
        self.government: Candidate | None = None
        """The government that the reports speak of without the name of a state."""
        self.home: dict[NamedEntity, Candidate] = {}
        """For whom each person speaks."""
        self.organs: dict[NamedEntity, Candidate] = {}
        """The states of bodies whose speakers are known to speak for a state."""
        self.acronyms: dict[str, Candidate] = {}
        """Acronyms of what has no name in capitals (“OCC” for the official creditor committee)."""
        self.found: dict[tuple[int, int], tuple[Candidate, ...]] = {}
        self.persons: dict[tuple[int, int], NamedEntity] = {}
        self._nationalities()

    def number(self, word: Token) -> int:
        """The number of the report in which a word stands, -1 for one of no report."""
        return self._number.get(id(word.doc), -1)

    def all_of(self, word: Token) -> tuple[Candidate, ...]:
        """All candidates that a word means."""
        return self.found.get((self.number(word), word.i), ())

    def named_at(self, word: Token) -> NamedEntity | None:
        """Who or what has a name in which a word stands."""
        at = self.register.at.get((self.number(word), word.i))
        return at[0] if at else None

    def by_name(self, word: Token) -> Candidate | None:
        """Whom a word in a name means, or for whom the person of that name speaks."""
        at = self.register.at.get((self.number(word), word.i))
        if at is None:
            return None
        entity, mention = at
        if entity.person:
            return self.home.get(entity)
        if entity in self.organs:
            return self.organs[entity]
        if is_organ(entity):
            leader = self._leader(entity)
            if leader is not None:
                return self.home.get(leader)
            own = self.owners(mention.head)
            return own[0] if len(own) == 1 else None if own else self.domestic(word)
        if mention.name in self.acronyms:
            return self.acronyms[mention.name]
        if mention.way is CountryClue.METONYM and _only_a_place(mention.head):
            return None
        return self.named.get(entity)

    def _leader(self, organ: NamedEntity) -> NamedEntity | None:
        """The person after whom a government is called (“the Berg Administration”)."""
        firsts = {form.split()[0].casefold() for form in organ.names}
        people = [
            entity
            for entity in self.register.entities
            if entity.person and firsts & {name.split()[-1].casefold() for name in entity.names}
        ]
        return people[0] if len(people) == 1 else None

    def unless_person(self, word: Token) -> Candidate | None:
        """The one candidate that a word means; nobody for the name of a person."""
        entity = self.named_at(word)
        if entity is not None:
            return None if entity.person else self.by_name(word)
        found = self.all_of(word)
        return found[0] if len(found) == 1 else None

    def of_place(self, noun: Token) -> Candidate | None:
        """Whom “the city of Brell” and “the council of Brell” mean: Brell."""
        if noun.lemma_.lower() not in PLACE_BODIES:
            return None
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                for place in child.children:
                    found = self.unless_person(place) if place.dep_ == "pobj" else None
                    if found is not None and found.entity is not None:
                        return found
        return None

    def domestic(self, word: Token) -> Candidate | None:
        """The state whose government is meant where none is told: the one most spoken of."""
        number = self.number(word)
        times: Counter[Candidate] = Counter()
        for candidate in self.named.values():
            if candidate.kind is ActorKind.STATE and candidate.entity is not None:
                here = (m for m in candidate.entity.mentions if m.report == number)
                times[candidate] = sum(m.in_body for m in here)
        ranked = times.most_common(2)
        if not ranked or not ranked[0][1]:
            return self.government
        rival = ranked[1][1] if len(ranked) > 1 else 0
        return ranked[0][0] if ranked[0][1] >= 2 * rival else None

    def owners(self, noun: Token) -> tuple[Candidate, ...]:
        """Whose a representative, an office or a body is, by the words of its phrase."""
        own = self.named_at(noun)
        found: dict[Candidate, None] = {}
        if noun.lemma_.lower() in PRIVATE_OFFICES:
            # “the Slovak commissioner” serves no state.
            children = [c for c in noun.children if not self._is_state(c) or c.dep_ == "poss"]
        else:
            children = list(noun.children)
        # Of several the possessive counts, else the nearest: “Greek Cypriot leader”.
        for child in sorted(children, key=lambda c: (c.dep_ != "poss", -c.i)):
            if child.dep_ == "poss" or (child.dep_ in _BEFORE and child.i < noun.i):
                self._add(child, own, noun, found)
                for inner in child.children:
                    if not found and inner.dep_ in _BEFORE | {"poss"}:
                        self._add(inner, own, noun, found)
            if found:
                return tuple(found)
        for child in noun.children:
            sent = noun.lemma_.lower() in _SENT and child.lower_ == "for"
            if child.dep_ == "prep" and child.lower_ in {"of", "from", "for"} and not sent:
                for obj in child.children:
                    if obj.dep_ == "pobj":
                        self._add(obj, own, noun, found)
            if found:
                break
        return tuple(found)

    def _is_state(self, word: Token) -> bool:
        entity = self.named_at(word)
        return entity is not None and entity.kind is ActorKind.STATE

    def _add(
        self, word: Token, own: NamedEntity | None, noun: Token, found: dict[Candidate, None]
    ) -> None:
        for each in (word, *conjuncts(word)):
            entity = self.named_at(each)
            if each == noun or (entity is not None and entity is own):
                continue
            if entity is not None:
                who = self.by_name(each)
                if who is not None:
                    found[who] = None
                continue
            got = self.all_of(each)
            lemma = each.lemma_.lower()
            serves = lemma in REPRESENTATIVES | OFFICES or bool(kinds_of(lemma))
            if not got and serves and each.pos_ == "NOUN":
                got = self.owners(each)
            found.update(dict.fromkeys(got))

    def _given(self, party: GivenParty) -> Candidate:
        """The candidate of a party that a person named, with all that the reports call so."""
        table = countries.words()
        state = next((table[name][0] for name in party.names if name in table), "")
        fits = [
            entity
            for entity in self.register.entities
            if not entity.person and entity not in self.named and _called(entity, party, state)
        ]
        entity = fits[0] if fits else None
        for other in fits[1:]:
            self.register.merge(fits[0], other)
        kind = entity.kind if entity is not None else ActorKind.UNKNOWN
        nouns = {word.lower().rstrip("s") for name in party.names for word in name.split()}
        if kind is ActorKind.UNKNOWN:
            told = [k for noun in sorted(nouns) for k in sorted(kinds_of(noun))]
            kind = told[0] if told else ActorKind.UNION if nouns & WORKFORCE else kind
        candidate = Candidate(kind, entity, given=party, described=nouns)
        if entity is not None:
            entity.nothing = entity.medium = False
            candidate.described |= entity.described
            self.named[entity] = candidate
        return candidate

    def _nationalities(self) -> None:
        """What descriptions beside a name tell of it: its country, and what it is."""
        for entity, candidate in self.named.items():
            for mention in entity.mentions:
                for noun in _descriptions(mention.head):
                    candidate.described |= {
                        w.lemma_.lower() for w in noun.subtree if w.pos_ in {"NOUN", "ADJ"}
                    }
                    candidate.countries |= _countries_in((noun, *noun.children))
                if not entity.country:
                    candidate.countries |= _countries_in(_origins(mention.head))


def is_organ(entity: NamedEntity) -> bool:
    """Whether a name is that of an organ which needs an owner (“Irrigation Ministry”)."""
    words = {word for form in entity.names for word in same.bare(form)}
    return not entity.person and not entity.country and bool(words & _ORGANS)


def conjuncts(word: Token) -> Iterator[Token]:
    """All that a word is joined with by “and” or “or”, after it."""
    for child in word.children:
        if child.dep_ == "conj":
            yield child
            yield from conjuncts(child)


def _called(entity: NamedEntity, party: GivenParty, state: str) -> bool:
    """Whether a person's names for a party are names of an entity."""
    if state and entity.country == state:
        return True
    return any(
        same.closed(name) == same.closed(form)
        or (name[:1].isupper() and (same.shortens(name, form) or same.shortens(form, name)))
        for name in party.names
        for form in entity.names
    )


def _only_a_place(head: Token) -> bool:
    """Whether a capital is where something is (“in Lusaka”, “London time”), and no government."""
    if head.dep_ == "pobj":
        return head.head.lower_ in _LOCATIVE
    if head.dep_ in {"compound", "nmod"}:
        noun = head.head.lemma_.lower()
        return noun not in DEAL_NOUNS | DEMAND_NOUNS | REPRESENTATIVES | OFFICES
    return False


def _descriptions(head: Token) -> list[Token]:
    beside = [child for child in head.children if child.dep_ in {"appos", "compound", "nmod"}]
    if head.dep_ == "appos":
        beside.append(head.head)
    return [noun for noun in beside if kinds_of(noun.lemma_.lower())]


def _origins(head: Token) -> Iterator[Token]:
    """“PPG of Movia”, “Danish Halden”."""
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            yield from child.children
        elif child.dep_ in {"amod", "compound"}:
            yield child


def _countries_in(words: Sequence[Token] | Iterator[Token]) -> set[str]:
    table = countries.words()
    return {table[word.text][0] for word in words if word.text in table}
