"""This check finds names that an order has twice or leaves out, and directions among words."""

from __future__ import annotations

from collections.abc import Iterator

from zopa.case.model import Case, Direction, Path, Priorities, Ranking
from zopa.foundation.diagnostics import Code, Finding, Severity, example
from zopa.foundation.names import listing

REPEATED_LEVEL = Code(
    "repeated-level",
    Severity.ERROR,
    "named twice in one order",
    "A level can have one place in an order, an issue one place in the priorities. Levels of "
    "which it is not known which is better stand together in inner brackets.\n\n"
    + example(
        wrong="order: {law: [ours, neutral, ours]}", right="order: {law: [ours, neutral, theirs]}"
    ),
)
INCOMPLETE_ORDER = Code(
    "incomplete-order",
    Severity.WARNING,
    "levels left out of an order",
    "Of a level that an order leaves out nothing is known: it may be the best or the worst. "
    "That is right if no report says anything of it; often the level was forgotten, or was added "
    "later.\n\n"
    + example(wrong="order: {law: [ours, neutral]}", right="order: {law: [ours, neutral, theirs]}"),
)
ORDER_DIRECTION = Code(
    "order-direction",
    Severity.ERROR,
    "more or less of what is no number",
    "`more`, `less` and `peak` say how a number is liked. The levels of this issue are words; "
    "write them down, best first.\n\n"
    + example(wrong="order: {law: more}", right="order: {law: [ours, neutral, theirs]}"),
)

CODES = (REPEATED_LEVEL, INCOMPLETE_ORDER, ORDER_DIRECTION)


def order_faults(case: Case) -> Iterator[Finding]:
    """Findings about all orders and priorities. Names that nothing declares are passed over."""
    for index, fact in enumerate(case.ledger):
        path = (*(fact.path or ("facts", index)), fact.kind)
        if isinstance(fact.content, Priorities):
            yield from _repeated(case, fact.content.tiers, path, "issue", "these priorities")
        for ranking in fact.content.orders():
            yield from _ranking(case, ranking, (*path, ranking.issue))


def _ranking(case: Case, ranking: Ranking | Direction, path: Path) -> Iterator[Finding]:
    issue = case.issues.get(ranking.issue)
    if issue is None:
        return
    if isinstance(ranking, Direction):
        if not issue.numeric:
            yield Finding(
                ORDER_DIRECTION,
                case.place(*path),
                f"the levels of issue `{issue.id}` are words, so none is `{ranking.toward}`",
                help=(f"write them best first, such as `[{', '.join(issue.level_ids[:6])}]`",),
            )
        return
    yield from _repeated(case, ranking.tiers, path, "level", "this order")
    named = {level for tier in ranking.tiers for level in tier}
    left_out = [level for level in issue.level_ids if level not in named]
    if left_out and named <= set(issue.level_ids):
        yield Finding(
            INCOMPLETE_ORDER,
            case.place(*path),
            f"this order leaves out {_all_of(left_out)} of issue `{issue.id}`",
            label=f"nothing is known of {'it' if len(left_out) == 1 else 'them'}",
            help=("add what is missing; where nothing is known, in inner brackets",),
        )


def _all_of(names: list[str]) -> str:
    return listing(names).replace(" or ", " and ")


def _repeated(
    case: Case, tiers: tuple[tuple[str, ...], ...], path: Path, what: str, where: str
) -> Iterator[Finding]:
    first: dict[str, Path] = {}
    for i, tier in enumerate(tiers):
        for j, name in enumerate(tier):
            at = (*path, i, j)
            if name in first:
                yield Finding(
                    REPEATED_LEVEL,
                    case.place(*at),
                    f"the {what} `{name}` stands twice in {where}",
                    related=((case.place(*first[name]), "the first one"),),
                    help=("delete one of them",),
                )
            first.setdefault(name, at)
