"""Moves of a crowd within one issue, whose weight stays as it is.

Both draw from the prior itself, so that no density is looked at. A whole shape is drawn anew, with
nothing in mind but the order, and taken if it meets the constraints (Metropolis and others 1953,
with the prior for a proposal). That leads anywhere at once where facts leave much of an issue.
Where they do not, levels move one at a time: a shape is bent with an exponent g, which is drawn
from what it can have been given the shape; then 1 - (1 - v)^(1/g) is even over the chord that the
constraints leave (Gibbs sampling, Geman and Geman 1984).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from zopa.preferences.density import LEAST
from zopa.preferences.prior import draw_shapes
from zopa.preferences.walk import TINY

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zopa.preferences.places import Places

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]
    Ints = NDArray[np.intp]


class _Shape:
    """An issue with levels between best and worst: its variables, and the rows that they are in."""

    def __init__(self, places: Places, issue: int) -> None:
        stacked = places.stacked
        self.issue = issue
        self.weight = int(stacked.weights[issue])
        self.levels = stacked.firsts[issue] + np.arange(stacked.sizes[issue])
        self.moving = places.between(issue)
        self.rows = np.flatnonzero((places.A[:, self.levels] != 0).any(axis=1))
        self.A = places.A[np.ix_(self.rows, self.levels)]
        self.rows_of = [np.flatnonzero(places.A[:, level]) for level in self.levels]


class ShapeMoves:
    """Moves within each of the issues."""

    def __init__(self, places: Places) -> None:
        self._places, self._rng = places, places.rng
        self._exponents = np.array(places.stacked.prior.exponents)
        self._issues = [_Shape(places, int(k)) for k in np.flatnonzero(places.stacked.sizes > 2)]
        self.steps = sum(len(shape.levels) - 1 for shape in self._issues)
        """Steps in one sweep."""

    def sweep(self) -> None:
        """Move within each issue once, in an order drawn at random."""
        for k in self._rng.permutation(len(self._issues)):
            shape = self._issues[int(k)]
            self._anew(shape)
            self._level_by_level(shape)

    def _anew(self, shape: _Shape) -> None:
        """Draw a whole shape, and take it where the constraints allow it."""
        places = self._places
        fresh = draw_shapes(places.stacked, shape.issue, places.setting, places.ends, self._rng).T
        change = fresh * places.state[shape.weight] - places.state[shape.levels]
        change[~shape.moving] = 0.0
        near = places.slack[shape.rows] - shape.A @ change
        fits = np.flatnonzero((near > 0.0).all(axis=0))
        places.state[np.ix_(shape.levels, fits)] += change[:, fits]
        places.slack[np.ix_(shape.rows, fits)] = np.maximum(near[:, fits], TINY)

    def _level_by_level(self, shape: _Shape) -> None:
        places = self._places
        weight = np.maximum(places.state[shape.weight], LEAST)
        bent = self._bent(places.state[shape.levels] / weight, shape.moving)
        for j in self._rng.permutation(len(shape.levels)):
            level, rows = shape.levels[j], shape.rows_of[j]
            change = places.A[rows, level][:, None]
            low, high = places.chord(change, rows)
            value = places.state[level]
            short = 1.0 - np.stack([value + low, value + high]) / weight
            ends = np.clip(short, 0.0, 1.0) ** (1.0 / bent)
            drawn = ends[0] + (ends[1] - ends[0]) * self._rng.random(places.chains)
            length = np.clip(weight * (1.0 - drawn**bent) - value, low, high)
            length[~shape.moving[j]] = 0.0
            places.state[level] += length
            places.gone(change, rows, length)

    def _bent(self, values: Floats, moving: Bools) -> Floats:
        """With which exponent each shape is bent, drawn given the shape, (chains,)."""
        if len(self._exponents) == 1:
            return np.full(values.shape[1], self._exponents[0])
        short = np.clip(1.0 - values, LEAST, 1.0)
        short[~moving] = 1.0
        total, number = np.log(short).sum(axis=0), moving.sum(axis=0)
        g = self._exponents[:, None]
        log = (1.0 / g - 1.0) * total - np.log(g) * number
        chance = np.exp(log - log.max(axis=0)).cumsum(axis=0)
        luck = self._rng.random(values.shape[1]) * chance[-1]
        return np.asarray(self._exponents[(chance[:-1] <= luck).sum(axis=0)])
