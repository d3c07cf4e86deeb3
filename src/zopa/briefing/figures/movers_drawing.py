"""Arrows from one share to another, one for each entry without which an answer would move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.figures.axes import Scale, across
from zopa.briefing.figures.elements import (
    ACCENT,
    FAINT,
    GREY,
    INK,
    drawing,
    element,
    group,
    line,
    polygon,
    words,
)
from zopa.briefing.figures.lettering import LINE, wrapped

if TYPE_CHECKING:
    from markupsafe import Markup

    from zopa.briefing.figures.charts import Mover, MoversChart

ENDS = 64.0
"""Pixels beyond 0 and 100 for the numbers at the ends of the arrows."""
GAP = 12.0
"""Pixels between two rows."""
BESIDE = 500.0
"""From this width on the names stand beside the arrows, else above them."""
NUMBER = 22.0
"""Pixels before a name that its number takes."""


def drawn_movers(chart: MoversChart, width: float, key: str, words_: str, look: str) -> Markup:
    """Draw the movers one below the other, numbered, over one axis."""
    left = 0.46 * width if width >= BESIDE else 0.0
    scale = Scale(left + ENDS, width - ENDS)
    parts, top = [], 0.0
    for mover in chart.movers:
        row, high = _row(mover, scale, top, left or width)
        parts.append(row)
        top += high + GAP
    bottom = top - GAP + 6
    axis = across(scale, 0, bottom) if left else across(scale, bottom, bottom)
    name = words((chart.axis,), scale.stop, bottom + 22, end=True)
    return drawing([axis, *parts, name], (width, bottom + 40), key, chart.title, words_, look)


def _row(mover: Mover, scale: Scale, top: float, room: float) -> tuple[Markup, float]:
    about = wrapped(mover.about, room - NUMBER, 6)
    answer = wrapped(mover.answer, room - NUMBER, 3)
    text = (len(about) + len(answer)) * LINE
    beside = room < scale.start
    high = text if beside else text + 24
    middle = top + (text / 2 if beside else text + 12)
    parts = [
        words((f"{mover.number}.",), NUMBER - 6, top, end=True),
        words(about, NUMBER, top),
        words(answer, NUMBER, top + len(about) * LINE, fill=GREY),
        _arrow(mover, scale, middle),
    ]
    return group(*parts, class_="mover"), high


def _arrow(mover: Mover, scale: Scale, y: float) -> Markup:
    """From a ring to a point, each with its number on the side away from the other."""
    before, after = scale(mover.before), scale(mover.after)
    turn = 1 if after > before else -1
    tip = ((after + turn * 5, y), (after - turn * 5, y - 5.5), (after - turn * 5, y + 5.5))
    return group(
        line((scale.start, y), (scale.stop, y), stroke=FAINT, stroke_width=0.6),
        line((before, y), (after, y), stroke=ACCENT, stroke_width=2.2, class_="way"),
        element("circle", cx=before, cy=y, r=4.4, fill="white", stroke=INK, stroke_width=1.4),
        polygon(tip, fill=ACCENT),
        words((mover.before_text,), before - turn * 10, y - LINE / 2, end=turn > 0, fill=GREY),
        words((mover.after_text,), after + turn * 10, y - LINE / 2, end=turn < 0),
    )
