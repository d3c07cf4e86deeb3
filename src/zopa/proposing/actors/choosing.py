"""The actors of some reports: `actors_of`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from zopa.case.model import Role
from zopa.foundation.names import fold
from zopa.proposing.actors import same_names as same
from zopa.proposing.actors.actor import Actor, ActorKind, SpeakingPerson
from zopa.proposing.actors.calls import ActorCall, call_of
from zopa.proposing.actors.candidate import Candidate
from zopa.proposing.actors.deeds import STRONG, Deed
from zopa.proposing.actors.named_entities import NameRegister
from zopa.proposing.actors.named_entity import NamedEntity
from zopa.proposing.actors.read_through import ReadThrough
from zopa.proposing.actors.speakers_told import ToldParties
from zopa.proposing.actors.speaking_for import offices_of
from zopa.proposing.given import GivenParty
from zopa.proposing.naming import one_line, short_name
from zopa.statements.speakers.cast import Cast
from zopa.statements.speakers.countries import CountryClue
from zopa.statements.statement import Speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

    from zopa.proposing.parsed_report import ParsedReport

NEGOTIATES = 1.5
"""From which weight of deeds on somebody negotiates, and does not only speak."""


class Actors:
    """Who acts in some reports, and whom their words mean."""

    def __init__(self, read: ReadThrough) -> None:
        self._read = read
        self._meanings = read.reference
        self._actor: dict[Candidate, Actor] = {}
        chosen = self._chosen()
        taken: dict[str, Candidate] = {}
        for candidate in chosen:
            taken.setdefault(fold(one_line(candidate.name)), candidate)
        ids: list[str] = []
        for candidate in chosen:
            name = one_line(candidate.name)
            if taken[fold(name)] is not candidate:
                continue
            also = []
            for form in self._forms(candidate):
                if taken.setdefault(fold(form), candidate) is candidate and form not in also:
                    also.append(form)
            ids.append(short_name(name, "party", ids))
            people = [p for p, home in self._meanings.home.items() if home is candidate]
            self._actor[candidate] = Actor(
                ids[-1],
                name,
                tuple(form for form in also if fold(form) != fold(name)),
                candidate.kind,
                tuple(map(_spoken, people)),
            )
        self.actors = tuple(self._actor.values())
        self.notes = tuple(self._unplaced())

    def of(self, token: Token) -> Actor | None:
        """Whom a phrase with this head means; None where it means nobody or one cannot be sure."""
        found = self.all_of(token)
        return found[0] if len(found) == 1 else None

    def all_of(self, token: Token) -> tuple[Actor, ...]:
        """All whom a phrase with this head means (“both companies”).

        What several do “respectively” is told of none of them alone, and so these mean nobody.
        """
        found = self._meanings.all_of(token)
        if _one_of_several(token) and any(w.lower_ == "respectively" for w in token.sent):
            return ()
        return tuple(self._actor[c] for c in found if c in self._actor)

    def call(self, token: Token) -> ActorCall:
        """By which words a phrase with this head calls somebody."""
        return call_of(token, self._meanings)

    def calls(self) -> dict[Actor, list[ActorCall]]:
        """By which words the reports call each actor, in the order of the reports."""
        found: dict[Actor, list[ActorCall]] = {actor: [] for actor in self.actors}
        for (number, at), candidates in sorted(self._meanings.found.items()):
            call = self.call(self._meanings.reports[number].doc[at])
            for candidate in candidates:
                if candidate in self._actor:
                    found[self._actor[candidate]].append(call)
        return found

    def roles(self, doings: Mapping[Actor, Counter[str]] | None = None) -> dict[Actor, Role]:
        """Who negotiates, and who only speaks or mediates, by what they do.

        `doings` counts what is known of each actor beyond the parse, by the values of `Deed`. Given
        parties have the roles that the person gave them, and all others then only watch.
        """
        found: dict[Actor, Role] = {}
        ranked: list[tuple[float, Actor]] = []
        for candidate, actor in self._actor.items():
            own = Counter(self._read.deeds.get(candidate, Counter()))
            for deed, times in (doings or {}).get(actor, Counter()).items():
                own[Deed(deed)] += times
            found[actor] = "observer" if candidate.given is None else candidate.given.role
            helps = own[Deed.MEDIATES] and own[Deed.MEDIATES] * 2 >= own[Deed.DEALS]
            if not (helps or candidate.presided) and not self._meanings.given:
                ranked.append((_negotiates(own), actor))
        ranked.sort(key=lambda pair: -pair[0])
        for place, (score, actor) in enumerate(ranked):
            # Two negotiate at least, if the reports tell of so many who do anything.
            if score >= NEGOTIATES or place < 2:
                found[actor] = "signatory"
        return found

    def _chosen(self) -> list[Candidate]:
        """Who is an actor: given parties first, then those who negotiate most."""
        home = list(dict.fromkeys(self._meanings.home.values()))
        acting = [c for c in self._read.candidates if self._acts(c)]
        acting += [c for c in home if c not in acting and c.kind is not ActorKind.UNKNOWN]
        given = self._meanings.given
        others = [c for c in acting if c not in given]
        if not given and sum(self._negotiates_itself(c) for c in others) < 2:
            others += [c for c in self._read.candidates if c not in others and self._may_act(c)]
        others.sort(
            key=lambda c: (
                -_negotiates(self._deeds(c)),
                -self._deeds(c)[Deed.SPEAKS],
                -self._deeds(c)[Deed.ACTS],
                -len(c.entity.mentions if c.entity is not None else ()),
            )
        )
        return [*given, *others]

    def _negotiates_itself(self, candidate: Candidate) -> bool:
        deeds = self._deeds(candidate)
        return _negotiates(deeds) > 0 and deeds[Deed.MEDIATES] * 2 < max(1, deeds[Deed.DEALS])

    def _may_act(self, candidate: Candidate) -> bool:
        """Whether a name is of somebody who does something, or to whom something is done."""
        entity = candidate.entity
        if entity is None or entity.place:
            return False
        acts = any(self._deeds(candidate).values())
        heads = [mention.head for mention in entity.mentions if mention.in_body]
        if not any(self._meanings.all_of(head) == (candidate,) for head in heads):
            return False
        return acts or any(_takes_part(head) for head in heads)

    def _deeds(self, candidate: Candidate) -> Counter[Deed]:
        return self._read.deeds.get(candidate, Counter())

    def _acts(self, candidate: Candidate) -> bool:
        deeds = self._deeds(candidate)
        if candidate.kind is ActorKind.UNKNOWN:
            # Of what has a name and nothing else, the name itself has to act.
            deeds = self._read.named_deeds.get(candidate, Counter())
        return any(deeds[deed] for deed in (*STRONG, Deed.MEDIATES, Deed.SPEAKS))

    def _forms(self, candidate: Candidate) -> list[str]:
        """All other names, the most frequent first; nationalities and mere places are none."""
        forms = list(candidate.given.also) if candidate.given is not None else []
        forms += [phrase for phrase, _ in candidate.phrases.most_common()]
        if candidate.entity is not None:
            acting = {
                mention.name
                for mention in candidate.entity.mentions
                if mention.way is not CountryClue.DEMONYM
                and not any(same.demonym(mention.name, form) for form in candidate.entity.names)
                and self._meanings.all_of(mention.head) == (candidate,)
            }
            often = candidate.entity.names.most_common()
            forms += [name for name, _ in often if name in acting]
        return [one_line(form) for form in forms]

    def _unplaced(self) -> list[str]:
        notes = []
        for entity in self._meanings.register.entities:
            told = any(m.office or " " in m.name for m in entity.mentions)
            if entity.person and told and self._meanings.home.get(entity) not in self._actor:
                spoken = _spoken(entity)
                office = f" ({spoken.offices[0]})" if spoken.offices else ""
                notes.append(f"no report tells for whom {spoken.name} speaks{office}")
        return notes


def actors_of(
    reports: Sequence[ParsedReport],
    cast: Cast | None = None,
    given: Sequence[GivenParty] = (),
    speakers: Iterable[Speaker] = (),
) -> Actors:
    """The actors of some reports.

    With `given`, these are the parties, and all others only watch. For persons of whom the parse
    tells little, `cast` and the `speakers` of statements may know for which country or body they
    speak.
    """
    register = NameRegister(reports)
    return Actors(ReadThrough(reports, register, given, ToldParties(cast, speakers)))


def _spoken(person: NamedEntity) -> SpeakingPerson:
    name = person.name
    also = tuple(form for form in person.names if form != name)
    offices = dict.fromkeys(office for m in person.mentions for office in m.office)
    if not offices:
        # “union leader Ann Berg”
        told = [office for m in person.mentions for office in offices_of(m)]
        offices = dict.fromkeys(
            " ".join(w.text for w in (*office.lefts, office) if w.dep_ == "compound" or w == office)
            for office in told
        )
    return SpeakingPerson(one_line(name), also, tuple(map(one_line, offices)))


def _one_of_several(token: Token) -> bool:
    """“Brell, Corvin and Halden offered …”."""
    return token.dep_ == "conj" or any(child.dep_ == "conj" for child in token.children)


def _takes_part(head: Token) -> bool:
    """“told the Guild”, “was called an insult by the Guild”."""
    by = head.dep_ == "pobj" and head.head.lower_ == "by"
    return head.dep_ in {"nsubj", "nsubjpass", "dative", "iobj"} or by


def _negotiates(deeds: Counter[Deed]) -> float:
    return 2 * deeds[Deed.DEALS] + deeds[Deed.DEMANDS] + 1.5 * deeds[Deed.TALKS]
