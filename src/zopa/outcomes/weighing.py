"""Weights for sums of utilities: first a fixed few, then those that a search is led to.

A weighted sum of utilities is largest at an outcome that is found issue by issue. That outcome may
reach every floor, or the sum may show that no outcome does (Lagrangian duality). Which weights tell
is not known beforehand. So after a fixed few, weight goes over from parties that are above their
floor to parties that are below it, draw by draw, by the method of multiplicative weights (Arora,
Hazan and Kale 2012, Theory of Computing 8, 121–164). With many parties that settles in some dozen
steps more than hundreds of fixed weights do.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import comb

import numpy as np

from zopa.outcomes.arrays import Bools, Floats

SHARES = 32
"""How many parts weight is handed out in between two parties; there are fewer for more parties."""

MOST_FIXED = 100
"""Where there were more fixed weightings than this, one for each party alone stands for them."""

ROUNDS = 60
"""How often weight goes over from party to party."""


def fixed_weightings(parties: int, parts: int | None = None) -> Floats:
    """The weights `(weightings, parties)` that are tried in every draw.

    They are all the ways to hand out `parts` equal parts of weight, if these are not too many.

    >>> fixed_weightings(2, 2)
    array([[0. , 1. ],
           [0.5, 0.5],
           [1. , 0. ]])
    >>> fixed_weightings(9).shape
    (9, 9)
    """
    if parts is None:
        parts = max(4, SHARES // (parties - 1) ** 2) if parties > 1 else 1
    if comb(parts + parties - 1, parties - 1) > MOST_FIXED:
        parts = 1
    return np.array(list(_handed_out(parts, parties))) / parts


def _handed_out(parts: int, parties: int) -> Iterator[tuple[int, ...]]:
    """Every way to hand out so many equal parts of weight to the parties."""
    if parties == 1:
        yield (parts,)
        return
    for first in range(parts + 1):
        for others in _handed_out(parts - first, parties - 1):
            yield (first, *others)


class Pursuit:
    """Weights `(draws, parties)` that follow what the outcomes that they lead to lack.

    >>> pursuit = Pursuit(1, 2)
    >>> for _ in range(ROUNDS):  # whatever is tried, the second party stays below its floor
    ...     pursuit.lead(np.array([[0.5, -0.5]]), np.array([0.1]))
    >>> pursuit.weight.round(2)
    array([[0., 1.]])
    """

    def __init__(self, draws: int, parties: int) -> None:
        self.weight: Floats = np.full((draws, parties), 1.0 / parties)
        """The weights to try next."""
        self.closest = self.weight
        """Those of all tried whose best sum was least above that of the floors."""
        self._least = np.full(draws, np.inf)
        self._turn = 0

    def lead(self, above: Floats, excess: Floats) -> None:
        """Go on from what the best outcome by `weight` reaches above the floors, `(draws,
        parties)`, and how far its weighted sum exceeds that of the floors, `(draws,)`."""
        closer = excess < self._least
        self.closest = np.where(closer[:, None], self.weight, self.closest)
        self._least = np.where(closer, excess, self._least)
        self._turn += 1
        furthest = np.abs(above).max(axis=1, keepdims=True)
        pace = 1.0 / np.sqrt(self._turn) / np.where(furthest > 0, furthest, 1.0)
        moved = self.weight * np.exp(-pace * above)
        self.weight = moved / moved.sum(axis=1, keepdims=True)

    def keep(self, which: Bools) -> None:
        """Go on with only some of the draws."""
        self.weight, self.closest = self.weight[which], self.closest[which]
        self._least = self._least[which]
