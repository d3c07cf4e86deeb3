"""The pairs of statements that are worth comparing: near neighbours by their embeddings.

The cosines are computed block by block, and only the nearest neighbours of each statement are kept,
so memory stays bounded. Of more than `ALL` statements, each is compared with those of the lists
near it, and no longer with all.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from zopa.statements.corroboration.lists import near_lists

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NEIGHBOURS = 16
"""How many neighbours of a statement are looked at."""
FLOOR = 0.3
"""The least cosine of a pair that is looked at. No labelled pair about one matter has less."""
BLOCK = 512
"""How many statements there are in a block."""
ALL = 10_000
"""Up to so many statements, each is compared with all others: those of some 500 reports."""


_PAIRS = 20_000
"""How many pairs have their exact cosines computed at once."""


def candidate_pairs(
    vectors: Floats,
    neighbours: int = NEIGHBOURS,
    floor: float = FLOOR,
    block: int = BLOCK,
    *,
    all_up_to: int = ALL,
) -> tuple[Ints, Floats]:
    """Pairs `(pairs, 2)` of rows of `vectors` `(n, size)`, the lower first, and their cosines.

    A pair is included if one of the two is among the `neighbours` nearest of the other and their
    cosine is at least `floor`. The rows are unit vectors. If cosines tie, the lower row is nearer.
    Of more than `all_up_to` rows, a few neighbours are missed (docs/explanation/corroboration.md).

    >>> rows = np.array([[1.0, 0.0], [0.8, 0.6], [0.0, 1.0]])
    >>> pairs, cosines = candidate_pairs(rows, neighbours=1)
    >>> pairs.tolist(), cosines.tolist()
    ([[0, 1], [1, 2]], [0.8, 0.6])
    """
    count = len(vectors)
    # Cosines are rounded, so that the nearest neighbours do not depend on the size of a block.
    rows = np.ascontiguousarray(vectors, dtype=np.float64)
    short = rows.astype(np.float32)
    chosen_pairs = []
    everything = [(np.arange(count), np.arange(count))]
    for own, others in near_lists(short) if count > all_up_to else everything:
        compared = short if len(others) == count else short[others]
        for start in range(0, len(own), block):
            part = own[start : start + block]
            chosen_pairs.append(_nearest(short[part] @ compared.T, part, others, neighbours, floor))
    if not chosen_pairs:
        return np.zeros((0, 2), dtype=np.int64), np.zeros(0)
    pairs = np.unique(np.sort(np.concatenate(chosen_pairs), axis=1), axis=0)
    cosines = np.concatenate(
        [
            np.einsum("ij,ij->i", rows[some[:, 0]], rows[some[:, 1]])
            for some in np.array_split(pairs, len(pairs) // _PAIRS + 1)
        ]
    )
    return pairs, np.round(cosines, 9)


def _nearest(
    cosines: NDArray[np.float32], rows: Ints, others: Ints, neighbours: int, floor: float
) -> Ints:
    """The pairs of a row and one of its nearest, out of the cosines of `rows` with `others`."""
    near = np.round(cosines, 5)
    near[np.arange(len(rows)), np.searchsorted(others, rows)] = -np.inf
    most = min(neighbours, len(others) - 1)
    if most <= 0:
        return np.zeros((0, 2), dtype=np.int64)
    # Kept are all above the k-th best cosine of a row, and of those that equal it the lower.
    at = len(others) - most
    least = np.partition(near, at, axis=1)[:, at, None]
    chosen = near >= np.maximum(least, np.float32(floor))
    for row in np.flatnonzero(chosen.sum(axis=1) > most):
        tied = np.flatnonzero(near[row] == least[row])
        room = most - int((near[row] > least[row]).sum())
        chosen[row, tied[room:]] = False
    first, second = np.nonzero(chosen)
    return np.column_stack([rows[first], others[second]])
