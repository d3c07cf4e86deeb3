"""Bargaining powers from the cost of time: the game of alternating offers.

Parties propose in turn; a proposal that all others accept ends the game, a rejected one costs
time. A party's *discount* says what share of its worth an agreement keeps when it comes one unit
of time later: 1 if the party does not mind waiting, 0 if only an agreement now is worth anything.
As the time between offers goes to 0 the equilibrium goes to `asymmetric_nash` with the powers
that `rubinstein_powers` returns, whoever proposes first.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zopa.outcomes.arrays import Floats


def rubinstein_powers(discounts: Sequence[float] | Floats) -> Floats:
    """The powers `(parties,)`, in proportion to 1 / -log(discount), with the sum 1.

    `discounts` `(parties,)` lie in 0..1. One party with the discount 1 has all the power; parties
    with the discount 0 have none. Two parties: Rubinstein (1982, Econometrica 50, 97–109) for the
    game, Binmore, Rubinstein and Wolinsky (1986, RAND Journal of Economics 17, 176–188) for the
    limit. With offers a time t apart, party i has the factor d_i^t per offer, and the first
    proposer's share (1 - d_2^t) / (1 - d_1^t d_2^t) of a pie goes to
    log d_2 / (log d_1 + log d_2).

    More parties: everybody has to accept, and strategies are stationary (without that, every
    division is an equilibrium for patient parties: Osborne and Rubinstein 1990, Bargaining and
    Markets, section 3.13). The limit is the same whether the turn goes round in a fixed order or
    to whoever first rejects (Kawamori 2014, Journal of Mathematical Economics 52, 12–15). For the
    fixed order: where X_i is what party i gets as the proposer and k moves pass from j's turn to
    i's, i accepts d_i^(k t) X_i from j, so each j has X_j + sum of d_i^(k t) X_i = 1. The
    difference of two neighbouring equations gives, to the first order in t, that
    X_j log d_j is the same for all j.

    ValueError for discounts outside 0..1, for more than one of 1 (time presses on none of these,
    and every division between them is an equilibrium) and where all are 0 (whoever proposes first
    then gets everything, however close the offers).

    >>> rubinstein_powers([0.9, 0.81])
    array([0.66666667, 0.33333333])
    """
    given = _checked(discounts)
    impatience = np.full(len(given), np.inf)
    impatience[given > 0] = -np.log(given[given > 0])
    least = impatience.min()
    if np.isinf(least):
        raise ValueError("with discounts of 0 only, whoever proposes first gets everything")
    if least > 0:
        powers = least / impatience
    else:
        if (given == 1).sum() > 1:
            raise ValueError("time does not press on parties with a discount of 1: at most one")
        powers = (given == 1).astype(np.float64)
    return np.asarray(powers / powers.sum())


def rubinstein_shares(discounts: Sequence[float] | Floats) -> Floats:
    """The shares `(2,)` of a pie in the one subgame-perfect equilibrium of two parties.

    The first party proposes first and gets (1 - d_2) / (1 - d_1 d_2); they agree at once
    (Rubinstein 1982, Econometrica 50, 97–109, conclusion 2). `discounts` `(2,)` are those from
    one offer to the next. ValueError unless two parties, for discounts outside 0..1, and where
    both are 1, when every division is an equilibrium.

    >>> rubinstein_shares([0.5, 0.5])
    array([0.66666667, 0.33333333])
    """
    given = _checked(discounts)
    if len(given) != 2:
        raise ValueError(f"alternating offers have two parties here, not {len(given)}")
    first, second = 1 - given
    if not first and not second:
        raise ValueError("where both discounts are 1, every division is an equilibrium")
    # 1 - d1 d2 without the loss of digits that it has near 1
    share = second / (first + given[0] * second)
    return np.array([share, given[1] * first / (first + given[0] * second)])


def _checked(discounts: Sequence[float] | Floats) -> Floats:
    given = np.array(discounts, dtype=np.float64)
    if given.ndim != 1 or not given.size:
        raise ValueError("there must be one discount for each party")
    if not ((given >= 0) & (given <= 1)).all():
        raise ValueError("a discount must be between 0 and 1")
    return given
