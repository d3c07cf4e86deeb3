"""What reading has to say about a case: what no fact uses, and what contradicts one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from zopa.analyses.unused_statements import statements_without_fact
from zopa.case.model import Case, Draft, Evidence, Fact, Path
from zopa.case.model import Stance as Taken
from zopa.foundation.names import fold
from zopa.foundation.text import Span
from zopa.proposing.by_statements.claims import Claim, ClaimStance, claims_of
from zopa.proposing.by_statements.sides import Sides
from zopa.proposing.by_statements.terms import DraftTerm, terms_told
from zopa.proposing.lexicon import BY_ID
from zopa.proposing.naming import one_line
from zopa.proposing.shelf import NewsReport, shelve
from zopa.statements.reading import Reading
from zopa.statements.statement import Act, Statement


@dataclass(frozen=True, slots=True)
class Unused:
    """A statement that matters and that no fact and no draft uses."""

    statement: str
    source: str
    """The source of the case in which it stands."""
    span: Span
    """From its first word to its last, in the text of the source."""
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


def unused(case: Case) -> tuple[Unused, ...]:
    """The statements that matter and that the ledger does not use yet, each in a sentence.

    Which they are is decided by `zopa.analyses.unused_statements`.
    """
    return tuple(_unused(case, statement) for statement in statements_without_fact(case))


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


def _unused(case: Case, statement: Statement) -> Unused:
    pieces = statement.passages
    span = Span(min(p.start for p in pieces), max(p.stop for p in pieces)) if pieces else Span(0, 0)
    text = one_line((case.sources[statement.document].text or "")[slice(*span)], 120)
    who = one_line(statement.speaker.name or "somebody who is not named", 60)
    words = f"no fact uses that {who} {_DOES[statement.act]}: {text}"
    return Unused(statement.id, statement.document, span, words)


def conflicts(case: Case, reading: Reading) -> tuple[Conflict, ...]:
    """Facts and terms of drafts that statements contradict.

    A fact that a party rejects a draft, and a statement in which it agrees to one, and the
    reverse; a figure told of a draft that is not the draft's; a term that a report tells
    otherwise and that the draft does not have as disputed.
    """
    read = _Compared(case, reading)
    return (*_stances(case, read), *_terms(case, read))


class _Compared:
    """What was read beside the case that it is compared with."""

    def __init__(self, case: Case, reading: Reading) -> None:
        self.case = case
        self.sources: dict[str, str] = {}
        """The source of the case by the id of its document."""
        by_file = {PurePosixPath(s.file).name: s.id for s in case.sources.values()}
        for document in reading.documents:
            name = PurePosixPath(document.file.replace("\\", "/")).name
            source = document.id if document.id in case.sources else by_file.get(name, "")
            if source:
                self.sources[document.id] = source
        reports, _ = shelve(reading, self.sources.keys())
        by_id: dict[str, NewsReport] = {r.document.id: r for r in reports}
        statements = list(reading.all())
        sides = Sides(statements, None, by_id)
        self.party_of = {key: self._party(side.names(), key) for key, side in sides.sides.items()}
        self.claims = claims_of(statements, by_id, sides)
        self.terms = terms_told(reports, self.claims, sides.mentions())

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

    def issue_of(self, matter: str) -> str:
        """The issue of the case that a matter is, by its short name or title; or nothing."""
        if matter in self.case.issues:
            return matter
        known = BY_ID.get(matter)
        title = fold(known.title) if known else ""
        return next((i.id for i in self.case.issues.values() if fold(i.title) == title), "")


# --- what contradicts ---------------------------------------------------------------------------


def _stances(case: Case, read: _Compared) -> Iterator[Conflict]:
    for index, fact in enumerate(case.facts):
        content = fact.content
        if not isinstance(content, Taken) or content.package.draft is None:
            continue
        against = ClaimStance.REJECTS if content.would_sign else ClaimStance.ACCEPTS
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


def _conflict(fact: Fact, index: int, draft: Draft, claim: Claim, read: _Compared) -> Conflict:
    does = "agrees to one" if claim.stance is ClaimStance.ACCEPTS else "refuses one"
    text = one_line(claim.report.text[claim.span.start : claim.span.stop], 120)
    words = (
        f"the ledger has {fact.party} {fact.kind.removesuffix('s')} the draft {draft.id}, and a "
        f"statement has that it {does}: {text}"
    )
    source = read.sources[claim.report.document.id]
    path = fact.path or ("facts", index)
    return Conflict(path, claim.statement.id, source, claim.span, fact.evidence, words)


def _terms(case: Case, read: _Compared) -> Iterator[Conflict]:
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


def _draft_meant(case: Case, term: DraftTerm, read: _Compared) -> Draft | None:
    """The draft of the side that is named with it; where none is, the only one there is."""
    side = read.party_of.get(term.side, "")
    own = [draft for draft in case.drafts.values() if side in draft.by] if side else []
    if own:
        return own[-1]
    drafts: Mapping[str, Draft] = case.drafts
    return next(iter(drafts.values())) if len(drafts) == 1 and not term.side else None
