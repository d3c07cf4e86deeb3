"""The outcomes near a text: those that change at most so many of its terms.

For each issue some levels count as no change: the level that the text has, each of those that
reports give for it, and on an issue that the text leaves open every level. How many outcomes are
near is counted exactly before any of them is written out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from zopa.outcomes.arrays import Bools, Ints
from zopa.outcomes.space import OPEN, OutcomeSpace


@dataclass(frozen=True, eq=False)
class Nearby:
    """The outcomes of a space that have usable levels and change at most `most` terms.

    >>> space = OutcomeSpace(("price", "date"), (("low", "high"), ("may", "june", "july")))
    >>> near = Nearby.of(space, space.encode({"price": "low", "date": "may"}), 1)
    >>> near.count(), near.outcomes().tolist()
    (4, [[0, 0], [0, 1], [0, 2], [1, 0]])
    """

    space: OutcomeSpace
    usable: tuple[Bools, ...]
    """One array `(levels,)` for each issue that is told: the levels that may be used."""
    unchanged: tuple[Bools, ...]
    """One array `(levels,)` for each issue that is told: the levels that count as no change."""
    most: int
    """So many terms may be changed."""

    @classmethod
    def of(cls, space: OutcomeSpace, text: Ints, most: int) -> Nearby:
        """The outcomes near `text` `(issues,)`, with every level usable and open issues free."""
        sizes = space.shape[: space.told]
        unchanged = tuple(
            np.ones(size, dtype=bool) if level == OPEN else np.arange(size) == level
            for size, level in zip(sizes, text, strict=False)
        )
        return cls(space, tuple(np.ones(size, dtype=bool) for size in sizes), unchanged, most)

    @cached_property
    def reached(self) -> list[list[int]]:
        """For each issue, how many ways the issues from it on can be settled with 0, 1, … changes;
        rules aside."""
        ways = [[1] + [0] * self.most]
        for usable, same in zip(reversed(self.usable), reversed(self.unchanged), strict=True):
            kept, changed = int((usable & same).sum()), int((usable & ~same).sum())
            after = ways[0]
            ways.insert(
                0,
                [
                    kept * after[c] + (changed * after[c - 1] if c else 0)
                    for c in range(self.most + 1)
                ],
            )
        return ways

    def count(self) -> int:
        """How many outcomes are near, rules aside; it may be 10^100."""
        return sum(self.reached[0])

    def outcomes(self) -> Ints:
        """All outcomes that are near and that the rules allow, `(n, issues)`, with what conditions
        say of them. The last issue varies fastest."""
        rows = np.empty((1, 0), dtype=np.int_)
        used = np.zeros(1, dtype=np.int_)
        for usable, same in zip(self.usable, self.unchanged, strict=True):
            levels = np.flatnonzero(usable)
            changes = used[:, None] + ~same[levels]
            which, level = np.nonzero(changes <= self.most)
            rows = np.column_stack([rows[which], levels[level]])
            used = changes[which, level]
        return self.whole(rows)

    def whole(self, rows: Ints) -> Ints:
        """Of outcomes `(n, told issues)` those that the rules allow, with what conditions say."""
        conditions = np.zeros((len(rows), len(self.space.conditions)), dtype=np.int_)
        outcomes = self.space.completed(np.concatenate([rows, conditions], axis=1))
        return np.asarray(outcomes[self.space.allowed(outcomes)])

    def key(self, outcomes: Ints) -> Ints:
        """`(n, told issues)`: what outcomes are sorted by where nothing else tells them apart:
        their levels by name, of the issues by name."""
        columns = []
        for i in sorted(range(self.space.told), key=self.space.issues.__getitem__):
            names = self.space.levels[i]
            place = np.argsort(sorted(range(len(names)), key=names.__getitem__))
            columns.append(place[outcomes[:, i]])
        return np.stack(columns, axis=1)
