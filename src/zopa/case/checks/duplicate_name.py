"""This check finds parties, people and issues that cannot be told apart by their names."""

from __future__ import annotations

from collections.abc import Iterator

from zopa.case.model import Case, Path
from zopa.foundation.diagnostics import Code, Finding, Severity, example
from zopa.foundation.names import fold

DUPLICATE_NAME = Code(
    "duplicate-name",
    Severity.ERROR,
    "two parties, people or issues under one name",
    "When a report names somebody, it must be clear which party is meant. So no two parties, and "
    "no two people, share a name or an alias; capital letters, accents and hyphens make no "
    "difference. Nor do two issues share a title: readers could not tell them apart.\n\n"
    + example(
        wrong="union: {name: the union, also: [the board]}\nboard: {name: the board}",
        right="union: {name: the union}\nboard: {name: the board}",
    ),
)

CODES = (DUPLICATE_NAME,)


def duplicate_names(case: Case) -> Iterator[Finding]:
    """A finding at the second of two equal names."""
    parties: dict[str, tuple[str, Path]] = {}
    for party, owner, name, path in every_name(case):
        first = parties.setdefault(fold(name), (owner, path))
        # A party may well go by the name of one of its people, and a name may stand twice.
        same_party = {owner, first[0]} & {f"party `{party}`"} and _party_of(first[1]) == party
        if first[0] != owner and not same_party:
            yield Finding(
                DUPLICATE_NAME,
                case.place(*path),
                f"`{name}` is a name of {owner} and of {first[0]}",
                related=((case.place(*first[1]), "the other one"),),
                help=("leave it to one of them, or write both in full",),
            )
    titles: dict[str, str] = {}
    for issue in case.issues.values():
        other = titles.setdefault(fold(issue.title), issue.id)
        if other != issue.id:
            yield Finding(
                DUPLICATE_NAME,
                case.place("issues", issue.id, "title"),
                f"the issues `{other}` and `{issue.id}` have the same title",
                related=((case.place("issues", other, "title"), "the other one"),),
                help=("give each a title of its own",),
            )


def _party_of(path: Path) -> str | int:
    return path[1]


def every_name(case: Case) -> Iterator[tuple[str, str, str, Path]]:
    """For each name: the party, in words whose name it is, the name, and where it stands."""
    for party in case.parties.values():
        path: Path = ("parties", party.id)
        owner = f"party `{party.id}`"
        yield party.id, owner, party.name, (*path, "name")
        for index, alias in enumerate(party.also):
            yield party.id, owner, alias, (*path, "also", index)
        for number, person in enumerate(party.people):
            below: Path = (*path, "people", number)
            who = f"{person.name} (party `{party.id}`)"
            yield party.id, who, person.name, (*below, "name")
            for index, alias in enumerate(person.also):
                yield party.id, who, alias, (*below, "also", index)
