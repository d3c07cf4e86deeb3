"""Bounds on how good the rest of an outcome can be made, and ways to finish it, for a search.

For any weights w >= 0, an outcome that reaches every floor has a weighted utility of at least
the weighted floors. Finding the rest with the best weighted utility is a plain shortest-path
problem. So each vector of weights gives a bound that may prove that a partial outcome cannot
reach the floors (a Lagrangian bound), and one way to finish it that may well reach them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from zopa.outcomes.arrays import Floats, Ints
from zopa.outcomes.diagram import DEAD, Diagram
from zopa.outcomes.weighing import fixed_weightings

PARTS = 4
"""The fixed weights are all the ways to hand out this many equal parts among the parties, if these
are not too many."""

PART = 50_000
"""How many partial outcomes are compared with the bounds at a time."""


@dataclass(frozen=True, eq=False)
class Guide:
    """The best rest of an outcome for each step, state and vector of weights.

    `weights` is `(weightings, parties)`. `best[t]` `(states, weightings)` is the weighted utility
    of the rest from before step t, -inf where there is none. `rest[t]` `(states, weightings,
    parties)` holds the utilities of that rest.
    """

    weights: Floats
    best: list[Floats]
    rest: list[Floats]

    def hopeless(self, target: Floats) -> bool:
        """Whether it is proved that no outcome reaches `target` `(parties,)`."""
        return bool((self.best[0][0] < self.weights @ target).any())

    def can_finish(self, t: int, points: Floats, state: Ints | None, target: Floats) -> bool:
        """Whether one of `points` `(parties, n)` before step t can be finished to `target`."""
        return any(
            bool((points[:, part].T[:, None] + self.rest[t][at] >= target).all(axis=-1).any())
            for part, at in _parts(points, state)
        )

    def able(self, t: int, points: Floats, state: Ints | None, target: Floats) -> Ints:
        """The indexes of those `points` `(parties, n)` before step t that may reach `target`."""
        least = self.weights @ target
        able = [
            (points[:, part].T @ self.weights.T + self.best[t][at] >= least).all(axis=1)
            for part, at in _parts(points, state)
        ]
        return np.flatnonzero(np.concatenate(able)) if able else np.empty(0, dtype=np.int_)


def _parts(points: Floats, state: Ints | None) -> Iterator[tuple[slice, Ints]]:
    """Slices of the points with their states, so that large sets need little memory at a time."""
    only = np.zeros(1, dtype=np.int_)
    for start in range(0, points.shape[1], PART):
        part = slice(start, start + PART)
        yield part, only if state is None else state[part]


def guide_to(
    diagram: Diagram, gains: list[Floats], choices: list[Ints | None], weight: Floats | None = None
) -> Guide:
    """The guide for `gains` and `choices` as in `zopa.outcomes.frontier.Tables`.

    Its weights are `weight` `(parties,)`, if given, and fixed ones. These are relative to each
    party's range, so that the scale of a utility does not matter.
    """
    parties = len(gains[0])
    ranges = np.sum([table.max(axis=(1, 2), initial=0.0) for table in gains], axis=0)
    weights = fixed_weightings(parties, PARTS) / np.where(ranges > 0, ranges, 1.0)
    if weight is not None:
        weights = np.concatenate([weight[None], weights])
    best = [np.zeros((1, len(weights)))]
    rest = [np.zeros((1, len(weights), parties))]
    for t in range(len(gains) - 1, -1, -1):
        step = diagram.steps[t]
        if choices[t] is not None:
            step = step[:, choices[t]]
        if not step.shape[1]:
            best.append(np.full((len(step), len(weights)), -np.inf))
            rest.append(np.zeros((len(step), len(weights), parties)))
            continue
        # (states, levels, weightings)
        through = np.einsum("wp,psl->slw", weights, gains[t]) + np.where(
            (step != DEAD)[..., None], best[-1][step], -np.inf
        )
        level = through.argmax(axis=1)
        best.append(np.take_along_axis(through, level[:, None], axis=1)[:, 0])
        state = np.arange(len(step))[:, None]
        after = step[state, level]
        onward = rest[-1][after, np.arange(len(weights))]
        level_gains = gains[t][:, state if gains[t].shape[1] > 1 else 0, level]
        rest.append(
            np.moveaxis(level_gains, 0, -1) + np.where((after != DEAD)[..., None], onward, -np.inf)
        )
    return Guide(weights, best[::-1], rest[::-1])
