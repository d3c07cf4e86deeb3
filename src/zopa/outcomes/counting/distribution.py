"""How many outcomes are worth how much to a party.

The numbers of outcomes with 0, 1, 2 … units are the coefficients of a product of polynomials, one
for each issue. With rules and terms it is a product of matrices of polynomials, one for each step
of the diagram. Each polynomial is kept as one whole number, with a slot of bits for every
coefficient, so that multiplying by a monomial is a shift and adding polynomials is one addition
(Kronecker 1882).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from zopa.outcomes.arrays import TIE, Barred, Floats
from zopa.outcomes.counting.region import Region, one_party
from zopa.outcomes.counting.units import Graded, coarsely, steps_of
from zopa.outcomes.diagram import DEAD
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Terms

WORK = 1_000_000_000
"""The most bytes to add up, which takes a second or so. It limits how fine the units may be."""

HELD = 200_000_000
"""The most bytes to hold at a time."""

FINEST, COARSEST = 100_000, 64
"""The most and the fewest units that a range is cut into."""


@dataclass(frozen=True)
class UtilityDistribution:
    """How many of the allowed outcomes have a utility in each bin.

    Bin i goes from `edges[i]`, which belongs to it, to `edges[i + 1]`, which belongs only to the
    last bin. Bin i holds at least `low[i]` and at most `high[i]` outcomes.
    """

    edges: tuple[float, ...]
    low: tuple[int, ...]
    high: tuple[int, ...]
    exact: bool
    """Whether the counts are exact, so that `low` and `high` are the same."""
    of: int
    """The number of outcomes that rules and barred levels allow."""


def utility_distribution(
    space: OutcomeSpace,
    values: Sequence[Floats],
    party: int,
    bins: int | Sequence[float],
    *,
    terms: Terms = (),
    barred: Barred | None = None,
) -> UtilityDistribution:
    """How many allowed outcomes are worth how much to one party, without listing them.

    `values`, `terms` and `barred` are as for `share_in_zone`. `bins` are rising edges, or how many
    bins of the same width to make between the sum of the worst and the sum of the best of each
    issue and term. Counts are exact where the values are multiples of one step that is not too
    small for WORK. Else units are coarser, outcomes are counted within the rounding of their
    utilities, and `low` and `high` differ by what that leaves open. A utility that is within TIE
    of the party's range of an edge counts as on it. Raises ValueError for arrays and edges that do
    not fit.

    >>> space = OutcomeSpace(("price", "date"), (("low", "high"), ("may", "june", "july")))
    >>> values = [np.array([[6.0, 0.0]]), np.array([[4.0, 3.0, 0.0]])]
    >>> distribution = utility_distribution(space, values, 0, [0, 5, 10])
    >>> distribution.low, distribution.high, distribution.of
    ((3, 3), (3, 3), 6)
    """
    region = one_party(space, values, party, -np.inf, np.inf, barred, terms)
    base, whole = float(region.base[0]), float(region.ranges[0])
    if isinstance(bins, int):
        if bins < 1:
            raise ValueError("there must be one bin at least")
        edges = np.linspace(base, base + whole, bins + 1)
    else:
        edges = np.asarray(bins, dtype=np.float64)
        if len(edges) < 2 or not (np.isfinite(edges).all() and (np.diff(edges) > 0).all()):
            raise ValueError("bins need two edges at least, rising")
    of = space.count(barred)
    if not of:
        nothing = (0,) * (len(edges) - 1)
        return UtilityDistribution(tuple(edges.tolist()), nothing, nothing, True, 0)
    graded = _graded(region, of)
    unit, added = float(graded.unit[0]), float(graded.added[0])
    counts = _coefficients(region, graded, of)
    below = [0, *accumulate(counts)]  # below[k] outcomes have fewer than k units
    # A sum of k units is a gain of at most k units, and of at least k units less `added`.
    at = (edges - base) / unit
    near = TIE * whole / unit
    least = np.ceil(at - near)  # an outcome of at least so many units may reach the edge
    surely = np.ceil(at - near + added / unit)  # and one of so many does
    top = np.floor(at[-1] + near)  # the last edge belongs to its bin
    least[-1], surely[-1] = top + 1, np.floor(at[-1] + near + added / unit) + 1

    def fewer(units: float) -> int:
        return below[int(min(max(units, 0), len(below) - 1))]

    low = [max(0, fewer(b) - fewer(a)) for a, b in zip(surely, least[1:], strict=False)]
    high = [fewer(b) - fewer(a) for a, b in zip(least, surely[1:], strict=False)]
    return UtilityDistribution(tuple(edges.tolist()), tuple(low), tuple(high), graded.exact, of)


def _graded(region: Region, of: int) -> Graded:
    """The gains in the party's own step, or in units as fine as the work allows."""
    slot = _slot(of)
    arcs = sum(int((onward != DEAD).sum()) for onward in region.onward)
    widest = max(region.diagram.widths)
    cells = min(WORK // (slot * max(arcs, 1)), HELD // (slot * widest * 2))
    return coarsely(region, steps_of(region), max(COARSEST, min(cells, FINEST)))


def _slot(of: int) -> int:
    """The bytes that hold any number up to `of`."""
    return of.bit_length() // 8 + 1


def _coefficients(region: Region, graded: Graded, of: int) -> list[int]:
    """The numbers of outcomes that have 0, 1, 2 … units."""
    slot = _slot(of)
    packed = [1]  # one polynomial for each state
    for t, onward in enumerate(region.onward):
        units_of_step = graded.units[t][0]
        following = [0] * region.diagram.widths[t + 1]
        for state, here in enumerate(packed):
            if here:
                units = units_of_step[state if len(units_of_step) > 1 else 0]
                for level in np.flatnonzero(onward[state] != DEAD).tolist():
                    following[onward[state, level]] += here << (8 * slot * int(units[level]))
        packed = following
    whole = packed[0].to_bytes(packed[0].bit_length() // 8 + slot, "little")
    ends = range(slot, len(whole) + 1, slot)
    return [int.from_bytes(whole[end - slot : end], "little") for end in ends]
