"""The scale of a profile: what its worst and its best outcome could be worth.

A case counts a party's utility from 0, the worst level of every issue and no bonus, to 1, the
best of every issue and every bonus; a penalty counts as a bonus where it does not hold. Both ends
need not be outcomes where bonuses exclude each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from zopa.exchange.scenario import Profile, ScenarioBonus
from zopa.outcomes.rules import Ban


class ScaleEnds(NamedTuple):
    """The ends of a profile's scale, in its own utilities."""

    worst: float
    best: float

    @property
    def span(self) -> float:
        """The distance between the ends; 0 where the party is indifferent to everything."""
        return self.best - self.worst


def extent_of(profile: Profile) -> ScaleEnds:
    """The ends of the scale of a profile.

    >>> profile = Profile("a", (np.array([1.0, 3.0]),), (ScenarioBonus(((0, (1,)),), -0.5),))
    >>> extent_of(profile)
    ScaleEnds(worst=0.5, best=3.0)
    """
    worst = sum(float(own.min()) for own in profile.values)
    best = sum(float(own.max()) for own in profile.values)
    worths = [bonus.worth for bonus in profile.bonuses]
    return ScaleEnds(
        worst + sum(w for w in worths if w < 0), best + sum(w for w in worths if w > 0)
    )


def simplified(profile: Profile, shape: Sequence[int]) -> Profile:
    """The same utilities with as few bonuses as can be.

    One on a single issue is added to the levels' values, and one that always holds to those of
    the first issue; equal boxes are put together, and boxes worth nothing are left out.

    >>> profile = Profile("a", (np.zeros(2), np.zeros(2)), (ScenarioBonus(((1, (0,)),), 0.5),))
    >>> simplified(profile, (2, 2)).values[1].tolist()
    [0.5, 0.0]
    """
    values = [own.astype(np.float64) for own in profile.values]
    boxes: dict[Ban, float] = {}
    for bonus in profile.bonuses:
        where = tuple(
            sorted((i, tuple(sorted(set(ls)))) for i, ls in bonus.where if len(set(ls)) < shape[i])
        )
        if len(where) > 1:
            boxes[where] = boxes.get(where, 0.0) + bonus.worth
        elif where:
            ((issue, levels),) = where
            values[issue][list(levels)] += bonus.worth
        else:
            values[0] += bonus.worth
    bonuses = tuple(ScenarioBonus(where, worth) for where, worth in boxes.items() if worth)
    return Profile(profile.name, tuple(values), bonuses, profile.reservation, profile.discount)
