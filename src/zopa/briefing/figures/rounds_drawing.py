"""Offers over time, a panel for each side: its own offers filled, those of others as rings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.figures.axes import Scale
from zopa.briefing.figures.elements import (
    ACCENT,
    FAINT,
    GREY,
    GRID,
    INK,
    box,
    drawing,
    element,
    group,
    line,
    polyline,
    words,
)
from zopa.briefing.figures.lettering import LINE, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from zopa.briefing.figures.charts import RoundsChart, RoundsPoint, RoundsSide

LEFT, RIGHT = 34.0, 56.0
HIGH, GAP, BAND = 118.0, 26.0, 9.0
"""Pixels that a panel is high, between two panels, and that the band of an offer is wide."""
APART, DAY = 26.0, 48.0
"""Pixels between two offers at least, and between two days that are written."""


def drawn_rounds(chart: RoundsChart, width: float, key: str, words_: str, look: str) -> Markup:
    """Draw a panel for each side, and the numbers of the offers with their days below the last."""
    at = _places([p.day for p in chart.sides[0].points], LEFT + 14, width - RIGHT - 14)
    parts, top = [], 0.0
    for side in chart.sides:
        panel, bottom = _panel(side, at, top, width)
        parts.append(panel)
        top = bottom + GAP
    bottom = top - GAP
    taken = -DAY
    for x, day in zip(at, chart.days, strict=True):
        if x - taken >= DAY:
            parts.append(element("text", day, x=x, y=bottom + 18, text_anchor="middle", fill=GREY))
            taken = x
    axis = words(wrapped(chart.axis, width, 2), 0, bottom + 26, fill=GREY)
    size = (width, bottom + 30 + 2 * LINE)
    return drawing([*parts, axis], size, key, chart.title, words_, look)


def _places(days: Sequence[int], start: float, stop: float) -> list[float]:
    """Where the offers stand across: by their days, and never closer than can be told apart."""
    last = max(days[-1], 1)
    apart = min(APART, (stop - start) / max(1, len(days) - 1))
    at = [start + (stop - start) * day / last for day in days]
    for k in range(1, len(at)):
        at[k] = max(at[k], at[k - 1] + apart)
    at[-1] = min(at[-1], stop)
    for k in range(len(at) - 2, -1, -1):
        at[k] = min(at[k], at[k + 1] - apart)
    return at


def _panel(side: RoundsSide, at: Sequence[float], top: float, width: float) -> tuple[Markup, float]:
    """What each offer is worth to one side, over what no deal is worth to it."""
    title = wrapped(side.side, width, 2, bold=True)
    start = top + len(title) * LINE + 8
    scale = Scale(start + HIGH, start)
    right = width - RIGHT
    mean, low, high = side.no_deal
    parts = [
        words(title, 0, top, font_weight="bold"),
        box(LEFT, scale(high), right - LEFT, scale(low) - scale(high), fill=GRID),
        line((LEFT, scale(mean)), (right, scale(mean)), stroke=GREY, stroke_dasharray="5 3"),
        words(("no deal",), right + 6, scale(mean) - LINE / 2, fill=GREY),
    ]
    for tick in (0, 50, 100):
        parts.append(line((LEFT, scale(tick)), (right, scale(tick)), stroke=FAINT))
        label = element("text", str(tick), x=LEFT - 6, y=scale(tick) + 4, text_anchor="end")
        parts.append(label)
    for own in (False, True):
        path = [(x, scale(p.mean)) for x, p in zip(at, side.points, strict=True) if p.own is own]
        if len(path) > 1:
            parts.append(polyline(path, stroke=ACCENT if own else GREY, stroke_width=1.4))
    parts += [_offer(point, x, scale) for x, point in zip(at, side.points, strict=True)]
    return group(*parts, class_="side"), start + HIGH


def _offer(point: RoundsPoint, x: float, scale: Scale) -> Markup:
    high, low = scale(point.high), scale(point.low)
    fill = ACCENT if point.own else "white"
    below = point.high > 88
    return group(
        box(x - BAND / 2, high, BAND, max(low - high, 1.0), fill=ACCENT,
            fill_opacity=0.3, class_="band"),
        element("circle", cx=x, cy=scale(point.mean), r=4.2, fill=fill, stroke=INK,
                stroke_width=1.3),
        element("text", str(point.number), x=x, y=low + 14 if below else high - 5,
                text_anchor="middle"),
        class_="offer",
    )  # fmt: skip
