"""What reading has to say about a case: what no fact uses, and what contradicts one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from zopa.case.model import Case, Draft, Evidence, Fact, Path
from zopa.case.model import Stance as Taken
from zopa.foundation.names import fold
from zopa.foundation.text import Span, spans_of
from zopa.proposing.claims import Claim, ClaimStance, claims
from zopa.proposing.lexicon import BY_ID
from zopa.proposing.naming import one_line
from zopa.proposing.shelf import NewsReport, shelve
from zopa.proposing.sides import Sides
from zopa.proposing.terms import DraftTerm, terms_told
from zopa.sources.document import Document, Form
from zopa.statements.statement import Act, Statement

_MATTERS = frozenset(
    {Act.DEMAND, Act.OFFER, Act.PROMISE, Act.AGREE, Act.CONCEDE, Act.REJECT, Act.THREATEN}
)


@dataclass(frozen=True, slots=True)
class Unused:
    """A statement that matters and that no evidence of the case overlaps."""

    statement: str
    source: str
    """The source of the case in which it stands."""
    span: Span
    """From its first word to its last, in the document's `reading`."""
    words: str
    """A plain sentence."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A fact or a term of a draft that a statement contradicts."""

    path: Path
    """Where the fact or the term stands in the ledger."""
    statement: str
    source: str
    span: Span
    """The words that contradict it, in the document's `reading`."""
    evidence: tuple[Evidence, ...]
    """What the fact or the term rests on."""
    words: str
    """A plain sentence."""


def unused(
    case: Case, statements: Iterable[Statement], documents: Iterable[Document] = ()
) -> tuple[Unused, ...]:
    """The statements of parties of the case, and of unnamed sources, that do something in the
    negotiation, or touch an issue of the case, and that no evidence overlaps.

    `documents` are those that were read; without them the texts of the case's sources stand in for
    them. A statement belongs to the source that has the id of its document.
    """
    listed = list(statements)
    read = _Read(case, listed, documents)
    found: list[Unused] = []
    for claim in read.claims:
        spans = [piece.span for piece in claim.statement.passages]
        if not read.matters(claim) or read.quoted(claim.report, spans):
            continue
        span = claim.span
        source = read.sources[claim.report.document.id]
        text = one_line(claim.report.text[span.start : span.stop], 120)
        who = claim.statement.speaker.name or "somebody who is not named"
        words = f"no fact uses that {one_line(who, 60)} {_DOES[claim.statement.act]}: {text}"
        found.append(Unused(claim.statement.id, source, span, words))
    return tuple(found)


_DOES = {
    Act.DEMAND: "wants something",
    Act.OFFER: "offers something",
    Act.PROMISE: "promises something",
    Act.AGREE: "agrees to something",
    Act.CONCEDE: "concedes something",
    Act.REJECT: "refuses something",
    Act.THREATEN: "threatens something",
    Act.ASK: "asks something",
    Act.DOUBT: "doubts something",
    Act.INFORM: "says something",
}


def conflicts(
    case: Case, statements: Iterable[Statement], documents: Iterable[Document] = ()
) -> tuple[Conflict, ...]:
    """Facts and terms of drafts that statements contradict.

    A fact that a party rejects a draft, and a statement in which it agrees to one, and the
    reverse; a figure told of a draft that is not the draft's; a term that a report tells
    otherwise and that the draft does not have as disputed.
    """
    listed = list(statements)
    read = _Read(case, listed, documents)
    return (*_stances(case, read), *_terms(case, read))


class _Read:
    """Statements beside the case they are compared with."""

    def __init__(
        self, case: Case, statements: list[Statement], documents: Iterable[Document]
    ) -> None:
        self.case = case
        self.sources: dict[str, str] = {}
        read = list(documents) or [
            _as_document(s.id, s.file, s.text or "") for s in case.sources.values()
        ]
        by_file = {PurePosixPath(s.file).name: s.id for s in case.sources.values()}
        for document in read:
            own = document.id if document.id in case.sources else ""
            name = PurePosixPath(document.file.replace("\\", "/")).name
            source = own or by_file.get(name, "")
            if source:
                self.sources[document.id] = source
        reports, _ = shelve(d for d in read if d.id in self.sources)
        self.reports: dict[str, NewsReport] = {r.document.id: r for r in reports}
        sides = Sides(statements, None, self.reports)
        self.party_of = {key: self._party(side.names(), key) for key, side in sides.sides.items()}
        self.claims = claims(statements, self.reports, sides)
        self.terms = terms_told(reports, self.claims, sides)
        self._evidence = self._spans()

    def _party(self, names: Iterable[str], key: str) -> str:
        if key in self.case.parties:
            return key
        folded = {fold(name) for name in names}
        for party in self.case.parties.values():
            own = {fold(n) for n in (party.name, *party.also)}
            own |= {fold(n) for person in party.people for n in (person.name, *person.also)}
            if own & folded:
                return party.id
        return ""

    def _spans(self) -> dict[str, list[Span]]:
        """Where the case's evidence stands in each document, in order and without overlap."""
        quotes: dict[str, dict[str, None]] = {}
        for evidence in self.case.evidence():
            quotes.setdefault(evidence.source, {})[evidence.quote] = None
        found: dict[str, list[Span]] = {}
        for document, source in self.sources.items():
            spans = sorted(
                span
                for quote in quotes.get(source, ())
                for span in spans_of(quote, self.reports[document].text)[:1]
            ) if document in self.reports else []  # fmt: skip
            merged: list[Span] = []
            for span in spans:
                if merged and span.start <= merged[-1].stop:
                    merged[-1] = Span(merged[-1].start, max(merged[-1].stop, span.stop))
                else:
                    merged.append(span)
            found[document] = merged
        return found

    def quoted(self, report: NewsReport, spans: Iterable[Span]) -> bool:
        """Whether any evidence overlaps a span."""
        known = self._evidence.get(report.document.id, [])
        starts = [span.start for span in known]
        for span in spans:
            at = bisect_right(starts, span.stop - 1) - 1
            if at >= 0 and known[at].stop > span.start:
                return True
        return False

    def matters(self, claim: Claim) -> bool:
        """Whether a statement is more than background."""
        ours = bool(self.party_of.get(claim.side)) or not claim.side
        if not ours:
            return False
        if claim.statement.act in _MATTERS and (claim.hits or claim.about_draft):
            return True
        return any(self._on_issue(hit.matter.id) for hit in claim.hits)

    def _on_issue(self, matter: str) -> bool:
        return self.issue_of(matter) != ""

    def issue_of(self, matter: str) -> str:
        """The issue of the case that a matter is, by its short name or title; or nothing."""
        if matter in self.case.issues:
            return matter
        known = BY_ID.get(matter)
        title = fold(known.title) if known else ""
        return next((i.id for i in self.case.issues.values() if fold(i.title) == title), "")


def _as_document(name: str, file: str, text: str) -> Document:
    from zopa.sources.sentences import sentences_of

    return Document(
        name, file, Form.TEXT, text, "utf-8", "", text, sentences=tuple(sentences_of(text))
    )


# --- what contradicts ---------------------------------------------------------------------------


def _stances(case: Case, read: _Read) -> Iterator[Conflict]:
    for index, fact in enumerate(case.facts):
        content = fact.content
        if not isinstance(content, Taken) or content.package.draft is None:
            continue
        against = ClaimStance.ACCEPTS if fact.kind == "rejects" else ClaimStance.REJECTS
        draft = case.drafts.get(content.package.draft)
        if draft is None or (fact.kind == "tables"):
            continue
        for claim in read.claims:
            ours = read.party_of.get(claim.side) == fact.party
            if ours and claim.stance is against and claim.about_draft and _later(fact, claim):
                yield _conflict(fact, index, draft, claim, read)


def _later(fact: Fact, claim: Claim) -> bool:
    """Whether a statement was not made before the fact, as far as the days are told."""
    said = claim.statement.said_on
    return fact.on is None or said is None or said.last >= fact.on


def _conflict(fact: Fact, index: int, draft: Draft, claim: Claim, read: _Read) -> Conflict:
    does = "agrees to one" if claim.stance is ClaimStance.ACCEPTS else "refuses one"
    text = one_line(claim.report.text[claim.span.start : claim.span.stop], 120)
    words = (
        f"the ledger has {fact.party} {fact.kind.removesuffix('s')} the draft {draft.id}, and a "
        f"statement has that it {does}: {text}"
    )
    source = read.sources[claim.report.document.id]
    path = fact.path or ("facts", index)
    return Conflict(path, claim.statement.id, source, claim.span, fact.evidence, words)


def _terms(case: Case, read: _Read) -> Iterator[Conflict]:
    for term in read.terms:
        issue_id = read.issue_of(term.hit.matter.id)
        draft = _draft_meant(case, term, read)
        if not issue_id or draft is None or issue_id not in draft.terms:
            continue
        issue = case.issues[issue_id]
        known = {reading.level for reading in draft.terms[issue_id]}
        told = _told_level(term, issue.numeric, known, issue.unit)
        if told and (issue.numeric or issue.has(told)) and told not in known:
            text = one_line(term.report.text[term.hit.span.start : term.hit.span.stop], 80)
            listed = " or ".join(issue.describe(k) for k in sorted(known) if issue.has(k))
            words = (
                f"the draft {draft.id} has {listed or ', '.join(sorted(known))} on {issue_id}, and "
                f"a report tells otherwise: {text}"
            )
            evidence = tuple(e for r in draft.terms[issue_id] for e in r.evidence) or draft.evidence
            yield Conflict(
                ("drafts", draft.id, "terms", issue_id),
                term.statement.id if term.statement else "",
                read.sources[term.report.document.id], term.hit.span, evidence, words,
            )  # fmt: skip


def _told_level(term: DraftTerm, numeric: bool, known: Iterable[str], unit: str) -> str:
    if not numeric:
        return term.hit.level if term.hit.value is None else ""
    if term.hit.value is None or fold(unit) != fold(term.hit.unit):
        return ""
    value = term.hit.value
    same = [k for k in known if float(k) == float(value)]
    return same[0] if same else format(value.normalize(), "f")


def _draft_meant(case: Case, term: DraftTerm, read: _Read) -> Draft | None:
    """The draft of the side that is named with it; where none is, the only one there is."""
    side = read.party_of.get(term.side, "")
    own = [draft for draft in case.drafts.values() if draft.by == side] if side else []
    if own:
        return own[-1]
    drafts: Mapping[str, Draft] = case.drafts
    return next(iter(drafts.values())) if len(drafts) == 1 and not term.side else None
