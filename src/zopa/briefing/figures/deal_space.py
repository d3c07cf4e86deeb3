"""The deal space: what every deal is worth to two signatories, at the average of the draws."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from zopa.briefing.figures.labels import Anchor, placed
from zopa.briefing.figures.style import ACCENT, FAINT, GREY, INK, SHADE, SIZE, WIDTH, Plate, wrapped
from zopa.briefing.prose import plain
from zopa.briefing.sections.fair import FAIR
from zopa.briefing.wording.names import party_name
from zopa.foundation.chance import stream
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Box

if TYPE_CHECKING:
    import altair as alt
    from numpy.typing import NDArray

    from zopa.briefing.results import BriefResults

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int_]
    Rows = list[dict[str, Any]]

HEIGHT = 440
DOTS = 600
"""Outcomes shown as dots."""
FAR = 16
"""Pixels from which on a name needs a line to its point."""
COMPLETIONS = 24
"""Ways of settling a draft's open terms that are shown."""


def deal_space(f: BriefResults) -> alt.LayerChart:
    """All deals as dots, the frontier, the no-deal lines, the drafts and the fair deals."""
    import altair as alt

    one, two = f.signatories[:2]
    centre = _Centre(f, (one, two))
    front = _frontier(f, one, two)
    lines = _no_deal(f, centre, one, two)
    fair = _fair(f, one, two)
    tabled = [row for draft in f.case.drafts for row in _draft(f, centre, draft)]
    titles = [_title(f, p) for p in (one, two)]
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
    crossing = len(f.signatories) > 2
    bare: dict[str, Any] = {"aria": False, "opacity": 1}
    dashed: dict[str, Any] = {"color": GREY, "strokeDash": [5, 3], "aria": False}
    layers = [
        plate.of("zone", zone).mark_rect(color=SHADE, opacity=0.6, aria=False).encode(
            x=x, y=y, x2=alt.X2("x2:Q"), y2=alt.Y2("y2:Q")
        ),
        plate.of("dots", centre.dots()).mark_circle(size=9, color=FAINT, **bare).encode(x=x, y=y),
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
    layers += _labels(f, plate, (fair, tabled, front), lines, (one, two), (x, y))
    chart = alt.layer(*layers).properties(width=WIDTH, height=HEIGHT)
    return plate.finished(chart)  # type: ignore[no-any-return]


def _front(plate: Plate, front: Rows, crossing: bool) -> Any:
    """The frontier as a line; with more than two signatories its points do not make one."""
    import altair as alt

    chart = plate.of("frontier", front)
    if crossing:
        return chart.mark_circle(color=INK, size=14, opacity=1, aria=False)
    return chart.mark_line(color=INK, strokeWidth=1.2, aria=False).encode(
        order=alt.Order("order:Q")
    )


def _title(f: BriefResults, party: str) -> str:
    return f"worth to {plain(party_name(f.case, party))}"


class _Centre:
    """Two parties' utilities at the mean of the draws, in hundredths."""

    def __init__(self, f: BriefResults, parties: tuple[str, str]) -> None:
        self.space = OutcomeSpace.of(f.case)
        self.who = [f.draws.parties.index(p) for p in parties]
        values, reservation = f.draws.centre
        self.values = tuple(v[self.who] for v in values)
        self.reservation = reservation[self.who]
        self.terms = tuple(Box(t.where, t.worth.mean(axis=0)[self.who]) for t in f.draws.terms)
        self.seed = f.draws.seed

    def points(self, outcomes: Ints) -> Floats:
        """(outcomes, two)."""
        return 100 * self.space.utilities(self.values, outcomes, self.terms).T

    def dots(self) -> Rows:
        """A cloud of outcomes, spread over those that differ to the eye."""
        if self.space.count() <= 20_000:
            outcomes = self.space.enumerate(20_000)
        else:
            outcomes = self.space.sample(2_000, stream(self.seed, 4))
        points = np.unique(np.round(self.points(outcomes), 1), axis=0)
        if len(points) > DOTS:
            keep = stream(self.seed, 5).choice(len(points), DOTS, replace=False)
            points = points[np.sort(keep)]
        return [{"x": float(a), "y": float(b)} for a, b in points]


def _frontier(f: BriefResults, one: str, two: str) -> Rows:
    if f.frontier is None:
        return []
    return [
        {"x": 100 * p.utilities[one], "y": 100 * p.utilities[two], "order": k}
        for k, p in enumerate(f.frontier.points)
    ]


def _no_deal(f: BriefResults, centre: _Centre, one: str, two: str) -> dict[str, float]:
    if f.frontier is not None:
        return {"x": 100 * f.frontier.reservation[one], "y": 100 * f.frontier.reservation[two]}
    first, second = centre.reservation
    return {"x": float(100 * first), "y": float(100 * second)}


def _fair(f: BriefResults, one: str, two: str) -> Rows:
    """The fair deals at the centre; those at one place are one."""
    if f.bargaining is None:
        return []
    found: dict[tuple[float, float], list[str]] = {}
    for s in f.bargaining.solutions:
        if s.centre:
            at = (100 * s.centre[0].utilities[one], 100 * s.centre[0].utilities[two])
            found.setdefault(at, []).append(FAIR[s.solution][0])
    return [{"x": x, "y": y, "label": _and(names) + " deal"} for (x, y), names in found.items()]


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _draft(f: BriefResults, centre: _Centre, draft: str) -> Rows:
    """A draft in every way in which its open and disputed terms may be settled."""
    space, entry = centre.space, f.case.drafts[draft]
    found: list[Ints] = []
    for reading in product(*entry.levels.values()):
        partial = space.encode(dict(zip(entry.levels, reading, strict=True)))
        bars = space.bars(partial)
        count = space.count(bars)
        if 0 < count <= COMPLETIONS:
            found.append(space.enumerate(COMPLETIONS, bars))
        elif count:
            found.append(space.sample(COMPLETIONS, stream(centre.seed, 6), bars))
    if not found:
        return []
    points = np.unique(np.round(centre.points(np.concatenate(found)), 2), axis=0)[:COMPLETIONS]
    title = entry.title or draft
    rows = [{"x": float(a), "y": float(b), "draft": draft} for a, b in points]
    middle = int(np.abs(points - points.mean(axis=0)).sum(axis=1).argmin())
    ways = " (its open terms settled in every way)" if len(entry.terms) < len(f.case.issues) else ""
    if entry.disputed and not ways:
        ways = " (as each report has it)"
    rows[middle]["label"] = title + ways
    return rows


def _labels(
    f: BriefResults,
    plate: Plate,
    points: tuple[Rows, Rows, Rows],
    lines: dict[str, float],
    parties: tuple[str, str],
    axes: tuple[Any, Any],
) -> list[Any]:
    """Names beside the points, with a thin line where a name is not next to its point."""
    import altair as alt

    fair, tabled, front = points
    x, y = axes
    one, two = (plain(party_name(f.case, p)) for p in parties)
    anchors = [
        _anchor(row["x"], row["y"], tuple(wrapped(row["label"], 28)))
        for row in (*fair, *tabled)
        if "label" in row
    ]
    anchors += [
        _anchor(lines["x"], 1.5, ("no deal", *wrapped(f"for {one}", 28, 2))),
        _anchor(1.5, lines["y"], tuple(wrapped(f"no deal for {two}", 36, 2))),
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
