"""Pieces: polytopes of preferences in which every issue's best and worst level is settled.

"The worst level is worth 0, and the best levels add up to 1" is linear only once it is known which
levels these are. Orders often say so. Where they do not, each draw first picks an order that fits
them, and the best and the worst level of that order settle its piece.

The variables y inside a piece are, for each issue, its weight and the values of the levels between
best and worst; then the sizes of the party's bonuses; and then r and a. They lie between 0 and 1,
and `x = S y` gives back the variables x of the layout.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from zopa.preferences.constraints import closure
from zopa.preferences.density import shape_positions
from zopa.preferences.extensions import linear_extensions
from zopa.preferences.linear import System, relative_interior, room_needed

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
    """A point well inside."""
    hull: Floats
    """The projection onto the directions of the affine hull, shape (y, y)."""
    system: System
    """All constraints, and the equation that weights and bonuses add up to 1."""
    ways: Floats
    """Vectors along which value can be moved, (ways, y); see `Bundle`."""
    groups: tuple[NDArray[np.intp], ...]
    """For each issue the position of its weight and those of its levels between best and worst;
    then for each bonus that of its size."""
    counted: NDArray[np.bool_]
    """(y,): which positions are of levels that lie between best and worst, each tie once."""
    aslant: Floats
    """(equations, y): what holds as an equation besides ties of levels."""
    top: float
    """The most that having no deal can be worth, counted as the y of r is."""

    @property
    def dimension(self) -> int:
        """The dimension of the affine hull."""
        return round(float(np.trace(self.hull)))


class PolytopePiece(NamedTuple):
    """A polytope and the meaning of its variables.

    Issues about which nothing is known give many pieces on one polytope.
    """

    polytope: Polytope
    selection: Floats
    """S of shape (x, y)."""


def possible_ends(relation: Relation) -> tuple[list[int], list[int]]:
    """Breakpoints than which none is known to be better, then those than which none is worse."""
    strict = relation & ~relation.T
    return (
        [int(k) for k in np.flatnonzero(~strict.any(axis=0))],
        [int(k) for k in np.flatnonzero(~strict.any(axis=1))],
    )


def draw_ends(
    relations: Sequence[Relation], draws: int, rng: np.random.Generator
) -> NDArray[np.intp]:
    """The best and the worst breakpoint of each issue, shape (draws, issues, 2).

    They are those of `draws` uniform linear extensions of the issue's relation.
    """
    ends = np.empty((draws, len(relations), 2), dtype=np.intp)
    for k, relation in enumerate(relations):
        best, worst = possible_ends(relation)
        if len(best) == 1 and len(worst) == 1:
            ends[:, k] = best[0], worst[0]
        else:
            orders = linear_extensions(relation, draws, rng)
            ends[:, k] = orders[:, [0, -1]]
    return ends


def build_piece(
    layout: Layout,
    relations: Sequence[Relation],
    rows: Sequence[ConstraintRow],
    ends: Ends,
    known: dict[bytes, Polytope | None],
    bonuses: Sequence[int] = (),
    room: float = 0.0,
    floor: float = 0.0,
) -> PolytopePiece | None:
    """The piece with the given ends, or None where no preferences are in it.

    `relations` hold what orders say, and `rows` are the constraints of the other facts. `bonuses`
    are the positions of the bonuses that are not always 0. `known` keeps the polytopes that were
    built before, by their constraints. Each constraint is loosened by `room`, for facts that meet
    only to within a tolerance. `floor` is the least that having no deal can be worth; in the piece
    it is counted from there.
    """
    selection, weights = selection_of(layout, ends, bonuses)
    A, b = _constraints(layout, relations, rows, ends, selection, floor)
    b = b + room
    key = A.tobytes() + b.tobytes()
    if key not in known:
        ways = _ways(layout, relations, ends, selection, bonuses)
        known[key] = _polytope(A, b, weights, ways, positions_of(layout, bonuses), 1.0 - floor)
    polytope = known[key]
    return None if polytope is None else PolytopePiece(polytope, selection)


def room_for(
    layout: Layout,
    relations: Sequence[Relation],
    rows: Sequence[ConstraintRow],
    ends: Ends,
    bonuses: Sequence[int] = (),
    floor: float = 0.0,
) -> float:
    """By how much the constraints of a piece must be loosened for preferences to be in it."""
    selection, weights = selection_of(layout, ends, bonuses)
    A, b = _constraints(layout, relations, rows, ends, selection, floor)
    return room_needed(System(A, b, weights[None, :], np.ones(1)))


def _constraints(
    layout: Layout,
    relations: Sequence[Relation],
    rows: Sequence[ConstraintRow],
    ends: Ends,
    selection: Floats,
    floor: float,
) -> tuple[Floats, Floats]:
    """All constraints on the y of a piece but the equation, in an order of their own."""
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
        held = [layout.reservation, layout.aspiration]
        bounds += [row.b - floor * float(row.a[held].sum()) for row in rows]
    for k, block in enumerate(layout):
        if ends.best[k] == ends.worst[k]:  # with one level only there is nothing to gain
            matrix += [selection[block.weight], -selection[block.weight]]
            bounds += [0.0, 0.0]
    for held_out in (selection[layout.reservation], selection[layout.aspiration]):
        matrix += [held_out, -held_out]
        bounds += [1.0 - floor, 0.0]
    matrix.append(selection[layout.reservation] - selection[layout.aspiration])
    bounds.append(0.0)
    system = np.column_stack([np.array(matrix), np.array(bounds)])
    system = system[np.lexsort(system.T)]  # so that like pieces share a polytope
    return np.ascontiguousarray(system[:, :-1]), system[:, -1]


def _polytope(
    A: Floats,
    b: Floats,
    weights: Floats,
    ways: Floats,
    groups: tuple[NDArray[np.intp], ...],
    top: float,
) -> Polytope | None:
    empty = ~np.abs(A).max(axis=1).astype(bool)
    if (b[empty] < 0).any():
        return None
    system = System(A[~empty], b[~empty], weights[None, :], np.ones(1))
    inside = relative_interior(system)
    if inside is None:
        return None
    free = ~inside.tight
    hull = projection(np.vstack([system.C, system.A[inside.tight]]))
    counted, aslant = shape_positions(groups, system.A[inside.tight], system.b[inside.tight])
    A, b = system.A[free], system.b[free]
    return Polytope(A, b, inside.point, hull, system, ways, groups, counted, aslant, top)


def projection(equations: Floats) -> Floats:
    """The projection onto the directions along which every equation goes on holding."""
    _, singular, right = np.linalg.svd(equations)
    null = right[int((singular > 1e-9 * singular[0]).sum()) :]
    return np.asarray(null.T @ null)


def selection_of(layout: Layout, ends: Ends, bonuses: Sequence[int]) -> tuple[Floats, Floats]:
    """The matrix S, and the vector that sums the weights and the bonuses among the y."""
    width = sum(max(len(block.breakpoints) - 1, 1) for block in layout) + len(bonuses) + 2
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
    selection[layout.aspiration, column + 1] = 1.0
    return selection, weights


def positions_of(layout: Layout, bonuses: Sequence[int]) -> tuple[NDArray[np.intp], ...]:
    """The positions among the y of each issue's weight and levels in between, and of each bonus."""
    widths = [max(len(block.breakpoints) - 1, 1) for block in layout] + [1] * len(bonuses)
    starts = np.cumsum([0, *widths])
    return tuple(
        np.arange(start, start + width) for start, width in zip(starts, widths, strict=False)
    )


def _ways(
    layout: Layout,
    relations: Sequence[Relation],
    ends: Ends,
    selection: Floats,
    bonuses: Sequence[int],
) -> Floats:
    """Directions along which value can be handed from one thing to another, (ways, y).

    For each level but the worst, they are the preferences under which that level, and the levels
    known to be at least as good, are worth everything and the rest nothing. The same follows for
    each bonus. The last two are the reservation and the aspiration value.
    """
    ways = []
    for k, block in enumerate(layout):
        best, worst = ends.best[k], ends.worst[k]
        known = _with_ends(relations[k], best, worst)
        for level in range(len(block.breakpoints)):
            if level == worst != best:
                continue
            # The best level shares the column of the weight, which is there already.
            above = [int(p) for p in np.flatnonzero(known[:, level]) if p not in (best, worst)]
            ways.append(selection[[block.weight, *(block.first + p for p in above)]].sum(axis=0))
    held_out = selection[[layout.reservation, layout.aspiration]]
    return np.array([*ways, *selection[list(bonuses)], *held_out])


def _with_ends(relation: Relation, best: int, worst: int) -> Relation:
    known = relation.copy()
    known[best, :] = True
    known[:, worst] = True
    return closure(known)


@lru_cache(maxsize=4096)
def _edges(relation: bytes, levels: int, best: int, worst: int) -> tuple[tuple[int, int], ...]:
    """As few (better, worse) pairs as say all that is known.

    The relation is passed as bytes, so that what many pieces share is worked out only once.
    """
    known = np.frombuffer(relation, dtype=bool).reshape(levels, levels)
    return least_pairs(_with_ends(known, best, worst))


def least_pairs(relation: Relation) -> tuple[tuple[int, int], ...]:
    """As few (better, worse) pairs as say all that a relation says."""
    known = relation.copy()
    np.fill_diagonal(known, val=False)
    if not (known & known.T).any():  # else some levels are equal: no unique reduction
        known &= ~((known.astype(np.intp) @ known.astype(np.intp)) > 0)
    return tuple((int(a), int(b)) for a, b in np.argwhere(known))
