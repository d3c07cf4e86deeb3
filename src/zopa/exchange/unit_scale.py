"""Profiles in the form that GENIUS and GeniusWeb want: numbers in 0..1, and weights."""

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
"""How far outside 0..1 utilities may lie by rounding."""


class Fitted(NamedTuple):
    """A profile whose utilities lie in 0..1."""

    profile: Profile
    moved_from: ScaleEnds | None
    """The ends of its scale before it was moved; None where it is as it was."""
    sure: bool = True
    """Whether no outcome is above 1 for certain. Where bonuses tie very many issues together, none
    was found among some."""


def within_unit(profile: Profile, excess: float = ROUNDING) -> Fitted:
    """A profile as it is where its utilities lie between 0 and 1 plus `excess`.

    Any other is moved so that the best end of its scale becomes 1 and the worst, where it is
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
    values = [own * stretch for own in profile.values]
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
    """A note in the file of a profile that was moved."""
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
    """Level values as a weighted sum: what a level adds is weight times evaluation."""

    weights: Floats
    """`(issues,)`: what the best level of each issue adds."""
    evaluations: tuple[Floats, ...]
    """One array `(levels,)` an issue: shares of the weight, the best one 1."""


def not_negative(values: tuple[Floats, ...]) -> tuple[Floats, ...]:
    """The same sums with no level below 0, where no sum is: the spare of some issues is spread
    over all, in proportion to what they can change.

    >>> [own.tolist() for own in not_negative((np.array([-1.0, 0.0]), np.array([1.0, 2.0])))]
    [[0.0, 1.0], [0.0, 1.0]]
    """
    lowest = np.array([own.min() for own in values])
    if (lowest >= 0).all():
        return values
    swings = np.array([np.ptp(own) for own in values])
    spare = max(float(lowest.sum()), 0.0)
    shares = swings / swings.sum() if swings.any() else np.eye(len(values))[0]
    return tuple(
        own - low + spare * share for own, low, share in zip(values, lowest, shares, strict=True)
    )


def weighted(values: tuple[Floats, ...]) -> Weighted:
    """Level values, none of whose sums is below 0, as weights and evaluations.

    An issue that adds nothing has the weight 0 and evaluations of 1, so that a reader can divide
    by the best evaluation.

    >>> w = weighted((np.array([0.0, 0.5]), np.array([0.25, 0.125]), np.array([0.0])))
    >>> w.weights.tolist(), [e.tolist() for e in w.evaluations]
    ([0.5, 0.25, 0.0], [[0.0, 1.0], [1.0, 0.5], [1.0]])
    """
    values = not_negative(values)
    weights = np.array([own.max() for own in values])
    evaluations = tuple(
        own / weight if weight else np.ones_like(own)
        for own, weight in zip(values, weights, strict=True)
    )
    return Weighted(weights, evaluations)
