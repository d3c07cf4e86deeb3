"""Sentences on what is not known: what if it were so, and what would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.analyses.open_questions import ZONE
from zopa.briefing.phrasing import Note, Prose, prose
from zopa.briefing.wording.facts import fact_words
from zopa.briefing.wording.names import (
    draft_title,
    every_side,
    issue_title,
    level_text,
    party_name,
)

if TYPE_CHECKING:
    from zopa.analyses.open_questions import Shift, Unknown
    from zopa.briefing.results import BriefResults
    from zopa.case.model import Case


def clear_shifts(unknown: Unknown) -> list[Shift]:
    """Find the shifts that are more than sampling, the largest first."""
    clear = [s for s in unknown.shifts if s.clear]
    return sorted(clear, key=lambda s: -abs(s.change))


def unknown_sentence(f: BriefResults, unknown: Unknown, shift: Shift) -> Prose:
    """Write a sentence on one unknown and the answer that it moves."""
    before, after = (f.numbers.show("percent", shift, name) for name in ("before", "after"))
    if unknown.kind in ("fact", "assumption"):
        change = prose("be ", after, " rather than ", before)
    else:
        change = prose("rise" if shift.change > 0 else "fall", " from ", before, " to ", after)
    margin = f.numbers.show("margin", shift, "error")
    points = " point)" if margin.text == "1" else " points)"
    notes = (Note(unknown.fact),) if unknown.fact is not None else ()
    answer = answer_words(f.case, shift.answer)
    return prose(
        supposition(f.case, unknown),
        ", ",
        answer,
        " would ",
        change,
        " (±\N{NO-BREAK SPACE}",
        margin,
        points,
        ".",
        notes,
    )


def given_sentence(f: BriefResults, unknown: Unknown) -> Prose:
    """Write what would be otherwise without an entry, where every number is given."""
    shift = clear_shifts(unknown)[0]
    answer: Prose = (f"there would be {'a' if shift.after > 0.5 else 'no'} deal",)
    if shift.answer != ZONE:
        would = "would" if shift.after > 0.5 else "would not"
        answer = prose(f"{every_side(f.case)} {would} sign ", draft_title(f.case, shift.answer))
    notes = (Note(unknown.fact),) if unknown.fact is not None else ()
    return prose(supposition(f.case, unknown), ", ", answer, ".", notes)


def answer_words(case: Case, answer: str) -> Prose:
    """Name the answer that is moved."""
    if answer == ZONE:
        return ("the chance that a deal is possible",)
    sides = every_side(case)
    return prose(f"the chance that {sides} would sign ", draft_title(case, answer))


def supposition(case: Case, unknown: Unknown) -> Prose:
    """Say what is supposed: that things are as in `after` rather than as in `before`."""
    who = party_name(case, unknown.party) if unknown.party else ()
    issue = issue_title(case, unknown.issue) if unknown.issue else ()
    match unknown.kind:
        case "fact":
            return prose("Had it not been reported that ", fact_of(case, unknown))
        case "assumption":
            return prose("Without the assumption that ", fact_of(case, unknown))
        case "confidence":
            return prose("If it is true that ", fact_of(case, unknown), ", rather than not")
        case "reading":
            before, after = (level_text(case, str(unknown.issue), k) for k in unknown.levels)
            return prose(
                "If ", draft_title(case, str(unknown.draft)), " says ", after,
                " rather than ", before, " on ", issue,
            )  # fmt: skip
        case "order":
            before, after = (level_text(case, str(unknown.issue), k) for k in unknown.levels)
            return prose("If ", who, " most wanted ", after, " rather than ", before, " on ", issue)
        case "reservation":
            return prose("If ", who, " could do well without a deal, rather than badly")
        case "weight":
            return prose("If ", issue, " mattered much to ", who, ", rather than little")


def subject(case: Case, unknown: Unknown) -> Prose:
    """Name what is not known by a noun phrase: “how well Ukraine could do without a deal”."""
    who = party_name(case, unknown.party) if unknown.party else ()
    issue = issue_title(case, unknown.issue) if unknown.issue else ()
    match unknown.kind:
        case "fact" | "assumption" | "confidence":
            return prose("whether ", fact_of(case, unknown))
        case "reading":
            title = draft_title(case, str(unknown.draft))
            return prose("what ", title, " says on ", issue)
        case "order":
            return prose("what ", who, " wants on ", issue)
        case "reservation":
            return prose("how well ", who, " could do without a deal")
        case "weight":
            return prose("how much ", issue, " matters to ", who)


def fact_of(case: Case, unknown: Unknown) -> Prose:
    """Write the fact that is in question as a clause."""
    return fact_words(case, case.facts[int(unknown.fact or 0)])
