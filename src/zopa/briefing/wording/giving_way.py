"""The words for a changed term: who gives way, how much it matters to whom, and what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.phrasing import Note, Prose, joined, listed, prose, sentence
from zopa.briefing.wording.names import issue_title, level_text, party_name
from zopa.briefing.wording.shares import of_readings

if TYPE_CHECKING:
    from zopa.analyses.counter_records import TermChange, TermForSide
    from zopa.briefing.results import BriefResults

OTHERS = 2
"""Other sides that are told of; of more, those first that gain or lose most."""
SURE = 0.05
"""In fewer of the readings than this the sign of a change is not told to be open."""


def term_words(f: BriefResults, term: TermChange, *, filled: bool) -> Prose:
    """Say what a changed term is to the party and to the others, and on what that rests.

    “Gives way on X to ‘x’, which matters little to A (rank 5 to 7) and most to B (rank 1 to 2)”.
    """
    own, *others = term.sides
    told = sorted(others, key=lambda side: (-abs(round(side.change.mean, 9)), side.party))[:OTHERS]
    sides = [own, *(side for side in others if side in told)]
    title, level = issue_title(f.case, term.issue), level_text(f.case, term.issue, term.after)
    if filled:
        start = prose("settles ", title, " at ", level)
    elif own.loses.share > own.gains.share:
        start = prose("gives way on ", title, " to ", level)
    elif own.gains.share > own.loses.share:
        start = prose("asks for ", level, " on ", title)
    else:
        start = prose("changes ", title, " to ", level)
    matters = _matters(f, sides)
    worth = listed([_worth(f, side) for side in sides])
    open_signs = [_either_way(f, side) for side in sides]
    parts = [prose(start, ", which ", matters, ": ", worth, "" if f.given else " on average")]
    parts += [words for words in open_signs if words]
    facts = set() if f.given else {k for side in sides for k in side.facts}
    notes = [Note(k) for k in sorted(facts)]
    ground = _ground(f, sides)
    told_all = prose(joined(parts, "; "), "; " if ground else "", ground)
    return sentence(told_all, tuple(notes))


def _matters(f: BriefResults, sides: list[TermForSide]) -> Prose:
    """How much the issue of a term matters to each side, with its rank among all issues."""
    told: list[Prose] = []
    before = ""
    for side in sides:
        how = _how_much(f, side)
        told.append(prose("" if how == before else how, "to ", _ranked(f, side)))
        before = how
    return listed(told)


def _how_much(f: BriefResults, side: TermForSide) -> str:
    many, low, high = len(f.case.issues), side.rank_low, side.rank_high
    if low == 1 and high <= 2:
        return "matters most "
    if low > many / 2:
        return "matters little "
    return "may matter much or little " if high - low >= many / 2 else "matters somewhat "


def _ranked(f: BriefResults, side: TermForSide) -> Prose:
    n = f.numbers
    rank = prose(party_name(f.case, side.party), " (rank ", n.count(side, "rank_low"))
    if side.rank_high != side.rank_low:
        rank = prose(rank, " to ", n.count(side, "rank_high"))
    return prose(rank, ")")


def _worth(f: BriefResults, side: TermForSide) -> Prose:
    gain = f.numbers.show("gain", side.change, "mean")
    return prose(gain, " for ", party_name(f.case, side.party))


def _either_way(f: BriefResults, side: TermForSide) -> Prose:
    """Where nobody knows which way a term goes for a side, how often it gains by it."""
    if f.given or side.gains.share <= SURE or side.loses.share <= SURE:
        return ()
    often = of_readings(f, side.gains)
    return prose("in ", often, " it is a gain for ", party_name(f.case, side.party))


def _ground(f: BriefResults, sides: list[TermForSide]) -> Prose:
    """What is assumed or not known of the wishes that this rests on."""
    if f.given:
        return ()
    assumed = [party_name(f.case, side.party) for side in sides if side.facts and side.assumed]
    unknown = [party_name(f.case, side.party) for side in sides if not side.facts]
    parts = []
    if assumed:
        parts.append(prose("assumed here: the wishes of ", listed(assumed)))
    if unknown:
        parts.append(prose("nothing is reported of the wishes of ", listed(unknown, "or"), " here"))
    return joined(parts, "; ")
