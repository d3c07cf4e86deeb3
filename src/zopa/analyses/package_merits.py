"""How good many packages are for one party: how often the others and itself would sign them.

The party is looked at as willing when it is asked whether enough others could sign: those others
who could, together with the party itself, must bring about an agreement.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from zopa.analyses.board import Board
from zopa.outcomes.arrays import ACCEPTANCE
from zopa.outcomes.listing import CELLS, signatures, utilities_by_product
from zopa.outcomes.terms import Box
from zopa.outcomes.voting import agreed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from zopa.case.model import Case
    from zopa.outcomes.space import OutcomeSpace
    from zopa.preferences.draws import Draws

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int_]


class Merits(NamedTuple):
    """What packages are to a party; each `(n,)`."""

    both: Floats
    """The share of draws in which the party and enough others could sign."""
    others: Floats
    """The share of draws in which enough others could sign."""
    now: Floats
    """The share of draws in which the party would sign as things stand."""
    could: Floats
    """The share of draws in which the party could sign."""
    gain: Floats
    """The party's mean gain over no deal."""

    def some(self, which: Bools | Ints) -> Merits:
        """Those of some of the packages."""
        return Merits(*(array[which] for array in self))


@dataclass(frozen=True, eq=False)
class PartyView:
    """A case's packages as one party looks at them."""

    case: Case
    draws: Draws
    party: str

    @property
    def column(self) -> int:
        return self.draws.parties.index(self.party)

    @property
    def space(self) -> OutcomeSpace:
        return Board.of(self.case, self.draws).space

    @property
    def others(self) -> tuple[int, ...]:
        """The columns of the other signatories in the draws."""
        return tuple(k for k in self.draws.signatories if k != self.column)

    @cached_property
    def takes_all(self) -> bool:
        """Whether every signatory must sign."""
        return self.case.game.takes_all

    def merits(self, outcomes: Ints) -> Merits:
        """The merits of outcomes `(n, issues)`."""
        return self.with_others(outcomes, self.own_merits(outcomes))

    def own_merits(self, outcomes: Ints) -> Merits:
        """The same without a look at the others, who are said never to sign."""
        draws, who = self.draws, [self.column]
        values = self.space.padded(tuple(v[:, who] for v in draws.values))
        usable = tuple(
            np.where(bar[:, who], -np.inf, value) if bar[:, who].any() else value
            for value, bar in zip(values, draws.barred, strict=True)
        )
        now, could = np.zeros((2, len(outcomes)), dtype=np.int_)
        size = max(1, CELLS // max(1, len(outcomes)))
        for start in range(0, len(draws), size):
            block = slice(start, start + size)
            worth = utilities_by_product(
                self.space,
                tuple(v[block] for v in usable),
                outcomes,
                tuple(Box(t.where, t.worth[block][:, who]) for t in draws.terms),
            )[:, 0]
            for hits, floor in ((now, draws.aspiration), (could, draws.reservation)):
                hits += np.count_nonzero(worth >= floor[block, who] - ACCEPTANCE, axis=0)
        many = len(draws)
        none = np.zeros(len(outcomes))
        return Merits(none, none, now / many, could / many, self.mean_gain(outcomes))

    def with_others(self, outcomes: Ints, own: Merits) -> Merits:
        """What packages are to the party, with how often enough others, and both, could sign."""
        both, others = np.zeros((2, len(outcomes)), dtype=np.int_)
        for _, willing, enough in self.sides_sign(outcomes):
            others += np.count_nonzero(enough, axis=0)
            both += np.count_nonzero(enough & willing, axis=0)
        many = len(self.draws)
        return own._replace(both=both / many, others=others / many)

    def sides_sign(self, outcomes: Ints) -> Iterator[tuple[slice, Bools, Bools]]:
        """Block by block of the draws, whether the party could sign each outcome, and whether
        enough others could, `(block, n)` each."""
        columns = (self.column, *self.others)
        for block, signed in self._signed(columns, self.draws.reservation, outcomes):
            yield block, signed[:, 0], self.enough(signed[:, 1:])

    def _signed(
        self, columns: Sequence[int], floor: Floats, outcomes: Ints
    ) -> Iterator[tuple[slice, Bools]]:
        who = list(columns)
        draws = self.draws
        return signatures(
            self.space,
            self.space.padded(tuple(v[:, who] for v in draws.values)),
            floor[:, who],
            tuple(b[:, who] for b in draws.barred),
            outcomes,
            tuple(Box(t.where, t.worth[:, who]) for t in draws.terms),
        )

    def enough(self, signed: Bools) -> Bools:
        """`(..., n)`: whether enough signatories sign, the party itself being willing; `signed`
        `(..., others, n)` says which of the others do."""
        if self.takes_all:
            return np.asarray(signed.all(axis=-2))
        who = list(self.draws.signatories)
        every = np.ones((*signed.shape[:-2], len(who), signed.shape[-1]), dtype=bool)
        every[..., [who.index(column) for column in self.others], :] = signed
        return agreed(self.case.game, every)

    def enough_others(self, signed: Bools) -> Bools:
        """(draws,): whether enough signatories sign, the party itself being willing; `signed` is
        (draws, parties)."""
        return self.enough(signed[:, list(self.others)].T)

    def mean_gain(self, outcomes: Ints) -> Floats:
        """`(n,)`: the party's mean gain over no deal."""
        worth = self.mean_worth((self.column,), outcomes)[0]
        return np.asarray(worth - self.draws.reservation[:, self.column].mean())

    def mean_worth(self, columns: Sequence[int], outcomes: Ints) -> Floats:
        """`(columns, n)`: what outcomes are worth to some parties by the mean of the draws."""
        who = list(columns)
        values = self.space.padded(tuple(v[:, who].mean(axis=0) for v in self.draws.values))
        terms = tuple(Box(t.where, t.worth[:, who].mean(axis=0)) for t in self.draws.terms)
        return np.asarray(self.space.utilities(values, outcomes, terms), dtype=np.float64)
