"""What the statements of the reports tell of a negotiation: known matters, drafts and facts.

This is one of two ways of reading. It goes by the statements that the tagger finds, by their acts,
and by the words of matters that the lexicon knows; the other goes by the grammar (`grammar_way`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from zopa.case.model import Fact, Issue, Party
from zopa.foundation.text import Span
from zopa.proposing.by_statements.claims import Claim, ClaimStance, claims_of
from zopa.proposing.by_statements.concerns import Concern, concerns_of
from zopa.proposing.by_statements.drafts import Made, drafts_of, keyed
from zopa.proposing.by_statements.facts import Facts
from zopa.proposing.by_statements.issues import MatterTold, Subject, subjects
from zopa.proposing.by_statements.issues_named import named_issues
from zopa.proposing.by_statements.sides import Mentions, Sides
from zopa.proposing.by_statements.terms import DraftTerm, terms_told
from zopa.proposing.given.named import GivenIssue
from zopa.proposing.matters import LevelShape, MatterHit
from zopa.proposing.proposal import Proposed
from zopa.proposing.shelf import NewsReport
from zopa.statements.statement import Statement


@dataclass(frozen=True, eq=False)
class StatementFindings:
    """What statements tell, as parts of a case."""

    issues: tuple[Subject, ...]
    drafts: tuple[Made, ...]
    facts: tuple[Proposed[Fact], ...]
    notes: tuple[str, ...]
    named: tuple[Proposed[Issue], ...] = ()
    """The issues that a person named, each with its levels."""


def found_by_statements(
    reports: Sequence[NewsReport],
    statements: Sequence[Statement],
    sides: Sides,
    parties: Mapping[str, Party],
    latest: date,
    held: Mapping[str, Sequence[Span]],
    given: Sequence[GivenIssue] = (),
) -> StatementFindings:
    """The issues, drafts and facts that statements about known matters tell.

    `parties` gives the party of the case for a side; others take no part. `held` gives for each
    document where the grammar finds what somebody wants, offers, rejects or accepts: in a sentence
    with such words, what stands beside them is not of who speaks.
    """
    told = claims_of(statements, {report.document.id: report for report in reports}, sides)
    told = [_within(claim, held.get(claim.report.document.id, ())) for claim in told]
    mentions = sides.mentions()
    terms = terms_told(reports, told, mentions)
    called = concerns_of(reports, told, mentions)
    found = subjects(_told(told, terms, called, parties), _place_names(mentions, sides))
    named: tuple[Proposed[Issue], ...] = ()
    if given:
        placed = named_issues(given, found)
        found, named = list(placed.subjects), placed.issues
    by_key = keyed(found)
    made = drafts_of(told, terms, by_key, parties, reports, latest)
    facts = Facts(told, made, by_key, parties, latest, called)
    return StatementFindings(
        tuple(found), tuple(made), tuple(facts.all()), tuple(facts.notes), named
    )


def _within(claim: Claim, held: Sequence[Span]) -> Claim:
    """The claim with those of its matters that stand in the words of a position, where its
    sentence has any."""
    sentence = claim.report.sentence_at(claim.span.start)
    near = [span for span in held if sentence.start <= span.start < sentence.stop]
    if not near or claim.stance is ClaimStance.TELLS:
        return claim
    hits = tuple(
        hit
        for hit in claim.hits
        if any(span.start <= hit.span.start and hit.span.stop <= span.stop for span in near)
        or not sentence.start <= hit.span.start < sentence.stop
        or (claim.stance is ClaimStance.TABLES and _further_term(hit))
    )
    return replace(claim, hits=hits)


def _further_term(hit: MatterHit) -> bool:
    """Whether a matter is a plain figure, such as the years of a contract: what is tabled has
    such terms beside the first (“a rise of 3 percent, and with it a contract for four years”)."""
    return hit.value is not None and hit.matter.shape is LevelShape.NUMBER


def _told(
    told: Sequence[Claim],
    terms: Sequence[DraftTerm],
    called: Sequence[Concern],
    parties: Mapping[str, Party],
) -> list[MatterTold]:
    """The matters that make issues: of claims of parties, of drafts, and of concerns."""
    found: list[MatterTold] = []
    for claim in told:
        if claim.side in parties and claim.stance is not ClaimStance.TELLS:
            text, document = claim.report.text, claim.report.document.id
            found += [MatterTold(hit, claim.side, document, text) for hit in claim.hits]
    for term in terms:
        report = term.report
        found.append(MatterTold(term.hit, "draft " + term.side, report.document.id, report.text))
    by_source = {c.report.quoter.source: c.report for c in told}
    for concern in called:
        source = by_source.get(concern.quote.source)
        if source is not None and concern.side in parties:
            found.append(MatterTold(concern.hit, concern.side, source.document.id, source.text))
    return found


def _place_names(mentions: Mentions, sides: Sides) -> Callable[[str], str]:
    def name(place: str) -> str:
        named = mentions.find(place)
        whole = named and named[0][0] == 0 and named[0][1] == len(place)
        return sides.sides[named[0][2]].name if whole else ""

    return name
