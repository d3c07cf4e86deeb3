"""Who wants what: what each party wants on each issue, with what stands behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.brief.blocks import Block, Bullets, Cell, Grid, Line, Paragraph, Row, Section, Subhead
from zopa.brief.prose import Chance, Note, Prose, Said, joined, listed, prose, sentence
from zopa.brief.wording.chances import held
from zopa.brief.wording.facts import direction_words, fact_deed
from zopa.brief.wording.names import level_plain, party_name
from zopa.case.model import Direction, Order, RedLine

if TYPE_CHECKING:
    from zopa.analyses.evidence import Cell as Known
    from zopa.brief.findings import Findings

PARTIES = 4
"""Columns that fit on a page; more parties go into a second table."""


def wants(f: Findings) -> Section:
    """The matrix of issues and parties, and the facts that are not about one issue."""
    case = f.case
    shown = [p for p in case.parties if p in f.signatories or case.facts_of(p)]
    silent = [p for p in case.parties if p not in shown]
    blocks: list[Block] = [
        Paragraph(
            prose(
                "Best first. Words in small capitals say how well a wish is grounded: ",
                "“assumed” where nothing has been reported, “one source” where one source alone "
                "says so, “uncertain” where we hold it to be less than certain. The small "
                "numbers lead to the evidence.",
            ),
            "quiet",
        )
    ]
    blocks += [
        _matrix(f, shown[start : start + PARTIES]) for start in range(0, len(shown), PARTIES)
    ]
    if silent:
        words = sentence(
            "no wish has been reported of ",
            listed([party_name(case, p) for p in silent], "or"),
            "; a signature from that side is not needed",
        )
        blocks.append(Paragraph(words, "quiet"))
    blocks += _other_facts(f, shown)
    return Section("wants", "Who wants what", tuple(blocks))


def _matrix(f: Findings, parties: list[str]) -> Grid:
    case = f.case
    cells = {(c.issue, c.party): c for c in f.evidence.cells}
    return Grid(
        caption=prose("What each side wants on each issue, best first"),
        head=(prose("Issue"), *((Said(case.parties[p].name),) for p in parties)),
        rows=tuple(
            Row(
                Cell((Line((Said(issue.title),)),)),
                tuple(_wish(f, cells[issue.id, p]) for p in parties),
            )
            for issue in case.issues.values()
        ),
        style="matrix",
    )


def _wish(f: Findings, known: Known) -> Cell:
    lines = [*_order(f, known)]
    if not known.order:
        lines.append(Line(("not known",), "mark"))
    orders = [k for k in known.facts if isinstance(f.case.facts[k].content, Order)]
    if orders:
        lines[-1] = Line(prose(lines[-1].words, *(Note(k) for k in orders)), lines[-1].style)
    for k in known.facts:
        fact = f.case.facts[k]
        if isinstance(fact.content, RedLine):
            named = [level_plain(f.case, known.issue, v) for v in fact.content.levels[known.issue]]
            belief: Prose = () if fact.certain else (", ", *held(_confidence(f, k)))
            lines.append(Line(prose("red line: ", joined(named, ", "), belief, Note(k)), "red"))
    marks = [
        word
        for word, holds in (
            ("assumed", known.assumed),
            ("one source", known.single_source and not known.assumed),
            ("uncertain", known.uncertain),
        )
        if holds
    ]
    if marks:
        lines.append(Line((", ".join(marks),), "mark"))
    return Cell(tuple(lines))


def _order(f: Findings, known: Known) -> list[Line]:
    """An order of levels, best first; of a number only which way it points."""
    for k in known.facts:
        content = f.case.facts[k].content
        if isinstance(content, Order):
            for ranking in content.rankings:
                if ranking.issue == known.issue and isinstance(ranking, Direction):
                    return [Line(direction_words(f.case, ranking), "")]
                if ranking.issue == known.issue:
                    break
    return [
        Line(joined([level_plain(f.case, known.issue, v) for v in tier], " or "), "tier")
        for tier in known.order
    ]


def _confidence(f: Findings, fact: int) -> Chance:
    entry = f.evidence.facts[fact]
    return f.belief(entry, "confidence", value=entry.confidence)


def _other_facts(f: Findings, shown: list[str]) -> list[Block]:
    """What is known of each party beyond one issue."""
    case = f.case
    blocks: list[Block] = []
    for party in shown:
        items = []
        for k, fact in enumerate(case.facts):
            if fact.party == party and not isinstance(fact.content, Order | RedLine):
                marks = fact_marks(f, k)
                told = prose(" (", joined(marks, ", "), ")") if marks else ()
                items.append(sentence(fact_deed(case, fact), told, Note(k)))
        if items:
            blocks.append(Subhead(prose("What else is known of ", party_name(case, party))))
            blocks.append(Bullets(tuple(items)))
    return blocks


def fact_marks(f: Findings, fact: int) -> list[Prose]:
    """How well an entry of the ledger is grounded, in words."""
    entry = f.evidence.facts[fact]
    marks: list[Prose] = []
    if entry.assumed:
        marks.append(("assumed",))
    elif entry.single_source:
        marks.append(("one source",))
    if entry.confidence < 1:
        marks.append(held(_confidence(f, fact)))
    return marks
