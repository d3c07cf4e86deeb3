"""Gains as equal as can be, each relative to the most that the party could gain: the solution of
Kalai and Smorodinsky."""

from __future__ import annotations

import numpy as np

from zopa.outcomes.arrays import Bools, Floats
from zopa.outcomes.solutions.gains import gains_of, leximin


def kalai_smorodinsky(utilities: Floats, reservation: Floats) -> Bools:
    """Gains as equal as can be, each as a share of the most that the party could have gained.

    The ideal gain is the party's best over the outcomes that no party refuses (Kalai and
    Smorodinsky 1975, Econometrica 43, 513–518). Outcomes seldom lie on the line from no
    agreement to the ideal point, so the smallest share is made as large as possible, as Nagahisa
    and Tanaka (2002, Social Choice and Welfare 19, 751–761) characterise for finite sets; of
    equals, the next smallest, and so on (Imai 1983, Econometrica 51, 389–401). Parties that can
    gain nothing do not count.

    >>> from zopa.outcomes.solutions import winners
    >>> points = np.array([[10.0, 0.0], [8.0, 0.3], [4.0, 0.5], [0.0, 1.0]])
    >>> winners(kalai_smorodinsky, points, np.zeros(2))
    array([2])
    """
    gains, rational = gains_of(utilities, reservation)
    ideal = np.where(rational[..., None], gains, 0.0).max(axis=-2, keepdims=True, initial=0.0)
    counts = ideal > 0
    shares = np.where(counts, gains / np.where(counts, ideal, 1.0), 1.0)
    return leximin(shares, rational)
