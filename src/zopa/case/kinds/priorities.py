"""`priorities`: which issues matter more to a party than others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zopa.case.issues import Issue
from zopa.case.kinds.content import FactContent, NameUse, Subject, names_in_tiers, tiers_tree
from zopa.case.ledger_text import Tree
from zopa.case.nodes import ListNode
from zopa.case.parts import Part
from zopa.case.positions import Path
from zopa.case.read_terms import read_tiers


@dataclass(frozen=True, slots=True)
class Priorities(FactContent):
    """Issues by swing, most important first; nothing is known within a tier."""

    tiers: tuple[tuple[str, ...], ...]

    def names(self, path: Path, /) -> Iterator[NameUse]:
        """The issues."""
        yield from names_in_tiers(self.tiers, path, "issue")

    def tree(self, _issues: Mapping[str, Issue], /) -> Tree:
        """`[most important, [not, told apart]]`."""
        return tiers_tree(self.tiers)

    def subjects(self) -> frozenset[Subject]:
        """What matters most, whichever issues are named."""
        return frozenset({("priorities", None)})


def read_priorities(part: Part) -> Priorities:
    """Priorities as written, with findings for what cannot be read."""
    if not isinstance(part.node, ListNode):
        part.items(help="write `[most important, …, least important]`")
        return Priorities(())
    return Priorities(read_tiers(part))
