"""The pairs of statements that are worth comparing: near neighbours by their embeddings.

The cosines are computed block by block, and only the nearest neighbours of each statement are kept,
so memory stays bounded.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NEIGHBOURS = 16
"""How many neighbours of a statement are looked at."""
FLOOR = 0.3
"""The least cosine of a pair that is looked at. No labelled pair about one matter has less."""
BLOCK = 512
"""How many statements there are in a block."""


def candidate_pairs(
    vectors: Floats, neighbours: int = NEIGHBOURS, floor: float = FLOOR, block: int = BLOCK
) -> tuple[Ints, Floats]:
    """Pairs `(pairs, 2)` of rows of `vectors` `(n, size)`, the lower first, and their cosines.

    A pair is included if one of the two is among the `neighbours` nearest of the other and their
    cosine is at least `floor`. The rows are unit vectors. If cosines tie, the lower row is nearer.

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
    for start in range(0, count, block):
        near = np.round(short[start : start + block] @ short.T, 5)
        within_block = np.arange(len(near))
        near[within_block, start + within_block] = -np.inf
        most = min(neighbours, count - 1)
        if most <= 0:
            break
        # Kept are all above the k-th best cosine of a row, and of those that equal it the lower.
        least = np.partition(near, count - most, axis=1)[:, count - most, None]
        chosen = near >= np.maximum(least, np.float32(floor))
        for row in np.flatnonzero(chosen.sum(axis=1) > most):
            tied = np.flatnonzero(near[row] == least[row])
            room = most - int((near[row] > least[row]).sum())
            chosen[row, tied[room:]] = False
        first, second = np.nonzero(chosen)
        chosen_pairs.append(np.column_stack([first + start, second]))
    if not chosen_pairs:
        return np.zeros((0, 2), dtype=np.int64), np.zeros(0)
    pairs = np.unique(np.sort(np.concatenate(chosen_pairs), axis=1), axis=0)
    cosines = np.round(np.einsum("ij,ij->i", rows[pairs[:, 0]], rows[pairs[:, 1]]), 9)
    return pairs, cosines
