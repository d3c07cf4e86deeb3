"""What the reports say: the first section, where something was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.blocks import Block, Grid, Line, Paragraph, Section, TableCell, TableRow
from zopa.briefing.phrasing import Prose, capital, joined, prose, sentence
from zopa.briefing.telling import clearest, surely, voices
from zopa.briefing.wording.acts import (
    KINDS,
    act_words,
    report_name,
    speaker_name,
    speaker_office,
    statement_words,
    when_words,
)
from zopa.briefing.wording.names import party_name
from zopa.briefing.wording.worth import more

if TYPE_CHECKING:
    from zopa.analyses.reported_statements import ToldDifference, ToldStatement
    from zopa.briefing.results import BriefResults
    from zopa.briefing.telling import Voice

EACH, MANY, FEWER = 4, 3, 3
"""Statements of each party; fewer where there are as many parties as this, or more."""
OTHERS, UNNAMED, DIFFERENCES = 2, 3, 2


def reports_section(f: BriefResults) -> Section | None:
    """Who demands, offers and refuses what, where reports differ, and how sure the reading is."""
    if not f.reports.read:
        return None
    blocks: list[Block] = []
    each = EACH if len(f.case.parties) < MANY else FEWER
    speaking = voices(f.case, f.reports, each, OTHERS, UNNAMED)
    caption = "What each side says and does, in the words of the reports"
    blocks += _table(f, caption, "Side", [voice for voice in speaking if not voice.unnamed])
    differing = clearest(f.reports, DIFFERENCES)
    if differing:
        blocks.append(
            Grid(
                caption=prose("Passages to compare, since the reports may differ in them"),
                head=(prose("In what"), prose("One report"), prose("Another")),
                rows=tuple(_difference(f, *each) for each in differing),
                style="numbers differing",
            )
        )
    caption = "What sources say that are not named"
    blocks += _table(f, caption, "Sources", [voice for voice in speaking if voice.unnamed])
    blocks.append(Paragraph(how_read(f), "quiet"))
    return Section("reports", "What the reports say", tuple(blocks))


def _table(f: BriefResults, caption: str, side: str, voices_shown: list[Voice]) -> list[Block]:
    rows = tuple(row for voice in voices_shown for row in _rows(f, voice))
    head = (prose(side), prose("Who"), prose("What"))
    return [Grid(prose(caption), head, rows, "numbers statements")] if rows else []


def _rows(f: BriefResults, voice: Voice) -> list[TableRow]:
    lines = [Line(_name(f, voice))]
    if voice.more:
        lines.append(Line(prose("and ", more(voice.more, "statement")), "small"))
    head = TableCell(tuple(lines))
    return [
        TableRow(None if k else head, (_who(f, statement), _what(f, statement)), first=not k)
        for k, statement in enumerate(voice.shown)
    ]


def _who(f: BriefResults, statement: ToldStatement) -> TableCell:
    lines = [Line(speaker_name(statement))]
    if office := speaker_office(statement):
        lines.append(Line(office, "small"))
    marks: list[Prose] = [(act_words(statement),)]
    if support := told_by(f, statement):
        marks.append(support)
    if surely(statement) < f.reports.options.sure:
        marks.append(("uncertain",))
    lines.append(Line(joined(marks, " · "), "mark"))
    return TableCell(tuple(lines))


def _what(f: BriefResults, statement: ToldStatement) -> TableCell:
    origin = [report_name(f.case, statement.source), when_words(f.case, statement)]
    if source := _source(f, statement):
        origin.append(source)
    return TableCell(
        (Line(statement_words(f.case, statement)), Line(joined(origin, " · "), "small"))
    )


def _source(f: BriefResults, statement: ToldStatement) -> Prose:
    """Of whom a report has it that somebody did something, where it says so."""
    outer = next((s for s in f.reports.statements if s.statement == statement.within), None)
    if outer is None or outer.speaker.name == statement.speaker.name or not outer.who:
        return ()
    return prose("told by ", speaker_name(outer))


def told_by(f: BriefResults, statement: ToldStatement) -> Prose:
    """Whether one report alone tells it, or how many surely do; nothing where that is open."""
    if len(f.reports.sources) < 2:
        return ()
    if statement.sources == 1:
        return ("one source",)
    claim = next(c for c in f.reports.claims if c.claim == statement.claim)
    if claim.probability < f.reports.options.sure:
        return ()
    count = f.numbers.word(statement, "sources")
    if statement.independent < statement.sources:
        return prose(count, " sources, not all independent")
    return prose(count, " sources")


def _difference(
    f: BriefResults, each: ToldDifference, first: ToldStatement, second: ToldStatement
) -> TableRow:
    belief = f.belief(each, "probability", value=each.probability)
    head = TableCell(
        (
            Line((capital((KINDS.get(each.kind, each.kind),)))),
            Line(prose("that they differ: ", belief), "small"),
        )
    )
    return TableRow(
        head, (_side(f, first, each.first_words), _side(f, second, each.second_words)), True
    )


def _side(f: BriefResults, statement: ToldStatement, differing: tuple[str, ...]) -> TableCell:
    where = joined([speaker_name(statement), report_name(f.case, statement.source)], " · ")
    words = statement_words(f.case, statement, differing)
    return TableCell((Line(words), Line(where, "small")))


def how_read(f: BriefResults) -> Prose:
    """How much was read, how sure the reading is, and that a program did it."""
    r, n = f.reports, f.numbers
    reports_read = prose(n.length(r, "sources"), " report" if len(r.sources) == 1 else " reports")
    if not r.total:
        return sentence("a program read ", reports_read, " and found no statement in it")
    parts = [
        sentence(
            n.count(r, "total"), " statement was" if r.total == 1 else " statements were",
            " read in ", reports_read, " by a program, not by a person",
        ),
        sentence("it is sure of ", _some(f, "sure"), " and doubts ", _some(f, "doubtful"),
                 ", which are not shown" if r.doubtful else ""),
    ]  # fmt: skip
    if r.unnamed_statements:
        parts.append(sentence(_some(f, "unnamed_statements"), " come from unnamed sources"))
    if r.differences:
        places = n.length(r, "differences", format="count")
        parts.append(
            sentence(
                "reports may differ in ", places, " place" if places.value == 1 else " places",
                "; the likeliest are shown" if clearest(r, 1) else "",
            )
        )  # fmt: skip
    if r.unused:
        parts.append(
            sentence(n.length(r, "unused", format="count"), " stand behind no fact or draft yet")
        )
    parts.append(
        sentence(
            "The words are those of the reports; who says them, what they amount to and where "
            "reports differ is the program’s reading: check it before you rely on it"
        )
    )
    parts.append(
        sentence(
            "No answer of this brief rests on it: where the ledger says otherwise, the ledger "
            "counts"
        )
    )
    return joined(parts)


SHORT, VOICES = 90, 4
"""What fits on a screen: characters of a statement, and whose."""


def told_shortly(f: BriefResults) -> list[Prose]:
    """The most telling statement of each side, a line or two each."""
    return [
        prose(_name(f, voice), ": ", _shortly(f, voice.shown[0]))
        for voice in voices(f.case, f.reports, 1, 0, 1)[:VOICES]
    ]


def _shortly(f: BriefResults, statement: ToldStatement) -> Prose:
    support = told_by(f, statement)
    words = statement_words(f.case, statement, longest=SHORT)
    ending = prose(" (", support, ")") if support else ()
    return prose(speaker_name(statement), ", ", act_words(statement), ": ", words, ending)


def read_shortly(f: BriefResults) -> Prose:
    """How much was read, in a line."""
    r, n = f.reports, f.numbers
    rest = len(voices(f.case, f.reports, 1, 0, 1)) - VOICES
    return sentence(
        n.count(r, "total"), " statement" if r.total == 1 else " statements", " read by a program ",
        "in ", n.length(r, "sources"), " report" if len(r.sources) == 1 else " reports", ", ",
        _some(f, "unnamed_statements"), " of unnamed sources",
        prose("; what ", more(rest), " say is on the page") if rest > 0 else (),
    )  # fmt: skip


def _name(f: BriefResults, voice: Voice) -> Prose:
    if voice.party:
        return capital(party_name(f.case, voice.party))
    return ("Unnamed",) if voice.unnamed else ("Others",)


def _some(f: BriefResults, field: str) -> Prose:
    number = f.numbers.count(f.reports, field)
    return (number,) if number.value else ("none",)
