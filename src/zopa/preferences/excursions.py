"""What preferences are possible without one fact, from excursions beyond it.

Without a fact its polytope grows. A point that moves about in the grown polytope is now and then
beyond what the fact allows, and comes back. Let it start as a draw that agrees with the fact. For
each region beyond, the mean number of moves that it spends there until it is back is the volume
of that region as a multiple of the volume within (Kac 1947, Bulletin of the American Mathematical
Society 53, 1002–1010). So no moves are needed to settle: each draw gives an excursion, most of no
length, and together they tell how much is possible beyond a fact, and what it looks like there.
That mean is right whatever the number of moves, and its error is that of so many independent
excursions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from zopa.preferences.moves import ACROSS, RENEWED, Points
from zopa.preferences.party_rows import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from zopa.preferences.moves import Pieces

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]
    Ints = NDArray[np.intp]

LONGEST = 1000
"""Moves after which an excursion counts as endless, and its fact as one that excursions do not
suit."""
BLOCK = 1_000_000
"""Entries of the arrays for the points that move together."""


@dataclass(frozen=True)
class Excursions:
    """Excursions beyond one fact.

    `started` is how many of the first draws set out, most of them only to stay within. For those
    that went beyond, `draw` (excursions,) says from which draw, `length` for how many moves, and
    `variables` (excursions, variables) are a place beyond, each of the excursion equally likely.
    """

    started: int
    draw: Ints
    length: Ints
    variables: Floats


def excursions_beyond(
    pieces: Pieces,
    piece: Ints,
    variables: Floats,
    facts: Sequence[int],
    most: int,
    rng: np.random.Generator,
    tick: Callable[[], None] | None = None,
) -> dict[int, Excursions | None]:
    """Excursions beyond each of some facts; None where one would not end.

    Facts are numbered as the rows have them. `piece` (draws,) and `variables` (draws, variables)
    are of draws that agree with all facts. About `most` excursions are made for each fact, fewer
    where the draws are too few for that.
    """
    begun = _begun(pieces, piece, variables, facts, rng)
    found: dict[int, Excursions | None] = {}
    size = max(1, int(BLOCK / (ACROSS * len(piece) * len(pieces.rows.b))))
    facts = list(facts)
    for at in range(0, len(facts), size):
        found |= _ended(pieces, piece, variables, begun, facts[at : at + size], most, rng)
        if tick:
            tick()
    return found


def _begun(
    pieces: Pieces,
    piece: Ints,
    variables: Floats,
    facts: Sequence[int],
    rng: np.random.Generator,
) -> tuple[Ints, Ints, Ints]:
    """The first moves that may lead beyond a fact: draw, fact, and number of the direction, each
    (moves,), in the order of the draws.

    Every draw sets out once, along one direction for all facts. Only the facts whose rows end the
    chord there can be passed.
    """
    rows = pieces.rows
    wanted = np.isin(rows.fact, facts)
    straight = rng.random(len(piece)) < ACROSS
    started, passed, taken = [], [], []
    for k in facts:
        started.append(np.flatnonzero(straight))
        passed.append(np.full(straight.sum(), k))
        taken.append(np.full(straight.sum(), pieces.across[k]))
    size = max(1, BLOCK // len(rows.b))
    rest = np.flatnonzero(~straight)
    for at in range(0, len(rest), size):
        block = rest[at : at + size]
        nobody = np.full(len(block), ALWAYS)
        points = _points(pieces, piece[block], variables[block], rows.force[block], nobody)
        along = points.some_directions(rng)
        ratio = pieces.changes[points.piece, along] * points.closed / points.slack
        ends = np.stack([ratio.argmax(axis=1), ratio.argmin(axis=1)])
        both = rows.fact[ends]
        first = wanted[ends[0]]
        second = wanted[ends[1]] & (both[0] != both[1])
        for which, fact in ((first, both[0]), (second, both[1])):
            started.append(block[which])
            passed.append(fact[which])
            taken.append(along[which])
    draw, fact, along = map(np.concatenate, (started, passed, taken))
    order = np.lexsort([fact, draw])
    return draw[order], fact[order], along[order]


def _points(pieces: Pieces, piece: Ints, variables: Floats, closed: Bools, fact: Ints) -> Points:
    return Points.at(pieces, piece, pieces.of_variables(variables, piece), closed, fact)


def _ended(
    pieces: Pieces,
    piece: Ints,
    variables: Floats,
    begun: tuple[Ints, Ints, Ints],
    facts: Sequence[int],
    most: int,
    rng: np.random.Generator,
) -> dict[int, Excursions | None]:
    """The excursions beyond some of the facts, from their first moves to their ends."""
    rows = pieces.rows
    here = np.isin(begun[1], facts)
    draw, fact, along = (array[here] for array in begun)
    closed = rows.force[draw] & (rows.fact != fact[:, None])
    points = _points(pieces, piece[draw], variables[draw], closed, fact)
    points.move(rng, along)
    beyond = _beyond(points, draw)
    started = dict.fromkeys(facts, len(piece))
    for k in facts:
        passing = np.flatnonzero(beyond & (fact == k))
        if len(passing) > most:
            beyond[passing[most:]] = False
            started[k] = int(draw[passing[most - 1]]) + 1
    draw, fact, points = draw[beyond], fact[beyond], points.some(beyond)
    length = np.ones(len(draw), dtype=np.intp)
    kept = points.y.copy()
    out = np.arange(len(draw))
    for move in range(1, LONGEST):
        if not len(out):
            break
        points.move(rng)
        if move % RENEWED == 0:
            points.renew()
        still = _beyond(points, draw[out])
        out, points = out[still], points.some(still)
        length[out] += 1
        chosen = rng.random(len(out)) * length[out] < 1  # each place is as likely to be kept
        kept[out[chosen]] = points.y[chosen]
    endless = set(fact[out].tolist())
    places = pieces.variables(kept, piece[draw])
    return {
        k: None if k in endless else Excursions(started[k], draw[own], length[own], places[own])
        for k in facts
        for own in [fact == k]
    }


def _beyond(points: Points, draw: Ints) -> Bools:
    """Whether each point is where its own fact does not allow, (points,)."""
    rows, fact = points.pieces.rows, points.fact
    over = np.zeros(len(draw), dtype=bool)
    for k in np.unique(fact):
        which = np.flatnonzero(fact == k)
        of_fact = np.flatnonzero(rows.fact == k)
        left = points.pieces.variables(points.y[which], points.piece[which]) @ rows.A[of_fact].T
        over[which] = ((left > rows.b[of_fact]) & rows.force[np.ix_(draw[which], of_fact)]).any(1)
    return over
