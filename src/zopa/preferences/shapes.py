"""The shape of each chain's own polytope, as directions to walk along.

Around its analytic centre, the point that maximises the sum of the logarithms of the distances from
all constraints, a polytope with m constraints lies between an ellipsoid and the same one stretched
m-fold (Boyd and Vandenberghe 2004, Convex Optimization, section 8.5.3). Directions drawn from that
ellipsoid suit a polytope that is narrow in its own way. They are settled before the walk begins, so
they do not depend on where a chain is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

NEWTON_STEPS = 12
"""Steps towards the analytic centre. The shape need not be exact."""


def own_shapes(A: Floats, slack: Floats, hull: Floats) -> tuple[Floats, Floats]:
    """Centres and factors of ellipsoids in polytopes given around a point inside.

    `A` is (polytopes, rows, y), `slack` (polytopes, rows) the distances from the constraints at the
    point, and `hull` (y, free) a basis of the directions that keep the equations. Returns how far
    the centres are from the points, (polytopes, y), and factors (polytopes, y, free): a standard
    normal vector turned by a factor is a direction.
    """
    rows = A @ hull
    near = slack.copy()
    moved = np.zeros((len(A), hull.shape[1]))
    for _ in range(NEWTON_STEPS):
        scaled = rows / near[..., None]
        gradient = scaled.sum(axis=1)
        step = -np.linalg.solve(_curvature(scaled), gradient[..., None])[..., 0]
        decrement = np.sqrt(np.maximum(-(gradient * step).sum(axis=1), 0.0))
        step /= (1.0 + decrement)[:, None]  # a damped step stays inside
        moved += step
        near = near - (rows @ step[..., None])[..., 0]
    lower = np.linalg.cholesky(_curvature(rows / near[..., None]))
    factors = np.linalg.inv(lower).transpose(0, 2, 1)
    return moved @ hull.T, hull @ factors


def _curvature(scaled: Floats) -> Floats:
    """The second derivative of the sum of logarithms, (polytopes, free, free)."""
    curvature = scaled.transpose(0, 2, 1) @ scaled
    size = np.einsum("kii->k", curvature) / curvature.shape[1]
    curvature += (1e-12 * size)[:, None, None] * np.eye(curvature.shape[1])
    return np.asarray(curvature)
