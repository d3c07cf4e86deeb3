"""How likely a prior makes preferences, as a density over the values of levels.

The walks go through values u, weights w and the reservation value, in which facts are linear. A
prior that is even over weights and then over shapes u / w is not even there: an issue of weight w
with m levels between its best and its worst has shapes that take up a volume of w^m, so that the
density goes with w^(-m). Bending shapes with an exponent g adds the factor
`(1/g)^m ∏ (1 - u/w)^(1/g - 1)`, of which the mean over g is taken. The aspiration value is even
between the reservation value r and 1, so that the density of both goes with 1 / (1 - r).

Whoever adds a variable with a density of its own, or another prior, adds a factor to `Density.log`,
and its draws to `zopa.preferences.prior`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from zopa.preferences.constraints import closure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from zopa.preferences.priors import Prior

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]
    Ints = NDArray[np.intp]

LEAST = 1e-12
"""Weights, and what a value falls short of the weight, count as at least this. An exact tie then
has one density, whatever its rounding."""
AT_ONCE = 20
"""So many factors of at least `LEAST` are multiplied without becoming too small for a float."""
MOST = 600.0
"""The largest logarithm of a factor, below what overflows."""


class Density:
    """The density of a prior over points (variables, …), up to a factor.

    `groups` are, for each issue, the position of its weight followed by those of the levels that
    may count as lying between best and worst. Which of these do may differ by kind of point:
    `counted` has for each issue an array (levels, kinds). `no_deal` is the position of the
    reservation value, and `tops` (kinds,) the most that it can be, 1 if it is not given.
    """

    def __init__(
        self,
        prior: Prior,
        groups: Sequence[Ints],
        counted: Sequence[Bools],
        no_deal: int,
        tops: Floats | None = None,
    ) -> None:
        self.prior = prior
        self.no_deal = no_deal
        self._tops = tops
        self._groups = list(groups)
        self._counted = list(counted)
        self._shaped = [k for k, c in enumerate(counted) if c.any()]
        self._parts: dict[tuple[int, ...], _DensityPart] = {}

    @property
    def even(self) -> bool:
        """Whether it is the same everywhere, what hangs on the reservation value apart."""
        return not self._shaped or (self.prior.levels_count and not self.prior.bent)

    def rise(
        self, points: Floats, direction: Floats, kind: Ints | slice = slice(None)
    ) -> Rise | None:
        """How it changes from points (variables, …) along directions (variables, …); None where it
        does not. `kind` says of which kind each point is."""
        issues = () if self.even else self._changing(direction)
        if not issues and not direction[self.no_deal].any():
            return None
        if issues and issues not in self._parts:
            self._parts[issues] = _DensityPart(
                self.prior, [self._groups[k] for k in issues], [self._counted[k] for k in issues]
            )
        room = _Room(points[self.no_deal], direction[self.no_deal], self._top(kind))
        return Rise(self._parts.get(issues), room, points, direction, kind)

    def rise_of_room(self, points: Floats, direction: Floats) -> Rise | None:
        """The same along directions that leave the shapes of issues as they are, for a prior that
        is even over weights."""
        if not direction[self.no_deal].any():
            return None
        room = _Room(points[self.no_deal], direction[self.no_deal], self._top(slice(None)))
        return Rise(None, room, points, direction, slice(None))

    def _top(self, kind: Ints | slice) -> Floats | float:
        return 1.0 if self._tops is None else self._tops[kind]

    def _changing(self, direction: Floats) -> tuple[int, ...]:
        """The issues whose part changes."""
        moving = np.asarray(direction.reshape(len(direction), -1).any(axis=1))
        return tuple(
            k
            for k in self._shaped
            if moving[self._groups[k][0]] or (self.prior.bent and moving[self._groups[k][1:]].any())
        )


class _DensityPart:
    """What some issues add to the logarithm of a density."""

    def __init__(self, prior: Prior, groups: Sequence[Ints], counted: Sequence[Bools]) -> None:
        self.prior = prior
        levels = [len(c) for c in counted]
        self.rows = np.concatenate([[g[0] for g in groups], *(g[1:] for g in groups)]).astype(int)
        """The positions of the weights and then of the levels."""
        self._owner = np.repeat(np.arange(len(groups)), levels)
        self._starts = np.cumsum([0, *levels[:-1]])
        self._few = max(levels) <= AT_ONCE
        every = np.concatenate(counted)
        self._counted = None if every.all() else every
        self._number = np.array([c.sum(axis=0) for c in counted], dtype=np.float64)
        self._alike = bool((self._number == self._number[:, :1]).all())

    def log(self, rows: Floats, kind: Ints | slice) -> Floats:
        """The logarithm (…) at `rows` of points."""
        count = len(self._number)
        weights = np.maximum(rows[:count], LEAST)
        if self._alike:
            number = self._number[:, 0].reshape(-1, *[1] * (rows.ndim - 1))
        else:
            number = self._number[:, kind]
        total = np.zeros(rows.shape[1:])
        if not self.prior.levels_count:
            total -= (number * np.log(weights)).sum(axis=0)
        if self.prior.bent:
            short = 1.0 - rows[count:] / weights[self._owner]
            np.clip(short, LEAST, 1.0, out=short)
            if self._counted is not None:
                np.copyto(short, 1.0, where=~self._counted[:, kind])
            total += np.log(self._bending(short, number)).sum(axis=0)
        return total

    def _bending(self, short: Floats, number: Floats) -> Floats:
        """The mean factor of bending for each issue, (issues, …), from 1 - u/w."""
        if self._few:
            logs = np.log(np.multiply.reduceat(short, self._starts, axis=0))
        else:
            logs = np.add.reduceat(np.log(short), self._starts, axis=0)
        factor = np.zeros(logs.shape)
        for g in self.prior.exponents:
            if g == 1:  # straight shapes, which need no power
                factor += 1.0
            else:
                factor += g**-number * np.exp(np.minimum((1.0 / g - 1.0) * logs, MOST))
        return factor / len(self.prior.exponents)


class _Room:
    """How much there is above reservation values for the aspiration value, which is spread evenly
    over it: the logarithm of the density falls by that of this room."""

    def __init__(self, no_deal: Floats, direction: Floats, top: Floats | float) -> None:
        shape = no_deal.shape
        self._room = np.broadcast_to(top, shape) - no_deal
        self._direction = np.broadcast_to(direction, shape)
        self._moves = bool(self._direction.any())

    def rise(self, length: Floats, which: Any = slice(None)) -> Floats | float:
        """By how much the logarithm is higher `length` away."""
        if not self._moves:
            return 0.0
        here = self._room[which]
        there = here - self._direction[which] * length
        return np.asarray(np.log(np.maximum(here, LEAST)) - np.log(np.maximum(there, LEAST)))


class Rise:
    """By how much the logarithm of a density is higher some way from points than it is there."""

    def __init__(
        self,
        part: _DensityPart | None,
        room: _Room,
        points: Floats,
        direction: Floats,
        kind: Ints | slice,
    ) -> None:
        self._part, self._room = part, room
        if part is None:
            return
        self._rows = points[part.rows]
        self._direction = np.broadcast_to(direction[part.rows], self._rows.shape)
        shape = points.shape[1:]
        self._kind = np.broadcast_to(
            np.arange(shape[-1]) if isinstance(kind, slice) else kind, shape
        )
        self._here = part.log(self._rows, kind)

    def __call__(self, length: Floats) -> Floats:
        """For all points, `length` (…) away."""
        rise = np.asarray(self._room.rise(length))
        if self._part is not None:
            there = self._rows + self._direction * length
            rise = rise + self._part.log(there, self._kind) - self._here
        return np.asarray(rise)

    def of_some(self, length: Floats, which: tuple[Ints, ...]) -> Floats:
        """For some points only, `length` (points,)."""
        rise = np.asarray(self._room.rise(length, which))
        if self._part is not None:
            some: Any = (slice(None), *which)
            there = self._rows[some] + self._direction[some] * length
            rise = rise + self._part.log(there, self._kind[which]) - self._here[which]
        return np.asarray(rise)


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
    if not len(equations):
        for group in groups:
            counts[group[1:]] = True
        return counts, equations
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
