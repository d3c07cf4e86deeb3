"""Charts are drawn as inline SVG that a page and a screen reader can use.

Each is drawn twice: broad, for a screen and for paper, and slim, for a telephone. The page shows
one of the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from zopa.briefing.figures.acceptance import acceptance_chart
from zopa.briefing.figures.acceptance_drawing import drawn_acceptance
from zopa.briefing.figures.charts import AcceptanceChart, DealSpaceChart, RoundsChart
from zopa.briefing.figures.deal_space import deal_space_chart
from zopa.briefing.figures.deal_space_drawing import drawn_deal_space
from zopa.briefing.figures.movers import movers_chart
from zopa.briefing.figures.movers_drawing import drawn_movers
from zopa.briefing.figures.rounds import rounds_chart
from zopa.briefing.figures.rounds_drawing import drawn_rounds

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

    from zopa.briefing.figures.charts import Chart
    from zopa.briefing.results import BriefResults

    Look = Literal["broad", "slim"]

FIGURES: dict[str, Callable[[BriefResults], Chart]] = {
    "deal_space": deal_space_chart,
    "acceptance": acceptance_chart,
    "movers": movers_chart,
    "rounds": rounds_chart,
}
WIDTHS: dict[Look, float] = {"broad": 640.0, "slim": 340.0}
"""Pixels."""


def drawn(chart: Chart, key: str, description: str, look: Look = "broad") -> Markup:
    """Draw a chart as inline SVG, in which ids begin with the key; one of many rows as several.

    The description is what a screen reader is told first; the chart in words follows it.
    """
    told = f"{description} {chart.words}".strip()
    if isinstance(chart, DealSpaceChart):
        return drawn_deal_space(chart, WIDTHS[look], key, told, look)
    if isinstance(chart, AcceptanceChart):
        return Markup("").join(drawn_acceptance(chart, WIDTHS[look], key, told, look))
    if isinstance(chart, RoundsChart):
        return drawn_rounds(chart, WIDTHS[look], key, told, look)
    return drawn_movers(chart, WIDTHS[look], key, told, look)


def both(chart: Chart, key: str, description: str) -> Markup:
    """Draw a chart broad and slim, one after the other."""
    broad = drawn(chart, key, description)
    return broad + drawn(chart, f"{key}-slim", description, "slim")
