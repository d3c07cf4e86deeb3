"""Which outcomes enough parties would sign, by a rule of agreement."""

from __future__ import annotations

import numpy as np

from zopa.case.coalitions import SimpleGame
from zopa.outcomes.arrays import Bools


def agreed(game: SimpleGame, signed: Bools) -> Bools:
    """Whether those who would sign bring about an agreement: `(..., n)`.

    `signed` `(..., parties, n)` says which party would sign which outcome; the parties are the
    players of the game.

    >>> from zopa.case.coalitions import WeightedQuota
    >>> two_of_three = SimpleGame(3, (WeightedQuota((1, 1, 1), 2),))
    >>> agreed(two_of_three, np.array([[True, True], [True, False], [False, False]]))
    array([ True, False])
    """
    if game.takes_all:
        return np.asarray(signed.all(axis=-2))
    met: Bools = np.ones((*signed.shape[:-2], signed.shape[-1]), dtype=np.bool_)
    for quota in game.quotas:
        weights = np.array(quota.weights, dtype=np.float64)
        who = np.flatnonzero(weights)
        among = signed[..., who, :]
        if len(who) and (weights[who] == weights[who[0]]).all():
            met &= np.count_nonzero(among, axis=-2) * weights[who[0]] >= quota.quota
        else:
            met &= np.einsum("p,...pn->...n", weights[who], among) >= quota.quota
    return met
