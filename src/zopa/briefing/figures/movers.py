"""The chart of what would move the answer, from the share in one case to that in another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.analyses.open_questions import ZONE
from zopa.briefing.figures.charts import Mover, MoversChart
from zopa.briefing.numbers import percent
from zopa.briefing.phrasing import plain
from zopa.briefing.sections.unknown import SHOWN
from zopa.briefing.wording.unknowns import clear_shifts, subject

if TYPE_CHECKING:
    from zopa.analyses.open_questions import Shift, Unknown
    from zopa.briefing.results import BriefResults


def movers_chart(f: BriefResults) -> MoversChart:
    """Gather a mover for each of the unknowns that are told one by one, the largest first."""
    moving = [u for u in f.unknowns.unknowns if u.largest > 0][:SHOWN]
    movers = tuple(_mover(f, unknown, clear_shifts(unknown)[0]) for unknown in moving)
    return MoversChart(
        title="What would move the answer",
        axis="share of readings, in percent",
        movers=movers,
        words=" ".join(
            f"{number}. {m.about}: {m.answer}, {m.after_text} rather than {m.before_text}."
            for number, m in enumerate(movers, 1)
        ),
    )


def _mover(f: BriefResults, unknown: Unknown, shift: Shift) -> Mover:
    answer = "some deal suits all"
    if shift.answer != ZONE:
        answer = f"“{f.case.drafts[shift.answer].title or shift.answer}” is signed"
    return Mover(
        about=plain(subject(f.case, unknown)),
        answer=f"readings in which {answer}",
        before=100 * shift.before,
        after=100 * shift.after,
        before_text=percent(shift.before),
        after_text=percent(shift.after),
    )
