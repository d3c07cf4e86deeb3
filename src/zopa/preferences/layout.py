"""The variables that stand for one party's preferences.

`x = (u, w, c, r, a)`: one value u for every breakpoint of every issue, one weight w for every
issue (the value of its best level), one size c for every bonus, the reservation value r, and the
aspiration value a, the utility that the party holds out for now (Raiffa 1982), which is never below
r.
Weights and sizes add up to 1. A penalty has a size too, by which an outcome without the penalty
is worth more, so that the worst of everything stays 0. On an issue with options
every level is a breakpoint; on a numeric issue with more than eleven levels, values are
linear between breakpoints (Jacquet-Lagrèze and Siskos 1982, UTA), so that a finely divided
number does not outgrow everything else. Every level that the case names is a breakpoint.

Issues and levels stand here in the order of their ids, whatever the order in the file, so
that moving a line in a ledger moves no number in a brief.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias, assert_never

import numpy as np

from zopa.case.mentions import mentioned_levels
from zopa.case.model import Bonus, PointTable, ReservationRange, ValueRange, WeightRange
from zopa.foundation.chance import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from zopa.case.model import Case, Fact, Issue

    Floats = NDArray[np.float64]

NumberContent: TypeAlias = WeightRange | ValueRange | Bonus | ReservationRange | PointTable
"""What puts variables between two numbers, one by one."""

When: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""Issues and levels that a bonus names, sorted."""

BREAKPOINTS = 11
"""Breakpoints of a numeric issue, the named levels apart (ten equal parts)."""


@dataclass(frozen=True)
class IssueBlock:
    """The variables of one issue."""

    issue: Issue
    breakpoints: tuple[str, ...]
    """Levels that carry a variable, in canonical order."""
    first: int
    """The position of the first value variable."""
    weight: int
    """The position of the weight variable."""
    spread: NDArray[np.float64]
    """(breakpoints, levels): the share of a variable in the value of a level, in file order."""

    @property
    def stop(self) -> int:
        return self.first + len(self.breakpoints)

    def column(self, level: str) -> NDArray[np.float64]:
        """The coefficients of the value of a level on the issue's own variables."""
        return self.spread[:, self.issue.index(level)]

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {level: self.first + k for k, level in enumerate(self.breakpoints)}

    def position(self, level: str) -> int:
        """The position of the value variable of a breakpoint; KeyError if it is none."""
        return self._positions[level]

    def values(self, variables: Floats) -> Floats:
        """The values (draws, levels) of all levels, in file order, from (draws, variables)."""
        if len(self.breakpoints) == len(self.issue.levels):
            return variables[:, [self.position(level) for level in self.issue.level_ids]]
        return variables[:, self.first : self.stop] @ self.spread


@dataclass(frozen=True)
class BonusBlock:
    """The variable of a bonus or a penalty: what it is worth to get the one or avoid the other."""

    when: When
    penalty: bool
    position: int


@dataclass(frozen=True)
class Layout:
    """The position of each variable."""

    blocks: dict[str, IssueBlock]
    size: int
    bonuses: tuple[BonusBlock, ...] = ()
    """The bonuses of all parties, in canonical order. A bonus is 0 for a party without it."""

    @property
    def reservation(self) -> int:
        return self.size - 2

    @property
    def aspiration(self) -> int:
        return self.size - 1

    @cached_property
    def summed(self) -> list[int]:
        """The positions of the weights and the sizes of bonuses: what adds up to 1."""
        return [b.weight for b in self] + [b.position for b in self.bonuses]

    @cached_property
    def whens(self) -> tuple[When, ...]:
        """What bonuses name, each once, in canonical order."""
        return tuple(dict.fromkeys(bonus.when for bonus in self.bonuses))

    @cached_property
    def _bonuses(self) -> dict[tuple[When, bool], BonusBlock]:
        return {(bonus.when, bonus.penalty): bonus for bonus in self.bonuses}

    @cached_property
    def _by_identity(self) -> dict[int, tuple[Bonus, BonusBlock]]:
        """Contents and their variables by the identity of the content, which is kept so that no
        other object can come to have the same."""
        return {}

    def bonus(self, content: Bonus) -> BonusBlock:
        """The variable that a fact is about."""
        if id(content) not in self._by_identity:
            block = self._bonuses[when_of(content), content.penalty]
            self._by_identity[id(content)] = content, block
        return self._by_identity[id(content)][1]

    def numbers(self, content: NumberContent) -> Iterator[tuple[int, Interval]]:
        """The variables that a fact gives numbers for, and between which they lie.

        ValueError where a point table lacks a level.
        """
        match content:
            case WeightRange(ranges=ranges):
                for issue, interval in ranges.items():
                    yield self.blocks[issue].weight, interval
            case ValueRange(ranges=by_issue):
                for issue, by_level in by_issue.items():
                    for level, interval in by_level.items():
                        yield self.blocks[issue].position(level), interval
            case Bonus(adds=(low, high)):
                block = self.bonus(content)
                size = Interval(-high, -low) if block.penalty else Interval(low, high)
                yield block.position, size
                opposite = self._bonuses.get((block.when, not block.penalty))
                if opposite is not None:  # the same levels cannot add and take away
                    yield opposite.position, Interval(0.0, 0.0)
            case ReservationRange(range=interval):
                yield self.reservation, interval
            case PointTable():
                shares = content.level_ranges()
                for issue, levels in self.blocks.items():
                    for level in levels.breakpoints:
                        if level not in shares.get(issue, {}):
                            raise ValueError(f"a point table lacks {level!r} of issue {issue!r}")
                        yield levels.position(level), shares[issue][level]
                if (no_deal := content.no_deal_range()) is not None:
                    yield self.reservation, no_deal
            case _:
                assert_never(content)

    def bonuses_of(self, facts: Iterable[Fact]) -> tuple[BonusBlock, ...]:
        """The variables that facts are about, in canonical order."""
        spoken = {self.bonus(f.content) for f in facts if isinstance(f.content, Bonus)}
        return tuple(bonus for bonus in self.bonuses if bonus in spoken)

    def __iter__(self) -> Iterator[IssueBlock]:
        return iter(self.blocks.values())


def layout_of(case: Case) -> Layout:
    """The variables for every party of a case."""
    named = _named_levels(case)
    issues = [case.issues[i] for i in sorted(case.issues)]
    chosen = [_breakpoints(issue, named.get(issue.id, set())) for issue in issues]
    values = sum(map(len, chosen))
    blocks: dict[str, IssueBlock] = {}
    first = 0
    for k, (issue, points) in enumerate(zip(issues, chosen, strict=True)):
        blocks[issue.id] = IssueBlock(issue, points, first, values + k, _spread(issue, points))
        first += len(points)
    facts = (f.content for f in case.facts if isinstance(f.content, Bonus))
    bonuses = tuple(
        BonusBlock(when, penalty, values + len(issues) + k)
        for k, (when, penalty) in enumerate(sorted({(when_of(f), f.penalty) for f in facts}))
    )
    return Layout(blocks, values + len(issues) + len(bonuses) + 2, bonuses)


def when_of(bonus: Bonus) -> When:
    """What a bonus names, in canonical order.

    >>> when_of(Bonus({"price": ("low", "high", "low"), "date": ("5",)}, Interval(0.1, 0.2)))
    (('date', ('5',)), ('price', ('high', 'low')))
    """
    return tuple((issue, tuple(sorted(set(bonus.when[issue])))) for issue in sorted(bonus.when))


def _breakpoints(issue: Issue, named: set[str]) -> tuple[str, ...]:
    if not issue.numeric:
        return tuple(sorted(issue.level_ids))
    ids = issue.level_ids
    if len(ids) <= BREAKPOINTS:
        return ids
    even = {ids[k] for k in np.linspace(0, len(ids) - 1, BREAKPOINTS).round().astype(int)}
    return tuple(i for i in ids if i in even | named)


def _spread(issue: Issue, points: tuple[str, ...]) -> NDArray[np.float64]:
    if not issue.numeric:
        return np.eye(len(points))[:, [points.index(level) for level in issue.level_ids]]
    numbers = np.array([level.number for level in issue.levels], dtype=np.float64)
    knots = numbers[[issue.index(p) for p in points]]
    return np.array([np.interp(numbers, knots, row) for row in np.eye(len(points))])


def _named_levels(case: Case) -> dict[str, set[str]]:
    """The levels that drafts and facts name, by issue."""
    named: dict[str, set[str]] = {}
    for issue, level in mentioned_levels(case):
        named.setdefault(issue, set()).add(level)
    return named
