"""What a side is told to call most important."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zopa.case.model import Evidence
from zopa.foundation.text import Span
from zopa.proposing.by_statements.claims import ESTABLISHED, LIKELY, Claim
from zopa.proposing.by_statements.sides import Mentions
from zopa.proposing.lexicon import MATTERS
from zopa.proposing.matters import MatterHit, hits_in
from zopa.proposing.shelf import NewsReport
from zopa.statements.statement import TellingMode

_CONCERN = re.compile(
    r"\b(?:main|chief|central|key|primary|biggest|overriding|first) (?:concern|demand|issue|goal"
    r"|aim|priority|objective|point|sticking point|worry)s?\b|\b(?:top|highest) priorit(?:y|ies)\b"
    r"|\bpriority (?:is|was|for)\b|\b(?:most|very|so) important\b|\babove all\b|\bmatters most\b"
    r"|\b(?:crucial|paramount)\b",
    re.IGNORECASE,
)
_STRONGEST = re.compile(
    r"\b(?:main|chief|central|top|most|highest|biggest|primary|overriding)\b", re.IGNORECASE
)
_OF = re.compile(r"\s+(?:of|for) (?:the )?")
_NEAR = 25
"""Characters between a side that is named and what is said to be its concern."""


@dataclass(frozen=True)
class Concern:
    """A matter that a side is told to call important."""

    side: str
    hit: MatterHit
    sure: float
    quote: Evidence
    statement: str


def concerns_of(
    reports: Iterable[NewsReport], told: Sequence[Claim], mentions: Mentions
) -> list[Concern]:
    """Every matter in a sentence with words such as “main concern”, with the side whose concern
    it is: the one named with these words (“the main concern of Ukraine”), else the one that says
    them, else the one the sentence begins with."""
    said: dict[str, list[Claim]] = {}
    for claim in told:
        said.setdefault(claim.report.document.id, []).append(claim)
    found: list[Concern] = []
    for report in reports:
        own = said.get(report.document.id, [])
        for sentence in report.sentences:
            text = report.text[sentence.start : sentence.stop]
            match = _CONCERN.search(text)
            if match is not None:
                found += _of_sentence(report, sentence, match, own, mentions)
    return found


def _of_sentence(
    report: NewsReport,
    sentence: Span,
    match: re.Match[str],
    said: Sequence[Claim],
    mentions: Mentions,
) -> list[Concern]:
    hits = hits_in(report.text, sentence, MATTERS)
    if not hits:
        return []
    at = sentence.start + match.start()
    speaking = [
        claim
        for claim in said
        if claim.statement.told is TellingMode.SAID
        and any(p.start <= at < p.stop for p in claim.statement.content)
    ]
    speaker = min(speaking, key=lambda claim: claim.sure, default=None)
    side = _named(match, mentions) or next((c.side for c in speaking if c.side), "")
    if not side:
        return []
    sure = speaker.sure if speaker else ESTABLISHED
    if not _STRONGEST.search(match[0]):
        sure = min(sure, LIKELY)
    found: list[Concern] = []
    for hit in {hit.matter.id: hit for hit in reversed(hits)}.values():
        start = min(at, hit.span.start)
        stop = max(sentence.start + match.end(), hit.span.stop)
        quote = report.quote(Span(start, stop))
        if quote is not None:
            statement = speaker.statement.id if speaker else "told by the report"
            found.append(Concern(side, hit, sure, quote, statement))
    return found


def _named(match: re.Match[str], mentions: Mentions) -> str:
    """The side in “concern of X”, “X's main concern”, “X said … above all”."""
    text = match.string
    behind = _OF.match(text, match.end())
    named = mentions.find(text)
    for start, stop, side in named:
        if behind and start == behind.end():
            return side
        if 0 <= match.start() - stop <= _NEAR and text[stop : stop + 2] in ("'s", "’s", "s'", "s’"):
            return side
    return ""
