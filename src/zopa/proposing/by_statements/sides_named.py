"""The parties that a person named, with what was read of them."""

from __future__ import annotations

from collections.abc import Sequence

from zopa.case.model import Party, Person
from zopa.foundation.names import fold
from zopa.proposing.by_statements.sides import Side, Sides
from zopa.proposing.given.as_case import parties_of
from zopa.proposing.given.named import GivenParty
from zopa.proposing.naming import one_line


def named_parties(sides: Sides, given: Sequence[GivenParty]) -> dict[str, Party]:
    """The parties by the sides that they are, in the order in which they were named.

    Their names are the person's. A side that goes by one of them becomes theirs, with its
    statements and its people.
    """
    parties = parties_of(given)
    owners = {fold(name): party.id for party in parties for name in (party.name, *party.also)}
    known = {party.id for party in parties}
    for key in [key for key in sides.sides if key not in known]:
        side = sides.sides[key]
        named = {owners[fold(n)] for n in (side.name, *side.also) if fold(n) in owners}
        if len(named) == 1:
            _lead(sides, key, named.pop())
    taken = set(owners)
    found: dict[str, Party] = {}
    for party in parties:
        side = sides.sides.setdefault(party.id, Side(party.id, party.name))
        side.name = party.name
        side.also.update(dict.fromkeys(party.also))
        found[party.id] = Party(party.id, party.name, party.also, _people(side, taken), party.role)
    return found


def _lead(sides: Sides, key: str, party: str) -> None:
    """What was read of a side is read of a party."""
    old = sides.sides.pop(key)
    own = sides.sides.setdefault(party, Side(party, old.name))
    own.also.update(dict.fromkeys((old.name, *old.also)))
    for person, forms in old.people.items():
        own.people.setdefault(person, {}).update(forms)
    for statement, side in sides.of.items():
        if side == key:
            sides.of[statement] = party


def _people(side: Side, taken: set[str]) -> tuple[Person, ...]:
    people: list[Person] = []
    for name, forms in side.people.items():
        if fold(name) in taken:
            continue
        own = [form for form in forms if fold(form) and fold(form) not in {*taken, fold(name)}]
        once = {fold(form): form for form in reversed(own)}
        taken.update({fold(name), *once})
        people.append(Person(one_line(name), tuple(reversed(once.values()))))
    return tuple(people[:60])
