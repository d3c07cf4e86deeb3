"""What was known on a day: a case without the sources, drafts and facts of later days.

The day of a fact or a draft is its own, `on`, else that on which a fact was stated or that of the
first of its sources (`zopa.case.days`). What has no day at all always counts. Parties, issues,
levels and rules have no day: they say what is talked about, and are the same then and now.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from zopa.case.days import fact_day, first_report
from zopa.case.mentions import packages_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zopa.case.model import Case, Draft, Evidence, Fact, Source, TermReading
    from zopa.case.reported import Reported


def case_as_of(case: Case, day: date) -> Case:
    """The case as it was known on a day.

    A fact that a later one replaces holds until the day of that one. Of sources that came out
    later, the first one stays where a fact or draft of that day rests on no earlier one, as in a
    case that is written long after the talks. A fact about a draft that was not there yet is left
    out with it.

    >>> from zopa.case.model import Fact, Case, Order
    >>> told = [Fact("us", "order", Order(()), assumed="so", on=date(2025, 2, k)) for k in (7, 12)]
    >>> len(case_as_of(Case("", {}, {}, facts=tuple(told)), date(2025, 2, 10)).facts)
    1
    """
    drafts = {
        draft.id: draft for draft in case.drafts.values() if _counts(draft_day(case, draft), day)
    }
    facts = [
        fact
        for fact in case.ledger
        if _counts(fact_day(case, fact), day)
        and all(p.draft is None or p.draft in drafts for p in packages_of(fact))
    ]
    told = _Told(case, day)
    drafts = {k: told.draft(draft) for k, draft in drafts.items()}
    facts = [replace(fact, evidence=told.words(fact.evidence)) for fact in facts]
    needed = {
        quote.source
        for evidence in (*map(evidence_of_draft, drafts.values()), *(f.evidence for f in facts))
        for quote in evidence
    }
    sources = {k: s for k, s in case.sources.items() if k not in told.later or k in needed}
    return replace(
        case,
        sources=sources,
        drafts=drafts,
        facts=tuple(
            replace(fact, against=tuple(q for q in fact.against if q.source not in told.later))
            for fact in facts
        ),
        replaced=(),
        as_of=day if case.as_of is None else min(day, case.as_of),
        loose_evidence=tuple(q for q in case.loose_evidence if q.source not in told.later),
        reported=case.reported and _reported_in(case.reported, sources),
    )


def draft_day(case: Case, draft: Draft) -> date | None:
    """The day of a draft: `on`, else that of the first of its sources; None where none is known."""
    return draft.on or first_report(case, evidence_of_draft(draft))


def evidence_of_draft(draft: Draft) -> tuple[Evidence, ...]:
    """All evidence of a draft: for the whole, and for terms on which reports differ."""
    readings = (reading for of_issue in draft.terms.values() for reading in of_issue)
    return (*draft.evidence, *(quote for reading in readings for quote in reading.evidence))


def _counts(own: date | None, day: date) -> bool:
    return own is None or own <= day


class _Told:
    """What had been told of facts and drafts up to a day."""

    def __init__(self, case: Case, day: date) -> None:
        self._case = case
        self.later = {k for k, s in case.sources.items() if not _counts(s.published, day)}
        """The sources that came out after it."""

    def words(self, evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        """The evidence of sources that were out; where none was, that of the first of them."""
        first = first_report(self._case, evidence)
        return tuple(q for q in evidence if q.source not in self.later) or tuple(
            q for q in evidence if self._case.sources[q.source].published == first
        )

    def draft(self, draft: Draft) -> Draft:
        """A draft as it was reported then: without readings of a term that nobody had told yet."""
        terms: dict[str, tuple[TermReading, ...]] = {}
        for issue, readings in draft.terms.items():
            quotes = {id(q) for q in self.words(tuple(q for r in readings for q in r.evidence))}
            terms[issue] = tuple(
                replace(reading, evidence=then)
                for reading in readings
                if (then := tuple(q for q in reading.evidence if id(q) in quotes))
                or not reading.evidence
            )
        return replace(draft, terms=terms, evidence=self.words(draft.evidence))


def _reported_in(reported: Reported, sources: Mapping[str, Source]) -> Reported:
    """What was read in some of the sources, and what lines up among their statements."""
    statements = tuple(s for s in reported.statements if s.document in sources)
    ids = {statement.id for statement in statements}
    claims = tuple(
        replace(
            claim,
            statements=tuple(s for s in claim.statements if s in ids),
            documents=tuple(d for d in claim.documents if d in sources),
            independent=min(claim.independent, sum(d in sources for d in claim.documents)),
        )
        for claim in reported.claims
    )
    return replace(
        reported,
        sources=tuple(s for s in reported.sources if s in sources),
        statements=statements,
        claims=tuple(claim for claim in claims if claim.statements),
        differences=tuple(d for d in reported.differences if {d.first, d.second} <= ids),
        copies=tuple(c for c in reported.copies if c.first in sources and c.second in sources),
        dates={k: day for k, day in reported.dates.items() if k in sources},
    )


def counting_day(case: Case, fact: Fact) -> date | None:
    """The day from which a fact counts: its own, or that of a draft that it is about, if that is
    later; None where neither is known.

    >>> from zopa.case.model import Case, Draft, Fact, Package, Stance
    >>> text = Draft("text", "The text", (), date(2025, 2, 7), {})
    >>> told = Fact("us", "declines", Stance("declines", Package("text")), on=date(2025, 2, 5))
    >>> counting_day(Case("", {}, {}, drafts={"text": text}), told)
    datetime.date(2025, 2, 7)
    """
    about = (case.drafts.get(package.draft or "") for package in packages_of(fact))
    days = [fact_day(case, fact), *(draft_day(case, draft) for draft in about if draft)]
    return max((day for day in days if day is not None), default=None)


def facts_since(case: Case, day: date) -> tuple[Fact, ...]:
    """The facts that count from a later day than this, whether they still hold or are replaced
    already."""
    return tuple(fact for fact in case.ledger if not _counts(counting_day(case, fact), day))
