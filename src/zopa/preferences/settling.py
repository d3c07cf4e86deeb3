"""Points that move on from draws until they are spread as their new constraints have it.

Draws that agree with all facts are a good start for preferences that need not agree with one of
them: they are spread evenly already within that fact, and need only get as much beyond it as is
possible there. How long that takes is known from excursions beyond it.
"""

from __future__ import annotations

from math import ceil, log2
from typing import TYPE_CHECKING

import numpy as np

from zopa.preferences.compared import FEWEST_EXCURSIONS
from zopa.preferences.moves import RENEWED

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from zopa.preferences.excursions import Excursions
    from zopa.preferences.moves import Points

    Floats = NDArray[np.float64]
    Ints = NDArray[np.intp]

SETTLED = 4.0
"""The largest drift of a mean in the second half of the moves, in standard errors, with which
points count as settled."""
FEWEST_MOVES = 64
MANY_MOVES = 512
MOST_MOVES = 1024
AGAIN = 2
"""Times that points which have not settled move on."""
TIMES = 8
"""Points move for so many times as long as the excursion lasts in which one finds itself."""


def moves_needed(found: Excursions) -> int:
    """How many moves points need to get beyond a fact and back often enough, a power of two.

    Of few excursions the longest may not have been seen, so that points then move for long.
    """
    length = found.length
    if length.size < FEWEST_EXCURSIONS:
        return max(MANY_MOVES, _moves(length))
    return _moves(length)


def _moves(length: Ints) -> int:
    typical = float((length**2).sum()) / max(1, int(length.sum()))
    needed = 1 << ceil(log2(max(1.0, TIMES * typical)))
    return min(MOST_MOVES, max(FEWEST_MOVES, needed))


def settle(
    points: Points, moves: int, rng: np.random.Generator, tick: Callable[[], None] | None = None
) -> dict[int, bool]:
    """Make so many moves with every point; say for the points of each fact whether they settled.

    In the second half of the moves neither the mean of a variable nor of what the rows of the fact
    are about may drift. Points of a fact for which one did move on for as long again, at most
    `AGAIN` times.
    """
    settled = _moved(points, moves, rng, tick)
    for _ in range(AGAIN):
        left = np.isin(points.fact, [k for k, reached in settled.items() if not reached])
        if not left.any():
            break
        further = points.some(left)
        settled |= _moved(further, moves, rng, tick)
        points.y[left] = further.y
    return settled


def _moved(
    points: Points, moves: int, rng: np.random.Generator, tick: Callable[[], None] | None
) -> dict[int, bool]:
    halfway: dict[int, Floats] = {}
    for move in range(1, moves + 1):
        points.move(rng)
        if move % RENEWED == 0:
            points.renew()
            if tick:
                tick()
        if move == (moves + 1) // 2:
            halfway = _views(points)
    now = _views(points)
    return {k: _drift(halfway[k], now[k]) <= SETTLED for k in now}


def _views(points: Points) -> dict[int, Floats]:
    """Where the points of each fact are, (points, coordinates)."""
    rows = points.pieces.rows
    views = {}
    for k in np.unique(points.fact).tolist():
        which = np.flatnonzero(points.fact == k)
        variables = points.pieces.variables(points.y[which], points.piece[which])
        about = variables @ rows.A[rows.fact == k].T
        views[k] = np.column_stack([points.y[which], about])
    return views


def _drift(before: Floats, now: Floats) -> float:
    shift = now - before
    spread = shift.std(axis=0)
    moving = spread > 1e-12
    error = spread[moving] / np.sqrt(len(shift))
    return float(np.abs(shift.mean(axis=0)[moving] / error).max(initial=0.0))
