"""Which outcomes every party would sign, for many draws of their preferences at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from zopa.outcomes.arrays import ACCEPTANCE, Barred, Bools, Floats, Ints, Values
from zopa.outcomes.frontier import LIMIT, Tables, merged, prepared, without_dominated
from zopa.outcomes.guide import guide_to
from zopa.outcomes.listing import signatures
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Box, Terms, folded, some_draws
from zopa.outcomes.weighing import ROUNDS, Pursuit, fixed_weightings

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
    question = _Question.of(space, values, reservation, barred, terms)
    exists, known, closest = _told_by_weights(question, fixed=not weighed)
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
        exists[draw] = _reachable(tables, reservation[draw], limit, closest[draw])
    return exists


def zone_told_by_weights(
    space: OutcomeSpace,
    values: Values,
    reservation: Floats,
    barred: Barred | None = None,
    *,
    terms: Terms = (),
) -> tuple[Bools, Bools]:
    """Say as `zone_exists` does, but only as far as weighted sums tell, and for which draws that is
    known: each is `(draws,)`. Nothing is searched, so this takes little work in any space.

    >>> space = OutcomeSpace(("price",), (("low", "middle", "high"),))
    >>> values = (np.array([[[1.0, 0.6, 0.0], [0.0, 0.6, 1.0]]] * 2),)
    >>> zone_told_by_weights(space, values, np.array([[0.4, 0.4], [0.7, 0.7]]))
    (array([ True, False]), array([ True,  True]))
    """
    question = _Question.of(space, values, reservation, barred, terms)
    exists, known, _ = _told_by_weights(question, fixed=True)
    return exists, known


NEVER = -1e6
"""Stands for the utility of a level that somebody bars. It is finite, so that the weight 0 makes
it 0."""


@dataclass(frozen=True, eq=False)
class _Question:
    """Some draws and their floors, made ready for weighted sums."""

    space: OutcomeSpace
    alike: list[tuple[list[int], Floats]]
    """As `_by_size` gives it."""
    terms: Terms
    floor: Floats
    """(draws, parties)."""

    @classmethod
    def of(
        cls,
        space: OutcomeSpace,
        values: Values,
        reservation: Floats,
        barred: Barred | None,
        terms: Terms,
    ) -> _Question:
        values, terms = folded(values, terms)
        usable = usable_values(values, barred)
        return cls(space, _by_size(usable), terms, np.asarray(reservation) - ACCEPTANCE)

    def some(self, which: Ints | Bools) -> _Question:
        """The same for only some of the draws."""
        alike = [(issues, several[which]) for issues, several in self.alike]
        return _Question(self.space, alike, some_draws(self.terms, which), self.floor[which])

    def told(self, weight: Floats) -> tuple[Bools, Floats, Floats]:
        """Whether the best outcome by the weights `(draws, parties)` is in the zone, `(draws,)`;
        how far it is above the floors, `(draws, parties)`; and how far its weighted sum exceeds
        that of the floors at most, `(draws,)`: if that is negative, no outcome reaches them all.

        Rules can exclude an outcome that was found, but they cannot make a bound wrong.
        """
        draws, parties = self.floor.shape
        rows = np.arange(draws)
        choice = np.empty((draws, len(self.space.shape)), dtype=np.int_)
        above, most = -self.floor, -np.einsum("dp,dp->d", self.floor, weight)
        for issues, several in self.alike:
            score = np.einsum("dp,dpil->dil", weight, several)
            best = score.argmax(axis=2)
            choice[:, issues] = best
            most += score.max(axis=2).sum(axis=1)
            above += np.take_along_axis(several, best[:, None, :, None], axis=3).sum(axis=(2, 3))
        for term in self.terms:
            # Levels were chosen without regard to terms, so the bound takes the most that a term
            # can add.
            if isinstance(term, Box):
                most += np.maximum(np.einsum("dp,dp->d", term.worth, weight), 0.0)
                above += term.worth * term.holds(choice)[:, None]
            else:
                flat = term.values.reshape(draws, parties, -1)
                most += np.einsum("dp,dpc->dc", weight, flat).max(axis=1)
                at: tuple[Any, ...] = tuple(choice[:, issue] for issue in term.issues)
                above += term.values[(rows, slice(None), *at)]
        return (above >= 0).all(axis=1) & self.space.allowed(choice), above, most


def _told_by_weights(question: _Question, *, fixed: bool) -> tuple[Bools, Bools, Floats]:
    """Whether draws have a zone, and for which draws that is now known: each is `(draws,)`; and
    the weights `(draws, parties)` that came closest to telling.

    `fixed` says whether weights are tried that are the same for all draws, before each draw goes
    after its own.
    """
    draws, parties = question.floor.shape
    exists: Bools = np.zeros(draws, dtype=np.bool_)
    known: Bools = np.zeros(draws, dtype=np.bool_)
    closest = np.full((draws, parties), 1.0 / parties)
    for weight in fixed_weightings(parties) if fixed else ():
        found, _, excess = question.told(np.broadcast_to(weight, (draws, parties)))
        exists |= found
        known |= found | (excess < -ACCEPTANCE)
    left = np.flatnonzero(~known)
    asked, pursuit = question.some(left), Pursuit(len(left), parties)
    for _ in range(ROUNDS if parties > 2 else 0):
        if not len(left):
            break
        found, above, excess = asked.told(pursuit.weight)
        pursuit.lead(above, excess)
        closest[left] = pursuit.closest
        exists[left] |= found
        known[left] |= found | (excess < -ACCEPTANCE)
        open_ = ~known[left]
        if not open_.all():
            left, asked = left[open_], asked.some(open_)
            pursuit.keep(open_)
    return exists, known, closest


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


def _reachable(tables: Tables, floor: Floats, limit: int, weight: Floats) -> bool:
    """Whether one outcome reaches every floor `(parties,)`; `weight` is likely to tell of some."""
    target = floor - ACCEPTANCE - tables.base
    guide = guide_to(tables.diagram, tables.gains, tables.choices, weight)
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
