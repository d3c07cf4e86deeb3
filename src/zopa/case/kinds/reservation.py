"""`reservation`: what no agreement is worth to a party, as a number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from zopa.case.issues import Issue
from zopa.case.kinds.content import FactContent, NameUse, Subject
from zopa.case.ledger_text import Tree, range_words
from zopa.case.parts import Part
from zopa.case.positions import Path
from zopa.case.scalars import read_range
from zopa.foundation.chance import Interval


@dataclass(frozen=True, slots=True)
class ReservationRange(FactContent):
    """The range of the utility of no agreement, as a fraction of 1; below 0 where even the worst
    of everything is better than no agreement."""

    single_line: ClassVar[bool] = True
    bears_on_no_deal: ClassVar[bool] = True

    range: Interval

    def names(self, _path: Path, /) -> Iterator[NameUse]:
        """It uses no names."""
        yield from ()

    def tree(self, _issues: Mapping[str, Issue], /) -> Tree:
        """`40..60`, in percent."""
        return range_words(self.range)

    def no_deal_range(self) -> Interval | None:
        """Its range."""
        return self.range

    def subjects(self) -> frozenset[Subject]:
        """How the party fares without a deal."""
        return frozenset({("no deal", None)})


LOWEST = -1_000_000
"""The least percentage that no agreement can be worth. A party whose outcomes are all worth nearly
the same counts a utility of 0 as far below its worst."""


def read_reservation(part: Part) -> ReservationRange | None:
    """A reservation value as written; None, with a finding, where it is no range."""
    interval = read_range(part, lowest=LOWEST)
    return None if interval is None else ReservationRange(interval)
