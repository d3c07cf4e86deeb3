"""Conditional red lines in the outcome space: an issue of its own says whether a line is crossed.

A party that will have no monitors unless troops stay refuses some combinations of levels. Other
parties may sign them, and the line may hold in some draws only, so it is no rule of the space.
Instead the space has one more issue for each condition, which nobody values, with two levels: kept
and crossed. Rules tie it to the issues that the condition is about, so that it is settled by them
and the number of outcomes is the same. A party bars `crossed` in the draws where its line is in
force, and everything that works with barred levels works with conditions. (Channelling variables of
constraint programming; Rossi, van Beek and Walsh 2006, Handbook of Constraint Programming, ch. 11.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

import numpy as np

from zopa.case.model import Case, ConditionalRedLine, Terms
from zopa.outcomes.arrays import Bools, Ints
from zopa.outcomes.rules import Ban

KEPT, CROSSED = 0, 1
"""The two levels of the issue that stands for a condition."""

Side: TypeAlias = tuple[tuple[int, tuple[int, ...]], ...]
"""Issue and level indexes, sorted: one of the levels on each of the issues."""


class LineCondition(NamedTuple):
    """What must hold where something else does, as indexes of issues and levels.

    >>> condition = LineCondition(((0, (1,)),), ((1, (0,)),))
    >>> condition.crossed(np.array([[1, 0], [1, 1], [0, 1]]))
    array([False,  True, False])
    """

    when: Side
    then: Side

    def crossed(self, outcomes: Ints) -> Bools:
        """Whether each of some outcomes `(..., issues)` crosses the line: `(...)`."""
        return _within(self.when, outcomes) & ~_within(self.then, outcomes)

    @property
    def issues(self) -> frozenset[int]:
        """The issues that it is about."""
        return frozenset(issue for issue, _ in (*self.when, *self.then))


def _within(side: Side, outcomes: Ints) -> Bools:
    inside: Bools = np.ones(outcomes.shape[:-1], dtype=np.bool_)
    for issue, levels in side:
        inside &= np.isin(outcomes[..., issue], levels)
    return inside


def condition_of(case: Case, line: ConditionalRedLine) -> LineCondition:
    """The condition of a red line; lines that say the same have the same."""
    order = list(case.issues)

    def side(terms: Terms) -> Side:
        return tuple(
            sorted(
                (order.index(issue), tuple(sorted({case.issues[issue].index(k) for k in levels})))
                for issue, levels in terms.items()
            )
        )

    return LineCondition(side(line.when), side(line.then))


def conditions_of(case: Case) -> tuple[LineCondition, ...]:
    """The conditions of all red lines of a case, each once, in an order that does not depend on
    that of the file."""
    found = {
        condition_of(case, fact.content)
        for fact in case.facts
        if isinstance(fact.content, ConditionalRedLine)
    }
    names = list(case.issues)

    def key(condition: LineCondition) -> object:
        return tuple(
            tuple((names[i], tuple(sorted(case.issues[names[i]].level_ids[k] for k in levels)))
                  for i, levels in side)
            for side in condition
        )  # fmt: skip

    return tuple(sorted(found, key=lambda c: str(key(c))))


def violations_of(condition: LineCondition, sizes: tuple[int, ...]) -> Iterator[Ban]:
    """The outcomes that cross a line, as boxes. `sizes` holds how many levels each issue has.

    >>> list(violations_of(LineCondition(((0, (1,)),), ((1, (0,)),)), (2, 3)))
    [((0, (1,)), (1, (1, 2)))]
    """
    when = dict(condition.when)
    for issue, levels in condition.then:
        before = when.get(issue, tuple(range(sizes[issue])))
        left = tuple(k for k in before if k not in levels)
        box = {**when, issue: left}
        if all(box.values()):
            yield tuple(sorted(box.items()))


def bans_for(condition: LineCondition, own: int, sizes: tuple[int, ...]) -> Iterator[Ban]:
    """The bans by which an issue with two levels, `own`, says whether a condition is crossed."""
    for box in violations_of(condition, sizes):
        yield (*box, (own, (KEPT,)))
    for issue, levels in condition.when:  # where it does not apply it is kept
        if others := tuple(k for k in range(sizes[issue]) if k not in levels):
            yield ((issue, others), (own, (CROSSED,)))
    both = dict(condition.when)
    for issue, levels in condition.then:
        before = both.get(issue, tuple(range(sizes[issue])))
        both[issue] = tuple(k for k in before if k in levels)
    if all(both.values()):
        yield (*sorted(both.items()), (own, (CROSSED,)))
