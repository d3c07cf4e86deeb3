"""Whom a description means: “the Danish company”, “both sides”, “the chancellor”."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from zopa.foundation.text import word_set
from zopa.proposing.actors.actor import ActorKind
from zopa.proposing.actors.deeds import STRONG, deeds_of
from zopa.proposing.actors.nouns import kinds_of
from zopa.proposing.actors.speaking_for import offices_of
from zopa.statements.speakers import countries

if TYPE_CHECKING:
    from collections.abc import Collection

    from spacy.tokens import Token

    from zopa.proposing.actors.candidate import Candidate
    from zopa.proposing.actors.classes import Classes
    from zopa.proposing.actors.named_entity import NamedEntity
    from zopa.proposing.actors.told_so_far import ToldSoFar
    from zopa.proposing.actors.whom_words_mean import WordMeanings

_DEFINITE = word_set("the this that these those both")
_ANY_KIND = word_set("side party team leader minister delegation neighbour neighbor")
_SIDES = word_set("side party camp")
"""Those who negotiate, whoever else was named."""
_ANY = word_set("a an any no another some every")
_UNIONS = word_set("union association guild")
_OF_STATES = word_set(
    "minister leader capital government country nation state neighbour neighbor delegation"
)
"""What several of which belong to as many states."""
_OWNED = word_set("owner parent maker rival party")
"""Nouns that have an owner who is not the one described (“the Dulux owner”)."""
_BEFORE = frozenset({"compound", "nmod", "amod"})
_TOWNS = word_set(
    "town city village municipality county province district region island country"
    " state nation kingdom republic council neighbour neighbor"
)
"""What a name of which nothing is told but that it is a place's may be."""
REACH = 4
"""How many sentences back “both sides” may lead."""
MOST_CONSIDERED = 300
"""Of more candidates than these, only those are considered whom the report told of before."""
_LEAST = -1.8
_AHEAD = 0.25
"""By how much the likeliest has to lead, for a description to be taken as told of it."""


def is_definite(word: Token) -> bool:
    """Whether a phrase is of one that is known (“the”, “its”, “Halden's”)."""
    for child in word.children:
        if child.dep_ == "poss" or (child.dep_ == "det" and child.lower_ in _DEFINITE):
            return True
    return word.text[:1].isupper() and word.pos_ == "PROPN"


class Descriptions:
    """Leads descriptions to those they mean."""

    def __init__(self, reference: WordMeanings, classes: Classes) -> None:
        self._reference = reference
        self._classes = classes
        self.dealing: Counter[Candidate] = Counter()
        """How much each was found to negotiate when the reports were gone through before."""
        self._words = {
            tuple(word.lower() for word in name.removeprefix("the ").split()): candidate
            for candidate in reference.given
            for name in (candidate.given.names if candidate.given else ())
        }

    def as_given(self, word: Token) -> Candidate | None:
        """The party that a person called by a common noun, such as “the machinists”."""
        best: tuple[int, Candidate] | None = None
        lemma = word.lemma_.lower()
        for words, candidate in self._words.items():
            if words[-1] not in {word.lower_, lemma} and words[-1].rstrip("s") != lemma:
                continue
            before = {w.lower_ for w in word.doc[max(0, word.i - 6) : word.i]}
            if before.issuperset(words[:-1]) and (best is None or len(words) > best[0]):
                best = (len(words), candidate)
        return best[1] if best else None

    def holder(self, office: str) -> NamedEntity | None:
        """The one person with an office that the reports name."""
        holders = [
            entity
            for entity in self._reference.register.entities
            if entity.person
            and any(
                office in told
                for mention in entity.mentions
                for told in (
                    *(each.lower() for each in mention.office),
                    *(each.lemma_.lower() for each in offices_of(mention)),
                )
            )
        ]
        return holders[0] if len(holders) == 1 else None

    def employers(self) -> list[Candidate]:
        """Those with a name who may be the employer of a union: what is no state and deals."""
        kinds = {ActorKind.COMPANY, ActorKind.UNKNOWN, ActorKind.BODY}
        return [
            candidate
            for entity, candidate in self._reference.named.items()
            if candidate.kind in kinds
            and any(set(deeds_of(m.head)) & STRONG for m in entity.mentions if m.in_body)
        ]

    def several(
        self, word: Token, sentence: int, discourse: ToldSoFar, count: int, lemma: str = ""
    ) -> tuple[Candidate, ...]:
        """Those whom “both sides” or “the three carmakers” covers."""
        recent = discourse.recent(sentence, REACH)
        mates = self._clause_mates(word)
        joined = discourse.joined(word, sentence, count=count) if count else []
        group = list(dict.fromkeys(who for each in joined for who in self._reference.all_of(each)))
        if count and count == len(group) and not mates.intersection(group) and lemma not in _SIDES:
            return tuple(group)
        kinds = frozenset() if lemma in _ANY_KIND else kinds_of(lemma)
        if lemma == "party" and any(c.kind is ActorKind.POLITICAL_PARTY for c in recent):
            kinds = kinds_of(lemma)
        fits = [
            candidate
            for candidate in recent
            if candidate not in mates
            and (not kinds or candidate.kind in kinds or candidate.kind is ActorKind.UNKNOWN)
        ]
        if count:
            if lemma in _OF_STATES:
                # “the three water ministers” are those of the three states told of.
                states = [c for c in discourse.ever() if c.kind is ActorKind.STATE or _is_town(c)]
                if len(states) == count and not mates.intersection(states):
                    return tuple(states)
            times = discourse.times()
            ranked = sorted(
                fits,
                key=lambda who: (
                    -self.dealing[who] if lemma in _SIDES else 0,
                    not self.dealing[who],
                    -times[who],
                ),
            )
            return tuple(ranked[:count]) if len(fits) >= count else ()
        return tuple(fits) if 2 <= len(fits) <= 3 else ()

    def of(self, word: Token, sentence: int, discourse: ToldSoFar) -> tuple[Candidate, ...]:
        """Whom a singular noun for a kind of actor means."""
        lemma = word.lemma_.lower()
        kinds = kinds_of(lemma)
        own = self._reference.owners(word)
        told = self._beside(word) or self._by_words(word, lemma, own)
        if told or self._is_else(word):
            return told
        seat = self._reference.of_place(word)
        if seat is not None and seat.kind in {*kinds, ActorKind.UNKNOWN, ActorKind.STATE}:
            seat.described.add(lemma)
            return (seat,)
        places = _places(word)
        single = [c for c in self._classes.all if c.single and c.noun == lemma]
        if single and (is_definite(word) or word.dep_ == "compound"):
            return (single[0],)
        if not is_definite(word) and not places:
            return ()
        if own and not places and lemma not in _OWNED:
            return ()
        return self._likeliest(word, kinds, places, discourse.standing(sentence))

    def company(self, word: Token, standing: dict[Candidate, float]) -> tuple[Candidate, ...]:
        """The one company that is spoken of, where nothing but “the company” tells which."""
        return self._likeliest(word, kinds_of("company"), set(), standing)

    def town(self, standing: dict[Candidate, float]) -> tuple[Candidate, ...]:
        """The one town that is spoken of, where only its councillors are named."""
        places = [
            (score, who)
            for who, score in standing.items()
            if who.kind in {ActorKind.UNKNOWN, ActorKind.BODY} and (_is_town(who) or _seats(who))
        ]
        places.sort(key=lambda pair: -pair[0])
        clear = len(places) == 1 or (places and places[0][0] - places[1][0] >= _AHEAD)
        return (places[0][1],) if clear and places[0][0] > _LEAST else ()

    def neighbour(self, own: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """Of two towns or states that act, the one whose neighbour the other is."""
        lands = [
            who
            for who in self._reference.named.values()
            if who.kind is ActorKind.STATE or (who.kind is ActorKind.UNKNOWN and _no_body(who))
        ]
        others = [who for who in lands if who not in own]
        return (others[0],) if len(own) == 1 and own[0] in lands and len(others) == 1 else ()

    def _is_else(self, word: Token) -> bool:
        """Whether a name beside it is of nobody who acts (“the news agency ABC”)."""
        beside = [child for child in word.children if child.dep_ == "appos"]
        if word.i + 1 < len(word.doc):
            beside.append(word.nbor())
        return any(self._reference.named_at(each) is not None for each in beside)

    def _beside(self, word: Token) -> tuple[Candidate, ...]:
        """The one whose name stands in apposition, before or after."""
        beside = [child for child in word.children if child.dep_ == "appos"]
        if word.dep_ == "appos":
            beside.insert(0, word.head)
        if word.dep_ in {"compound", "nmod"} and word.head.i > word.i:
            # “the drivers' union Havn”
            beside.append(word.head)
        for each in beside:
            if got := self._reference.all_of(each):
                return got
            if named := self._reference.by_name(each):
                return (named,)
        return ()

    def _by_words(
        self, word: Token, lemma: str, own: tuple[Candidate, ...]
    ) -> tuple[Candidate, ...]:
        """By what the phrase itself says: “the Movian government”, “the Green party”."""
        kinds = kinds_of(lemma)
        if ActorKind.STATE in kinds and lemma not in {"country", "nation", "state"}:
            if own:
                return own
            if lemma == "government" and is_definite(word):
                state = self._reference.domestic(word)
                return (state,) if state is not None else ()
        named = [
            found
            for child in word.children
            if child.dep_ in _BEFORE and child.i < word.i
            and (found := self._reference.unless_person(child)) is not None
            and (found.kind in kinds or found.kind is ActorKind.UNKNOWN)
            and found.kind is not ActorKind.STATE
        ]  # fmt: skip
        if len(named) == 1 and lemma not in _OWNED - {"party"}:
            return (named[0],)
        some = any(child.lower_ in _ANY for child in word.children)
        if lemma in _UNIONS and self._classes.union is not None and not some:
            return (self._classes.union,)
        return ()

    def _likeliest(
        self,
        word: Token,
        kinds: Collection[ActorKind],
        places: set[str],
        standing: dict[Candidate, float],
    ) -> tuple[Candidate, ...]:
        """The one of a kind who is most present and best described by the words."""
        others = self._clause_mates(word)
        loose = ActorKind.COMPANY in kinds
        before = {
            c.lemma_.lower() for c in word.children if c.i < word.i and c.pos_ in {"NOUN", "ADJ"}
        } | {word.lemma_.lower()}
        ranked: list[tuple[float, Candidate]] = []
        known = [*self._reference.given, *self._reference.named.values(), *self._classes.all]
        if len(known) > MOST_CONSIDERED:
            known = list(standing)
        for candidate in dict.fromkeys(known):
            called = word.lemma_.lower() in candidate.described
            people = candidate.noun and candidate.kind is not ActorKind.UNION and not called
            unknown = candidate.kind is ActorKind.UNKNOWN and (
                loose
                or (word.lemma_.lower() in _TOWNS and (_no_body(candidate) or _seats(candidate)))
            )
            fits = called or unknown or candidate.kind in kinds
            foreign = places and not candidate.countries & places and (
                bool(candidate.countries) or candidate.kind is ActorKind.STATE
            )  # fmt: skip
            if people or not fits or foreign or candidate in others:
                continue
            score = standing.get(candidate, -3.5) + len(before & candidate.described)
            score += 4 * bool(candidate.countries & places) + 0.5 * (candidate.kind in kinds)
            if candidate.entity is not None:
                score += min(1.0, len(candidate.entity.mentions) / 10)
            ranked.append((score, candidate))
        ranked.sort(key=lambda pair: -pair[0])
        if not ranked or (ranked[0][0] < _LEAST and len(ranked) > 1):
            return ()
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _AHEAD:
            return ()
        chosen = ranked[0][1]
        if places and not chosen.countries:
            chosen.countries |= places
        return (chosen,)

    def _clause_mates(self, word: Token) -> set[Candidate]:
        """Who else has a part in the same clause, and so is somebody else."""
        verb = word
        while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
            verb = verb.head
        found: set[Candidate] = set()
        for child in verb.children:
            if child.dep_ in {"nsubj", "nsubjpass", "agent"} and word not in list(child.subtree):
                for each in child.children if child.dep_ == "agent" else (child,):
                    found.update(self._reference.all_of(each))
        return found


def _no_body(candidate: Candidate) -> bool:
    """Whether nothing tells that a name is a company's or another body's."""
    mentions = candidate.entity.mentions if candidate.entity is not None else []
    return 2 * sum(mention.label == "ORG" for mention in mentions) <= len(mentions)


def _seats(candidate: Candidate) -> bool:
    """Whether it was called a town or a council."""
    return bool(candidate.described & {"town", "city", "village", "council", "municipality"})


def _is_town(candidate: Candidate) -> bool:
    """Whether a name may be a town's, by what the parser takes it for."""
    mentions = candidate.entity.mentions if candidate.entity is not None else []
    return any(mention.label in {"GPE", "LOC"} for mention in mentions)


def _places(word: Token) -> set[str]:
    table = countries.words()
    return {table[c.text][0] for c in word.children if c.i < word.i and c.text in table}
