"""Near neighbours among many vectors, without comparing each with each.

The vectors are put in lists, each to the nearest of some that are spread evenly over them, and
those of a list are compared with those of the lists whose heads are near to many of them (the
inverted file of Jégou, Douze and Schmid 2011, IEEE TPAMI 33, 117–128, without its codes). Work and
memory grow with the number of vectors to the power of one and a half, and of one.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

LOOKED_IN = 48
"""In how many lists the neighbours of those in one list are looked for, at most."""
_VOTES = 8
"""How many heads near to a vector have its vote."""
_AT_ONCE = 2048


def near_lists(
    vectors: NDArray[np.float32], looked_in: int = LOOKED_IN
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """The rows of each list, and the rows of the lists near it, both in order.

    `vectors` `(n, size)` holds unit vectors. Each row is in one list.

    >>> rows = np.repeat(np.eye(4, dtype=np.float32), 25, axis=0)
    >>> [(len(own), len(near)) for own, near in near_lists(rows, looked_in=1)][0]
    (25, 25)
    """
    count = len(vectors)
    heads = vectors[:: max(1, int(count**0.5) // 2)]
    home = np.concatenate(
        [
            (vectors[start : start + _AT_ONCE] @ heads.T).argmax(axis=1)
            for start in range(0, count, _AT_ONCE)
        ]
    )
    order = np.argsort(home, kind="stable")
    edges = np.searchsorted(home[order], np.arange(len(heads) + 1))
    for head in range(len(heads)):
        own = order[edges[head] : edges[head + 1]]
        if not len(own):
            continue
        voted = min(_VOTES, len(heads))
        liked = np.argpartition(-(vectors[own] @ heads.T), voted - 1, axis=1)[:, :voted]
        votes = np.bincount(liked.ravel(), minlength=len(heads))
        votes[head] = len(own) * len(heads)
        nearest = np.argsort(-votes, kind="stable")[:looked_in]
        nearest = nearest[votes[nearest] > 0]
        near = np.concatenate([order[edges[n] : edges[n + 1]] for n in nearest])
        yield own, np.sort(near)
