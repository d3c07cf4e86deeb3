"""This check finds two orders of a party that say opposite things of the same levels."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from zopa.case.model import Case, Direction, Issue, Path, Ranking
from zopa.foundation.diagnostics import Code, Finding, Severity, example

OPPOSED_ORDERS = Code(
    "opposed-orders",
    Severity.WARNING,
    "two orders that say opposite things",
    "An order says *at least as good as*, so two opposite orders can both hold: the levels are "
    "then equally good, and the issue no longer counts between them. That is seldom what reports "
    "mean. More often one of the two is meant for another party, or a report is uncertain and "
    "wants a `confidence`.\n\n"
    + example(
        wrong="- party: us\n  order: {law: [ours, theirs]}\n- party: us\n"
        "  order: {law: [theirs, ours]}",
        right="- party: us\n  order: {law: [ours, theirs]}\n- party: them\n"
        "  order: {law: [theirs, ours]}",
    ),
)

CODES = (OPPOSED_ORDERS,)


def opposed_order_pairs(case: Case) -> Iterator[Finding]:
    """A finding for each two established orders that put the same two levels opposite ways."""
    orders: dict[tuple[str, str], list[tuple[Path, set[tuple[str, str]]]]] = {}
    for index, fact in enumerate(case.facts):
        if fact.certain:
            for ranking in fact.content.orders():
                path = (*(fact.path or ("facts", index)), fact.kind, ranking.issue)
                pairs = _better_worse(case.issues[ranking.issue], ranking)
                orders.setdefault((fact.party, ranking.issue), []).append((path, pairs))
    for (party, issue), same in orders.items():
        for (first_path, first), (path, second) in combinations(same, 2):
            against = sorted((b, a) for a, b in first & {(b, a) for a, b in second})
            if against:
                better, worse = against[0]
                yield Finding(
                    OPPOSED_ORDERS,
                    case.place(*path),
                    f"this puts `{better}` above `{worse}` for `{party}`, another order below it",
                    label=f"both together make them equal on issue `{issue}`",
                    related=((case.place(*first_path), "the other order"),),
                    help=("delete one of them, or give the less sure one a `confidence`",),
                )


def _better_worse(issue: Issue, ranking: Ranking | Direction) -> set[tuple[str, str]]:
    """Every two levels of which the first is said to be better."""
    if isinstance(ranking, Ranking):
        return {
            (a, b) for upper, lower in combinations(ranking.tiers, 2) for a in upper for b in lower
        }
    ids = issue.level_ids
    if not issue.numeric:
        return set()
    if ranking.toward == "peak":
        top = ids.index(str(ranking.level))
        sides: tuple[tuple[str, ...], ...] = (ids[top::-1], ids[top:])
    else:
        sides = (ids[::-1] if ranking.toward == "more" else ids,)
    return {pair for side in sides for pair in combinations(side, 2)}
