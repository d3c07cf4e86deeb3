"""This module turns facts into linear constraints `a . x <= b` on one party's variables.

A text of which nobody knows any term puts none. Where a draft leaves an issue open, it stands as
the issue says that it stands otherwise, or as the draft's author would settle it
(`zopa.preferences.silence`). Where neither is known, and for the author, a fact about the draft
says only what surely follows. Who tables or accepts a draft gets at least what it holds out for,
settled in the best way; who declines it gets less, settled in the worst way, and who rejects it
gets less than without an agreement. Where two packages are compared, an issue that both leave open
is taken to be settled in the same way in both. What is not said never counts as zero.

A bonus that a package may or may not earn, since an issue is open, is treated in the same way,
each bonus by itself: a package that is settled in the best way earns it, one that is settled in
the worst way does not. Where two packages are compared, it counts with the most by which one can
be ahead of the other. There may be no outcome that earns all bonuses so counted. The constraint
is then weaker than the fact, and never stronger.
"""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, assert_never

import numpy as np

from zopa.case.model import (
    Bonus,
    ConditionalRedLine,
    Limit,
    Order,
    Package,
    PointTable,
    Preference,
    Priorities,
    Ranking,
    RedLine,
    ReservationRange,
    Stance,
    ValueRange,
    WeightRange,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from zopa.case.kinds.preference import Alternative
    from zopa.case.model import Case, Direction, Fact
    from zopa.foundation.chance import Interval
    from zopa.preferences.layout import BonusBlock, IssueBlock, Layout

    Floats = NDArray[np.float64]

ABOUT = 0.05
"""By how much two packages that are about equally good may differ: five hundredths of what lies
between the worst and the best of everything. People say so of what they cannot tell apart, not of
what is the same; see record 0049."""
REFUSED = 1e-5
"""How much less than no agreement a rejected draft is worth at least, and a declined one less than
what the party holds out for. Who is indifferent does not refuse; without this, refusing one's best
outcome would pass as being worth just as much. By as much at least is better what somebody chose
when they were asked: else answers that go round in a circle would pass as indifference."""

ReadingKey: TypeAlias = tuple[str, str]
"""A term that stands differently in different draws, draft and issue: a disputed one, or an open
one that stands as the draft's author would settle it. Or a `best_key`."""


class ConstraintRow(NamedTuple):
    """`a . x <= b` over the variables of a layout."""

    a: Floats
    b: float


def best_key(party: str, issue: str) -> ReadingKey:
    """What stands in a reading for a party's best level on an issue. Names hold no spaces, so that
    no draft has this one."""
    return f"best of {party}", issue


def settled_terms(
    case: Case,
    party: str,
    package: Package,
    reading: Mapping[ReadingKey, str],
    beside: Collection[str] = (),
) -> dict[str, str]:
    """The level of each issue that a package settles for a party that takes a stand on it.

    Of a disputed term it is the one in `reading`. An open term stands as the issue says that it
    stands otherwise, or else as the draft's author would settle it, if `reading` tells that; for
    the author itself it stays open, and so do the issues `beside`.
    """
    terms: dict[str, str] = {}
    for issue, levels in case.levels_of(package).items():
        if len(levels) > 1 and package.draft is not None:
            terms[issue] = reading[package.draft, issue]
        else:
            terms[issue] = levels[0]
    for known in case.issues.values():
        if known.id in terms or known.id in beside:
            continue
        if known.otherwise is not None:
            terms[known.id] = known.otherwise
        elif (
            package.draft is not None
            and (package.draft, known.id) in reading
            and party not in case.authors_of(package.draft)
        ):
            terms[known.id] = reading[package.draft, known.id]
    return terms


def rows_of_fact(
    case: Case, layout: Layout, fact: Fact, reading: Mapping[ReadingKey, str]
) -> Iterator[ConstraintRow]:
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
                for more, less in product(upper, lower):
                    weights = layout.blocks[more].weight, layout.blocks[less].weight
                    yield _at_least(_unit(layout, weights[0]), _unit(layout, weights[1]))
        case Stance(package=package) if case.untold(package):
            pass
        case Stance():
            terms = settled_terms(case, fact.party, fact.content.package, reading)
            yield from _stance(layout, fact.content, terms)
        case Preference() if any(case.untold(p) for _, p in fact.content.packages()):
            pass
        case Preference(this=this, to=to, about=about):
            row = _preference(case, layout, fact.party, this, to, reading)
            if about:
                back = _preference(case, layout, fact.party, to, this, reading)
                yield ConstraintRow(row.a, row.b + ABOUT)
                yield ConstraintRow(back.a, back.b + ABOUT)
            else:  # who was asked could have said that they are about equal
                yield ConstraintRow(row.a, row.b - REFUSED) if fact.stated else row
        case WeightRange() | ValueRange() | Bonus() | ReservationRange() | PointTable():
            for position, interval in layout.numbers(fact.content):
                yield from _within(_unit(layout, position), interval)
        case RedLine() | ConditionalRedLine() | Limit():
            pass
        case _:
            assert_never(fact.content)


def no_deal_below_aspiration(layout: Layout) -> ConstraintRow:
    """That no party holds out for less than what it has without a deal."""
    return _at_least(_unit(layout, layout.aspiration), _unit(layout, layout.reservation))


def _stance(layout: Layout, content: Stance, terms: Mapping[str, str]) -> Iterator[ConstraintRow]:
    """That a package is worth at least what a party holds out for; or less, where it declines; or
    less than no agreement, where it rejects."""
    if content.would_sign:
        wanted = package_worth(layout, terms, at_best=True)
        yield _at_least(wanted, _unit(layout, layout.aspiration))
        return
    refused = package_worth(layout, terms, at_best=False)
    rejects = content.stance == "rejects"
    bar = _unit(layout, layout.reservation if rejects else layout.aspiration)
    yield ConstraintRow(refused - bar, -REFUSED)
    for issue in content.over:
        if issue in terms:  # some other level is better: the best one is
            block = layout.blocks[issue]
            level = _position(layout, block, terms[issue])
            yield ConstraintRow(level - _unit(layout, block.weight), -REFUSED)


def _preference(
    case: Case,
    layout: Layout,
    party: str,
    this: Alternative,
    to: Alternative,
    reading: Mapping[ReadingKey, str],
) -> ConstraintRow:
    """That one of two things is worth at least as much as the other."""
    no_deal = _unit(layout, layout.reservation)
    if isinstance(this, Package) and isinstance(to, Package):
        told = case.levels_of(this).keys() | case.levels_of(to).keys()
        open_in_both = case.issues.keys() - told  # settled alike, however they are
        return _comparison(
            layout,
            settled_terms(case, party, this, reading, open_in_both),
            settled_terms(case, party, to, reading, open_in_both),
        )
    if isinstance(this, Package):
        return _at_least(
            package_worth(layout, settled_terms(case, party, this, reading), at_best=True), no_deal
        )
    if isinstance(to, Package):
        return _at_least(
            no_deal, package_worth(layout, settled_terms(case, party, to, reading), at_best=False)
        )
    return _at_least(no_deal, no_deal)


def package_worth(layout: Layout, terms: Mapping[str, str], *, at_best: bool) -> Floats:
    """The coefficients (variables,) of what a package is worth that settles these terms, with what
    it leaves open, and the bonuses that hang on it, at their best or at their worst."""
    unsettled = [block.issue.id for block in layout if block.issue.id not in terms]
    settled = _issues(layout, terms, open_at_best=unsettled if at_best else ())
    return settled + _bonuses(layout, terms, open_earned=at_best)


def better_pairs(block: IssueBlock, ranking: Ranking | Direction) -> Iterator[tuple[str, str]]:
    """Pairs of a better and a worse breakpoint that together say what a ranking says: between the
    ends of a range of levels, values are linear from one breakpoint to the next."""
    if isinstance(ranking, Ranking):
        points = set(block.breakpoints)
        tiers = [[level for level in tier if level in points] for tier in ranking.tiers]
        for upper, lower in pairwise(tiers):
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
        for ranking in fact.content.orders():
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


def _comparison(layout: Layout, this: Mapping[str, str], to: Mapping[str, str]) -> ConstraintRow:
    """That one package is worth at least as much as another, however open issues are settled."""
    only_open_here = [issue for issue in to if issue not in this]
    better = _issues(layout, this, open_at_best=only_open_here)
    for bonus in layout.bonuses:
        earning, missing = (to, this) if bonus.penalty else (this, to)
        better[bonus.position] = _most_ahead(layout, bonus, earning, missing)
    return _at_least(better, _issues(layout, to, open_at_best=()))


def _issues(layout: Layout, terms: Mapping[str, str], open_at_best: Iterable[str]) -> Floats:
    """The value of the settled terms by themselves, plus the best that the named open issues
    can add."""
    total = np.zeros(layout.size)
    for issue in sorted(terms):
        total += _position(layout, layout.blocks[issue], terms[issue])
    for issue in open_at_best:
        total += _unit(layout, layout.blocks[issue].weight)
    return total


def _holds(layout: Layout, bonus: BonusBlock, terms: Mapping[str, str]) -> bool | None:
    """Whether the settled terms have the levels that a bonus names; None if that is open."""
    if any(terms.get(issue, levels[0]) not in levels for issue, levels in bonus.when):
        return False
    return None if _left_open(layout, bonus, terms) else True


def _left_open(layout: Layout, bonus: BonusBlock, terms: Mapping[str, str]) -> set[str]:
    """The open issues on which it depends whether an outcome has the levels of a bonus."""
    return {
        issue
        for issue, levels in bonus.when
        if issue not in terms and len(levels) < len(layout.blocks[issue].issue.levels)
    }


def _bonuses(layout: Layout, terms: Mapping[str, str], *, open_earned: bool) -> Floats:
    """The bonuses that settled terms earn, and the penalties that they are spared."""
    total = np.zeros(layout.size)
    for bonus in layout.bonuses:
        holds = _holds(layout, bonus, terms)
        total[bonus.position] = open_earned if holds is None else holds != bonus.penalty
    return total


def _most_ahead(
    layout: Layout, bonus: BonusBlock, package: Mapping[str, str], other: Mapping[str, str]
) -> int:
    """The most by which one package can be ahead of another in having a bonus's levels.

    1 where it can have them and the other not, -1 where the other surely has them and it not.
    Issues open in both are settled alike.
    """
    here, there = _holds(layout, bonus, package), _holds(layout, bonus, other)
    if here is False:
        return -1 if there else 0
    if there is None:  # whether it misses them depends on issues that it alone leaves open
        return int(bool(_left_open(layout, bonus, other) & package.keys()))
    return int(not there)


def _at_least(better: Floats, worse: Floats) -> ConstraintRow:
    return ConstraintRow(worse - better, 0.0)


def _within(value: Floats, interval: Interval) -> Iterator[ConstraintRow]:
    yield ConstraintRow(-value, -interval.low)
    yield ConstraintRow(value, interval.high)
