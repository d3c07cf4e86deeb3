"""Grouping issues that bonuses tie together, and tables of what their combinations are worth.

Groups that no bonus joins simply add up, so the best and the worst outcome can be found group by
group.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

import numpy as np

from zopa.exchange.extent import ScaleEnds
from zopa.exchange.scenario import Profile
from zopa.outcomes.arrays import Floats

MOST_COMBINATIONS = 100_000
"""The table of one group has at most this many combinations of levels."""
_PICKED = 1_000
"""So many outcomes are picked at random if there are too many combinations to list."""


def tied_issues(profile: Profile) -> list[list[int]]:
    """The positions of the issues, in groups such that no bonus reaches from one into another.

    >>> from zopa.exchange.scenario import ScenarioBonus
    >>> bonus = ScenarioBonus(((0, (0,)), (2, (0,))), 0.5)
    >>> tied_issues(Profile("a", (np.zeros(2), np.zeros(2), np.zeros(2)), (bonus,)))
    [[0, 2], [1]]
    """
    sets = [{issue} for issue in range(len(profile.values))]
    for bonus in profile.bonuses:
        joint = {issue for issue, _ in bonus.where}
        joined = joint.union(*(s for s in sets if s & joint))
        sets = [s for s in sets if not s & joint] + [joined]
    return sorted(sorted(s) for s in sets)


def small_enough(profile: Profile, issues: Sequence[int]) -> bool:
    """Whether there are few enough combinations of the levels of some issues to list them all."""
    return prod(len(profile.values[issue]) for issue in issues) <= MOST_COMBINATIONS


def table_of(profile: Profile, issues: Sequence[int]) -> Floats:
    """What every combination of levels on a group of issues is worth; each issue has one axis."""
    sizes = [len(profile.values[issue]) for issue in issues]
    table: Floats = np.zeros(sizes)
    for axis, issue in enumerate(issues):
        table += profile.values[issue].reshape([-1 if k == axis else 1 for k in range(len(sizes))])
    for bonus in profile.bonuses:
        if bonus.where[0][0] in issues:
            sides = dict(bonus.where)
            box = [list(sides.get(i, range(n))) for i, n in zip(issues, sizes, strict=True)]
            table[np.ix_(*box)] += bonus.worth
    return table


def reached(profile: Profile) -> tuple[ScaleEnds, bool]:
    """The utilities of the worst and the best outcome, and whether these are certain.

    If a group is too large to be listed, they are the extremes of some outcomes picked at random
    and not certain.

    >>> from zopa.exchange.scenario import ScenarioBonus
    >>> boxes = tuple(ScenarioBonus(((0, (k,)), (1, (k,))), 0.6) for k in range(2))
    >>> reached(Profile("a", (np.zeros(2), np.zeros(2)), boxes))
    (ScaleEnds(worst=0.0, best=0.6), True)
    """
    tied = tied_issues(profile)
    if all(small_enough(profile, issues) for issues in tied):
        tables = [table_of(profile, issues) for issues in tied]
        worst = sum(float(table.min()) for table in tables)
        return ScaleEnds(worst, sum(float(table.max()) for table in tables)), True
    rng = np.random.default_rng(0)  # the same outcomes every time
    outcomes = np.stack(
        [rng.integers(0, len(level_values), _PICKED) for level_values in profile.values], axis=1
    )
    utilities = profile.utilities(outcomes)
    return ScaleEnds(float(utilities.min()), float(utilities.max())), False
