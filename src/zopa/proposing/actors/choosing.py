"""The actors of some reports: `actors_of`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from zopa.case.model import Role
from zopa.foundation.names import fold
from zopa.proposing.actors.actor import Actor, ActorKind, SpeakingPerson
from zopa.proposing.actors.candidate import Candidate
from zopa.proposing.actors.deeds import Deed
from zopa.proposing.actors.named_entities import NamedEntity, NameRegister
from zopa.proposing.actors.read_through import ReadThrough
from zopa.proposing.given import GivenParty
from zopa.proposing.naming import one_line, short_name
from zopa.statements.speakers import countries
from zopa.statements.speakers.cast import Cast

if TYPE_CHECKING:
    from spacy.tokens import Token

    from zopa.proposing.parsed_report import ParsedReport


class Actors:
    """Who acts in some reports, and whom their words mean."""

    def __init__(self, resolution: ReadThrough) -> None:
        self._resolution = resolution
        chosen = [c for c in resolution.candidates if _acts(resolution.deeds.get(c, Counter()))]
        chosen += [c for c in dict.fromkeys(resolution.reference.home.values()) if c not in chosen]
        chosen.sort(key=lambda c: -sum(_worth(resolution.deeds.get(c, Counter())).values()))
        chosen = (
            resolution.reference.given + [c for c in chosen if c not in resolution.reference.given]
            if resolution.reference.given
            else chosen
        )
        self._actor: dict[Candidate, Actor] = {}
        taken: dict[str, Candidate] = {}
        ids: list[str] = []
        for candidate in chosen:
            taken.setdefault(fold(one_line(candidate.name)), candidate)
        for candidate in chosen:
            name = one_line(candidate.name)
            if taken.get(fold(name)) is not candidate:
                continue
            also = []
            for form in _forms(candidate):
                if fold(form) not in taken:
                    taken[fold(form)] = candidate
                    also.append(one_line(form))
            ids.append(short_name(name, "party", ids))
            self._actor[candidate] = Actor(
                ids[-1], name, tuple(also), candidate.kind, self._people(candidate)
            )
        self.actors = tuple(self._actor.values())
        self.notes = tuple(self._unplaced())

    def of(self, token: Token) -> Actor | None:
        """Whom a phrase with this head means; None where it means nobody or one cannot be sure."""
        found = self.all_of(token)
        return found[0] if len(found) == 1 else None

    def all_of(self, token: Token) -> tuple[Actor, ...]:
        """All whom a phrase with this head means (“both companies”)."""
        found = self._resolution.reference.all_of(token)
        return tuple(self._actor[c] for c in found if c in self._actor)

    def roles(self, doings: Mapping[Actor, Counter[str]] | None = None) -> dict[Actor, Role]:
        """Who negotiates, and who only speaks or mediates, by what they do.

        `doings` counts what is known of each actor beyond the parse (`deals`, `demands`).
        """
        found: dict[Actor, Role] = {}
        ranked: list[tuple[float, Actor]] = []
        for candidate, actor in self._actor.items():
            own = Counter(self._resolution.deeds.get(candidate, Counter()))
            for deed, times in (doings or {}).get(actor, Counter()).items():
                own[Deed(deed)] += times
            score = _negotiates(own)
            if candidate.given is not None:
                found[actor] = candidate.given.role
                continue
            if own[Deed.MEDIATES] and own[Deed.MEDIATES] * 2 >= own[Deed.DEALS]:
                score = 0
            found[actor] = "observer"
            if score > 0 and not self._resolution.reference.given:
                ranked.append((score, actor))
        ranked.sort(key=lambda pair: -pair[0])
        for score, actor in ranked:
            if score >= 2 or len([a for a in found.values() if a == "signatory"]) < 2:
                found[actor] = "signatory"
        return found

    def _people(self, candidate: Candidate) -> tuple[SpeakingPerson, ...]:
        people = []
        for person, home in self._resolution.reference.home.items():
            if home is candidate:
                people.append(_spoken(person))
        return tuple(people)

    def _unplaced(self) -> list[str]:
        notes = []
        for entity in self._resolution.reference.register.entities:
            if entity.person and entity not in self._resolution.reference.home:
                offices = [o for m in entity.mentions for o in m.office]
                office = f" ({offices[0]})" if offices else ""
                notes.append(f"no report tells for whom {_spoken(entity).name} speaks{office}")
        return notes


def actors_of(
    reports: Sequence[ParsedReport], cast: Cast | None = None, given: Sequence[GivenParty] = ()
) -> Actors:
    """The actors of some reports.

    With `given`, these are the parties, and all others only watch. For persons of whom the parse
    tells nothing, `cast` may know for which country or body they speak.
    """
    register = NameRegister(reports)
    return Actors(ReadThrough(reports, register, given, cast))


def _spoken(person: NamedEntity) -> SpeakingPerson:
    name = person.name
    also = tuple(form for form in person.names if form != name)
    offices = dict.fromkeys(office for m in person.mentions for office in m.office)
    return SpeakingPerson(one_line(name), also, tuple(offices))


def _forms(candidate: Candidate) -> list[str]:
    if candidate.given is not None:
        forms = [*candidate.given.also]
        if candidate.entity is not None:
            forms += [
                f for f, _ in candidate.entity.names.most_common() if f not in countries.words()
            ]
        return forms
    if candidate.entity is not None:
        forms = [form for form, _ in candidate.entity.names.most_common()]
        table = countries.words()
        return [f for f in forms if not (f in table and table[f][1].name == "DEMONYM")]
    return [phrase for phrase, _ in candidate.phrases.most_common()]


def _acts(deeds: Counter[Deed]) -> bool:
    return any(deeds[d] for d in (Deed.DEALS, Deed.DEMANDS, Deed.TALKS, Deed.MEDIATES, Deed.SPEAKS))


def _worth(deeds: Counter[Deed]) -> Counter[str]:
    return Counter({"n": int(10 * _negotiates(deeds)), "s": deeds[Deed.SPEAKS]})


def _negotiates(deeds: Counter[Deed]) -> float:
    return 2 * deeds[Deed.DEALS] + deeds[Deed.DEMANDS] + 1.5 * deeds[Deed.TALKS]


__all__ = ["ActorKind", "Actors", "actors_of"]
