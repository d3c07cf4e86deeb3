"""How many outcomes are worth how much to a party.

The number of outcomes with each whole number of units is a product of polynomials, one an issue
(with rules and terms a product of matrices of them, one step of the diagram each). Polynomials
are kept as one whole number each, with a slot of bits for every coefficient, so that multiplying
by a monomial is a shift and a sum of polynomials one addition (Kronecker 1882).
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
"""The most bytes to add up, which takes a second or so; it limits how fine the units may be."""

HELD = 200_000_000
"""The most bytes to hold at a time."""

FINEST, COARSEST = 100_000, 64
"""The most and the fewest units that a range is cut into."""


@dataclass(frozen=True)
class UtilityDistribution:
    """How many of the allowed outcomes have a utility in each bin.

    Bin i goes from `edges[i]`, which belongs to it, to `edges[i + 1]`, which does not, except to
    the last bin. Of each bin's outcomes there are at least `low[i]` and at most `high[i]`.
    """

    edges: tuple[float, ...]
    low: tuple[int, ...]
    high: tuple[int, ...]
    exact: bool
    """Whether `low` and `high` are the same by the way they were found."""
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

    `values`, `terms` and `barred` as for `share_in_zone`. `bins` are rising edges, or how many
    bins of the same width to cut into what lies between the sums of the worst and of the best of
    each issue and term. Exact where the values are multiples of one step that is not too small
    for WORK; else units are coarser, outcomes are counted within the rounding of their
    utilities, and the bounds are that far apart. Utilities within TIE of the party's range of an
    edge are on it. ValueError for arrays and edges that do not fit.

    >>> space = OutcomeSpace(("price", "date"), (("low", "high"), ("may", "june", "july")))
    >>> values = [np.array([[6.0, 0.0]]), np.array([[4.0, 3.0, 0.0]])]
    >>> found = utility_distribution(space, values, 0, [0, 5, 10])
    >>> found.low, found.high, found.of
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
    below = [0, *accumulate(counts)]  # below[k]: how many have fewer than k units
    # A sum of k units is a gain of at most k units, and of at least that less what was added.
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
    """How many outcomes have 0, 1, 2 … units."""
    slot = _slot(of)
    packed = [1]  # by state
    for t, onward in enumerate(region.onward):
        own = graded.units[t][0]
        following = [0] * region.diagram.widths[t + 1]
        for state, here in enumerate(packed):
            if here:
                units = own[state if len(own) > 1 else 0]
                for level in np.flatnonzero(onward[state] != DEAD).tolist():
                    following[onward[state, level]] += here << (8 * slot * int(units[level]))
        packed = following
    whole = packed[0].to_bytes(packed[0].bit_length() // 8 + slot, "little")
    ends = range(slot, len(whole) + 1, slot)
    return [int.from_bytes(whole[end - slot : end], "little") for end in ends]
