"""The chart of what would move the answer, from the chance in one case to that in another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zopa.analyses.open_questions import ZONE
from zopa.briefing.figures.style import ACCENT, FAINT, GREY, INK, SIZE, Plate, wrapped
from zopa.briefing.numbers import percent
from zopa.briefing.phrasing import plain
from zopa.briefing.sections.unknown import SHOWN
from zopa.briefing.wording.unknowns import clear_shifts, subject

if TYPE_CHECKING:
    import altair as alt

    from zopa.analyses.open_questions import Shift, Unknown
    from zopa.briefing.results import BriefResults

LEFT = 320
"""Pixels to the left of the axis that the names take."""


def movers_chart(f: BriefResults) -> alt.LayerChart:
    """Draw arrows from before to after, one row an unknown, the largest first."""
    import altair as alt

    rows = movers_rows(f)
    plate = Plate()
    y = alt.Y("row:O", axis=None)
    # room beyond 0 and 100 for the numbers at the ends of the arrows
    scale = alt.Scale(domain=[-16, 116], nice=False)
    axis = alt.Axis(values=[0, 20, 40, 60, 80, 100], grid=False)
    x = alt.X("before:Q", title="chance in percent", scale=scale, axis=axis)
    base = plate.of("movers", rows)
    track = base.mark_rule(color=FAINT, strokeWidth=0.6, aria=False).encode(
        x=alt.XDatum(0), x2=alt.X2Datum(100), y=y
    )
    names = base.mark_text(
        align="left", baseline="middle", lineBreak="\n", lineHeight=14, fontSize=SIZE, aria=False
    ).encode(x=alt.value(-LEFT), y=y, text=alt.Text("label:N"))
    line = base.mark_rule(color=ACCENT, strokeWidth=2.2, aria=False).encode(
        x=x, x2=alt.X2("after:Q"), y=y
    )
    start = base.mark_point(
        shape="circle", fill="white", stroke=INK, strokeWidth=1.4, size=70, opacity=1, aria=False
    ).encode(x=x, y=y)
    layers = [track, names, line, start]
    for rises in (True, False):
        arrows = base.transform_filter(alt.datum.rises == rises)
        shape = "triangle-right" if rises else "triangle-left"
        layers.append(
            arrows.mark_point(
                shape=shape, filled=True, color=ACCENT, size=110, opacity=1, aria=False
            ).encode(x=alt.X("after:Q"), y=y)
        )
        for field, text, colour in (("before", "from", GREY), ("after", "to", INK)):
            right = (field == "after") == rises
            layers.append(
                arrows.mark_text(
                    align="left" if right else "right", dx=10 if right else -10,
                    fontSize=SIZE, color=colour, aria=False,
                ).encode(x=alt.X(f"{field}:Q"), y=y, text=alt.Text(f"{text}:N"))
            )  # fmt: skip
    chart = alt.layer(*layers).properties(width=300, height=alt.Step(54))
    return plate.finished(chart)  # type: ignore[no-any-return]


def movers_rows(f: BriefResults) -> list[dict[str, Any]]:
    """Give a row for each of the unknowns that are told one by one."""
    moving = [u for u in f.unknowns.unknowns if u.largest > 0][:SHOWN]
    return [_row(f, k + 1, u, clear_shifts(u)[0]) for k, u in enumerate(moving)]


def _row(f: BriefResults, row: int, unknown: Unknown, shift: Shift) -> dict[str, Any]:
    if shift.answer == ZONE:
        answer = "a deal is possible"
    else:
        answer = f"“{f.case.drafts[shift.answer].title or shift.answer}” is signed"
    about = plain(subject(f.case, unknown))
    lines = [*wrapped(f"{row}. {about}", 50, 2), *wrapped(f"    chance that {answer}", 52, 1)]
    return {
        "row": row,
        "label": "\n".join(lines),
        "before": 100 * shift.before,
        "after": 100 * shift.after,
        "from": percent(shift.before),
        "to": percent(shift.after),
        "rises": shift.change > 0,
    }
