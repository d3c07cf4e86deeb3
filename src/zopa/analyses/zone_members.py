"""Which outcomes lie in the zone in which draws, in one bit each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int_]


@dataclass(frozen=True, eq=False)
class ZoneMembers:
    """Of some outcomes, which are in the zone in each draw.

    >>> in_zone = np.array([[True, False, False]])  # one draw, three outcomes
    >>> members = ZoneMembers.of([(slice(0, 1), in_zone)], np.array([5]), 3)
    >>> members.often, members.many, members.of_draws(slice(None))
    (array([5, 0, 0]), array([1]), array([[ True, False, False]]))
    """

    bits: NDArray[np.uint8]
    """(draws, bytes): eight outcomes in a byte."""
    often: Ints
    """(outcomes,): in how many draws each is in the zone."""
    many: Ints
    """(draws,): how many of the outcomes are in the zone."""

    @classmethod
    def of(cls, in_zone: Iterable[tuple[slice, Bools]], times: Ints, outcomes: int) -> ZoneMembers:
        """Take in blocks of draws `(block, outcomes)` that say which outcomes are in the zone.

        `times` `(draws,)` says how many draws each of them stands for.
        """
        bits = np.zeros((len(times), (outcomes + 7) // 8), dtype=np.uint8)
        often = np.zeros(outcomes, dtype=np.int_)
        many = np.zeros(len(times), dtype=np.int_)
        for block, inside in in_zone:
            bits[block] = np.packbits(inside, axis=1)
            many[block] = np.count_nonzero(inside, axis=1)
            weights = times[block]
            if (weights == 1).all():
                often += np.count_nonzero(inside, axis=0)
            else:
                often += weights @ inside
        return cls(bits, often, many)

    def has_any(self, which: Bools) -> Bools:
        """(draws,): whether one of the outcomes that `which` `(outcomes,)` marks is in the zone."""
        return np.asarray((self.bits & np.packbits(which)).any(axis=1))

    def of_draws(self, block: slice) -> Bools:
        """(draws, outcomes): the same for some of the draws, outcome by outcome."""
        unpacked = np.unpackbits(self.bits[block], axis=1, count=len(self.often))
        return unpacked.view(np.bool_)
