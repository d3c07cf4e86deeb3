"""How good many packages are for one party: how often the others and itself would sign them.

The party is looked at as willing when it is asked whether enough others could sign: those others
who could, together with the party itself, must bring about an agreement.
"""

from __future__ import annotations

from dataclasses import dataclass
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
        return Merits(
            np.zeros(len(outcomes)), now / many, could / many, self.mean_gain(outcomes)
        )  # fmt: skip

    def with_others(self, outcomes: Ints, own: Merits) -> Merits:
        """What packages are to the party, with how often enough others could sign them."""
        others = np.zeros(len(outcomes), dtype=np.int_)
        for _, signed in self.others_sign(outcomes):
            others += np.count_nonzero(signed, axis=0)
        return own._replace(others=others / len(self.draws))

    def others_sign(self, outcomes: Ints) -> Iterator[tuple[slice, Bools]]:
        """Block by block of the draws, whether enough others could sign each outcome, `(block,
        n)`."""
        who = list(self.draws.signatories)
        game = self.case.game
        for block, signed in self._signed(self.others, self.draws.reservation, outcomes):
            every = np.ones((signed.shape[0], len(who), len(outcomes)), dtype=bool)
            for k, column in enumerate(self.others):
                every[:, who.index(column)] = signed[:, k]
            yield block, agreed(game, every)

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

    def enough_others(self, signed: Bools) -> Bools:
        """(draws,): whether enough signatories sign, the party itself being willing; `signed` is
        (draws, parties)."""
        who = list(self.draws.signatories)
        signing = signed[:, who].copy()
        if self.column in who:
            signing[:, who.index(self.column)] = True
        return np.asarray(agreed(self.case.game, signing[..., None])[:, 0])

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
