"""What all solutions need: who refuses what, gains over no agreement, and which scores tie."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from zopa.outcomes.arrays import ACCEPTANCE, Bools, Floats, Ints

WIN = 1e-9
"""Scores tie if they differ by less than this, relative to the scale of what is compared."""

Solution: TypeAlias = Callable[[Floats, Floats], Bools]
"""A function of utilities `(..., n, parties)` and reservation values `(..., parties)` that says
which points win, `(..., n)`."""


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
    """Gains over no agreement, and which outcomes no party refuses.

    Gains that are nothing but rounding are made 0.
    """
    gains = utilities - reservation[..., None, :]
    rational = _every(gains >= -ACCEPTANCE)
    return np.where(gains > ACCEPTANCE, gains, 0.0), rational


def top(score: Floats, among: Bools, tie: float | Floats = WIN) -> Bools:
    """Whether each score ties with the best of those marked by `among`, or is the best."""
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
