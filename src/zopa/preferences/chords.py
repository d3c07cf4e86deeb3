"""How far a point goes along the chord that its constraints leave.

Where the density is even, it goes to a uniform place on the chord (Smith 1984). Where it is not, a
level below the density here is drawn, and places are drawn from the chord until one lies above it;
each that does not becomes an end of what is left of the chord (slice sampling with shrinkage, Neal
2003, Annals of Statistics 31, 705–767, figure 5). A point that has found none after some tries
stays where it is. That keeps the density too: from either of two places, the same failed tries are
as likely to come before the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zopa.preferences.density import Rise

    Floats = NDArray[np.float64]

FAR = 1e12
"""A step longer than this comes from a direction without length, and is not made."""
MOST_TRIES = 3
"""Places that are drawn for a point before it stays where it is."""


def lengths_along(
    low: Floats,
    high: Floats,
    rng: np.random.Generator,
    rise: Rise | None = None,
    most_tries: int = MOST_TRIES,
) -> Floats:
    """How far each point goes, between `low` below 0 and `high` above it.

    `rise` says by how much the logarithm of the density is higher that far away than here; without
    it the density is even. A point for which `most_tries` places lie below its level stays.
    """
    length = low + (high - low) * rng.random(low.shape)
    length[~(np.abs(length) < FAR)] = 0.0
    if rise is None:
        return length
    floor = np.log(rng.random(low.shape))
    short = np.nonzero(rise(length) < floor)
    low, high, far = low[short], high[short], length[short]
    for _ in range(most_tries - 1):
        if not far.size:
            return length
        low, high = np.where(far < 0, far, low), np.where(far > 0, far, high)
        far = low + (high - low) * rng.random(far.shape)
        on = rise.of_some(far, short) >= floor[short]
        length[tuple(axis[on] for axis in short)] = far[on]
        off = ~on
        short = tuple(axis[off] for axis in short)
        low, high, far = low[off], high[off], far[off]
    length[short] = 0.0
    return length
