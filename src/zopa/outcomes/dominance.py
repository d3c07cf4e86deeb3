"""Which of many points no other point dominates, where rounding neither makes nor breaks a tie."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from zopa.outcomes.arrays import TIE, Bools, Floats, Ints


class Undominated(NamedTuple):
    """The indexes of points, with tied points side by side, and where each run of ties starts.

    `starts` is None where no two points tie. Points that are best for the first party come first,
    then those that are best for the next party.
    """

    members: Ints
    starts: Ints | None

    @property
    def leaders(self) -> Ints:
        """One index for each distinct point."""
        return self.members if self.starts is None else self.members[self.starts]


def undominated(points: Floats, tie: Floats) -> Undominated:
    """The points `(parties, n)` that no other point dominates; more is better.

    Coordinates that differ by no more than `tie` `(parties,)` are the same. Points that are the
    same in every coordinate are all kept. For two parties, points are sorted and swept (Kung,
    Luccio and Preparata 1975); for more, `moocore.is_nondominated` compares their ranks.

    >>> undominated(np.array([[1.0, 3.0, 2.0, 3.0], [5.0, 1.0, 0.0, 1.0]]), np.zeros(2))
    Undominated(members=array([1, 3, 0]), starts=array([0, 2]))
    """
    if points.shape[1] == 0:
        return Undominated(np.empty(0, dtype=np.int_), None)
    if len(points) == 1:
        best = np.flatnonzero(points[0] >= points[0].max() - tie[0])
        return Undominated(best, None if len(best) == 1 else np.zeros(1, dtype=np.int_))
    if len(points) == 2:
        return _sweep(points, tie)
    return _by_rank(points, tie)


def undominated_by_group(points: Floats, group: Ints, tie: Floats) -> Undominated:
    """The points `(parties, n)` that no other point of the same group `(n,)` dominates.

    The rest is as in `undominated`. Points of one group stand side by side, and groups come in
    rising order.

    >>> points = np.array([[1.0, 2.0, 1.0, 2.0], [1.0, 2.0, 1.0, 0.0]])
    >>> undominated_by_group(points, np.array([7, 7, 9, 9]), np.zeros(2)).members
    array([1, 3, 2])
    """
    if len(points) == 2:
        candidates = _first_sweep_by_group(points, group, tie[1])
        points, group = points[:, candidates], group[candidates]
    else:
        candidates = np.argsort(group, kind="stable")
        points, group = points[:, candidates], group[candidates]
    x, y = points[:2] if len(points) == 2 else (points[0], points[0])
    same = group[1:] == group[:-1]
    if (
        len(points) == 2
        and not (same & ((x[:-1] - x[1:] <= tie[0]) | (y[1:] - y[:-1] <= tie[1]))).any()
    ):
        return Undominated(candidates, None)
    cuts = [0, *(np.flatnonzero(~same) + 1).tolist(), len(group)]
    members: list[Ints] = []
    starts: list[Ints] = []
    total = 0
    for start, end in pairwise(cuts):
        group_points = np.sort(candidates[start:end])
        best = undominated(points[:, start + np.argsort(candidates[start:end])], tie)
        members.append(group_points[best.members])
        heads = np.arange(len(best.members)) if best.starts is None else best.starts
        starts.append(heads + total)
        total += len(best.members)
    every = np.concatenate(starts)
    return Undominated(np.concatenate(members), None if len(every) == total else every)


def _first_sweep_by_group(points: Floats, group: Ints, tie: float) -> Ints:
    """The indexes of points that may be undominated within their groups.

    They are ordered by group, and within each by the first party's falling utility. Second
    coordinates are replaced by ranks, with room between the groups, so that one running maximum
    serves all groups.
    """
    first, second = points
    rising = np.argsort(second)
    rank = np.empty(len(rising), dtype=np.int_)
    along = second[rising]
    rank[rising] = np.concatenate([[0], np.cumsum(along[1:] - along[:-1] > tie)])
    order = np.lexsort((-first, group))
    height = rank[order] + np.cumsum(
        np.concatenate([[0], group[order][1:] != group[order][:-1]])
    ) * (len(order) + 1)
    return np.asarray(order[height >= np.maximum.accumulate(height)])


def _sweep(points: Floats, tie: Floats) -> Undominated:
    """The undominated points of two parties."""
    first, second = points
    order = np.argsort(-first)
    # A point below the best second coordinate so far is dominated, or is tied on the first
    # coordinate with a better point. Few points are left to look at closely.
    along = second[order]
    order = order[along >= np.maximum.accumulate(along) - tie[1]]
    x, y = first[order], second[order]
    if (x[:-1] - x[1:] > tie[0]).all() and (y[1:] - y[:-1] > tie[1]).all():
        return Undominated(order, None)
    # Lexsort is stable: from here on equal points stand in the order they came in, whatever
    # the sort above did with them, so the result is the same on every machine.
    order.sort()
    rank = np.empty(len(order), dtype=np.int_)
    fall = np.argsort(-first[order], kind="stable")
    x = first[order[fall]]
    rank[fall] = np.concatenate([[0], np.cumsum(x[:-1] - x[1:] > tie[0])])
    inner = np.lexsort((-second[order], rank))
    order, rank = order[inner], rank[inner]
    y = second[order]
    heads = np.flatnonzero(np.concatenate([[True], rank[1:] != rank[:-1]]))
    tops = y[heads]
    before = np.concatenate([[-np.inf], np.maximum.accumulate(tops)[:-1]])
    kept = (tops > before + tie[1])[rank] & (y >= tops[rank] - tie[1])
    order, rank = order[kept], rank[kept]
    starts = np.flatnonzero(np.concatenate([[True], rank[1:] != rank[:-1]]))
    return Undominated(order, None if len(starts) == len(order) else starts)


def _by_rank(points: Floats, tie: Floats) -> Undominated:
    """The undominated points of three parties or more."""
    from moocore import is_nondominated

    along = np.sort(points, axis=1)
    apart = along[:, 1:] - along[:, :-1] > tie[:, None]
    if apart.all():
        members = np.flatnonzero(is_nondominated(points.T, maximise=True))
        return Undominated(members[np.argsort(-points[0, members])], None)
    # Each coordinate is replaced by its rank, and sorted neighbours that tie have the same rank.
    # That makes "no worse" transitive, which comparing within a tolerance is not.
    order = np.argsort(points, axis=1, kind="stable")
    rank = np.zeros(points.shape)
    np.put_along_axis(rank, order[:, 1:], np.cumsum(apart, axis=1), axis=1)
    members = np.flatnonzero(is_nondominated(rank.T, maximise=True, keep_weakly=True))
    rank = rank[:, members]
    order = np.lexsort(-rank[::-1])
    rank = rank[:, order]
    starts = np.flatnonzero(np.concatenate([[True], (rank[:, 1:] != rank[:, :-1]).any(axis=0)]))
    return Undominated(members[order], None if len(starts) == len(members) else starts)


def dominated(points: Floats, by: Floats, *, for_all: bool = False, tie: float = TIE) -> Bools:
    """Whether any vector of `by` `(n, parties)` dominates each of `points` `(m, parties)`: `(m,)`.

    A vector dominates a point if it is at least as good for all parties and better for one. With
    `for_all` it must be better for all of them; points that no vector dominates in this sense are
    *weakly* efficient. To ask about a whole outcome space, pass its frontier: every point that is
    dominated at all is dominated by a point of the frontier.

    >>> frontier = np.array([[1.0, 0.0], [0.5, 0.5]])
    >>> points = np.array([[0.5, 0.0], [0.4, 0.4], [0.5, 0.5]])
    >>> dominated(points, frontier), dominated(points, frontier, for_all=True)
    (array([ True,  True, False]), array([False,  True, False]))
    """
    is_dominated: Bools = np.zeros(len(points), dtype=np.bool_)
    for row, point in enumerate(points):
        better = by > point + tie
        if for_all:
            is_dominated[row] = np.any(np.all(better, axis=1))
        else:
            no_worse = np.all(by >= point - tie, axis=1)
            is_dominated[row] = np.any(no_worse & np.any(better, axis=1))
    return is_dominated
