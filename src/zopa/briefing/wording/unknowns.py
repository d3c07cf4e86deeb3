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


TOLD, JOINED = 2, 3
"""Groups of unknowns that the headline tells, and unknowns of one group."""


def clear_shifts(unknown: Unknown) -> list[Shift]:
    """Find the shifts that are more than sampling, the largest first."""
    clear = [s for s in unknown.shifts if s.clear]
    return sorted(clear, key=lambda s: -abs(s.change))


def unknown_sentence(f: BriefResults, unknown: Unknown, shift: Shift) -> Prose:
    """Write a sentence on one unknown and the answer that it moves."""
    notes = (Note(unknown.fact),) if unknown.fact is not None else ()
    answer = answer_words(f.case, shift.answer)
    return prose(
        supposition(f.case, unknown), ", ", answer, " in ", shift_words(f, shift), ".", notes
    )


def shift_words(f: BriefResults, shift: Shift) -> Prose:
    """Tell the share of draws in the second case and in the first: “53 rather than 99 of 100
    readings”, with half of the sampling interval of their difference."""
    after, before = (
        f.numbers.show("in_100", shift, "after"),
        f.numbers.show("of_100", shift, "before"),
    )
    margin = f.numbers.show("margin", shift, "error")
    return prose(after, " rather than ", before, " readings (±\N{NO-BREAK SPACE}", margin, ")")


CARRYING = ("fact", "assumption")
"""The kinds of unknowns that are entries of the ledger, tried by leaving them out."""


def carrying_groups(f: BriefResults, most: int) -> list[list[tuple[Unknown, Shift]]]:
    """Those `most` facts and assumptions without which an answer would move most, each with the
    shift that is largest."""
    moving = [u for u in f.unknowns.unknowns if u.kind in CARRYING and clear_shifts(u)]
    return [[(unknown, clear_shifts(unknown)[0])] for unknown in moving[:most]]


def moving_groups(f: BriefResults, most: int) -> list[list[tuple[Unknown, Shift]]]:
    """Those `most` unknowns that move an answer most, each with the shift that is largest, the most
    first; what differs only in whose no-deal alternative it is stands together."""
    groups: list[list[tuple[Unknown, Shift]]] = []
    moving = [u for u in f.unknowns.unknowns if clear_shifts(u)]
    for unknown in moving[:most]:
        _put(groups, (unknown, clear_shifts(unknown)[0]))
    return groups


def headline_shifts(f: BriefResults) -> tuple[list[list[tuple[Unknown, Shift]]], int]:
    """The first two groups of what moves the zone, or failing that another answer, and how many
    unknowns are left that move an answer."""
    moving = [u for u in f.unknowns.unknowns if clear_shifts(u)]
    on_zone: list[list[tuple[Unknown, Shift]]] = []
    for unknown in moving:
        for shift in clear_shifts(unknown):
            if shift.answer == ZONE:
                _put(on_zone, (unknown, shift))
    on_zone.sort(key=lambda group: -abs(group[0][1].change))
    told = (on_zone or moving_groups(f, TOLD))[:TOLD]
    told = [group[:JOINED] for group in told]
    return told, len(moving) - sum(map(len, told))


def _put(groups: list[list[tuple[Unknown, Shift]]], entry: tuple[Unknown, Shift]) -> None:
    """Add to the group of entries that say the same of another party, or begin a new one."""
    unknown, shift = entry
    for group in groups:
        other, first = group[0]
        if unknown.kind == other.kind == "reservation" and shift.answer == first.answer:
            group.append(entry)
            return
    groups.append([entry])


def movers_words(f: BriefResults, group: list[tuple[Unknown, Shift]]) -> Prose:
    """Write a sentence on unknowns that move the same answer in the same way."""
    (unknown, shift), *others = group
    first = unknown_sentence(f, unknown, shift)
    if not others:
        return first
    more_words = [
        prose("; if ", party_name(f.case, str(u.party)), " could, in ", shift_words(f, s))
        for u, s in others
    ]
    return prose(first[:-1], *more_words, ".")


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
    """Name the answer that is moved, for a sentence that goes on with “in so many readings”."""
    sides = every_side(case)
    if answer == ZONE:
        return (f"some deal would suit {sides}",)
    return prose(f"{sides} could sign ", draft_title(case, answer))


def supposition(case: Case, unknown: Unknown) -> Prose:
    """Say what is supposed: that things are as in `after` rather than as in `before`."""
    who = party_name(case, unknown.party) if unknown.party else ()
    issue = issue_title(case, unknown.issue) if unknown.issue else ()
    with_it: Prose = (", and all that stands or falls with it",) if _grouped(case, unknown) else ()
    match unknown.kind:
        case "fact":
            return prose("Had it not been reported that ", fact_of(case, unknown))
        case "assumption":
            return prose("Without the assumption that ", fact_of(case, unknown))
        case "confidence":
            return prose(
                "If it is true that ", fact_of(case, unknown), with_it, ", rather than not"
            )
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


def _grouped(case: Case, unknown: Unknown) -> bool:
    return unknown.fact is not None and bool(case.facts[unknown.fact].group)


def fact_of(case: Case, unknown: Unknown) -> Prose:
    """Write the fact that is in question as a clause."""
    return fact_words(case, case.facts[int(unknown.fact or 0)])
