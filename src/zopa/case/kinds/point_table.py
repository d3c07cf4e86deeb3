"""`points` and `no_deal` of a party: what every level is worth to it, in its own points.

A party that has a point table has all its values at once. In the ledger the table stands under the
party. Everywhere else it counts as one fact about that party, which says a value for each level
and, where `no_deal` is given, the reservation value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, TypeAlias

from zopa.case.issues import Issue
from zopa.case.kinds.content import FactContent, NameUse
from zopa.case.ledger_text import Tree, number_words
from zopa.case.parts import Part, clip
from zopa.case.positions import Path
from zopa.case.read_terms import Issues, level_id
from zopa.case.scalars import read_number
from zopa.foundation.chance import Interval

Points: TypeAlias = Mapping[str, Mapping[str, float]]
"""Issue and level to points."""


@dataclass(frozen=True, slots=True)
class PointTable(FactContent):
    """What every level is worth to a party, and what having no deal is, in its own points.

    Any numbers will do: points below 0, points that do not add up to 100, a no-deal score below
    the worst outcome or above the best.

    >>> table = PointTable({"price": {"low": -10.0, "high": 30.0}, "date": {"1": 5.0, "2": 15.0}})
    >>> table.ends, table.level_ranges()["price"]["high"]
    ((-5.0, 45.0), Interval(low=0.8, high=0.8))
    """

    spread: ClassVar[bool] = True

    points: Points
    no_deal: float | None = None

    @property
    def ends(self) -> tuple[float, float]:
        """What the worst and the best of everything are worth in these points."""
        return ends_of_points(self.points)

    def share(self, points: float) -> float:
        """A utility in points as a fraction, in which the worst of everything is 0 and the best 1.

        ZeroDivisionError where all outcomes are worth the same.
        """
        worst, best = self.ends
        return (points - worst) / (best - worst)

    def bears_on_no_deal(self) -> bool:
        """It does."""
        return True

    def names(self, path: Path, /) -> Iterator[NameUse]:
        """The issues and their levels, as keys."""
        for issue, of_levels in self.points.items():
            yield NameUse("issue", issue, (*path, issue), key=True)
            for level in of_levels:
                yield NameUse("level", level, (*path, issue, level), issue, key=True)

    def tree(self, _issues: Mapping[str, Issue], /) -> Tree:
        """`{issue: {level: 12}}`, in points."""
        return points_tree(self.points)

    def level_ranges(self) -> Mapping[str, Mapping[str, Interval]]:
        """The value of every level, as a fraction of the whole; none where all are worth the
        same."""
        worst, best = self.ends
        if best <= worst:
            return {}
        ranges: dict[str, Mapping[str, Interval]] = {}
        for issue, of_levels in self.points.items():
            least = min(of_levels.values())
            shares = {level: (p - least) / (best - worst) for level, p in of_levels.items()}
            ranges[issue] = {level: Interval(s, s) for level, s in shares.items()}
        return ranges

    def no_deal_range(self) -> Interval | None:
        """What having no deal is worth, as a fraction of the whole."""
        worst, best = self.ends
        if self.no_deal is None or best <= worst:
            return None
        share = self.share(self.no_deal)
        return Interval(share, share)


def ends_of_points(points: Points) -> tuple[float, float]:
    """What the worst and the best of everything are worth in points."""
    return (
        sum(min(of_levels.values()) for of_levels in points.values()),
        sum(max(of_levels.values()) for of_levels in points.values()),
    )


def points_tree(points: Points) -> dict[str, Tree]:
    """How points are written in a ledger."""
    return {
        issue: {level: number_words(number) for level, number in of_levels.items()}
        for issue, of_levels in points.items()
    }


def read_points(part: Part, issues: Issues) -> Points:
    """Points as written, with a finding for each that cannot be read."""
    points: dict[str, Mapping[str, float]] = {}
    places = part.notes.places
    for issue, entry in part.pairs(help="write `{issue: {level: 12}}`") or ():
        inner = entry.called(f"the points of `{clip(issue)}`")
        of_levels: dict[str, float] = {}
        for level, number in inner.pairs(help="write `{level: 12}`") or ():
            found = read_number(number.called(f"the points of `{clip(level)}`"))
            if found is not None:
                plain = level_id(issues, issue, level)
                of_levels[plain] = float(found)
                places.setdefault((*entry.path, plain), places[*entry.path, level])
        if of_levels:
            points[issue] = of_levels
    return points


def filled_in(points: Points, issues: Issues) -> Points:
    """The same table with points for every level of a number whose ends are named.

    Levels between two that are named lie on the straight line between them, as where a party's
    values are drawn (Jacquet-Lagrèze and Siskos 1982).
    """
    filled = dict(points)
    for name, of_levels in points.items():
        issue = issues.get(name)
        if issue is None or not issue.numeric or not all(map(issue.has, of_levels)):
            continue
        ids = issue.level_ids
        if ids[0] in of_levels and ids[-1] in of_levels:
            filled[name] = dict(_on_lines(issue, of_levels))
    return filled


def _on_lines(issue: Issue, of_levels: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """Every level of a number, from the lowest to the highest, and its points."""
    named = [k for k, level in enumerate(issue.levels) if level.id in of_levels]
    numbers = [level.number or 0.0 for level in issue.levels]
    yield issue.level_ids[0], of_levels[issue.level_ids[0]]
    for start, end in pairwise(named):
        low, high = (of_levels[issue.level_ids[k]] for k in (start, end))
        for k in range(start + 1, end):
            way = (numbers[k] - numbers[start]) / (numbers[end] - numbers[start])
            yield issue.level_ids[k], low + way * (high - low)
        yield issue.level_ids[end], high
