"""The charts of a brief with Altair, for notebooks; the extra `zopa[notebook]` brings it.

The records are those that the page draws, so that both show the same, and whoever points at a mark
is told what it is. Nothing else needs Altair.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zopa.briefing.figures.charts import AcceptanceChart, DealSpaceChart, RoundsChart
from zopa.briefing.figures.elements import ACCENT, DOT, FAINT, GREY, INK, SHADE, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import altair as alt

    from zopa.briefing.figures.charts import Chart, ChartPoint, MoversChart

    Rows = list[dict[str, Any]]


def altair_chart(chart: Chart) -> alt.TopLevelMixin:
    """Make an Altair chart of a chart of a brief, to show or to change further.

    ImportError where Altair is not installed.

    >>> from zopa.briefing.figures.charts import Mover, MoversChart
    >>> mover = Mover("how well it does", "readings with a deal", 80.0, 30.0, "80%", "30%")
    >>> made = altair_chart(MoversChart("What would move it", "percent", (mover,), ""))
    >>> made.to_dict()["title"]
    'What would move it'
    """
    _needs_altair()
    if isinstance(chart, DealSpaceChart):
        return _deal_space(chart)
    if isinstance(chart, AcceptanceChart):
        return _acceptance(chart)
    if isinstance(chart, RoundsChart):
        return _rounds(chart)
    return _movers(chart)


def weights_chart(frame: Mapping[str, Sequence[Any]]) -> alt.TopLevelMixin:
    """Make an Altair chart of how much each issue may weigh: the mean, and nine draws in ten.

    `frame` are the columns of `Draws.frame`. ImportError where Altair is not installed.

    >>> frame = {"party": ["us", "us"], "weight.price": [0.2, 0.4], "weight.term": [0.8, 0.6]}
    >>> weights_chart(frame).to_dict()["title"]
    'How much each issue weighs'
    """
    _needs_altair()
    import altair as alt
    import numpy as np

    rows: Rows = []
    who = np.array(frame["party"])
    for name, column in frame.items():
        if not name.startswith("weight."):
            continue
        for party in dict.fromkeys(frame["party"]):
            weights = 100 * np.asarray(column, dtype=np.float64)[who == party]
            low, high = np.quantile(weights, [0.05, 0.95])
            rows.append(
                {"party": party, "issue": name.removeprefix("weight."),
                 "mean": float(weights.mean()), "low": float(low), "high": float(high)}
            )  # fmt: skip
    base = _of(rows).encode(
        y=alt.Y("issue:N", sort=None, title=None),
        tooltip=["issue:N", _number("mean"), _number("low"), _number("high")],
    )
    x = alt.X("mean:Q", title="percent of the whole", scale=alt.Scale(domain=[0, 100]))
    layers = alt.layer(
        base.mark_rule(color=FAINT, strokeWidth=6).encode(x="low:Q", x2="high:Q"),
        base.mark_point(filled=True, size=70, color=ACCENT).encode(x=x),
    )
    row = alt.Row("party:N", sort=None, title=None, header=alt.Header(labelOrient="top"))
    return layers.facet(row=row).properties(title="How much each issue weighs")


def _needs_altair() -> None:
    try:
        import altair  # noqa: F401
    except ImportError:
        raise ImportError("charts of Altair need it: pip install 'zopa[notebook]'") from None


def _number(field: str, title: str = "") -> alt.Tooltip:
    """A number in hundredths as a tooltip tells it."""
    import altair as alt

    return alt.Tooltip(f"{field}:Q", format=".0f", title=printable(title or field))


def _rows(points: Iterable[ChartPoint], **more: Any) -> Rows:
    return [{"x": x, "y": y, "order": k, **more} for k, (x, y) in enumerate(points)]


def _of(rows: Rows) -> alt.Chart:
    import altair as alt

    shown = [{k: _safe(v) if isinstance(v, str) else v for k, v in row.items()} for row in rows]
    return alt.Chart(alt.Data(values=shown))  # type: ignore[no-untyped-call]


def _safe(text: str) -> str:
    """A name that is no property of every JavaScript object, which Vega would take it for."""
    return f"{printable(text)}\N{ZERO WIDTH SPACE}"


def _deal_space(chart: DealSpaceChart) -> alt.TopLevelMixin:
    import altair as alt

    def axis(title: str) -> dict[str, Any]:
        return {"title": printable(title), "scale": alt.Scale(domain=[0, 100], nice=False)}

    across, upwards = chart.axes
    x, y = alt.X("x:Q", **axis(across)), alt.Y("y:Q", **axis(upwards))
    none_x, none_y = chart.no_deal
    area = [{"x": none_x, "y": none_y, "x2": 100.0, "y2": 100.0}]
    drafts = [row for d in chart.drafts for row in _rows(d.points, name=d.name)]
    fair = [row for d in chart.fair for row in _rows(d.points, name=d.name)]
    front = _of(_rows(chart.frontier))
    told = [_number("x", across), _number("y", upwards)]
    return alt.layer(
        _of(area).mark_rect(color=SHADE).encode(x=x, y=y, x2="x2:Q", y2="y2:Q"),
        _of(_rows(chart.dots)).mark_circle(size=9, color=DOT).encode(x=x, y=y, tooltip=told),
        _of([{"x": none_x}]).mark_rule(color=GREY, strokeDash=[5, 3]).encode(x=x),
        _of([{"y": none_y}]).mark_rule(color=GREY, strokeDash=[5, 3]).encode(y=y),
        front.mark_line(color=INK).encode(x=x, y=y, order="order:Q") if chart.joined
        else front.mark_circle(color=INK).encode(x=x, y=y, tooltip=told),
        _of(drafts).mark_point(shape="square", filled=True, color=INK, size=60, opacity=1)
        .encode(x=x, y=y, tooltip=["name:N", *told]),
        _of(fair).mark_point(shape="diamond", filled=True, color=ACCENT, size=130, opacity=1)
        .encode(x=x, y=y, tooltip=["name:N", *told]),
    ).properties(title=printable(chart.title), description=printable(chart.words))  # fmt: skip


def _acceptance(chart: AcceptanceChart) -> alt.TopLevelMixin:
    import altair as alt

    rows = [
        {"draft": d.draft, "side": b.side, "share": b.share, "low": b.low, "high": b.high,
         "text": b.text, "together": b.together}
        for d in chart.drafts
        for b in d.bars
    ]  # fmt: skip
    base = _of(rows).encode(y=alt.Y("side:N", sort=None, title=None))
    x = alt.X("share:Q", title=printable(chart.axis), scale=alt.Scale(domain=[0, 100]))
    colour: Any = alt.condition(alt.datum.together, alt.value(ACCENT), alt.value(FAINT))
    layers = alt.layer(
        base.mark_bar(stroke=INK, strokeWidth=0.6).encode(
            x=x,
            color=colour,
            tooltip=["draft:N", "side:N", "text:N", *map(_number, ("low", "high"))],
        ),
        base.mark_rule(color=INK).encode(x="low:Q", x2="high:Q"),
        base.mark_text(align="left", dx=7).encode(x="high:Q", text="text:N"),
    )
    row = alt.Row("draft:N", sort=None, title=None, header=alt.Header(labelOrient="top"))
    return layers.facet(row=row).properties(
        title=printable(chart.title), description=printable(chart.words)
    )


def _rounds(chart: RoundsChart) -> alt.TopLevelMixin:
    import altair as alt

    rows = [
        {"side": side.side, "offer": p.number, "day": p.day, "worth": p.mean, "low": p.low,
         "high": p.high, "own": p.own, "none": side.no_deal[0]}
        for side in chart.sides
        for p in side.points
    ]  # fmt: skip
    base = _of(rows).encode(x=alt.X("day:Q", title="days after the first offer"))
    y = alt.Y("worth:Q", title=printable(chart.axis), scale=alt.Scale(domain=[0, 100]))
    colour: Any = alt.condition(alt.datum.own, alt.value(ACCENT), alt.value(GREY))
    layers = alt.layer(
        base.mark_rule(color=FAINT, strokeWidth=6).encode(y="low:Q", y2="high:Q"),
        base.mark_line(color=GREY, strokeDash=[5, 3]).encode(y="none:Q"),
        base.mark_point(filled=True, size=70).encode(
            y=y,
            color=colour,
            tooltip=["offer:Q", "side:N", *map(_number, ("worth", "low", "high"))],
        ),
    )
    row = alt.Row("side:N", sort=None, title=None, header=alt.Header(labelOrient="top"))
    return layers.facet(row=row).properties(
        title=printable(chart.title), description=printable(chart.words)
    )


def _movers(chart: MoversChart) -> alt.TopLevelMixin:
    import altair as alt

    rows = [
        {"name": f"{m.number}. {m.about}: {m.answer}", "before": m.before, "after": m.after}
        for m in chart.movers
    ]
    base = _of(rows).encode(y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=400)))
    x = alt.X("before:Q", title=printable(chart.axis), scale=alt.Scale(domain=[0, 100]))
    return alt.layer(
        base.mark_rule(color=ACCENT, strokeWidth=2).encode(x=x, x2="after:Q"),
        base.mark_point(fill="white", stroke=INK, size=70, opacity=1)
        .encode(x=x, tooltip=["name:N", _number("before")]),
        base.mark_point(shape="diamond", filled=True, color=ACCENT, size=110, opacity=1)
        .encode(x="after:Q", tooltip=["name:N", _number("after")]),
    ).properties(title=printable(chart.title), description=printable(chart.words))  # fmt: skip
