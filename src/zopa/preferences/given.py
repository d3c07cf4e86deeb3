"""Whether preferences are given as numbers, or are the same in all draws.

Both are decided here, once and with one tolerance. `Draws` carries the answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from zopa.foundation.chance import SAME

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray


def all_the_same(arrays: Iterable[NDArray[Any]]) -> bool:
    """Whether all draws are the same in arrays whose first axis is the draws.

    >>> all_the_same([np.array([[0.3], [0.3]]), np.array([True, True])])
    True
    >>> all_the_same([np.array([0.3, 0.4])])
    False
    """
    return all(_the_same(array) for array in arrays)


def _the_same(array: NDArray[Any]) -> bool:
    if array.dtype == np.bool_:
        return bool((array == array[:1]).all())
    return not array.size or float(np.ptp(array, axis=0).max()) <= SAME
