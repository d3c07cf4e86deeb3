"""Adjusted winner divides issues between two parties that put a hundred points on them each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from zopa.outcomes.arrays import Floats

POINTS = 100.0
"""What each party distributes over the issues."""

ROUNDING = 1e-12
"""A share that is this near to 0 or 1 is taken to be 0 or 1."""


@dataclass(frozen=True)
class AdjustedWinner:
    """Who wins which issue, and what that is worth to each party in its own points."""

    shares: tuple[float, ...]
    """What the first party wins of each issue, 0..1; the second party wins the rest."""
    split: int | None
    """The issue that is divided; None where none has to be. There is never more than one."""
    points: tuple[float, float]
    """Each party's points: the same for both, and at least 50."""

    @property
    def won(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The issues that each party wins whole."""
        return (
            tuple(i for i, share in enumerate(self.shares) if share == 1),
            tuple(i for i, share in enumerate(self.shares) if share == 0),
        )


def adjusted_winner(
    first: Sequence[float] | Floats, second: Sequence[float] | Floats
) -> AdjustedWinner:
    """Divide issues so that both get the same points and no division gives both more.

    `first` and `second` `(issues,)` are the points of the two parties, 100 each in all; an issue
    is worth to a party what it has put on it, in proportion to what it wins of it. Each issue
    goes to the party that has put more on it; then issues go from the one that is ahead to the
    other, beginning with the one on which their points differ least by ratio, the last only as
    far as it takes to be even (Brams and Taylor 1996, Fair Division, chapter 4, theorem 4.1:
    efficient, equitable and envy-free). Equal ratios are told apart by the order of the issues,
    which does not change anybody's points. A party can gain by stating other points than its
    own, if it knows the other's (chapter 4 as well).

    ValueError for negative points, points that are not finite, a sum other than 100, or lists
    of different lengths.

    >>> adjusted_winner([50, 30, 20], [30, 60, 10])
    AdjustedWinner(shares=(0.875, 0.0, 1.0), split=0, points=(63.75, 63.75))
    """
    a, b = (np.array(points, dtype=np.float64) for points in (first, second))
    if a.ndim != 1 or a.shape != b.shape:
        raise ValueError("both parties need points for each issue")
    for points in (a, b):
        if not np.isfinite(points).all() or (points < 0).any():
            raise ValueError("points must be numbers of at least 0")
        if abs(points.sum() - POINTS) > 1e-9 * POINTS:
            raise ValueError(f"a party's points add up to {points.sum():g}, not 100")
    both = a + b
    order = np.argsort(-np.divide(a, both, out=np.full(len(a), 0.5), where=both > 0), kind="stable")
    # By how much the first party is ahead if it wins the first 0, 1, 2 … issues in this order.
    ahead = np.concatenate([[-b.sum()], (both[order]).cumsum() - b.sum()])
    shares = np.zeros(len(a))
    won = int(np.searchsorted(ahead, 0.0, side="right")) - 1
    shares[order[:won]] = 1.0
    split = int(order[won])
    part = -float(ahead[won] / both[split])
    shares[split] = 0.0 if part < ROUNDING else 1.0 if part > 1 - ROUNDING else part
    return AdjustedWinner(
        tuple(shares.tolist()),
        split if 0 < shares[split] < 1 else None,
        (float(a @ shares), float(b @ (1 - shares))),
    )
