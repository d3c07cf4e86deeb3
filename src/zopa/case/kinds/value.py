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
from zopa.case.read_terms import Issues, levels_in
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
    """Values as written, with a finding for each that cannot be read. Of a number, a range of
    levels has what stands behind it for each of them."""
    ranges: dict[str, Mapping[str, Interval]] = {}
    places = part.notes.places
    for issue, entry in part.pairs(help="write `{issue: {level: 60..80}}`") or ():
        known = issues.get(issue)
        inner = entry.called(f"the value of `{clip(issue)}`")
        of_levels: dict[str, Interval] = {}
        for name, interval in read_ranges(inner, "the value of", "write `{level: 60..80}`").items():
            numeric = known is not None and known.numeric
            for level in levels_in(inner, name, issues, issue) if numeric else (name,):
                of_levels[level] = interval
                places.setdefault((*entry.path, level), places[*entry.path, name])
        ranges[issue] = of_levels
    return ValueRange(ranges)
