"""How the drafts fare, in a few words each, and what stands in their way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.phrasing import Note, Prose, joined, listed, prose, sentence
from zopa.briefing.wording.names import (
    draft_by,
    draft_title,
    every_side,
    level_text,
    party_name,
    party_names,
)
from zopa.briefing.wording.red_lines import red_line_words
from zopa.briefing.wording.shares import could_sign, of_readings
from zopa.briefing.wording.worth import more
from zopa.case.model import ConditionalRedLine, Stance

if TYPE_CHECKING:
    from zopa.analyses.draft_standing import DraftParty, DraftStanding
    from zopa.briefing.results import BriefResults
    from zopa.case.model import Fact

DRAFTS = 3
"""Drafts that are told one by one."""
REASONS = 2
"""Sides of whom it is told why they would not sign a draft."""


def drafts_words(f: BriefResults) -> Prose:
    """Say how the drafts on the table fare with each side, and why."""
    results = f.drafts_newest_first
    if len(results) <= DRAFTS:
        return joined([draft_sentence(f, r) for r in results])
    if f.given:
        return _given_drafts(f)
    best = max(results, key=lambda r: r.signed.share)
    count = f.numbers.length(f.drafts, "drafts")
    if best.signed.share <= 0:
        none = f" drafts, none could be signed by {every_side(f.case)} in any reading"
        return sentence("of ", count, none)
    verdict = _verdict(f, best, ("it",))
    return sentence("of ", count, " drafts, ", _titled(f, best), " does best: ", verdict)


def _given_drafts(f: BriefResults) -> Prose:
    """Which of many drafts would be signed, where every number is given."""
    results = f.drafts_newest_first
    count, sides = f.numbers.length(f.drafts, "drafts"), every_side(f.case)
    signed = [draft_title(f.case, r.draft) for r in results if r.signed.share > 0.5]
    if not signed:
        return sentence("of ", count, f" drafts, none would be signed by {sides}")
    if len(signed) == len(results):
        return sentence(f"{sides} would sign each of the ", count, " drafts")
    return sentence("of ", count, f" drafts, {sides} would sign ", listed(signed))


def draft_sentence(f: BriefResults, result: DraftStanding) -> Prose:
    """Say of one draft whether all would sign it, and what stands in the way."""
    return sentence(_verdict(f, result, _titled(f, result)))


def _titled(f: BriefResults, result: DraftStanding) -> Prose:
    by = draft_by(f.case, result.draft)
    return prose(draft_title(f.case, result.draft), prose(" (", by, ")") if by else "")


def _verdict(f: BriefResults, result: DraftStanding, name: Prose) -> Prose:
    sides = every_side(f.case)
    settled: Prose = ()
    if result.open and result.signed_at_best.share > result.signed.share and not f.given:
        settled = prose(
            ", with the open terms settled to the liking of each in ",
            of_readings(f, result.signed_at_best),
        )
    start = prose(could_sign(f, result.signed, name), settled)
    if f.given:
        would = (
            "would"
            if result.signed.share > 0.5
            else "would not both"
            if (len(f.signatories) == 2)
            else "would not all"
        )
        who = party_names(f.case, f.signatories) if would != "would" else (sides,)
        if not f.case.takes_all and would != "would":
            would, who = "would", ("too few sides",)
        start = prose(who, f" {would} sign ", name, settled)
    unwilling = [p for p in _signing(f, result) if p.accepts.share < 0.5]
    if unwilling:
        told = unwilling if len(unwilling) == REASONS + 1 else unwilling[:REASONS]
        reasons = [reason(f, result, p) for p in told]
        if rest := len(unwilling) - len(told):
            reasons.append(prose("and so with ", more(rest, "side")))
        needed = f.case.takes_all or result.signed.share < 0.5
        return prose(start, ": " if needed else ", though ", joined(reasons, "; "))
    if result.signed.share < 0.5 and f.given:
        return prose(start, ", though each side by itself would, the open terms settled its way")
    if result.signed.share < 0.5:
        return prose(start, ", though each side by itself would in most readings")
    return start


def _signing(f: BriefResults, result: DraftStanding) -> list[DraftParty]:
    signatories = [p for p in result.parties if p.party in f.signatories]
    return sorted(signatories, key=lambda p: p.accepts.share)


def reason(f: BriefResults, result: DraftStanding, party: DraftParty) -> Prose:
    """Say why a party would not accept a draft that it mostly would not accept."""
    case, who = f.case, party_name(f.case, party.party)
    for k, fact in enumerate(case.facts):
        match fact.content:
            case Stance(stance="rejects" | "declines" as stance, package=package) if (
                fact.party == party.party and fact.certain and package.draft == result.draft
            ):
                basis = "assumed" if fact.assumed else "stated" if fact.stated else "reported"
                deed = " refused it" if stance == "rejects" else " declined it for now"
                return prose(f"it is {basis} that ", who, deed, Note(k))
    base = prose(who, " could in ", of_readings(f, party.accepts))
    if f.given:
        line, notes = _red_lines(f, result, party.party)
        if party.barred.share > 0.5:
            return prose("it crosses a red line of ", who, line, notes)
        return prose("it is worth less to ", who, " than having no deal")
    if party.barred.share < 0.25:
        return base
    line, notes = _red_lines(f, result, party.party)
    return prose(
        base, "; in ", of_readings(f, party.barred), " a red line of that side is crossed", line,
        notes,
    )  # fmt: skip


def _red_lines(
    f: BriefResults, result: DraftStanding, party: str
) -> tuple[Prose, tuple[Note, ...]]:
    """The levels of a draft that are behind red lines of a party, and where it says so."""
    named: dict[tuple[str, str], None] = {}
    lines: list[Prose] = []
    notes = []
    for k, fact, barred in f.case.red_lines():
        if fact.party == party:
            hit = [
                (issue, level)
                for issue, levels in barred.items()
                for level in levels
                if level in result.terms.get(issue, ())
            ]
            if hit:
                notes.append(Note(k))
                named.update(dict.fromkeys(hit))
            elif _crossed(fact, result):
                notes.append(Note(k))
                lines.append(red_line_words(f.case, fact.content))
    levels = [level_text(f.case, issue, level) for issue, level in named]
    words = joined([*levels, *lines], " or ")
    return prose(": ", words) if words else (), tuple(notes)


def _crossed(fact: Fact, result: DraftStanding) -> bool:
    """Whether what a draft settles crosses a line that hangs on a condition."""
    line = fact.content
    if not isinstance(line, ConditionalRedLine):
        return False
    settled = {issue: levels[0] for issue, levels in result.terms.items() if len(levels) == 1}
    return {*line.when, *line.then} <= set(settled) and line.crossed_by(settled)
