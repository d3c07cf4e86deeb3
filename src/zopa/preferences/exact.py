"""Exact draws: preferences from the prior, kept where they agree with the facts.

This is rejection (von Neumann 1951). What is kept is independent and distributed as it should be,
from the first one on. It pays where facts leave much of what orders leave. Where they do not, the
walk is quicker. A count decides: trying goes on as long as the last round found at least one draw
in so many tries as a draw of the walk costs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from zopa.preferences.prior import draw_prior

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from zopa.preferences.stacked import Numbers, StackedFacts

    Floats = NDArray[np.float64]

WALKS_ALONE = 400
"""So many tries cost as much as a draw from a walk in a polytope that is shared by few draws, with
the linear program that it begins with."""
WALKS_TOGETHER = 100
"""So many tries cost as much as a draw from a walk in a polytope that is shared by many."""
FEWEST_WALKING = 512
"""A walk of fewer draws costs as much as one of so many."""
TRIES = 4
"""Tries for each draw in the first round; each later one has twice as many, up to `MOST_TRIES`."""
MOST_TRIES = 64
MOST_NUMBERS = 2_000_000
"""The most numbers of preferences that are held at once (16 MB)."""
NO_WIDER = 1e-9
"""A reservation value between bounds no further apart than this is exact."""


def exact_draws(
    stacked: StackedFacts,
    setting: Numbers,
    ends: Numbers,
    worth: int,
    rng: np.random.Generator,
    tick: Callable[[], None] | None = None,
) -> tuple[Floats, NDArray[np.bool_]]:
    """Preferences that agree with the facts, (draws, variables), and for which draws some were
    found.

    `setting` (draws,) and `ends` (draws, issues, 2) are those of each draw; they stay what they
    are. Whether preferences are found says nothing about which: what is left can be drawn in any
    other way. `worth` is how many tries a draw may cost on average.
    """
    drawn = np.zeros((len(setting), stacked.layout.size))
    found = np.zeros(len(setting), dtype=bool)
    no_deal, rows = no_deal_bounds(stacked)
    bounds = no_deal[setting]
    left = np.flatnonzero(bounds[:, 0] <= bounds[:, 1] + NO_WIDER)
    tries = TRIES
    while len(left):
        before = len(left)
        at_once = max(1, MOST_NUMBERS // (tries * stacked.layout.size))
        for start in range(0, before, at_once):
            some = left[start : start + at_once]
            many = np.repeat(some, tries)
            x = draw_prior(stacked, setting[many], ends[many], bounds[many], rng)
            off = ~stacked.on[setting[many]][:, rows]
            fits = ((x @ stacked.A[rows].T <= stacked.b[rows]) | off).all(axis=1)
            fits = fits.reshape(len(some), tries)
            which = fits.argmax(axis=1)
            has = fits[np.arange(len(some)), which]
            drawn[some[has]] = x.reshape(len(some), tries, -1)[has, which[has]]
            found[some[has]] = True
            if tick:
                tick()
        left = left[~found[left]]
        if not pays(before - len(left), before, tries, worth):
            break
        tries = min(2 * tries, MOST_TRIES)
    return drawn, found


def pays(found: int, draws: int, tries: int, worth: int) -> bool:
    """Whether another round of tries is cheaper than a walk of the draws that are left.

    The last one found something for some of so many draws, with so many tries for each, and a draw
    of the walk costs as much as `worth` tries.
    """
    return found * worth * max(1.0, FEWEST_WALKING / draws) >= draws * tries


def no_deal_bounds(stacked: StackedFacts) -> tuple[Floats, NDArray[np.bool_]]:
    """The bounds (settings, 2) of the reservation value that rows about it alone give, and which
    rows are about more."""
    r = stacked.layout.reservation
    alone = (np.abs(stacked.A).sum(axis=1) == np.abs(stacked.A[:, r])) & (stacked.A[:, r] != 0)
    bounds = np.tile([0.0, 1.0], (len(stacked.on), 1))
    for k in np.flatnonzero(alone):
        bound = stacked.b[k] / stacked.A[k, r]
        on = stacked.on[:, k]
        if stacked.A[k, r] > 0:
            bounds[on, 1] = np.minimum(bounds[on, 1], bound)
        else:
            bounds[on, 0] = np.maximum(bounds[on, 0], bound)
    return bounds, ~alone
