"""Which packages near a draft are worth tabling: none of them beaten in all that counts.

Three things count: how often enough others could sign, how often the party itself would sign as
things stand, and its mean gain, each in steps of two hundredths. Packages that the party would sign
as things stand in less than half of the draws are left out; where that leaves none that enough
others could ever sign, the party must be able to sign them at all in half of the draws.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np

from zopa.analyses.package_merits import Merits
from zopa.outcomes.arrays import ACCEPTANCE
from zopa.outcomes.nearby_search import search_nearby
from zopa.outcomes.voting import agreed

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from zopa.analyses.package_merits import PartyView
    from zopa.outcomes.nearby import Nearby

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int_]

Floor = Literal["now", "could"]
"""What a party must do with a counter-draft in half of the draws: sign it as things stand, or be
able to sign it at all."""

STEP = 0.02
"""Packages are compared in steps of two hundredths: 2,000 draws tell shares no finer."""
HALF = 0.5
"""So often a party must sign a package that it tables."""
AS_OFTEN = 0.5
"""A counter-draft is one that the others could sign at least half as often as the one which they
could sign most often."""
LISTED_NEARBY = 4_000
"""Up to so many packages are all looked at; among more is searched."""


@dataclass(frozen=True, eq=False)
class FoundPackages:
    """The packages that nothing beats, the best first."""

    outcomes: Ints
    """`(n, issues)`."""
    merits: Merits
    floor: Floor
    looked_at: int
    """How many packages there were, rules aside."""
    complete: bool
    """Whether all of them were looked at, or shown to be no better."""


def packages_to_table(
    view: PartyView, near: Nearby, most: int, tick: Callable[[], None] | None = None
) -> FoundPackages:
    """The packages near a draft that a party could table; `most` is how many beginnings are looked
    at where there are too many packages to list."""
    tick = tick or (lambda: None)
    many = near.count()
    if many <= LISTED_NEARBY:
        return _among_all(view, near, many)
    found = _by_search(view, near, many, most, "now", tick)
    return found if len(found.outcomes) else _by_search(view, near, many, most, "could", tick)


def _by_search(
    view: PartyView, near: Nearby, many: int, most: int, floor: Floor, tick: Callable[[], None]
) -> FoundPackages:
    """The same where there are too many packages to list."""
    judge = _Judge(view, floor, tick)
    values, means, more = values_to_search(view)
    complete = search_nearby(near, values, means, more, judge, most)
    return FoundPackages(*_beaten_left_out(near, *judge.found(near)), floor, many, complete)


def _among_all(view: PartyView, near: Nearby, many: int) -> FoundPackages:
    """The same where every package is listed."""
    outcomes = near.outcomes()
    own = view.own_merits(outcomes)
    willing = np.flatnonzero(own.could >= HALF)
    outcomes = outcomes[willing]
    merits = view.with_others(outcomes, own.some(willing))
    now = (merits.now >= HALF) & (merits.others > 0)
    floor: Floor = "now" if now.any() else "could"
    if now.any():
        outcomes, merits = outcomes[now], merits.some(now)
    return FoundPackages(*_beaten_left_out(near, outcomes, merits), floor, many, complete=True)


def in_steps(numbers: Floats) -> Floats:
    """Numbers in whole steps.

    >>> in_steps(np.array([0.5, 0.512, 0.488])).tolist()
    [25.0, 26.0, 24.0]
    """
    return np.asarray(np.round(numbers / STEP, 0))


def compared(merits: Merits) -> Floats:
    """`(n, 3)`: what packages are compared by, in whole steps."""
    return in_steps(np.stack([merits.others, merits.now, merits.gain], axis=1))


def _beaten_left_out(near: Nearby, outcomes: Ints, merits: Merits) -> tuple[Ints, Merits]:
    """The packages that none beats and that the others could sign often enough, best first."""
    if not len(outcomes):
        return outcomes, merits
    told = compared(merits)
    kept = np.flatnonzero((merits.others > 0) & (told[:, 0] >= AS_OFTEN * told[:, 0].max()))
    kept = kept[_unbeaten(told[kept])]
    ranked = (-np.round(merits.gain[kept], 9), -told[kept, 2], -told[kept, 0])
    kept = kept[np.lexsort((*near.key(outcomes[kept]).T[::-1], *ranked))]
    return outcomes[kept], merits.some(kept)


def _unbeaten(told: Floats) -> Ints:
    """Which rows no other row is at least as good as everywhere and better than somewhere."""
    points, inverse = np.unique(told, axis=0, return_inverse=True)
    beaten = np.array(
        [
            np.any(np.all(points >= point, axis=1) & np.any(points > point, axis=1))
            for point in points
        ],
        dtype=bool,
    )
    return np.flatnonzero(~beaten[inverse.ravel()])


def values_to_search(view: PartyView) -> tuple[list[Floats], list[Floats], Floats]:
    """The values of the party and then the others, `(levels, parties, draws)` for each issue, minus
    infinity where a level is barred; what levels are worth to the party by the mean; and the most
    that terms on several issues add, `(parties, draws)`."""
    draws = view.draws
    who = [view.column, *view.others]
    values = [
        np.ascontiguousarray(np.where(bar[:, who], -np.inf, value[:, who]).T)
        for value, bar in zip(draws.values, draws.barred, strict=False)
    ]
    means = [value[:, view.column].mean(axis=0) for value in draws.values]
    more = np.zeros((len(who), len(draws)))
    for term in draws.terms:
        more += np.maximum(term.worth[:, who].T, 0.0)
    return values, means, more


def most_signed(view: PartyView, worth: Floats) -> Bools:
    """`(n, draws)`: whether enough others could sign where each party has at most `worth` `(n,
    parties, draws)`, the party first."""
    who = list(view.draws.signatories)
    signed = np.ones((len(worth), len(who), worth.shape[2]), dtype=bool)
    for k, column in enumerate(view.others, start=1):
        floor = view.draws.reservation[:, column] - ACCEPTANCE
        signed[:, who.index(column)] = worth[:, k] >= floor
    return agreed(view.case.game, signed)


@dataclass
class _Judge:
    """Keeps the packages that none beats while the search goes on."""

    view: PartyView
    floor: Floor
    tick: Callable[[], None]
    told: Floats = field(default_factory=lambda: np.empty((0, 3)))
    outcomes: list[Ints] = field(default_factory=list)
    merits: list[Merits] = field(default_factory=list)

    def keeps(self, worth: Floats, means: Floats) -> tuple[Bools, Floats]:
        """Which beginnings may lead to a package that no package found is as good as; first come
        those where the others could sign more often, then those where the party gains more."""
        self.tick()
        most = self._most(worth, means)
        kept: Bools = most[:, 1] >= HALF if self.floor == "now" else self._could(worth) >= HALF
        told = in_steps(most)
        kept &= most[:, 0] > 0
        if len(self.told):
            kept &= told[:, 0] >= AS_OFTEN * self.told[:, 0].max()
            kept &= ~np.any(np.all(self.told[None] >= told[:, None], axis=2), axis=1)
        return kept, np.asarray(most[:, 0] + most[:, 2])

    def take(self, outcomes: Ints) -> None:
        """Take packages in that none found is as good as."""
        if not len(outcomes):
            return
        merits = self.view.merits(outcomes)
        fits = (merits.now if self.floor == "now" else merits.could) >= HALF
        for k in np.flatnonzero(fits):
            told = compared(merits)[k]
            if merits.others[k] > 0 and not np.any(np.all(self.told >= told, axis=1)):
                beaten: Bools = np.all(told >= self.told, axis=1)
                self.told = np.vstack([self.told[~beaten], told])
                self.outcomes = [o for o, b in zip(self.outcomes, beaten, strict=True) if not b]
                self.merits = [m for m, b in zip(self.merits, beaten, strict=True) if not b]
                self.outcomes.append(outcomes[k])
                self.merits.append(merits.some(np.array([k])))

    def found(self, near: Nearby) -> tuple[Ints, Merits]:
        if not self.outcomes:
            none, empty = np.empty(0), np.empty((0, len(near.space.shape)), dtype=np.int_)
            return empty, Merits(none, none, none, none)
        return np.stack(self.outcomes), Merits(*map(np.concatenate, zip(*self.merits, strict=True)))

    def _most(self, worth: Floats, means: Floats) -> Floats:
        """`(n, 3)`: the most that the three things that count can come to."""
        draws = self.view.draws
        others = most_signed(self.view, worth).mean(axis=1)
        now = (worth[:, 0] >= draws.aspiration[:, self.view.column] - ACCEPTANCE).mean(axis=1)
        gain = means - draws.reservation[:, self.view.column].mean()
        return np.stack([others, now, gain], axis=1)

    def _could(self, worth: Floats) -> Floats:
        floor = self.view.draws.reservation[:, self.view.column] - ACCEPTANCE
        return np.asarray((worth[:, 0] >= floor).mean(axis=1))
