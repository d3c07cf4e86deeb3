"""Which packages near a draft are worth tabling: none of them beaten in both things that count.

What counts is how often a package would come about, which is the share of draws in which the party
and enough others could sign it, and what the party gains by it in the mean, each in steps of two
hundredths. Packages that the party could sign in less than half of the draws are left out. Of those
that would come about nearly as often as the one that would most often, the one comes first by which
the party gains most.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from zopa.analyses.package_merits import Merits
from zopa.outcomes.arrays import ACCEPTANCE
from zopa.outcomes.nearby_search import search_nearby

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zopa.analyses.package_merits import PartyView
    from zopa.outcomes.nearby import Nearby
    from zopa.outcomes.nearby_search import Singles

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int_]

GoesOn = Callable[[], bool]
"""Asked again and again while packages are looked for: whether to go on."""

STEP = 0.02
"""Packages are compared in steps of two hundredths: 2,000 draws tell shares no finer."""
HALF = 0.5
"""So often a party could sign a package that it tables."""
AS_OFTEN = 0.5
"""A counter-draft comes about at least half as often as the package that does most often."""
NEARLY = 0.95
"""Packages that come about so often, beside the one that does most often, do so nearly as often:
shares of draws in which a side would sign are true to about five hundredths."""
SLACK = 1e-5
"""More than the rounding of a sum of values in single precision."""
LISTED_NEARBY = 4_000
"""Up to so many packages are all looked at; among more is searched."""


def without_end() -> bool:
    """Go on until all is done."""
    return True


@dataclass(frozen=True, eq=False)
class FoundPackages:
    """The packages that nothing beats, the best first."""

    outcomes: Ints
    """`(n, issues)`."""
    merits: Merits
    looked_at: int
    """How many packages there were, rules aside."""
    complete: bool
    """Whether all of them were looked at, or shown to be no better."""


def packages_to_table(
    view: PartyView, near: Nearby, most: int, goes_on: GoesOn = without_end
) -> FoundPackages:
    """The packages near a draft that a party could table; `most` is how many beginnings are looked
    at where there are too many packages to list."""
    many = near.count()
    if many > LISTED_NEARBY:
        judge = _Judge(view, goes_on)
        complete = search_nearby(near, *what_is_searched(view), judge, most)
        return FoundPackages(*_beaten_left_out(near, *judge.found(near)), many, complete)
    outcomes = near.outcomes()
    own = view.own_merits(outcomes)
    willing = np.flatnonzero(own.could >= HALF)
    outcomes = outcomes[willing]
    merits = view.with_others(outcomes, own.some(willing))
    return FoundPackages(*_beaten_left_out(near, outcomes, merits), many, complete=True)


def in_steps(numbers: Floats) -> Floats:
    """Numbers in whole steps.

    >>> in_steps(np.array([0.5, 0.512, 0.488])).tolist()
    [25.0, 26.0, 24.0]
    """
    return np.asarray(np.round(numbers / STEP, 0))


def compared(merits: Merits) -> Floats:
    """`(n, 2)`: what packages are compared by, in whole steps."""
    return in_steps(np.stack([merits.both, merits.gain], axis=1))


def _beaten_left_out(near: Nearby, outcomes: Ints, merits: Merits) -> tuple[Ints, Merits]:
    """The packages that none beats and that come about often enough, best first."""
    if not len(outcomes):
        return outcomes, merits
    steps = compared(merits)
    often = steps[:, 0].max()
    kept = np.flatnonzero((merits.both > 0) & (steps[:, 0] >= AS_OFTEN * often))
    told = np.minimum(steps, [np.ceil(NEARLY * often - ACCEPTANCE), np.inf])
    kept = kept[_unbeaten(told[kept])]
    ranked = (-np.round(merits.gain[kept], 9), -steps[kept, 0], -told[kept, 1], -told[kept, 0])
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


def what_is_searched(view: PartyView) -> tuple[list[Singles], list[Floats], Singles]:
    """The values of the party and then the others, `(levels, parties, draws)` for each issue, minus
    infinity where a level is barred; what levels are worth to the party by the mean; and the most
    that each has, above no deal, by what terms on several issues add, `(parties, draws)`.

    What is told of draws is in single precision, since beginnings are only left out by it where
    they fall short by more than `SLACK`.
    """
    draws = view.draws
    who = [view.column, *view.others]
    values = [
        np.where(bar[:, who], -np.inf, value[:, who]).transpose(2, 1, 0).astype(np.float32, "C")
        for value, bar in zip(draws.values, draws.barred, strict=False)
    ]
    means = [value[:, view.column].mean(axis=0) for value in draws.values]
    start = -draws.reservation[:, who]
    for term in draws.terms:
        start += np.maximum(term.worth[:, who], 0.0)
    return values, means, start.T.astype(np.float32, "C")


@dataclass
class _Judge:
    """Keeps the packages that none beats while the search goes on."""

    view: PartyView
    goes_on: GoesOn
    told: Floats = field(default_factory=lambda: np.empty((0, 2)))
    outcomes: list[Ints] = field(default_factory=list)
    merits: list[Merits] = field(default_factory=list)

    def keeps(self, worth: Singles, means: Floats) -> tuple[Bools, Floats]:
        """Which beginnings may lead to a package that no package found is as good as; first those
        that may come about more often, and by which the party may gain more."""
        signed = worth >= -SLACK
        many = len(self.view.draws)
        could = np.count_nonzero(signed[:, 0], axis=1) / many
        both = np.count_nonzero(signed[:, 0] & self.view.enough(signed[:, 1:]), axis=1) / many
        kept: Bools = (could >= HALF) & (both > 0)
        if len(self.told):
            told = in_steps(np.stack([both, means], axis=1))
            kept &= told[:, 0] >= AS_OFTEN * self.told[:, 0].max()
            kept &= ~np.any(np.all(self.told[None] >= told[:, None], axis=2), axis=1)
        return kept, both + means

    def take(self, outcomes: Ints) -> None:
        """Take packages in that none found is as good as."""
        if not len(outcomes):
            return
        merits = self.view.merits(outcomes)
        steps = compared(merits)
        for k in np.flatnonzero((merits.could >= HALF) & (merits.both > 0)):
            told = steps[k]
            if not np.any(np.all(self.told >= told, axis=1)):
                beaten: Bools = np.all(told >= self.told, axis=1)
                self.told = np.vstack([self.told[~beaten], told])
                self.outcomes = [o for o, b in zip(self.outcomes, beaten, strict=True) if not b]
                self.merits = [m for m, b in zip(self.merits, beaten, strict=True) if not b]
                self.outcomes.append(outcomes[k])
                self.merits.append(merits.some(np.array([k])))

    def found(self, near: Nearby) -> tuple[Ints, Merits]:
        if not self.outcomes:
            empty = np.empty((0, len(near.space.shape)), dtype=np.int_)
            return empty, Merits(*(np.empty(0) for _ in Merits._fields))
        return np.stack(self.outcomes), Merits(*map(np.concatenate, zip(*self.merits, strict=True)))
