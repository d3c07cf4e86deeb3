"""This check asks where a party said one thing on one day and another on a later one."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from itertools import combinations

from zopa.case.checks.opposed_orders import opposed_levels
from zopa.case.days import fact_day
from zopa.case.mentions import packages_of
from zopa.case.model import Case, Fact, Limit, Preference, Priorities, Stance
from zopa.case.replacing import lifts
from zopa.foundation.diagnostics import Code, Finding, Severity, example

WHICH_HOLDS = Code(
    "which-holds",
    Severity.WARNING,
    "two facts of different days that point different ways",
    "A party that says one thing and later another has often changed its mind. Both facts are "
    "taken to hold until the ledger says that the later one replaces the earlier one, which then "
    "stays in the ledger and holds no longer. Where both hold, give the less sure one a "
    "`confidence`.\n\n"
    + example(
        wrong="- {party: us, declines: offer, on: 2025-02-12}\n"
        "- {party: us, accepts: offer, on: 2025-02-20}",
        right="- {party: us, declines: offer, on: 2025-02-12}\n"
        "- {party: us, accepts: offer, on: 2025-02-20, replaces: 2025-02-12}",
    ),
)

CODES = (WHICH_HOLDS,)


def changed_positions(case: Case) -> Iterator[Finding]:
    """A warning at the later of each two facts of a party that differ in day and direction."""
    days = [fact_day(case, fact) for fact in case.facts]
    told: set[tuple[int, int]] = set()
    for about in _on_one_thing(case).values():
        dated = sorted((day, k) for k in about if (day := days[k]) is not None)
        for (day, before), (later_day, position) in combinations(dated, 2):
            if day == later_day or (before, position) in told:
                continue
            told.add((before, position))
            earlier, later = case.facts[before], case.facts[position]
            if later.replaces is None and (what := differ(case, earlier, later)):
                path = later.path or ("facts", position)
                other = earlier.path or ("facts", before)
                yield Finding(
                    WHICH_HOLDS,
                    case.place(*path, later.kind, key=True),
                    f"on {later_day} `{later.party}` {what} than on {day}",
                    label="nothing says which holds",
                    related=((case.place(*other, earlier.kind, key=True), "the earlier fact"),),
                    help=(
                        f"if the earlier one holds no longer, write `replaces: {day}` at this one",
                        "if both hold, give the less sure one a `confidence`",
                    ),
                )


def _on_one_thing(case: Case) -> dict[tuple[str, Hashable], list[int]]:
    """The positions of the facts of each party about each thing; where it puts forward or accepts
    a text, what the text settles are things as well on which it may have drawn a line."""
    about: dict[tuple[str, Hashable], list[int]] = {}
    for position, fact in enumerate(case.facts):
        things: set[Hashable] = set(fact.content.subjects())
        things |= {("bars", issue) for issue in fact.content.barred(case.issues)}
        if fact.kind in ("tables", "accepts"):
            for package in packages_of(fact):
                things |= {("bars", issue) for issue in case.levels_of(package)}
        for thing in things:
            about.setdefault((fact.party, thing), []).append(position)
    return about


def differ(case: Case, earlier: Fact, later: Fact) -> str:
    """In what two facts of a party point different ways; empty where they do not, or where they
    cannot both hold, which is told as a clash."""
    first, second = earlier.content, later.content
    sure = earlier.certain and later.certain
    if isinstance(first, Stance) and isinstance(second, Stance):
        same = first.subjects() == second.subjects()
        if same and first.would_sign != second.would_sign:
            clash = sure and "rejects" in (first.stance, second.stance)
            return "" if clash else "takes the same text otherwise"
        return ""
    if isinstance(first, Preference) and isinstance(second, Preference):
        turned = (first.this, first.to) == (second.to, second.this)
        turned = turned and not (first.about or second.about)
        return "prefers otherwise" if turned else ""
    if isinstance(first, Priorities) and isinstance(second, Priorities):
        turned = bool(_more_important(first) & {(b, a) for a, b in _more_important(second)})
        return "puts other issues first" if turned else ""
    if isinstance(first, Limit) and isinstance(second, Limit) and earlier.kind == later.kind:
        moved = [i for i, bound in first.bounds.items() if second.bounds.get(i, bound) != bound]
        return f"sets another limit on issue `{moved[0]}`" if moved else ""
    if lifts(case, later, earlier):
        return "" if sure else "goes further"
    for ranking in first.orders():
        for other in second.orders():
            if ranking.issue == other.issue and opposed_levels(case, ranking, other):
                return f"wants otherwise on issue `{ranking.issue}`"
    return ""


def _more_important(priorities: Priorities) -> set[tuple[str, str]]:
    """Every two issues of which the first is said to count more."""
    return {
        (a, b) for upper, lower in combinations(priorities.tiers, 2) for a in upper for b in lower
    }
