"""A region of utilities says what each party may get at least and at most.

A zone is a region with a floor for each party. A band of one party's utility is a region with a
floor and a ceiling for that party alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from zopa.outcomes.arrays import TIE, Barred, Bools, Floats, Ints
from zopa.outcomes.diagram import DEAD, Diagram
from zopa.outcomes.frontier import prepared
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Box, Table, Term, Terms


class NoSuchOutcome(ValueError):  # noqa: N818 - says what is the case
    """It is proved that no outcome is as asked."""


class NoneFound(ValueError):  # noqa: N818 - says what is the case
    """No outcome as asked, or too few, were found within the effort, though there may be some."""


@dataclass(frozen=True, eq=False)
class Region:
    """The parties that have a bound, their gains level by level, and the bounds.

    Gains are utilities above `base`, below which no outcome falls. `gains[t]` is `(parties,
    states or 1, levels)`. `onward[t]` `(states, levels)` is the state that a level leads to, DEAD
    where no allowed outcome follows. `choices[t]` holds the indexes of the levels that are left,
    None if all are.
    """

    diagram: Diagram
    gains: list[Floats]
    onward: list[Ints]
    choices: list[Ints | None]
    base: Floats
    ranges: Floats
    low: Floats
    """`(parties,)`, at least 0: a gain below it misses the floor by more than TIE."""
    high: Floats
    """`(parties,)`: a gain above it exceeds the ceiling by more than TIE; infinite without one."""

    @property
    def hopeless(self) -> bool:
        """Whether no outcome is allowed, or a bound is outside all utilities that there can be."""
        return bool(
            (self.onward[0] == DEAD).all()
            or (self.low > self.ranges).any()
            or (self.high < 0).any()
            or (self.low > self.high).any()
        )

    def inside(self, gains: Floats) -> Bools:
        """Whether vectors of gains `(parties, n)` lie in the region: `(n,)`."""
        return np.asarray(
            ((gains >= self.low[:, None]) & (gains <= self.high[:, None])).all(axis=0)
        )


def region_of(
    space: OutcomeSpace,
    values: Sequence[Floats],
    low: Floats,
    high: Floats,
    barred: Barred | None,
    terms: Terms,
) -> Region:
    """The region of utilities between `low` and `high` `(parties,)`, infinite for no bound.

    ValueError for bounds that do not fit the values, or are not numbers.
    """
    tables = prepared(space, values, barred, terms)
    if low.shape != tables.base.shape or high.shape != tables.base.shape:
        raise ValueError("there must be one bound for each party")
    if np.isnan(low).any() or np.isnan(high).any() or (low == np.inf).any():
        raise ValueError("a bound on a utility must be a number")
    bounded = np.flatnonzero((low > -np.inf) | (high < np.inf))
    # A region needs a party. Without any bound the first one is taken, and all is inside.
    rows = bounded if len(bounded) else np.zeros(1, dtype=np.int_)
    base, ranges = tables.base[rows], tables.ranges[rows]
    near = TIE * ranges
    return Region(
        tables.diagram,
        [gains[rows] for gains in tables.gains],
        live_steps(tables.diagram, tables.choices),
        tables.choices,
        base,
        ranges,
        np.maximum(low[rows] - base - near, 0.0),
        high[rows] - base + near,
    )


def one_party(
    space: OutcomeSpace,
    values: Sequence[Floats],
    party: int,
    low: float,
    high: float,
    barred: Barred | None,
    terms: Terms,
) -> Region:
    """The region of one party's utilities between two bounds."""
    if not 0 <= party < len(values[0]):
        raise ValueError("there is no such party")
    row = np.array([party])
    party_values, party_terms = [value[row] for value in values], rows_of(terms, row)
    return region_of(space, party_values, np.array([low]), np.array([high]), barred, party_terms)


def rows_of(terms: Terms, rows: Ints, sign: Floats | float = 1.0) -> list[Term]:
    """The terms with only these parties, whose worth is multiplied by a sign each."""
    signs = np.broadcast_to(sign, rows.shape)
    picked: list[Term] = []
    for term in terms:
        if isinstance(term, Box):
            picked.append(Box(term.where, np.asarray(term.worth)[rows] * signs))
        else:
            shape = (-1, *[1] * len(term.issues))
            picked.append(Table(term.issues, term.values[rows] * signs.reshape(shape)))
    return picked


def live_steps(diagram: Diagram, choices: list[Ints | None]) -> list[Ints]:
    """The steps with only the levels that are left, and without ways that reach no outcome."""
    alive = np.array([True, False])  # the last entry stands for DEAD, which is index -1
    live: list[Ints] = []
    for step, chosen in zip(reversed(diagram.steps), reversed(choices), strict=True):
        onward = step if chosen is None else step[:, chosen]
        onward = np.where(alive[onward], onward, DEAD)
        live.append(onward)
        alive = np.append((onward != DEAD).any(axis=1), False)
    return live[::-1]
