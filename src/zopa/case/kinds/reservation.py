"""`reservation`: what no agreement is worth to a party, as a number or in a word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

from zopa.case.codes.words import UNKNOWN_WORD
from zopa.case.issues import Issue
from zopa.case.kinds.content import FactContent, NameUse, Subject
from zopa.case.ledger_text import Tree, range_words
from zopa.case.parts import Part, clip
from zopa.case.positions import Path
from zopa.case.scalars import read_range
from zopa.foundation.chance import Interval
from zopa.foundation.names import nearest_name

NO_DEAL_WORDS: Mapping[str, Interval] = MappingProxyType(
    {
        "badly": Interval(0.0, 1 / 3),
        "so-so": Interval(1 / 3, 2 / 3),
        "well": Interval(2 / 3, 1.0),
    }
)
"""How a party would do without a deal, in words: the thirds of the scale from the worst to the
best of everything. A report seldom tells more than which of three it is."""


@dataclass(frozen=True, slots=True)
class ReservationRange(FactContent):
    """The range of the utility of no agreement, as a fraction of 1; below 0 where even the worst
    of everything is better than no agreement."""

    single_line: ClassVar[bool] = True

    range: Interval
    word: str = ""
    """The word that stands for the range, where it was given in one of `NO_DEAL_WORDS`."""

    def bears_on_no_deal(self) -> bool:
        """It does."""
        return True

    def names(self, _path: Path, /) -> Iterator[NameUse]:
        """It uses no names."""
        yield from ()

    def tree(self, _issues: Mapping[str, Issue], /) -> Tree:
        """`badly`, or `40..60` in percent."""
        return self.word or range_words(self.range)

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
    """A reservation value as written; None, with a finding, where it is neither a word nor a
    range."""
    words = part.text(help="write a range in percent, such as `30..50`, or `badly`")
    if words is None:
        return None
    if words in NO_DEAL_WORDS:
        return ReservationRange(NO_DEAL_WORDS[words], words)
    if words[:1].isalpha():
        near = nearest_name(words, list(NO_DEAL_WORDS))
        part.fail(
            UNKNOWN_WORD,
            f"`{clip(words)}` does not say how the party would do without a deal",
            label="expected `badly`, `so-so` or `well`, or a range in percent",
            help=f"write `{near}`" if near else (),
        )
        return None
    interval = read_range(part, lowest=LOWEST)
    return None if interval is None else ReservationRange(interval)
