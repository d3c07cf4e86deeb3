"""For whom each person speaks: by the signs beside the name, else by the best guess."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from zopa.foundation.names import fold
from zopa.foundation.text import word_set
from zopa.proposing.actors.actor import ActorKind
from zopa.proposing.actors.candidate import Candidate
from zopa.proposing.actors.deeds import DEAL_NOUNS, DEMAND_NOUNS, STRONG, Deed, deeds_of
from zopa.proposing.actors.named_entity import NamedEntity
from zopa.proposing.actors.speakers_told import ToldParties
from zopa.proposing.actors.speaking_for import Affiliation, offices_of
from zopa.proposing.actors.whom_words_mean import WordMeanings

RANKS = frozenset({"president", "premier", "chancellor", "minister", "secretary"})
"""Offices of states."""
_EVENTS = word_set("summit conference talk meeting negotiation deal draft round session forum")
_PRESIDING = frozenset({"president", "chair", "chairman", "chairwoman", "host"})
_OFTEN = 3
"""How many deals make somebody one of two sides without doubt."""


class Homes:
    """For whom the persons of some reports speak."""

    def __init__(self, reference: WordMeanings, told: ToldParties) -> None:
        self._reference = reference
        self._told = told
        self._deeds: Mapping[Candidate, Counter[Deed]] = {}
        self.guesses: dict[NamedEntity, Counter[Candidate]] = {}
        """For whom those may speak of whom nothing is told beside their names."""

    def find(self, deeds: Mapping[Candidate, Counter[Deed]]) -> None:
        """Lead each person to the candidate for which most signs speak.

        `deeds` is what everybody was found to do so far.
        """
        self._deeds = deeds
        votes: dict[NamedEntity, Counter[Candidate]] = {}
        for mention, entity in self._reference.register.of_mention.items():
            if entity.person and mention.in_body:
                # For whom somebody was found to speak tells nothing of for whom they speak.
                self._reference.home.pop(entity, None)
                own = votes.setdefault(entity, Counter())
                own.update(Affiliation(mention, self._reference).votes)
        for entity, own in votes.items():
            named = self._by_name(entity)
            if named is not None:
                self._reference.home[entity] = named
                continue
            weighed = (
                self._told.before(own, entity, self._reference.named)
                or self.guesses.get(entity, Counter())
                or self._by_rank(entity)
                or self._by_opposition(entity)
            )
            self._organ(own, weighed)
            ranked = sorted(
                ((times * (2 if self._deals(who) else 1), who) for who, times in weighed.items()),
                key=lambda pair: -pair[0],
            )
            # Who leads a state and a party speaks for the one that negotiates.
            if ranked and (len(ranked) == 1 or ranked[0][0] > ranked[1][0]):
                self._reference.home[entity] = ranked[0][1]
            else:
                self._reference.home.pop(entity, None)

    def _organ(self, beside: Counter[Candidate], weighed: Counter[Candidate]) -> None:
        """A council whose spokesman is known to speak for a state is a part of that state."""
        if not beside or not weighed:
            return
        body, state = beside.most_common(1)[0][0], weighed.most_common(1)[0][0]
        part = body.kind is ActorKind.BODY and state.kind is ActorKind.STATE
        if part and body.entity is not None and not body.entity.country and not self._deals(body):
            self._reference.organs[body.entity] = state

    def _by_name(self, entity: NamedEntity) -> Candidate | None:
        """The given party for which a person of this name is given to speak."""
        names = {fold(name) for name in entity.names}
        for candidate in self._reference.given:
            people = candidate.given.people if candidate.given is not None else ()
            if any(fold(person) in names for person in people):
                return candidate
        return None

    def _by_rank(self, entity: NamedEntity) -> Counter[Candidate]:
        """A president of whom nothing is told is of the one state that negotiates."""
        offices = [told.lower() for mention in entity.mentions for told in mention.office]
        if not RANKS & {word for told in offices for word in told.split()}:
            return Counter()
        if self._reference.government is not None:
            return Counter({self._reference.government: 1})
        states = Counter(
            {
                who: sum(own[deed] for deed in STRONG)
                for who, own in self._deeds.items()
                if who.kind is ActorKind.STATE
            }
        )
        ranked = states.most_common(2)
        rival = ranked[1][1] if len(ranked) > 1 else 0
        sure = ranked and (len(ranked) == 1 or (ranked[0][1] and not rival))
        return Counter({ranked[0][0]: 1} if sure else {})

    def _by_opposition(self, entity: NamedEntity) -> Counter[Candidate]:
        """Of two who negotiate, who rejects the offer of one speaks for the other."""
        sides = [
            who
            for who, own in self._deeds.items()
            if own[Deed.DEALS] >= _OFTEN and own[Deed.MEDIATES] < own[Deed.DEALS]
        ]
        votes: Counter[Candidate] = Counter()
        for mention in entity.mentions if len(sides) == 2 else ():
            if mention.head.dep_ != "nsubj" or not mention.in_body:
                continue
            for noun in mention.head.head.children:
                if noun.dep_ == "dobj" and noun.lemma_.lower() in DEAL_NOUNS | DEMAND_NOUNS:
                    owners = set(self._reference.owners(noun))
                    votes.update(side for side in sides if owners == {*sides} - {side})
        return votes

    def preside(self) -> None:
        """A summit does not act; who presides over it does."""
        for person, home in self._reference.home.items():
            offices = {word.lemma_.lower() for m in person.mentions for word in offices_of(m)}
            offices |= {told.lower() for m in person.mentions for told in m.office}
            if _is_event(home) and offices & _PRESIDING:
                home.presided, home.kind = True, ActorKind.BODY

    def _deals(self, who: Candidate) -> bool:
        return any(self._deeds.get(who, Counter())[deed] for deed in STRONG)


def _is_event(who: Candidate) -> bool:
    """Whether reports name a summit or a round of talks so (“the Movia summit”)."""
    mentions = who.entity.mentions if who.entity is not None else []
    heads = {m.head.head.lemma_.lower() for m in mentions if m.head.dep_ in {"compound", "nmod"}}
    deals = any(set(deeds_of(mention.head)) & STRONG for mention in mentions)
    return who.kind is ActorKind.UNKNOWN and bool(heads & _EVENTS) and not deals
