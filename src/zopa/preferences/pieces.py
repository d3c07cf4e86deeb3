"""Pieces: polytopes of preferences in which every issue's best and worst level is settled.

"Worst level 0, best levels sum to 1" is linear only once it is known which levels those
are. Orders often tell; where they do not, each draw first picks an order that fits them,
and the best and the worst of that order settle its piece.

Inside a piece the variables are y = (for each issue its weight, then the values of the
levels between; then the sizes of the party's bonuses; then r), which are 0 <= y <= 1, and
`x = S y` gives back the layout's x.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil, log
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from zopa.preferences.constraints import closure
from zopa.preferences.linear import System, relative_interior

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from zopa.preferences.constraints import ConstraintRow
    from zopa.preferences.layout import Layout

    Floats = NDArray[np.float64]
    Relation = NDArray[np.bool_]


class Ends(NamedTuple):
    """The positions of each issue's best and worst breakpoint, in the layout's order."""

    best: tuple[int, ...]
    worst: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Polytope:
    """A non-empty polytope of preferences, ready to be walked in."""

    A: Floats
    b: Floats
    point: Floats
    """Well inside."""
    hull: Floats
    """Projection onto the directions of the affine hull, shape (y, y)."""
    system: System
    ways: Floats
    """Vectors along which value can be moved, (ways, y); see `Bundle`."""

    @property
    def dimension(self) -> int:
        """Of the affine hull."""
        return round(float(np.trace(self.hull)))


class PolytopePiece(NamedTuple):
    """A polytope and the meaning of its variables. Issues on which nothing is known give
    many pieces on one polytope."""

    polytope: Polytope
    selection: Floats
    """S of shape (x, y)."""


def possible_ends(relation: Relation) -> tuple[list[int], list[int]]:
    """Breakpoints that nothing is known to beat, and those known to beat nothing."""
    strict = relation & ~relation.T
    return (
        [int(k) for k in np.flatnonzero(~strict.any(axis=0))],
        [int(k) for k in np.flatnonzero(~strict.any(axis=1))],
    )


def draw_ends(
    relations: Sequence[Relation], draws: int, rng: np.random.Generator
) -> NDArray[np.intp]:
    """Best and worst breakpoint of each issue in `draws` uniform linear extensions of its
    relation; shape (draws, issues, 2)."""
    ends = np.empty((draws, len(relations), 2), dtype=np.intp)
    for k, relation in enumerate(relations):
        best, worst = possible_ends(relation)
        if len(best) == 1 and len(worst) == 1:
            ends[:, k] = best[0], worst[0]
        else:
            orders = linear_extensions(relation, draws, rng)
            ends[:, k] = orders[:, [0, -1]]
    return ends


MOST_SWAPS = 50_000
"""Where a partial order has more than some thirty levels, mixing stops here."""


def linear_extensions(relation: Relation, draws: int, rng: np.random.Generator) -> NDArray[np.intp]:
    """Uniform linear extensions, best first; shape (draws, levels).

    Adjacent levels are swapped at random where nothing orders them, which converges to the
    uniform distribution over linear extensions (Karzanov and Khachiyan 1991; n^3 log n
    swaps suffice, Wilson 2004). A relation that says nothing gives uniform permutations.
    """
    levels = len(relation)
    strict = relation & ~relation.T
    start = np.argsort(-strict.sum(axis=1), kind="stable")
    orders = np.tile(start, (draws, 1))
    if not strict.any():
        return rng.permuted(orders, axis=1)
    rows = np.arange(draws)
    for _ in range(min(MOST_SWAPS, levels**3 * ceil(log(levels) + 1))):
        at = rng.integers(0, levels - 1, draws)
        left, right = orders[rows, at], orders[rows, at + 1]
        swap = ~strict[left, right] & (rng.random(draws) < 0.5)
        orders[rows[swap], at[swap]] = right[swap]
        orders[rows[swap], at[swap] + 1] = left[swap]
    return orders


def build_piece(
    layout: Layout,
    relations: Sequence[Relation],
    rows: Sequence[ConstraintRow],
    ends: Ends,
    known: dict[bytes, Polytope | None],
    bonuses: Sequence[int] = (),
) -> PolytopePiece | None:
    """The piece with the given ends, or None where no preferences are in it.

    `bonuses` are the positions of the bonuses that are not 0 throughout.
    `relations` hold what orders say; `rows` are the other facts' constraints. `known` keeps
    the polytopes met so far, by their constraints.
    """
    selection, weights = _selection(layout, ends, bonuses)
    matrix = [
        selection[block.first + worse] - selection[block.first + better]
        for k, block in enumerate(layout)
        for better, worse in _edges(
            relations[k].tobytes(), len(relations[k]), ends.best[k], ends.worst[k]
        )
    ]
    bounds = [0.0] * len(matrix)
    if rows:
        matrix += list(np.array([row.a for row in rows]) @ selection)
        bounds += [row.b for row in rows]
    for k, block in enumerate(layout):
        if ends.best[k] == ends.worst[k]:  # one level only: nothing to gain
            matrix += [selection[block.weight], -selection[block.weight]]
            bounds += [0.0, 0.0]
    no_deal = selection[layout.reservation]
    matrix += [no_deal, -no_deal]
    bounds += [1.0, 0.0]
    system = np.column_stack([np.array(matrix), np.array(bounds)])
    system = system[np.lexsort(system.T)]  # so that like pieces share a polytope
    A, b = np.ascontiguousarray(system[:, :-1]), system[:, -1]
    key = A.tobytes() + b.tobytes()
    if key not in known:
        ways = _ways(layout, relations, ends, selection, bonuses)
        known[key] = _polytope(A, b, weights, ways)
    polytope = known[key]
    return None if polytope is None else PolytopePiece(polytope, selection)


def _polytope(A: Floats, b: Floats, weights: Floats, ways: Floats) -> Polytope | None:
    empty = ~np.abs(A).max(axis=1).astype(bool)
    if (b[empty] < 0).any():
        return None
    system = System(A[~empty], b[~empty], weights[None, :], np.ones(1))
    inside = relative_interior(system)
    if inside is None:
        return None
    free = ~inside.tight
    hull = _projection(np.vstack([system.C, system.A[inside.tight]]))
    return Polytope(system.A[free], system.b[free], inside.point, hull, system, ways)


def _projection(equations: Floats) -> Floats:
    """Onto the directions that leave every equation as it is."""
    _, singular, right = np.linalg.svd(equations)
    null = right[int((singular > 1e-9 * singular[0]).sum()) :]
    return np.asarray(null.T @ null)


def _selection(layout: Layout, ends: Ends, bonuses: Sequence[int]) -> tuple[Floats, Floats]:
    """S, and the vector that sums the weights and the bonuses among the y."""
    width = sum(max(len(block.breakpoints) - 1, 1) for block in layout) + len(bonuses) + 1
    selection = np.zeros((layout.size, width))
    weights = np.zeros(width)
    column = 0
    for k, block in enumerate(layout):
        selection[block.weight, column] = 1.0
        selection[block.first + ends.best[k], column] = 1.0
        weights[column] = 1.0
        column += 1
        for p in range(len(block.breakpoints)):
            if p not in (ends.best[k], ends.worst[k]):
                selection[block.first + p, column] = 1.0
                column += 1
    for position in bonuses:
        selection[position, column] = weights[column] = 1.0
        column += 1
    selection[layout.reservation, column] = 1.0
    return selection, weights


def _ways(
    layout: Layout,
    relations: Sequence[Relation],
    ends: Ends,
    selection: Floats,
    bonuses: Sequence[int],
) -> Floats:
    """For each level but the worst the preferences under which it, and what is known to be at
    least as good, is worth everything and the rest nothing; likewise for each bonus; last, the
    reservation value."""
    ways = []
    for k, block in enumerate(layout):
        best, worst = ends.best[k], ends.worst[k]
        known = _with_ends(relations[k], best, worst)
        for level in range(len(block.breakpoints)):
            if level == worst != best:
                continue
            # the best level is there by the weight, whose column it shares
            above = [int(p) for p in np.flatnonzero(known[:, level]) if p not in (best, worst)]
            ways.append(selection[[block.weight, *(block.first + p for p in above)]].sum(axis=0))
    return np.array([*ways, *selection[list(bonuses)], selection[layout.reservation]])


def _with_ends(relation: Relation, best: int, worst: int) -> Relation:
    known = relation.copy()
    known[best, :] = True
    known[:, worst] = True
    return closure(known)


@lru_cache(maxsize=4096)
def _edges(relation: bytes, levels: int, best: int, worst: int) -> tuple[tuple[int, int], ...]:
    """(better, worse) pairs that say all that is known, as few as possible.

    The relation comes as bytes, so that what many pieces share is worked out once.
    """
    known = _with_ends(np.frombuffer(relation, dtype=bool).reshape(levels, levels), best, worst)
    np.fill_diagonal(known, val=False)
    if not (known & known.T).any():  # else some levels are equal: no unique reduction
        known &= ~((known.astype(np.intp) @ known.astype(np.intp)) > 0)
    return tuple((int(a), int(b)) for a, b in np.argwhere(known))
