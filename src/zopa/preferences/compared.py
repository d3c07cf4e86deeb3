"""How an answer changes where what is possible changes, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from zopa.foundation.chance import Z95

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zopa.preferences.excursions import Excursions
    from zopa.preferences.party import PartyDraws

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.intp]


FEWEST_EXCURSIONS = 30
"""Excursions, and effective draws, with which a stated error is about right. With fewer, the true
change lies outside of twice the standard error in one case of five, since the lengths of
excursions differ widely and the longest may not have been seen."""
TELLING_STARTS = 1000
"""Draws of which hardly any go beyond a fact, and so tell that there is little beyond it."""


class Change(NamedTuple):
    """The share of an answer afterwards, less its share before."""

    amount: float
    error: float
    """Half-width of its 95% interval, from sampling alone."""


def change_between(before: Bools, after: Bools) -> Change:
    """From some draws (draws,) to others that were made apart from them.

    A share of 0 or 1 has no spread of its own, so that one draw of each kind is added on either
    side (Agresti and Caffo 2000, The American Statistician 54, 280–288).
    """
    variance = sum(
        (s := (hits.sum() + 1) / (hits.size + 2)) * (1 - s) / (hits.size + 2)
        for hits in (before, after)
    )
    return Change(float(after.mean()) - float(before.mean()), Z95 * sqrt(variance))


def change_in_pairs(before: Bools, after: Bools) -> Change:
    """From some draws (draws,) to others, of which each was made with the random numbers of one of
    the first, so that the two are alike where nothing that matters has changed.

    A kind of pair that was not seen may be there all the same, so that one pair of each of the four
    kinds is added (after Agresti and Min 2005, Statistics in Medicine 24, 729–740, who add half of
    one; with that, of pairs that are rarely unlike, too few intervals hold).

    >>> held = np.array([True] * 50 + [False] * 50)
    >>> change_in_pairs(held, ~held).amount, round(change_in_pairs(held, held).error, 3)
    (0.0, 0.027)
    """
    pairs = before.size + 4
    gained = (np.count_nonzero(after & ~before) + 1) / pairs
    lost = (np.count_nonzero(before & ~after) + 1) / pairs
    variance = (gained + lost - (gained - lost) ** 2) / pairs
    return Change(float(after.mean()) - float(before.mean()), Z95 * sqrt(variance))


@dataclass(frozen=True)
class Mixture:
    """Draws that stay possible, and excursions that tell what else is.

    `member` (draws,) says which draws share a polytope: each polytope has its own part beyond.
    """

    found: Excursions
    member: Ints

    @property
    def effective(self) -> float:
        """The draws that would tell as much if all counted alike (Kish 1965, Survey Sampling)."""
        lengths = self.found.length.astype(np.float64)
        started = self.found.started
        return float((started + lengths.sum()) ** 2 / (started + (lengths**2).sum()))

    @property
    def suffices(self) -> bool:
        """Whether there is enough of it for the errors that it states to hold."""
        seen = len(self.found.draw) >= FEWEST_EXCURSIONS or self.found.started >= TELLING_STARTS
        return seen and self.effective >= FEWEST_EXCURSIONS

    @property
    def beyond(self) -> float:
        """The part of what is possible that lies beyond the fact."""
        return float(1 - self._within().mean())

    def _sums(self, amounts: Floats | Ints) -> Floats:
        """Amounts of the excursions, by the draw that they set out from, (draws,)."""
        sums = np.bincount(self.found.draw, amounts, minlength=len(self.member))
        return sums.astype(np.float64)

    def _mean(self, amounts: Floats) -> Floats:
        """Means over those that set out, in the polytope of each draw, (draws,)."""
        started = np.arange(len(self.member)) < self.found.started
        count = np.bincount(self.member, started)
        total = np.bincount(self.member, amounts * started)
        return np.asarray((total / np.maximum(count, 1))[self.member])

    def _within(self) -> Floats:
        """The part of the polytope of each draw that was possible before, (draws,)."""
        return np.asarray(1 / (1 + self._mean(self._sums(self.found.length))))

    def change(self, before: Bools, beyond: Bools) -> Change:
        """How an answer changes that holds in these draws (draws,) and beyond (excursions,).

        In a polytope of which the part s stays, the share after is s times the share before and
        1 - s times the share beyond. The error is that of this ratio (delta method): what each
        draw, with its excursion, adds to it. One excursion with each answer is added to it, as
        none of them may be seen where they are rare.
        """
        draws, started = len(before), self.found.started
        length = self._sums(self.found.length)
        hits = self._sums(self.found.length * beyond)
        within, held = self._within(), before.astype(np.float64)
        count = np.bincount(self.member)
        share = (np.bincount(self.member, held) / count)[self.member]
        moved = within * (self._mean(hits) - share * self._mean(length))
        amount = float(moved.mean())
        after = share + moved
        setting_out = np.arange(draws) < started
        number = np.bincount(self.member, setting_out)[self.member]
        part = hits - after * length
        added = (moved - amount) / draws - (1 - within) * (held - share) / draws
        added += np.where(
            setting_out,
            count[self.member] / draws * within / np.maximum(number, 1) * (part - self._mean(part)),
            0.0,
        )
        typical = float(self.found.length.mean()) if self.found.length.size else 1.0
        unseen = typical / (started + float(self.found.length.sum()))
        share_after = float(held.mean()) + amount
        variance = float((added**2).sum())
        variance += unseen**2 * (share_after**2 + (1 - share_after) ** 2)
        return Change(amount, Z95 * sqrt(variance))


@dataclass(frozen=True)
class LeftOut:
    """What is possible without one fact."""

    fact: int
    draws: Ints
    """(points,): the draw that each of the preferences below goes with."""
    preferences: PartyDraws | None
    """(points, …); None where nothing is different."""
    mixture: Mixture | None = None
    """Where the preferences are those beyond the fact only, how they go with those within."""
    settled: bool = True
    """Whether the draws were found to have settled."""

    @property
    def beyond(self) -> float:
        """About which part of what is possible the fact rules out."""
        if self.preferences is None:
            return 0.0
        return 1.0 if self.mixture is None else self.mixture.beyond

    @property
    def effective(self) -> float | None:
        """How many independent draws tell as much; None where nothing is different."""
        if self.preferences is None:
            return None
        return self.mixture.effective if self.mixture else float(len(self.draws))

    def change(self, before: Bools, after: Bools) -> Change:
        """How an answer changes that holds in all draws (draws,) and in these (points,)."""
        if self.preferences is None:
            return Change(0.0, 0.0)
        if self.mixture is None:
            return change_between(before, after)
        return self.mixture.change(before[: len(self.mixture.member)], after)
