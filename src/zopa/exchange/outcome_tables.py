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
SAME_WORTH = 1e-9
"""Worths that lie closer than this, as a share of the largest in the table, are the same."""


def profile_of_table(name: str, table: Floats) -> Profile:
    """The profile under which each outcome is worth what the table says; an axis for each issue.

    >>> profile = profile_of_table("us", np.array([[0.0, 1.0], [1.0, 5.0]]))
    >>> profile.utilities(np.array([[0, 0], [0, 1], [1, 1]])).tolist(), len(profile.bonuses)
    ([0.0, 1.0, 5.0], 2)
    >>> profile_of_table("us", np.array([[0.0, 1.0], [2.0, 3.0]])).bonuses
    ()
    """
    near = SAME_WORTH * max(1e-300, float(np.abs(table).max()))
    corner = float(table[(0,) * table.ndim])
    values = [np.zeros(n) for n in table.shape]
    values[0] = values[0] + corner
    bonuses: list[ScenarioBonus] = []
    for issues in _groups(table, near):
        others = tuple(slice(None) if k in issues else 0 for k in range(table.ndim))
        part = table[others] - corner
        if len(issues) == 1:
            values[issues[0]] = values[issues[0]] + part
            continue
        base = _commonest(part, near)
        values[0] = values[0] + base
        bonuses += [
            ScenarioBonus(tuple((issues[axis], levels) for axis, levels in box), worth)
            for box, worth in _boxes(part - base, near, 0)
        ]
    return Profile(name, tuple(values), tuple(bonuses))


def _groups(table: Floats, near: float) -> list[list[int]]:
    """The issues, in groups that do not bear on each other."""
    groups = [{k} for k in range(table.ndim)]
    for first, second in combinations(range(table.ndim), 2):
        one, other = np.take(table, [0], first), np.take(table, [0], second)
        joint = table - one - other + np.take(one, [0], second)
        if np.abs(joint).max() > near:
            joined = set().union(*(g for g in groups if g & {first, second}))
            groups = [g for g in groups if not g & joined] + [joined]
    return sorted(sorted(g) for g in groups)


def _commonest(table: Floats, near: float) -> float:
    """The worth that most combinations have; of several the least."""
    worths, counts = np.unique(np.round(table / near) if near else table, return_counts=True)
    chosen = worths[counts.argmax()] * near
    return float(table.flat[np.abs(table - chosen).argmin()])


def _boxes(table: Floats, near: float, axis: int) -> Iterator[tuple[Ban, float]]:
    """Boxes that hold every combination worth something other than 0, each once.

    Levels of an issue whose combinations with all others are worth the same share their boxes.
    """
    for levels in _alike(table, near):
        part = table[levels[0]]
        if np.abs(part).max() <= near:
            continue
        if part.ndim == 0:
            yield ((axis, levels),), float(part)
        else:
            for box, worth in _boxes(part, near, axis + 1):
                yield ((axis, levels), *box), worth


def _alike(table: Floats, near: float) -> Sequence[tuple[int, ...]]:
    """The positions along the first axis, together where the rest of the table is the same."""
    found: list[list[int]] = []
    for position in range(len(table)):
        for group in found:
            if np.abs(table[group[0]] - table[position]).max() <= near:
                group.append(position)
                break
        else:
            found.append([position])
    return [tuple(group) for group in found]
