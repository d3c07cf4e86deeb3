"""What is said of terms that a draft leaves open: how they stand, and what would tip a side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.phrasing import Prose, listed, prose, sentence
from zopa.briefing.wording.names import issue_title, level_text, party_name
from zopa.briefing.wording.shares import of_readings

if TYPE_CHECKING:
    from zopa.analyses.draft_standing import DraftParty, DraftStanding
    from zopa.briefing.results import BriefResults

TOLD = 2
"""Open terms of which it is told for one side that they would tip it."""


def standing_words(f: BriefResults, result: DraftStanding) -> Prose:
    """Say as what the open terms of a draft are taken; nothing where none is open."""
    if not result.open:
        return ()
    if not result.settled_by:
        return sentence(
            "nobody is known to have tabled it: what it leaves open is taken at the worst for a "
            "side that refused it, at the best for any other"
        )
    authors = listed([party_name(f.case, author) for author in result.settled_by], "or")
    return sentence("what it leaves open is taken as ", authors, " would settle it")


def tipping_words(f: BriefResults, result: DraftStanding, party: DraftParty) -> Prose:
    """Say which open term, settled at what, would let a side sign a draft that it refused; nothing
    where none would, or where it did not refuse it."""
    refused = any(
        fact.kind in ("declines", "rejects") and package.draft == result.draft
        for fact in f.case.facts_of(party.party)
        for _, package in fact.content.packages()
    )
    if not refused or party.accepts_at_best.share <= party.accepts.share:
        return ()
    who = party_name(f.case, party.party)
    ways = [
        prose(
            "in ", of_readings(f, way.share), " with ", issue_title(f.case, way.issue), " at ",
            level_text(f.case, way.issue, way.level),
        )
        for way in party.brought_about[:TOLD]
    ]  # fmt: skip
    all_its_way = prose(
        "in ", of_readings(f, party.accepts_at_best), " with every open term settled its way"
    )
    return sentence(who, " could sign it ", listed([*ways, all_its_way], comma=";"))
