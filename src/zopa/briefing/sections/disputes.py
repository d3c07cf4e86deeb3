"""The section on where the reports differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.blocks import Block, DisputeBlock, Excerpt, Paragraph, ReadingBlock, Section
from zopa.briefing.phrasing import prose, sentence
from zopa.briefing.wording.names import draft_title, issue_title, level_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zopa.analyses.evidence_table import Quote
    from zopa.briefing.results import BriefResults


def disputes_section(f: BriefResults) -> Section | None:
    """Write of each term that is reported in more than one way, with the words of each report."""
    differing = f.evidence.disputes
    if not differing:
        return None
    blocks: list[Block] = [
        Paragraph(
            sentence(
                "each report’s version is taken in an equal share of the readings, so that every "
                "share in this brief covers all of them"
            ),
            "quiet",
        )
    ]
    for d in differing:
        title, draft = issue_title(f.case, d.issue), draft_title(f.case, d.draft)
        readings = tuple(
            ReadingBlock(level_text(f.case, d.issue, level), excerpts(f, quotes))
            for level, quotes in d.readings.items()
        )
        words = prose("On ", title, " the reports of ", draft, " differ:")
        blocks += [DisputeBlock(words, readings)]
    return Section("disputes", "Where the reports differ", tuple(blocks))


def excerpts(f: BriefResults, quotes: Iterable[Quote]) -> tuple[Excerpt, ...]:
    """Give quotes the titles of their sources."""
    titled = []
    for q in quotes:
        source = f.case.sources.get(q.source)
        titled.append(Excerpt(q.source, q.words, (source.title if source else "") or q.source))
    return tuple(titled)
