"""What the charts of a brief show, as plain records: points, lines, names, and what they mean.

A chart is made of results once, and drawn from its record alone: as SVG on the page, and with
Altair in a notebook. Utilities and shares are in hundredths, from 0 to 100.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

ChartPoint: TypeAlias = tuple[float, float]
"""What something is worth to the first and to the second party of the picture, in hundredths."""
ChartTerms: TypeAlias = Mapping[str, str]
"""The outcome that stands at a point: issue to level."""


@dataclass(frozen=True, slots=True)
class NamedPoints:
    """A draft or a deal: its name, where it stands, and which of its points carries the name."""

    name: str
    points: tuple[ChartPoint, ...]
    named: int = 0
    terms: tuple[ChartTerms, ...] = ()
    """The outcome at each point, where the results tell it."""


@dataclass(frozen=True, slots=True)
class DealSpaceChart:
    """Deals by what they are worth to two parties."""

    title: str
    axes: tuple[str, str]
    """What is told across and upwards."""
    no_deal: ChartPoint
    no_deal_names: tuple[str, str]
    dots: tuple[ChartPoint, ...]
    frontier: tuple[ChartPoint, ...]
    joined: bool
    """Whether the frontier is that of these two parties alone, and so a line."""
    drafts: tuple[NamedPoints, ...]
    fair: tuple[NamedPoints, ...]
    words: str
    """The chart in words."""
    dot_terms: tuple[ChartTerms, ...] = ()
    """The outcome at each dot, where the results tell it."""
    frontier_terms: tuple[ChartTerms, ...] = ()
    """The same for the frontier."""


@dataclass(frozen=True, slots=True)
class ShareBar:
    """In what share of draws a side would sign, with the ends of the sampling interval."""

    side: str
    share: float
    low: float
    high: float
    text: str
    """The share as it is written."""
    together: bool = False
    """Whether this is the share of draws in which all who must sign would."""


@dataclass(frozen=True, slots=True)
class DraftBars:
    draft: str
    bars: tuple[ShareBar, ...]


@dataclass(frozen=True, slots=True)
class AcceptanceChart:
    """How often each side would sign each draft."""

    title: str
    axis: str
    drafts: tuple[DraftBars, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Mover:
    """An unknown, the answer that it moves, and the share before and after."""

    about: str
    answer: str
    before: float
    after: float
    before_text: str
    after_text: str
    number: int = 1
    """Of the entry in the list of unknowns that tells it."""


@dataclass(frozen=True, slots=True)
class MoversChart:
    """Entries of the ledger without which an answer would move, the most first."""

    title: str
    axis: str
    movers: tuple[Mover, ...]
    words: str


@dataclass(frozen=True, slots=True)
class RoundsPoint:
    """What an offer is worth to a side: the mean, and the ends of nine draws in ten."""

    number: int
    """Its place in the order of the offers, from 1."""
    day: int
    """Days after the first offer."""
    mean: float
    low: float
    high: float
    own: bool
    """Whether it is this side's own offer."""


@dataclass(frozen=True, slots=True)
class RoundsSide:
    side: str
    no_deal: tuple[float, float, float]
    """What no deal is worth: the mean, and the ends of nine draws in ten."""
    points: tuple[RoundsPoint, ...]


@dataclass(frozen=True, slots=True)
class RoundsChart:
    """What each offer is worth to each side, over time."""

    title: str
    axis: str
    days: tuple[str, ...]
    sides: tuple[RoundsSide, ...]
    words: str


Chart: TypeAlias = DealSpaceChart | AcceptanceChart | MoversChart | RoundsChart
