"""The largest product of gains: Nash's solution, and the same with unequal bargaining powers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zopa.outcomes.arrays import Bools, Floats
from zopa.outcomes.solutions.gains import WIN, Solution, gains_of, top


def nash(utilities: Floats, reservation: Floats) -> Bools:
    """The largest product of gains over no agreement (Nash 1950, Econometrica 18, 155–162).

    Only outcomes where no party loses are compared, so that two losses never multiply to a gain.
    If no outcome gives *every* party something, the outcomes are compared in which as many parties
    gain as can at the same time, by the product of these parties' gains (maximum Nash welfare;
    Caragiannis et al. 2019, ACM Transactions on Economics and Computation 7(3)). There can be
    several such sets of parties. Products of different parties are in different units and cannot
    be compared, so each set has a winner.

    >>> from zopa.outcomes.solutions import winners
    >>> divide = np.array([[0.0, 4.0], [1.0, 3.0], [2.0, 2.0], [3.0, 1.0], [4.0, 0.0]])
    >>> winners(nash, divide, np.array([0.0, 2.0]))
    array([1])
    """
    return _largest_product(utilities, reservation, np.ones(utilities.shape[-1]))


def asymmetric_nash(powers: Sequence[float] | Floats) -> Solution:
    """The largest product of gains, each raised to the power of its party's `powers` `(parties,)`.

    Only the ratios of powers matter, and equal powers give `nash`. Where not all can gain, the
    rule of `nash` holds among the parties with any power. A party without power can still refuse.
    Its gains also decide among outcomes that tie: a tied outcome that another one dominates does
    not win.

    Sources: Harsanyi and Selten (1972, Management Science 18, P80–P106); Kalai (1977,
    International Journal of Game Theory 6, 129–133), who shows that a party has the power k when
    it stands for k equal ones. `rubinstein_powers` derives powers from the cost of time.

    Raises ValueError for powers that are negative, not finite or all 0. The solution raises it for
    utilities of another number of parties.

    >>> from zopa.outcomes.solutions import winners
    >>> divide = np.array([[0.0, 4.0], [1.0, 3.0], [2.0, 2.0], [3.0, 1.0], [4.0, 0.0]])
    >>> winners(asymmetric_nash([3, 1]), divide, np.zeros(2))
    array([3])
    """
    given = np.array(powers, dtype=np.float64)
    if given.ndim != 1 or not given.size:
        raise ValueError("there must be one power for each party")
    if not np.isfinite(given).all() or (given < 0).any() or not given.any():
        raise ValueError("powers must be numbers of at least 0, one of them above 0")
    relative = given / given.max()
    # A power that floats cannot tell from 0 must be 0. Else its party's gains would not show in
    # the product and would still decide which outcomes are compared.
    relative[relative < np.finfo(np.float64).tiny] = 0.0

    def solution(utilities: Floats, reservation: Floats) -> Bools:
        if utilities.shape[-1] != len(relative):
            raise ValueError(
                f"{len(relative)} powers do not fit utilities of {utilities.shape[-1]} parties"
            )
        winning = _largest_product(utilities, reservation, relative)
        if (relative < 1).any():
            _drop_dominated(winning, gains_of(utilities, reservation)[0])
        return winning

    return solution


def _largest_product(utilities: Floats, reservation: Floats, powers: Floats) -> Bools:
    """The winners, with powers `(parties,)` of at most 1."""
    gains, rational = gains_of(utilities, reservation)
    gaining = (gains > 0) & (powers > 0)
    many = np.where(rational, gaining.sum(axis=-1), -1)
    largest = rational & (many == many.max(axis=-1, keepdims=True, initial=-1))
    # A difference of logarithms is a relative difference of products.
    score = (np.log(np.where(gaining, gains, 1.0)) * powers).sum(axis=-1)
    winning = top(score, largest)
    # Where all parties gain there is only one set of gainers, and nothing more to do.
    parties = int((powers > 0).sum())
    several = (largest & (many < parties)).any(axis=-1)
    if several.any():
        for row in zip(*np.nonzero(several), strict=True) if several.ndim else [()]:
            for who in np.unique(gaining[row][largest[row]], axis=0):
                same = largest[row] & (gaining[row] == who).all(axis=-1)
                winning[row] |= top(score[row], same)
    return winning


def _drop_dominated(winning: Bools, gains: Floats) -> None:
    """Unmark winners that another winner dominates.

    There can be such winners because a gain raised to a small power hardly shows in the product.
    Gains are compared in steps of the size of a tie. With a tolerance instead, three points could
    dominate each other in a circle.
    """
    several = winning.sum(axis=-1) > 1
    for row in zip(*np.nonzero(several), strict=True) if several.ndim else [()] * int(several):
        tied = np.flatnonzero(winning[row])
        tied_gains = gains[row][tied]
        steps = np.round(tied_gains / (WIN * max(float(tied_gains.max()), 1.0)))
        steps, same = np.unique(steps, axis=0, return_inverse=True)
        better: Bools = np.asarray((steps[None] >= steps[:, None]).all(axis=-1))
        np.fill_diagonal(better, val=False)
        dominated: Bools = np.asarray(better.any(axis=1))
        winning[row][tied[dominated[same.ravel()]]] = False
