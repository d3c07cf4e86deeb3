"""Facts that can all hold: of those that cannot, the weakest is withheld.

A first look needs no computation: what a side likes at least as much on every term, it cannot
refuse while it would sign the other. What else the facts rule out together is found by
`clashing_facts`, which solves linear programs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from zopa.case.checks import check_case
from zopa.case.model import (
    Case,
    Direction,
    Fact,
    FactKind,
    Issue,
    Order,
    Ranking,
    RedLine,
    Stance,
    Terms,
)  # fmt: skip
from zopa.foundation.diagnostics import Finding, Severity
from zopa.proposing.proposal import Proposal, Proposed

Check = Callable[[Case], Iterable[Finding]]


def settled(proposal: Proposal) -> Proposal:
    """The proposal with no facts that clash; those taken out stand among the withheld."""
    from zopa.preferences.clashes import clashing_facts

    checks: tuple[Check, ...] = (_case_errors, clashing_facts)
    for _ in range(len(proposal.facts) + 1):
        case = proposal.case()
        clash = next(_clashes(case), None) or next(_found(case, checks), None)
        if clash is None:
            return proposal
        weakest = min(clash, key=lambda i: _strength(proposal.facts[i]))
        proposal = _withhold(proposal, weakest, clash)
    return proposal


def _withhold(proposal: Proposal, weakest: int, clash: Sequence[int]) -> Proposal:
    kept = tuple(fact for i, fact in enumerate(proposal.facts) if i != weakest)
    taken = proposal.facts[weakest]
    others = [proposal.facts[i].thing for i in clash if i != weakest]
    named = ", ".join(f"{fact.party} {fact.kind}" for fact in others[:4])
    why = f"cannot hold together with: {named}" if others else "cannot hold"
    withheld = replace(taken, why=f"{why}; {taken.why}" if taken.why else why)
    return replace(proposal, facts=kept, withheld=(*proposal.withheld, withheld))


def _strength(proposed: Proposed[Fact]) -> tuple[float, int, int, int]:
    """What speaks for a fact: how sure it is, in how many sources, how many quotes."""
    fact = proposed.thing
    return fact.confidence, len(fact.sources), len(fact.evidence), _firmness(fact.kind)


def _firmness(kind: FactKind) -> int:
    """How firm a kind of fact is where all else is equal: the more, the firmer."""
    match kind:
        case "tables":
            return 6
        case "rejects" | "declines":
            return 5
        case "accepts":
            return 4
        case "order":
            return 3
        case "priorities":
            return 2
        case "red_line" | "at_least" | "at_most":
            return 1
        case "prefers" | "about_equal" | "weight" | "value" | "bonus" | "reservation" | "points":
            return 0  # nothing that is read tells of these
        case _:
            assert_never(kind)


def _case_errors(case: Case) -> Iterator[Finding]:
    return (finding for finding in check_case(case) if finding.severity is Severity.ERROR)


def _found(case: Case, checks: Iterable[Check]) -> Iterator[list[int]]:
    """The facts that errors are about, by the places that `Proposal.case` gives them."""
    for check in checks:
        for finding in check(case):
            if finding.severity is Severity.NOTE:
                continue
            places = (finding.place, *(place for place, _ in finding.related))
            facts = sorted({p.line - 1 for p in places if p.file == "facts"})
            if facts and finding.code.name in _MENDED:
                yield [i for i in facts if i < len(case.ledger)]


_MENDED = frozenset(
    {"clash", "uncertain-clash", "opposed-orders", "duplicate-fact", "quote-not-found",
     "quote-not-unique", "reading-clash"}
)  # fmt: skip
"""Findings that go away when one of the facts they show does."""


# --- without computation ------------------------------------------------------------------------


def _clashes(case: Case) -> Iterator[list[int]]:
    # Facts that are replaced stand among those of the proposal and not among those that hold.
    numbered = [(fact.path[1], fact) for fact in case.facts if isinstance(fact.path[1], int)]
    for party in case.parties:
        own = [(i, fact) for i, fact in numbered if fact.party == party]
        orders = {
            ranking.issue: (i, ranking)
            for i, fact in own
            if isinstance(fact.content, Order)
            for ranking in fact.content.rankings
        }
        for i, fact in own:
            if fact.kind == "rejects" and isinstance(fact.content, Stance):
                refused = case.levels_of(fact.content.package)
                best = _all_best(refused, orders, case.issues)
                if best is not None:
                    yield [i, *best]
                yield from _better_refused(case, i, refused, own, orders)
            if isinstance(fact.content, RedLine):
                yield from _signs_red_line(case, i, fact.content, own)


def _signs(fact: Fact) -> bool:
    return fact.kind in ("tables", "accepts") and isinstance(fact.content, Stance)


def _signs_red_line(
    case: Case, red: int, line: RedLine, own: Sequence[tuple[int, Fact]]
) -> Iterator[list[int]]:
    for i, fact in own:
        if _signs(fact) and isinstance(fact.content, Stance):
            terms = case.levels_of(fact.content.package)
            if any(set(terms.get(issue, ())) & set(ls) for issue, ls in line.levels.items()):
                yield [red, i]


def _all_best(
    terms: Terms, orders: Mapping[str, tuple[int, Ranking | Direction]], issues: Mapping[str, Issue]
) -> list[int] | None:
    """The orders by which no outcome is better than these terms, or None."""
    used: list[int] = []
    for issue in issues.values():
        if issue.id not in orders or len(terms.get(issue.id, ())) != 1:
            return None
        index, ranking = orders[issue.id]
        (level,) = terms[issue.id]
        if not all(_at_least(ranking, issue, level, other) for other in issue.level_ids):
            return None
        used.append(index)
    return used


def _better_refused(
    case: Case,
    refusal: int,
    refused: Terms,
    own: Sequence[tuple[int, Fact]],
    orders: Mapping[str, tuple[int, Ranking | Direction]],
) -> Iterator[list[int]]:
    """Refusing a package that is at least as good on every issue as one the side would sign."""
    for i, fact in own:
        if not (_signs(fact) and isinstance(fact.content, Stance)):
            continue
        signed = case.levels_of(fact.content.package)
        used = [refusal, i]
        for issue in case.issues.values():
            one, other = refused.get(issue.id, ()), signed.get(issue.id, ())
            if one == other and len(one) == 1:
                continue
            index, ranking = orders.get(issue.id, (-1, None))
            if ranking is None or not _certainly(ranking, issue, one, other):
                break
            used.append(index)
        else:
            yield used


def _certainly(
    ranking: Ranking | Direction, issue: Issue, one: Sequence[str], other: Sequence[str]
) -> bool:
    """Whether the worst that `one` may mean is at least as good as the best of `other`."""
    return all(
        _at_least(ranking, issue, a, b)
        for a in (one or issue.level_ids)
        for b in (other or issue.level_ids)
    )


def _at_least(ranking: Ranking | Direction, issue: Issue, one: str, other: str) -> bool:
    if one == other:
        return True
    if isinstance(ranking, Direction):
        higher = issue.index(one) > issue.index(other)
        return higher if ranking.toward == "more" else ranking.toward == "less" and not higher
    rank = {level: k for k, tier in enumerate(ranking.tiers) for level in tier}
    return one in rank and other in rank and rank[one] < rank[other]
