"""Random moves of many points at once, each within constraints of its own.

A point moves as in hit-and-run (Smith 1984): along a direction, to a uniform place on the chord
that its constraints leave. Its direction is taken at random from a fixed set, for each point and
each move anew. So points move independently of each other, every move is like the one before, and
each leaves the uniform distribution as it is. In `zopa.preferences.walk`, by contrast, all chains
share their directions, which is quicker for many chains in one polytope.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from zopa.preferences.chords import lengths_along
from zopa.preferences.density import Density, shape_positions
from zopa.preferences.party_rows import ALWAYS
from zopa.preferences.pieces import positions_of, projection, selection_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from zopa.preferences.layout import Layout
    from zopa.preferences.party_rows import PartyRows
    from zopa.preferences.pieces import Ends
    from zopa.preferences.priors import Prior

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]
    Ints = NDArray[np.intp]

FRAMES = 2
"""So many times there is a direction for each dimension, from the spread of the draws."""
ACROSS = 0.3
"""The share of moves straight across the rows that are open to a point."""
TRIES = 1
"""Places that are looked at in a move: another move costs less than another place."""
RENEWED = 50
"""Moves after which slack is worked out anew, since its rounding builds up."""
NOTHING = 1e-12
"""Entries of a direction below this part of the largest are rounding."""
TINY = 1e-300


@dataclass(frozen=True)
class Pieces:
    """The variables y of some pieces, and the directions in which points move there.

    `columns` (pieces, y) are the positions in the layout of what each y stands for, and `sources`
    (pieces, variables) the y that each variable is, or one behind the last for a 0. `directions`
    are (pieces, directions, y), and `changes` (pieces, directions, rows) what they do to the left
    side of each row.
    """

    columns: Ints
    sources: Ints
    directions: Floats
    changes: Floats
    rows: PartyRows
    across: dict[int, int]
    """For each fact with rows, numbered as there, the direction that leads straight across them."""
    density: Density
    """That of the prior over y (y, pieces)."""

    def of_variables(self, variables: Floats, piece: Ints) -> Floats:
        """The y (points, y) of variables (points, variables), each in its piece."""
        return np.asarray(np.take_along_axis(variables, self.columns[piece], axis=1))

    def variables(self, points: Floats, piece: Ints) -> Floats:
        """The variables (points, variables) of y (points, y)."""
        extended = np.column_stack([points, np.zeros(len(points))])
        return np.asarray(np.take_along_axis(extended, self.sources[piece], axis=1))


def pieces_of(
    layout: Layout,
    rows: PartyRows,
    ends: Sequence[Ends],
    equations: Bools,
    variables: Floats,
    rng: np.random.Generator,
    prior: Prior,
) -> Pieces:
    """The pieces with some ends, and directions that keep some rows as equations, (pieces, rows).

    `variables` are draws (draws, variables), from whose spread the directions are taken.
    """
    selections, columns, sources, hulls, counted = [], [], [], [], []
    groups = positions_of(layout, ())
    for pair, held in zip(ends, equations, strict=True):
        selection, weights = selection_of(layout, pair, ())
        # the weight stands behind the values in a layout, so it is the last of a column's positions
        columns.append(layout.size - 1 - (selection[::-1] != 0).argmax(axis=0))
        single = [selection[b.weight] for b in layout if len(b.breakpoints) == 1]
        fixed = [weights, *(rows.A[held] @ selection), *single]
        counted.append(shape_positions(groups, rows.A[held] @ selection, rows.b[held])[0])
        hulls.append(projection(np.array(fixed)))
        selections.append(selection)
        nothing = ~selection.any(axis=1)
        sources.append(np.where(nothing, selection.shape[1], selection.argmax(axis=1)))
    pool, covariance = _pool(layout, ends[0], variables, rng)
    facts = sorted(set(rows.fact.tolist()) - {ALWAYS})
    straight = [rows.A[rows.fact == k].sum(axis=0) for k in facts]
    directions = np.array(
        [
            np.vstack([pool, np.array(straight).reshape(-1, layout.size) @ selection @ covariance])
            @ hull
            for selection, hull in zip(selections, hulls, strict=True)
        ]
    )
    _without_rounding(directions)
    changes = np.array([d @ (rows.A @ s).T for d, s in zip(directions, selections, strict=True)])
    changes[np.abs(changes) < NOTHING * np.abs(directions).max(axis=2, keepdims=True)] = 0.0
    across = {k: len(pool) + j for j, k in enumerate(facts)}
    several = [group for group in groups if len(group) > 1]
    between = [np.array(counted)[:, group[1:]].T for group in several]
    density = Density(prior, several, between, selections[0].shape[1] - 2)
    return Pieces(np.array(columns), np.array(sources), directions, changes, rows, across, density)


def entries_of_piece(layout: Layout, rows: PartyRows) -> int:
    """About how many entries the tables of one piece have."""
    directions = (FRAMES + 1) * layout.size + 2 * len(layout.blocks) + len(set(rows.fact.tolist()))
    return directions * (len(rows.b) + layout.size)


def _without_rounding(directions: Floats) -> None:
    largest = np.abs(directions).max(axis=2, keepdims=True)
    directions[np.abs(directions) < NOTHING * np.maximum(largest, TINY)] = 0.0


def _pool(
    layout: Layout, ends: Ends, variables: Floats, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Directions (directions, y) that suit how the draws are spread, and the covariance of y.

    Some follow the spread of the draws in all of y. Some hand weight from one issue to another,
    whose levels keep their shares of it. Some move one level alone, or the reservation value or the
    aspiration value.
    """
    selection, weights = selection_of(layout, ends, ())
    columns = layout.size - 1 - (selection[::-1] != 0).argmax(axis=0)
    points = variables[:, columns]
    width = points.shape[1]
    covariance = np.cov(points.T) if len(points) > 1 else np.eye(width)
    variances, axes = np.linalg.eigh(covariance)
    wide = axes * np.sqrt(np.maximum(variances, NOTHING))
    frames = [
        (wide @ np.linalg.qr(rng.standard_normal((width, width)))[0]).T for _ in range(FRAMES)
    ]
    issue = np.cumsum(weights) - 1
    issue[-2:] = len(layout.blocks)  # the reservation value and the aspiration value
    mean = points.mean(axis=0)
    handed = []
    count = len(layout.blocks)
    for order in (rng.permutation(count), rng.permutation(count)):
        for one, other in zip(order, np.roll(order, 1), strict=True):
            if one != other:
                give, take = (np.where(issue == k, mean, 0.0) for k in (one, other))
                worth = [max(float(part @ weights), NOTHING) for part in (give, take)]
                handed.append(give / worth[0] - take / worth[1])
    single = np.eye(width)[weights == 0]
    return np.vstack([*frames, *handed, single]), covariance


@dataclass
class Points:
    """Points that move, each in a piece, with some rows open to it that are in force otherwise.

    The last axis is rows or y, the first is points.
    """

    pieces: Pieces
    piece: Ints
    y: Floats
    closed: Floats
    """(points, rows): 1 where the row holds the point back, else 0."""
    slack: Floats
    fact: Ints
    """(points,): the fact whose rows are open."""

    @classmethod
    def at(cls, pieces: Pieces, piece: Ints, y: Floats, closed: Bools, fact: Ints) -> Points:
        """Points in some places, with their slack worked out."""
        points = cls(pieces, piece, y, closed.astype(np.float64), np.empty(0), fact)
        points.renew()
        return points

    def renew(self) -> None:
        """Work out the slack anew: in many moves its rounding builds up."""
        rows = self.pieces.rows
        left = self.pieces.variables(self.y, self.piece) @ rows.A.T
        self.slack = np.maximum(rows.b - left, TINY)

    def some(self, which: Bools) -> Points:
        """Some of the points only."""
        return Points(
            self.pieces,
            self.piece[which],
            self.y[which],
            self.closed[which],
            self.slack[which],
            self.fact[which],
        )

    def some_directions(self, rng: np.random.Generator) -> Ints:
        """Numbers of directions (points,), taken at random."""
        across = self.pieces.across
        along = rng.integers(0, self.pieces.directions.shape[1] - len(across), len(self.y))
        table = np.array([across.get(k, -1) for k in range(ALWAYS, max(across, default=0) + 1)])
        own = table[self.fact - ALWAYS]
        return np.where((rng.random(len(own)) < ACROSS) & (own >= 0), own, along)

    def move(self, rng: np.random.Generator, along: Ints | None = None) -> None:
        """Move every point once, along directions of those numbers or else any."""
        if along is None:
            along = self.some_directions(rng)
        change = self.pieces.changes[self.piece, along]
        change *= self.closed
        ratio = change / self.slack
        high = 1.0 / np.maximum(ratio.max(axis=1), TINY)
        low = 1.0 / np.minimum(ratio.min(axis=1), -TINY)
        direction = self.pieces.directions[self.piece, along]
        rise = self.pieces.density.rise(self.y.T, direction.T, self.piece)
        length = lengths_along(low, high, rng, rise, TRIES)
        self.y += direction * length[:, None]
        change *= length[:, None]
        self.slack -= change
        np.maximum(self.slack, TINY, out=self.slack)
