"""Which place each of some packages has in a party's eyes: rank acceptability.

Source: SMAA-2 (Lahdelma and Salminen 2001, Operations Research 49, 444–454). Of packages that are
worth the same in a draw, all have the best of the places that they share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from zopa.analyses.result import Share
from zopa.outcomes.arrays import ACCEPTANCE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FEWEST_RANKED = 3
"""Of fewer packages than this no places are told: a comparison says it all."""


def rank_shares(worth: Floats) -> list[tuple[Share, ...]]:
    """For each package how often it has the first place, the second, and so on.

    `worth` (draws, packages) is what each is worth to one party.

    >>> rank_shares(np.array([[0.9, 0.5, 0.5], [0.2, 0.8, 0.1]]))[0][0].share
    0.5
    >>> [[share.share for share in places] for places in rank_shares(np.array([[0.9, 0.5, 0.5]]))]
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 1.0, 0.0]]
    """
    draws, packages = worth.shape
    place = np.zeros((draws, packages), dtype=np.intp)
    for other in range(packages):
        place += worth[:, [other]] > worth + ACCEPTANCE
    return [
        tuple(Share.of(place[:, package] == rank) for rank in range(packages))
        for package in range(packages)
    ]
