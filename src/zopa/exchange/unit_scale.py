"""Bringing profiles into the form of GENIUS and GeniusWeb: utilities in 0..1, and weights."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from zopa.exchange.extent import ScaleEnds, extent_of
from zopa.exchange.groups import reached
from zopa.exchange.output import number_text
from zopa.exchange.scenario import Profile, ScenarioBonus
from zopa.exchange.write_codes import RESCALED
from zopa.foundation.diagnostics import Finding, Place
from zopa.outcomes.arrays import Floats

ROUNDING = 1e-9
"""Utilities may lie outside 0..1 by this much, because of rounding."""


class Fitted(NamedTuple):
    """A profile whose utilities lie in 0..1."""

    profile: Profile
    moved_from: ScaleEnds | None
    """The ends of its scale before it was moved; None if it was not moved."""
    sure: bool = True
    """Whether it is certain that no outcome is above 1. It is not if bonuses tie very many issues
    together: then only some outcomes were examined."""


def within_unit(profile: Profile, excess: float = ROUNDING) -> Fitted:
    """The profile, unchanged if its utilities lie between 0 and 1 plus `excess`.

    Otherwise it is moved so that the best end of its scale becomes 1 and the worst end, if it is
    below 0, becomes 0.

    >>> moved, old, _ = within_unit(Profile("a", (np.array([-1.0, 3.0]),), reservation=1.0))
    >>> moved.values[0].tolist(), moved.reservation, old
    ([0.0, 1.0], 0.5, ScaleEnds(worst=-1.0, best=3.0))
    """
    extent = extent_of(profile)
    if _lies_within(extent, excess):
        return Fitted(profile, None)
    if profile.bonuses:
        ends, sure = reached(profile)
        if _lies_within(ends, excess):
            return Fitted(profile, None, sure)
    start = min(extent.worst, 0.0)
    stretch = 1 / (extent.best - start) if extent.best > start else 1.0
    values = [level_values * stretch for level_values in profile.values]
    values[0] = values[0] - start * stretch
    moved = Profile(
        profile.name,
        tuple(values),
        tuple(ScenarioBonus(b.where, b.worth * stretch) for b in profile.bonuses),
        None if profile.reservation is None else (profile.reservation - start) * stretch,
        profile.discount,
    )
    return Fitted(moved, extent)


def moved_finding(fitted: Fitted, file: str) -> Iterator[Finding]:
    """A note about a profile that was moved, placed in the file that it is written to."""
    if fitted.moved_from is not None:
        old, new = fitted.moved_from, extent_of(fitted.profile)
        message = (
            f"the utilities of `{fitted.profile.name}` from {number_text(old.worst)} to "
            f"{number_text(old.best)} are written from {new.worst:.6g} to {new.best:.6g}"
        )
        yield Finding(RESCALED, Place(file, 1, 1), message)


def _lies_within(extent: ScaleEnds, excess: float) -> bool:
    return extent.worst >= -ROUNDING and extent.best <= 1 + excess


class Weighted(NamedTuple):
    """Level values as a weighted sum: a level adds its evaluation times the weight of its issue."""

    weights: Floats
    """What the best level of each issue adds, `(issues,)`."""
    evaluations: tuple[Floats, ...]
    """One array `(levels,)` for each issue: shares of its weight, 1 for the best level."""


def not_negative(values: tuple[Floats, ...]) -> tuple[Floats, ...]:
    """Level values with the same sums and none below 0, given that no sum is below 0.

    Each issue's values are moved to start at 0. What this takes away from the sums is spread over
    the issues in proportion to the distance between their best and worst level.

    >>> [own.tolist() for own in not_negative((np.array([-1.0, 0.0]), np.array([1.0, 2.0])))]
    [[0.0, 1.0], [0.0, 1.0]]
    """
    lowest = np.array([level_values.min() for level_values in values])
    if (lowest >= 0).all():
        return values
    swings = np.array([np.ptp(level_values) for level_values in values])
    spare = max(float(lowest.sum()), 0.0)
    shares = swings / swings.sum() if swings.any() else np.eye(len(values))[0]
    return tuple(
        level_values - low + spare * share
        for level_values, low, share in zip(values, lowest, shares, strict=True)
    )


def weighted(values: tuple[Floats, ...]) -> Weighted:
    """The weights and evaluations of level values, none of whose sums is below 0.

    An issue that adds nothing has the weight 0 and evaluations of 1, so that a reader can divide by
    the largest evaluation.

    >>> w = weighted((np.array([0.0, 0.5]), np.array([0.25, 0.125]), np.array([0.0])))
    >>> w.weights.tolist(), [e.tolist() for e in w.evaluations]
    ([0.5, 0.25, 0.0], [[0.0, 1.0], [1.0, 0.5], [1.0]])
    """
    values = not_negative(values)
    weights = np.array([level_values.max() for level_values in values])
    evaluations = tuple(
        level_values / weight if weight else np.ones_like(level_values)
        for level_values, weight in zip(values, weights, strict=True)
    )
    return Weighted(weights, evaluations)
