"""Bargaining solutions on a finite set of outcomes.

All take utilities `(..., n, parties)` and reservation values `(..., parties)`, with any leading
shape such as `(draws,)`, and mark *every* winner: `(..., n)`. Outcomes that a party likes less
than no agreement never win; where that leaves none, nothing is marked. Pass frontier points, or
any set that holds them: winners are strictly efficient within the set that is passed.

Lotteries over outcomes, which the papers allow, make the set of utilities convex and its
winner unique; here only outcomes themselves can be signed, so there may be several.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

from zopa.outcomes.arrays import ACCEPTANCE, Bools, Floats, Ints

WIN = 1e-9
"""Scores that differ by less, relative to the scale that a solution compares on, tie."""

Solution: TypeAlias = Callable[[Floats, Floats], Bools]


def individually_rational(utilities: Floats, reservation: Floats) -> Bools:
    """Whether no party falls below its reservation value: `(..., n)`."""
    return _every(utilities - reservation[..., None, :] >= -ACCEPTANCE)


def nash(utilities: Floats, reservation: Floats) -> Bools:
    """The largest product of gains over no agreement (Nash 1950, Econometrica 18, 155–162).

    Only outcomes count where every party gains or stays even, so that two losses never multiply
    to a gain. If none gives *every* party something, the largest number of parties that can gain
    at the same time do, and the product is theirs (Caragiannis et al. 2019, ACM Transactions on
    Economics and Computation 7(3), maximum Nash welfare). Which parties these are can differ;
    products of different parties are not comparable (they are in different units), so each such
    set has its own winner.

    >>> divide = np.array([[0.0, 4.0], [1.0, 3.0], [2.0, 2.0], [3.0, 1.0], [4.0, 0.0]])
    >>> winners(nash, divide, np.array([0.0, 2.0]))
    array([1])
    """
    gains, rational = _gains(utilities, reservation)
    gaining = gains > 0
    many = np.where(rational, gaining.sum(axis=-1), -1)
    largest = rational & (many == many.max(axis=-1, keepdims=True, initial=-1))
    # A difference of logarithms is a relative difference of products.
    score = np.log(np.where(gaining, gains, 1.0)).sum(axis=-1)
    winning = _top(score, largest)
    # Where all gain there is one set of gainers and this is all there is to it.
    parties = gains.shape[-1]
    several = (largest & (many < parties)).any(axis=-1)
    if several.any():
        for row in zip(*np.nonzero(several), strict=True) if several.ndim else [()]:
            for who in np.unique(gaining[row][largest[row]], axis=0):
                same = largest[row] & (gaining[row] == who).all(axis=-1)
                winning[row] |= _top(score[row], same)
    return winning


def kalai_smorodinsky(utilities: Floats, reservation: Floats) -> Bools:
    """Gains as equal as can be, each as a share of the most that the party could have gained.

    The ideal gain is the party's best over the outcomes that no party refuses (Kalai and
    Smorodinsky 1975, Econometrica 43, 513–518). Outcomes seldom lie on the line from no
    agreement to the ideal point, so the smallest share is made as large as possible, as Nagahisa
    and Tanaka (2002, Social Choice and Welfare 19, 751–761) characterise for finite sets; of
    equals, the next smallest, and so on. Parties that can gain nothing do not count.

    >>> points = np.array([[10.0, 0.0], [8.0, 0.3], [4.0, 0.5], [0.0, 1.0]])
    >>> winners(kalai_smorodinsky, points, np.zeros(2))
    array([2])
    """
    gains, rational = _gains(utilities, reservation)
    ideal = np.where(rational[..., None], gains, 0.0).max(axis=-2, keepdims=True, initial=0.0)
    counts = ideal > 0
    shares = np.where(counts, gains / np.where(counts, ideal, 1.0), 1.0)
    return _leximin(shares, rational)


def egalitarian(utilities: Floats, reservation: Floats) -> Bools:
    """Gains as equal as can be: the smallest is made as large as possible, then the next.

    The egalitarian solution (Kalai 1977, Econometrica 45, 1623–1630), with ties broken
    lexicographically, which makes it efficient. Needs utilities that compare between parties.

    >>> points = np.array([[1.0, 9.0], [3.0, 4.0], [3.0, 5.0]])
    >>> winners(egalitarian, points, np.zeros(2))
    array([2])
    """
    gains, rational = _gains(utilities, reservation)
    return _leximin(gains, rational)


def utilitarian(utilities: Floats, reservation: Floats) -> Bools:
    """The largest sum of utilities among outcomes that no party refuses.

    Needs utilities that compare between parties.

    >>> points = np.array([[1.0, 9.0], [3.0, 4.0], [11.0, -1.0]])
    >>> winners(utilitarian, points, np.zeros(2))
    array([0])
    """
    _, rational = _gains(utilities, reservation)
    total = utilities.sum(axis=-1)
    scale = np.maximum(np.abs(np.where(rational, total, 0.0)).max(axis=-1, initial=0.0), 1.0)
    return _top(total, rational, WIN * scale[..., None])


SOLUTIONS: MappingProxyType[str, Solution] = MappingProxyType(
    {
        "nash": nash,
        "kalai_smorodinsky": kalai_smorodinsky,
        "egalitarian": egalitarian,
        "utilitarian": utilitarian,
    }
)
"""Every solution by its name."""


def winners(solution: Solution, utilities: Floats, reservation: Floats) -> Ints:
    """The indexes of a solution's winners in one set of points `(n, parties)`."""
    return np.flatnonzero(solution(np.asarray(utilities), np.asarray(reservation)))


def _gains(utilities: Floats, reservation: Floats) -> tuple[Floats, Bools]:
    """Gains over no agreement, those within rounding of none made 0; and who is rational."""
    gains = utilities - reservation[..., None, :]
    rational = _every(gains >= -ACCEPTANCE)
    return np.where(gains > ACCEPTANCE, gains, 0.0), rational


def _every(parties: Bools) -> Bools:
    return np.asarray(parties.all(axis=-1))


def _top(score: Floats, among: Bools, tie: float | Floats = WIN) -> Bools:
    """Whether a score is the best among those marked, up to a tie."""
    score = np.where(among, score, -np.inf)
    best = score.max(axis=-1, keepdims=True, initial=-np.inf)
    return np.asarray(among & (score >= best - tie))


def _leximin(scores: Floats, among: Bools) -> Bools:
    """The points whose smallest score is largest; of those, the second smallest; and so on."""
    among = among.copy()
    scale = np.abs(np.where(among[..., None], scores, 0.0)).max(axis=(-1, -2), initial=0.0)
    tie = WIN * np.maximum(scale, 1.0)[..., None]
    for rank in np.moveaxis(np.sort(scores, axis=-1), -1, 0):
        among = _top(rank, among, tie)
    return among
