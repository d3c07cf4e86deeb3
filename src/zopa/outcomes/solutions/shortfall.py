"""How far below the frontier a draft lies, and how much each party could still gain.

Utilities are compared only within each party, except in the Euclidean distance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zopa.outcomes.arrays import TIE, Bools, Floats, Ints


@dataclass(frozen=True, eq=False)
class FrontierDistance:
    """How far a point lies below the frontier; arrays have the leading shape of the input."""

    gain: Floats
    """The most that all parties can gain at once, each at least so much in its units, `(...)`.

    It is 0 where the point is on the frontier, or where it is below and only some can gain. Where
    every point of the frontier costs some party something, it is negative: the least that must be
    given up.
    """
    gainful: Ints
    """The frontier point `(...)` with that gain, the first of several."""
    distance: Floats
    """The Euclidean distance to the nearest frontier point `(...)`."""
    nearest: Ints
    """The frontier point `(...)` at that distance, the first of several."""


@dataclass(frozen=True, eq=False)
class JointGains:
    """What parties can gain without a loss to any of them."""

    dominating: Bools
    """The frontier points that are at least as good for all and better for one `(..., n)`."""
    most: Floats
    """The most that each party gains in one of these points, `(..., parties)`; 0 without any."""


def distance_to_frontier(point: Floats, frontier: Floats) -> FrontierDistance:
    """How far the utilities `(..., parties)` of a draft lie below `frontier` `(..., n, parties)`.

    The gain that all can have at once is Luenberger's benefit function for one unit of each
    party's utility (1992, Journal of Mathematical Economics 21, 461–481; as a directional
    distance: Chambers, Chung and Färe 1996, Journal of Economic Theory 70, 407–419), here over
    outcomes without lotteries. Raiffa (1982, The Art and Science of Negotiation, chapter 10)
    calls what lies between a settlement and the frontier joint gains. Leading shapes, such as
    `(draws,)`, broadcast. Raises ValueError for an empty frontier or another number of parties.

    >>> frontier = np.array([[1.0, 0.0], [0.8, 0.6], [0.0, 1.0]])
    >>> below = distance_to_frontier(np.array([0.5, 0.2]), frontier)
    >>> round(float(below.gain), 9), int(below.gainful), round(float(below.distance), 9)
    (0.3, 1, 0.5)
    """
    above = _above(point, frontier)
    if not above.shape[-2]:
        raise ValueError("the frontier has no points")
    least = above.min(axis=-1)
    squares = (above**2).sum(axis=-1)
    return FrontierDistance(
        least.max(axis=-1),
        least.argmax(axis=-1),
        np.sqrt(squares.min(axis=-1)),
        squares.argmin(axis=-1),
    )


def joint_gains(point: Floats, frontier: Floats) -> JointGains:
    """Which points of `frontier` `(..., n, parties)` dominate `point` `(..., parties)`.

    The result also says how much each party could gain at most without a loss to another: the best
    that it has in these points. Differences within rounding count as none. Leading shapes
    broadcast. Raises ValueError for another number of parties.

    >>> frontier = np.array([[1.0, 0.0], [0.8, 0.6], [0.6, 0.7], [0.0, 1.0]])
    >>> gains = joint_gains(np.array([0.5, 0.2]), frontier)
    >>> gains.dominating, gains.most.round(9)
    (array([False,  True,  True, False]), array([0.3, 0.5]))
    """
    above = _above(point, frontier)
    size = np.maximum(np.abs(point)[..., None, :], np.abs(frontier))
    tie = TIE * np.maximum(size, 1.0)
    above = np.where(np.abs(above) <= tie, 0.0, above)
    dominating = np.asarray((above >= 0).all(axis=-1) & (above > 0).any(axis=-1))
    most = np.where(dominating[..., None], above, 0.0).max(axis=-2, initial=0.0)
    return JointGains(dominating, most)


def _above(point: Floats, frontier: Floats) -> Floats:
    """How far each frontier point is above the point, for each party: `(..., n, parties)`."""
    if frontier.ndim < 2 or point.ndim < 1 or frontier.shape[-1] != point.shape[-1]:
        raise ValueError("a point (..., parties) and a frontier (..., n, parties) are needed")
    return np.asarray(frontier - point[..., None, :])
