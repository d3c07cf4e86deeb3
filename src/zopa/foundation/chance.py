"""Random streams, and intervals that say how sure a share counted in draws is."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np


def stream(seed: int, *key: int) -> np.random.Generator:
    """The random stream for one purpose: the same seed and key give the same numbers.

    Streams with different keys are independent (numpy `SeedSequence`).

    >>> float(stream(1, 2).random()) == float(stream(1, 2).random())
    True
    """
    import numpy as np

    return np.random.default_rng(np.random.SeedSequence(entropy=seed, spawn_key=key))


SAME = 1e-6
"""Numbers on the scale 0..1 that lie no further apart than this are the same number. Numbers that
are given are often rounded, and may miss by as much what they must add up to."""


class Interval(NamedTuple):
    """A low and a high bound."""

    low: float
    high: float

    @property
    def exact(self) -> bool:
        """Whether the bounds are the same number."""
        return self.high - self.low <= SAME


Z95 = 1.959963984540054
"""The 97.5% point of the standard normal distribution."""


def wilson_interval(share: float, draws: int) -> Interval:
    """The 95% score interval of a share (0 to 1) that was counted in independent draws.

    Wilson (1927), equation 5; Brown, Cai and DasGupta (2001), equation 4. Without draws the
    interval is 0 to 1.

    >>> low, high = wilson_interval(0.0, 2000)
    >>> low, round(high, 4)
    (0.0, 0.0019)
    """
    if draws <= 0:
        return Interval(0.0, 1.0)
    z2 = Z95 * Z95
    middle = (share + z2 / (2 * draws)) / (1 + z2 / draws)
    half = Z95 / (1 + z2 / draws) * sqrt(share * (1 - share) / draws + z2 / (4 * draws * draws))
    low = 0.0 if share <= 0 else max(0.0, middle - half)
    high = 1.0 if share >= 1 else min(1.0, middle + half)
    return Interval(low, high)
