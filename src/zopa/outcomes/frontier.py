"""The exact frontier of an outcome space, without listing its outcomes.

Utilities are sums over issues. So a partial outcome can be forgotten if another one dominates it,
with the same issues settled and the same ways on under the rules: whatever completes the first
completes the other to something better. Merging issue after issue, and dropping dominated vectors
on the way, leaves exactly the frontier (Nemhauser and Ullmann 1969, for the knapsack problem).
With rules and local terms this is the dynamic programming form of multi-objective bucket
elimination (Rollón and Larrosa 2006).

Rounding is dealt with as follows. Levels are first rounded to multiples of a power of two so
small (2^-52 of the party's range) that no later addition rounds at all, so a sum does not depend
on the order in which it is taken. Numbers such as 0.1 + 0.2 and 0.3 still differ as floats. Sums
as close as that (`TIE`, four orders of magnitude above the rounding) count as one vector. So real
ties are seen as ties, no outcome is kept because rounding lifted it above a better one, and only
true differences below `TIE` can be lost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple, TypeAlias

import numpy as np

from zopa.outcomes.arrays import ACCEPTANCE, TIE, Barred, Counts, Floats, Ints
from zopa.outcomes.diagram import DEAD, Diagram
from zopa.outcomes.dominance import Undominated, undominated, undominated_by_group
from zopa.outcomes.paths import PathLayer, Paths
from zopa.outcomes.small import (
    FEW_OUTCOMES,
    MOST,
    Listed,
    Ways,
    listed_frontier,
    short_frontier,
)
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Box, Term, Terms, folded

LIMIT = 4_000_000
"""The most partial vectors at a time, which take some hundred megabytes."""

FEW = 64
"""With no more vectors than this, comparing them costs more than keeping the dominated ones."""


Able: TypeAlias = Callable[[int, Floats, Ints | None], Ints]
"""Says which partial vectors after a step to go on with; see `merged`."""


Survivors: TypeAlias = Callable[[int, Floats, Ints | None], tuple[Undominated, Floats]]
"""Says which partial vectors after a step stand for all, and gives them; see `merged`."""


class FrontierTooLarge(ValueError):  # noqa: N818 - says what is the case
    """The frontier, or a partial one on the way to it, has too many vectors."""


@dataclass(frozen=True, eq=False)
class Frontier:
    """The distinct utility vectors on the frontier, best for the first party first.

    `utilities` is `(n, parties)`. `outcomes` `(n, issues)` holds one outcome that has each
    vector, the first in a fixed order where several have it. `tied` lists them.
    """

    utilities: Floats
    outcomes: Ints
    paths: Paths | Ways | Listed = field(repr=False)

    @cached_property
    def multiplicity(self) -> Counts:
        """`(n,)`: exactly how many outcomes have each vector, which may be too many to list."""
        return self.paths.multiplicity()

    def __len__(self) -> int:
        return len(self.utilities)

    @property
    def work(self) -> int:
        """About how many partial vectors it took to find it, as `Paths.compared` counts them."""
        if isinstance(self.paths, Paths):
            return self.paths.compared(self.utilities.shape[1])
        return len(self)

    def tied(self, row: int, limit: int = 1000) -> Ints:
        """The outcomes `(m, issues)` with the vector in this row, at most `limit` of them."""
        return self.paths.outcomes_of(row, limit)

    def listing(self, ties: int = 1000) -> tuple[Ints, Ints]:
        """The outcomes on the frontier `(m, issues)`, and for each the row `(m,)` of its vector.

        Of each vector there are at most `ties` outcomes.
        """
        if len(self) == 0 or not self.paths.has_ties:
            return self.outcomes, np.arange(len(self))
        tied = [self.tied(row, ties) for row in range(len(self))]
        return np.concatenate(tied), np.repeat(np.arange(len(self)), [len(t) for t in tied])


class Tables(NamedTuple):
    """Values and local terms, made ready for merging in the order of the diagram's steps."""

    diagram: Diagram
    gains: list[Floats]
    """For each step the gains above the party's worst, `(parties, states, levels)`, without barred
    levels. There is one state where the gains are the same in all states."""
    choices: list[Ints | None]
    """For each step the indexes of the levels that are left; None if all are left."""
    base: Floats
    """`(parties,)`: the sum of the worst of every issue and every term, below which no outcome
    falls."""
    ranges: Floats
    """`(parties,)`: the most that may be gained above `base`, with the best of everything."""


def pareto_frontier(
    space: OutcomeSpace,
    values: Sequence[Floats],
    *,
    terms: Terms = (),
    barred: Barred | None = None,
    floor: Floats | None = None,
    limit: int = LIMIT,
) -> Frontier:
    """The strictly efficient outcomes: no other is at least as good for all and better for one.

    `values` holds one array `(parties, levels)` for each issue, and `terms` say what combinations
    of levels are worth besides. `barred` holds one array `(levels,)` for each issue, True where a
    level may not be used. With `floor` `(parties,)` only outcomes that reach every party's floor
    are kept, and partial ones that cannot reach it are dropped early. Raises FrontierTooLarge
    beyond `limit` partial vectors, TooTangled where rules and terms tie too many issues together,
    and ValueError for arrays that do not fit the space or are not finite.

    >>> space = OutcomeSpace(("price", "date"), (("low", "high"), ("may", "june", "july")))
    >>> buyer_and_seller = (
    ...     np.array([[0.6, 0.0], [0.0, 0.5]]),
    ...     np.array([[0.4, 0.3, 0.0], [0.0, 0.5, 0.4]]),
    ... )
    >>> frontier = pareto_frontier(space, buyer_and_seller)
    >>> for row in frontier.outcomes:
    ...     space.decode(row)
    {'price': 'low', 'date': 'may'}
    {'price': 'low', 'date': 'june'}
    {'price': 'high', 'date': 'june'}
    """
    if limit > MOST and not (terms or space.rules or barred is not None or floor is not None):
        short = _short(space, values)
        if short is not None:
            return short
    tables = prepared(space, values, barred, terms)
    if len(tables.gains) > 1 and space.size > FEW:
        tables = without_dominated(tables)
    if floor is not None and (np.shape(floor) != tables.base.shape or np.isnan(floor).any()):
        raise ValueError("floor needs one number for each party")
    able = None if floor is None else _able_to_reach(np.asarray(floor), tables)
    paths = merged(tables, able, limit)
    outcomes = paths.outcomes()
    utilities = space.utilities(tuple(values), outcomes, terms)
    return Frontier(np.ascontiguousarray(utilities.T), outcomes, paths)


def _short(space: OutcomeSpace, values: Sequence[Floats]) -> Frontier | None:
    """The frontier of a small space; None where another way is quicker (`zopa.outcomes.small`)."""
    parties = len(values[0]) if len(values) else 0
    if len(values) != len(space.levels) or parties < 2:
        return None
    for value, levels in zip(values, space.levels, strict=True):
        if value.shape != (parties, len(levels)) or not 0 < len(levels) <= MOST:
            return None
    if parties > 2:
        listed = listed_frontier(values) if space.size <= FEW_OUTCOMES else None
        return None if listed is None else Frontier(listed[0], listed[1].rows, listed[1])
    tables = [value.tolist() for value in values]
    ways = short_frontier(tables)
    if ways is None:
        return None
    outcomes = ways.outcomes()
    utilities = []
    for outcome in outcomes:
        first = second = 0.0
        for (xs, ys), level in zip(tables, outcome, strict=True):
            first += xs[level]
            second += ys[level]
        utilities.append((first, second))
    return Frontier(np.array(utilities), np.array(outcomes, dtype=np.int_), ways)


def merged(
    tables: Tables, able: Able | None, limit: int, survivors: Survivors | None = None
) -> Paths:
    """Merge issue after issue. What is left after the last one is the frontier.

    `able(t, points, state)` gives the indexes, in order, of the partial vectors `points`
    `(parties, n)` after step t that are worth going on with. Of those the undominated ones stay,
    unless `survivors(t, points, state)` says which: it gives them and their vectors, to which it
    may add rows. All blocks of rows `(parties, n)` then gain the same from the issues to come.
    """
    tie = TIE * tables.ranges
    points = np.zeros((len(tables.base), 1))
    state: Ints | None = None  # None says that all are in the only state there is
    layers: list[PathLayer] = []
    diagram = tables.diagram
    for t, (issue, step) in enumerate(zip(diagram.order, diagram.steps, strict=True)):
        gains, chosen = tables.gains[t], tables.choices[t]
        partial, levels = points.shape[1], gains.shape[2]
        if partial * levels > limit:
            raise FrontierTooLarge(
                f"more than {limit:,} vectors after {t} of {len(diagram.order)} issues"
            )
        added = gains if gains.shape[1] == 1 or state is None else gains[:, state]
        if len(points) > len(added):
            added = np.concatenate([added] * (len(points) // len(added)))
        points = (points[:, :, None] + added).reshape(len(points), -1)
        kept: Ints | None = None
        if not diagram.free[t]:
            before = np.zeros(partial, dtype=np.int_) if state is None else state
            onward = (step if chosen is None else step[:, chosen])[before].ravel()
            kept = np.flatnonzero(onward != DEAD)
            points, state = points[:, kept], onward[kept] if diagram.widths[t + 1] > 1 else None
        if able is not None:
            going = able(t, points, state)
            points, kept = points[:, going], going if kept is None else kept[going]
            state = None if state is None else state[going]
        if not points.shape[1]:
            break
        starts: Ints | None = None
        if t == len(diagram.order) - 1 or points.shape[1] > FEW:
            if survivors is not None:
                best, points = survivors(t, points, state)
            else:
                best = undominated_in(points, state, tie)
                points = points[:, best.leaders]
            leaders, starts = best.leaders, best.starts
            kept = best.members if kept is None else kept[best.members]
            state = None if state is None else state[leaders]
        layers.append(PathLayer(issue, levels, chosen, kept, starts))
    return Paths(tuple(layers), len(diagram.order), points.shape[1])


def undominated_in(points: Floats, state: Ints | None, tie: Floats) -> Undominated:
    """The points that no other point in the same state dominates; None says that all are in one."""
    if state is None:
        return undominated(points, tie)
    return undominated_by_group(points, state, tie)


def _able_to_reach(floor: Floats, tables: Tables) -> Able:
    """Drops vectors that miss a floor even with the best of the rest for each party alone."""
    target = floor - ACCEPTANCE - tables.base
    # The most that each party can still gain, from before each step and in each state.
    most = [np.zeros((len(floor), 1))]
    for step, gains, chosen in zip(
        tables.diagram.steps[::-1], tables.gains[::-1], tables.choices[::-1], strict=True
    ):
        onward = step if chosen is None else step[:, chosen]
        rest = np.where(onward == DEAD, -np.inf, most[-1][:, onward])
        most.append((gains + rest).max(axis=2, initial=-np.inf))
    most.reverse()

    def able(t: int, points: Floats, state: Ints | None) -> Ints:
        rest = most[t + 1] if state is None else most[t + 1][:, state]
        return np.flatnonzero((points + rest >= target[:, None]).all(axis=0))

    return able


def prepared(
    space: OutcomeSpace, values: Sequence[Floats], barred: Barred | None, terms: Terms = ()
) -> Tables:
    """Check values and terms, drop barred levels, and round so that sums are exact."""
    parties = len(values[0]) if len(values) else 0
    if [np.shape(value) for value in values] != [(parties, size) for size in space.shape]:
        raise ValueError("values need one array (parties, levels) for each issue of the space")
    if not parties:
        raise ValueError("there is no party")
    if barred is not None and [np.shape(bar) for bar in barred] != [(n,) for n in space.shape]:
        raise ValueError("barred needs one array (levels,) for each issue of the space")
    values, terms = folded(tuple(values), terms)
    diagram = space.diagram_with(terms)
    order = diagram.order
    choices: list[Ints | None] = [None] * len(order)
    tables = [values[issue] for issue in order]
    if barred is not None:
        for t, issue in enumerate(order):
            if barred[issue].any():
                left = np.flatnonzero(~barred[issue])
                choices[t], tables[t] = left, tables[t][:, left]
    sizes = [table.shape[1] for table in tables]
    cells = [_cells(term, len(tables[0])) for term in terms]
    joined = np.concatenate([*tables, *cells], axis=1)
    if not np.isfinite(joined).all():
        raise ValueError("values must be finite")
    if not all(sizes):  # every level of an issue is barred: nothing can be agreed
        empty = np.zeros(len(joined))
        none = [np.zeros((len(joined), 1, size)) for size in sizes]
        return Tables(diagram, none, choices, empty, empty)
    sizes += [term_cells.shape[1] for term_cells in cells]
    starts = np.concatenate([[0], np.cumsum(sizes)])
    worst = np.minimum.reduceat(joined, starts[:-1], axis=1)
    gains = joined - np.repeat(worst, sizes, axis=1)
    bound = np.maximum.reduceat(gains, starts[:-1], axis=1).sum(axis=1)
    # Adding 2^e to numbers in [0, 2^e) rounds them to multiples of 2^(e - 52).
    power = np.ldexp(1.0, np.frexp(bound)[1])[:, None]
    gains = (gains + power) - power
    ranges = np.maximum.reduceat(gains, starts[:-1], axis=1).sum(axis=1)
    cut = [gains[:, None, start:end] for start, end in pairwise(starts)]
    by_step = cut[: len(order)]
    for t, due in enumerate(diagram.due):
        for term, which in due:
            chosen = which if choices[t] is None else which[:, choices[t]]
            by_step[t] = by_step[t] + cut[len(order) + term][:, 0, chosen]
    return Tables(diagram, by_step, choices, worst.sum(axis=1), ranges)


MANY_LEVELS = 64
"""With no more levels than this, comparing all levels of an issue pair by pair is quickest."""


def without_dominated(tables: Tables) -> Tables:
    """Leave out levels that another level of the same issue dominates.

    This is done only where nothing but their values tells the two levels apart. Then exchanging
    one for the other shows that neither an efficient outcome nor reaching a floor needs the
    dominated level.
    """
    gains, choices = list(tables.gains), list(tables.choices)
    tie = TIE * tables.ranges
    by_size: dict[int, list[int]] = {}
    for t, table in enumerate(gains):
        if tables.diagram.free[t] and not tables.diagram.due[t] and table.shape[2] > 2:
            by_size.setdefault(table.shape[2], []).append(t)
    for size, steps in by_size.items():
        if size > MANY_LEVELS:
            kept = [np.sort(undominated(gains[t][:, 0], tie).members) for t in steps]
        else:
            several = np.stack([gains[t][:, 0] for t in steps], axis=1)
            ahead = several[..., :, None] - several[..., None, :]
            margin = tie[:, None, None, None]
            better = np.logical_and((ahead >= -margin).all(axis=0), (ahead > margin).any(axis=0))
            kept = [np.flatnonzero(stays) for stays in ~np.any(better, axis=1)]
        for t, left in zip(steps, kept, strict=True):
            if len(left) < size:
                gains[t] = gains[t][:, :, left]
                chosen = choices[t]
                choices[t] = left if chosen is None else chosen[left]
    return tables._replace(gains=gains, choices=choices)


def _cells(term: Term, parties: int) -> Floats:
    """What a term may be worth, `(parties, cells)`. A box has two cells: 0, and its worth."""
    if isinstance(term, Box):
        worth = np.broadcast_to(np.asarray(term.worth, dtype=np.float64), (parties,))
        return np.stack([np.zeros(parties), worth], axis=1)
    return np.asarray(term.values, dtype=np.float64).reshape(parties, -1)
