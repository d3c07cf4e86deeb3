"""The records of a domain while files are read, and the checks that it must pass.

They keep the issues, their levels also as numbers, and where each was read, so that the profiles of
all formats can be compared with the domain in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from unicodedata import normalize

import numpy as np

from zopa.case.parts import clip
from zopa.exchange.codes import BEYOND_LIMITS, MISSING_PART, REPEATED_PART
from zopa.exchange.notes import ExchangeNotes
from zopa.exchange.numbers import number_of
from zopa.exchange.scenario import ScenarioBonus, ScenarioIssue
from zopa.foundation.diagnostics import Place
from zopa.outcomes.arrays import Floats

MOST_ISSUES = 1_000
"""A domain has at most this many issues."""
MOST_ALL_LEVELS = 50_000
"""All issues together have at most this many levels."""
MOST_BOX_LEVELS = 1_000_000
"""The boxes of one profile together name at most this many levels."""


@dataclass(frozen=True)
class DomainIssue:
    """An issue of a domain, and the place where it was read."""

    issue: ScenarioIssue
    place: Place
    index: str = ""
    """The index by which GENIUS files refer to it; empty in other formats."""

    @property
    def name(self) -> str:
        return self.issue.name

    @cached_property
    def positions(self) -> dict[str, int]:
        """The position of each level by its name.

        Both the name as written and its form with composed characters are there, because keys of
        YAML and JSON are read in composed form.
        """
        return _by_name(self.issue.levels)

    @cached_property
    def numbers(self) -> Floats | None:
        """The levels as numbers `(levels,)`, or None if one of them is not a number."""
        numbers = [number_of(level) for level in self.issue.levels]
        return None if None in numbers else np.array(numbers, dtype=np.float64)

    @cached_property
    def _by_number(self) -> dict[float, int]:
        numbers = [] if self.numbers is None else [float(n) for n in self.numbers]
        return {number: i for i, number in reversed(list(enumerate(numbers)))}

    def level(self, text: str) -> int | None:
        """The position of a level by its name, or by the same number written differently."""
        if text in self.positions:
            return self.positions[text]
        number = number_of(text)
        return None if number is None else self._by_number.get(number)

    def within(self, low: float, high: float, *, ends: bool = True) -> tuple[int, ...]:
        """The positions of the levels from `low` to `high`; `ends` says whether these two count."""
        if self.numbers is None:
            return ()
        # A bound that differs from a level in its last digits only means that level.
        slack = 1e-9 * max(1.0, abs(low), abs(high)) * (1 if ends else -1)
        if self.issue.kind != "discrete":  # the levels of numeric issues rise
            first = int(np.searchsorted(self.numbers, low - slack, side="left"))
            last = int(np.searchsorted(self.numbers, high + slack, side="right"))
            return tuple(range(first, last))
        inside = (self.numbers >= low - slack) & (self.numbers <= high + slack)
        return tuple(np.flatnonzero(inside).tolist())


@dataclass(frozen=True)
class Domain:
    """The issues that profiles are about."""

    name: str
    issues: tuple[DomainIssue, ...]
    place: Place
    has_file: bool = True
    """Whether it was read from a domain file, and not from the first profile."""

    @cached_property
    def positions(self) -> dict[str, int]:
        """The position of each issue by its name, as written or with composed characters."""
        return _by_name([issue.name for issue in self.issues])


def _by_name(names: Sequence[str]) -> dict[str, int]:
    composed = {normalize("NFC", name): i for i, name in reversed(list(enumerate(names)))}
    return composed | {name: i for i, name in enumerate(names)}


def sound(
    issues: Sequence[DomainIssue], what: str, place: Place, notes: ExchangeNotes
) -> tuple[DomainIssue, ...] | None:
    """The issues as a tuple, if there are some, not too many, and no two of one name.

    Otherwise None, with findings in `notes`; `what` says in them what holds the issues.
    """
    before = notes.errors
    if not issues:
        notes.add(MISSING_PART, place, f"{what} has no issue")
    if len(issues) > MOST_ISSUES:
        message = f"{what} has {len(issues):,} issues; at most {MOST_ISSUES:,} are read"
        notes.add(BEYOND_LIMITS, issues[MOST_ISSUES].place, message)
    levels = sum(len(issue.issue.levels) for issue in issues)
    if levels > MOST_ALL_LEVELS:
        message = f"{what} has {levels:,} levels in all; at most {MOST_ALL_LEVELS:,} are read"
        notes.add(BEYOND_LIMITS, place, message)
    repeated(((issue.name, issue.place) for issue in issues), "the issue", notes)
    return tuple(issues) if notes.errors == before else None


def repeated(named: Iterable[tuple[str, Place]], what: str, notes: ExchangeNotes) -> None:
    """Adds a finding for each name that comes again; `what` is put before the name."""
    first: dict[str, Place] = {}
    for name, place in named:
        if name in first:
            message = f"{what} `{clip(name)}` is there twice"
            notes.add(REPEATED_PART, place, message, related=((first[name], "the first one"),))
        first.setdefault(name, place)


@dataclass
class Boxes:
    """The boxes of a profile while they are read.

    Boxes with bounds become bonuses; the worth of those without bounds is added to `everywhere`.
    """

    notes: ExchangeNotes
    bonuses: list[ScenarioBonus] = field(default_factory=list)
    everywhere: float = 0.0
    full: bool = False
    """Whether there are too many, so that no more are taken."""
    _level_count: int = 0

    def add(self, where: dict[int, tuple[int, ...]], worth: float, place: Place) -> None:
        """Add worth for the outcomes that have one of the given levels on each issue of `where`."""
        if not where:
            self.everywhere += worth
        elif all(where.values()) and not self.full:
            self._level_count += sum(len(levels) for levels in where.values())
            self.bonuses.append(ScenarioBonus(tuple(sorted(where.items())), worth))
            if self._level_count > MOST_BOX_LEVELS:
                self.full = True
                message = f"the boxes up to here hold more than {MOST_BOX_LEVELS:,} levels"
                self.notes.add(BEYOND_LIMITS, place, message)
