"""What is negotiated: issues, the ways to settle them, and packages of such ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

from zopa.case.unit_words import counted

Terms: TypeAlias = Mapping[str, tuple[str, ...]]
"""Issue to the levels it may have: one where it is settled, several where reports differ."""


@dataclass(frozen=True, slots=True)
class Level:
    """One way to settle an issue. It has a `number` where the issue is a quantity."""

    id: str
    text: str
    number: float | None = None


@dataclass(frozen=True)
class Issue:
    """Something to be settled. A numeric issue has its levels in rising order."""

    id: str
    title: str
    levels: tuple[Level, ...]
    unit: str = ""
    numeric: bool = False
    otherwise: str | None = None
    """The level that holds where a text says nothing of the issue; None where none is known to."""
    named: tuple[str, ...] = ()
    """Of a number, the levels that nothing declares but drafts or facts name."""

    @cached_property
    def level_ids(self) -> tuple[str, ...]:
        return tuple(level.id for level in self.levels)

    @cached_property
    def _positions(self) -> Mapping[str, int]:
        return {level_id: k for k, level_id in reversed(list(enumerate(self.level_ids)))}

    def level(self, level_id: str) -> Level:
        """The level with that id; KeyError if there is none."""
        return self.levels[self._positions[level_id]]

    def has(self, level_id: str) -> bool:
        """Whether there is a level with that id."""
        return level_id in self._positions

    def index(self, level_id: str) -> int:
        """The position of a level; ValueError if there is none."""
        if not self.has(level_id):
            raise ValueError(f"{level_id!r} is not a level of the issue {self.id!r}")
        return self._positions[level_id]

    def describe(self, level_id: str) -> str:
        """A level in words, with the unit if the issue has one."""
        text = self.level(level_id).text
        return counted(text, self.unit) if self.numeric and self.unit else text


@dataclass(frozen=True, slots=True)
class Package:
    """A draft, named by its id, or terms that are written out."""

    draft: str | None = None
    terms: Mapping[str, str] = field(default_factory=dict)


NO_DEAL = "no_deal"
"""What stands in the place of a package for having no agreement. No draft has this name."""


@dataclass(frozen=True, slots=True)
class NoDeal:
    """Having no agreement, where packages are compared with it."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The levels of an issue from best to worst. Which of one tier are better is not known."""

    issue: str
    tiers: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Direction:
    """How a party likes a number: the more the better, the less the better, or nearest to a peak.

    With a `peak`, levels are liked less the further they lie from `level` on either side; nothing
    is known of how levels on one side compare with those on the other.
    """

    issue: str
    toward: Literal["more", "less", "peak"]
    level: str | None = None
