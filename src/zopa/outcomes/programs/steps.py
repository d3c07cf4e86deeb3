"""The common step of numbers that are all whole multiples of one number, as far as floats go."""

from __future__ import annotations

import numpy as np

from zopa.outcomes.arrays import Floats

FINEST = 1e-6
"""The smallest step that is looked for, as a share of the range it divides."""

ROUNDING = 1e-8
"""How far a multiple may be from whole, in steps, and still count as whole."""


def common_step(numbers: Floats, within: float) -> float | None:
    """The largest step of which all numbers are whole multiples; None where there is none.

    Points from a questionnaire or a domain file are whole numbers, often divided by their sum. Two
    different utilities then differ by a step at least, and comparing them is exact. The step is
    found with Euclid's algorithm, which takes remainders for zero that are as small as rounding
    leaves them. A step of less than FINEST of the range `within` does not count. The step is 1
    where all numbers are 0.

    >>> common_step(np.array([78, 38, 91]) / 1036, 1.0) * 1036
    1.0
    >>> common_step(np.array([0.1, 0.25, -0.4]), 1.0)
    0.05
    >>> common_step(np.array([1.0, 2**0.5]), 10.0) is None
    True
    """
    sizes = np.unique(np.abs(numbers[numbers != 0]))
    if not len(sizes):
        return 1.0
    nothing = 1e-3 * FINEST * within
    step = float(sizes[0])
    for size in sizes[1:].tolist():
        larger, smaller = size, step
        while smaller > nothing:
            rest = larger % smaller
            larger, smaller = smaller, min(rest, smaller - rest)
        step = larger
        if step < FINEST * within:
            return None
    step = float(sizes[-1]) / round(float(sizes[-1]) / step)
    multiples = sizes / step
    if np.abs(multiples - np.rint(multiples)).max() > ROUNDING or step < FINEST * within:
        return None
    return step
