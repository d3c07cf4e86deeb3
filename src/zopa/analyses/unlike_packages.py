"""A handful out of many packages: those that differ in kind, and lie far apart in what counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def most_unlike(rows: Ints, good: Floats, ways: Sequence[Ints]) -> list[int]:
    """One row for each of some purposes, so that the rows are as unlike each other as can be.

    `ways` holds the rows to choose from for each purpose, and `good` `(n, purposes)` how good each
    is for it: a row is taken for a purpose only beside others that are no better for it. Of all
    such choices the one is taken with the most rows that differ, of these the one in which the two
    rows most alike differ in the most places, then the one with the most differences in all, and
    then the first. All choices are looked at.

    >>> rows = np.array([[0, 0, 0], [0, 0, 1], [1, 1, 1]])
    >>> good = np.array([[0.9, 0.1], [0.2, 0.8], [0.1, 0.8]])
    >>> most_unlike(rows, good, [np.array([0]), np.array([1, 2])])
    [0, 2]
    """
    shape = tuple(map(len, ways))
    places = rows.shape[1]
    fits = np.ones(shape, dtype=bool)
    least = np.full(shape, places + 1, dtype=np.int_)
    all_in_all, alike = np.zeros((2, *shape), dtype=np.int_)
    for one in range(len(ways)):
        again = np.zeros(shape, dtype=bool)
        for other in range(one):
            at, where = np.ix_(ways[other], ways[one])
            apart = (rows[at] != rows[where]).sum(axis=-1)
            no_better = (good[at, other] >= good[where, other]) & (
                good[where, one] >= good[at, one]
            )
            axes = tuple(k for k in range(len(ways)) if k not in (other, one))
            apart, no_better = (np.expand_dims(a, axes) for a in (apart, no_better))
            fits &= no_better
            least = np.where(apart > 0, np.minimum(least, apart), least)
            all_in_all += apart
            again |= apart == 0
        alike += again
    merit = (least % (places + 1)) + (places + 1) * (len(ways) - alike)
    merit = merit * (places * len(ways) ** 2 + 1) + all_in_all
    best = np.unravel_index(int(np.where(fits, merit, -1).argmax()), shape)
    return [int(way[k]) for way, k in zip(ways, best, strict=True)]
