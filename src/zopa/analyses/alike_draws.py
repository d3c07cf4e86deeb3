"""Which draws are alike, so that what takes work for each draw is done once for all that are.

Where a ledger gives all numbers, all draws are the same. Where it gives them but for an uncertain
red line, or a term on which reports differ, there are two or a few different draws.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from zopa.foundation.chance import SAME

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Ints = NDArray[np.int_]

DIGITS = 12
"""Numbers that agree in so many decimals are the same in two draws."""


def distinct_draws(arrays: Iterable[NDArray[Any]]) -> tuple[Ints, Ints]:
    """The first of each of the draws that differ, and for each draw `(draws,)` which it is like.

    The first axis of all `arrays` is the draws. What varies by no more than SAME over all draws
    does not tell any two of them apart (`zopa.preferences.given`).

    >>> numbers = np.array([[0.3], [0.5], [0.3], [0.3]])
    >>> first, which = distinct_draws([numbers, np.array([False, False, False, True])])
    >>> first, which
    (array([0, 1, 3]), array([0, 1, 0, 2]))
    """
    which: Ints | None = None
    found = 1
    for array in arrays:
        columns = array.reshape(len(array), -1)
        if which is None:
            which = np.zeros(len(columns), dtype=np.int_)
        for column in columns.T:
            if found == len(which):  # mostly so after the first column
                break
            if column.dtype != np.bool_:
                if float(np.ptp(column)) <= SAME:
                    continue
                column = np.round(column, DIGITS)
            _, value = np.unique(column, return_inverse=True)
            _, which = np.unique(which * (int(value.max()) + 1) + value, return_inverse=True)
            found = int(which.max()) + 1
    if which is None:
        raise ValueError("there are no arrays of draws")
    _, first, which = np.unique(which, return_index=True, return_inverse=True)
    # They are numbered in the order in which they come.
    rank = np.empty(len(first), dtype=np.int_)
    order = np.argsort(first)
    rank[order] = np.arange(len(first))
    return first[order], rank[which]
