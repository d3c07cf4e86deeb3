"""Axes of hundredths, with a tick at every fifth part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zopa.briefing.figures.elements import GREY, GRID, element, group, line

if TYPE_CHECKING:
    from markupsafe import Markup

TICKS = (0, 20, 40, 60, 80, 100)
TICK = 5
"""Pixels that a tick is long."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Where hundredths stand: 0 at `start`, 100 at `stop`, both in pixels."""

    start: float
    stop: float

    def __call__(self, value: float) -> float:
        return self.start + (self.stop - self.start) * value / 100


def grid(scale: Scale, top: float, bottom: float) -> Markup:
    """Fine lines from the top to the bottom, on which a bar can be read."""
    return group(*(line((scale(t), top), (scale(t), bottom), stroke=GRID) for t in TICKS))


def across(scale: Scale, top: float, bottom: float) -> Markup:
    """An axis at the bottom, with fine lines up to the top and numbers below."""
    parts = [
        grid(scale, top, bottom),
        line((scale.start, bottom), (scale.stop, bottom), stroke=GREY),
    ]
    for t in TICKS:
        parts.append(line((scale(t), bottom), (scale(t), bottom + TICK), stroke=GREY))
        parts.append(element("text", str(t), x=scale(t), y=bottom + 17, text_anchor="middle"))
    return group(*parts, class_="axis across")


def upwards(scale: Scale, left: float, right: float) -> Markup:
    """An axis at the left, with fine lines to the right and numbers on its left."""
    parts = [line((left, scale(t)), (right, scale(t)), stroke=GRID) for t in TICKS]
    parts.append(line((left, scale.start), (left, scale.stop), stroke=GREY))
    for t in TICKS:
        parts.append(line((left - TICK, scale(t)), (left, scale(t)), stroke=GREY))
        parts.append(element("text", str(t), x=left - 8, y=scale(t) + 4, text_anchor="end"))
    return group(*parts, class_="axis upwards")
