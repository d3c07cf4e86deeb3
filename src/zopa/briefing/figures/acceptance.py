"""The chart of how often each side could sign each draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.figures.charts import AcceptanceChart, DraftBars, ShareBar
from zopa.briefing.phrasing import plain

if TYPE_CHECKING:
    from zopa.analyses.draft_standing import DraftStanding
    from zopa.analyses.result import Share
    from zopa.briefing.results import BriefResults

TOGETHER = "all, together"


def acceptance_chart(f: BriefResults) -> AcceptanceChart:
    """Gather the shares of draws with their intervals, draft by draft and side by side."""
    drafts = tuple(_bars(f, result) for result in f.drafts_newest_first)
    return AcceptanceChart(
        title="How often each side could sign each draft",
        axis="share of readings, in percent",
        drafts=drafts,
        words=" ".join(
            f"{group.draft}: {'; '.join(f'{bar.side} {bar.text}' for bar in group.bars)}."
            for group in drafts
        ),
    )


def _bars(f: BriefResults, result: DraftStanding) -> DraftBars:
    sides = [_bar(f, f.case.parties[p.party].name, p.accepts) for p in result.parties]
    title = f.case.drafts[result.draft].title or result.draft
    return DraftBars(title, (*sides, _bar(f, TOGETHER, result.signed, together=True)))


def _bar(f: BriefResults, side: str, share: Share, *, together: bool = False) -> ShareBar:
    return ShareBar(
        side,
        100 * share.share,
        100 * share.low,
        100 * share.high,
        plain((f.numbers.share(share),)),
        together,
    )
