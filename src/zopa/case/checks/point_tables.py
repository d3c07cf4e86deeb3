"""This check finds point tables that lack numbers, or in which nothing differs."""

from __future__ import annotations

from collections.abc import Iterator

from zopa.case.kinds.point_table import PointTable
from zopa.case.ledger_text import number_words
from zopa.case.model import Case, Issue, Path
from zopa.foundation.chance import SAME
from zopa.foundation.diagnostics import Code, Finding, Severity, example
from zopa.foundation.names import listing

POINTS_INCOMPLETE = Code(
    "points-incomplete",
    Severity.ERROR,
    "levels without points in a point table",
    "A point table gives a party all its values at once: points for every level of every issue. "
    "Of a number, the lowest and the highest level will do; levels between two that are named lie "
    "on the straight line between them. What is worth nothing has 0 points. Where only some "
    "numbers are known, write them as facts with `value`, in percent of the best deal.\n\n"
    + example(
        wrong="points: {price: {low: 20}, date: {early: 0, late: 15}}",
        right="points: {price: {low: 20, high: 50}, date: {early: 0, late: 15}}",
    ),
)
POINTS_FLAT = Code(
    "points-flat",
    Severity.ERROR,
    "a point table in which every outcome is worth the same",
    "A party that likes every outcome alike signs all of them or none, and has no scale on which "
    "gains could be told. Somebody whose consent is not needed is an `observer`.\n\n"
    + example(
        wrong="broker: {name: The broker, points: {price: {low: 10, high: 10}}}",
        right="broker: {name: The broker, role: observer}",
    ),
)

SIGNS_NOTHING = Code(
    "signs-nothing",
    Severity.NOTE,
    "no deal that is worth more than any outcome",
    "By its point table this party does better without a deal than with the best outcome, so it "
    "signs nothing. If that is what is meant, the question is what else could be put on the table. "
    "Often the no-deal score is counted otherwise than the points: with a start value that the "
    "outcomes lack, or in percent.\n\n"
    + example(
        wrong="points: {price: {low: 20, high: 50}}\nno_deal: 90",
        right="points: {price: {low: 20, high: 50}}\nno_deal: 30",
    ),
)

CODES = (POINTS_INCOMPLETE, POINTS_FLAT, SIGNS_NOTHING)


def point_table_faults(case: Case) -> Iterator[Finding]:
    """Findings about all point tables. Names that nothing declares are passed over."""
    for fact in case.facts:
        path = (*fact.path, "points")
        if not isinstance(fact.content, PointTable) or case.spoilt(*path):
            continue
        table = fact.content
        lacking = False
        for issue in case.issues.values():
            for finding in _lacking(case, fact.party, table, issue, path):
                lacking = True
                yield finding
        worst, best = table.ends
        if not lacking and worst == best:
            yield Finding(
                POINTS_FLAT,
                case.place(*path, key=True),
                f"every outcome is worth the same to `{fact.party}`",
                help=("delete the table; if no deal hangs on this party, add `role: observer`",),
            )


def no_deal_above_all(case: Case) -> Iterator[Finding]:
    """A note for each party that signs nothing, by its point table."""
    for fact in case.facts:
        if not isinstance(fact.content, PointTable) or fact.content.no_deal is None:
            continue
        best, no_deal = fact.content.ends[1], fact.content.no_deal
        if no_deal > best + SAME * max(1.0, abs(best), abs(no_deal)):
            yield Finding(
                SIGNS_NOTHING,
                case.place(*fact.path, "no_deal"),
                f"having no deal is worth {number_words(no_deal)} to `{fact.party}`, and the best "
                f"outcome {number_words(best)}",
                label="it signs nothing",
            )


def _lacking(
    case: Case, party: str, table: PointTable, issue: Issue, path: Path
) -> Iterator[Finding]:
    of_levels = table.points.get(issue.id)
    if of_levels is None:
        yield Finding(
            POINTS_INCOMPLETE,
            case.place(*path, key=True),
            f"the points of `{party}` lack the issue `{issue.id}`",
            help=("give points for each of its levels, 0 for what is worth nothing",),
        )
        return
    missing = [level for level in issue.level_ids if level not in of_levels]
    if issue.numeric:  # those between two that are named are filled in
        missing = [level for level in missing if level in (issue.level_ids[0], issue.level_ids[-1])]
    if missing:
        named = listing(missing).replace(" or ", " and ")
        yield Finding(
            POINTS_INCOMPLETE,
            case.place(*path, issue.id, key=True),
            f"the points of `{party}` on `{issue.id}` lack {named}",
            help=("give a number to each, 0 to what is worth nothing",),
        )
