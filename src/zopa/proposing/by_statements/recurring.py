"""Matters that no lexicon knows: words that several sides use where they demand or refuse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from zopa.foundation.text import Span, word_set
from zopa.proposing.by_statements.claims import Claim, ClaimStance
from zopa.proposing.by_statements.sides import Mentions
from zopa.proposing.by_statements.terms import DraftTerm
from zopa.proposing.matters import Grade, Matter, MatterHit, denied

ENOUGH = 2
"""So many matters of the lexicon, and no others are looked for."""
MOST = 3
"""Issues made of recurring words."""
_WORDS = re.compile(r"[^\W\d_]{3,}")
_DULL = word_set(
    "the and for with that this from their his her its our your they them she who what when which "
    "will would could should must can may might have has had been being was were are not any all "
    "more most less least other others some such than then there here also only just very much "
    "many said says say told asked added deal agreement proposal offer draft document text plan "
    "package contract demand demands talks negotiation negotiations side sides party parties "
    "government president minister official officials people country countries year years month "
    "months week weeks day days today part time way end new first last next good better best "
    "great big long percent million billion about into over under after before between during "
    "against without within until because while where make makes made take takes taken give gives "
    "given get gets put set let keep want wants wanted need needs needed accept reject refuse "
    "refuses sign signed agree agreed meet meeting work working case point question issue issues "
    "matter thing things statement letter answer reply terms term word words both each every same "
    "own one two three think believe know feel hope see understand seem sure important something "
    "anything nothing someone everyone happen going come comes went"
)


def with_recurring(
    told: Sequence[Claim], terms: Sequence[DraftTerm], mentions: Mentions
) -> tuple[list[Claim], list[DraftTerm]]:
    """The claims with hits on matters that are made of words which two sides or more use.

    Two words on end count before single ones; claims that tell a matter of the
    lexicon do not count, nor does what names a side. Where the lexicon finds `ENOUGH` matters,
    nothing is made: recurring words are a last resort.
    """
    hits = (*(hit for claim in told for hit in claim.hits), *(term.hit for term in terms))
    if len({hit.matter.id for hit in hits}) >= ENOUGH:
        return list(told), list(terms)
    stances = (ClaimStance.WANTS, ClaimStance.REJECTS)
    places: dict[str, list[tuple[int, Span]]] = {}
    for index, claim in enumerate(told):
        if claim.stance in stances and claim.side and not claim.hits:
            for piece in claim.statement.content:
                for phrase, span in _phrases(claim, piece.span, mentions):
                    places.setdefault(phrase, []).append((index, span))
    shared = {
        phrase: where
        for phrase, where in places.items()
        if len({told[i].side for i, _ in where}) > 1
    }
    chosen: list[str] = []
    for phrase in sorted(shared, key=lambda p: (-p.count(" "), -len(shared[p]), p)):
        if len(chosen) < MOST and not any(phrase in c.split() or phrase in c for c in chosen):
            chosen.append(phrase)
    made = list(told)
    for phrase in chosen:
        matter = _matter(phrase)
        for index, span in shared[phrase]:
            claim = made[index]
            start = claim.report.sentence_at(span.start).start
            negated = denied(claim.report.text, max(start, span.start - 60), span.start)
            hit = MatterHit(matter, span, "none" if negated else "included", negated)
            made[index] = replace(claim, hits=(*claim.hits, hit))
    return made, list(terms)


def _phrases(claim: Claim, piece: Span, mentions: Mentions) -> list[tuple[str, Span]]:
    text = claim.report.text[piece.start : piece.stop]
    taken = [(a, b) for a, b, _ in mentions.find(text)]
    words = [
        match
        for match in _WORDS.finditer(text)
        if match[0].casefold() not in _DULL
        and not match[0].casefold().endswith(("ly", "ed", "ing"))
        and not any(a < match.end() and match.start() < b for a, b in taken)
    ]
    found: dict[str, Span] = {}
    for one, other in pairwise(words):
        if text[one.end() : other.start()] == " ":
            span = Span(piece.start + one.start(), piece.start + other.end())
            found.setdefault(f"{one[0]} {other[0]}".casefold(), span)
    for match in words:
        if len(match[0]) >= 5:
            span = Span(piece.start + match.start(), piece.start + match.end())
            found.setdefault(match[0].casefold(), span)
    return list(found.items())


def _matter(phrase: str) -> Matter:
    """A matter of its own: in the text or not."""
    cue = re.compile(rf"\b{re.escape(phrase)}\b", re.IGNORECASE)
    title = phrase[:1].upper() + phrase[1:]
    grades = (Grade("none", "not in the text"), Grade("included", "in the text"))
    return Matter("about_" + phrase.replace(" ", "_"), title, cue, grades=grades)
