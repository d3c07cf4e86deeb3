"""The chains of a proposed ledger, out of what its steps gave: `chains_of`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from zopa.case.ledger_text import in_flow
from zopa.case.model import Draft, Fact, Issue, Party
from zopa.case.scalars import plain_number
from zopa.proposing.also_found import positions_of
from zopa.proposing.by_grammar.drafting import DraftedOffer
from zopa.proposing.by_grammar.leveling import LeveledIssue, exact, measures_in
from zopa.proposing.by_grammar.texts import TextMention
from zopa.proposing.by_grammar.wishes import COMPARED, OPPOSED, Wish
from zopa.proposing.chains.chain_records import (
    CallCount,
    DraftChain,
    FactChain,
    IssueChain,
    LedgerChains,
    PartyChain,
    ReadPosition,
    ToldTerm,
)
from zopa.proposing.chains.how_sure import sureness, why_sure
from zopa.proposing.chains.left_aside import everything_aside
from zopa.proposing.chains.read_in_words import Telling
from zopa.proposing.proposal import Proposed

if TYPE_CHECKING:
    from zopa.proposing.build import ProposedInSteps

MOST_CALLS = 8
MOST_TOLD = 12
"""Places of one issue or draft that are shown."""


_ARTICLES = frozenset({"The", "A", "An", "Its", "Their"})


def chains_of(steps: ProposedInSteps) -> LedgerChains:
    """For each line of the proposed ledger how it came about, and what was set aside and why."""
    return _ChainsOfSteps(steps).all()


class _ChainsOfSteps:
    def __init__(self, steps: ProposedInSteps) -> None:
        self.steps = steps
        self.telling = Telling(steps)
        self.proposal = steps.proposed.proposal
        self.issues: dict[str, Issue] = {p.thing.id: p.thing for p in self.proposal.issues}
        self._leveled: dict[str, LeveledIssue] = {
            steps.both.issue_in_case(i.issue.id): i for i in steps.by_grammar.issues
        }
        self._offers: dict[str, DraftedOffer] = {
            steps.both.draft_in_case(d.draft.id): d for d in steps.by_grammar.drafts
        }

    def all(self) -> LedgerChains:
        proposal = self.proposal
        return LedgerChains(
            tuple(map(self._party, proposal.parties)),
            tuple(map(self._issue, proposal.issues)),
            tuple(map(self._draft, proposal.drafts)),
            tuple(map(self._fact, proposal.facts)),
            tuple(replace(self._fact(p), why_sure=p.why) for p in proposal.also),
            tuple(everything_aside(self.steps, self.telling)),
        )

    # --- parties --------------------------------------------------------------------------------

    def _party(self, proposed: Proposed[Party]) -> PartyChain:
        party = proposed.thing
        actor = next((a for a in self.steps.actors.actors if self._is(a.id, party)), None)
        if actor is None:
            return PartyChain(party.id, party.name, party.role, "", (), (), proposed.why)
        calls = Counter((_lower(c.words), str(c.way)) for c in self.steps.actors.calls()[actor])
        stands = Counter(str(p.stand) for p in self.steps.by_grammar.told.held if actor in p.actors)
        return PartyChain(
            party.id,
            party.name,
            party.role,
            str(actor.kind),
            tuple(CallCount(w, how, n) for (w, how), n in calls.most_common(MOST_CALLS)),
            tuple(stands.most_common()),
            "named by hand" if proposed.given else "",
        )

    def _is(self, actor: str, party: Party) -> bool:
        known = self.steps.parties.get(actor)
        return known is not None and known.id == party.id

    # --- issues ---------------------------------------------------------------------------------

    def _issue(self, proposed: Proposed[Issue]) -> IssueChain:
        issue = proposed.thing
        levels = tuple(level.id for level in issue.levels)
        why = "named by hand" if proposed.given else proposed.why
        leveled = self._leveled.get(issue.id)
        if leveled is None:
            grouped = "" if proposed.placeholder else "statements have words of one known matter"
            return IssueChain(issue.id, issue.title, levels, grouped, (), why)
        told = tuple(self._terms(leveled, issue))[:MOST_TOLD]
        return IssueChain(issue.id, issue.title, levels, _grouped(leveled), told, why)

    def _terms(self, leveled: LeveledIssue, issue: Issue) -> Iterator[ToldTerm]:
        for told in leveled.dispute.told:
            values = [leveled.of_value(m.value) for m in measures_in(told, leveled.unit)]
            ways = values if leveled.counted else [leveled.of_way(told.topic.way)]
            levels = [level for level in ways if level and issue.has(level)]
            if told.held is not None:
                who = " and ".join(a.name for a in told.held.actors) or "somebody"
                by = f"{who} {told.held.stand} it"
            elif told.offer is not None:
                author = told.offer.by.name if told.offer.by is not None else "several"
                by = f"in a text of {author}"
            else:
                by = "told to be disputed"
            yield ToldTerm(self.telling.topic(told), by, told.topic.phrase, ", ".join(levels))

    # --- drafts ---------------------------------------------------------------------------------

    def _draft(self, proposed: Proposed[Draft]) -> DraftChain:
        draft = proposed.thing
        drafted = self._offers.get(draft.id)
        mentions = drafted.offer.mentions if drafted is not None else []
        measures = sorted(drafted.offer.measures) if drafted is not None else []
        return DraftChain(
            draft.id,
            draft.title,
            ", ".join(draft.by),
            tuple(f"{plain_number(exact(value))} {unit}" for unit, value in measures),
            tuple(self.telling.mention(m) for m in mentions[:MOST_TOLD]),
            proposed.why,
        )

    # --- facts ----------------------------------------------------------------------------------

    def _fact(self, proposed: Proposed[Fact]) -> FactChain:
        fact = proposed.thing
        wish = next((item for item in proposed.basis if isinstance(item, Wish)), None)
        held = dict.fromkeys(positions_of(proposed))
        told = [self.telling.statement(item) for item in proposed.basis if isinstance(item, str)]
        return FactChain(
            fact.party,
            f"{fact.kind}: {in_flow(fact.content.tree(self.issues))}",
            sureness(fact),
            why_sure(proposed, self.steps),
            tuple(map(self.telling.position, held)),
            tuple(_reasons(wish)) if wish is not None else (),
            tuple(one for one in told if one is not None),
            tuple(self._against(wish)) if wish is not None else (),
            tuple(
                self.telling.mention(item)
                for item in proposed.basis
                if isinstance(item, TextMention)
            ),
            self.telling.quotes(fact.evidence),
        )

    def _against(self, wish: Wish) -> Iterator[ReadPosition]:
        for reason in wish.reasons:
            held = reason.told.held if reason.told is not None else None
            if reason.toward != wish.toward and held is not None:
                yield self.telling.position(held)


def _reasons(wish: Wish) -> Iterator[str]:
    for reason in wish.reasons:
        if reason.toward != wish.toward:
            continue
        if reason.weight == COMPARED:
            side = "above" if reason.toward > 0 else "below"
            yield f"its figures lie {side} those of the others"
        elif reason.weight == OPPOSED:
            yield "the only other side at the table wants the opposite"


def _grouped(leveled: LeveledIssue) -> str:
    dispute = leveled.dispute
    places: Sequence[object] = [t for t in dispute.told if not t.topic.bare]
    if dispute.given is not None:
        return "it is nearest to what was named by hand"
    if dispute.worth:
        return "figures of texts, of which nothing else is told"
    if dispute.matter:
        return f"all tell the known matter “{dispute.matter}”"
    if len(places) == 1:
        return "told in one place"
    return f"all share the word “{dispute.title.split()[-1]}”, and no word beside it differs"


def _lower(words: str) -> str:
    """“The union” at the start of a sentence is “the union”."""
    first, _, rest = words.partition(" ")
    return f"{first.lower()} {rest}" if rest and first in _ARTICLES else words
