"""Which outcomes every party would sign, for many draws of their preferences at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from zopa.outcomes.arrays import ACCEPTANCE, Barred, Bools, Floats, Ints, Values
from zopa.outcomes.frontier import LIMIT, Tables, merged, prepared, without_dominated
from zopa.outcomes.guide import guide_to, handed_out
from zopa.outcomes.listing import signatures
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Box, Terms, folded, some_draws

LISTABLE = 50_000
"""In spaces of at most so many outcomes, looking at each is quicker than searching."""


def zone_members(
    space: OutcomeSpace,
    values: Values,
    reservation: Floats,
    barred: Barred | None,
    outcomes: Ints,
    terms: Terms = (),
) -> Bools:
    """Whether all parties would sign each outcome, in each draw: `(draws, n)`.

    Arguments are as for `zopa.outcomes.listing.signatures`. Draws are worked through in blocks, so
    that little more memory is used than the answer takes.

    >>> space = OutcomeSpace(("price",), (("low", "middle", "high"),))
    >>> values = (np.array([[[1.0, 0.5, 0.0], [0.0, 0.5, 1.0]]]),)
    >>> zone_members(space, values, np.array([[0.4, 0.4]]), None, space.enumerate(3))
    array([[False,  True, False]])
    """
    members: Bools = np.empty((len(reservation), len(outcomes)), dtype=np.bool_)
    for block, signed in signatures(space, values, reservation, barred, outcomes, terms):
        members[block] = signed.all(axis=1)
    return members


def zone_exists(
    space: OutcomeSpace,
    values: Values,
    reservation: Floats,
    barred: Barred | None = None,
    *,
    terms: Terms = (),
    listable: int = LISTABLE,
    limit: int = LIMIT,
    weighed: bool = False,
) -> Bools:
    """Whether there is any outcome that all parties would sign, in each draw: `(draws,)`.

    Arrays are as for `zone_members`, and rules are respected. Weighted sums of utilities settle
    most draws. For the others, a space of at most `listable` outcomes is looked through, and a
    larger one is searched by merging (`pareto_frontier`) within bounds. `weighed` says that
    weighted sums were tried before and settled nothing. Raises FrontierTooLarge if that search
    needs more than `limit` partial vectors, and TooTangled where rules and terms tie too many
    issues together.

    >>> space = OutcomeSpace(("price",), (("low", "middle", "high"),))
    >>> values = (np.array([[[1.0, 0.5, 0.0], [0.0, 0.5, 1.0]]] * 2),)
    >>> zone_exists(space, values, np.array([[0.4, 0.4], [0.6, 0.4]]))
    array([ True, False])
    """
    reservation = np.asarray(reservation)
    exists = known = np.zeros(len(reservation), dtype=np.bool_)
    if not weighed:
        exists, known = _told_by_weights(space, values, reservation, barred, terms)
    left = np.flatnonzero(~known)
    if len(left) and space.count() <= listable:
        outcomes = space.enumerate(listable)
        part = tuple(value[left] for value in values)
        bars = None if barred is None else tuple(bar[left] for bar in barred)
        draw_terms = some_draws(terms, left)
        exists[left] = zone_members(space, part, reservation[left], bars, outcomes, draw_terms).any(
            axis=1
        )
        return exists
    for draw in left.tolist():
        bars = None if barred is None else tuple(bar[draw].any(axis=0) for bar in barred)
        draw_terms = some_draws(terms, draw)
        tables = without_dominated(prepared(space, [v[draw] for v in values], bars, draw_terms))
        exists[draw] = _reachable(tables, reservation[draw], limit)
    return exists


SHARES = 32
"""How many parts weight is handed out in between two parties; there are fewer for more parties."""

NEVER = -1e6
"""Stands for the utility of a level that somebody bars. It is finite, so that the weight 0 makes
it 0."""


def _told_by_weights(
    space: OutcomeSpace,
    values: Values,
    reservation: Floats,
    barred: Barred | None,
    terms: Terms,
) -> tuple[Bools, Bools]:
    """Whether draws have a zone, and for which draws that is now known: each is `(draws,)`.

    The outcome with the best weighted sum of utilities is found level by level. If it reaches
    every floor, it is in the zone. If its weighted sum is less than that of the floors, no outcome
    reaches them all (Lagrangian duality). Rules can exclude an outcome that was found, but they
    cannot make a bound wrong.
    """
    floor = reservation - ACCEPTANCE
    draws, parties = floor.shape
    values, terms = folded(values, terms)
    usable = usable_values(values, barred)
    exists: Bools = np.zeros(draws, dtype=np.bool_)
    hopeless: Bools = np.zeros(draws, dtype=np.bool_)
    choice = np.empty((draws, len(values)), dtype=np.int_)
    rows = np.arange(draws)
    alike = _by_size(usable)
    for weight in weightings(parties):
        reached, most = np.zeros((draws, parties)), np.zeros(draws)
        for issues, several in alike:
            score = np.einsum("p,dpil->dil", weight, several)
            best = score.argmax(axis=2)
            choice[:, issues] = best
            most += score.max(axis=2).sum(axis=1)
            reached += np.take_along_axis(several, best[:, None, :, None], axis=3).sum(axis=(2, 3))
        for term in terms:
            # Levels were chosen without regard to terms, so the bound takes the most that a term
            # can add.
            if isinstance(term, Box):
                most += np.maximum(term.worth @ weight, 0.0)
                reached += term.worth * term.holds(choice)[:, None]
            else:
                flat = term.values.reshape(draws, parties, -1)
                most += np.einsum("p,dpc->dc", weight, flat).max(axis=1)
                at: tuple[Any, ...] = tuple(choice[:, issue] for issue in term.issues)
                reached += term.values[(rows, slice(None), *at)]
        exists |= (reached >= floor).all(axis=1) & space.allowed(choice)
        hopeless |= most < floor @ weight - ACCEPTANCE
    return exists, exists | hopeless


def weightings(parties: int) -> Iterator[Floats]:
    """The weights `(parties,)` that sums of utilities are tried with."""
    for handed in handed_out(max(4, SHARES // (parties - 1) ** 2) if parties > 1 else 1, parties):
        yield np.array(handed) / sum(handed)


def _by_size(values: Values) -> list[tuple[list[int], Floats]]:
    """Issues with the same number of levels, and their values `(draws, parties, issues, levels)`,
    so that few operations do for many issues."""
    by_size: dict[int, list[int]] = {}
    for issue, value in enumerate(values):
        by_size.setdefault(value.shape[-1], []).append(issue)
    return [(issues, np.stack([values[i] for i in issues], axis=2)) for issues in by_size.values()]


def usable_values(values: Values, barred: Barred | None) -> Values:
    """The values, with NEVER for all parties at levels that one of them bars."""
    if barred is None:
        return values
    bars = [bar.any(axis=1, keepdims=True) for bar in barred]
    return tuple(np.where(b, NEVER, v) for b, v in zip(bars, values, strict=True))


def _reachable(tables: Tables, floor: Floats, limit: int) -> bool:
    """Whether one outcome reaches every floor `(parties,)`."""
    target = floor - ACCEPTANCE - tables.base
    guide = guide_to(tables.diagram, tables.gains, tables.choices)
    if guide.hopeless(target):
        return False
    witnessed = guide.can_finish(0, np.zeros((len(floor), 1)), None, target)

    def able(t: int, points: Floats, state: Ints | None) -> Ints:
        nonlocal witnessed
        going = guide.able(t + 1, points, state, target)
        onward = None if state is None else state[going]
        witnessed = witnessed or guide.can_finish(t + 1, points[:, going], onward, target)
        # Once an outcome is known that reaches the floors, no partial outcome need go on.
        return going[:0] if witnessed else going

    return witnessed or merged(tables, able, limit).nodes > 0 or witnessed
