"""Preferences that are given as numbers: what each term adds for a party, best first.

A number here is one of the case file, a fraction of the whole as in `zopa.case.model`; nothing
is drawn. Whether every number of a party is given stands in `zopa.analyses.drawing`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from zopa.case.model import Bonus, ReservationRange
from zopa.foundation.chance import Interval

if TYPE_CHECKING:
    from zopa.case.model import Case


@dataclass(frozen=True, slots=True)
class Worths:
    """What the levels of one issue are worth to one party."""

    levels: tuple[tuple[str, Interval], ...]
    """Best first."""
    complete: bool
    """Whether every level has a number."""
    facts: tuple[int, ...]
    """Where in the ledger the numbers stand."""

    @property
    def ordered(self) -> bool:
        """Whether the ranges are so far apart that the order of the levels follows."""
        ranges = [interval for _, interval in self.levels]
        exact = all(r.low == r.high for r in ranges)
        return self.complete and (exact or all(a.low >= b.high for a, b in pairwise(ranges)))

    @property
    def flat(self) -> bool:
        """Whether all levels are given the same number."""
        return self.complete and len({r for _, r in self.levels}) == 1 and self.exact

    @property
    def exact(self) -> bool:
        """Whether every range is one number."""
        return all(r.low == r.high for _, r in self.levels)

    @property
    def swing(self) -> float:
        """From the worst level to the best."""
        return self.levels[0][1].high - self.levels[-1][1].low

    def by_tier(self) -> list[tuple[list[str], Interval]]:
        """Levels that are given the same range stand together."""
        tiers: list[tuple[list[str], Interval]] = []
        for level, interval in self.levels:
            if tiers and tiers[-1][1] == interval:
                tiers[-1][0].append(level)
            else:
                tiers.append(([level], interval))
        return tiers


def worths(case: Case, party: str, issue: str) -> Worths | None:
    """The numbers given for one issue; None where there are none."""
    found: dict[str, Interval] = {}
    facts = []
    for k, fact in enumerate(case.facts):
        if fact.party == party:
            ranges = fact.content.level_ranges().get(issue, {})
            facts += [k] if ranges else []
            for level, interval in ranges.items():
                other = found.get(level, interval)
                low, high = max(interval.low, other.low), min(interval.high, other.high)
                found[level] = Interval(low, high) if low <= high else interval
    if not found:
        return None
    ids = case.issues[issue].level_ids
    ranked = sorted(
        found.items(), key=lambda entry: (-entry[1].low, -entry[1].high, ids.index(entry[0]))
    )
    return Worths(tuple(ranked), len(found) == len(ids), tuple(facts))


def reservation(case: Case, party: str) -> tuple[int, Interval] | None:
    """Where in the ledger the worth of having no deal is given as one number, and it."""
    for k, fact in enumerate(case.facts):
        if fact.party == party and isinstance(fact.content, ReservationRange):
            interval = fact.content.range
            if interval.low == interval.high:
                return k, interval
    return None


def bonuses(case: Case, party: str) -> list[int]:
    """The entries of the ledger that are bonuses or penalties of a party, the largest first."""
    own = [
        (k, fact.content.adds)
        for k, fact in enumerate(case.facts)
        if fact.party == party and isinstance(fact.content, Bonus)
    ]
    own.sort(key=lambda entry: (-max(abs(entry[1].low), abs(entry[1].high)), entry[0]))
    return [k for k, _ in own]
