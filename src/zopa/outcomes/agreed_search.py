"""Whether enough parties would sign any outcome, by looking at outcomes settled in part.

Issue after issue is settled. What is settled so far is given up where even with the best of all
that is left for each party, by itself, too few would sign (branch and bound, Land and Doig 1960).
The most promising is followed first, so that a deal is found soon where there are many, and where
there is none, little is left to look at before long. Unlike a program this needs no relaxation,
which is weak where it is open who signs.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zopa.case.coalitions import SimpleGame
from zopa.outcomes.arrays import ACCEPTANCE, Bools, Floats, Ints
from zopa.outcomes.space import OPEN, OutcomeSpace
from zopa.outcomes.voting import agreed

MOST_WORK = 40_000_000
"""Utilities of parties that are looked at for one answer, each some 20 nanoseconds."""
TOGETHER = 2_048
"""Outcomes settled in part that are followed together."""


class SearchWork:
    """How many utilities may still be looked at, for one answer or for many.

    >>> work = SearchWork(3)
    >>> work.take(2), work.take(2), work.left
    (True, False, 1)
    """

    def __init__(self, left: int) -> None:
        self.left = left

    def take(self, cost: int) -> bool:
        """Whether there is so much left; it is then taken."""
        if cost > self.left:
            return False
        self.left -= cost
        return True


def agreed_outcome(
    space: OutcomeSpace,
    values: Sequence[Floats],
    game: SimpleGame,
    reservation: Floats,
    barred: Sequence[Bools],
    work: SearchWork,
) -> tuple[Ints | None, bool]:
    """An outcome `(issues,)` that enough parties would sign, if there is one, and whether that is
    decided.

    `values` and `barred` hold one array `(parties, levels)` for each issue, `reservation` is
    `(parties,)`; the parties are the players of the game. At most `MOST_WORK` is taken of the work.

    >>> from zopa.case.coalitions import WeightedQuota
    >>> space = OutcomeSpace(("price",), (("low", "middle", "high"),))
    >>> values = [np.array([[1.0, 0.5, 0.0], [0.9, 0.6, 0.0], [0.0, 0.3, 1.0]])]
    >>> two_of_three = SimpleGame(3, (WeightedQuota((1, 1, 1), 2),))
    >>> nobody = [np.zeros((3, 3), dtype=bool)]
    >>> for least in (0.8, 1.0):
    ...     agreed_outcome(
    ...         space, values, two_of_three, np.full(3, least), nobody, SearchWork(1_000)
    ...     )
    (array([0]), True)
    (None, True)
    """
    usable = [np.where(bar, -np.inf, value) for value, bar in zip(values, barred, strict=True)]
    # What many disagree about is settled first: less is then left that could make up for it.
    order = sorted(range(len(usable)), key=lambda i: -float(np.ptp(values[i], axis=1).sum()))
    floor = np.asarray(reservation, dtype=np.float64) - ACCEPTANCE
    best, typical = (
        np.cumsum([np.zeros(len(floor)), *rest[:0:-1]], axis=0)[::-1]
        for rest in (
            [usable[i].max(axis=1) for i in order],
            [np.asarray(values[i]).mean(axis=1) for i in order],
        )
    )
    allowance = SearchWork(min(MOST_WORK, work.left))
    before = allowance.left
    start = np.full((1, len(space.shape)), OPEN, dtype=np.int_), np.zeros((1, len(floor)))
    stack = [(0, *start)]
    found: tuple[Ints | None, bool] = None, True
    while stack:
        at, outcomes, sums = stack.pop()
        issue = order[at]
        size = space.shape[issue]
        if not allowance.take(len(outcomes) * size * len(floor)):
            found = None, False
            break
        outcomes = np.repeat(outcomes, size, axis=0)
        outcomes[:, issue] = np.tile(np.arange(size), len(outcomes) // size)
        sums = (sums[:, None] + usable[issue].T).reshape(-1, len(floor))
        kept = agreed(game, (sums + best[at] >= floor).T)
        kept[kept] = space.allowed(outcomes[kept])
        outcomes, sums = outcomes[kept], sums[kept]
        if not len(outcomes):
            continue
        if at + 1 == len(order):
            found = outcomes[0], True
            break
        lacking = np.minimum(sums + typical[at] - floor, 0.0)
        promise = np.argsort((lacking == 0).sum(axis=1) + lacking.clip(-1.0).mean(axis=1))
        for part in range(0, len(promise), TOGETHER):
            some = promise[part : part + TOGETHER]
            stack.append((at + 1, outcomes[some], sums[some]))
    work.take(before - allowance.left)
    return found
