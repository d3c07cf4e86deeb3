"""How likely a prior makes preferences, as a density over the values of levels.

The walks go through values u, weights w and the reservation value, in which facts are linear. A
prior that is even over weights and then over shapes u / w is not even there: an issue of weight w
with m levels between its best and its worst has shapes that take up a volume of w^m, so that the
density goes with w^(-m). Bending shapes with an exponent g adds the factor
`(1/g)^m ∏ (1 - u/w)^(1/g - 1)`, of which the mean over g is taken.

Whoever adds a variable with a density of its own, or another prior, adds a factor to `Density.log`,
and its draws to `zopa.preferences.prior`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from zopa.preferences.constraints import closure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from zopa.preferences.priors import Prior

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]
    Ints = NDArray[np.intp]

LEAST = 1e-12
"""Weights, and what a value falls short of the weight, count as at least this. An exact tie then
has one density, whatever its rounding."""
EXPONENTS = 200
"""Exponents over which the mean is taken, by the midpoint rule."""
KNOTS = 3000
FARTHEST = -float(np.log(LEAST))
"""The sums of logarithms for which factors are tabled go down to minus this for each level."""


class Density:
    """The density of a prior over points (variables, …), up to a factor.

    `groups` are, for each issue, the position of its weight followed by those of the levels that
    may count as lying between best and worst. Which of these do may differ by kind of point:
    `counted` has for each issue an array (levels, kinds).
    """

    def __init__(self, prior: Prior, groups: Sequence[Ints], counted: Sequence[Bools]) -> None:
        self.prior = prior
        self._groups = list(groups)
        self._counted = list(counted)
        self._number = [c.sum(axis=0) for c in counted]
        self._all = [bool(c.all()) for c in counted]
        self._shaped = [k for k, c in enumerate(counted) if c.any()]

    @property
    def even(self) -> bool:
        """Whether it is the same everywhere."""
        return not self._shaped or (self.prior.levels_count and not self.prior.bent)

    def rise(
        self, points: Floats, direction: Floats, kind: Ints | slice = slice(None)
    ) -> Rise | None:
        """How it changes from points (variables, …) along directions (variables, …); None where it
        does not. `kind` says of which kind each point is."""
        issues = [] if self.even else self._changing(direction)
        return Rise(self, points, direction, issues, kind) if issues else None

    def _changing(self, direction: Floats) -> list[int]:
        """The issues whose part changes."""
        changing = []
        for k in self._shaped:
            group = self._groups[k]
            if direction[group[0]].any() or (self.prior.bent and direction[group[1:]].any()):
                changing.append(k)
        return changing

    def rows(self, issues: Iterable[int]) -> Ints:
        """The positions of all that the part of some issues depends on."""
        return np.concatenate([self._groups[k] for k in issues])

    def log(self, rows: Floats, issues: Iterable[int], kind: Ints | slice) -> Floats:
        """The logarithm of the part of some issues, (…), at their `rows`."""
        total = np.zeros(rows.shape[1:])
        at = 0
        for k in issues:
            counted, number = self._counted[k], self._number[k][kind]
            weight = np.maximum(rows[at], LEAST)
            values = rows[at + 1 : at + 1 + len(counted)]
            at += 1 + len(counted)
            if not self.prior.levels_count:
                total -= number * np.log(weight)
            if self.prior.bent:
                short = np.clip(1.0 - values / weight, LEAST, 1.0)
                if not self._all[k]:
                    short = np.where(counted[:, kind], short, 1.0)
                total += _bent(self.prior.bend, np.log(short).sum(axis=0), number)
        return total


class Rise:
    """By how much the logarithm of a density is higher some way from points than it is there."""

    def __init__(
        self,
        density: Density,
        points: Floats,
        direction: Floats,
        issues: Sequence[int],
        kind: Ints | slice,
    ) -> None:
        rows = density.rows(issues)
        self._density, self._issues = density, issues
        self._rows = points[rows]
        self._direction = np.broadcast_to(direction[rows], self._rows.shape)
        shape = points.shape[1:]
        self._kind = (
            np.broadcast_to(np.arange(shape[-1]), shape)
            if isinstance(kind, slice)
            else np.broadcast_to(kind, shape)
        )
        self._here = density.log(self._rows, issues, kind)

    def __call__(self, length: Floats) -> Floats:
        """For all points, `length` (…) away."""
        there = self._rows + self._direction * length
        return self._density.log(there, self._issues, self._kind) - self._here

    def of_some(self, length: Floats, which: tuple[Ints, ...]) -> Floats:
        """For some points only, `length` (points,)."""
        some: Any = (slice(None), *which)
        there = self._rows[some] + self._direction[some] * length
        return self._density.log(there, self._issues, self._kind[which]) - self._here[which]


def _bent(bend: float, logs: Floats, number: Ints) -> Floats:
    """The logarithm of the mean factor of bending, for sums of logarithms of 1 - u/w."""
    counts = np.unique(number)
    if len(counts) == 1:
        return np.interp(logs, *_table(bend, int(counts[0])))
    out = np.zeros(logs.shape)
    number = np.broadcast_to(number, logs.shape)
    for m in counts.tolist():
        some = number == m
        out[some] = np.interp(logs[some], *_table(bend, int(m)))
    return out


@lru_cache(maxsize=256)
def _table(bend: float, levels: int) -> tuple[Floats, Floats]:
    """Sums of logarithms, rising, and the logarithm of the factor at each."""
    logs = -np.expm1(np.linspace(np.log1p(FARTHEST * levels), 0.0, KNOTS))
    exponents = 1.0 + (bend - 1.0) * (np.arange(EXPONENTS) + 0.5) / EXPONENTS
    parts = np.outer(logs, 1.0 / exponents - 1.0) - levels * np.log(exponents)
    top = parts.max(axis=1, keepdims=True)
    return logs, top[:, 0] + np.log(np.exp(parts - top).mean(axis=1))


def shape_positions(
    groups: Sequence[Ints], equations: Floats, bounds: Floats
) -> tuple[Bools, Floats]:
    """Which variables (variables,) count as levels between best and worst, and the equations that
    say more than that levels of one issue tie.

    A group is the position of an issue's weight, followed by those of the levels in between. Levels
    that tie count once, and those that tie with the best or the worst do not: `equations`
    (equations, variables) with their `bounds` tell which.
    """
    counts = np.zeros(equations.shape[1], dtype=bool)
    ties = np.zeros(len(equations), dtype=bool)
    for group in groups:
        worst = len(group)
        tied = np.eye(worst + 1, dtype=bool)
        inside = (equations[:, group] != 0).sum(axis=1) == (equations != 0).sum(axis=1)
        for e in np.flatnonzero(inside & (bounds == 0)):
            at = np.flatnonzero(equations[e, group])
            if len(at) == 1 and at[0]:
                pair = [int(at[0]), worst]
            elif len(at) == 2 and equations[e, group].sum() == 0:
                pair = at.tolist()
            else:
                continue
            ties[e] = tied[pair, pair[::-1]] = True
        tied = closure(tied)
        for k in range(1, worst):
            counts[group[k]] = not tied[k, [0, worst, *range(1, k)]].any()
    return counts, equations[~ties]
