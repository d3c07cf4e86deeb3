"""`prefers` and `about_equal`: how two packages, or a package and no deal, compare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from zopa.case.codes.shape import WRONG_SHAPE
from zopa.case.issues import NO_DEAL, Issue, NoDeal, Package
from zopa.case.kinds.content import (
    FactContent,
    NameUse,
    Subject,
    comparable,
    names_in_package,
    package_tree,
)
from zopa.case.ledger_text import Tree
from zopa.case.nodes import TextNode
from zopa.case.parts import Part
from zopa.case.positions import Path
from zopa.case.read_terms import Issues, read_package

Alternative: TypeAlias = Package | NoDeal
"""One of two things that are compared."""


@dataclass(frozen=True, slots=True)
class Preference(FactContent):
    """One package over another, or the two about equally good; one may be having no deal."""

    this: Alternative
    to: Alternative
    about: bool = False
    """Whether neither is better than the other by more than a little."""

    def bears_on_no_deal(self) -> bool:
        """Whether one of the two is having no deal."""
        return isinstance(self.this, NoDeal) or isinstance(self.to, NoDeal)

    def names(self, path: Path, /) -> Iterator[NameUse]:
        """The drafts, or the issues and levels of the terms."""
        for below, package in self.packages():
            yield from names_in_package(package, (*path, *below))

    def tree(self, _issues: Mapping[str, Issue], /) -> Tree:
        """`{this: draft, to: draft}`, and of what is about equal `[draft, draft]`."""
        this, to = (
            NO_DEAL if isinstance(each, NoDeal) else package_tree(each)
            for each in (self.this, self.to)
        )
        return [this, to] if self.about else {"this": this, "to": to}

    def subjects(self) -> frozenset[Subject]:
        """The two, whichever is better."""
        both = frozenset({comparable(self.this), comparable(self.to)})
        return frozenset({("preference", both)})

    def packages(self) -> Iterator[tuple[Path, Package]]:
        """The better one, then the other; not having no deal."""
        keys: tuple[str | int, ...] = (0, 1) if self.about else ("this", "to")
        for key, each in zip(keys, (self.this, self.to), strict=True):
            if isinstance(each, Package):
                yield (key,), each


def read_preference(part: Part, issues: Issues) -> Preference | None:
    """A preference as written; None, with findings, where one of the packages is not there."""
    if part.pairs(help="write `{this: draft, to: draft}`") is None:
        return None
    fields = part.fields(["this", "to"], []) or {}
    if set(fields) != {"this", "to"}:
        return None
    return Preference(_alternative(fields["this"], issues), _alternative(fields["to"], issues))


def read_about_equal(part: Part, issues: Issues) -> Preference | None:
    """What is about equal as written; None, with a finding, where there are not two packages."""
    how = "write `[draft, draft]`, each a draft, terms in braces or `no_deal`"
    items = part.items(help=how)
    if items is None:
        return None
    if len(items) != 2:
        words = f"{part.words} names {len(items)}, not two that are about equal"
        part.fail(WRONG_SHAPE, words, help=how)
        return None
    this, to = (_alternative(item.called("one of the two"), issues) for item in items)
    return Preference(this, to, about=True)


def _alternative(part: Part, issues: Issues) -> Alternative:
    if isinstance(part.node, TextNode) and part.node.text.strip() == NO_DEAL:
        return NoDeal()
    return read_package(part, issues)
