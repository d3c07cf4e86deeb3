"""Gains as whole numbers of units, so that partial outcomes of equal worth can be recognised."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zopa.outcomes.arrays import TIE, Floats, Ints
from zopa.outcomes.counting.region import Region
from zopa.outcomes.programs.steps import common_step


@dataclass(frozen=True, eq=False)
class Graded:
    """A region in whole units. Each party has a unit, and gains and bounds are multiples of it.

    With `exact`, an outcome lies between the bounds if and only if it lies in the region. Without,
    every outcome of the region lies between them, and others may do so too.
    """

    units: list[Ints]
    """The gains in units, for each step `(parties, states or 1, levels)`."""
    low: Ints
    """`(parties,)`, at least 0."""
    high: Ints
    exact: bool
    unit: Floats
    """`(parties,)`: what one unit is worth."""
    added: Floats
    """`(parties,)`: the most that rounding up adds to an outcome's gain; 0 if exact."""


def steps_of(region: Region) -> list[float | None]:
    """For each party the step of which all its gains are multiples, None where there is none."""
    steps: list[float | None] = []
    for party, whole in enumerate(region.ranges.tolist()):
        party_gains = [gains[party] for gains in region.gains]
        numbers = np.concatenate([gains.ravel() for gains in party_gains])
        step = common_step(numbers, whole)
        if step is not None:
            off = sum(np.abs(gains - np.rint(gains / step) * step).max() for gains in party_gains)
            step = step if off <= TIE * whole else None
        steps.append(step)
    return steps


def exactly(region: Region, steps: list[float | None]) -> Graded:
    """Gains in units of each party's step or, where it has none, of 2^-52 of its range.

    `zopa.outcomes.frontier.prepared` leaves gains that are multiples of such a power of two.
    """
    fine = np.ldexp(1.0, np.frexp(np.where(region.ranges > 0, region.ranges, 1.0))[1] - 53)
    unit = np.array([f if s is None else s for f, s in zip(fine.tolist(), steps, strict=True)])
    units = [np.rint(gains / unit[:, None, None]).astype(np.int64) for gains in region.gains]
    return _bounded(region, units, unit, np.zeros(len(unit)), exact=True)


def coarsely(region: Region, steps: list[float | None], cells: int) -> Graded:
    """Gains rounded up to `cells` units over each party's range, or to its step if that is larger.

    Rounding up keeps every outcome that reaches its floors; ceilings are raised by the most that
    rounding can add.
    """
    unit = np.where(region.ranges > 0, region.ranges, 1.0) / cells
    known_steps = np.array([0.0 if step is None else step for step in steps])
    whole = known_steps >= unit
    unit = np.where(whole, known_steps, unit)
    added = np.zeros(len(unit))
    units: list[Ints] = []
    for gains in region.gains:
        share = gains / unit[:, None, None]
        up = np.where(whole[:, None, None], np.rint(share), np.ceil(share))
        units.append(up.astype(np.int64))
        added += ((up - share).max(axis=(1, 2)) * unit) * ~whole
    return _bounded(region, units, unit, added, exact=bool(whole.all()))


def _bounded(
    region: Region, units: list[Ints], unit: Floats, added: Floats, *, exact: bool
) -> Graded:
    top = np.sum([step_units.max(axis=(1, 2)) for step_units in units], axis=0)
    # The division must not push a bound past the whole number that it stands for.
    low = np.ceil(region.low / unit * (1 - 1e-15)).astype(np.int64)
    high = np.floor(np.minimum((region.high + added) / unit * (1 + 1e-15), top)).astype(np.int64)
    return Graded(units, low, high, exact, unit, added)
