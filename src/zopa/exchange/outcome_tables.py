"""Turning a table of what every outcome is worth into values of levels and bonuses.

Issues that do not bear on each other are told apart first: two issues do where changing both is
worth something else than the two changes by themselves. An issue that stands alone gets values.
Issues that belong together get a base value, the commonest of their table, and one bonus for each
box of combinations that is worth something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from zopa.exchange.scenario import Profile, ScenarioBonus
from zopa.outcomes.arrays import Floats
from zopa.outcomes.rules import Ban

MOST_OUTCOMES = 100_000
"""A table has at most this many outcomes."""
ROUNDING = 1e-12
"""Two changes together are worth their sum if they miss it by no more than this share of the
numbers that are compared: more than sums of decimals do."""


def profile_of_table(name: str, shape: Sequence[int], worths: Floats) -> Profile:
    """The profile under which each outcome is worth what the table says.

    `shape` has the number of levels of each issue, and `worths` `(outcomes,)` what the outcomes are
    worth, the levels of the last issue changing first.

    >>> profile = profile_of_table("us", (2, 2), np.array([0.0, 1.0, 1.0, 5.0]))
    >>> profile.utilities(np.array([[0, 0], [0, 1], [1, 1]])).tolist(), len(profile.bonuses)
    ([0.0, 1.0, 5.0], 2)
    >>> profile_of_table("us", (2, 2), np.array([0.0, 1.0, 2.0, 3.0])).bonuses
    ()
    """
    # Issues with one level have no axis: NumPy's arrays have 64 at most.
    wide = [k for k, levels in enumerate(shape) if levels > 1]
    table = worths.reshape([shape[k] for k in wide])
    # An outcome of middling worth, so that a few very large worths spoil no other.
    corner = np.unravel_index(int(np.abs(table - np.median(table)).argmin()), table.shape)
    values = [np.zeros(n) for n in shape]
    start = float(table[corner])
    values[0] = values[0] + start
    bonuses: list[ScenarioBonus] = []
    for axes in _groups(table, corner):
        others = tuple(slice(None) if k in axes else corner[k] for k in range(table.ndim))
        part = table[others]
        if len(axes) == 1:
            values[wide[axes[0]]] = values[wide[axes[0]]] + (part - start)
            continue
        base = _commonest(part)
        values[0] = values[0] + (base - start)
        bonuses += [
            ScenarioBonus(tuple((wide[axes[axis]], levels) for axis, levels in box), worth - base)
            for box, worth in _boxes(part, base, 0)
        ]
    return Profile(name, tuple(values), tuple(bonuses))


def _groups(table: Floats, corner: Sequence[np.intp]) -> list[list[int]]:
    """The axes, in groups that do not bear on each other, as changes from one outcome tell."""
    groups = [{k} for k in range(table.ndim)]
    for first, second in combinations(range(table.ndim), 2):
        one = np.take(table, [corner[first]], first)
        other = np.take(table, [corner[second]], second)
        both = np.take(one, [corner[second]], second)
        size = np.abs(table) + np.abs(one) + np.abs(other) + np.abs(both)
        if (np.abs(table - one - other + both) > ROUNDING * size).any():
            joined = set().union(*(g for g in groups if g & {first, second}))
            groups = [g for g in groups if not g & joined] + [joined]
    return sorted(sorted(g) for g in groups)


def _commonest(table: Floats) -> float:
    """The worth that most combinations have; of several the one nearest to the middle."""
    worths, counts = np.unique(table, return_counts=True)
    common = worths[counts == counts.max()]
    return float(common[np.abs(common - np.median(table)).argmin()])


def _boxes(table: Floats, base: float, axis: int) -> Iterator[tuple[Ban, float]]:
    """Boxes that hold every combination worth something other than `base`, each once.

    Levels of an issue whose combinations with all others are worth the same share their boxes.
    """
    for levels in _alike(table):
        part = table[levels[0]]
        if (part == base).all():
            continue
        if part.ndim == 0:
            yield ((axis, levels),), float(part)
        else:
            for box, worth in _boxes(part, base, axis + 1):
                yield ((axis, levels), *box), worth


def _alike(table: Floats) -> list[tuple[int, ...]]:
    """The positions along the first axis, together where the rest of the table is the same."""
    _, kinds = np.unique(table.reshape(len(table), -1), axis=0, return_inverse=True)
    together: dict[int, list[int]] = {}
    for position, kind in enumerate(kinds.ravel().tolist()):
        together.setdefault(kind, []).append(position)
    return [tuple(positions) for positions in together.values()]
