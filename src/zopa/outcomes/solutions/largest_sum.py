"""The largest sum of utilities: the utilitarian solution."""

from __future__ import annotations

import numpy as np

from zopa.outcomes.arrays import Bools, Floats
from zopa.outcomes.solutions.gains import WIN, gains_of, top


def utilitarian(utilities: Floats, reservation: Floats) -> Bools:
    """The largest sum of utilities among outcomes that no party refuses.

    The source is Harsanyi (1955, Journal of Political Economy 63, 309–321). Utilities must be
    comparable between parties.

    >>> from zopa.outcomes.solutions import winners
    >>> points = np.array([[1.0, 9.0], [3.0, 4.0], [11.0, -1.0]])
    >>> winners(utilitarian, points, np.zeros(2))
    array([0])
    """
    _, rational = gains_of(utilities, reservation)
    total = utilities.sum(axis=-1)
    scale = np.maximum(np.abs(np.where(rational, total, 0.0)).max(axis=-1, initial=0.0), 1.0)
    return top(total, rational, WIN * scale[..., None])
