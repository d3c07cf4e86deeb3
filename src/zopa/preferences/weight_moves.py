"""Moves of a crowd in which issues keep their shapes: of weights, and of what no deal is worth and
what a party holds out for.

A prior that is even over weights is so given the shapes, too, so that these moves look at no
density but that of the room above the reservation value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from zopa.preferences.chords import lengths_along
from zopa.preferences.density import LEAST
from zopa.preferences.walk import LEAST_SHARE, TINY

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zopa.preferences.places import Places

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]
    Ints = NDArray[np.intp]


class WeightMoves:
    """Moves of the weights, the bonuses, the reservation value and the aspiration value."""

    def __init__(self, places: Places) -> None:
        self._places, self._rng = places, places.rng
        stacked = places.stacked
        self._weights = np.append(stacked.weights[stacked.sizes > 1], stacked.bonuses)
        self.moving = np.append(self._weights, [places.no_deal, places.held_out])
        """The positions of what moves."""
        groups = range(len(places.groups))
        self._pairs = [(g, h) for g in groups for h in range(g)]
        self._swaps = min(len(self._pairs), 2 * len(places.groups))
        self.steps = self._swaps + 3
        """Steps in one sweep."""

    def sweep(self) -> None:
        """Let pairs of issues hand each other weight, and draw the reservation value and the
        aspiration value from what the rest leaves of them."""
        for k in self._rng.permutation(len(self._pairs))[: self._swaps]:
            self._rescale(*self._pairs[int(k)])
        self._move_no_deal([self._places.no_deal, self._places.held_out])
        self._move_no_deal([self._places.no_deal])
        self._move_held_out()

    def strides(self, aims: Floats) -> None:
        """One step along each of some directions of what moves, (moving, directions)."""
        places = self._places
        weight = np.maximum(places.state[places.stacked.weights], LEAST)
        shape = places.state[places.levels] / weight[places.issue_of]
        count = len(self._weights)
        for aim in aims.T:
            whole = np.zeros((len(places.state), 1))
            whole[self.moving, 0] = aim
            whole[self._weights] -= aim[:count].mean() if count else 0.0
            direction = np.repeat(whole, places.chains, axis=1)
            of = whole[places.stacked.weights[places.issue_of]]
            direction[places.levels] = shape * of
            places.stride(direction, places.density.rise_of_room(places.state, direction))

    def _rescale(self, g: int, h: int) -> None:
        """One step in which one issue hands weight to another, and the values of each keep their
        proportions.

        Of the weight of the two, let the first have the share s. Where the prior is even over
        weights, it is even over s. With m and n levels between best and worst, an even density over
        the values is one that goes with s^m (1 - s)^n over the shares. Then a share drawn with it,
        a beta distribution, is taken if it meets the constraints, which are linear in it
        (Metropolis and others 1953); so is one that is drawn evenly between them, with a chance
        that makes up for the density.
        """
        places = self._places
        one, other = places.groups[g], places.groups[h]
        columns, size = np.concatenate([one, other]), len(one)
        mine = places.state[one[-1]]
        share = mine / np.maximum(mine + places.state[other[-1]], TINY)
        direction = places.state[columns]
        direction[:size] /= np.maximum(share, TINY)
        direction[size:] /= -np.maximum(1.0 - share, TINY)
        rows = np.flatnonzero(places.touched[g] | places.touched[h])
        change = places.A[np.ix_(rows, columns)] @ direction
        change[places.off[rows]] = 0.0
        low, high = places.chord(change, rows)
        low, high = np.maximum(low, -share), np.minimum(high, 1.0 - share)
        length, kept = self._share_drawn(share, low, high, (size, len(other)))
        length[~kept | (np.minimum(share, 1.0 - share) <= LEAST_SHARE)] = 0.0
        places.state[columns] += direction * length
        places.gone(change, rows, length)

    def _share_drawn(
        self, share: Floats, low: Floats, high: Floats, sizes: tuple[int, int]
    ) -> tuple[Floats, Bools]:
        """How far shares are to move, and whether they do."""
        evenly = low + (high - low) * self._rng.random(len(share))
        m, n = (max(size - 3, 0) for size in sizes)
        if not self._places.stacked.prior.levels_count or m == n == 0:
            return evenly, np.ones(len(share), dtype=bool)
        if self._rng.random() < 0.5:
            length = self._rng.beta(m + 1.0, n + 1.0, len(share)) - share
            return length, (low <= length) & (length <= high)
        to = np.clip(share + evenly, TINY, 1.0)
        odds = m * np.log(to / np.maximum(share, TINY))
        odds += n * np.log(np.maximum(1.0 - to, TINY) / np.maximum(1.0 - share, TINY))
        return evenly, np.log(np.maximum(self._rng.random(len(share)), TINY)) < odds

    def _move_no_deal(self, positions: list[int]) -> None:
        """Draw the reservation value: the logarithm of the room above it is even. What else stands
        at `positions` moves by as much."""
        places = self._places
        rows, change = self._of(positions)
        low, high = places.chord(change, rows)
        value = places.state[places.no_deal]
        room = np.log(np.maximum(1.0 - (value + np.stack([low, high])), LEAST))
        drawn = room[0] + (room[1] - room[0]) * self._rng.random(places.chains)
        length = np.clip(1.0 - np.exp(drawn) - value, low, high)
        places.state[positions] += length
        places.gone(change, rows, length)

    def _move_held_out(self) -> None:
        """Draw the aspiration value, which is even."""
        places = self._places
        rows, change = self._of([places.held_out])
        length = lengths_along(*places.chord(change, rows), self._rng)
        places.state[places.held_out] += length
        places.gone(change, rows, length)

    def _of(self, positions: list[int]) -> tuple[Ints, Floats]:
        """The rows that variables which move alike are in, and what they do to them, (rows, 1)."""
        change = self._places.A[:, positions].sum(axis=1)
        rows = np.flatnonzero(change)
        return rows, change[rows, None]
