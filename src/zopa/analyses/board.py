"""What most analyses look at: the outcome space and the signatories' draws in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from zopa.foundation.chance import stream
from zopa.outcomes.reach import zone_exists, zone_members
from zopa.outcomes.space import OutcomeSpace

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zopa.case.model import Case
    from zopa.preferences.draws import Draws

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int_]

LISTED = 20_000
"""Outcome spaces up to this size are looked at outcome by outcome."""
SAMPLED = 4_000
"""Of a larger space, so many outcomes drawn uniformly stand for it."""
FEWER_DRAWS = 200
"""In a larger space, what takes a search for each draw is answered on so many draws."""


@dataclass(frozen=True, eq=False)
class Board:
    """Signatories' draws over an outcome space; arrays as in `Draws`, signatories only."""

    space: OutcomeSpace
    parties: tuple[str, ...]
    values: tuple[Floats, ...]
    reservation: Floats
    barred: tuple[Bools, ...]
    seed: int

    @classmethod
    def of(cls, case: Case, draws: Draws) -> Board:
        """The signatories' part of the draws, made once for each."""
        if case is draws.case and draws in _made:
            return _made[draws]
        who = list(draws.signatories)
        board = cls(
            space=OutcomeSpace.of(case),
            parties=tuple(draws.parties[k] for k in who),
            values=tuple(v[:, who] for v in draws.values),
            reservation=draws.reservation[:, who],
            barred=tuple(b[:, who] for b in draws.barred),
            seed=draws.seed,
        )
        if case is draws.case:
            _made[draws] = board
        return board

    def __len__(self) -> int:
        return len(self.reservation)

    def some(self, which: Bools | slice) -> Board:
        """The same with only some of the draws."""
        return replace(
            self,
            values=tuple(v[which] for v in self.values),
            reservation=self.reservation[which],
            barred=tuple(b[which] for b in self.barred),
        )

    @cached_property
    def listed(self) -> bool:
        """Whether `outcomes` holds every allowed outcome."""
        return self.space.count() <= LISTED

    @cached_property
    def outcomes(self) -> Ints:
        """(outcomes, issues): every allowed outcome, or a uniform sample of a large space."""
        if self.listed:
            return self.space.enumerate(LISTED)
        return np.unique(self.space.sample(SAMPLED, stream(self.seed, 2)), axis=0)

    @cached_property
    def members(self) -> Bools:
        """(draws, outcomes): whether every signatory would sign."""
        return zone_members(self.space, self.values, self.reservation, self.barred, self.outcomes)

    @cached_property
    def has_zone(self) -> Bools:
        """(draws,): whether there is any outcome that every signatory would sign."""
        return zone_exists(self.space, self.values, self.reservation, self.barred)

    @cached_property
    def barred_mostly(self) -> tuple[Bools, ...]:
        """One array an issue, (levels,): levels that some signatory bars in most draws."""
        return tuple(b.any(axis=1).mean(axis=0) > 0.5 for b in self.barred)

    def utilities(self, outcomes: Ints) -> Floats:
        """(draws, signatories, outcomes)."""
        return self.space.utilities(self.values, outcomes)

    def blocks(self, outcomes: int, floats: int = 4_000_000) -> Iterator[slice]:
        """Slices of the draws, such that draws x signatories x outcomes stay few."""
        size = max(1, floats // max(1, outcomes * len(self.parties)))
        return (slice(k, k + size) for k in range(0, len(self), size))


_made: WeakKeyDictionary[Draws, Board] = WeakKeyDictionary()


def terms_key(terms: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """What outcomes are sorted by where nothing else tells them apart."""
    return tuple(sorted(terms.items()))
