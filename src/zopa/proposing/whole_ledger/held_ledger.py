"""A whole ledger out of an answer: each entry held against the reports, then all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from zopa.case.checks import check_case
from zopa.case.model import Issue, Level, Party
from zopa.case.replacing import Replacements
from zopa.foundation.diagnostics import Finding, Severity
from zopa.proposing.naming import one_line, short_name
from zopa.proposing.proposal import Proposal, Proposed
from zopa.proposing.settle import settled
from zopa.proposing.shelf import NewsReport
from zopa.proposing.whole_ledger.answer_form import LedgerAnswer
from zopa.proposing.whole_ledger.answer_reading import Fault
from zopa.proposing.whole_ledger.held_agreement import agreement_told
from zopa.proposing.whole_ledger.held_drafts import HeldDrafts, HeldIssues
from zopa.proposing.whole_ledger.held_facts import HeldFact, HeldFacts
from zopa.proposing.whole_ledger.held_quotes import QuoteKeeper
from zopa.proposing.whole_ledger.own_reading import OwnReading
from zopa.proposing.whole_ledger.told_names import ToldNames
from zopa.proposing.whole_ledger.told_parties import HeldParties, held_parties
from zopa.statements.reading import Reading


@dataclass(frozen=True)
class HeldLedger:
    """What stands of an answer as a proposal, and what does not."""

    proposal: Proposal
    faults: tuple[Fault, ...]


class LedgerKeeper:
    """Holds answers against reports that have been read."""

    def __init__(
        self, reading: Reading, reports: Sequence[NewsReport], latest: date, notes: Iterable[str]
    ) -> None:
        self._reading, self._reports, self._latest = reading, list(reports), latest
        self._notes = tuple(notes)
        self._keeper = QuoteKeeper(self._reports)
        self._told = ToldNames(
            [*(report.text for report in reports), *(r.document.title for r in reports)]
        )

    def held(self, answer: LedgerAnswer, title: str = "") -> HeldLedger:
        """The ledger as far as it stands. Facts that clash are all still in it (see `closed`)."""
        parties = held_parties(answer.parties, self._told)
        issues = HeldIssues(answer)
        drafts = HeldDrafts(answer.drafts, parties, issues, self._keeper, self._latest)
        by_id = {party.id: party for party in parties.parties}
        own = OwnReading(self._reading, self._reports, by_id)
        facts = HeldFacts(answer.facts, parties, issues, drafts, self._keeper, own, self._latest)
        agreement, wrong = agreement_told(
            answer.agreement, parties, issues.issues.values(), self._keeper
        )
        signing = [party.name for party in parties.parties if party.role == "signatory"]
        named = one_line(title) or one_line(answer.title)
        proposal = Proposal(
            title=named or one_line(" – ".join(signing[:3]) or "Name the negotiation"),
            as_of=self._latest,
            summary=_summary(signing, drafts, len(self._reports)),
            sources=tuple(Proposed(report.shelved) for report in self._reports),
            parties=_with_two(parties),
            issues=tuple(Proposed(issue) for issue in issues.issues.values()),
            drafts=tuple(Proposed(d.draft, d.why) for d in drafts.drafts.values()),
            facts=tuple(held.proposed() for held in facts.facts),
            agreement=agreement,
            notes=self._notes,
        )
        proposal, unclear = _clear_of(proposal, facts.facts)
        faults = [
            *parties.faults, *wrong, *issues.faults, *drafts.faults, *facts.faults, *unclear
        ]  # fmt: skip
        if not issues.issues:
            faults.append(Fault("issues", "there is no issue, and a ledger needs one", lost=False))
        faults += _clashes(proposal, facts.facts)
        return HeldLedger(proposal, tuple(dict.fromkeys(faults)))


def _clear_of(proposal: Proposal, held: Sequence[HeldFact]) -> tuple[Proposal, list[Fault]]:
    """The proposal in which each fact that replaces others is clear about which it means."""
    if all(each.thing.replaces is None for each in proposal.facts):
        return proposal, []
    case = proposal.case()
    replacements = Replacements(case)
    unclear = {
        fact.path[1]
        for fact in case.ledger
        if fact.replaces is not None and not replacements.clear(fact)
    }
    facts = tuple(
        replace(each, thing=replace(each.thing, replaces=None)) if number in unclear else each
        for number, each in enumerate(proposal.facts)
    )
    words = "no earlier fact of the party about the same thing is the one that it replaces"
    faults = [Fault(one.entry, words, lost=False) for k, one in enumerate(held) if k in unclear]
    return replace(proposal, facts=facts), faults


def closed(held: HeldLedger, faults: Sequence[Fault]) -> Proposal:
    """The proposal in the end: of facts that cannot all hold the weakest are withheld, and what did
    not stand is told in its notes."""
    notes = [
        f"{'left out: ' if fault.lost else ''}{fault}" if fault.entry else str(fault)
        for fault in faults
        if not fault.words.startswith(_CLASH)
    ]
    proposal = held.proposal
    if not proposal.issues:
        proposal = _with_issue(proposal)
    made = settled(proposal)
    return _with_notes(made, notes)


_CLASH = "cannot hold together with"


def _clashes(proposal: Proposal, facts: Sequence[HeldFact]) -> Iterator[Fault]:
    """A fault for each set of facts that `zopa check` finds cannot all hold."""
    from zopa.preferences.clashes import clashing_facts

    case = proposal.case()
    errors = [f for f in check_case(case) if f.severity is Severity.ERROR]
    found: list[Finding] = errors
    if not errors:
        found = [f for f in clashing_facts(case) if f.severity is not Severity.NOTE]
    for finding in found:
        places = (finding.place, *(place for place, _ in finding.related))
        numbers = [place.line - 1 for place in places if place.file == "facts"]
        names = list(dict.fromkeys(facts[i].entry for i in numbers if 0 <= i < len(facts)))
        if len(names) > 1:
            yield Fault(names[0], f"{_CLASH} {', '.join(names[1:])}: one of them is wrong")
        elif names:
            yield Fault(names[0], finding.message)
        else:
            yield Fault("", finding.message, lost=False)


def _with_two(parties: HeldParties) -> tuple[Proposed[Party], ...]:
    """The parties, and placeholders so that two must agree."""
    listed = [Proposed(party) for party in parties.parties]
    taken = [party.id for party in parties.parties]
    lacking = 2 - sum(party.role == "signatory" for party in parties.parties)
    for number in range(1, lacking + 1):
        party_id = short_name(f"party_{number}", "party", taken)
        taken.append(party_id)
        name = f"Party {number} (to be filled in)"
        why = "the answer names no other party that has to agree"
        listed.append(Proposed(Party(party_id, name), why, placeholder=True))
    return tuple(listed)


def _with_issue(proposal: Proposal) -> Proposal:
    """A placeholder, since a ledger needs an issue."""
    levels = (Level("treaty", "a binding treaty"), Level("memorandum", "a memorandum"))
    issue = Issue("form", "Form of the agreement (to be filled in)", levels)
    why = "the answer names nothing that is disputed"
    return replace(proposal, issues=(Proposed(issue, why, placeholder=True),))


def _with_notes(proposal: Proposal, notes: Sequence[str]) -> Proposal:
    return replace(proposal, notes=(*proposal.notes, *notes))


def _summary(signing: Sequence[str], drafts: HeldDrafts, reports: int) -> str:
    count = f"{reports} {'report' if reports == 1 else 'reports'}"
    who = f" {' and '.join(signing)} negotiate." if len(signing) == 2 else ""
    tabled = [held.draft.title for held in drafts.drafts.values()][:3]
    told = f" Tabled: {'; '.join(tabled)}." if tabled else ""
    return one_line(
        f"Proposed by a language model from {count}.{who}{told} "
        "Say here what is being negotiated and what you want to know.", 1000,
    )  # fmt: skip
