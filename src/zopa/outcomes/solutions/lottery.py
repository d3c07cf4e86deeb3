"""The frontier that lotteries over outcomes reach, for two parties.

Some solutions are defined on convex sets only. With lotteries the parties can reach the convex
hull of the outcomes and of no agreement, and with free disposal everything below it. The efficient
boundary of that set is a chain of segments, and a point on a segment is a lottery over at most two
outcomes.

A party accepts a lottery by what it is worth on average. So one of its two outcomes can be worth
less to a party than no agreement. To rule that out, pass only outcomes that no party refuses
(`individually_rational`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zopa.outcomes.arrays import ACCEPTANCE, Floats, Ints

PURE = 1e-12
"""A probability below this comes from rounding and counts as 0."""


@dataclass(frozen=True)
class Lottery:
    """One or two outcomes and their probabilities, or no outcome where no agreement is best."""

    utilities: tuple[float, float]
    """What each party gets on average."""
    outcomes: tuple[int, ...]
    """Indexes of the outcomes, the better one for the second party first."""
    probabilities: tuple[float, ...]
    """The probability of each outcome. They add up to 1."""


@dataclass(frozen=True, eq=False)
class Chain:
    """The efficient boundary, from the second party's best point to the first party's best."""

    corners: Floats
    """The corners of its part where no party loses, `(m, 2)`, in gains over no agreement."""
    ends: Floats
    """All its corners `(k, 2)`, in gains over no agreement. They need no lottery."""
    outcomes: Ints
    """The outcome `(k,)` that each of `ends` is; -1 for no agreement."""
    utilities: Floats
    """The utilities `(k, 2)` of `ends`."""

    def at(self, lengths: Floats, target: float) -> Lottery:
        """The point at a distance of `target` from the beginning of the chain.

        `lengths` `(m - 1,)` says how long each segment is; within a segment, distance is measured
        in proportion.
        """
        reached = np.concatenate([[0.0], np.cumsum(lengths)])
        if not reached[-1] > 0:
            return self._lottery(self.corners[0])
        target = min(max(target, 0.0), float(reached[-1]))
        segment = int(np.searchsorted(reached, target, side="right")) - 1
        segment = min(segment, len(lengths) - 1)
        share = (target - reached[segment]) / lengths[segment]
        start, end = self.corners[segment : segment + 2]
        return self._lottery((1 - share) * start + share * end)

    def _lottery(self, point: Floats) -> Lottery:
        """The lottery that reaches a point `(2,)` of the chain, in gains."""
        if len(self.ends) == 1:
            probabilities, place = np.ones(1), 0
        else:
            place = int(np.searchsorted(self.ends[:, 0], point[0], side="right")) - 1
            place = min(max(place, 0), len(self.ends) - 2)
            start, end = self.ends[place : place + 2]
            along = int(np.abs(end - start).argmax())  # where a difference has more digits
            share = float((point[along] - start[along]) / (end[along] - start[along]))
            share = 0.0 if share <= PURE else 1.0 if share >= 1 - PURE else share
            probabilities = np.array([1 - share, share])
        rows = slice(place, place + len(probabilities))
        utilities = probabilities @ self.utilities[rows]
        used = (probabilities > 0) & (self.outcomes[rows] >= 0)
        return Lottery(
            (float(utilities[0]), float(utilities[1])),
            tuple(self.outcomes[rows][used].tolist()),
            tuple(probabilities[used].tolist()),
        )


def chain_of(utilities: Floats, reservation: Floats) -> Chain:
    """The efficient boundary of outcomes `(n, 2)` and no agreement `(2,)` with lotteries.

    Raises ValueError unless there are two parties, and where a number is not finite.
    """
    utilities = np.asarray(utilities, dtype=np.float64)
    reservation = np.asarray(reservation, dtype=np.float64)
    if utilities.ndim != 2 or utilities.shape[1] != 2 or reservation.shape != (2,):
        raise ValueError("this solution is for two parties: utilities (n, 2), reservation (2,)")
    if not (np.isfinite(utilities).all() and np.isfinite(reservation).all()):
        raise ValueError("utilities and reservation values must be finite")
    known = np.concatenate([utilities, reservation[None]])
    gains = known - reservation
    gains[np.abs(gains) <= ACCEPTANCE] = 0.0
    hull: list[int] = []
    # Of equal points the first is taken, so no agreement gives way to an outcome worth the same.
    best = -np.inf
    for new in np.lexsort((np.arange(len(gains)), -gains[:, 1], -gains[:, 0])).tolist():
        if gains[new, 1] > best:
            best = gains[new, 1]
            while len(hull) > 1 and not _bends(*gains[[hull[-2], hull[-1], new]]):
                hull.pop()
            hull.append(new)
    hull.reverse()
    outcomes = np.array(hull)
    return Chain(
        corners=_cut(gains[hull]),
        ends=gains[hull],
        outcomes=np.where(outcomes == len(utilities), -1, outcomes),
        utilities=known[hull],
    )


def _bends(right: Floats, middle: Floats, left: Floats) -> bool:
    """Whether the middle one of three efficient points lies above the line through the others."""
    (a, b), (c, d) = middle - right, left - middle
    return bool(a * d - b * c > 0)


def _cut(ends: Floats) -> Floats:
    """The corners of the part of the chain where no party loses.

    There is such a part, because no agreement lies on the chain or below it.
    """
    inside = ends[(ends >= 0).all(axis=1)]
    parts = [inside]
    if ends[0, 0] < 0 and not (inside[:1, 0] == 0).any():
        height = np.interp(0.0, ends[:, 0], ends[:, 1])
        parts.insert(0, np.array([[0.0, max(height, 0.0)]]))
    if ends[-1, 1] < 0 and not (inside[-1:, 1] == 0).any():
        width = np.interp(0.0, ends[::-1, 1], ends[::-1, 0])
        parts.append(np.array([[max(width, 0.0), 0.0]]))
    corners = np.concatenate(parts)
    return corners[:1] if (corners == corners[0]).all() else corners
