"""The ends of a profile's scale: what its worst and its best outcome could be worth at most.

A case counts a party's utility from 0 to 1. It is 0 with the worst level of every issue and no
bonus, and 1 with the best level of every issue and every bonus; a penalty counts as a bonus that is
gained where the penalty does not hold. If bonuses exclude each other, no outcome reaches the ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from zopa.exchange.scenario import Profile, ScenarioBonus
from zopa.outcomes.rules import Ban


class ScaleEnds(NamedTuple):
    """The ends of a profile's scale, as utilities on that scale."""

    worst: float
    best: float

    @property
    def span(self) -> float:
        """The distance between the ends; 0 if the party is indifferent to everything."""
        return self.best - self.worst


def extent_of(profile: Profile) -> ScaleEnds:
    """The ends of the scale of a profile.

    >>> profile = Profile("a", (np.array([1.0, 3.0]),), (ScenarioBonus(((0, (1,)),), -0.5),))
    >>> extent_of(profile)
    ScaleEnds(worst=0.5, best=3.0)
    """
    worst = sum(float(levels.min()) for levels in profile.values)
    best = sum(float(levels.max()) for levels in profile.values)
    worths = [bonus.worth for bonus in profile.bonuses]
    return ScaleEnds(
        worst + sum(w for w in worths if w < 0), best + sum(w for w in worths if w > 0)
    )


def simplified(profile: Profile, shape: Sequence[int]) -> Profile:
    """A profile with the same utilities and as few bonuses as possible.

    A bonus on a single issue is added to the values of its levels, and a bonus that always holds to
    the values of the first issue. Bonuses on the same levels are put together, and those worth
    nothing are left out. `shape` has the number of levels of each issue.

    >>> profile = Profile("a", (np.zeros(2), np.zeros(2)), (ScenarioBonus(((1, (0,)),), 0.5),))
    >>> simplified(profile, (2, 2)).values[1].tolist()
    [0.5, 0.0]
    """
    values = [level_values.astype(np.float64) for level_values in profile.values]
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
