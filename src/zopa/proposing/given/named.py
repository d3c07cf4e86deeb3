"""The records of what the person named first.

What a person has named is not proposed: it stands in the ledger without a mark, and what reports
tell is placed on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from zopa.case.model import Issue, Role


@dataclass(frozen=True, slots=True)
class GivenParty:
    """A party by the name under which it is to stand, and what reports call it besides.

    >>> GivenParty("Harbour Union", ("union", "dockers")).names
    ('Harbour Union', 'union', 'dockers')
    """

    name: str
    also: tuple[str, ...] = ()
    role: Role = "signatory"
    people: tuple[str, ...] = ()
    """The names of those who speak for it."""

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and then all others."""
        return (self.name, *self.also)


@dataclass(frozen=True, slots=True)
class GivenFigures:
    """The figures that settle an issue: their unit, and from which to which in which steps.

    Without a range (`low` and `high` are None) the reports tell it; without a step, zopa picks one.

    >>> GivenFigures("percent").open, GivenFigures("percent", Decimal(25), Decimal(40)).open
    (True, False)
    """

    unit: str
    low: Decimal | None = None
    high: Decimal | None = None
    step: Decimal | None = None

    @property
    def open(self) -> bool:
        """Whether the reports are to tell the range."""
        return self.low is None or self.high is None


@dataclass(frozen=True, slots=True)
class GivenIssue:
    """An issue by its title, the words that reports have for it, and how it can be settled.

    It has `levels` in words, or `figures`, or neither, where the reports are to tell the levels.

    >>> GivenIssue("pay", ("wages",), figures=GivenFigures("percent")).words
    ('pay', 'wages')
    """

    title: str
    also: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    figures: GivenFigures | None = None
    told: tuple[str, ...] = ()
    """Words with which evidence tells of it and of no other issue."""
    standing: Issue | None = None
    """The issue itself, where a case has it already; its short names stay as they are."""

    @property
    def words(self) -> tuple[str, ...]:
        """Its title and then all other words for it."""
        return (self.title, *self.also)


@dataclass(frozen=True, slots=True)
class Given:
    """The parties and the issues that a person named, in their order.

    Where it has parties, no others are proposed; likewise issues.
    """

    parties: tuple[GivenParty, ...] = ()
    issues: tuple[GivenIssue, ...] = ()
