"""Uniform points in many polytopes at once, by hit-and-run in lock-step (Smith 1984).

Every draw comes from a separate chain. All chains step together, as array operations, along one
direction at a time. The directions do not depend on where the chains are, so each step leaves the
uniform distribution as it is, and given the directions the chains are independent.

Where a polytope is narrow in some directions and wide in others, plain hit-and-run looks settled
long before it is. So the walk has two parts. First it adapts: directions come from the covariance
of the chains, which is renewed every epoch until it stops changing. Then the directions are
frozen, which makes the walk a Markov chain with the uniform distribution as its limit. It goes on
until two tests pass, or until it has taken a stated number of steps:

- *forgotten*: chains run in pairs that share a polytope, and over all pairs the difference within
  a pair is no longer correlated with what it was at an earlier look. A correlation can be seen only
  down to its sampling error. From there the walk goes on for as long again as it takes to get
  below `FORGOTTEN`, where the correlation falls off geometrically;
- *settled*: the means over all chains have not moved since that look by more than the sampling
  error of such a difference. If they have, the next look compares with this one.

Chains start far apart (from mixtures of vertices), so that these tests can fail.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from math import ceil, log
from typing import TYPE_CHECKING

import numpy as np

from zopa.preferences.chords import lengths_along
from zopa.preferences.density import Density
from zopa.preferences.priors import EVEN_VALUES

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from zopa.preferences.priors import Prior

    Floats = NDArray[np.float64]

EPOCH = 60
"""The least number of steps between two looks at the covariance or at the tests."""
ROUNDS = 2
"""The least number of times that the steps between two looks go through all directions."""
MOST_EPOCHS = 50
TINY = 1e-300
ROUNDING = 1e-11
"""An entry of a direction counts as 0 if it is below this part of the largest entry."""
LEAST_SHARE = 1e-9
"""Of the weight of two issues, one with a smaller share than this keeps it."""
FLAT = 1e-15
"""A direction whose variance is below this part of the largest one is only the rounding of an
equation."""
STILL = 1e-9
"""A coordinate with a smaller deviation than this counts as not moving at all."""
FORGOTTEN = 0.0197
"""A correlation with an earlier state of up to this counts as none. Of two states of a chain with
the correlation c, split-R-hat is 1 / sqrt(1 - c), and up to 1.01 it counts as settled (Vehtari,
Gelman, Simpson, Carpenter and Bürkner 2021, Bayesian Analysis 16, 667-718)."""
SETTLED = 4.0
"""The largest drift of a mean, in standard errors, with which a walk counts as settled. With a
hundred coordinates and ten looks, the chance of a larger drift in a settled walk is below one in
ten, and it costs one epoch more."""


@dataclass(frozen=True)
class Convergence:
    """How a walk ended."""

    reached: bool
    steps: int
    chains: int
    correlation: float
    """The largest absolute correlation of a coordinate with its state at the earlier look."""
    drift: float
    """The largest movement of a mean since then, in standard errors."""


@dataclass(frozen=True)
class Bundle:
    """Polytopes to walk in: `A[k] y <= b[k]` with moves along `hull[k]`.

    A is (polytopes, rows, y), b (polytopes, rows) and hull (polytopes, y, y). Shorter systems are
    padded with rows `0 y <= 1`.

    `ways` (polytopes, ways, y) are the corners of the simplex that orders alone leave, followed by
    the directions of the reservation and of the aspiration value. Moving from one corner towards
    another hands value from one step of an order to another.

    `groups` are, for each issue, the positions of its weight and of its levels between best and
    worst, then for each bonus that of its size. `counted` (polytopes, y) says which levels these
    are, each tie once, and `swaps` (polytopes, groups, groups) between which groups weight can be
    handed over.
    """

    A: Floats
    b: Floats
    hull: Floats
    ways: Floats
    groups: tuple[NDArray[np.intp], ...]
    counted: NDArray[np.bool_]
    swaps: NDArray[np.bool_]
    tops: Floats
    """(polytopes,): the most that having no deal can be worth."""


def hit_and_run(
    bundle: Bundle,
    starts: Floats,
    rng: np.random.Generator,
    *,
    most_epochs: int = MOST_EPOCHS,
    tick: Callable[[], None] | None = None,
    prior: Prior = EVEN_VALUES,
) -> tuple[Floats, Convergence]:
    """One point for every chain, spread over its polytope as a prior has it.

    `starts` has the shape (polytopes, chains, y), with an even number of chains. They are interior
    points, and those of one polytope lie as far apart as can be. Returns points of the same shape,
    and how the walk ended. `tick` is called once an epoch.

    The sources are Smith (1984, Operations Research 32, 1296–1308) for hit-and-run, and Haario,
    Saksman and Tamminen (2001) for adapting to the covariance. Here adaptation stops, so the
    frozen chain is Markov.
    """
    walk = _BundleWalk(bundle, starts, rng, prior)
    return walk.state.transpose(0, 2, 1), settle(walk, most_epochs, tick)


def settle(
    walk: Walk, most_epochs: int = MOST_EPOCHS, tick: Callable[[], None] | None = None
) -> Convergence:
    """Let chains walk until their tests pass, and say how that ended."""
    epochs = 0
    changing = True
    while changing and epochs < max(1, most_epochs // 2):
        walk.advance()
        changing = walk.adapt()
        epochs += 1
        if tick:
            tick()
    earlier = walk.points.copy()
    lag, needed = 0, 0  # in epochs; no lag is known to be enough yet
    reached, correlation, drift = False, 1.0, 0.0
    while not reached and epochs < most_epochs:
        walk.advance()
        epochs += 1
        lag += 1
        correlation, allowed, drift = walk.compare(earlier)
        passed = correlation <= allowed and drift <= SETTLED
        if passed and not needed:
            needed = ceil(lag * max(1.0, log(FORGOTTEN) / log(allowed))) if allowed < 1 else lag
        reached = passed and lag >= needed
        if drift > SETTLED:  # it was not settled at the earlier look, so compare with this one
            earlier = walk.points.copy()
            lag = needed = 0
        if tick:
            tick()
    return Convergence(reached, walk.steps, walk.chains, correlation, drift)


class Walk(ABC):
    """Chains, the shape of their directions, and the tests of whether they have settled."""

    def __init__(self, width: int, chains: int, rng: np.random.Generator) -> None:
        self.rng = rng
        self.steps = 0
        self.chains = chains
        self.white = np.eye(width)  # turns points into uncorrelated unit coordinates
        self.factor = np.eye(width)

    @property
    @abstractmethod
    def points(self) -> Floats:
        """Where the chains that are looked at are, (polytopes, chains, y): an even number in
        each polytope."""

    @abstractmethod
    def advance(self) -> None:
        """Every chain makes the steps of one epoch."""

    def adapt(self) -> bool:
        """Take the directions from the covariance of the chains; True while it still changes."""
        points = self.points
        flat = (points - points.mean(axis=1, keepdims=True)).reshape(-1, points.shape[2])
        count, width = flat.shape
        free = count * (1 - 1 / points.shape[1])
        covariance = flat.T @ flat / free
        # So far the eigenvalues of one sample covariance in terms of another scatter (Wachter 1980,
        # Annals of Statistics 8, 937-957).
        y = min(width / free, 0.9)
        noise = 2.0 * np.log((1.0 + np.sqrt(2.0 * y - y * y)) / (1.0 - y))
        spread = np.linalg.eigvalsh(self.white.T @ covariance @ self.white)
        change = np.abs(np.log(np.maximum(spread, 1e-12))).max(initial=0.0)
        changing = bool(change > noise + 0.3)
        variances, directions = np.linalg.eigh(covariance)
        wide = variances > max(FLAT * float(variances[-1]), STILL**2)
        deviations = np.sqrt(variances[wide])
        self.white = directions[:, wide] / deviations
        self.factor = directions[:, wide] * deviations
        return changing

    def compare(self, earlier: Floats) -> tuple[float, float, float]:
        """Correlation with an earlier state, how much of it counts as none, and drift since."""
        # Within a polytope: a number that is fixed in each may still be another one in the next.
        scale = np.sqrt(self.points.var(axis=1).mean(axis=0))
        moving = scale > STILL
        if not moving.any() or not self.white.size:  # a single point has nothing to forget
            return 0.0, 1.0, 0.0
        # Narrow directions do not show in the coordinates, but they do in the whitened ones.
        views = [
            np.concatenate([y[..., moving], y @ self.white], axis=2) for y in (earlier, self.points)
        ]
        return _compare(*views)


class _BundleWalk(Walk):
    """Chains in a bundle of polytopes: their points, and how far they are from the constraints."""

    def __init__(
        self, bundle: Bundle, starts: Floats, rng: np.random.Generator, prior: Prior
    ) -> None:
        super().__init__(starts.shape[2], starts.shape[0] * starts.shape[1], rng)
        self.bundle = bundle
        shaped = [group for group in bundle.groups if len(group) > 1]
        counted = [bundle.counted[:, group[1:]].T for group in shaped]
        self.density = Density(prior, shaped, counted, starts.shape[2] - 2, bundle.tops)
        self.of_group = np.repeat(np.arange(len(bundle.groups)), [len(g) for g in bundle.groups])
        some = np.asarray(bundle.swaps.any(axis=0))
        self.swaps = [(g, h) for g in range(len(some)) for h in range(g) if some[g, h]]
        self.stiff = not bundle.swaps.all()
        self.chunks = np.arange(len(bundle.A))[:, None]
        # Chains are the last axis, so that reductions over constraints run along contiguous memory.
        self.state = np.ascontiguousarray(starts.transpose(0, 2, 1))

    @property
    def points(self) -> Floats:
        return self.state.transpose(0, 2, 1)

    def advance(self) -> None:
        """Every chain makes the steps of one epoch."""
        # Rounding builds up in the running slacks, so each epoch works them out from the points.
        slack = np.maximum(self.bundle.b[..., None] - self.bundle.A @ self.state, TINY)
        aim = self.bundle.hull @ self.factor
        count, ways = aim.shape[2], self.bundle.ways.shape[1]
        rounds = max(ROUNDS, ceil(EPOCH / (count + ways)))
        even = self.density.even  # then nothing stands in the way of the other moves
        swaps = 0 if even else min(len(self.swaps), 2 * len(self.bundle.groups))
        for _ in range(rounds if count else 0):
            frame, _ = np.linalg.qr(self.rng.standard_normal((count, count)))
            self._sweep(aim @ frame, slack)
            # Weight that issues hand to each other with their shapes meets no density.
            apart = not even
            self._sweep(self._ways(apart=apart), slack)
            self._sweep(self._ways(apart=apart and not self.stiff), slack)
            for k in self.rng.permutation(len(self.swaps))[:swaps]:
                g, h = self.swaps[int(k)]
                self._rescale(g, h, slack)
        self.steps += rounds * (count + 2 * ways + swaps)

    def _ways(self, *, apart: bool) -> Floats:
        """Moves from each way towards another, and along the last two, (polytopes, y, ways); if
        `apart` towards another of the same issue."""
        ways = self.bundle.ways.transpose(0, 2, 1)
        order = self.rng.permutation(ways.shape[2] - 2)
        onto = np.roll(order, 1)
        if apart:
            order = order[np.argsort(self.of_group[order], kind="stable")]
            onto = np.concatenate(
                [np.roll(order[self.of_group[order] == g], 1) for g in range(self.of_group[-1] + 1)]
            )
            order, onto = order[order != onto], onto[order != onto]
        moves = ways[:, :, order] - ways[:, :, onto]
        return np.asarray(self.bundle.hull @ np.concatenate([moves, ways[:, :, -2:]], axis=2))

    def _sweep(self, directions: Floats, slack: Floats) -> None:
        """One step along each of the directions, (polytopes, y, directions).

        Any directions are valid that do not depend on where the chains are (Bélisle, Romeijn and
        Smith 1993, Mathematics of Operations Research 18, 255–266).
        """
        changes = self.bundle.A @ directions
        for effect in (directions, changes):
            effect[np.abs(effect) < ROUNDING * np.abs(directions).max(axis=1, keepdims=True)] = 0.0
        for j in self.rng.permutation(directions.shape[2]):
            direction, change = directions[:, :, j, None], changes[:, :, j, None]
            rows = _touched(change)
            near, change = slack[:, rows], change[:, rows]
            ratio = change / near
            # A polytope is bounded, so but for rounding `high` is above 0 and `low` below it.
            high = 1.0 / np.maximum(ratio.max(axis=1, initial=0.0), TINY)
            low = 1.0 / np.minimum(ratio.min(axis=1, initial=0.0), -TINY)
            y, along = self.state.transpose(1, 0, 2), direction.transpose(1, 0, 2)
            rise = self.density.rise(y, along, self.chunks)
            length = lengths_along(low, high, self.rng, rise)
            columns = _touched(direction)
            self.state[:, columns] += direction[:, columns] * length[:, None]
            near = near - np.multiply(change, length[:, None], out=ratio)
            slack[:, rows] = np.maximum(near, TINY, out=near)

    def _rescale(self, g: int, h: int, slack: Floats) -> None:
        """One step in which one issue hands weight to another, and the values of each keep their
        proportions.

        Of the weight of the two, let the first have the share s. With m and n levels between best
        and worst, the shapes being what they are, a density over the values is one over s when it
        is multiplied by s^m (1 - s)^n. Priors that are even over weights make that even.
        """
        one, other = self.bundle.groups[g], self.bundle.groups[h]
        columns = np.concatenate([one, other])
        mine = self.state[:, one[:1]]
        both = mine + self.state[:, other[:1]]
        share = mine / np.maximum(both, TINY)
        direction = self.state[:, columns]
        direction[:, : len(one)] /= np.maximum(share, TINY)
        direction[:, len(one) :] /= -np.maximum(1.0 - share, TINY)
        change = self.bundle.A[:, :, columns] @ direction
        rows = np.flatnonzero((self.bundle.A[:, :, columns] != 0).any(axis=(0, 2)))
        change, near = change[:, rows], slack[:, rows]
        ratio = change / near
        share = share[:, 0]
        high = np.minimum(1.0 / np.maximum(ratio.max(axis=1, initial=0.0), TINY), 1.0 - share)
        low = np.maximum(1.0 / np.minimum(ratio.min(axis=1, initial=0.0), -TINY), -share)
        length = lengths_along(low, high, self.rng)
        kept = (np.minimum(share, 1.0 - share) > LEAST_SHARE) & self.bundle.swaps[:, g, h, None]
        length[~kept] = 0.0
        self.state[:, columns] += direction * length[:, None]
        near = near - np.multiply(change, length[:, None], out=ratio)
        slack[:, rows] = np.maximum(near, TINY, out=near)


def _touched(direction: Floats) -> slice | NDArray[np.intp]:
    """Where a direction, (polytopes, entries, 1), is not 0 in some polytope."""
    touched = direction.any(axis=(0, 2))
    return slice(None) if touched.mean() > 0.5 else np.flatnonzero(touched)


def _compare(earlier: Floats, now: Floats) -> tuple[float, float, float]:
    """The largest correlation within pairs, what is allowed, and the largest drift of a mean."""
    before = (earlier[:, 0::2] - earlier[:, 1::2]).reshape(-1, earlier.shape[2])
    after = (now[:, 0::2] - now[:, 1::2]).reshape(-1, now.shape[2])
    norm = np.sqrt((before**2).sum(axis=0) * (after**2).sum(axis=0))
    correlation = float(np.abs((before * after).sum(axis=0) / np.maximum(norm, 1e-300)).max())
    shift = (now - earlier).reshape(-1, now.shape[2])
    error = np.maximum(shift.std(axis=0), 1e-300) / np.sqrt(len(shift))
    drift = float(np.abs(shift.mean(axis=0) / error).max())
    allowed = float(FORGOTTEN + 3.5 / np.sqrt(len(before)))
    return correlation, allowed, drift
