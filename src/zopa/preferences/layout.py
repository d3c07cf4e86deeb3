"""The variables that stand for one party's preferences.

`x = (u, w, r)`: one value u for every breakpoint of every issue, one weight w for every
issue (the value of its best level), and the reservation value r. On an issue with options
every level is a breakpoint; on a numeric issue with more than eleven levels, values are
linear between breakpoints (Jacquet-Lagrèze and Siskos 1982, UTA), so that a finely divided
number does not outgrow everything else. Every level that the case names is a breakpoint.

Issues and levels stand here in the order of their ids, whatever the order in the file, so
that moving a line in a ledger moves no number in a brief.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from zopa.case.mentions import mentioned_levels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from zopa.case.model import Case, Issue

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
    """(breakpoints, levels): the values of all levels, in file order, from the variables."""

    @property
    def stop(self) -> int:
        return self.first + len(self.breakpoints)

    def column(self, level: str) -> NDArray[np.float64]:
        """The coefficients of the value of a level on the issue's own variables."""
        return self.spread[:, self.issue.index(level)]


@dataclass(frozen=True)
class Layout:
    """Where each variable stands."""

    blocks: dict[str, IssueBlock]
    size: int

    @property
    def reservation(self) -> int:
        return self.size - 1

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
    return Layout(blocks, values + len(issues) + 1)


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
        return np.array([[float(p == level) for level in issue.level_ids] for p in points])
    numbers = np.array([level.number for level in issue.levels], dtype=np.float64)
    knots = numbers[[issue.index(p) for p in points]]
    return np.array([np.interp(numbers, knots, row) for row in np.eye(len(points))])


def _named_levels(case: Case) -> dict[str, set[str]]:
    """The levels that drafts and facts name, by issue."""
    named: dict[str, set[str]] = {}
    for issue, level in mentioned_levels(case):
        named.setdefault(issue, set()).add(level)
    return named
