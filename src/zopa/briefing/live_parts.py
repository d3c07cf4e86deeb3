"""Those parts of a brief that a page shows while a person works on the ledger.

They are the sections of the brief, or blocks of them, that few analyses are enough for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.blocks import Block, Paragraph
from zopa.briefing.phrasing import sentence
from zopa.briefing.sections.deal import deal_picture, deal_words, level_grid
from zopa.briefing.sections.draft_ranking import ranked_drafts
from zopa.briefing.sections.drafts import LONG, takes_grid
from zopa.briefing.sections.round_table import rounds_section
from zopa.briefing.sections.unknown import question_blocks
from zopa.briefing.sections.wants import wants_section

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from zopa.briefing.results import BriefResults

    Blocks = tuple[Block, ...]

NEEDED = frozenset({"deal_space", "drafts", "evidence", "frontier", "questions", "rounds", "zone"})
"""The analyses that the parts rest on."""


def _deal(f: BriefResults) -> Blocks:
    return (Paragraph(deal_words(f), "lead"),)


def _terms(f: BriefResults) -> Blocks:
    return () if f.given or f.zone.exists.share <= 0 else (level_grid(f),)


def _takes(f: BriefResults) -> Blocks:
    if not f.drafts_newest_first:
        return (Paragraph(sentence("no draft is on the table, or none has been reported")),)
    if len(f.drafts_newest_first) > LONG:
        return tuple(ranked_drafts(f))
    return (takes_grid(f),)


def _asks(f: BriefResults) -> Blocks:
    if f.given:
        return (Paragraph(sentence("nothing is left to ask, since every number is given")),)
    return tuple(question_blocks(f))


def _rounds(f: BriefResults) -> Blocks:
    section = rounds_section(f)
    return section.blocks if section else ()


def _space(f: BriefResults) -> Blocks:
    return (deal_picture(f),) if f.deal_space.parties else ()


LIVE_PARTS: Mapping[str, Callable[[BriefResults], Blocks]] = {
    "deal": _deal,
    "terms": _terms,
    "wants": lambda f: wants_section(f).blocks,
    "takes": _takes,
    "asks": _asks,
    "space": _space,
    "rounds": _rounds,
}
"""By name: whether there is a deal, with which terms, who wants what, how each side would take the
drafts, what to ask next, what deals are worth, and how offers have moved."""
