"""A party's preferences as if one of its facts had not been reported, for each of many facts.

The draws in which all facts hold are where each of them begins. Without a fact that the others
imply, nothing is different. Beyond another fact lead excursions from the draws in
`zopa.preferences.excursions`. Where each draw has a polytope of its own, or an excursion would
not end, draws move on until they are spread anew (`zopa.preferences.settling`), and without an
order they take another one (`zopa.preferences.reordering`). All of them keep the readings and the
uncertain facts in force of the draw that they come from, so that they fit the draws of other
parties.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from zopa.preferences.compared import LeftOut
from zopa.preferences.consistency import Consistency
from zopa.preferences.draws import redraw_without
from zopa.preferences.implied import implied_facts
from zopa.preferences.moving_draws import Allowance, MovingDraws
from zopa.preferences.numbers import least_without_a_deal, most_without_a_deal
from zopa.preferences.party import PartyDraws
from zopa.preferences.party_rows import ends_of, rows_of_party, variables_of
from zopa.preferences.settings import Settings
from zopa.preferences.trying_without import TryingWithout

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from zopa.preferences.draws import Draws

    Ints = NDArray[np.intp]

MOST_WORK = 2_000_000_000
"""Constraints that are looked at in all moves; each takes some nanoseconds."""
WALK_STEPS = 2_000
"""About as many steps a walk takes."""
PROGRAM = 500_000
"""About as much work as the linear programs of one polytope."""


def possible_without(
    draws: Draws,
    party: str,
    facts: Sequence[int],
    count: int,
    rng: np.random.Generator,
    most_work: float = MOST_WORK,
    tick: Callable[[], None] | None = None,
) -> tuple[list[LeftOut], list[int]]:
    """What is possible without each of some established facts, positions in the ledger.

    `count` is how many draws are made anew for a fact at most, and about how many excursions.
    `most_work` bounds the constraints that are looked at. The facts for which that did not suffice
    come second; they are those of the least promise.
    """
    layout = Consistency(draws.case).layout
    work = Allowance(most_work)
    own = draws.case.facts_of(party)
    # Excursions know neither bonuses nor a no-deal alternative that is worse than everything.
    if layout.bonuses_of(own) or least_without_a_deal(own) < 0 or most_without_a_deal(own) > 1:
        return _walked(draws, party, facts, count, work), work.untried
    known = implied_facts(layout, draws, party, tick)
    nothing = np.empty(0, dtype=np.intp)
    done = [LeftOut(k, nothing, None) for k in facts if k in known]
    facts = [k for k in facts if k not in known]
    if not facts:
        return done, []
    moving = MovingDraws(layout, draws, party, count, rng, tick)
    if not moving.able:
        return done + _walked(draws, party, facts, count, work), work.untried
    order = moving.rows.order
    numbers = [n for n, k in enumerate(order) if k in facts]
    firm = [n for n in numbers if moving.out_of_reach(n)]
    rest = [n for n in numbers if n not in firm]
    ranked = [n for n in rest if draws.case.facts[order[n]].kind == "order"]
    free = {n: found for n in ranked if (found := moving.with_free_levels(n))}
    trying = TryingWithout(Consistency(draws.case), moving, work)
    tried = trying.without([n for n in rest if n not in ranked])
    tried |= free | trying.without_orders([n for n in ranked if n not in free])
    done += tried.values()
    left = [n for n in rest if n not in tried]
    done += moving.without([n for n in left if n not in ranked], work)
    done += moving.without_orders([n for n in left if n in ranked], work)
    return done + _walked(draws, party, [order[n] for n in firm], count, work), work.untried


def _walked(
    draws: Draws, party: str, facts: Sequence[int], count: int, work: Allowance
) -> list[LeftOut]:
    """By drawing the party anew without each fact."""
    if not facts:
        return []
    first, layout = draws.first(count), Consistency(draws.case).layout
    rows = rows_of_party(layout, first, party)
    _, member = ends_of(layout, variables_of(layout, first, party))
    polytopes = len(np.unique(np.column_stack([member, rows.force]), axis=0))
    cost = max(count, 4 * polytopes) * len(rows.b) * WALK_STEPS + polytopes * PROGRAM
    chosen = [k for k in rows.order if k in facts and work.allows(k, cost)]
    if not chosen:
        return []
    anew, convergence = redraw_without(draws, party, chosen, count)
    at = np.arange(count)
    return [LeftOut(k, at, anew[k], settled=convergence.reached) for k in chosen]


def draws_at(draws: Draws, at: Ints) -> Draws:
    """Some of the draws, by position; one may come more than once."""
    settings = Settings(
        len(at),
        {key: taken[at] for key, taken in draws.readings.items()},
        {fact: force[at] for fact, force in draws.in_force.items()},
    )
    return replace(
        draws,
        values=tuple(v[at] for v in draws.values),
        reservation=draws.reservation[at],
        aspiration=draws.aspiration[at],
        barred=tuple(b[at] for b in draws.barred),
        settings=settings,
        terms=tuple(term.some(at) for term in draws.terms),
    )


def joined(parts: Sequence[PartyDraws | None]) -> PartyDraws:
    """Preferences one after the other."""
    there = [part for part in parts if part is not None]
    return PartyDraws(
        tuple(np.concatenate(values) for values in zip(*(p.values for p in there), strict=True)),
        np.concatenate([p.reservation for p in there]),
        np.concatenate([p.worth for p in there]),
        np.concatenate([p.aspiration for p in there]),
    )
