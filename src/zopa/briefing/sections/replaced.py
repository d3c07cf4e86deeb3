"""The facts that later ones replace, and how many facts have no day, for the end of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.blocks import Block, LedgerEntry, LedgerList, Paragraph, Subhead
from zopa.briefing.phrasing import CaseDay, Note, Prose, Said, prose, sentence
from zopa.briefing.sections.disputes import excerpts
from zopa.briefing.wording.facts import fact_words

if TYPE_CHECKING:
    from zopa.analyses.evidence_table import ReplacedEntry
    from zopa.briefing.results import BriefResults
    from zopa.case.model import Fact


def replaced_facts(f: BriefResults) -> list[Block]:
    """What the ledger keeps and does not hold any longer; nothing where there is none."""
    entries = zip(f.case.replaced, f.evidence.replaced, strict=True)
    listed = tuple(_entry(f, fact, entry) for fact, entry in entries)
    if not listed:
        return []
    words = sentence("these stay in the ledger, and hold in no draw")
    head = Subhead(prose("Facts that later ones replace"))
    return [head, Paragraph(words, "quiet"), LedgerList(listed)]


def _entry(f: BriefResults, fact: Fact, entry: ReplacedEntry) -> LedgerEntry:
    marks: list[Prose] = [prose("On ", CaseDay(fact.on))] if fact.on else []
    marks.append(prose("Replaced", Note(entry.by)))
    if fact.stated:
        marks.append(prose("Stated when asked on ", CaseDay(fact.stated)))
    if fact.assumed:
        marks.append(prose("Assumed: ", Said(fact.assumed.strip().rstrip("."))))
    told = sentence(fact_words(f.case, fact))
    return LedgerEntry(entry.fact, told, tuple(marks), excerpts(f, entry.evidence))


def undated_facts(f: BriefResults) -> list[Block]:
    """How many facts have no day, where others have one."""
    e = f.evidence
    if not e.undated or e.undated == len(e.facts):
        return []
    one = e.undated == 1
    words = sentence(
        "there is " if one else "there are ", f.numbers.word(e, "undated"),
        " fact" if one else " facts", " with neither a day nor a dated source, which ",
        "counts" if one else "count", " whatever day is asked about",
    )  # fmt: skip
    return [Paragraph(words, "quiet")]
