"""Drafts and who tables, rejects or accepts them, out of offers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from zopa.case.model import Draft, Evidence, TermReading
from zopa.proposing.by_grammar.leveling import LeveledIssue, measures_in
from zopa.proposing.by_grammar.stands import Stand
from zopa.proposing.by_grammar.texts import TabledText
from zopa.proposing.by_grammar.told_topics import ToldTopic
from zopa.proposing.naming import one_line, short_name

if TYPE_CHECKING:
    from zopa.proposing.by_grammar.citing import Citing
    from zopa.proposing.by_grammar.stances import HeldPosition

MOST_DRAFTS = 8


@dataclass(frozen=True, eq=False)
class DraftedOffer:
    """An offer as a draft of the ledger, and the positions that are about it."""

    offer: TabledText
    draft: Draft
    positions: tuple[HeldPosition, ...]


def drafted(
    offers: Sequence[TabledText],
    issues: Sequence[LeveledIssue],
    held: Sequence[HeldPosition],
    parties: Mapping[str, str],
    citing: Citing,
    latest: date,
) -> list[DraftedOffer]:
    """The offers of parties that are tabled, rejected or accepted, as drafts.

    `parties` gives the short name of the party for the id of an actor.
    """
    found: list[DraftedOffer] = []
    taken: list[str] = []
    for offer in offers:
        if offer.by is not None and offer.by.id not in parties:
            continue
        about = _about(offer, held)
        terms, evidence = _terms(offer, issues, citing)
        answered = any(p.stand is not Stand.OFFERS for p in about)
        if not answered and not (offer.tabled and (terms or offer.measures)):
            continue
        by = parties[offer.by.id] if offer.by is not None else None
        name = short_name(f"{by or 'joint'}_offer", "draft", taken)
        on = citing.day_of(about)
        draft = Draft(
            name,
            one_line(_title(offer, on), 120),
            (by,) if by else (),
            on if on is not None and on <= latest else None,
            terms,
            tuple(dict.fromkeys((*evidence, *_words(offer, citing))))[:4],
        )
        if not draft.evidence:
            continue
        taken.append(name)
        found.append(DraftedOffer(offer, draft, about))
    return found[:MOST_DRAFTS]


def _about(offer: TabledText, held: Sequence[HeldPosition]) -> tuple[HeldPosition, ...]:
    return tuple(
        position
        for position in held
        if position.mention is not None
        and position.actors
        and any(other is offer for other in position.mention.offers)
    )


def _terms(
    offer: TabledText, issues: Sequence[LeveledIssue], citing: Citing
) -> tuple[dict[str, tuple[TermReading, ...]], list[Evidence]]:
    terms: dict[str, tuple[TermReading, ...]] = {}
    evidence: list[Evidence] = []
    for issue in issues:
        if all(other is not offer for other in issue.dispute.offers):
            continue
        own = [told for told in issue.dispute.told if told.offer is offer]
        level = _level(offer, issue)
        if not level:
            continue
        terms[issue.issue.id] = (TermReading(level),)
        for told in own[:1]:
            quote = citing.topic(told)
            if quote is not None:
                evidence.append(quote)
    return terms, evidence


def _level(offer: TabledText, issue: LeveledIssue) -> str:
    own = [told for told in issue.dispute.told if told.offer is offer]
    if issue.counted:
        if any(_one_after_another(told, issue.unit) for told in own):
            return ""
        values = [m.value for told in own for m in measures_in(told, issue.unit)]
        values = values or sorted(v for u, v in offer.measures if u == issue.unit)
        levels = [level for v in values if (level := issue.of_value(v))]
        return levels[-1] if levels else ""
    return issue.of_topic(own[0]) if own else ""


_LATER = re.compile(
    r"\s(?:this|in|for|the first|from|now|at once)\b[^.;]{0,30}?\band\s(?:another\s|a further\s)?"
    r"[\d.]+\s?(?:%|percent|per cent)?\s(?:next|the|in|from|a year|later|after)\b"
)


def _one_after_another(told: ToldTopic, unit: str) -> bool:
    """“2 percent this year and 2.5 percent next”: two figures, neither of which is the term."""
    text = told.topic.head.doc.text
    return any(_LATER.match(text, m.span.stop) for m in measures_in(told, unit))


def _words(offer: TabledText, citing: Citing) -> list[Evidence]:
    quotes = [citing.mention(mention) for mention in offer.mentions[:3]]
    return [quote for quote in quotes if quote is not None]


def _possessive(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"


_ORDINALS = ("", "first ", "second ", "third ", "fourth ", "fifth ")


def _title(offer: TabledText, on: date | None) -> str:
    """“Halden's second offer (14.5 percent), 8 September 2023”."""
    if offer.by is not None:
        which = _ORDINALS[offer.number] if offer.number < len(_ORDINALS) else ""
        whose = f"{_possessive(offer.by.name)} {which}offer"
    else:
        whose = "Deal of " + " and ".join(actor.name for actor in offer.struck_by)
    words = {
        (m.unit, m.value): one_line(m.figure.words, 40)
        for mention in reversed(offer.mentions)
        for m in mention.measures
    }
    figures = ", ".join(words[figure] for figure in sorted(offer.measures)[:3] if figure in words)
    title = f"{whose} ({figures})" if figures else whose
    return f"{title}, {on.day} {on:%B %Y}" if on is not None else title
