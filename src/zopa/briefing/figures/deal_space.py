"""The picture of the deal space, which shows what each deal is worth to two parties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from zopa.analyses.two_party_space import DOT, WAY
from zopa.briefing.figures.labels import Anchor, placed
from zopa.briefing.figures.style import ACCENT, FAINT, GREY, INK, SHADE, SIZE, WIDTH, Plate, wrapped
from zopa.briefing.phrasing import plain
from zopa.briefing.sections.fair import FAIR
from zopa.briefing.wording.names import party_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    import altair as alt

    from zopa.analyses.two_party_space import DealPoint, DealSpaceResult, DraftPoints
    from zopa.briefing.results import BriefResults

    Rows = list[dict[str, Any]]

HEIGHT = 440
FAR = 16
"""Pixels from which on a name needs a line to its point."""


def deal_space_chart(f: BriefResults) -> alt.LayerChart:
    """Draw deals as dots, the frontier, the no-deal lines, the drafts and the fair deals."""
    import altair as alt

    space = f.deal_space
    dots, front, fair = _rounded(space.outcomes, DOT), _frontier(space), _fair(space)
    (lines,) = _rows([space.no_deal] if space.no_deal else [])
    tabled = [row for drawn in space.drafts for row in _draft(f, drawn)]
    titles = [_title(f, p) for p in space.parties]
    x = alt.X(
        "x:Q", title=titles[0], scale=alt.Scale(domain=[0, 100], nice=False),
        axis=alt.Axis(tickCount=5),
    )  # fmt: skip
    y = alt.Y(
        "y:Q", title=titles[1], scale=alt.Scale(domain=[0, 100], nice=False),
        axis=alt.Axis(tickCount=5),
    )  # fmt: skip
    zone = [{"x": lines["x"], "y": lines["y"], "x2": 100.0, "y2": 100.0}]

    plate = Plate()
    crossing = {*space.parties} != {*f.signatories}
    bare: dict[str, Any] = {"aria": False, "opacity": 1}
    dashed: dict[str, Any] = {"color": GREY, "strokeDash": [5, 3], "aria": False}
    layers = [
        plate.of("zone", zone).mark_rect(color=SHADE, opacity=0.6, aria=False).encode(
            x=x, y=y, x2=alt.X2("x2:Q"), y2=alt.Y2("y2:Q")
        ),
        plate.of("dots", dots).mark_circle(size=9, color=FAINT, **bare).encode(x=x, y=y),
        plate.of("no_deal_x", [{"x": lines["x"]}]).mark_rule(**dashed).encode(x=x),
        plate.of("no_deal_y", [{"y": lines["y"]}]).mark_rule(**dashed).encode(y=y),
        _front(plate, front, crossing).encode(x=x, y=y),
        plate.of("drafts", tabled).mark_point(
            shape="square", filled=True, color=INK, size=60, **bare
        ).encode(x=x, y=y),
        plate.of("fair", fair).mark_point(
            shape="diamond", filled=True, color=ACCENT, size=130, stroke="white", strokeWidth=1,
            **bare,
        ).encode(x=x, y=y),
    ]  # fmt: skip
    layers += _labels(f, plate, (fair, tabled, front), lines, (x, y))
    chart = alt.layer(*layers).properties(width=WIDTH, height=HEIGHT)
    return plate.finished(chart)  # type: ignore[no-any-return]


def _front(plate: Plate, front: Rows, crossing: bool) -> Any:
    """The frontier as a line, or as dots where it is not that of the two parties alone."""
    import altair as alt

    chart = plate.of("frontier", front)
    if crossing:
        return chart.mark_circle(color=INK, size=14, opacity=1, aria=False)
    return chart.mark_line(color=INK, strokeWidth=1.2, aria=False).encode(
        order=alt.Order("order:Q")
    )


def _title(f: BriefResults, party: str) -> str:
    return f"worth to {plain(party_name(f.case, party))}"


def _rows(points: Iterable[DealPoint]) -> Rows:
    """Points in hundredths."""
    return [{"x": 100 * first, "y": 100 * second} for first, second in points]


def _rounded(points: Iterable[DealPoint], decimals: int) -> Rows:
    """Points that the record holds rounded, in hundredths that are rounded alike."""
    return [{k: round(v, decimals) for k, v in row.items()} for row in _rows(points)]


def _frontier(space: DealSpaceResult) -> Rows:
    return [{**row, "order": k} for k, row in enumerate(_rows(space.frontier))]


def _fair(space: DealSpaceResult) -> Rows:
    """The fair deals; those that stand at one place have one name."""
    names: dict[DealPoint, list[str]] = {}
    for deal in space.fair:
        names.setdefault(deal.point, []).append(FAIR[deal.solution][0])
    return [
        {**row, "label": _and(called) + " deal"}
        for row, called in zip(_rows(names), names.values(), strict=True)
    ]


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _draft(f: BriefResults, drawn: DraftPoints) -> Rows:
    """A draft in every way in which its open and disputed terms may be settled, with its name at
    the way that is nearest to their mean."""
    entry = f.case.drafts[drawn.draft]
    rows: Rows = _rounded(drawn.ways, WAY)
    ways = " (its open terms settled in every way)" if len(entry.terms) < len(f.case.issues) else ""
    if entry.disputed and not ways:
        ways = " (as each report has it)"
    places = np.array([[row["x"], row["y"]] for row in rows])
    middle = int(np.abs(places - places.mean(axis=0)).sum(axis=1).argmin())
    rows[middle]["label"] = (entry.title or drawn.draft) + ways
    return rows


def _labels(
    f: BriefResults,
    plate: Plate,
    points: tuple[Rows, Rows, Rows],
    lines: dict[str, float],
    axes: tuple[Any, Any],
) -> list[Any]:
    """Names beside the points, with a thin line where a name is not next to its point."""
    import altair as alt

    fair, tabled, front = points
    x, y = axes
    first, second = (plain(party_name(f.case, p)) for p in f.deal_space.parties)
    anchors = [
        _anchor(row["x"], row["y"], tuple(wrapped(row["label"], 28)))
        for row in (*fair, *tabled)
        if "label" in row
    ]
    anchors += [
        _anchor(lines["x"], 1.5, ("no deal", *wrapped(f"for {first}", 28, 2))),
        _anchor(1.5, lines["y"], tuple(wrapped(f"no deal for {second}", 36, 2))),
    ]
    crowd = [(WIDTH * r["x"] / 100, HEIGHT * (1 - r["y"] / 100)) for r in (*front, *tabled, *fair)]
    boxes = placed(anchors, crowd, WIDTH, HEIGHT)
    names: dict[Literal["left", "right"], Rows] = {"left": [], "right": []}
    leaders = []
    for anchor, box in zip(anchors, boxes, strict=True):
        side: Literal["left", "right"] = "right" if box.right < anchor.x else "left"
        at = _back(box.right if side == "right" else box.left, box.top)
        names[side].append({"x": at[0], "y": at[1], "text": "\n".join(anchor.lines)})
        near = (min(max(anchor.x, box.left), box.right), min(max(anchor.y, box.top), box.bottom))
        if abs(near[0] - anchor.x) + abs(near[1] - anchor.y) > FAR:
            start, end = _back(anchor.x, anchor.y), _back(*near)
            leaders.append({"x": start[0], "y": start[1], "x2": end[0], "y2": end[1]})
    style: dict[str, Any] = {
        "baseline": "top", "lineBreak": "\n", "lineHeight": 14, "fontSize": SIZE, "aria": False,
    }  # fmt: skip
    halo = {"stroke": "white", "strokeWidth": 4, "strokeJoin": "round"}
    layers: list[Any] = [
        plate.of("leaders", leaders)
        .mark_rule(color=GREY, strokeWidth=0.8, aria=False)
        .encode(x=x, y=y, x2=alt.X2("x2:Q"), y2=alt.Y2("y2:Q"))
    ]
    for look in (halo, {"color": INK}):
        for side, rows in names.items():
            text = plate.of(f"names_{side}", rows).mark_text(align=side, **style, **look)
            layers.append(text.encode(x=x, y=y, text=alt.Text("text:N")))
    return layers


def _anchor(x: float, y: float, lines: tuple[str, ...]) -> Anchor:
    return Anchor(WIDTH * x / 100, HEIGHT * (1 - y / 100), lines)


def _back(x: float, y: float) -> tuple[float, float]:
    """Pixels as hundredths."""
    return 100 * x / WIDTH, 100 * (1 - y / HEIGHT)
