"""A prior, drawn exactly: preferences before any fact but the orders has had its say.

The weights of issues and the sizes of bonuses have a Dirichlet distribution. Its parameters are all
1 where weights are spread evenly. Where values are, given the best and the worst level of each
issue, the values of an issue of weight w with n breakpoints have a volume that goes with w^(n-2),
so that an issue counts with n - 1, and a bonus with 1 (Devroye 1986, chapter 11, theorem 4.1). The
levels in between lie evenly between 0 and the weight, sorted where the order is known: a random
order that fits, with sorted uniform numbers along it, is even over the values that fit (Stanley
1986, Discrete & Computational Geometry 1, 9–23). Then they are bent, if the prior has it so. What
the party is worth without a deal is uniform, and what it holds out for is uniform between that and
the best of everything.

The same prior as a density, for the walks, is in `zopa.preferences.density`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from zopa.preferences.extensions import linear_extensions
from zopa.preferences.priors import draw_aspiration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from zopa.preferences.pieces import Relation
    from zopa.preferences.stacked import Numbers, StackedFacts

    Floats = NDArray[np.float64]


def concentrations(stacked: StackedFacts) -> Floats:
    """The parameters of the Dirichlet distribution of weights and bonuses, in this order."""
    steps = stacked.sizes - 1.0
    if not stacked.prior.levels_count:
        steps = np.minimum(steps, 1.0)
    return np.concatenate([steps, np.ones(len(stacked.bonuses))])


def draw_prior(
    stacked: StackedFacts,
    setting: Numbers,
    ends: Numbers,
    no_deal: Floats,
    rng: np.random.Generator,
) -> Floats:
    """Preferences (draws, variables) with given best and worst levels, (draws, issues, 2).

    `setting` (draws,) says which orders hold, and `no_deal` (draws, 2) between which numbers the
    reservation value lies. No levels may be known to tie, and all bonuses count.
    """
    draws = len(setting)
    drawn = np.zeros((draws, stacked.layout.size))
    shares = rng.standard_gamma(concentrations(stacked), (draws, len(concentrations(stacked))))
    shares /= shares.sum(axis=1, keepdims=True)
    for s in np.unique(setting).tolist():
        _rank(shares, stacked.priorities[s], np.flatnonzero(setting == s), rng)
    drawn[:, stacked.weights] = shares[:, : len(stacked.blocks)]
    drawn[:, stacked.bonuses] = shares[:, len(stacked.blocks) :]
    for k, (first, size) in enumerate(zip(stacked.firsts, stacked.sizes, strict=True)):
        if size < 2:
            continue
        values = draw_shapes(stacked, k, setting, ends, rng)
        drawn[:, first : first + size] = values * shares[:, k : k + 1]
    width = no_deal[:, 1] - no_deal[:, 0]
    reservation = no_deal[:, 0] + width * rng.random(draws)
    drawn[:, stacked.layout.reservation] = reservation
    drawn[:, stacked.layout.aspiration] = draw_aspiration(reservation, rng)
    return drawn


def draw_shapes(
    stacked: StackedFacts, issue: int, setting: Numbers, ends: Numbers, rng: np.random.Generator
) -> Floats:
    """The shapes of one issue, (draws, levels), from 0 for the worst level to 1 for the best."""
    each, size = np.arange(len(setting)), int(stacked.sizes[issue])
    values = rng.random((len(setting), size))
    for r, relation in enumerate(stacked.relations[issue]):
        strict = relation & ~relation.T
        if strict.any():
            rows = np.flatnonzero(stacked.relation[setting, issue] == r)
            _sort(values, strict, rows, ends, issue, rng)
    values = stacked.prior.bend_shapes(values, rng)
    values[each, ends[:, issue, 0]] = 1.0
    values[each, ends[:, issue, 1]] = 0.0
    return values


def _rank(
    shares: Floats,
    priorities: Sequence[tuple[Numbers, Relation]],
    rows: Numbers,
    rng: np.random.Generator,
) -> None:
    """Put the weights of some draws, in place, into random orders that fit what is known."""
    for issues, relation in priorities:
        own = np.ix_(rows, issues)
        orders = issues[linear_extensions(relation, len(rows), rng)]
        shares[rows[:, None], orders] = -np.sort(-shares[own], axis=1)


def _sort(
    values: Floats,
    strict: NDArray[np.bool_],
    rows: Numbers,
    ends: Numbers,
    k: int,
    rng: np.random.Generator,
) -> None:
    """Sort the values between best and worst, in place, along random orders that fit."""
    if not len(rows):
        return
    size = len(strict)
    codes, which = np.unique(ends[rows, k] @ [size, 1], return_inverse=True)
    for number, code in enumerate(codes.tolist()):
        between = np.setdiff1d(np.arange(size), divmod(code, size))
        known = strict[np.ix_(between, between)]
        if known.any():
            own = rows[which == number]
            orders = between[
                linear_extensions(known | np.eye(len(between), dtype=bool), len(own), rng)
            ]
            falling = -np.sort(-values[np.ix_(own, between)], axis=1)
            values[own[:, None], orders] = falling
