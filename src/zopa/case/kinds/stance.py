"""`tables`, `accepts`, `rejects`: what a party did with a draft or with terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from zopa.case.issues import Issue, Package
from zopa.case.kinds.content import FactContent, NameUse, names_in_package, package_tree
from zopa.case.ledger_text import Tree
from zopa.case.parts import Part
from zopa.case.positions import Path
from zopa.case.read_terms import Issues, read_package

StanceKind: TypeAlias = Literal["tables", "accepts", "rejects"]


@dataclass(frozen=True, slots=True)
class Stance(FactContent):
    """What a party did with a package: `tables`, `accepts` or `rejects` it."""

    bears_on_no_deal: ClassVar[bool] = True

    stance: StanceKind
    package: Package

    @property
    def would_sign(self) -> bool:
        """Whether the party likes the package at least as much as no agreement."""
        return self.stance != "rejects"

    def names(self, path: Path, /) -> Iterator[NameUse]:
        """The draft, or the issues and levels of the terms."""
        yield from names_in_package(self.package, path)

    def tree(self, _issues: Mapping[str, Issue], /) -> Tree:
        """A draft's id, or `{issue: level}`."""
        return package_tree(self.package)

    def packages(self) -> Iterator[tuple[Path, Package]]:
        """The one package."""
        yield (), self.package


def read_stance(kind: StanceKind, part: Part, issues: Issues) -> Stance:
    """A stance as written, with findings for what cannot be read."""
    return Stance(kind, read_package(part, issues))
