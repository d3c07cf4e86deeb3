"""What do the reports say?

The table holds the facts by issue and party, each with its evidence. It says what one source
alone says, what is stated or assumed and what is uncertain, where reports differ, and on what
nothing is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.analyses.registry import analysis
from zopa.analyses.result import NoOptions, Record, Result
from zopa.case.days import fact_day
from zopa.case.mentions import issues_of_fact
from zopa.case.model import Direction, Limit
from zopa.case.replacing import Replacements

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zopa.case.model import Case, Fact, Issue
    from zopa.case.model import Evidence as Words
    from zopa.preferences.draws import Draws


class Quote(Record):
    """Words that stand in a source."""

    source: str
    words: str


class FactEntry(Record):
    """One entry of the ledger."""

    fact: int
    """Position among the facts that hold, from 0."""
    party: str
    kind: str
    issues: tuple[str, ...]
    evidence: tuple[Quote, ...]
    against: tuple[Quote, ...]
    """Words that speak against it."""
    assumed: str
    on: str
    """ISO date, or empty."""
    confidence: float
    single_source: bool
    """All its evidence comes from one source."""
    stated: str = ""
    """ISO date of the day on which the people concerned said it when asked, or empty."""


class ReplacedEntry(FactEntry):
    """An entry that a later one replaces: it holds in no draw. Its `fact` counts on from the
    positions of the facts that hold."""

    by: int
    """The entry that replaces it, counted in the same way."""


class WantsCell(Record):
    """What is known of what one party wants on one issue."""

    issue: str
    party: str
    order: tuple[tuple[str, ...], ...]
    """Levels from best to worst, those of one tier not told apart; empty if unknown."""
    red_lines: tuple[str, ...]
    facts: tuple[int, ...]
    """Entries that order the levels or draw a red line."""
    assumed: bool
    """Nothing but assumptions stands behind it."""
    single_source: bool
    """One source alone stands behind it."""
    uncertain: bool
    """Some entry behind it has a confidence below certainty."""
    stated: bool = False
    """The people concerned said all that stands behind it themselves, when asked."""


class Dispute(Record):
    """A term of a draft on which reports differ."""

    draft: str
    issue: str
    readings: dict[str, tuple[Quote, ...]]


class SourceUse(Record):
    source: str
    reliability: str
    facts: int
    """Facts that rest on it."""
    alone: int
    """Facts that rest on it alone."""


class EvidenceResult(Result):
    options: NoOptions
    facts: tuple[FactEntry, ...]
    """Those that hold."""
    replaced: tuple[ReplacedEntry, ...] = ()
    """Those that later ones replace."""
    undated: int = 0
    """Facts that hold and have neither a day nor a dated source, so that they count on any day."""
    cells: tuple[WantsCell, ...]
    """One for every issue and party, issues first."""
    disputes: tuple[Dispute, ...]
    sources: tuple[SourceUse, ...]
    reported: int
    assumed: int
    stated: int = 0
    """Facts that the people concerned stated themselves, when asked."""
    single_source: int
    uncertain: int
    unreviewed: int
    """Facts that the ledger marks as proposed, so that nobody has reviewed them yet."""
    unknown: int
    """Pairs of an issue and a signatory about which no order is known."""


@analysis(EvidenceResult, NoOptions)
def evidence(case: Case, draws: Draws, options: NoOptions) -> EvidenceResult:
    """Order the ledger by issue and party, with what each fact rests on. It needs no draws."""
    ledger = case.ledger
    facts = tuple(_entry(case, k, fact) for k, fact in enumerate(case.facts))
    cells = tuple(
        _cell(case, issue, party) for issue in case.issues.values() for party in case.parties
    )
    return EvidenceResult(
        analysis="evidence",
        question="What do the reports say?",
        method="The ledger's facts, by issue and party, with the sources that each rests on.",
        references=(),
        draws=0,
        seed=draws.seed,
        options=options,
        facts=facts,
        replaced=_replaced(case),
        undated=sum(fact_day(case, fact) is None for fact in case.facts),
        cells=cells,
        disputes=tuple(
            Dispute(
                draft=draft.id,
                issue=issue,
                readings={r.level: _quotes(r.evidence) for r in draft.terms[issue]},
            )
            for draft in case.drafts.values()
            for issue in draft.disputed
        ),
        sources=tuple(
            SourceUse(
                source=source.id,
                reliability=source.reliability,
                facts=sum(source.id in f.sources for f in case.facts),
                alone=sum(f.sources == (source.id,) for f in case.facts),
            )
            for source in case.sources.values()
        ),
        reported=sum(bool(f.evidence) for f in facts),
        assumed=sum(bool(f.assumed) for f in facts),
        stated=sum(bool(f.stated) for f in facts),
        single_source=sum(f.single_source for f in facts),
        uncertain=sum(f.confidence < 1 for f in facts),
        unreviewed=sum(ledger[k] not in case.replaced for k in case.unreviewed_facts()),
        unknown=sum(not c.order and c.party in case.signatories for c in cells),
    )


def _quotes(evidence: Iterable[Words]) -> tuple[Quote, ...]:
    return tuple(Quote(source=e.source, words=e.quote) for e in evidence)


def _entry(case: Case, position: int, fact: Fact) -> FactEntry:
    return FactEntry(
        fact=position,
        party=fact.party,
        kind=fact.kind,
        issues=issues_of_fact(case, fact),
        evidence=_quotes(fact.evidence),
        against=_quotes(fact.against),
        assumed=fact.assumed,
        on=fact.on.isoformat() if fact.on else "",
        confidence=fact.confidence,
        single_source=len(fact.sources) == 1,
        stated=fact.stated.isoformat() if fact.stated else "",
    )


def _replaced(case: Case) -> tuple[ReplacedEntry, ...]:
    if not case.replaced:
        return ()
    replacements = Replacements(case)
    numbers = case.numbers_of_facts()
    by = {
        id(earlier): numbers[id(fact)]
        for fact in case.ledger
        if replacements.clear(fact)
        for earlier in replacements.earlier(fact)
    }
    return tuple(
        ReplacedEntry(**_entry(case, numbers[id(fact)], fact).model_dump(), by=by[id(fact)])
        for fact in case.replaced
    )


def _cell(case: Case, issue: Issue, party: str) -> WantsCell:
    order: tuple[tuple[str, ...], ...] = ()
    red: list[str] = []
    behind: list[int] = []
    for k, fact in enumerate(case.facts):
        if fact.party != party:
            continue
        for ranking in fact.content.orders():
            if ranking.issue == issue.id:
                behind.append(k)
                order = order or (
                    _tiers(issue, ranking) if isinstance(ranking, Direction) else ranking.tiers
                )
        barred = fact.content.barred(case.issues)
        if issue.id in barred or _limited(fact, issue):
            behind.append(k)
            red.extend(barred.get(issue.id, ()))
    entries = [case.facts[k] for k in behind]
    sources = {s for f in entries for s in f.sources}
    return WantsCell(
        issue=issue.id,
        party=party,
        order=order,
        red_lines=tuple(dict.fromkeys(red)),
        facts=tuple(dict.fromkeys(behind)),
        assumed=bool(entries) and all(f.assumed for f in entries),
        single_source=len(sources) == 1,
        uncertain=any(not f.certain for f in entries),
        stated=bool(entries) and all(f.stated for f in entries),
    )


def _limited(fact: Fact, issue: Issue) -> bool:
    """Whether the party will not go beyond a number, though there may be no level beyond it."""
    return isinstance(fact.content, Limit) and issue.id in fact.content.bounds


def _tiers(issue: Issue, direction: Direction) -> tuple[tuple[str, ...], ...]:
    """A direction as an order of levels; for a peak only the peak itself leads the rest."""
    ids = issue.level_ids
    if direction.toward == "peak":
        rest = tuple(i for i in ids if i != direction.level)
        return ((str(direction.level),), rest)
    rising = tuple((i,) for i in ids)
    return rising[::-1] if direction.toward == "more" else rising
