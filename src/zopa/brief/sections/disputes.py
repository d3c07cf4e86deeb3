"""Where the reports differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.brief.blocks import Block, Dispute, Excerpt, Paragraph, Reading, Section
from zopa.brief.prose import prose, sentence
from zopa.brief.wording.names import draft_title, issue_title, level_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zopa.analyses.evidence import Quote
    from zopa.brief.findings import Findings


def disputes(f: Findings) -> Section | None:
    """Each term that is reported in more than one way, with the words of each report."""
    found = f.evidence.disputes
    if not found:
        return None
    blocks: list[Block] = [
        Paragraph(
            sentence(
                "each reading is taken in an equal share of draws, and every share in this brief "
                "covers all of them"
            ),
            "quiet",
        )
    ]
    for d in found:
        title, draft = issue_title(f.case, d.issue), draft_title(f.case, d.draft)
        readings = tuple(
            Reading(level_text(f.case, d.issue, level), excerpts(f, quotes))
            for level, quotes in d.readings.items()
        )
        words = prose("On ", title, " the reports of ", draft, " differ:")
        blocks += [Dispute(words, readings)]
    return Section("disputes", "Where the reports differ", tuple(blocks))


def excerpts(f: Findings, quotes: Iterable[Quote]) -> tuple[Excerpt, ...]:
    """Quotes with the titles of their sources."""
    found = []
    for q in quotes:
        source = f.case.sources.get(q.source)
        found.append(Excerpt(q.source, q.words, (source.title if source else "") or q.source))
    return tuple(found)
