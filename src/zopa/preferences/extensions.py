"""Linear extensions: the full orders that fit a partial one, drawn evenly."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, log
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Relation = NDArray[np.bool_]

MOST_COUNTED = 13
"""Up to so many levels, extensions are counted and drawn exactly. Each further level doubles the
work."""
MOST_SWAPS = 50_000
"""The most swaps. Only partial orders of more than some thirty levels would need more."""


def linear_extensions(relation: Relation, draws: int, rng: np.random.Generator) -> NDArray[np.intp]:
    """Uniform linear extensions of a relation, best level first; shape (draws, levels).

    `relation` is (levels, levels), closed under transitivity; levels that it takes to be equal may
    stand in either order. A relation that orders nothing gives uniform permutations. Up to
    `MOST_COUNTED` levels the next level is drawn in proportion to the number of extensions that
    begin so, which are counted from the end (Brightwell and Winkler 1991, Order 8, 225–242, on
    counting; the sum over down-sets is the classical one). Beyond, adjacent levels are swapped at
    random where nothing orders them, which converges to the uniform distribution (Karzanov and
    Khachiyan 1991); n^3 log n swaps are enough (Wilson 2004).

    >>> import numpy as np
    >>> chain = np.triu(np.ones((3, 3), dtype=bool))
    >>> linear_extensions(chain, 1, np.random.default_rng(0)).tolist()
    [[0, 1, 2]]
    """
    levels = len(relation)
    strict = relation & ~relation.T
    if not strict.any():
        return rng.permuted(np.tile(np.arange(levels), (draws, 1)), axis=1)
    if levels <= MOST_COUNTED:
        return _by_counting(strict, draws, rng)
    return _by_swapping(strict, draws, rng)


def _by_counting(strict: Relation, draws: int, rng: np.random.Generator) -> NDArray[np.intp]:
    levels = len(strict)
    further = _extensions_from(strict.tobytes(), levels)
    bits = 1 << np.arange(levels)
    placed = np.zeros(draws, dtype=np.intp)
    orders = np.empty((draws, levels), dtype=np.intp)
    for place in range(levels):
        after = placed[:, None] | bits
        # A level that stands already leads back to the same set, and cannot come again.
        counts = np.cumsum(np.where(after == placed[:, None], 0.0, further[after]), axis=1)
        aim = rng.random(draws) * counts[:, -1]
        orders[:, place] = (counts <= aim[:, None]).sum(axis=1)
        placed |= bits[orders[:, place]]
    return orders


@lru_cache(maxsize=256)
def _extensions_from(strict: bytes, levels: int) -> NDArray[np.float64]:
    """For each set of levels, as bits: in how many ways the others can follow it in order.

    It is 0 for a set that lacks a level which is better than one in it.
    """
    better = np.frombuffer(strict, dtype=bool).reshape(levels, levels)
    bits = 1 << np.arange(levels)
    above = (better * bits[:, None]).sum(axis=0)  # the levels that must come before each
    sets = np.arange(1 << levels)
    size = (sets[:, None] & bits != 0).sum(axis=1)
    valid = np.ones(len(sets), dtype=bool)
    for bit, needed in zip(bits, above, strict=True):
        valid &= (sets & bit == 0) | (sets & needed == needed)
    ways = np.zeros(len(sets))
    ways[-1] = 1.0
    for count in range(levels - 1, -1, -1):
        now = sets[valid & (size == count)]
        for bit in bits:
            ways[now] += np.where(now & bit == 0, ways[now | bit], 0.0)
    return ways


def _by_swapping(strict: Relation, draws: int, rng: np.random.Generator) -> NDArray[np.intp]:
    levels = len(strict)
    orders = np.tile(np.argsort(-strict.sum(axis=1), kind="stable"), (draws, 1))
    rows = np.arange(draws)
    for _ in range(min(MOST_SWAPS, levels**3 * ceil(log(levels) + 1))):
        at = rng.integers(0, levels - 1, draws)
        left, right = orders[rows, at], orders[rows, at + 1]
        swap = ~strict[left, right] & (rng.random(draws) < 0.5)
        orders[rows[swap], at[swap]] = right[swap]
        orders[rows[swap], at[swap] + 1] = left[swap]
    return orders
