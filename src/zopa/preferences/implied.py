"""Which facts say nothing that the others do not say already.

A fact that asks for `a . x <= b` is implied by others where the greatest `a . x` under them is at
most b, as a linear program tells. Without such a fact the same preferences are possible, so the
draws are what they would be without it, and nothing need be drawn anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from zopa.preferences.constraints import relation_of
from zopa.preferences.linear import TIGHT, Maxima, System
from zopa.preferences.party_rows import ALWAYS, rows_of_party
from zopa.preferences.pieces import possible_ends

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from zopa.case.model import Fact
    from zopa.preferences.draws import Draws
    from zopa.preferences.layout import Layout

    Floats = NDArray[np.float64]


def implied_facts(
    layout: Layout, draws: Draws, party: str, tick: Callable[[], None] | None = None
) -> frozenset[int]:
    """Positions in the ledger of a party's established facts that its others imply.

    Each by itself: of two facts that say the same, both are implied. Only facts that hold in every
    draw are counted as others. That a fact is missing here does not say that it matters.
    """
    case = draws.case
    rows = rows_of_party(layout, draws, party)
    whose = {k for k, f in enumerate(case.facts) if f.party == party and f.certain}
    certain = [k for k in rows.order if k in whose]
    orders = [k for k in certain if case.facts[k].kind == "order"]
    ranked = [case.facts[k] for k in orders]
    implied = {k for n, k in enumerate(orders) if _said_by_others(layout, ranked, n)}
    number = {k: n for n, k in enumerate(rows.order)}
    firm = rows.force.all(axis=0) & np.isin(rows.fact, [ALWAYS, *(number[k] for k in certain)])
    equations = _equations(layout, ranked)
    program = Maxima(
        System(rows.A[firm], rows.b[firm], equations, np.append(1.0, np.zeros(len(equations) - 1)))
    )
    where = np.flatnonzero(firm)
    for k in certain:
        asked = rows.fact == number[k]
        if k in orders:
            continue
        own = np.flatnonzero(rows.fact[where] == number[k])
        if all(
            program.most(row, without=own) <= bound + TIGHT
            for row, bound in zip(rows.A[asked], rows.b[asked], strict=True)
        ):
            implied.add(k)
        if tick:
            tick()
    return frozenset(implied)


def _said_by_others(layout: Layout, ranked: Sequence[Fact], number: int) -> bool:
    """Whether all that one of some orders says follows from the others."""
    others = [*ranked[:number], *ranked[number + 1 :]]
    return all(
        np.array_equal(relation_of(block, ranked), relation_of(block, others))
        for ranking in ranked[number].content.orders()
        for block in [layout.blocks[ranking.issue]]
    )


def _equations(layout: Layout, ranked: Sequence[Fact]) -> Floats:
    """What holds in every draw, the first of it equal to 1 and the others to 0.

    The weights add up to 1, the party has no bonuses, and where the orders say which level is
    best or worst, that level is worth the weight or nothing.
    """

    def rows() -> Iterator[tuple[tuple[int, float], ...]]:
        yield tuple((position, 1.0) for position in layout.summed)
        for bonus in layout.bonuses:
            yield ((bonus.position, 1.0),)
        for block in layout:
            best, worst = possible_ends(relation_of(block, ranked))
            if len(best) == 1:
                yield (block.first + best[0], 1.0), (block.weight, -1.0)
            if len(worst) == 1:
                yield ((block.first + worst[0], 1.0),)

    entries = list(rows())
    equations = np.zeros((len(entries), layout.size))
    for equation, entry in zip(equations, entries, strict=True):
        for position, times in entry:
            equation[position] += times
    return equations
