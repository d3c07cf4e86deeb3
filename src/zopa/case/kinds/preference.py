"""`prefers`: one package over another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zopa.case.issues import Issue, Package
from zopa.case.kinds.content import (
    FactContent,
    NameUse,
    Subject,
    comparable,
    names_in_package,
    package_tree,
)
from zopa.case.ledger_text import Tree
from zopa.case.parts import Part
from zopa.case.positions import Path
from zopa.case.read_terms import Issues, read_package


@dataclass(frozen=True, slots=True)
class Preference(FactContent):
    """One package over another."""

    this: Package
    to: Package

    def names(self, path: Path, /) -> Iterator[NameUse]:
        """The drafts, or the issues and levels of the terms."""
        for below, package in self.packages():
            yield from names_in_package(package, (*path, *below))

    def tree(self, _issues: Mapping[str, Issue], /) -> Tree:
        """`{this: draft, to: draft}`."""
        return {"this": package_tree(self.this), "to": package_tree(self.to)}

    def subjects(self) -> frozenset[Subject]:
        """The two packages, whichever is better."""
        both = frozenset({comparable(self.this), comparable(self.to)})
        return frozenset({("preference", both)})

    def packages(self) -> Iterator[tuple[Path, Package]]:
        """The better one, then the other."""
        yield ("this",), self.this
        yield ("to",), self.to


def read_preference(part: Part, issues: Issues) -> Preference | None:
    """A preference as written; None, with findings, where one of the packages is not there."""
    if part.pairs(help="write `{this: draft, to: draft}`") is None:
        return None
    fields = part.fields(["this", "to"], []) or {}
    if set(fields) != {"this", "to"}:
        return None
    return Preference(read_package(fields["this"], issues), read_package(fields["to"], issues))
