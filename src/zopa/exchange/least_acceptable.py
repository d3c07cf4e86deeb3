"""Finding the outcome that a party likes least among those it would sign.

In place of a reservation value, GeniusWeb has a reservation bid: an outcome such that every outcome
at least as good is acceptable. The least good outcome that reaches the reservation value means the
same.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zopa.exchange.scenario import Profile
from zopa.outcomes.arrays import Floats, Ints

MOST_OUTCOMES = 1_000_000
"""The space, or each half of it, has at most this many outcomes."""
SLACK = 1e-12
"""An outcome this far below the reservation value still reaches it, because sums are rounded."""


class TooManyOutcomesError(ValueError):
    """Raised if the space is too large to search."""


def least_acceptable_outcome(profile: Profile) -> tuple[int, ...] | None:
    """The level indexes of the worst outcome that reaches the reservation value; None if none does.

    Without a reservation value it is the worst outcome of all. Additive profiles are searched in
    two halves (Horowitz and Sahni 1974, Journal of the ACM 21(2), 277–292), others outcome by
    outcome. Raises TooManyOutcomesError if a half, or the whole, has more than `MOST_OUTCOMES`.

    >>> values = (np.array([0.0, 0.3, 0.6]), np.array([0.0, 0.4]))
    >>> least_acceptable_outcome(Profile("a", values, reservation=0.35))
    (0, 1)
    """
    shape = tuple(len(level_values) for level_values in profile.values)
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
    """Where to cut the issues so that the larger half is as small as possible."""
    sizes = [
        max(float(np.prod(shape[:k], dtype=float)), float(np.prod(shape[k:], dtype=float)))
        for k in range(len(shape) + 1)
    ]
    return int(np.argmin(sizes))


def _sums(values: Sequence[Floats], outcomes: Ints) -> Floats:
    total: Floats = np.zeros(len(outcomes))
    for issue, level_values in enumerate(values):
        total += level_values[outcomes[:, issue]]
    return total


def _outcomes(shape: Sequence[int]) -> Ints:
    """Every combination of levels, as level indexes `(n, issues)`."""
    size = float(np.prod(shape, dtype=float))
    if size > MOST_OUTCOMES:
        raise TooManyOutcomesError(f"more than {MOST_OUTCOMES:,} outcomes")
    return np.indices(shape).reshape(len(shape), int(size)).T
