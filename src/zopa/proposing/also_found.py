"""What was plainly told and made no fact: facts that a person may make of it.

A position makes no fact where the reasons for and against it are even, where it is a figure with
nothing to compare it with, or where it takes one level of an issue without saying more. What two
ways of reading tell oppositely makes none either. Each stands in the ledger as a comment that is a
fact once it is none. What is not plainly told is none of these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from zopa.case.checks import check_case
from zopa.case.model import (
    Case,
    Content,
    Direction,
    Evidence,
    Fact,
    FactKind,
    Order,
    Package,
    Ranking,
    RedLine,
    Stance,
)
from zopa.foundation.diagnostics import Severity
from zopa.proposing.by_grammar.citing import Citing
from zopa.proposing.by_grammar.drafting import DraftedOffer
from zopa.proposing.by_grammar.grammar_way import LIKELY, WORDS, GrammarFindings
from zopa.proposing.by_grammar.leveling import LeveledIssue, measures_in
from zopa.proposing.by_grammar.stances import HeldPosition
from zopa.proposing.by_grammar.stands import Stand
from zopa.proposing.by_grammar.told_topics import ToldTopic
from zopa.proposing.by_grammar.wishes import Wish
from zopa.proposing.few_quotes import MOST_QUOTES
from zopa.proposing.proposal import Proposal, Proposed
from zopa.proposing.two_ways import OPPOSITE, ReadBothWays

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_ALSO = 12
"""Facts that are offered to a person beside those of the proposal."""
MOST_TRIED = 30
"""Of which it is tried whether they can stand beside the facts of the proposal."""
_STANCES: dict[Stand, FactKind] = {
    Stand.WANTS: "tables", Stand.REJECTS: "rejects", Stand.ACCEPTS: "accepts",
}  # fmt: skip


def with_also_found(
    proposal: Proposal,
    by_grammar: GrammarFindings,
    both: ReadBothWays,
    parties: Mapping[str, str],
    citing: Citing,
) -> Proposal:
    """The proposal with what a person may add to its facts, by party and issue.

    `parties` gives the short names of the parties by the ids of the actors. What repeats a fact or
    contradicts one is left out, and so is what is told least, where there is much.
    """
    opposed = [left.proposed for left in both.left if left.why == OPPOSITE]
    made = (*proposal.facts, *proposal.withheld, *opposed)
    used = {id(position) for fact in made for position in positions_of(fact)}
    found = [
        *_joined(_of_positions(by_grammar, both.in_case, parties, citing, used)),
        *map(_unsure, opposed),
    ]
    known = [p.thing for p in (*proposal.facts, *proposal.withheld)]
    new = [one for one in found if not any(_repeats(one.thing, fact) for fact in known)]
    signing = {p.thing.id for p in proposal.parties if p.thing.role == "signatory"}
    new.sort(key=lambda one: one.thing.party not in signing)
    chosen: list[Proposed[Fact]] = []
    for one in new[:MOST_TRIED]:
        again = any(_same(one.thing, other.thing) for other in chosen)
        if len(chosen) < MOST_ALSO and not again and _stands(proposal.case(), one.thing):
            chosen.append(one)
    ranks = {p.thing.id: k for k, p in enumerate(proposal.parties)}
    issues = {p.thing.id: k for k, p in enumerate(proposal.issues)}

    def place(one: Proposed[Fact]) -> tuple[int, int]:
        named = [issues[issue] for issue in issues_of(one.thing)]
        return ranks[one.thing.party], min(named, default=-1)

    return replace(proposal, also=tuple(sorted(chosen, key=place)))


def positions_of(fact: Proposed[Fact]) -> Iterator[HeldPosition]:
    """The positions that the grammar's way made a fact of."""
    for item in fact.basis:
        if isinstance(item, HeldPosition):
            yield item
        elif isinstance(item, Wish):
            told = [r.told for r in item.reasons if r.toward == item.toward and r.told is not None]
            yield from (t.held for t in told if t.held is not None)


def issues_of(fact: Fact) -> tuple[str, ...]:
    """The issues that a fact names; none for one about a draft."""
    content = fact.content
    if isinstance(content, Order):
        return tuple(ranking.issue for ranking in content.rankings)
    if isinstance(content, Stance):
        return tuple(content.package.terms)
    return tuple(content.levels) if isinstance(content, RedLine) else ()


# --- what positions tell ------------------------------------------------------------------------


def _of_positions(
    by_grammar: GrammarFindings,
    in_case: Callable[[Proposed[Fact]], Proposed[Fact] | None],
    parties: Mapping[str, str],
    citing: Citing,
    used: set[int],
) -> Iterator[Proposed[Fact]]:
    for position, content, why in _untold(by_grammar, used):
        quote = citing.position(position)
        if quote is None:
            continue
        for actor in position.actors:
            if actor.id not in parties:
                continue
            kind: FactKind = "order" if isinstance(content, Order) else _STANCES[position.stand]
            own = Stance(kind, content) if isinstance(content, Package) else content  # type: ignore[arg-type]
            fact = _fact(parties[actor.id], kind, own, quote)
            placed = in_case(Proposed(fact, why, basis=(position,)))
            if placed is not None:
                yield placed


def _untold(
    by_grammar: GrammarFindings, used: set[int]
) -> Iterator[tuple[HeldPosition, Order | Package, str]]:
    """The plain positions of which no fact is made, as what one could be made of."""
    left = {id(p): p for p in by_grammar.told.held if p.plain and id(p) not in used}
    for issue in by_grammar.issues:
        for told in issue.dispute.positions():
            if told.held is not None and id(told.held) in left:
                content, why = _told(issue, told, told.held)
                yield told.held, content, why
    for draft in by_grammar.drafts:
        for position in draft.positions:
            answers = position.stand in (Stand.REJECTS, Stand.ACCEPTS)
            if id(position) in left and answers:
                yield position, Package(draft.draft.id), _earlier(draft)


def _earlier(draft: DraftedOffer) -> str:
    return f"told of {draft.draft.title}, and otherwise as well"


def _told(issue: LeveledIssue, told: ToldTopic, held: HeldPosition) -> tuple[Order | Package, str]:
    measures = measures_in(told, issue.unit) if issue.unit else ()
    levels = [level for m in measures if (level := issue.of_value(m.value))]
    if levels:
        why = "a figure, with nothing that tells whether more or less would be better"
        return Package(terms={issue.issue.id: levels[-1]}), why
    if held.stand is Stand.ACCEPTS and not issue.counted:
        why = "what is accepted, not what is liked best"
        return Package(terms={issue.issue.id: issue.of_way(told.topic.way)}), why
    toward = told.topic.way * (-1 if held.stand is Stand.REJECTS else 1)
    why = "reasons for it and against it are even"
    if issue.counted:
        return Order((Direction(issue.issue.id, "more" if toward > 0 else "less"),)), why
    return Order((Ranking(issue.issue.id, issue.ranked(toward)),)), why


def _unsure(proposed: Proposed[Fact]) -> Proposed[Fact]:
    """What is told oppositely, likely at most."""
    fact = proposed.thing
    if fact.confidence > LIKELY:
        fact = replace(fact, confidence=LIKELY, confidence_word=WORDS[LIKELY])
    return replace(proposed, thing=fact, why=OPPOSITE)


def _fact(party: str, kind: FactKind, content: Content, quote: Evidence) -> Fact:
    return Fact(party, kind, content, (quote,), "", None, LIKELY, WORDS[LIKELY])


def _joined(found: Iterable[Proposed[Fact]]) -> list[Proposed[Fact]]:
    """Each fact once with the words of all who tell it, those told most often first."""
    joined: list[Proposed[Fact]] = []
    for one in found:
        at = next((k for k, o in enumerate(joined) if _same(o.thing, one.thing)), None)
        if at is None:
            joined.append(one)
            continue
        known = joined[at]
        quotes = tuple(dict.fromkeys((*known.thing.evidence, *one.thing.evidence)))[:MOST_QUOTES]
        fact = replace(known.thing, evidence=quotes)
        joined[at] = replace(known, thing=fact, basis=(*known.basis, *one.basis))
    return sorted(joined, key=lambda p: -len(p.basis))


# --- what can stand beside the facts ------------------------------------------------------------


def _same(one: Fact, other: Fact) -> bool:
    return one.party == other.party and one.kind == other.kind and one.content == other.content


def _repeats(one: Fact, other: Fact) -> bool:
    """Whether a fact says of the same what another says, or the opposite."""
    if _same(one, other):
        return True
    if one.party != other.party or one.kind != other.kind:
        mine, its = one.content, other.content
        stances = isinstance(mine, Stance) and isinstance(its, Stance)
        return stances and one.party == other.party and mine.package == its.package  # type: ignore[union-attr]
    return isinstance(one.content, Order) and bool(set(issues_of(one)) & set(issues_of(other)))


def _stands(case: Case, fact: Fact) -> bool:
    """Whether the case checks without errors with the fact in it, and no facts clash."""
    from zopa.preferences.clashes import clashing_facts

    if fact.party not in case.parties or not set(issues_of(fact)) <= set(case.issues):
        return False
    if isinstance(fact.content, Stance):
        draft = fact.content.package.draft
        if draft is not None and (draft not in case.drafts or fact.party in case.drafts[draft].by):
            return False
    larger = replace(case, facts=(*case.facts, fact))
    findings: Sequence[object] = [
        f for f in check_case(larger) if f.severity is Severity.ERROR
    ] or [f for f in clashing_facts(larger) if f.severity is not Severity.NOTE]
    return not findings
