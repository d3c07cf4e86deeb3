"""What the ledger says of preferences in numbers: what each term adds for a party, best first.

A number here is one of the case file, a fraction of the whole as in `zopa.case.model`; nothing
is drawn. Whether every number of a party is given stands in `zopa.analyses.drawing`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from zopa.case.model import Bonus
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
        return self.complete and (self.exact or all(a.low >= b.high for a, b in pairwise(ranges)))

    @property
    def flat(self) -> bool:
        """Whether all levels are given the same number."""
        return self.complete and len({r for _, r in self.levels}) == 1 and self.exact

    @property
    def exact(self) -> bool:
        """Whether every range is one number."""
        return all(r.exact for _, r in self.levels)

    @property
    def swing(self) -> float:
        """How much more the best level is worth than the worst."""
        return self.levels[0][1].high - self.levels[-1][1].low

    def by_tier(self) -> list[tuple[list[str], Interval]]:
        """Put levels together that are given the same range."""
        tiers: list[tuple[list[str], Interval]] = []
        for level, interval in self.levels:
            if tiers and tiers[-1][1] == interval:
                tiers[-1][0].append(level)
            else:
                tiers.append(([level], interval))
        return tiers


def worths(case: Case, party: str, issue: str) -> Worths | None:
    """Find the numbers that are given for one issue; None where there are none."""
    ranges_of_levels: dict[str, Interval] = {}
    facts = []
    for k, fact in enumerate(case.facts):
        if fact.party == party:
            ranges = fact.content.level_ranges().get(issue, {})
            facts += [k] if ranges else []
            for level, interval in ranges.items():
                other = ranges_of_levels.get(level, interval)
                low, high = max(interval.low, other.low), min(interval.high, other.high)
                ranges_of_levels[level] = Interval(low, high) if low <= high else interval
    if not ranges_of_levels:
        return None
    ids = case.issues[issue].level_ids
    ranked = sorted(
        ranges_of_levels.items(),
        key=lambda entry: (-entry[1].low, -entry[1].high, ids.index(entry[0])),
    )
    return Worths(tuple(ranked), len(ranges_of_levels) == len(ids), tuple(facts))


def reservation(case: Case, party: str) -> tuple[int, Interval] | None:
    """Find the number that having no deal is worth, and where in the ledger it stands; None where
    there is none."""
    for k, fact in enumerate(case.facts):
        if fact.party == party:
            interval = fact.content.no_deal_range()
            if interval is not None and interval.exact:
                return k, interval
    return None


def bonuses(case: Case, party: str) -> list[int]:
    """Find the entries of the ledger that are bonuses or penalties of a party, largest first."""
    entries = [
        (k, fact.content.adds)
        for k, fact in enumerate(case.facts)
        if fact.party == party and isinstance(fact.content, Bonus)
    ]
    entries.sort(key=lambda entry: (-max(abs(entry[1].low), abs(entry[1].high)), entry[0]))
    return [k for k, _ in entries]
