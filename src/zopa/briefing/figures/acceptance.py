"""The chart of how often each side would sign each draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zopa.briefing.figures.style import ACCENT, FAINT, INK, SIZE, Plate, safe
from zopa.briefing.phrasing import plain

if TYPE_CHECKING:
    import altair as alt

    from zopa.analyses.result import Share
    from zopa.briefing.results import BriefResults

TOGETHER = "all, together"


def acceptance_chart(f: BriefResults) -> alt.FacetChart:
    """Draw bars of shares of draws with their intervals, one group a draft."""
    import altair as alt

    rows = acceptance_rows(f)
    sides = list(dict.fromkeys(row["side"] for row in rows))
    plate = Plate()
    base = plate.of("drafts", rows).encode(
        y=alt.Y("side:N", sort=sides, title=None, axis=alt.Axis(labelLimit=180, domain=False,
                ticks=False)),
    )  # fmt: skip
    x = alt.X(
        "share:Q", title="share of draws, in percent", scale=alt.Scale(domain=[0, 100]),
        axis=alt.Axis(tickCount=5),
    )  # fmt: skip
    colour: Any = alt.condition(alt.datum.side == TOGETHER, alt.value(ACCENT), alt.value(FAINT))
    bars = base.mark_bar(height=13, aria=False, stroke=INK, strokeWidth=0.6).encode(
        x=x, color=colour
    )
    spans = base.mark_rule(color=INK, strokeWidth=1.5, aria=False).encode(
        x=alt.X("low:Q"), x2=alt.X2("high:Q")
    )
    words = base.mark_text(align="left", dx=7, fontSize=SIZE, aria=False).encode(
        x=alt.X("high:Q"), text=alt.Text("text:N")
    )
    chart = (
        alt.layer(bars, spans, words)
        .properties(width=400, height=22 * len(sides))
        .facet(
            row=alt.Row(
                "draft:N",
                sort=list(dict.fromkeys(row["draft"] for row in rows)),
                header=alt.Header(
                    title=None, labelOrient="top", labelAlign="left", labelAnchor="start",
                    labelFontWeight="bold", labelLimit=480, labelPadding=4,
                ),
            ),
            spacing=14,
        )
    )  # fmt: skip
    return plate.finished(chart)  # type: ignore[no-any-return]


def acceptance_rows(f: BriefResults) -> list[dict[str, Any]]:
    """Give a row for each draft and side: its share, interval and how the share is written."""
    rows = []
    for result in f.drafts.drafts:
        title = f.case.drafts[result.draft].title or result.draft
        for party in result.parties:
            name = f.case.parties[party.party].name
            rows.append(_row(f, title, name, party.accepts))
        rows.append(_row(f, title, TOGETHER, result.signed))
    return rows


def _row(f: BriefResults, draft: str, side: str, share: Share) -> dict[str, Any]:
    return {
        "draft": safe(draft),
        "side": safe(side),
        "share": 100 * share.share,
        "low": 100 * share.low,
        "high": 100 * share.high,
        "text": plain((f.numbers.share(share),)),
    }
