"""Gathering the names in all documents person by person."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from zopa.statements.speakers.names import PersonName, agree, gender, key, near, parsed


@dataclass(eq=False)
class NamedPerson:
    """One person: names with how often they stand, and the gender that titles tell."""

    names: Counter[str] = field(default_factory=Counter)
    parsed: list[PersonName] = field(default_factory=list)
    gender: str = ""

    def add(self, name: str, told: str = "", times: int = 1) -> None:
        if name not in self.names:
            self.parsed.append(parsed(name))
        self.names[name] += times
        self.gender = self.gender or told or gender(parsed(name).given)

    def agrees(self, name: PersonName) -> float:
        """How well a name goes together with all names of this person."""
        full = [own for own in self.parsed if own.given] or self.parsed
        worst = min(agree(own, name) for own in full)
        keys = {own.surname_key for own in self.parsed}
        if name.surname_key in keys:
            return worst
        # A surname that is only alike needs the same first name, and a like beginning.
        alike = any(own[:2] == name.surname_key[:2] for own in keys)
        return 0.9 * worst if worst >= 0.9 and alike else 0.0


class People:
    """Gathers names person by person: full names first, then single surnames and first names."""

    def __init__(self) -> None:
        self.all: list[NamedPerson] = []
        self._by_surname: dict[str, list[NamedPerson]] = {}
        self._by_gap: dict[str, set[str]] = {}
        self._by_first: dict[str, list[NamedPerson]] = {}
        self._known: dict[str, NamedPerson] = {}

    def gather(self, names: Counter[str], told: dict[str, str]) -> None:
        """Full names, the most frequent first, each to the person it agrees with best."""
        for name, times in sorted(names.items(), key=lambda item: (-item[1], item[0])):
            form = parsed(name)
            options = [
                (person.agrees(form), sum(person.names.values()), -number, person)
                for number, person in enumerate(self._near(form.surname_key))
            ]
            fit = max(options, default=None, key=lambda option: option[:3])
            if fit is None or fit[0] < 0.8:
                person = NamedPerson()
                self.all.append(person)
                self._index(person, form)
            else:
                person = fit[3]
                if person not in self._by_surname.get(form.surname_key, []):
                    self._index(person, form)
            person.add(name, told.get(name, ""), times)
            self._known[name] = person

    def full(self, name: str) -> NamedPerson:
        """The person of a full name that was gathered."""
        return self._known[name]

    def new(self, name: str, told: str = "") -> NamedPerson:
        """Another person, known by one word only."""
        person = NamedPerson()
        person.add(name, told, 0)
        self.all.append(person)
        self._index(person, parsed(name))
        return person

    def bare(
        self, word: str, told: str, here: set[NamedPerson]
    ) -> tuple[NamedPerson | None, float]:
        """Whom one word means, `here` the people with full names in the same document.

        Those of the same document come before all others, more names before fewer. Nobody where
        the word is only like a surname and the document has two such.
        """
        own = key(parsed(word).surname.split()[-1])
        exact = [p for p in self._by_surname.get(own, []) if _fits(p, told)]
        first = [p for p in self._by_first.get(own, []) if _fits(p, told)]
        for group, sure in (
            ([p for p in exact if p in here], 0.97),
            ([p for p in first if p in here], 0.85),
            (exact, 0.9),
        ):
            if group:
                ranked = sorted(group, key=lambda p: -sum(p.names.values()))
                if len(ranked) == 1:
                    return ranked[0], sure
                share = sum(ranked[0].names.values()) / sum(sum(p.names.values()) for p in ranked)
                return ranked[0], sure * share
        like = [p for p in self._near(own) if p in here and _fits(p, told)] if len(own) > 5 else []
        return (like[0], 0.7) if len(like) == 1 else (None, 0.0)

    def _index(self, person: NamedPerson, form: PersonName) -> None:
        own = form.surname_key
        self._by_surname.setdefault(own, []).append(person)
        for gap in _gaps(own):
            self._by_gap.setdefault(gap, set()).add(own)
        if form.given:
            self._by_first.setdefault(key(form.given[0]), []).append(person)

    def _near(self, own: str) -> list[NamedPerson]:
        """People whose surname is this or an edit away."""
        keys = {own}
        if len(own) > 4:
            for gap in _gaps(own):
                keys |= self._by_gap.get(gap, set())
        found = [
            person
            for other in sorted(keys)
            if near(own, other)
            for person in self._by_surname.get(other, [])
        ]
        return list(dict.fromkeys(found))


def _gaps(word: str) -> set[str]:
    # Words an edit apart share one of these, so that nobody has to be compared with everybody.
    return (
        {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))} if len(word) > 3 else {word}
    )


def _fits(person: NamedPerson, told: str) -> bool:
    return not told or not person.gender or person.gender == told
