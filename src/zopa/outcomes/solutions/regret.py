"""The outcome whose largest regret is smallest.

Regret is absolute here: it is what a party's best outcome is worth less what the party gets, in
units that can be compared between parties. Regret as a share of the party's ideal *gain* is 1 less
the share of which `kalai_smorodinsky` makes the smallest as large as possible, so making the
largest such regret small would be that solution again.
"""

from __future__ import annotations

import numpy as np

from zopa.outcomes.arrays import Bools, Floats
from zopa.outcomes.solutions.gains import individually_rational, leximin


def minimal_regret(utilities: Floats, reservation: Floats) -> Bools:
    """The outcome whose largest regret is smallest; of equals, whose next largest is; and so on.

    A party's regret is its best over the outcomes that no party refuses less what it gets.
    The rule is Savage's (1951, Journal of the American Statistical Association 46, 55–67) with
    parties in the place of states of the world. As a bargaining solution it is the lexicographic
    equal-loss solution (Chun 1988, Economics Letters 26, 103–106; Chun and Peters 1991,
    Mathematical Social Sciences 22, 151–161), and the first step is Yu's compromise solution for
    p = ∞ (1973, Management Science 19, 936–946). Outcomes that a party refuses never win, which
    the equal-loss solution does not ensure by itself for more than two parties. Differences of
    utilities must be comparable between parties; the zero of each does not matter.

    >>> from zopa.outcomes.solutions import winners
    >>> points = np.array([[10.0, 0.0], [7.0, 2.0], [6.0, 3.0], [0.0, 4.0]])
    >>> winners(minimal_regret, points, np.zeros(2))  # regrets (0, 4), (3, 2), (4, 1), (10, 0)
    array([1])
    """
    rational = individually_rational(utilities, reservation)
    ideal = np.where(rational[..., None], utilities, -np.inf).max(
        axis=-2, keepdims=True, initial=-np.inf
    )
    regrets = np.where(rational[..., None], ideal, 0.0) - utilities
    return leximin(-regrets, rational)
