"""The records of a negotiation scenario: issues, and each party's utilities as numbers.

They are the same for all file formats. Utilities are on the scale of the format (0 to 1 in GENIUS).
A profile's utility of an outcome is the sum of the values of its levels and of the worths of the
bonuses that hold in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

import numpy as np

from zopa.case.discounts import Discount
from zopa.outcomes.arrays import Floats, Ints
from zopa.outcomes.rules import Ban

Kind: TypeAlias = Literal["discrete", "integer", "real"]


@dataclass(frozen=True)
class ScenarioIssue:
    """An issue, and the names of its levels in the order of the file."""

    name: str
    levels: tuple[str, ...]
    kind: Kind = "discrete"
    """The levels of `integer` and `real` issues are numbers, evenly spaced and rising."""


@dataclass(frozen=True)
class ScenarioBonus:
    """A worth that is added if an outcome has one of the given levels on each of some issues."""

    where: Ban
    """Pairs of an issue index and level indexes."""
    worth: float
    """What is added, on the scale of the profile; negative for a penalty."""


@dataclass(frozen=True, eq=False)
class Profile:
    """One party's utilities."""

    name: str
    values: tuple[Floats, ...]
    """One array `(levels,)` for each issue."""
    bonuses: tuple[ScenarioBonus, ...] = ()
    reservation: float | None = None
    """The utility of no agreement, on the same scale; None if the file does not give it."""
    discount: Discount | None = None
    """What time costs the party; None if nothing, or if the file does not say."""

    def utilities(self, outcomes: Ints) -> Floats:
        """The utilities `(n,)` of outcomes, which are level indexes `(n, issues)`.

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
    """The issues, and the profiles of those who negotiate."""

    name: str
    issues: tuple[ScenarioIssue, ...]
    profiles: tuple[Profile, ...]
    files: tuple[Path, ...] = ()
    """The files that it was read from; none if it was made in another way."""
    no_deal_unknown: bool = False
    """Whether a reservation value that is not given is not known. In the formats of software a
    party without one signs any outcome."""

    @property
    def shape(self) -> tuple[int, ...]:
        """The number of levels of each issue."""
        return tuple(len(issue.levels) for issue in self.issues)

    def values(self) -> tuple[Floats, ...]:
        """One array `(parties, levels)` for each issue, in the form that `zopa.outcomes` takes."""
        by_issue = zip(*(profile.values for profile in self.profiles), strict=True)
        return tuple(np.stack(arrays) for arrays in by_issue)

    def utilities(self, outcomes: Ints) -> Floats:
        """The utilities `(parties, n)` of outcomes, which are level indexes `(n, issues)`."""
        return np.array([profile.utilities(outcomes) for profile in self.profiles])
