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
    """Of some outcomes, which every signatory would sign in each draw.

    >>> signed = np.array([[[True, True, False], [True, False, False]]])  # one draw, two parties
    >>> members = ZoneMembers.of([(slice(0, 1), signed)], np.array([5]), 3)
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
    def of(cls, signed: Iterable[tuple[slice, Bools]], times: Ints, outcomes: int) -> ZoneMembers:
        """Take in blocks of draws `(block, parties, outcomes)` that say who would sign what.

        `times` `(draws,)` says how many draws each of them stands for.
        """
        bits = np.zeros((len(times), (outcomes + 7) // 8), dtype=np.uint8)
        often = np.zeros(outcomes, dtype=np.int_)
        many = np.zeros(len(times), dtype=np.int_)
        for block, by_party in signed:
            by_all = by_party.all(axis=1)
            bits[block] = np.packbits(by_all, axis=1)
            many[block] = np.count_nonzero(by_all, axis=1)
            weights = times[block]
            if (weights == 1).all():
                often += np.count_nonzero(by_all, axis=0)
            else:
                often += weights @ by_all
        return cls(bits, often, many)

    def has_any(self, which: Bools) -> Bools:
        """(draws,): whether one of the outcomes that `which` `(outcomes,)` marks is in the zone."""
        return np.asarray((self.bits & np.packbits(which)).any(axis=1))

    def of_draws(self, block: slice) -> Bools:
        """(draws, outcomes): the same for some of the draws, outcome by outcome."""
        unpacked = np.unpackbits(self.bits[block], axis=1, count=len(self.often))
        return unpacked.view(np.bool_)
