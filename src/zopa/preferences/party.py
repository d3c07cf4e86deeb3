"""One party's preferences: the pieces its draws fall in, and the walks through them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from zopa.preferences.chains import batches, chains_for
from zopa.preferences.constraints import relation_of, rows_of_fact
from zopa.preferences.pieces import Ends, Piece, Polytope, build_piece, draw_ends
from zopa.preferences.settings import CannotDrawError, Settings
from zopa.preferences.walk import MOST_EPOCHS, Convergence, hit_and_run

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from zopa.case.model import Case, Fact
    from zopa.preferences.consistency import Consistency
    from zopa.preferences.constraints import ReadingKey
    from zopa.preferences.layout import Layout

    Floats = NDArray[np.float64]


class PartyDraws(NamedTuple):
    """One party's preferences: values, one array an issue (draws, levels), and reservation
    values (draws,)."""

    values: tuple[Floats, ...]
    reservation: Floats


def draw_party(
    consistency: Consistency,
    party: str,
    settings: Settings,
    without: Sequence[int | None],
    rng: np.random.Generator,
    most_epochs: int = MOST_EPOCHS,
    tick: Callable[[], None] | None = None,
) -> tuple[list[PartyDraws], Convergence]:
    """Preferences of one party for each fact to leave out (None leaves out none), and how the
    walks ended. `without` holds positions in the ledger; `tick` is called once an epoch."""
    known: dict[bytes, Polytope | None] = {}
    polytopes: dict[Polytope, list[tuple[int, Piece, NDArray[np.intp]]]] = {}
    for variant, fact in enumerate(without):
        for facts, reading, group in settings.groups(consistency.case, party, fact):
            for piece, own in _pieces_of_group(consistency, facts, reading, group, known, rng):
                polytopes.setdefault(piece.polytope, []).append((variant, piece, own))
    distinct = list(polytopes)
    drawn = [np.zeros((settings.draws, consistency.layout.size)) for _ in without]
    ended: list[Convergence] = []
    wanted = [sum(len(own) for _, _, own in polytopes[p]) for p in distinct]
    for batch in batches(distinct, wanted):
        walked = [distinct[k] for k in batch]
        chains = chains_for(walked, [wanted[k] for k in batch], rng)
        points, outcome = hit_and_run(
            chains.bundle, chains.starts, rng, most_epochs=most_epochs, tick=tick
        )
        ended.append(outcome)
        for k, polytope in enumerate(walked):
            pool = points[chains.owner == k].reshape(-1, points.shape[2])
            for variant, piece, own in polytopes[polytope]:
                drawn[variant][own] = np.maximum(pool[: len(own)] @ piece.selection.T, 0.0)
                pool = pool[len(own) :]
    own_draws = [_party_draws(consistency.layout, consistency.case, d) for d in drawn]
    return own_draws, Convergence(
        reached=all(c.reached for c in ended),
        steps=max(c.steps for c in ended),
        chains=sum(c.chains for c in ended),
        correlation=max(c.correlation for c in ended),
        drift=max(c.drift for c in ended),
    )


def _party_draws(layout: Layout, case: Case, variables: Floats) -> PartyDraws:
    blocks = [layout.blocks[issue] for issue in case.issues]
    return PartyDraws(
        tuple(variables[:, b.first : b.stop] @ b.spread for b in blocks),
        np.clip(variables[:, layout.reservation], 0.0, 1.0),
    )


MOST_ROUNDS = 100
"""Times that orders are drawn anew for the draws whose order did not fit the facts; after
that they share the orders that did."""
MOST_ORDERS = 10_000
"""Orders tried in all."""


def _pieces_of_group(
    consistency: Consistency,
    facts: Sequence[Fact],
    reading: Mapping[ReadingKey, str],
    group: NDArray[np.intp],
    known: dict[bytes, Polytope | None],
    rng: np.random.Generator,
) -> list[tuple[Piece, NDArray[np.intp]]]:
    """Pieces for draws that share their facts, with the draws that fall in each.

    Orders that leave no preferences, or (as only orders with ties between levels do) a
    flatter polytope than others leave, are drawn again.
    """
    layout = consistency.layout
    relations = [relation_of(block, facts) for block in layout]
    rows = [
        row
        for fact in facts
        if fact.kind != "order"
        for row in rows_of_fact(consistency.case, layout, fact, reading)
    ]
    built: dict[Ends, Piece | None] = {}
    chosen: dict[int, Ends] = {}
    left = group
    for _ in range(MOST_ROUNDS):
        ends = draw_ends(relations, len(left), rng)
        for d, pair in zip(left, ends, strict=True):
            key = Ends(tuple(pair[:, 0].tolist()), tuple(pair[:, 1].tolist()))
            if key not in built:
                built[key] = build_piece(layout, relations, rows, key, known)
            chosen[int(d)] = key
        dimension = max((p.polytope.dimension for p in built.values() if p), default=0)
        fits = {key for key, p in built.items() if p and p.polytope.dimension == dimension}
        left = np.array([d for d in group if chosen[int(d)] not in fits], dtype=np.intp)
        if not len(left) or len(built) > MOST_ORDERS:
            break
    if len(left):
        if not fits:
            key = consistency.some_ends(facts, reading)
            built[key] = build_piece(layout, relations, rows, key, known)
            if built[key] is None:  # the facts clash by no more than rounding
                raise CannotDrawError("the facts leave next to nothing; widen a narrow number")
            fits = {key}
        usable = sorted(fits)
        for d in left:
            chosen[int(d)] = usable[int(rng.integers(len(usable)))]
    found: dict[Ends, list[int]] = {}
    for d in group:
        found.setdefault(chosen[int(d)], []).append(int(d))
    return [
        (piece, np.array(own, dtype=np.intp))
        for key, own in found.items()
        if (piece := built[key]) is not None
    ]
