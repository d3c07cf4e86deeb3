"""The deal space as a picture: deals as dots, with names beside what has a name.

Where there is room, names stand in the picture. Where there is not, since the picture is slim or
there are many, numbers stand in it, and the names below.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from zopa.briefing.figures.axes import Scale, across, upwards
from zopa.briefing.figures.elements import (
    ACCENT,
    DOT,
    FAINT,
    GREY,
    INK,
    SHADE,
    box,
    diamond,
    drawing,
    group,
    line,
    polyline,
    specks,
    square,
    words,
)
from zopa.briefing.figures.labels import Anchor, along, placed
from zopa.briefing.figures.lettering import LINE, evened, text_width, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from zopa.briefing.figures.charts import ChartPoint, DealSpaceChart, NamedPoints
    from zopa.briefing.figures.labels import LabelBox

    Key = list[tuple[Markup, tuple[str, ...]]]

LEFT, RIGHT, BELOW = 34.0, 12.0, 44.0
"""Pixels beside and below the plane in which the points are."""
SHAPE = 0.78
"""How high the plane is for each pixel of its width."""
FAR = 16
"""Pixels from which on a name needs a line to its point."""
NEAR = 8
"""Pixels between the points of a line off which names are kept."""
NAMED = 6
"""So many drafts and fair deals have their names in the picture; of more, numbers."""
ROWS, COLUMNS = 10, 3
"""So many names stand one below the other under the picture; more of them in columns."""


@dataclass(frozen=True, slots=True)
class _Plane:
    """Where the points are drawn."""

    x: Scale
    y: Scale

    def at(self, point: ChartPoint) -> ChartPoint:
        return self.x(point[0]), self.y(point[1])

    @property
    def wide(self) -> float:
        return self.x.stop - self.x.start

    @property
    def high(self) -> float:
        return self.y.start - self.y.stop


def drawn_deal_space(
    chart: DealSpaceChart, width: float, key: str, words_: str, look: str
) -> Markup:
    """Draw the deals, the frontier, the no-deal lines, the drafts and the fair deals."""
    keyed = width < 500 or len(chart.drafts) + len(chart.fair) > NAMED
    legend, top = _legend(chart, width)
    title = wrapped(f"↑ {chart.axes[1]}", width, 3)
    top += 6
    parts = [*legend, words(title, 0, top)]
    top += len(title) * LINE + 8
    wide = width - LEFT - RIGHT
    plane = _Plane(Scale(LEFT, LEFT + wide), Scale(top + SHAPE * wide, top))
    parts += [_ground(chart, plane), *_points(chart, plane), *_names(chart, plane, keyed=keyed)]
    bottom = plane.y.start + 24
    title = wrapped(f"{chart.axes[0]} →", width - RIGHT, 3)
    parts.append(words(title, width - RIGHT, bottom, end=True))
    bottom += len(title) * LINE
    if keyed:
        rows, bottom = _key(chart, width, bottom + 10)
        parts += rows
    return drawing(parts, (width, bottom + 4), key, chart.title, words_, look)


def _ground(chart: DealSpaceChart, plane: _Plane) -> Markup:
    """The axes, the area where both gain, and the lines of what no deal is worth."""
    x, y = plane.at(chart.no_deal)
    right, top = plane.at((100, 100))
    dashed = {"stroke": GREY, "stroke_dasharray": "5 3"}
    return group(
        box(x, top, right - x, y - top, fill=SHADE, fill_opacity=0.6, class_="zone"),
        across(plane.x, top, plane.y.start),
        upwards(plane.y, plane.x.start, right),
        line((x, top), (x, plane.y.start), class_="no-deal", **dashed),
        line((plane.x.start, y), (right, y), class_="no-deal", **dashed),
    )


def _points(chart: DealSpaceChart, plane: _Plane) -> Iterator[Markup]:
    """Deals, the frontier, drafts and fair deals, from the back to the front."""
    yield specks(map(plane.at, chart.dots), max(2.2, plane.wide / 200), DOT, class_="dots")
    front = list(map(plane.at, chart.frontier))
    if chart.joined and len(front) > 1:
        yield polyline(front, stroke=INK, stroke_width=1.3, class_="frontier")
    elif front:
        yield specks(front, 4.2, INK, class_="frontier")
    for draft in chart.drafts:
        yield group(
            *(_square(*plane.at(p), named=k == draft.named) for k, p in enumerate(draft.points)),
            class_="draft",
        )
    yield group(*(_diamond(*plane.at(deal.points[0])) for deal in chart.fair), class_="fair")


def _square(x: float, y: float, *, named: bool) -> Markup:
    """A draft; another way to settle it is a hollow square."""
    if named:
        return square(x, y, 8.5, fill=INK, stroke="white", stroke_width=0.8)
    return square(x, y, 6, fill="white", stroke=INK, stroke_width=1.2)


def _diamond(x: float, y: float) -> Markup:
    return diamond(x, y, 7, fill=ACCENT, stroke="white", stroke_width=1)


def _named(chart: DealSpaceChart) -> list[tuple[NamedPoints, bool]]:
    """What has a name, and whether it is a draft."""
    return [(deal, False) for deal in chart.fair] + [(draft, True) for draft in chart.drafts]


def _names(chart: DealSpaceChart, plane: _Plane, *, keyed: bool) -> Iterator[Markup]:
    """Names, or numbers, with a thin line where one is not next to its point."""
    left, top = plane.x.start, plane.y.stop
    room = min(170.0, 0.4 * plane.wide)

    def inside(point: ChartPoint) -> ChartPoint:
        x, y = plane.at(point)
        return x - left, y - top

    anchors = []
    for count, (thing, _) in enumerate(_named(chart), 1):
        lines = (str(count),) if keyed else evened(thing.name, room, 3)
        anchors.append(Anchor(*inside(thing.points[thing.named]), lines))
    across_, upwards_ = chart.no_deal_names
    x, y = inside(chart.no_deal)
    anchors += [
        along(Anchor(x, plane.high, evened(across_, room, 4)), (x, 0)),
        along(Anchor(plane.wide, y, evened(upwards_, room, 4)), (0, y)),
    ]
    front = list(map(inside, chart.frontier))
    crowd = list(_dense(front)) if chart.joined else front
    crowd += [inside(p) for thing, _ in _named(chart) for p in thing.points]
    boxes = placed(anchors, crowd, plane.wide, plane.high, list(map(inside, chart.dots)))
    points = len(anchors) - 2
    named = list(zip(anchors, boxes, strict=True))
    yield from (_leader(*each, left, top) for each in named[:points])
    names = []
    for count, (anchor, place) in enumerate(named):
        end = anchor.flush_right(place)
        at = left + (place.right if end else place.left)
        weight = "bold" if keyed and count < points else None
        names.append(words(anchor.lines, at, top + place.top, end=end, font_weight=weight))
    # a light edge around the letters, so that what is behind them does not blur them
    yield group(
        *names, class_="names", paint_order="stroke", stroke="white", stroke_width=4,
        stroke_linejoin="round",
    )  # fmt: skip


def _dense(corners: list[ChartPoint]) -> Iterator[ChartPoint]:
    """The corners of a line, and points between them that are near each other."""
    yield from corners[:1]
    for (x, y), (x2, y2) in pairwise(corners):
        steps = max(1, int(max(abs(x2 - x), abs(y2 - y)) / NEAR))
        for k in range(1, steps + 1):
            yield x + (x2 - x) * k / steps, y + (y2 - y) * k / steps


def _leader(anchor: Anchor, place: LabelBox, left: float, top: float) -> Markup:
    """A thin line from a point to a name that stands off; nothing where it is near."""
    near = (
        min(max(anchor.x, place.left), place.right),
        min(max(anchor.y, place.top), place.bottom),
    )
    away = abs(near[0] - anchor.x) + abs(near[1] - anchor.y)
    if away <= FAR:
        return group()
    start, stop = (anchor.x + left, anchor.y + top), (near[0] + left, near[1] + top)
    return line(start, stop, stroke=GREY, stroke_width=0.8, class_="leader")


def _legend(chart: DealSpaceChart, width: float) -> tuple[list[Markup], float]:
    """What each sign stands for, in as many rows as it takes, and where they end."""
    front = (
        polyline(((1, 7), (15, 7)), stroke=INK, stroke_width=1.3)
        if chart.joined and len(chart.frontier) > 1
        else specks(((4, 7), (12, 7)), 4.2, INK)
    )
    signs = [
        (specks(((4, 5), (12, 9)), 3.2, DOT), "a deal", chart.dots),
        (front, "nothing left unused", chart.frontier),
        (_square(8, 7, named=True), "a draft", chart.drafts),
        (_square(8, 7, named=False), "another way to settle its terms",
         any(len(draft.points) > 1 for draft in chart.drafts)),
        (_diamond(8, 7), "a fair deal", chart.fair),
        (box(1, 1, 14, 12, fill=SHADE, stroke=FAINT), "both gain", True),
    ]  # fmt: skip
    parts, x, y = [], 0.0, 0.0
    for sign, name, is_drawn in signs:
        if not is_drawn:
            continue
        wide = 20 + text_width(name)
        if x and x + wide > width:
            x, y = 0.0, y + LINE + 4
        parts.append(
            group(sign, words((name,), 20, 0), transform=f"translate({x:.1f} {y:.1f})",
                  class_="legend")
        )  # fmt: skip
        x += wide + 16
    return parts, y + LINE + 4


def _key(chart: DealSpaceChart, width: float, top: float) -> tuple[list[Markup], float]:
    """What has a number in the picture, by number, of much in columns, and where the rows end."""
    parts = []
    things = list(_named(chart))
    columns = COLUMNS if len(things) > ROWS and width >= 500 else 1
    each, wide = -(-len(things) // columns), width / columns
    y = bottom = top
    for count, (thing, is_draft) in enumerate(things):
        column, row = divmod(count, each)
        y, left = (y if row else top), column * wide
        lines = wrapped(thing.name, wide - 50, 4)
        sign = _square(left + 8, y + 7, named=True) if is_draft else _diamond(left + 8, y + 7)
        number = words((str(count + 1),), left + 38, y, end=True, font_weight="bold")
        parts.append(group(sign, number, words(lines, left + 46, y), class_="key"))
        y += len(lines) * LINE + 4
        bottom = max(bottom, y)
    return parts, bottom
