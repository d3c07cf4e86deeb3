"""`value`: what a level is worth, as a number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from zopa.case.issues import Issue
from zopa.case.kinds.content import FactContent, NameUse
from zopa.case.ledger_text import Tree, range_words
from zopa.case.parts import Part, clip
from zopa.case.positions import Path
from zopa.case.read_terms import Issues, level_id
from zopa.case.scalars import read_ranges
from zopa.foundation.chance import Interval


@dataclass(frozen=True, slots=True)
class ValueRange(FactContent):
    """Issue and level to the range of the value, as a fraction of the whole outcome's 1."""

    spread: ClassVar[bool] = True

    ranges: Mapping[str, Mapping[str, Interval]]

    def names(self, path: Path, /) -> Iterator[NameUse]:
        """The issues and their levels, as keys."""
        for issue, of_levels in self.ranges.items():
            yield NameUse("issue", issue, (*path, issue), key=True)
            for level in of_levels:
                yield NameUse("level", level, (*path, issue, level), issue, key=True)

    def tree(self, _issues: Mapping[str, Issue], /) -> Tree:
        """`{issue: {level: 60..80}}`, in percent."""
        return {
            issue: {level: range_words(interval) for level, interval in of_levels.items()}
            for issue, of_levels in self.ranges.items()
        }

    def level_ranges(self) -> Mapping[str, Mapping[str, Interval]]:
        """All its ranges."""
        return self.ranges


def read_value(part: Part, issues: Issues) -> ValueRange:
    """Values as written, with a finding for each that cannot be read."""
    ranges: dict[str, Mapping[str, Interval]] = {}
    for issue, entry in part.pairs(help="write `{issue: {level: 60..80}}`") or ():
        inner = entry.called(f"the value of `{clip(issue)}`")
        of_levels = read_ranges(inner, "the value of", "write `{level: 60..80}`")
        ranges[issue] = {level_id(issues, issue, level): r for level, r in of_levels.items()}
        for level in of_levels:
            places = part.notes.places
            plain = level_id(issues, issue, level)
            places.setdefault((*entry.path, plain), places[*entry.path, level])
    return ValueRange(ranges)
