"""The section on sources, and the full ledger of facts with the words that each rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.blocks import (
    Block,
    Grid,
    LedgerEntry,
    LedgerList,
    Line,
    Paragraph,
    Section,
    Subhead,
    TableCell,
    TableRow,
)
from zopa.briefing.given import bonuses
from zopa.briefing.phrasing import CaseDay, Note, Prose, Said, capital, prose, sentence
from zopa.briefing.sections.disputes import excerpts
from zopa.briefing.sections.replaced import replaced_facts, undated_facts
from zopa.briefing.sections.wants import fact_marks
from zopa.briefing.sections.worths import BONUSES
from zopa.briefing.wording.chances import RELIABILITY
from zopa.briefing.wording.facts import fact_words
from zopa.briefing.wording.worth import more

if TYPE_CHECKING:
    from zopa.analyses.evidence_table import SourceUse
    from zopa.briefing.results import BriefResults


def sources_section(f: BriefResults) -> Section:
    """Write what was read, and what each fact rests on."""
    blocks: list[Block] = []
    if f.evidence.sources:
        blocks.append(
            Grid(
                caption=prose("Sources, their reliability and how much rests on them"),
                head=(
                    prose("Source"),
                    prose("Published"),
                    prose("Reliability"),
                    prose("facts resting on it"),
                    prose("on it alone"),
                ),
                rows=tuple(_source(f, s) for s in f.evidence.sources),
                style="numbers",
            )
        )
    else:
        blocks.append(Paragraph(sentence("no source has been entered")))
    left_out = _left_out(f)
    entries = tuple(_entry(f, k) for k in range(len(f.evidence.facts)) if k not in left_out)
    if entries:
        blocks += [Subhead(prose("The ledger of facts")), LedgerList(entries)]
    if left_out:
        many = " entries: the smaller bonuses and penalties, which stand in the case file"
        words = sentence("the ledger has ", more(len(left_out)), many)
        blocks.append(Paragraph(words, "quiet"))
    blocks += [*replaced_facts(f), *undated_facts(f)]
    return Section("sources", "Sources and ledger", tuple(blocks))


def _left_out(f: BriefResults) -> set[int]:
    """Of many bonuses that are given as numbers, without evidence of their own, the smaller."""
    if not f.given:
        return set()
    smaller = [k for party in f.case.parties for k in bonuses(f.case, party)[BONUSES:]]
    return {k for k in smaller if not f.case.facts[k].evidence}


def _source(f: BriefResults, use: SourceUse) -> TableRow:
    source = f.case.sources[use.source]
    lines = [Line((Said(source.title or source.id),))]
    if source.publisher:
        lines.append(Line((Said(source.publisher),), "small"))
    published: Prose = (CaseDay(source.published),) if source.published else ("not dated",)
    word = RELIABILITY.get(use.reliability, "not graded")
    grade = prose(word, f" ({use.reliability})" if use.reliability in "ABCDEF" else "")
    return TableRow(
        TableCell(tuple(lines)),
        (
            TableCell((Line(published),)),
            TableCell((Line(grade if use.reliability else (word,)),)),
            TableCell((Line((f.numbers.count(use, "facts"),)),), numeric=True),
            TableCell((Line((f.numbers.count(use, "alone"),)),), numeric=True),
        ),
    )


def _entry(f: BriefResults, position: int) -> LedgerEntry:
    fact, entry = f.case.facts[position], f.evidence.facts[position]
    marks = [capital(mark) for mark in fact_marks(f, position)]
    if fact.on:
        marks.insert(0, prose("On ", CaseDay(fact.on)))
    if fact.stated:
        marks = [m for m in marks if m != ("Stated when asked",)]
        marks.append(prose("Stated when asked on ", CaseDay(fact.stated)))
    if fact.assumed:
        marks = [m for m in marks if m != ("Assumed",)]
        marks.append(prose("Assumed: ", Said(fact.assumed.strip().rstrip("."))))
    marks += _together(f, position)
    return LedgerEntry(
        position,
        sentence(fact_words(f.case, fact)),
        tuple(marks),
        excerpts(f, entry.evidence),
        excerpts(f, entry.against),
    )


def _together(f: BriefResults, position: int) -> list[Prose]:
    """With which other facts one stands or falls."""
    group = f.case.facts[position].group
    others = [
        Note(k)
        for k, fact in enumerate(f.case.facts)
        if group and fact.group == group and k != position
    ]
    return [prose("Stands or falls with", *others)] if others else []
