"""Facts as linear constraints on one party's variables: `a . x <= b`.

Where a draft leaves an issue open, a fact about it says only what surely follows. Who
tables or accepts a draft likes it, settled in the best way, at least as well as no
agreement; who rejects it likes it, settled in the worst way, less; and of two packages
compared, an issue open in both is taken as settled alike. Absence is never zero.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from zopa.case.model import (
    Direction,
    Order,
    Preference,
    Priorities,
    Ranking,
    ReservationRange,
    Stance,
    ValueRange,
    WeightRange,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from zopa.case.model import Case, Fact, Package
    from zopa.foundation.chance import Interval
    from zopa.preferences.layout import IssueBlock, Layout

    Floats = NDArray[np.float64]

REFUSED = 1e-5
"""How much less than no agreement a refused draft is worth at least. Who is indifferent does
not refuse; without this, refusing one's best outcome would pass as being worth just as much."""

ReadingKey: TypeAlias = tuple[str, str]
"""A disputed term: draft and issue."""


class Row(NamedTuple):
    """`a . x <= b` over the variables of a layout."""

    a: Floats
    b: float


def settled_terms(
    case: Case, package: Package, reading: Mapping[ReadingKey, str]
) -> dict[str, str]:
    """Issue to level for a package, each disputed term as `reading` takes it."""
    terms: dict[str, str] = {}
    for issue, levels in case.levels_of(package).items():
        if len(levels) > 1 and package.draft is not None:
            terms[issue] = reading[package.draft, issue]
        else:
            terms[issue] = levels[0]
    return terms


def rows_of_fact(
    case: Case, layout: Layout, fact: Fact, reading: Mapping[ReadingKey, str]
) -> Iterator[Row]:
    """The constraints that one fact puts on its party's variables; red lines put none."""
    match fact.content:
        case Order(rankings=rankings):
            for ranking in rankings:
                block = layout.blocks[ranking.issue]
                for better, worse in better_pairs(block, ranking):
                    yield _at_least(
                        _position(layout, block, better), _position(layout, block, worse)
                    )
        case Priorities(tiers=tiers):
            for upper, lower in pairwise(tiers):
                for i in upper:
                    for j in lower:
                        weights = layout.blocks[i].weight, layout.blocks[j].weight
                        yield _at_least(_unit(layout, weights[0]), _unit(layout, weights[1]))
        case Stance(stance=stance, package=package):
            terms = settled_terms(case, package, reading)
            no_deal = _unit(layout, layout.reservation)
            if stance == "rejects":
                refused = _package(layout, terms, open_at_best=())
                yield Row(refused - no_deal, -REFUSED)
            else:
                unsettled = [block.issue.id for block in layout if block.issue.id not in terms]
                yield _at_least(_package(layout, terms, open_at_best=unsettled), no_deal)
        case Preference(this=this, to=to):
            upper_terms = settled_terms(case, this, reading)
            lower_terms = settled_terms(case, to, reading)
            only_open_above = [i for i in lower_terms if i not in upper_terms]
            yield _at_least(
                _package(layout, upper_terms, open_at_best=only_open_above),
                _package(layout, lower_terms, open_at_best=()),
            )
        case WeightRange(ranges=ranges):
            for issue, interval in ranges.items():
                yield from _within(_unit(layout, layout.blocks[issue].weight), interval)
        case ValueRange(ranges=by_issue):
            for issue, by_level in by_issue.items():
                for level, interval in by_level.items():
                    yield from _within(_position(layout, layout.blocks[issue], level), interval)
        case ReservationRange(range=interval):
            yield from _within(_unit(layout, layout.reservation), interval)


def better_pairs(block: IssueBlock, ranking: Ranking | Direction) -> Iterator[tuple[str, str]]:
    """(better, worse) levels that a ranking says, neighbours only where that is enough."""
    if isinstance(ranking, Ranking):
        for upper, lower in pairwise(ranking.tiers):
            yield from ((a, b) for a in upper for b in lower)
        return
    rising = list(pairwise(block.breakpoints))
    if ranking.toward == "more":
        yield from ((b, a) for a, b in rising)
    elif ranking.toward == "less":
        yield from rising
    else:
        peak = block.breakpoints.index(str(ranking.level))
        yield from ((b, a) for a, b in rising[:peak])
        yield from rising[peak:]


def relation_of(block: IssueBlock, facts: Iterable[Fact]) -> NDArray[np.bool_]:
    """What orders say of an issue, closed under transitivity: [a, b] is True where the
    breakpoint a is known to be at least as good as b. Shape (breakpoints, breakpoints)."""
    index = {level: k for k, level in enumerate(block.breakpoints)}
    known = np.eye(len(index), dtype=bool)
    for fact in facts:
        if isinstance(fact.content, Order):
            for ranking in fact.content.rankings:
                if ranking.issue == block.issue.id:
                    for better, worse in better_pairs(block, ranking):
                        known[index[better], index[worse]] = True
    return closure(known)


def closure(relation: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The transitive closure of a relation (Warshall 1962)."""
    closed = relation.copy()
    for k in range(len(closed)):
        closed |= closed[:, k : k + 1] & closed[k : k + 1, :]
    return closed


def _unit(layout: Layout, position: int) -> Floats:
    vector = np.zeros(layout.size)
    vector[position] = 1.0
    return vector


def _position(layout: Layout, block: IssueBlock, level: str) -> Floats:
    vector = np.zeros(layout.size)
    vector[block.first : block.stop] = block.column(level)
    return vector


def _package(layout: Layout, terms: Mapping[str, str], open_at_best: Iterable[str]) -> Floats:
    """The value of the settled terms, plus the best that the named open issues can add."""
    total = np.zeros(layout.size)
    for issue in sorted(terms):
        total += _position(layout, layout.blocks[issue], terms[issue])
    for issue in open_at_best:
        total += _unit(layout, layout.blocks[issue].weight)
    return total


def _at_least(better: Floats, worse: Floats) -> Row:
    return Row(worse - better, 0.0)


def _within(value: Floats, interval: Interval) -> Iterator[Row]:
    yield Row(-value, -interval.low)
    yield Row(value, interval.high)
