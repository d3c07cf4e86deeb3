"""Claims: what a side tables, wants, refuses or accepts, matter by matter, as a report tells it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from zopa.case.model import Evidence
from zopa.foundation.text import Span
from zopa.proposing.by_statements.amounts import figure_hits
from zopa.proposing.by_statements.sides import Sides
from zopa.proposing.lexicon import MATTERS
from zopa.proposing.matters import MatterHit, clause_around, hits_in
from zopa.proposing.shelf import NewsReport
from zopa.statements.statement import Act, SpeakerKind, Statement, TellingMode


class ClaimStance(StrEnum):
    """What a claim says that its side does."""

    WANTS = "wants"
    REJECTS = "rejects"
    TABLES = "tables"
    ACCEPTS = "accepts"
    TELLS = "tells"


ESTABLISHED, VERY_LIKELY, LIKELY, EVEN = 1.0, 0.875, 0.675, 0.5
"""How sure a claim is. Told by the report itself or by somebody who is named: established. By
several unnamed: very likely. By one unnamed or unstated source: likely."""
LEAST_SURE = 0.3
"""Below this the reading itself is not sure enough to propose anything."""
UNNAMED_DOUBT, UNSURE_DOUBT = "not told under a name", "the reading is unsure"
"""Why a claim is not established."""
UNSURE = 0.6
"""Below this what was read counts as one step less sure."""

_STANCES = {
    Act.DEMAND: ClaimStance.WANTS,
    Act.OFFER: ClaimStance.TABLES,
    Act.AGREE: ClaimStance.ACCEPTS,
    Act.CONCEDE: ClaimStance.ACCEPTS,
    Act.REJECT: ClaimStance.REJECTS,
}
_OUGHT = re.compile(
    r"\b(?:must|needs? to|should|ha(?:s|ve) to|ought to|would need to|is the only way"
    r"|(?:we|i|they) (?:want|need|demand|insist))\b",
    re.IGNORECASE,
)
DRAFT = (
    r"(?:draft|proposal|document|text|offer|deal|agreement|accord|memorandum|plan|package|bid"
    r"|contract|terms|counter-?(?: ?offer|proposal)|paper|blueprint|attempt|treaty)"
)
"""In the singular: the plurals are as often verbs (“Norway plans”, “Japan offers”)."""
DRAFT_WORD = re.compile(rf"\b{DRAFT}s?\b", re.IGNORECASE)
OF_DRAFT = re.compile(rf"(?:the|this|its|their) (?:[\w-]+ ){{0,2}}{DRAFT}", re.IGNORECASE)
"""The source of what a draft says by itself (“according to the draft”)."""
_NOT_TO = re.compile(r"\W*not to (?:sign|accept|agree|approve|endorse)\b", re.IGNORECASE)
"""What somebody tells his own people to do, where it is to refuse."""
_TABLED = re.compile(r"\b(?:proposed|offered|tabled|presented|submitted|put forward)\b")
_FAULTED = re.compile(
    r"\b(?:is|was|are|were|be|seems?|remains?) (?:\w+ ){0,2}?(?:too (?:low|little|small|late)"
    r"|inadequate|insufficient|unacceptable|unfair|derisory|insulting|not enough)\b"
    r"|\bundervalues?\b",
    re.IGNORECASE,
)
"""What somebody says of an offer that he refuses."""
_SIGNING = re.compile(r"\bsign(?:s|ed|ing)?\b", re.IGNORECASE)

_NO_DRAFT = re.compile(
    r"\b(?:wo|would|will|can|could)(?:n['’]t| not| never)\b[^.;]{0,30}\b(?:an?|any|no|such an?) "
    r"(?:[\w-]+ ){0,2}(?:deal|agreement|accord|treaty|contract)\b",
    re.IGNORECASE,
)
"""Refusing any agreement of a kind: none that is tabled."""
_JOINED = r"(?:\b(?:and|but)|,|;)\s+(?:(?:instead|rather|now|also|still|we|i|they|he|she|it)\s+)*"
_TURNS = {
    ClaimStance.REJECTS: re.compile(
        _JOINED
        + r"(?:insist|demand|want|call(?:s|ed|ing)? for|seek|sought|ask(?:s|ed|ing)? for|need)",
        re.IGNORECASE,
    ),
    ClaimStance.WANTS: re.compile(
        _JOINED + r"(?:reject|refus|rul(?:e|ed|ing) out|oppos"
        r"|(?:wo|would|will|can|could|do|does|did)(?:n['’]t| not| never) accept)",
        re.IGNORECASE,
    ),
}
"""Where a statement turns from refusing to wanting, or the reverse."""
_TURNED = {ClaimStance.REJECTS: ClaimStance.WANTS, ClaimStance.WANTS: ClaimStance.REJECTS}


BREAK = re.compile(
    r"\b(?:because|if|unless|until|although|since|would have to|said|says|added|told)\b|[.!?]\s"
)
"""Where what is said of a draft, or wanted, ends."""


@dataclass(frozen=True)
class Claim:
    """One side's stance as a statement tells it."""

    statement: Statement
    report: NewsReport
    side: str
    stance: ClaimStance
    hits: tuple[MatterHit, ...]
    sure: float
    about_draft: bool
    doubt: str = ""
    """Why it is not established, in words."""

    @property
    def span(self) -> Span:
        """From the first word of source, cue or content in the cue's sentence to its last."""
        s = self.statement
        anchor = (s.cue or s.content or s.source)[0]
        sentence = self.report.sentence_at(anchor.start)
        near = [piece for piece in s.passages if sentence.start <= piece.start < sentence.stop]
        start = min((p.start for p in near), default=anchor.start)
        stop = max((min(p.stop, sentence.stop) for p in near), default=anchor.stop)
        return Span(start, stop)

    def quote(self) -> Evidence | None:
        """The words that tell the stance; of what is said, the words that were said."""
        s = self.statement
        if s.told is TellingMode.SAID and s.content:
            return self.report.quote(s.content[0].span)
        return self.report.quote(self.span)

    def quote_hit(self, hit: MatterHit) -> Evidence | None:
        """The words that tell a matter."""
        start, text = self.span.start, self.report.text
        sentence = self.report.sentence_at(hit.span.start)
        inner = Span(
            hit.span.start - sentence.start, min(hit.span.stop, sentence.stop) - sentence.start
        )
        clause = clause_around(text[sentence.start : sentence.stop], inner)
        for stop in (sentence.start + clause.stop, hit.span.stop):
            if sentence.start <= start <= hit.span.start and len(text[start:stop].split()) <= 18:
                return self.report.quote(Span(start, stop))
        return self.report.quote_around(hit.span)


def claims_of(
    statements: Iterable[Statement], reports: Mapping[str, NewsReport], sides: Sides
) -> list[Claim]:
    """The claims of all statements whose side and document are known."""
    by_id = {s.id: s for s in statements}
    begins: dict[str, list[int]] = {}
    for statement in by_id.values():
        first = min((s.start for s in (*statement.source, *statement.cue)), default=0)
        begins.setdefault(statement.document, []).append(first)
    for starts in begins.values():
        starts.sort()
    found = []
    for statement in by_id.values():
        report = reports.get(statement.document)
        if report is None or not _sound(statement, report):
            continue
        claim = _claim(statement, report, sides, by_id, begins[statement.document])
        if claim is not None:
            found += _turned(claim)
    return found


def _turned(claim: Claim) -> list[Claim]:
    """The claim, or the two of a statement that refuses one thing and wants another."""
    pattern, text = _TURNS.get(claim.stance), claim.report.text
    for piece in claim.statement.content if pattern else ():
        turn = pattern.search(text, piece.start, piece.stop)  # type: ignore[union-attr]
        if turn:
            before = tuple(hit for hit in claim.hits if hit.span.stop <= turn.end())
            after = tuple(hit for hit in claim.hits if hit.span.stop > turn.end())
            other = replace(claim, stance=_TURNED[claim.stance], hits=after, about_draft=False)
            return [replace(claim, hits=before), *([other] if after else [])]
    return [claim]


def _sound(statement: Statement, report: NewsReport) -> bool:
    end = len(report.text)
    return bool(statement.passages) and all(
        0 <= piece.start < piece.stop <= end for piece in statement.passages
    )


def _claim(
    statement: Statement,
    report: NewsReport,
    sides: Sides,
    by_id: Mapping[str, Statement],
    begins: Sequence[int],
) -> Claim | None:
    read = statement.confidence
    if read < LEAST_SURE:
        return None
    words = " ".join(piece.words for piece in statement.content)
    stance = _STANCES.get(statement.act, ClaimStance.TELLS)
    if stance is ClaimStance.TELLS and statement.told is TellingMode.SAID and _OUGHT.search(words):
        stance = ClaimStance.WANTS
    if stance is ClaimStance.WANTS and _NOT_TO.match(words):
        stance = ClaimStance.REJECTS
    if stance is ClaimStance.TABLES and _FAULTED.search(words):
        stance = ClaimStance.REJECTS  # whoever finds an offer too low has not made it
    if statement.negated:
        stance = ClaimStance.TELLS  # “has not refused” refuses nothing
    pieces = [piece.span for piece in statement.content]
    if statement.told is TellingMode.DONE and stance in (ClaimStance.TABLES, ClaimStance.WANTS):
        pieces = _rest(statement, report, begins) or pieces
    hits = [
        hit
        for piece in pieces
        for hit in (*hits_in(report.text, piece, MATTERS), *figure_hits(report, piece))
    ]
    sure = sureness(statement, by_id)
    doubt = UNNAMED_DOUBT if sure < ESTABLISHED else ""
    if min(read, statement.speaker.confidence) < UNSURE:
        sure, doubt = min(sure, LIKELY), doubt or UNSURE_DOUBT
    elif statement.conditional:
        sure, doubt = min(sure, LIKELY), doubt or "hangs on a condition"
    cue = " ".join(piece.words for piece in statement.cue)
    about = bool(
        (DRAFT_WORD.search(words) and not _NO_DRAFT.search(f"{cue} {words}"))
        or _TABLED.search(words)
        or _SIGNING.search(cue)
        or _SIGNING.search(words[:60])
    )
    side = sides.of.get(statement.id, "")
    return Claim(statement, report, side, stance, tuple(hits), sure, about, doubt)


def _rest(statement: Statement, report: NewsReport, begins: Sequence[int]) -> list[Span]:
    """From the verb of tabling or wanting to the end of its sentence, or to where somebody else
    says or does something; nothing where the content stands before the verb."""
    if not statement.cue or any(c.start < statement.cue[0].start for c in statement.content):
        return []
    start = statement.cue[-1].stop
    stop = max(span.stop for span in (*statement.cue, *statement.content))
    sentence = report.sentence_at(statement.cue[0].start)
    following = bisect_right(begins, stop)
    end = min(sentence.stop, begins[following] if following < len(begins) else sentence.stop)
    ending = BREAK.search(report.text, stop, end)
    end = ending.start() if ending else max(end, stop)
    return [Span(start, end)] if start < end else []


def sureness(statement: Statement, by_id: Mapping[str, Statement]) -> float:
    """How sure it is that what a statement tells is so, by who tells it; see `ESTABLISHED`."""
    sure = ESTABLISHED
    seen = set()
    current: Statement | None = statement
    first = True
    while current is not None and current.id not in seen:
        seen.add(current.id)
        if current.told is TellingMode.SAID or not first:
            speaker = current.speaker
            if speaker.kind is SpeakerKind.UNSTATED:
                sure = min(sure, LIKELY)
            elif speaker.kind is SpeakerKind.UNNAMED:
                several = (speaker.count or 0) > 1
                sure = min(sure, VERY_LIKELY if several else LIKELY)
        first = False
        current = by_id.get(current.within) if current.within else None
    return sure
