"""What reports tell of drafts: matters behind words for a draft in a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from zopa.foundation.text import Span
from zopa.proposing.by_statements.amounts import figure_hits
from zopa.proposing.by_statements.claims import (
    BREAK,
    DRAFT,
    ESTABLISHED,
    OF_DRAFT,
    Claim,
    ClaimStance,
)
from zopa.proposing.by_statements.sides import Mentions
from zopa.proposing.lexicon import MATTERS
from zopa.proposing.matters import MatterHit, hits_in
from zopa.proposing.shelf import NewsReport
from zopa.statements.statement import Act, Statement, TellingMode

Find = Callable[[str], list[tuple[int, int, str]]]


@dataclass(frozen=True)
class DraftTerm:
    """A matter that a report tells of a draft; `side` is whose draft it is, where that is told."""

    report: NewsReport
    hit: MatterHit
    side: str
    sure: float
    statement: Statement | None


_TAKES = (
    r"(?:accept|approv|back|discuss|endors|oppos|refus|reject|rebuff|sign|spurn|stud|welcom|weigh)"
    r"(?:s|es|ed|e|y|ies|ied|ing)?"
)
"""What others do with a draft, as in the headline “Unions reject draft on pay”."""
_THE_DRAFT = re.compile(
    rf"\b(?:(?:[Tt]he|[Tt]his|[Tt]hat|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur)|[A-Z][\w.]*(?:['’]s)?)"
    rf"\s+(?P<between>(?:(?!(?:a|an|any|no|some|{_TAKES})\b)[\w'’-]+\s+){{0,3}}?){DRAFT}\b"
    rf"|\bdescribed (?:it|the \w+) as\b"
)
_NOT_YET = re.compile(r"\s*(?:must|should|needs? to|has to|have to|ought|could|cannot|is to)\b")
_DOUBTED = re.compile(r"(?:\bnot|n['’]t) (?:believe|think|expect) (?:that )?$")
_SPEAKS = re.compile(r"\s*(?:says|said)\b")
_NEW_CLAUSE = re.compile(
    r"[,;]? (?:and|but|while|whereas) (?=(?:an?|the|any|[A-Z]\w+)\b[^,;.]{0,60}?"
    r"\b(?:is|are|was|were|would|will|must|should|has|have|can|said|wants?)\b)"
)


def terms_told(
    reports: Iterable[NewsReport], told: Sequence[Claim], mentions: Mentions
) -> list[DraftTerm]:
    """What reports tell of drafts: matters that stand behind words for a draft in a sentence,
    unless somebody there only says that he wants them."""
    by_document: dict[str, list[Claim]] = {}
    for claim in told:
        by_document.setdefault(claim.report.document.id, []).append(claim)
    found: list[DraftTerm] = []
    for report in reports:
        own = by_document.get(report.document.id, [])
        by_sentence: dict[int, list[Claim]] = {}
        for claim in own:
            for piece in (*claim.statement.content, *claim.statement.cue):
                by_sentence.setdefault(report.sentence_at(piece.start).start, []).append(claim)
        for sentence in report.sentences:
            around = list(dict.fromkeys(by_sentence.get(sentence.start, [])))
            found += _terms_of(report, sentence, around, mentions.find)
        for claim in own:
            source = " ".join(piece.words for piece in claim.statement.source)
            if claim.statement.told is TellingMode.SAID and OF_DRAFT.fullmatch(source):
                found += [
                    DraftTerm(report, h, "", ESTABLISHED, claim.statement) for h in claim.hits
                ]
    return found


def _terms_of(
    report: NewsReport, sentence: Span, around: list[Claim], find: Find
) -> list[DraftTerm]:
    text = report.text[sentence.start : sentence.stop]
    found: list[DraftTerm] = []
    done = 0
    for match in _THE_DRAFT.finditer(text):
        doubted = _DOUBTED.search(text, 0, match.start())
        if _NOT_YET.match(text, match.end()) or match.end() <= done or doubted:
            continue
        stop = len(text)
        speaks = _SPEAKS.match(text, match.end())
        for boundary in (BREAK, _NEW_CLAUSE):
            ending = boundary.search(text, speaks.end() if speaks else match.end())
            if ending:
                stop = min(stop, ending.start())
        span = Span(sentence.start + match.end(), sentence.start + stop)
        done = stop
        side = _whose(text, match, find)
        hits = [*hits_in(report.text, span, MATTERS), *figure_hits(report, span)]
        for hit in dict.fromkeys(hits):
            if any(_only_wanted(claim, hit) for claim in around):
                continue
            teller = min(
                (c for c in around if c.statement.told is TellingMode.SAID and _holds(c, hit.span)),
                key=lambda c: c.sure, default=None,
            )  # fmt: skip
            sure = teller.sure if teller else ESTABLISHED
            found.append(DraftTerm(report, hit, side, sure, teller.statement if teller else None))
    return found


def _whose(text: str, match: re.Match[str], find: Find) -> str:
    """The side named with a draft: in front of it, or behind it after “by” or “from”."""
    named = find(match[0])
    if named:
        return str(named[-1][2])
    behind = re.match(
        r"(?:\s+\w+)?\s+(?:by|from|of)\s+(?:the\s+)?(?:[\w.]+\s+){0,3}", text[match.end() :]
    )
    if behind:
        for start, _, side in find(text[match.end() : match.end() + behind.end() + 30]):
            if start <= behind.end():
                return str(side)
    return ""


def _only_wanted(claim: Claim, hit: MatterHit) -> bool:
    wish = claim.stance is ClaimStance.WANTS or (
        claim.stance is ClaimStance.TELLS and claim.statement.act in (Act.ASK, Act.THREATEN)
    )
    return wish and _holds(claim, hit.span) and hit.value is None


def _holds(claim: Claim, span: Span) -> bool:
    return any(p.start <= span.start < p.stop for p in claim.statement.content)
