"""The outcome that a party likes least among those it would sign.

GeniusWeb has no reservation value but a reservation bid, an outcome: whatever is at least as good
is acceptable. The least good outcome that reaches the reservation value says the same.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zopa.exchange.scenario import Profile
from zopa.outcomes.arrays import Floats, Ints

MOST_OUTCOMES = 1_000_000
"""Outcomes of the space, or of each half of it, that are gone through."""
SLACK = 1e-12
"""How far below the reservation value an outcome still reaches it: rounding of sums."""


class TooManyOutcomesError(ValueError):
    """The space is too large to find the outcome in it."""


def least_acceptable(profile: Profile) -> tuple[int, ...] | None:
    """Level indexes of the worst outcome that reaches the reservation value; None if none does.

    Without a reservation value, the worst outcome of all. Additive profiles are searched in two
    halves (Horowitz and Sahni 1974, Journal of the ACM 21(2), 277–292), others outcome by
    outcome. Raises TooManyOutcomesError beyond `MOST_OUTCOMES`.

    >>> values = (np.array([0.0, 0.3, 0.6]), np.array([0.0, 0.4]))
    >>> least_acceptable(Profile("a", values, reservation=0.35))
    (0, 1)
    """
    shape = tuple(len(own) for own in profile.values)
    least = -np.inf if profile.reservation is None else profile.reservation - SLACK
    if profile.bonuses:
        outcomes = _outcomes(shape)
        utilities = profile.utilities(outcomes)
        reached = np.flatnonzero(utilities >= least)
        if not len(reached):
            return None
        return tuple(int(k) for k in outcomes[reached[utilities[reached].argmin()]])
    cut = _middle(shape)
    first, second = _outcomes(shape[:cut]), _outcomes(shape[cut:])
    upper = _sums(profile.values[:cut], first)
    lower = _sums(profile.values[cut:], second)
    order = np.argsort(lower, kind="stable")
    lower = lower[order]
    partner = np.searchsorted(lower, least - upper)
    fits = np.flatnonzero(partner < len(lower))
    if not len(fits):
        return None
    best = fits[(upper[fits] + lower[partner[fits]]).argmin()]
    chosen = (*first[best], *second[order[partner[best]]])
    return tuple(int(k) for k in chosen)


def _middle(shape: Sequence[int]) -> int:
    """Where to cut the issues so that the larger half is as small as can be."""
    sizes = [
        max(float(np.prod(shape[:k], dtype=float)), float(np.prod(shape[k:], dtype=float)))
        for k in range(len(shape) + 1)
    ]
    return int(np.argmin(sizes))


def _sums(values: Sequence[Floats], outcomes: Ints) -> Floats:
    total: Floats = np.zeros(len(outcomes))
    for issue, own in enumerate(values):
        total += own[outcomes[:, issue]]
    return total


def _outcomes(shape: Sequence[int]) -> Ints:
    """Every combination of levels, `(n, issues)`."""
    size = float(np.prod(shape, dtype=float))
    if size > MOST_OUTCOMES:
        raise TooManyOutcomesError(f"more than {MOST_OUTCOMES:,} outcomes")
    return np.indices(shape).reshape(len(shape), int(size)).T
