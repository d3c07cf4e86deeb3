"""A handful out of many packages: those that differ in kind, and lie far apart in what counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int_]


def one_of_each_kind(kinds: Bools) -> Ints:
    """The first row of each kind, in the order of the rows; rows that are equal are of one kind.

    >>> one_of_each_kind(np.array([[True, False], [True, True], [True, False]])).tolist()
    [0, 1]
    """
    _, first = np.unique(kinds, axis=0, return_index=True)
    return np.sort(first)


def far_apart(points: Floats, most: int) -> Ints:
    """Up to `most` rows, in their order: the first one, and then always the one that lies farthest
    from all that are taken, each column being told as a share of its range.

    This is the rule of Gonzalez (1985, Theoretical Computer Science 38, 293–306); of rows that are
    equally far the first is taken.

    >>> far_apart(np.array([[0.0], [0.1], [0.9], [1.0], [0.5]]), 3).tolist()
    [0, 3, 4]
    """
    if len(points) <= most:
        return np.arange(len(points))
    ranges = np.ptp(points, axis=0)
    scaled = (points - points.min(axis=0)) / np.where(ranges > 0, ranges, 1.0)
    taken = [0]
    away = np.round(np.abs(scaled - scaled[0]).sum(axis=1), 9)
    while len(taken) < most:
        away[taken] = -1.0
        taken.append(int(away.argmax()))
        away = np.minimum(away, np.round(np.abs(scaled - scaled[taken[-1]]).sum(axis=1), 9))
    return np.sort(np.array(taken))
