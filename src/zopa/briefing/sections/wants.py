"""The section on what each party wants on each issue, with what stands behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.blocks import (
    Block,
    Bullets,
    Grid,
    Line,
    Paragraph,
    Section,
    Subhead,
    TableCell,
    TableRow,
)
from zopa.briefing.given import worths
from zopa.briefing.phrasing import (
    Chance,
    Note,
    Prose,
    Said,
    joined,
    listed,
    plain,
    prose,
    sentence,
)
from zopa.briefing.sections.worths import (
    bonuses_told,
    column_head,
    issues_shown,
    numbers_read,
    rest_words,
    scale_rows,
    worth_lines,
)
from zopa.briefing.wording.chances import held
from zopa.briefing.wording.facts import direction_words, fact_deed
from zopa.briefing.wording.names import level_plain, level_runs, package_name, party_name
from zopa.briefing.wording.red_lines import ruled_out
from zopa.case.model import (
    Bonus,
    ConditionalRedLine,
    Direction,
    Limit,
    ReservationRange,
    Stance,
)

if TYPE_CHECKING:
    from zopa.analyses.evidence_table import WantsCell as Known
    from zopa.briefing.results import BriefResults
    from zopa.case.model import Fact

PARTIES = 4
"""Columns that fit on a page; more parties go into a second table."""


def wants_section(f: BriefResults) -> Section:
    """Write the matrix of issues and parties, and the facts that are not about one issue."""
    case = f.case
    shown = [p for p in case.parties if p in f.signatories or case.facts_of(p)]
    silent = [p for p in case.parties if p not in shown]
    asked = any(cell.stated for cell in f.evidence.cells)
    blocks: list[Block] = [
        Paragraph(numbers_read(f, shown), "quiet")
        if f.given
        else Paragraph(
            prose(
                "Best first. Words in small capitals say how well a wish is grounded: ",
                "“assumed” where nothing has been reported, “one source” where one source alone "
                "says so, “uncertain” where we hold it to be less than certain",
                *((", “stated when asked” where that side said so itself",) if asked else ()),
                ". The small numbers lead to the evidence.",
            ),
            "quiet",
        )
    ]
    issues = issues_shown(f)
    blocks += [
        _matrix(f, shown[start : start + PARTIES], issues)
        for start in range(0, len(shown), PARTIES)
    ]
    if rest := [issue for issue in case.issues if issue not in issues]:
        blocks.append(Paragraph(rest_words(f, rest), "quiet"))
    if silent:
        words = sentence(
            "no wish has been reported of ",
            listed([party_name(case, p) for p in silent], "or"),
            "; a signature from that side is not needed",
        )
        blocks.append(Paragraph(words, "quiet"))
    blocks += _other_facts(f, shown)
    return Section("wants", "Who wants what", tuple(blocks))


def _matrix(f: BriefResults, parties: list[str], issues: list[str]) -> Grid:
    case = f.case
    cells = {(c.issue, c.party): c for c in f.evidence.cells}
    adds = " and what each term adds, best first" if f.given else ", best first"
    rows = tuple(
        TableRow(
            TableCell((Line((Said(case.issues[issue].title),)),)),
            tuple(_wish(f, cells[issue, p]) for p in parties),
        )
        for issue in issues
    )
    return Grid(
        caption=prose("What each side wants on each issue", adds),
        head=(prose("Issue"), *(column_head(f, p) for p in parties)),
        rows=(*rows, *scale_rows(f, parties)) if f.given else rows,
        style="matrix",
    )


def _wish(f: BriefResults, known: Known) -> TableCell:
    numbers = worths(f.case, known.party, known.issue)
    complete = numbers is not None and numbers.complete
    lines = (
        worth_lines(f, known.party, known.issue, numbers)
        if numbers and complete
        else _order(f, known)
    )
    if not lines:
        lines.append(Line(("not known",), "mark"))
    orders = [k for k in known.facts if any(f.case.facts[k].content.orders())]
    if numbers and complete:
        orders = [] if f.given else [*numbers.facts, *orders]
    if orders:
        lines[-1] = Line(prose(lines[-1].words, *(Note(k) for k in orders)), lines[-1].style)
    for k in known.facts:
        fact = f.case.facts[k]
        if barred := _barred(f, fact, known.issue):
            belief: Prose = () if fact.certain else (", ", *held(_confidence(f, k)))
            lines.append(Line(prose("red line: ", barred, belief, Note(k)), "red"))
    entries = [f.evidence.facts[k] for k in {*known.facts, *orders}]
    sources = {quote.source for entry in entries for quote in entry.evidence}
    assumed = bool(entries) and all(entry.assumed for entry in entries)
    marks = [
        word
        for word, holds in (
            ("order not certain", numbers is not None and complete and not numbers.ordered),
            ("assumed", assumed),
            ("stated when asked", known.stated),
            ("one source", len(sources) == 1 and not assumed),
            ("uncertain", any(entry.confidence < 1 for entry in entries)),
        )
        if holds
    ]
    if marks and not (f.given and complete and marks == ["assumed"]):
        lines.append(Line((", ".join(marks),), "mark"))
    return TableCell(tuple(lines))


def _barred(f: BriefResults, fact: Fact, issue: str) -> Prose:
    """What a red line rules out on one issue by itself; nothing where it rules out nothing."""
    if isinstance(fact.content, Limit):
        return ruled_out(f.case, fact.content).get(issue, ())
    barred = fact.content.barred(f.case.issues).get(issue, ())
    if len(barred) > 1 and {*barred} == {*f.case.issues[issue].level_ids}:
        return ("every term",)
    return joined(level_runs(f.case, issue, barred), ", ")


def _order(f: BriefResults, known: Known) -> list[Line]:
    """An order of levels, best first; of a number only which way it points."""
    for k in known.facts:
        for ranking in f.case.facts[k].content.orders():
            if ranking.issue == known.issue and isinstance(ranking, Direction):
                return [Line(direction_words(f.case, ranking), "")]
    return [
        Line(joined([level_plain(f.case, known.issue, v) for v in tier], " or "), "tier")
        for tier in known.order
    ]


def _confidence(f: BriefResults, fact: int) -> Chance:
    entry = f.evidence.facts[fact]
    return f.belief(entry, "confidence", value=entry.confidence)


def _other_facts(f: BriefResults, shown: list[str]) -> list[Block]:
    """What is known of each party beyond one issue."""
    case = f.case
    blocks: list[Block] = []
    for party in shown:
        items = []
        bonuses, more = bonuses_told(f, party)
        deeds = [
            (k, fact_deed(case, fact))
            for k, fact in enumerate(case.facts)
            if fact.party == party and not _told_elsewhere(f, fact)
        ]
        for k, words in (*_joined_deeds(f, deeds), *bonuses):
            items.append(sentence(words, _graded(f, k), Note(k)))
        items += [more] if more else []
        if items:
            blocks.append(Subhead(prose("What else is known of ", party_name(case, party))))
            blocks.append(Bullets(tuple(items)))
    return blocks


def _graded(f: BriefResults, fact: int) -> Prose:
    """How well an entry of the ledger is grounded, in brackets."""
    marks = [m for m in fact_marks(f, fact) if not (f.given and m == ("assumed",))]
    return prose(" (", joined(marks, ", "), ")") if marks else ()


def _joined_deeds(f: BriefResults, deeds: list[tuple[int, Prose]]) -> list[tuple[int, Prose]]:
    """The same deeds, in which what a side did to several drafts is told at once where it is
    grounded alike: it agreed to the one and the other."""
    alike: dict[tuple[object, ...], list[tuple[int, Prose]]] = {}
    for k, words in deeds:
        content = f.case.facts[k].content
        key: tuple[object, ...] = (k,)
        if isinstance(content, Stance) and content.package.draft and not content.over:
            key = (content.stance, *(plain(mark) for mark in fact_marks(f, k)))
        alike.setdefault(key, []).append((k, words))
    told = []
    for entries in alike.values():
        (_, words), *others = entries
        named = [words]
        for k, _ in others:
            content = f.case.facts[k].content
            if isinstance(content, Stance):
                named.append(package_name(f.case, content.package))
        noted = [prose(name, Note(k)) for name, (k, _) in zip(named, entries, strict=True)]
        told.append((entries[-1][0], listed([*noted[:-1], named[-1]])))
    return told


def _told_elsewhere(f: BriefResults, fact: Fact) -> bool:
    """Whether a fact stands in the table of issues, or among the bonuses."""
    content = fact.content
    in_table = content.is_red_line and not isinstance(content, ConditionalRedLine)
    if any(content.orders()) or in_table or isinstance(content, Bonus):
        return True
    if ranges := content.level_ranges():
        values = [worths(f.case, fact.party, issue) for issue in ranges]
        told = all(w is not None and w.complete for w in values)
        return told and (f.given or content.no_deal_range() is None)
    return f.given and isinstance(content, ReservationRange)


def fact_marks(f: BriefResults, fact: int) -> list[Prose]:
    """Say in words how well an entry of the ledger is grounded."""
    entry = f.evidence.facts[fact]
    marks: list[Prose] = []
    if entry.assumed:
        marks.append(("assumed",))
    elif entry.stated:
        marks.append(("stated when asked",))
    elif entry.single_source:
        marks.append(("one source",))
    if entry.confidence < 1:
        marks.append(held(_confidence(f, fact)))
    return marks
