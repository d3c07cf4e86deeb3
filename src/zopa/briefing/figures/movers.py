"""The chart of what the answers rest on: from the share with an entry of the ledger to that
without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.analyses.open_questions import ZONE
from zopa.briefing.figures.charts import Mover, MoversChart
from zopa.briefing.numbers import percent
from zopa.briefing.phrasing import plain
from zopa.briefing.sections.unknown import SHOWN
from zopa.briefing.wording.unknowns import carrying_groups, subject

if TYPE_CHECKING:
    from zopa.analyses.open_questions import Shift, Unknown
    from zopa.briefing.results import BriefResults


def movers_chart(f: BriefResults) -> MoversChart:
    """Gather a mover for each of the entries that are told, in the order of their list."""
    groups = enumerate(carrying_groups(f, SHOWN), 1)
    movers = tuple(_mover(f, number, *entry) for number, group in groups for entry in group)
    return MoversChart(
        title="What the answers rest on",
        axis="share of readings, in percent",
        movers=movers,
        words=" ".join(
            f"{m.number}. {m.about}: {m.answer}, {m.after_text} rather than {m.before_text}."
            for m in movers
        ),
    )


def _mover(f: BriefResults, number: int, unknown: Unknown, shift: Shift) -> Mover:
    answer = "some deal suits all"
    if shift.answer != ZONE:
        answer = f"“{f.case.drafts[shift.answer].title or shift.answer}” is signed"
    return Mover(
        about=plain(subject(f.case, unknown)),
        number=number,
        answer=f"readings in which {answer}",
        before=100 * shift.before,
        after=100 * shift.after,
        before_text=percent(shift.before),
        after_text=percent(shift.after),
    )
