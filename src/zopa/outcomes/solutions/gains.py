"""What the solutions share: who refuses what, gains over no agreement, and what counts as a tie."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from zopa.outcomes.arrays import ACCEPTANCE, Bools, Floats, Ints

WIN = 1e-9
"""Scores that differ by less, relative to the scale that a solution compares on, tie."""

Solution: TypeAlias = Callable[[Floats, Floats], Bools]
"""Utilities `(..., n, parties)` and reservation values `(..., parties)` to winners `(..., n)`."""


def individually_rational(utilities: Floats, reservation: Floats) -> Bools:
    """Whether no party falls below its reservation value: `(..., n)`.

    >>> individually_rational(np.array([[0.2, 0.9], [0.5, 0.5]]), np.array([0.3, 0.3]))
    array([False,  True])
    """
    return _every(utilities - reservation[..., None, :] >= -ACCEPTANCE)


def winners(solution: Solution, utilities: Floats, reservation: Floats) -> Ints:
    """The indexes of a solution's winners in one set of points `(n, parties)`."""
    return np.flatnonzero(solution(np.asarray(utilities), np.asarray(reservation)))


def gains_of(utilities: Floats, reservation: Floats) -> tuple[Floats, Bools]:
    """Gains over no agreement, those within rounding of none made 0; and who is rational."""
    gains = utilities - reservation[..., None, :]
    rational = _every(gains >= -ACCEPTANCE)
    return np.where(gains > ACCEPTANCE, gains, 0.0), rational


def top(score: Floats, among: Bools, tie: float | Floats = WIN) -> Bools:
    """Whether a score is the best among those marked, up to a tie."""
    score = np.where(among, score, -np.inf)
    best = score.max(axis=-1, keepdims=True, initial=-np.inf)
    return np.asarray(among & (score >= best - tie))


def leximin(scores: Floats, among: Bools) -> Bools:
    """The points whose smallest score is largest; of those, the second smallest; and so on."""
    among = among.copy()
    scale = np.abs(np.where(among[..., None], scores, 0.0)).max(axis=(-1, -2), initial=0.0)
    tie = WIN * np.maximum(scale, 1.0)[..., None]
    for rank in np.moveaxis(np.sort(scores, axis=-1), -1, 0):
        among = top(rank, among, tie)
    return among


def _every(parties: Bools) -> Bools:
    return np.asarray(parties.all(axis=-1))
