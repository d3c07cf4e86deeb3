"""The section “In short”, which holds what a reader takes away who reads nothing else.

It comes first, and fits on one printed page: what a deal would have to look like, what is in the
way, what would change that, how the drafts fare, where each side stands, and how sure the input is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.blocks import Block, Paragraph, Section
from zopa.briefing.phrasing import Prose, joined, prose, sentence
from zopa.briefing.sections.fair import all_in_points
from zopa.briefing.sections.ground import input_words, review_words
from zopa.briefing.sections.lead import balanced_words, exists_words, given_deals, lead_words
from zopa.briefing.sections.obstacles import blocks_words
from zopa.briefing.sections.sides_table import stands_grid
from zopa.briefing.sections.verdicts import drafts_words
from zopa.briefing.wording.shares import what_is_read
from zopa.briefing.wording.unknowns import headline_shifts, movers_words
from zopa.briefing.wording.worth import more

if TYPE_CHECKING:
    from zopa.briefing.results import BriefResults


def headline_section(f: BriefResults) -> Section:
    """Write the answer in a few short paragraphs, and apart from it how sure the input is."""
    blocks: list[Block] = [Paragraph(lead_words(f), "lead")]
    if not_reviewed := review_words(f):
        blocks.append(Paragraph(not_reviewed))
    parts = [
        ("", joined([part for part in (exists_words(f), balanced_words(f)) if part])),
        ("What is in the way.", blocks_words(f)),
        ("What would change that.", () if f.given else change_words(f)),
        ("The drafts.", drafts_words(f) if f.drafts.drafts else ()),
        ("The best deals.", given_deals(f) if f.given else ()),
    ]
    blocks += [Paragraph(words, head=head) for head, words in parts if words]
    if (grid := stands_grid(f)) is not None:
        blocks.append(grid)
    blocks.append(Paragraph(input_words(f), "aside", head="How sure the input is."))
    return Section("headline", "In short", tuple(blocks))


def reading(f: BriefResults) -> Prose:
    """Say how the numbers of the brief are to be read."""
    if f.given:
        return prose(
            "The preferences of each side are given as numbers, and every answer is worked out "
            "from them. A gain is what a deal is worth to a side over having no deal, in ",
            "the side’s own points" if all_in_points(f) else
            "percent of all that the side could want at once",
            ", and in the side’s own points" if not all_in_points(f) and any(
                f.case.parties[p].own_scale for p in f.signatories) else "",
            ". It is what follows from these numbers, not a forecast.",
        )  # fmt: skip
    return prose(
        "Reports seldom say how much a side wants a thing. So ", f.drawn("count"), " sets of "
        "preferences were drawn at random, each in agreement with every fact in the ledger: so "
        f"many readings of {what_is_read(f)}. A share of readings says how far the facts settle a "
        "question. It is not the chance that something will happen: in real negotiations, whether "
        "a deal came could not be told from it.",
    )  # fmt: skip


def change_words(f: BriefResults) -> Prose:
    """Write of what is not known and moves the answer most: the zone first, then the drafts."""
    told, rest = headline_shifts(f)
    if not told:
        return sentence(
            "nothing that is open, by itself, would move the answer by more than the sampling error"
        )
    sentences = [movers_words(f, group) for group in told]
    if rest > 0:
        there = "there are " if rest > 1 else "there is "
        sentences.append(sentence(there, more(rest, "unknown"), " by which this or another answer "
                                  "would move; what to ask is told further down"))  # fmt: skip
    return joined(sentences)
