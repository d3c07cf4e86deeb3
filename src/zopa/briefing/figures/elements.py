"""The elements that a drawing is made of, each of them escaped as it is written.

Drawings are inline SVG. Words and numbers become text and attributes; only what this module has
made itself is taken for markup.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from zopa.briefing.figures.lettering import LINE, SIZE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zopa.briefing.figures.charts import ChartPoint

FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
INK = "#1f2328"
GREY = "#5b636d"
DOT = "#868e98"
FAINT = "#b8bec6"
GRID = "#e7eaee"
ACCENT = "#1d4f7c"
SHADE = "#dbe7f2"


def element(tag: str, *inside: str, **attributes: str | float | None) -> Markup:
    """Write one element; what is inside is escaped unless it is an element itself.

    In names of attributes `_` stands for `-`, and one at the end is left out.

    >>> element("text", "a < b", x=1.25, font_size=12)
    Markup('<text x="1.25" font-size="12">a &lt; b</text>')
    """
    told = Markup("").join(
        Markup(' {}="{}"').format(
            Markup(name.rstrip("_").replace("_", "-")),  # noqa: S704 - a name in our own code
            printable(value) if isinstance(value, str) else number(value),
        )
        for name, value in attributes.items()
        if value is not None
    )
    words = Markup("").join(
        part if isinstance(part, Markup) else escape(printable(part)) for part in inside
    )
    name = Markup(tag)  # noqa: S704 - a name in our own code
    return Markup("<{}{}>{}</{}>").format(name, told, words, name)


def number(value: float) -> str:
    """A number of pixels, to a hundredth.

    >>> number(3.0), number(-0.001), number(12.345)
    ('3', '0', '12.35')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def printable(text: str) -> str:
    """A text without the characters that no page may hold, a space in place of each.

    >>> printable("a\\u2028b\\x1b[2J")
    'a b [2J'
    """
    return "".join(" " if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} else c for c in text)


def group(*inside: str, **attributes: str | float | None) -> Markup:
    """Put elements together that have something in common."""
    return element("g", *inside, **attributes)


def line(start: ChartPoint, end: ChartPoint, **attributes: str | float | None) -> Markup:
    """A straight line between two points in pixels."""
    return element("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], **attributes)


def box(
    left: float, top: float, wide: float, high: float, **attributes: str | float | None
) -> Markup:
    """A rectangle."""
    return element("rect", x=left, y=top, width=wide, height=high, **attributes)


def polygon(corners: Iterable[ChartPoint], **attributes: str | float | None) -> Markup:
    """A closed shape."""
    return element("polygon", points=_joined(corners), **attributes)


def polyline(corners: Iterable[ChartPoint], **attributes: str | float | None) -> Markup:
    """A line with corners."""
    return element("polyline", points=_joined(corners), fill="none", **attributes)


def _joined(corners: Iterable[ChartPoint]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in corners)


def specks(points: Iterable[ChartPoint], wide: float, colour: str, **attributes: str) -> Markup:
    """Many round dots as one element: lines of no length with round ends."""
    d = "".join(f"M{number(x)} {number(y)}h0" for x, y in points)
    return element(
        "path", d=d, stroke=colour, stroke_width=wide, stroke_linecap="round", **attributes
    )


def diamond(x: float, y: float, reach: float, **attributes: str | float | None) -> Markup:
    """A square that stands on a corner."""
    corners = ((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y))
    return polygon(corners, **attributes)


def square(x: float, y: float, wide: float, **attributes: str | float | None) -> Markup:
    """A square with its middle at a point."""
    return box(x - wide / 2, y - wide / 2, wide, wide, **attributes)


def words(
    lines: Iterable[str],
    x: float,
    top: float,
    *,
    end: bool = False,
    **attributes: str | float | None,
) -> Markup:
    """Lines of text below `top`, that begin at `x`, or end there."""
    lines = tuple(lines)
    base = top + 0.8 * SIZE + (LINE - SIZE) / 2
    anchor = "end" if end else None
    if len(lines) == 1:
        return element("text", lines[0], x=x, y=base, text_anchor=anchor, **attributes)
    spans = (element("tspan", text, x=x, y=base + k * LINE) for k, text in enumerate(lines))
    return element("text", *spans, text_anchor=anchor, **attributes)


def drawing(
    inside: Iterable[Markup],
    size: tuple[float, float],
    key: str,
    title: str,
    description: str,
    look: str,
) -> Markup:
    """A whole picture that is one image to a screen reader, named and described, and never drawn
    larger than it is."""  # fmt: skip
    wide, high = size
    return element(
        "svg",
        element("title", title, id=f"{key}-title"),
        element("desc", description, id=f"{key}-desc"),
        *inside,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"figure {look}",
        role="img",
        aria_labelledby=f"{key}-title {key}-desc",
        viewBox=f"0 0 {number(wide)} {number(high)}",
        font_family=FONT,
        font_size=SIZE,
        fill=INK,
    )
