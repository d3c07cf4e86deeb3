"""`tables`, `accepts`, `declines`, `rejects`: what a party did with a draft or with terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

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

StanceKind: TypeAlias = Literal["tables", "accepts", "declines", "rejects"]


@dataclass(frozen=True, slots=True)
class Stance(FactContent):
    """What a party did with a package: `tables`, `accepts`, `declines` or `rejects` it.

    Who declines does not sign it now and goes on talking; who rejects it would rather have no
    agreement.
    """

    stance: StanceKind
    package: Package
    over: tuple[str, ...] = ()
    """The issues over which a party declines: on each, another level would suit it better."""

    @property
    def would_sign(self) -> bool:
        """Whether the party would sign the package as things stand."""
        return self.stance in ("tables", "accepts")

    def bears_on_no_deal(self) -> bool:
        """It does."""
        return True

    def names(self, path: Path, /) -> Iterator[NameUse]:
        """The draft, or the issues and levels of the terms, and the issues objected to."""
        yield from names_in_package(self.package, path)
        for k, issue in enumerate(self.over):
            yield NameUse("issue", issue, (*path[:-1], "over", k))

    def tree(self, _issues: Mapping[str, Issue], /) -> Tree:
        """A draft's id, or `{issue: level}`."""
        return package_tree(self.package)

    def beside(self) -> Mapping[str, Tree]:
        """`over`, where it names an issue."""
        return {"over": list(self.over)} if self.over else {}

    def subjects(self) -> frozenset[Subject]:
        """The draft, or the terms."""
        return frozenset({("package", comparable(self.package))})

    def packages(self) -> Iterator[tuple[Path, Package]]:
        """The one package."""
        yield (), self.package


def read_stance(kind: StanceKind, part: Part, issues: Issues, over: tuple[str, ...] = ()) -> Stance:
    """A stance as written, with findings for what cannot be read."""
    return Stance(kind, read_package(part, issues), over)
