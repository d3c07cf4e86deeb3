"""Which issues and levels the facts and drafts of a case speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.case.model import (
    Bonus,
    Direction,
    Order,
    Package,
    Preference,
    Priorities,
    RedLine,
    Stance,
    ValueRange,
    WeightRange,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zopa.case.model import Case, Fact


def packages_of(fact: Fact) -> tuple[Package, ...]:
    """The drafts or written-out terms that a fact speaks of."""
    match fact.content:
        case Stance(package=package):
            return (package,)
        case Preference(this=this, to=to):
            return (this, to)
        case _:
            return ()


def mentioned_levels(case: Case) -> Iterator[tuple[str, str]]:
    """Every (issue, level) that a draft or a fact says something of.

    Not those of a `bonus`: it says nothing of what a level is worth by itself.
    """
    for draft in case.drafts.values():
        for issue, levels in draft.levels.items():
            yield from ((issue, level) for level in levels)
    for fact in case.facts:
        yield from levels_of_fact(case, fact)


def levels_of_fact(case: Case, fact: Fact) -> Iterator[tuple[str, str]]:
    """Every (issue, level) that a fact says something of, itself or through drafts."""
    for package in packages_of(fact):
        for issue, levels in case.levels_of(package).items():
            yield from ((issue, level) for level in levels)
    match fact.content:
        case Order(rankings=rankings):
            for ranking in rankings:
                if isinstance(ranking, Direction):
                    if ranking.level is not None:
                        yield ranking.issue, ranking.level
                else:
                    yield from ((ranking.issue, v) for tier in ranking.tiers for v in tier)
        case RedLine(levels=red):
            for issue, levels in red.items():
                yield from ((issue, level) for level in levels)
        case ValueRange(ranges=ranges):
            for issue, by_level in ranges.items():
                yield from ((issue, level) for level in by_level)


def issues_of_fact(case: Case, fact: Fact) -> tuple[str, ...]:
    """The issues that a fact speaks of, each once, in the order of the case."""
    found = {issue for issue, _ in levels_of_fact(case, fact)}
    match fact.content:
        case Order(rankings=rankings):
            found |= {ranking.issue for ranking in rankings}
        case Priorities(tiers=tiers):
            found |= {issue for tier in tiers for issue in tier}
        case WeightRange(ranges=ranges):
            found |= set(ranges)
        case Bonus(when=when):
            found |= set(when)
    return tuple(issue for issue in case.issues if issue in found)
