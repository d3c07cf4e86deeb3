"""The superadditive solution of Perles and Maschler."""

from __future__ import annotations

import numpy as np

from zopa.outcomes.arrays import Floats
from zopa.outcomes.solutions.lottery import Lottery, chain_of


def perles_maschler(utilities: Floats, reservation: Floats) -> Lottery:
    """The efficient point at which the two parties' concessions meet.

    Each party starts from the efficient point that is best for it and concedes. Their speeds are
    such that at every moment the product of what one gives and the other gets is the same for
    both. They meet where the integral of sqrt(-du dv) along the boundary is the same on both sides
    (Perles and Maschler 1981, International Journal of Game Theory 10, 163–193). This is the only
    continuous efficient solution that is symmetric, independent of units, and *superadditive*: to
    agree on two cases at once is never worse for a party than to agree on each by itself, where
    neither case has outcomes that a party refuses.

    The boundary is that of lotteries over the outcomes `(n, 2)` and of everything below them, as
    far as no party falls below its `reservation` `(2,)`. On a segment of it the integral is
    sqrt(width · height), so the point is exact. ValueError unless there are two parties.

    >>> lottery = perles_maschler(np.array([[0.0, 4.0], [4.0, 3.0], [5.0, 0.0]]), np.zeros(2))
    >>> lottery.outcomes, [round(p, 3) for p in lottery.probabilities]
    ((0, 1), [0.067, 0.933])
    """
    chain = chain_of(utilities, reservation)
    width, height = np.abs(np.diff(chain.corners, axis=0)).T
    lengths = np.sqrt(width * height)
    return chain.at(lengths, float(lengths.sum()) / 2)
