"""What the analysis of bargaining says: which deals the solutions name, and how often."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from zopa.analyses.result import Options, Record, Result, Share, Spread, Terms

Name = Literal["nash", "kalai_smorodinsky", "egalitarian", "utilitarian"]
NAMES: tuple[Name, ...] = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")
COMPARING: tuple[Name, ...] = ("egalitarian", "utilitarian")
"""The solutions that compare the gains of one party with those of another."""
Scale = Literal["own points", "share of the whole"]


class BargainingOptions(Options):
    solved: int = Field(default=1000, ge=1)
    """The most draws in which solutions are looked for, where every outcome of the space can be
    listed; shares of 1000 draws are good to about 3 points in a hundred. There are fewer where the
    frontiers are long."""
    listed: int = Field(default=5, ge=0)
    """The most outcomes that are listed as most often the solution."""


class Winner(Record):
    """An outcome and how often it is the solution."""

    terms: Terms
    share: Share


class LevelWins(Record):
    """A level of an issue, and how often the solution has it, among draws with a solution."""

    issue: str
    level: str
    share: Share


class CentreWinner(Record):
    """The solution at the centre of the draws."""

    terms: Terms
    utilities: dict[str, float]
    gains: dict[str, float]
    points: dict[str, float]
    """What it is worth in own points to each signatory that has them."""
    points_gained: dict[str, float]
    """The same above no agreement."""


class Solved(Record):
    """One bargaining solution over the draws."""

    solution: Name
    winners: tuple[Winner, ...]
    """The outcomes that win most often."""
    levels: tuple[LevelWins, ...]
    gains: dict[str, Spread]
    """Each signatory's gain over no agreement, in draws with a solution."""
    none: Share
    """Draws in which no outcome is in the zone."""
    centre: tuple[CentreWinner, ...]
    """All outcomes tied for the solution at the centre; empty if its zone is."""


class NotSolved(Record):
    """A solution that is not looked for, and why."""

    solution: Name
    reason: str


class BargainingResult(Result):
    options: BargainingOptions
    scale: Scale
    """The scale on which the egalitarian and the utilitarian solution compare what parties gain:
    own points where all signatories have them."""
    solutions: tuple[Solved, ...]
    not_solved: tuple[NotSolved, ...] = ()
    """Where not all signatories must agree, the solutions that have no meaning then, or none that
    can be worked out."""
    powers: dict[str, float] = Field(default_factory=dict)
    """Where not all signatories must agree, the power of each by the rule of agreement, as Nash's
    solution takes it: the Shapley–Shubik index; empty where all must agree."""
