"""Gains as equal as can be, in units that compare between parties: the egalitarian solution."""

from __future__ import annotations

from zopa.outcomes.arrays import Bools, Floats
from zopa.outcomes.solutions.gains import gains_of, leximin


def egalitarian(utilities: Floats, reservation: Floats) -> Bools:
    """Gains as equal as can be: the smallest is made as large as possible, then the next.

    This is the egalitarian solution (Kalai 1977, Econometrica 45, 1623–1630), with ties broken
    lexicographically, which makes it efficient. Utilities must be comparable between parties.

    >>> import numpy as np
    >>> from zopa.outcomes.solutions import winners
    >>> points = np.array([[1.0, 9.0], [3.0, 4.0], [3.0, 5.0]])
    >>> winners(egalitarian, points, np.zeros(2))
    array([2])
    """
    gains, rational = gains_of(utilities, reservation)
    return leximin(gains, rational)
