"""Uniform points in many polytopes at once: hit-and-run in lock-step (Smith 1984).

Every draw comes from a chain of its own, and all chains step together as array operations,
along one direction at a time. The directions are settled without regard to where the chains
are, so each step leaves the uniform distribution as it is, and given the directions the
chains are independent.

Plain hit-and-run looks settled long before it is where a polytope is narrow in some
directions and wide in others, so the walk has two parts. First it adapts: directions come
from the chains' own covariance, renewed every epoch until it stops changing. Then the
directions are frozen, which makes the walk a Markov chain with the uniform distribution as
its limit, and it goes on until two tests pass, or a stated number of steps is reached:

- *forgotten*: chains run in pairs that share a polytope; the difference within a pair must
  no longer be correlated, over all pairs, with what it was at an earlier look;
- *settled*: the means over all chains have not moved since that look by more than the
  sampling error of such a difference. If they have, the next look compares with this one.

Chains start far apart (mixtures of vertices), so that these tests can fail.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

EPOCH = 60
"""Least number of steps between two looks at the covariance or at the tests."""
SWEEPS = 3
"""Least number of times that the steps between two looks go through all directions."""
MOST_EPOCHS = 50
TINY = 1e-300
FAR = 1e12
"""A longer step than this comes from a direction of no length."""
FLAT = 1e-15
"""Variance, relative to the greatest, below which a direction is an equation's rounding."""
STILL = 1e-9
"""Deviation below which a coordinate does not move at all."""
FORGOTTEN = 0.05
"""Greatest correlation with an earlier state that counts as none, sampling error aside."""
SETTLED = 4.0
"""Greatest drift of a mean, in standard errors; with a hundred coordinates and ten looks the
chance of a larger one in a settled walk is below one in ten, and costs one epoch more."""


@dataclass(frozen=True)
class Convergence:
    """How a walk ended."""

    reached: bool
    steps: int
    chains: int
    correlation: float
    """Greatest absolute correlation of a coordinate with its state at the earlier look."""
    drift: float
    """Greatest movement of a mean since then, in standard errors."""


@dataclass(frozen=True)
class Bundle:
    """Polytopes to walk in: `A[k] y <= b[k]` with moves along `hull[k]`.

    Shapes: A (polytopes, rows, y), b (polytopes, rows), hull (polytopes, y, y). Shorter
    systems are padded with rows `0 y <= 1`.

    `ways` (polytopes, ways, y) are the corners of the simplex that orders alone leave, and
    last the direction of the reservation value: moving from one corner towards another hands
    value from one step of an order to another.
    """

    A: Floats
    b: Floats
    hull: Floats
    ways: Floats


def hit_and_run(
    bundle: Bundle,
    starts: Floats,
    rng: np.random.Generator,
    *,
    most_epochs: int = MOST_EPOCHS,
    tick: Callable[[], None] | None = None,
) -> tuple[Floats, Convergence]:
    """One point for every chain, uniform on its polytope.

    `starts` has shape (polytopes, chains, y), chains even: interior points, the chains of
    one polytope as far apart as can be. Returns points of that shape.

    Source: Smith (1984, Operations Research 32, 1296–1308) for hit-and-run; Haario,
    Saksman and Tamminen (2001) for adapting to the covariance; here adaptation stops, so
    the frozen chain is Markov. `tick` is called once an epoch.
    """
    walk = _Walk(bundle, starts, rng)
    epoch = max(EPOCH, SWEEPS * starts.shape[2])
    epochs = 0
    changing = True
    while changing and epochs < max(1, most_epochs // 2):
        walk.advance(epoch)
        changing = walk.adapt()
        epochs += 1
        if tick:
            tick()
    earlier = walk.points.copy()
    reached, correlation, drift = False, 1.0, 0.0
    while not reached and epochs < most_epochs:
        walk.advance(epoch)
        epochs += 1
        correlation, drift, reached = walk.test(earlier)
        if drift > SETTLED:  # it was not yet there when last looked at: look from here on
            earlier = walk.points.copy()
        if tick:
            tick()
    chains = starts.shape[0] * starts.shape[1]
    return walk.points, Convergence(reached, epochs * epoch, chains, correlation, drift)


class _Walk:
    """The state of all chains: points, slacks and the shape of the directions."""

    def __init__(self, bundle: Bundle, starts: Floats, rng: np.random.Generator) -> None:
        self.bundle = bundle
        # chains last: reductions over constraints then run along contiguous memory
        self.state = np.ascontiguousarray(starts.transpose(0, 2, 1))
        self.rng = rng
        width = starts.shape[2]
        self.white = np.eye(width)  # turns points into uncorrelated unit coordinates
        self.factor = np.eye(width)

    @property
    def points(self) -> Floats:
        """Where the chains are, (polytopes, chains, y)."""
        return self.state.transpose(0, 2, 1)

    def advance(self, steps: int) -> None:
        """Every chain makes that many steps along orthogonal directions, renewed once used up.

        Any directions will do that do not depend on where the chains are (Bélisle, Romeijn
        and Smith 1993, Mathematics of Operations Research 18, 255–266); orthogonal ones leave
        none out.
        """
        polytopes, _, chains = self.state.shape
        aim = self.bundle.hull @ self.factor
        count = aim.shape[2]
        # rounding drifts in the running slacks, so each epoch starts from the points
        slack = np.maximum(self.bundle.b[..., None] - self.bundle.A @ self.state, TINY)
        work, move = np.empty_like(slack), np.empty_like(self.state)
        for step in range(steps if count else 0):
            if step % (4 * count) == 0:
                frame, _ = np.linalg.qr(self.rng.standard_normal((count, count)))
                directions = aim @ frame
                changes = self.bundle.A @ directions
            if step % 4:
                direction = self.bundle.hull @ self._way()
                change = self.bundle.A @ direction
            else:
                k = [step // 4 % count]
                direction, change = directions[:, :, k], changes[:, :, k]
            np.divide(change, slack, out=work)
            # a polytope is bounded: ahead is above 0 and behind below it, but for rounding
            high = 1.0 / np.maximum(work.max(axis=1), TINY)
            low = 1.0 / np.minimum(work.min(axis=1), -TINY)
            length = low + (high - low) * self.rng.random((polytopes, chains))
            length[~(np.abs(length) < FAR)] = 0.0
            self.state += np.multiply(direction, length[:, None], out=move)
            slack -= np.multiply(change, length[:, None], out=work)
            np.maximum(slack, TINY, out=slack)

    def _way(self) -> Floats:
        """From one way towards another, or along the last, (polytopes, y, 1)."""
        ways = self.bundle.ways
        one, other = self.rng.choice(ways.shape[1], 2, replace=False)
        last = ways.shape[1] - 1
        move = ways[:, last] if last in (one, other) else ways[:, one] - ways[:, other]
        return move[..., None]

    def adapt(self) -> bool:
        """Take the directions from the chains' covariance; True while it still changes."""
        points = self.points
        flat = (points - points.mean(axis=1, keepdims=True)).reshape(-1, points.shape[2])
        count, width = flat.shape
        free = count * (1 - 1 / points.shape[1])
        covariance = flat.T @ flat / free
        # eigenvalues of a sample covariance scatter by about 2 sqrt(dimension / sample)
        noise = 2.5 * np.sqrt(width / free)
        spread = np.linalg.eigvalsh(self.white.T @ covariance @ self.white)
        change = np.abs(np.log(np.maximum(spread, 1e-12))).max(initial=0.0)
        changing = bool(change > noise + 0.3)
        variances, directions = np.linalg.eigh(covariance)
        wide = variances > max(FLAT * float(variances[-1]), STILL**2)
        deviations = np.sqrt(variances[wide])
        self.white = directions[:, wide] / deviations
        self.factor = directions[:, wide] * deviations
        return changing

    def test(self, earlier: Floats) -> tuple[float, float, bool]:
        """Correlation with an earlier state, drift since then, and whether both pass."""
        scale = self.points.std(axis=(0, 1))
        moving = scale > STILL
        if not moving.any() or not self.white.size:  # a single point: nothing to forget
            return 0.0, 0.0, True
        # narrow directions hide in the coordinates and show in the whitened ones
        views = [
            np.concatenate([y[..., moving], y @ self.white], axis=2) for y in (earlier, self.points)
        ]
        return _compare(*views)


def _compare(earlier: Floats, now: Floats) -> tuple[float, float, bool]:
    before = (earlier[:, 0::2] - earlier[:, 1::2]).reshape(-1, earlier.shape[2])
    after = (now[:, 0::2] - now[:, 1::2]).reshape(-1, now.shape[2])
    norm = np.sqrt((before**2).sum(axis=0) * (after**2).sum(axis=0))
    correlation = float(np.abs((before * after).sum(axis=0) / np.maximum(norm, 1e-300)).max())
    shift = (now - earlier).reshape(-1, now.shape[2])
    error = np.maximum(shift.std(axis=0), 1e-300) / np.sqrt(len(shift))
    drift = float(np.abs(shift.mean(axis=0) / error).max())
    allowed = FORGOTTEN + 3.5 / np.sqrt(len(before))
    return correlation, drift, bool(correlation <= allowed and drift <= SETTLED)
