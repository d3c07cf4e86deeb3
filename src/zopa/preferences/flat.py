"""Draws piece by piece, for facts that force equations.

Where levels must tie, where a number is given exactly, or where facts meet only to within a
tolerance, preferences lie on a polytope without an inside. Each choice of best and worst levels is
built by itself there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from zopa.preferences.constraints import ConstraintRow, relation_of
from zopa.preferences.numbers import least_without_a_deal
from zopa.preferences.pieces import Ends, Polytope, PolytopePiece, build_piece, draw_ends, room_for
from zopa.preferences.settings import CannotDrawError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from zopa.case.model import Fact
    from zopa.preferences.consistency import Consistency
    from zopa.preferences.constraints import ReadingKey

MOST_ROUNDS = 100
"""How often orders are drawn anew for draws whose order did not fit the facts. After that these
draws share the orders that did fit."""
MOST_ORDERS = 10_000
"""The most orders that are tried in all."""


def pieces_of_group(
    consistency: Consistency,
    facts: Sequence[Fact],
    reading: Mapping[ReadingKey, str],
    group: NDArray[np.intp],
    known: dict[bytes, Polytope | None],
    rng: np.random.Generator,
    bonuses: Sequence[int],
) -> list[tuple[PolytopePiece, NDArray[np.intp]]]:
    """The pieces for draws that share their facts, with the draws that fall in each.

    Orders that leave no preferences are drawn again. So are orders that leave a flatter polytope
    than others do, which happens only where levels must tie.
    """
    layout, floor = consistency.layout, least_without_a_deal(facts)
    relations = [relation_of(block, facts) for block in layout]
    rows = [
        row for fact in facts if fact.kind != "order" for row in consistency.rows(fact, reading)
    ]
    in_force = {bonus.position for bonus in layout.bonuses_of(facts)}
    for position in bonuses:
        if position not in in_force:
            size = np.zeros(layout.size)
            size[position] = 1.0
            rows += [ConstraintRow(size, 0.0), ConstraintRow(-size, 0.0)]
    built: dict[Ends, PolytopePiece | None] = {}

    def build(key: Ends, room: float) -> PolytopePiece | None:
        if key not in built:
            built[key] = build_piece(layout, relations, rows, key, known, bonuses, room, floor)
        return built[key]

    chosen = _ends_that_fit(relations, group, rng, lambda key: build(key, 0.0))
    if chosen is None:
        key = consistency.some_ends(facts, reading)
        room = room_for(layout, relations, rows, key, bonuses, floor)
        built.clear()
        if build(key, room) is None:
            raise CannotDrawError("the facts leave next to nothing; widen a narrow number")
        chosen = _ends_that_fit(relations, group, rng, lambda key: build(key, room))
    if chosen is None:
        chosen = dict.fromkeys(map(int, group), key)
    draws_of: dict[Ends, list[int]] = {}
    for d in group:
        draws_of.setdefault(chosen[int(d)], []).append(int(d))
    return [
        (piece, np.array(in_piece, dtype=np.intp))
        for key, in_piece in draws_of.items()
        if (piece := built[key]) is not None
    ]


def _ends_that_fit(
    relations: Sequence[NDArray[np.bool_]],
    group: NDArray[np.intp],
    rng: np.random.Generator,
    build: Callable[[Ends], PolytopePiece | None],
) -> dict[int, Ends] | None:
    """Best and worst levels for each draw of a group, those of random orders that leave
    preferences; None where none was found that does."""
    built: dict[Ends, PolytopePiece | None] = {}
    chosen: dict[int, Ends] = {}
    left = group
    for _ in range(MOST_ROUNDS):
        ends = draw_ends(relations, len(left), rng)
        for d, pair in zip(left, ends, strict=True):
            key = Ends(tuple(pair[:, 0].tolist()), tuple(pair[:, 1].tolist()))
            if key not in built:
                built[key] = build(key)
            chosen[int(d)] = key
        dimension = max((p.polytope.dimension for p in built.values() if p), default=0)
        fits = {key for key, p in built.items() if p and p.polytope.dimension == dimension}
        left = np.array([d for d in group if chosen[int(d)] not in fits], dtype=np.intp)
        if not len(left) or len(built) > MOST_ORDERS:
            break
    if not fits:
        return None
    usable = sorted(fits)
    for d in left:
        chosen[int(d)] = usable[int(rng.integers(len(usable)))]
    return chosen
