"""Which pairs of statements are worth a closer look: near neighbours by their embeddings.

Products of blocks of the embeddings, so that memory stays bounded; of each block only the nearest
neighbours of each statement are kept.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NEIGHBOURS = 16
"""How many neighbours of a statement are looked at."""
FLOOR = 0.3
"""No pair with a cosine below this is: none of the labelled pairs of one matter has less."""
BLOCK = 512
"""Statements a block."""


def candidates(
    vectors: Floats, neighbours: int = NEIGHBOURS, floor: float = FLOOR, block: int = BLOCK
) -> tuple[Ints, Floats]:
    """Pairs `(pairs, 2)` of rows of `vectors` `(n, size)`, the lower first, and their cosines.

    A pair is in if one of the two is among the `neighbours` nearest of the other and their cosine
    is at least `floor`. Rows are unit vectors; where cosines tie, the lower row is the nearer.

    >>> pairs, cosines = candidates(np.array([[1.0, 0.0], [0.8, 0.6], [0.0, 1.0]]), neighbours=1)
    >>> pairs.tolist(), cosines.tolist()
    ([[0, 1], [1, 2]], [0.8, 0.6])
    """
    count = len(vectors)
    # Rounded, so that which neighbours are nearest does not hang on how products are split up.
    rows = np.ascontiguousarray(vectors, dtype=np.float64)
    short = rows.astype(np.float32)
    found = []
    for start in range(0, count, block):
        near = np.round(short[start : start + block] @ short.T, 5)
        own = np.arange(len(near))
        near[own, start + own] = -np.inf
        kept = min(neighbours, count - 1)
        if kept <= 0:
            break
        # The k-th best of each row; all above it, and of those that tie with it the lower rows.
        least = np.partition(near, count - kept, axis=1)[:, count - kept, None]
        chosen = near >= np.maximum(least, np.float32(floor))
        for row in np.flatnonzero(chosen.sum(axis=1) > kept):
            tied = np.flatnonzero(near[row] == least[row])
            room = kept - int((near[row] > least[row]).sum())
            chosen[row, tied[room:]] = False
        one, other = np.nonzero(chosen)
        found.append(np.column_stack([one + start, other]))
    if not found:
        return np.zeros((0, 2), dtype=np.int64), np.zeros(0)
    pairs = np.unique(np.sort(np.concatenate(found), axis=1), axis=0)
    cosines = np.round(np.einsum("ij,ij->i", rows[pairs[:, 0]], rows[pairs[:, 1]]), 9)
    return pairs, cosines
