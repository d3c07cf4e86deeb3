"""The parties of an answer, held against the names in the reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zopa.case.model import Party, Person
from zopa.foundation.names import fold
from zopa.proposing.naming import one_line, short_name
from zopa.proposing.whole_ledger.answer_form import AnsweredParty, GivenPerson
from zopa.proposing.whole_ledger.answer_reading import Fault
from zopa.proposing.whole_ledger.told_names import ToldNames


@dataclass(frozen=True)
class HeldParties:
    """The parties whose names the reports tell."""

    parties: tuple[Party, ...]
    ids: dict[str, str]
    """The id in the case by each id and name that the answer has, folded."""
    faults: tuple[Fault, ...]

    def find(self, name: str) -> str | None:
        """The id in the case of a party that the answer speaks of."""
        return self.ids.get(fold(name))


def held_parties(given: Sequence[AnsweredParty], told: ToldNames) -> HeldParties:
    """The parties as far as the reports bear them out.

    A party of which no name stands in a report is left out. Two of one name are one. A person who
    stands among the people of a party is no party.
    """
    return _Holder(given, told).held()


class _Holder:
    def __init__(self, given: Sequence[AnsweredParty], told: ToldNames) -> None:
        self._given, self._told = given, told
        self._faults: list[Fault] = []
        self._parties: dict[str, Party] = {}
        self._ids: dict[str, str] = {}
        self._names: dict[str, str] = {}
        """Every name that is taken, folded, and by which party."""

    def held(self) -> HeldParties:
        people = {fold(person.name): party.name for party in self._given for person in party.people}
        for given in self._given:
            entry = f"party `{one_line(given.id or given.name, 60)}`"
            owner = people.get(fold(given.name))
            if owner is not None and fold(owner) != fold(given.name):
                words = f"{one_line(given.name, 60)} is a person of {one_line(owner, 60)}"
                self._faults.append(Fault(entry, f"{words}, and people are nobody's party"))
            else:
                self._take(given, entry)
        self._free_names()
        if sum(party.role == "signatory" for party in self._parties.values()) < 2:
            words = "an agreement needs at least two parties with the role `signatory`"
            self._faults.append(Fault("parties", words, lost=False))
        return HeldParties(tuple(self._parties.values()), self._ids, tuple(self._faults))

    def _take(self, given: AnsweredParty, entry: str) -> None:
        same = self._names.get(fold(given.name))
        if same is not None:
            self._join(self._parties[same], given, entry)
            return
        called = list(dict.fromkeys(one_line(name) for name in given.also if name.strip()))
        name = one_line(given.name)
        stands = self._told.has(name)
        also = [other for other in called if self._told.has(other)]
        if not stands and not also and not self._told.known_as(name):
            words = f"the name “{name}” does not stand in the reports; write it as they do"
            self._faults.append(Fault(entry, words))
            return
        lost = [other for other in called if other not in also]
        if lost:
            words = f"not so called in the reports: {', '.join(lost[:6])}"
            self._faults.append(Fault(entry, words, lost=False))
        party_id = short_name(given.id or name, "party", self._parties)
        self._parties[party_id] = Party(
            party_id, name, tuple(also), self._people(given.people, entry), given.role
        )
        self._names[fold(name)] = party_id
        self._ids.setdefault(fold(given.id), party_id)
        self._ids.setdefault(fold(name), party_id)

    def _join(self, known: Party, given: AnsweredParty, entry: str) -> None:
        also = tuple(n for n in map(one_line, given.also) if n not in known.also)
        people = self._people(given.people, entry)
        self._parties[known.id] = Party(
            known.id,
            known.name,
            (*known.also, *(name for name in also if self._told.has(name))),
            (*known.people, *people),
            known.role,
        )
        self._ids.setdefault(fold(given.id), known.id)
        self._faults.append(Fault(entry, f"is the same party as `{known.id}`", lost=False))

    def _people(self, given: Sequence[GivenPerson], entry: str) -> tuple[Person, ...]:
        people: dict[str, Person] = {}
        for person in given:
            name = one_line(person.name)
            if not self._told.has(name):
                shown = name
                name = self._told.tail(name)
                words = f"the name “{shown}” of a person does not stand in the reports"
                if name:
                    words += f"; “{name}” was taken"
                self._faults.append(Fault(entry, words, lost=False))
            if name:
                also = tuple(o for o in map(one_line, person.also) if o and self._told.has(o))
                people.setdefault(fold(name), Person(name, also))
        return tuple(people.values())

    def _free_names(self) -> None:
        """Leave every name to the first party or person that has it: two cannot be called alike."""
        taken = {fold(party.name): party.id for party in self._parties.values()}
        for party in list(self._parties.values()):
            also = []
            for name in party.also:
                if taken.setdefault(fold(name), party.id) == party.id and name not in also:
                    also.append(name)
            also = [name for name in also if fold(name) != fold(party.name)]
            people = []
            for person in party.people:
                key = f"person {fold(person.name)}"
                if fold(person.name) in taken or key in taken:
                    words = f"{person.name} stands elsewhere already"
                    self._faults.append(Fault(f"party `{party.id}`", words, lost=False))
                    continue
                taken[key] = party.id
                own = [n for n in dict.fromkeys(person.also) if fold(n) != fold(person.name)]
                free = [n for n in own if fold(n) not in taken]
                free = [
                    n for n in free if taken.setdefault(f"person {fold(n)}", party.id) == party.id
                ]
                people.append(Person(person.name, tuple(free)))
            self._parties[party.id] = Party(
                party.id, party.name, tuple(also), tuple(people), party.role
            )
