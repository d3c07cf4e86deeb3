"""The style of charts: legible in black and white, and in a font that all machines have."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair as alt

    Rows = list[dict[str, Any]]

FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
INK = "#1f2328"
GREY = "#5b636d"
FAINT = "#b8bec6"
ACCENT = "#1d4f7c"
SHADE = "#dbe7f2"
SIZE = 12
WIDTH = 600


class Plate:
    """A chart in the making. It holds the data by name, so that they are not copied."""

    def __init__(self) -> None:
        self._rows: dict[str, Rows] = {}

    def of(self, name: str, rows: Rows) -> alt.Chart:
        """Begin a chart of some rows, which is yet to be given a mark and an encoding."""
        import altair as alt

        self._rows[name] = [
            {key: safe(value) if isinstance(value, str) else value for key, value in row.items()}
            for row in rows
        ]
        return alt.Chart(alt.NamedData(name))

    def finished(self, chart: Any) -> Any:
        """Give the chart its data, and the font and quiet axes of a brief."""
        quiet = {
            "domainColor": GREY,
            "tickColor": GREY,
            "gridColor": "#e7eaee",
            "labelColor": INK,
            "titleColor": INK,
            "labelFontSize": SIZE,
            "titleFontSize": SIZE,
            "titleFontWeight": "normal",
            "labelFont": FONT,
            "titleFont": FONT,
        }
        # set at once: each of Altair's configure methods would copy the whole chart
        chart.config = {
            "font": FONT,
            "background": "white",
            "padding": 8,
            "view": {"stroke": None},
            "axis": quiet,
            "text": {"font": FONT, "fontSize": SIZE, "color": INK},
            "header": {"labelFont": FONT, "labelFontSize": SIZE, "labelColor": INK, "title": None},
        }
        chart.datasets = self._rows
        return chart


_OF_EVERY_OBJECT = frozenset(
    {
        "constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable",
        "toLocaleString", "toString", "valueOf", "__proto__", "__defineGetter__",
        "__defineSetter__", "__lookupGetter__", "__lookupSetter__",
    }
)  # fmt: skip


def safe(text: str) -> str:
    """Make a text into one that looks the same and that the drawing engine can take.

    The engine keeps labels as properties of JavaScript objects, where the names of an object's own
    methods mean something else, and writes XML, which knows no control characters.
    """
    shown = "".join(
        " " if c != "\n" and unicodedata.category(c) in {"Cc", "Zl", "Zp", "Cs"} else c
        for c in text
    )
    return shown + "\u200b" if shown in _OF_EVERY_OBJECT else shown


def wrapped(text: str, width: int, most: int = 3) -> list[str]:
    """Break a text into lines of about `width` characters, and end what does not fit in “…”."""
    import textwrap

    return textwrap.wrap(text, width, max_lines=most, placeholder=" …", break_on_hyphens=False) or [
        ""
    ]
