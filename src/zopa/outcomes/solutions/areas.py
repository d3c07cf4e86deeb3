"""The equal-area solution, where a line from no agreement divides what can be reached in halves."""

from __future__ import annotations

from zopa.outcomes.arrays import Floats
from zopa.outcomes.solutions.lottery import Lottery, chain_of


def equal_area(utilities: Floats, reservation: Floats) -> Lottery:
    """The efficient point with as much of what can be reached on one side as on the other.

    What can be reached are lotteries over the outcomes `(n, 2)`, and everything below them down
    to `reservation` `(2,)`. The line from no agreement to the point divides it into two sides of
    the same area, so each party gives up as large an area of utilities as the other. The solution
    is also called the area monotonic solution. Sources:
    Dekel (1982), as Thomson (1994, Handbook of Game Theory 2, chapter 35) reports; Anbarci (1993,
    Quarterly Journal of Economics 108, 245–258); Anbarci and Bigelow (1994, Mathematical Social
    Sciences 28, 133–142). Units and zeros of utility do not matter.

    Within the triangle that no agreement spans with a segment of the boundary, area grows in
    proportion along the segment, so the point is exact. Raises ValueError unless there are two
    parties.

    >>> import numpy as np
    >>> lottery = equal_area(np.array([[0.0, 4.0], [4.0, 2.0], [5.0, 0.0]]), np.zeros(2))
    >>> lottery.outcomes, [round(p, 3) for p in lottery.probabilities]
    ((0, 1), [0.188, 0.812])
    """
    chain = chain_of(utilities, reservation)
    x, y = chain.corners.T
    fans = (x[1:] * y[:-1] - x[:-1] * y[1:]) / 2
    above, right = x[0] * y[0] / 2, x[-1] * y[-1] / 2
    return chain.at(fans, float(fans.sum() + right - above) / 2)
