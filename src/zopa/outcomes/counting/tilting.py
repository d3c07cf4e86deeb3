"""Drawing outcomes from a far corner of a space by exponential tilting.

Levels are drawn with probabilities in proportion to exp(weights · gains). This tilts the uniform
distribution over outcomes so that its mean moves to the bounds (Cramér 1938; Siegmund 1976, Annals
of Statistics 4, 673–684). Inside the region the tilt exceeds exp(weights · anchor), where the
anchor is the bounds. So accepting an outcome with probability exp(weights · (anchor - gains))
leaves exactly the uniform distribution on the region.

The best weights are those that make Chernoff's bound (1952, Annals of Mathematical Statistics 23,
493–507) on the region smallest: the region has at most `exp(log_bound)` outcomes, and each draw is
accepted with the probability size / bound. At k standard deviations from the mean that probability
falls as 1 / k for each party (Bahadur and Ranga Rao 1960, Annals of Mathematical Statistics 31,
1015–1027), while with plain rejection it falls as exp(-k² / 2).

With rules and local terms a draw is a walk along the states of a diagram.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from zopa.outcomes.arrays import Floats, Ints
from zopa.outcomes.counting.region import Region
from zopa.outcomes.diagram import DEAD

ROUNDS = 60
"""The most Newton steps; a handful are usual. With fewer, less would be accepted, but draws would
still be right."""

EMPTY = -1e-6
"""A bound whose logarithm is below this is less than one outcome, even with rounding."""


@dataclass(frozen=True, eq=False)
class Tilted:
    """Outcomes drawn with a tilt; `reached[t]` `(states, levels)` are cumulated probabilities."""

    region: Region
    weights: Floats
    """`(parties,)`: above 0 towards a floor, below 0 towards a ceiling."""
    log_bound: float
    """The logarithm of a bound on the number of outcomes in the region."""
    reached: list[Floats]

    def draw(self, n: int, rng: np.random.Generator) -> tuple[Ints, Floats]:
        """`n` independent tilted outcomes `(n, issues)` and their gains `(parties, n)`."""
        region = self.region
        outcomes = np.empty((n, len(self.reached)), dtype=np.int_)
        gains = np.zeros((len(region.base), n))
        state = np.zeros(n, dtype=np.int_)
        for t, (issue, reached) in enumerate(zip(region.diagram.order, self.reached, strict=True)):
            chance = rng.random(n)
            step_gains, chosen = region.gains[t], region.choices[t]
            if len(reached) == 1:
                level = np.searchsorted(reached[0], chance, side="right")
            else:
                level = (chance[:, None] >= reached[state]).sum(axis=1)
            gains += (
                step_gains[:, 0, level] if step_gains.shape[1] == 1 else step_gains[:, state, level]
            )
            outcomes[:, issue] = level if chosen is None else chosen[level]
            state = region.onward[t][state, level]
        return outcomes, gains

    def chance(self, gains: Floats) -> Floats:
        """The probability `(n,)` with which to accept outcomes of the region."""
        over = self.weights @ (gains - _anchor(self.region, self.weights)[:, None])
        return np.asarray(np.exp(-np.maximum(over, 0.0)))


class _Moments(NamedTuple):
    log_sum: float
    mean: Floats
    covariance: Floats


def tilted(region: Region) -> Tilted:
    """The best tilt for a region that is not hopeless."""
    weights = np.zeros(len(region.base))
    here = _moments(region, weights)
    value = here.log_sum
    scale = np.where(region.ranges > 0, region.ranges, 1.0)
    for _ in range(ROUNDS):
        anchor = np.where(
            weights == 0, np.clip(here.mean, region.low, region.high), _anchor(region, weights)
        )
        slope = here.mean - anchor
        if (np.abs(slope) <= 1e-7 * scale).all() or value < EMPTY:
            break
        free = (weights != 0) | (slope != 0)
        # Curvature is measured in ranges. The ridge keeps steps finite where a mean cannot move.
        curvature = (here.covariance / np.outer(scale, scale))[np.ix_(free, free)]
        curvature = curvature + 1e-9 * np.eye(free.sum())
        step = np.zeros(len(weights))
        step[free] = -np.linalg.solve(curvature, (slope / scale)[free]) / scale[free]
        # Where a weight is 0, only a step to the side on which the bound is missed goes down.
        step[(weights == 0) & (step * slope > 0)] = 0.0
        for halving in range(30):
            tried = weights + step / 2**halving
            tried[weights * tried < 0] = 0.0
            after = _moments(region, tried)
            bound = after.log_sum - float(tried @ _anchor(region, tried))
            if bound < value - 1e-9:
                break
        else:
            break
        weights, here, value = tried, after, bound
    return Tilted(region, weights, value, _cumulated(region, weights))


def _anchor(region: Region, weights: Floats) -> Floats:
    """The gains `(parties,)` in the region at which the tilt is smallest."""
    return np.where(weights < 0, region.high, region.low)


def _shares(region: Region, weights: Floats, t: int, after: Floats) -> tuple[Floats, Floats]:
    """The probability of each level `(states, levels)`, and the log sum `(states,)` before t.

    `after` has the log sums of the next layer.
    """
    onward = region.onward[t]
    score = np.tensordot(weights, region.gains[t], axes=1) + np.where(
        onward == DEAD, -np.inf, after[onward]
    )
    top = score.max(axis=1)
    top = np.where(np.isfinite(top), top, 0.0)
    share = np.exp(score - top[:, None])
    total = share.sum(axis=1)
    dead = total == 0
    log_sum = np.where(dead, -np.inf, top + np.log(np.where(dead, 1.0, total)))
    return share / np.where(dead, 1.0, total)[:, None], log_sum


def _moments(region: Region, weights: Floats) -> _Moments:
    """The log of the sum of tilts over all outcomes, and mean and covariance of tilted gains."""
    parties = len(weights)
    log_sum = np.zeros(1)
    mean = np.zeros((1, parties))
    spread = np.zeros((1, parties, parties))
    for t in range(len(region.onward) - 1, -1, -1):
        share, log_sum = _shares(region, weights, t, log_sum)
        onward = region.onward[t]
        worth = np.moveaxis(region.gains[t], 0, -1) + mean[onward]
        mean = np.einsum("sl,slp->sp", share, worth)
        off = worth - mean[:, None]
        within = np.einsum("sl,slpq->spq", share, spread[onward])
        spread = within + np.einsum("sl,slp,slq->spq", share, off, off)
    return _Moments(float(log_sum[0]), mean[0], spread[0])


def _cumulated(region: Region, weights: Floats) -> list[Floats]:
    """For each step the cumulated probabilities of levels, `(states, levels)`."""
    log_sum = np.zeros(1)
    cumulated: list[Floats] = []
    for t in range(len(region.onward) - 1, -1, -1):
        share, log_sum = _shares(region, weights, t, log_sum)
        reached = np.cumsum(share, axis=1)
        # The last usable level takes what rounding leaves over.
        reached[reached >= reached[:, -1:]] = np.inf
        cumulated.append(reached)
    return cumulated[::-1]
