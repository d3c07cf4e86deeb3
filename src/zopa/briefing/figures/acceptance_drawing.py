"""Bars of how often each side could sign each draft, in one picture or in several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.figures.axes import Scale, across, grid
from zopa.briefing.figures.elements import ACCENT, FAINT, INK, box, drawing, group, line, words
from zopa.briefing.figures.lettering import LINE, text_width, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from zopa.briefing.figures.charts import AcceptanceChart, DraftBars, ShareBar

ROWS = 30
"""Rows that one picture has at most, so that it fits on a printed page; a draft is not split."""
BAR, ROW, GAP = 13.0, 21.0, 14.0
"""Pixels that a bar is high, a row is high at least, and between two drafts."""
SIGNED = 64.0
"""Pixels to the right of the axis that take the shares as they are written."""


def drawn_acceptance(
    chart: AcceptanceChart, width: float, key: str, words_: str, look: str
) -> list[Markup]:
    """Draw bars with their intervals, one group a draft, with an axis below each picture."""
    sheets = _sheets(chart.drafts)
    pictures = []
    for count, drafts in enumerate(sheets, 1):
        part = f" ({count} of {len(sheets)})" if len(sheets) > 1 else ""
        name = key if count == 1 else f"{key}-{count}"
        pictures.append(_sheet(chart, drafts, width, name, chart.title + part, words_, look))
    return pictures


def _sheets(drafts: Sequence[DraftBars]) -> list[list[DraftBars]]:
    sheets: list[list[DraftBars]] = []
    rows = ROWS
    for draft in drafts:
        rows += len(draft.bars)
        if rows > ROWS:
            sheets.append([])
            rows = len(draft.bars)
        sheets[-1].append(draft)
    return sheets


def _sheet(
    chart: AcceptanceChart, drafts: Sequence[DraftBars], width: float, key: str, title: str,
    words_: str, look: str,
) -> Markup:  # fmt: skip
    sides = [bar.side for draft in chart.drafts for bar in draft.bars]
    left = min(max(map(text_width, sides)) * 1.08, 0.34 * width) + 8
    scale = Scale(left, width - SIGNED)
    parts, top = [], 0.0
    for draft in drafts:
        lines = wrapped(draft.draft, width, 3, bold=True)
        parts.append(words(lines, 0, top, font_weight="bold"))
        top += len(lines) * LINE + 4
        start, rows = top, []
        for bar in draft.bars:
            row, high = _row(bar, scale, top)
            rows.append(row)
            top += high
        parts += [grid(scale, start, top), *rows]
        top += GAP
    bottom = top - GAP + 4
    axis = across(scale, bottom - 4, bottom)
    name = words((chart.axis,), width - SIGNED, bottom + 22, end=True)
    return drawing([axis, *parts, name], (width, bottom + 40), key, title, words_, look)


def _row(bar: ShareBar, scale: Scale, top: float) -> tuple[Markup, float]:
    """The name of a side, its bar, its interval and its share, and how high they are."""
    lines = wrapped(bar.side, scale.start - 8, 3, bold=bar.together)
    high = max(ROW, len(lines) * LINE + 5)
    middle = top + high / 2
    weight = "bold" if bar.together else None
    interval = ((scale(bar.low), middle), (scale(bar.high), middle))
    parts = [
        words(lines, scale.start - 8, middle - len(lines) * LINE / 2, end=True, font_weight=weight),
        box(scale.start, middle - BAR / 2, scale(bar.share) - scale.start, BAR,
            fill=ACCENT if bar.together else FAINT, stroke=INK, stroke_width=0.6, class_="share"),
        line(*interval, stroke="white", stroke_width=3.5),
        line(*interval, stroke=INK, stroke_width=1.5, class_="interval"),
        words((bar.text,), scale(bar.high) + 7, middle - LINE / 2, font_weight=weight),
    ]  # fmt: skip
    return group(*parts, class_="bar"), high
