"""`weight`: how much an issue counts, as a number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zopa.case.issues import Issue
from zopa.case.kinds.content import FactContent, NameUse
from zopa.case.ledger_text import Tree, range_words
from zopa.case.parts import Part
from zopa.case.positions import Path
from zopa.case.scalars import read_ranges
from zopa.foundation.chance import Interval


@dataclass(frozen=True, slots=True)
class WeightRange(FactContent):
    """Issue to the range of its weight (swing), as a fraction of 1."""

    ranges: Mapping[str, Interval]

    def names(self, path: Path, /) -> Iterator[NameUse]:
        """The issues."""
        for issue in self.ranges:
            yield NameUse("issue", issue, (*path, issue), key=True)

    def tree(self, _issues: Mapping[str, Issue], /) -> Tree:
        """`{issue: 30..50}`, in percent."""
        return {issue: range_words(interval) for issue, interval in self.ranges.items()}


def read_weight(part: Part) -> WeightRange:
    """Weights as written, with a finding for each that cannot be read."""
    return WeightRange(read_ranges(part, "the weight of", "write `{issue: 30..50}`"))
