"""What is in the way of a deal, and what would be so without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.blocks import Block, Bullets, Paragraph
from zopa.briefing.phrasing import Note, Prose, joined, prose, sentence
from zopa.briefing.wording.names import (
    party_name,
    party_names,
    terms_list,
)
from zopa.briefing.wording.red_lines import red_line_words
from zopa.briefing.wording.shares import of_readings
from zopa.briefing.wording.worth import more

if TYPE_CHECKING:
    from zopa.analyses.in_the_way import Obstacle as InTheWay
    from zopa.briefing.results import BriefResults
    from zopa.case.model import Rule

GROUPS = 2
"""Groups of sides that are told one by one where an agreement takes only some of the sides."""


def blocks_words(f: BriefResults) -> Prose:
    """Say in short what is in the way: first the strongest of what somebody could give up, then the
    side that is hardest to satisfy; nothing where nothing is in the way."""
    if f.zone.exists.share >= 1:
        return ()
    if not f.zone.blocks:
        return _nothing_single(f)
    first = f.zone.blocks[0]
    shown = [first]
    sides = ("party", "parties")
    if first.kind not in sides:
        shown += [block for block in f.zone.blocks if block.kind in sides][:1]
    told = [_block_sentence(f, block, exactly=False) for block in shown]
    return joined([_nothing_single(f), *told] if first.kind in sides else told)


def _nothing_single(f: BriefResults) -> Prose:
    bars = bool(f.case.rules) or any(f.case.red_lines())
    where = "" if f.given else "where there is no deal, "
    why = (
        "no single red line or rule is what prevents it: it is what the sides want, and how well "
        "each could do without a deal"
        if bars
        else "that is because of what the sides want, not of a red line or a rule"
    )
    return sentence(f"{where}{why}")


def in_the_way(f: BriefResults) -> list[Block]:
    """Tell all that is in the way, what somebody could give up first; nothing where nothing is."""
    z = f.zone
    if z.exists.share >= 1:
        return []
    if not z.blocks:
        return [Paragraph(_nothing_single(f))]
    lead = sentence("what is in the way" + ("" if f.given else ", where there is no deal"))
    sides = [block for block in z.blocks if block.kind == "party"]
    groups = [block for block in z.blocks if block.kind == "parties"]
    told = [_block_sentence(f, b) for b in z.blocks if b.kind not in ("party", "parties")]
    told += _each_side(f, sides)
    told += [_block_sentence(f, block) for block in groups[:GROUPS]]
    if (rest := len(groups) - GROUPS) > 0:
        told.append(sentence("the same can be said of ", more(rest, "group"), " of sides"))
    return [Paragraph(prose(lead[:-1], ":")), Bullets(tuple(told))]


def _each_side(f: BriefResults, blocks: list[InTheWay]) -> list[Prose]:
    """Tell of every side that is in the way: the first in a sentence, the others after it, since
    they differ in how often alone; one by one where every number is given."""
    if f.given or len(blocks) < 2:
        return [_block_sentence(f, block) for block in blocks]
    first, *others = blocks
    start = _block_sentence(f, first)
    would = not f.case.takes_all
    veto = f.zone.agreement.vetoes if would else ()
    parts = []
    for block in others:
        who = party_name(f.case, str(block.party))
        parts.append(
            prose(
                "; if " if would else "; without ", who, " would, in " if would else ", in ",
                of_readings(f, block.opens, exactly=True),
                prose(", and without ", who, " there can be none") if block.party in veto else (),
            )
        )  # fmt: skip
    return [prose(start[:-1], *parts, ".")]


def _block_sentence(f: BriefResults, block: InTheWay, *, exactly: bool = True) -> Prose:
    share = of_readings(f, block.opens, exactly=exactly)
    opens = prose(" there would be a deal in ", share, " that now have none")
    if f.given:
        opens = (" there would be a deal",)
    if block.kind == "rule" and block.rule is not None:
        rule = rule_words(f, f.case.rules[block.rule])
        return sentence("without the rule that ", rule, ",", opens)
    if block.kind == "parties":
        together = prose("if ", party_names(f.case, block.parties), " would sign anything,")
        return sentence(together, opens, "; unless one of them signs, there can be none")
    who = party_name(f.case, str(block.party))
    if block.fact is not None:
        barred = red_line_words(f.case, f.case.facts[block.fact].content)
        gave_up = prose("if ", who, " gave up the red line against ", barred, ",")
        return sentence(gave_up, opens, Note(block.fact))
    if not f.case.takes_all:
        veto = block.party in f.zone.agreement.vetoes
        alone = prose("; without ", who, " there can be none") if veto else ()
        return sentence("if ", who, " would sign anything,", opens, alone)
    others = [p for p in f.signatories if p != block.party]
    between = prose(", between ", party_names(f.case, others))
    return sentence("without ", who, " at the table,", opens, between)


def rule_words(f: BriefResults, rule: Rule) -> Prose:
    """Write a rule as a clause."""
    if rule.then is None:
        return prose("there can be no deal with ", terms_list(f.case, rule.when))
    return prose(
        "a deal with ", terms_list(f.case, rule.when), " has ", terms_list(f.case, rule.then)
    )
