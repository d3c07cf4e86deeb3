"""`bonus`: what a combination of levels adds to their values, or takes away."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from zopa.case.codes.words import BAD_RANGE
from zopa.case.issues import Issue, Terms
from zopa.case.kinds.content import FactContent, NameUse, Subject, comparable, names_in_levels
from zopa.case.ledger_text import Tree, range_words
from zopa.case.numeric_levels import runs_tree
from zopa.case.parts import Part
from zopa.case.positions import Path
from zopa.case.read_terms import Issues, read_level_sets
from zopa.case.scalars import read_range
from zopa.foundation.chance import Interval


@dataclass(frozen=True, slots=True)
class Bonus(FactContent):
    """What it adds, as a fraction of 1, that an outcome has one of the levels of `when` on each
    of its issues. A penalty is below 0; an interval does not hold values on both sides of 0.

    >>> Bonus({"price": ("low",)}, Interval(-0.08, -0.05)).penalty
    True
    """

    spread: ClassVar[bool] = True

    when: Terms
    adds: Interval

    @property
    def penalty(self) -> bool:
        """Whether it takes away rather than adds."""
        return self.adds.low < 0

    def names(self, path: Path, /) -> Iterator[NameUse]:
        """The issues and levels that must come together."""
        yield from names_in_levels(self.when, (*path, "when"))

    def tree(self, issues: Mapping[str, Issue], /) -> Tree:
        """`{when: {issue: [level]}, adds: 5..8}`, in percent."""
        boxes = {issue: runs_tree(issues.get(issue), levels) for issue, levels in self.when.items()}
        return {"when": boxes, "adds": range_words(self.adds)}

    def subjects(self) -> frozenset[Subject]:
        """The levels that must come together."""
        when = {issue: frozenset(levels) for issue, levels in self.when.items()}
        return frozenset({("bonus", comparable(when))})

    def valued_levels(self, _issues: Mapping[str, Issue], /) -> Iterator[tuple[str, str]]:
        """None: a bonus says nothing of what a level is worth by itself."""
        yield from ()

    def likeness(self) -> Hashable:
        """The levels, in any order, and the range: with another range it is no duplicate."""
        when = {issue: frozenset(levels) for issue, levels in self.when.items()}
        return comparable(when), self.adds


def read_bonus(part: Part, issues: Issues) -> Bonus | None:
    """A bonus as written; None, with findings, where its parts cannot be read."""
    if part.pairs(help="write `{when: {issue: [level]}, adds: 5..8}`") is None:
        return None
    fields = part.fields(["when", "adds"], []) or {}
    if set(fields) != {"when", "adds"}:
        return None
    when = read_level_sets(fields["when"], issues)
    adds = read_range(fields["adds"], lowest=-100)
    if adds is None:
        return None
    if adds.low < 0 < adds.high:
        fields["adds"].fail(
            BAD_RANGE,
            "it is not clear whether this adds or takes away",
            label="holds numbers above and below 0",
            help="make two facts of it, each with its `confidence`",
        )
        return None
    return Bonus(when, adds)
