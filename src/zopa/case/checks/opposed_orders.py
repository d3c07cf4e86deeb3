"""This check finds two orders of a party that say opposite things of the same levels."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from zopa.case.days import fact_day
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
    """A finding for each two established orders that put the same two levels opposite ways.

    Where they are of different days the party may have changed its mind, which is asked elsewhere.
    """
    orders: dict[tuple[str, str], list[tuple[Path, date | None, Ranking | Direction]]] = {}
    for index, fact in enumerate(case.facts):
        if fact.certain:
            for ranking in fact.content.orders():
                path = (*(fact.path or ("facts", index)), fact.kind, ranking.issue)
                told = (path, fact_day(case, fact), ranking)
                orders.setdefault((fact.party, ranking.issue), []).append(told)
    for (party, issue), same in orders.items():
        for (first_path, first_day, first), (path, day, second) in combinations(same, 2):
            against = opposed_levels(case, first, second)
            if against and (first_day is None or day is None or first_day == day):
                better, worse = against[0]
                yield Finding(
                    OPPOSED_ORDERS,
                    case.place(*path),
                    f"this puts `{better}` above `{worse}` for `{party}`, another order below it",
                    label=f"both together make them equal on issue `{issue}`",
                    related=((case.place(*first_path), "the other order"),),
                    help=("delete one of them, or give the less sure one a `confidence`",),
                )


def opposed_levels(
    case: Case, first: Ranking | Direction, second: Ranking | Direction
) -> list[tuple[str, str]]:
    """Every two levels of an issue of which the second order has the first above the other, and
    the first order below it."""
    issue = case.issues[first.issue]
    turned = {(b, a) for a, b in _better_worse(issue, second)}
    return sorted((b, a) for a, b in _better_worse(issue, first) & turned)


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
