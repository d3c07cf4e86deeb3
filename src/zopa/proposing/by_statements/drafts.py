"""Drafts: tabled texts with who tabled them, when, and their terms as reports tell them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from zopa.case.model import Draft, Evidence, Party, TermReading
from zopa.foundation.text import Span
from zopa.proposing.by_statements.claims import ESTABLISHED, Claim, ClaimStance
from zopa.proposing.by_statements.issues import Subject
from zopa.proposing.by_statements.terms import DraftTerm
from zopa.proposing.few_quotes import MOST_QUOTES
from zopa.proposing.matters import MatterHit
from zopa.proposing.naming import one_line, short_name
from zopa.proposing.shelf import NewsReport
from zopa.statements.statement import Dated

MOST_DRAFTS = 8
_DRAFT_BEFORE = re.compile(r"\bdrafts?\W+(?:\w+\W+){0,3}$", re.IGNORECASE)
"""The word for a draft in front of a date, with up to three words between the two."""
_YEAR = re.compile(r"\d{4}")
_REACH = 80
"""Characters before a date in which the word for a draft is looked for."""
_NEWER = re.compile(
    r"\b(?:new|revised|improved|better|second|final|latest|raised|increased)\b", re.IGNORECASE
)


@dataclass
class Tabled:
    """A draft while it is put together."""

    side: str
    on: date | None
    terms: dict[str, dict[str, list[tuple[Evidence, float]]]] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    dated: date | None = None
    """The date that the draft itself bears."""

    def add(self, issue: str, level: str, quote: Evidence | None, sure: float) -> None:
        """A term as told once."""
        own = self.terms.setdefault(issue, {}).setdefault(level, [])
        if quote is not None and all(quote != known for known, _ in own):
            own.append((quote, sure))


@dataclass(frozen=True)
class Made:
    """A draft as proposed, whose it is, and how sure each of its terms is."""

    draft: Draft
    side: str
    why: str
    claims: tuple[Claim, ...]
    quotes: Mapping[tuple[str, str], Evidence]
    """(issue, level) → words that tell the term."""


def drafts_of(
    told: Sequence[Claim],
    terms: Sequence[DraftTerm],
    subjects: Mapping[str, Subject],
    parties: Mapping[str, Party],
    reports: Sequence[NewsReport],
    latest: date,
) -> list[Made]:
    """The drafts that have at least one term, in the order in which they were tabled."""
    tabled = _tabled(told, terms, subjects, parties)
    for term in terms:
        _place(term, tabled, subjects, parties)
    tabled = [one for one in tabled if any(levels for levels in one.terms.values())]
    _own_dates(tabled, reports)
    tabled.sort(key=lambda one: one.dated or one.on or date.max)
    made: list[Made] = []
    ids: list[str] = []
    for one in tabled[:MOST_DRAFTS]:
        made.append(_made(one, parties, ids, latest))
        ids.append(made[-1].draft.id)
    return made


def _tabled(
    told: Sequence[Claim],
    terms: Sequence[DraftTerm],
    subjects: Mapping[str, Subject],
    parties: Mapping[str, Party],
) -> list[Tabled]:
    """One for each side that tables something; a second where a newer one has other figures."""
    found: list[Tabled] = []
    for claim in told:
        if claim.stance is not ClaimStance.TABLES or claim.side not in parties:
            continue
        settled = [
            (h, s, level)
            for h in claim.hits
            if (s := subjects.get(_key(h))) and (level := s.level(h))
        ]
        if not settled and not claim.about_draft:
            continue
        own = [one for one in found if one.side == claim.side]
        on = _day(claim)
        draft = next((one for one in own if on is None or one.on in (None, on)), None)
        if draft is None and own and not settled:
            draft = own[-1]
        if draft is not None and _differs(draft, settled) and _newer(claim):
            draft = None
        if draft is None:
            draft = Tabled(claim.side, on)
            found.append(draft)
        draft.on = draft.on or on
        draft.claims.append(claim)
        for hit, subject, level in settled:
            draft.add(subject.issue.id, level, claim.quote_hit(hit), claim.sure)
    sides = {one.side for one in found}
    named = dict.fromkeys(term.side for term in terms if term.side in parties)
    return [*found, *(Tabled(side, None) for side in named if side not in sides)]


def _differs(draft: Tabled, settled: Sequence[tuple[MatterHit, Subject, str]]) -> bool:
    return any(
        subject.issue.id in draft.terms and level not in draft.terms[subject.issue.id]
        for _, subject, level in settled
    )


def _newer(claim: Claim) -> bool:
    span = claim.span
    return _NEWER.search(claim.report.text, span.start, span.stop) is not None


def _key(hit: MatterHit) -> str:
    """The issue's key among subjects: a number goes by its unit as well."""
    return subject_key(hit.matter.id, hit.unit if hit.value is not None else "")


def subject_key(matter: str, unit: str) -> str:
    """How `keyed` finds a subject: by its matter, for a figure also by the unit."""
    return f"{matter}/{unit}" if unit else matter


def keyed(subjects: Sequence[Subject]) -> dict[str, Subject]:
    """Subjects by what is told of them."""
    found: dict[str, Subject] = {}
    for subject in subjects:
        found.setdefault(subject_key(subject.matter.id, subject.unit), subject)
        found.setdefault(subject.matter.id, subject)
    return found


def _day(claim: Claim) -> date | None:
    said = claim.statement.said_on
    return said.first if said is not None and said.first == said.last else None


def _place(
    term: DraftTerm,
    tabled: Sequence[Tabled],
    subjects: Mapping[str, Subject],
    parties: Mapping[str, Party],
) -> None:
    """Put a term that a report tells of a draft into the draft that is meant."""
    subject = subjects.get(_key(term.hit))
    level = subject.level(term.hit) if subject else ""
    if subject is None or not level:
        return
    own = [one for one in tabled if one.side == term.side] if term.side in parties else []
    draft = _last_before(term, own) or _last_before(term, tabled)
    if draft is None:
        return
    known = draft.terms.get(subject.issue.id, {})
    if subject.issue.numeric and known and level not in known:
        return  # another figure is as likely what somebody wants instead
    draft.add(subject.issue.id, level, term.report.quote_around(term.hit.span), term.sure)


def _last_before(term: DraftTerm, tabled: Sequence[Tabled]) -> Tabled | None:
    """The draft that was told of last before a term; where none was, the first."""
    best: tuple[int, int] = (-1, 0)
    for index, one in enumerate(tabled):
        for claim in one.claims:
            same = claim.report.document.id == term.report.document.id
            if same and best[0] < claim.span.start <= term.hit.span.start:
                best = (claim.span.start, index)
    return tabled[best[1]] if tabled else None


def _own_dates(tabled: Sequence[Tabled], reports: Sequence[NewsReport]) -> None:
    """The date a draft bears, where a report tells it (“Draft of 7 February 2025”)."""
    if not tabled:
        return
    for report in reports:
        for dated in report.dates:
            before = _draft_before(report, dated)
            full = dated.first == dated.last and _YEAR.search(dated.words)
            if before is None or not full:
                continue
            span, day = Span(before, dated.stop), dated.first
            earlier = [
                (claim.span.start, one)
                for one in tabled
                for claim in one.claims
                if claim.report is report and claim.span.start <= span.start
            ]
            one = max(earlier, key=lambda pair: pair[0])[1] if earlier else tabled[0]
            if one.dated is None and (one.on is None or day <= one.on):
                one.dated = day
                quote = report.quote(span)
                if quote is not None:
                    one.terms.setdefault("", {}).setdefault("", []).append((quote, ESTABLISHED))


def _draft_before(report: NewsReport, dated: Dated) -> int | None:
    """Where the word for a draft stands in front of a date, or None where it does not."""
    start = max(0, dated.start - _REACH)
    match = _DRAFT_BEFORE.search(report.text[start : dated.start])
    return start + match.start() if match else None


def _made(
    one: Tabled,
    parties: Mapping[str, Party],
    ids: Sequence[str],
    latest: date,
) -> Made:
    header = one.terms.pop("", {}).get("", [])
    on = one.dated or one.on
    on = None if on is not None and on > latest else on
    party = parties.get(one.side)
    whose = party.id if party else ""
    if one.dated and on:
        name, title = f"{on:%b}{on.day}".lower(), f"The draft of {on.day} {on:%B %Y}"
    else:
        name = f"{whose}_draft" if whose else "draft"
        title = f"The draft of {party.name}" if party else "The draft"
        if on:
            title += f", {on.day} {on:%B %Y}"
    draft_id = short_name(name, "draft", ids)
    evidence = [quote for quote, _ in header[:1]]
    readings: dict[str, tuple[TermReading, ...]] = {}
    quoted: dict[tuple[str, str], Evidence] = {}
    disputed = []
    for issue, levels in one.terms.items():
        readings[issue], quotes = _readings(levels)
        evidence += quotes
        quoted |= {(issue, level): told[0][0] for level, told in levels.items() if told}
        if len(readings[issue]) > 1:
            disputed.append(issue)
    for claim in one.claims[:MOST_QUOTES]:
        quote = claim.quote() if not evidence else None
        if quote is not None:
            evidence.append(quote)
    assumed = (
        ""
        if evidence or any(r.evidence for rs in readings.values() for r in rs)
        else ("no words could be quoted")
    )
    why = "tabled in " + _ids(one.claims) if one.claims else "told of, not who tabled it"
    if disputed:
        why += "; reports differ on " + ", ".join(disputed)
    draft = Draft(
        draft_id, one_line(title), (whose,) if whose else (), on, readings,
        tuple(dict.fromkeys(evidence)), assumed,
    )  # fmt: skip
    return Made(draft, one.side, why, tuple(one.claims), quoted)


def _readings(
    levels: Mapping[str, Sequence[tuple[Evidence, float]]],
) -> tuple[tuple[TermReading, ...], list[Evidence]]:
    """A term with its level, or with each level that is told. Evidence of a settled term stands
    with the draft; a level that no words can be quoted for is no report."""
    if len(levels) == 1:
        ((level, told),) = levels.items()
        return (TermReading(level),), _few(told)
    quoted = {level: told for level, told in levels.items() if told}
    if len(quoted) < 2:
        level, told = next(iter(quoted.items()), next(iter(levels.items())))
        return (TermReading(level),), _few(told)
    return tuple(TermReading(level, tuple(_few(told))) for level, told in quoted.items()), []


def _few(told: Sequence[tuple[Evidence, float]]) -> list[Evidence]:
    """The first quote of each of two sources."""
    return list({quote.source: quote for quote, _ in reversed(told)}.values())[::-1][:2]


def _ids(claims: Sequence[Claim]) -> str:
    shown = [one_line(claim.statement.id, 40) for claim in claims[:3]]
    more = len(claims) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")
