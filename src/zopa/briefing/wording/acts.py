"""The words for what a statement does, who makes it and when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from zopa.briefing.phrasing import CaseDay, Prose, Quoted, Said, joined, prose
from zopa.foundation.text import fold_space

if TYPE_CHECKING:
    from zopa.analyses.reported_statements import ToldStatement
    from zopa.case.model import Case

ACTS = {
    "demand": "demand",
    "offer": "offer",
    "promise": "promise",
    "agree": "agreement",
    "concede": "concession",
    "reject": "refusal",
    "threaten": "threat",
    "ask": "request",
    "doubt": "doubt",
    "inform": "information",
}
"""What an act is called; a noun, since who tells of an offer need not make it."""
KINDS = {
    "figures": "a figure",
    "who": "who it is",
    "whether": "whether it is so",
    "scope": "how far it goes",
}
"""What two reports differ in."""
LONGEST = 230
"""Characters of a statement that are shown."""


def act_words(statement: ToldStatement) -> str:
    """What a statement is: “demand”, “no offer”, “offer, on a condition”."""
    word = ("no " if statement.negated else "") + ACTS[statement.act]
    return f"{word}, on a condition" if statement.conditional else word


def speaker_name(statement: ToldStatement) -> Prose:
    """Who makes a statement: the name, or the report's words for somebody without one."""
    words = " … ".join(piece.words for piece in statement.who)
    return (Said(statement.speaker.name or words or "nobody is named"),)


def speaker_office(statement: ToldStatement) -> Prose:
    """The office of a speaker who is named."""
    speaker = statement.speaker
    if not speaker.office or not speaker.name or speaker.kind != "person":
        return ()
    return (Said(speaker.office),)


def when_words(case: Case, statement: ToldStatement) -> Prose:
    """When it was said or done; where no report tells that, when it was reported."""
    if statement.first_day:
        first, last = (date.fromisoformat(day) for day in (statement.first_day, statement.last_day))
        return (CaseDay(first),) if first == last else prose(CaseDay(first), " to ", CaseDay(last))
    source = case.sources[statement.source]
    published = source.published or (
        case.reported.dates.get(statement.source) if case.reported else None
    )
    return prose("reported ", CaseDay(published)) if published else ("not dated",)


def report_name(case: Case, source: str, longest: int = 42) -> Prose:
    """The title of a report, a long one shortened."""
    return (Said(shortened(case.sources[source].title or source, longest)),)


def statement_words(
    case: Case, statement: ToldStatement, differing: tuple[str, ...] = (), longest: int = LONGEST
) -> Prose:
    """The words of a statement, verbatim; what is left out is shown by an ellipsis.

    Of what is said that is the content. What is done is told in the report's own words, with who
    does it, where these stand close together.
    """
    source = statement.source
    pieces = [piece.words for piece in statement.content]
    if statement.told == "done" or not pieces:
        pieces = [_whole(case, statement)] if _whole(case, statement) else pieces
    quotes: list[Prose] = []
    left = longest
    for words in pieces:
        short = shortened(words, max(left, 20), "")
        quotes.append(prose(Quoted(source, short, differing), " …" if short != words else ""))
        left -= len(words)
        if left <= 0:
            break
    cut = left < 0 or len(quotes) < len(pieces)
    shown = joined(quotes, " … ")
    return shown if not cut or shown[-1] == " …" else prose(shown, " …")


def _whole(case: Case, statement: ToldStatement) -> str:
    """The run of words from who does it to what is done; empty if it is too long to be one."""
    pieces = (*statement.who, *statement.cue, *statement.content)
    text = case.sources[statement.source].text or ""
    if not pieces:
        return ""
    run = text[min(p.start for p in pieces) : max(p.stop for p in pieces)]
    return fold_space(run) if len(run) <= 2 * LONGEST and "\n\n" not in run else ""


def shortened(text: str, longest: int, end: str = " …") -> str:
    """A text cut after a whole word.

    >>> shortened("one two three", 8), shortened("one", 8)
    ('one two …', 'one')
    """
    if len(text) <= longest:
        return text
    cut = text[: longest + 1].rsplit(" ", 1)[0] if " " in text[: longest + 1] else text[:longest]
    return cut + end
