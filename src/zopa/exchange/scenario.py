"""A negotiation scenario with numbers, whatever file format it came from.

Utilities are on the scale that the format means (0 to 1 in GENIUS). A profile's utility of an
outcome is the sum of its level values and of the worth of the boxes that the outcome lies in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from zopa.outcomes.arrays import Floats, Ints
from zopa.outcomes.rules import Ban

Kind: TypeAlias = Literal["discrete", "integer", "real"]


@dataclass(frozen=True)
class ScenarioIssue:
    """What is settled, and the names of its levels in the order of the file."""

    name: str
    levels: tuple[str, ...]
    kind: Kind = "discrete"
    """`integer` and `real` levels are numbers, evenly spaced and rising."""


@dataclass(frozen=True)
class ScenarioBonus:
    """Worth that is added where an outcome has one of the levels on each of some issues."""

    where: Ban
    """Issue and level indexes."""
    worth: float


@dataclass(frozen=True, eq=False)
class Profile:
    """One party's utilities."""

    name: str
    values: tuple[Floats, ...]
    """One array `(levels,)` an issue."""
    bonuses: tuple[ScenarioBonus, ...] = ()
    reservation: float | None = None
    """The utility of no agreement, same scale; None where the file does not say."""
    discount: float | None = None
    """What utilities are multiplied by over the whole time; None where the file does not say."""

    def utilities(self, outcomes: Ints) -> Floats:
        """The utilities `(n,)` of outcomes, level indexes `(n, issues)`.

        >>> near = ScenarioBonus(((0, (1,)), (1, (0,))), 0.2)
        >>> profile = Profile("us", (np.array([0.0, 0.5]), np.array([0.5, 0.0])), (near,))
        >>> profile.utilities(np.array([[0, 0], [1, 0], [1, 1]]))
        array([0.5, 1.2, 0.5])
        """
        total: Floats = np.zeros(len(outcomes))
        for issue, values in enumerate(self.values):
            total += values[outcomes[:, issue]]
        for bonus in self.bonuses:
            inside = np.ones(len(outcomes), dtype=np.bool_)
            for issue, levels in bonus.where:
                inside &= np.isin(outcomes[:, issue], levels)
            total += bonus.worth * inside
        return total


@dataclass(frozen=True, eq=False)
class Scenario:
    """Issues and the profiles of those who negotiate."""

    name: str
    issues: tuple[ScenarioIssue, ...]
    profiles: tuple[Profile, ...]

    @property
    def shape(self) -> tuple[int, ...]:
        """The number of levels of each issue."""
        return tuple(len(issue.levels) for issue in self.issues)

    def values(self) -> tuple[Floats, ...]:
        """One array `(parties, levels)` an issue, as `zopa.outcomes` takes them."""
        return tuple(np.stack(own) for own in zip(*(p.values for p in self.profiles), strict=True))

    def utilities(self, outcomes: Ints) -> Floats:
        """The utilities `(parties, n)` of outcomes, level indexes `(n, issues)`."""
        return np.array([profile.utilities(outcomes) for profile in self.profiles])
