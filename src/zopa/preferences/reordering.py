"""Preferences without an order that was reported: other orders, and values that fit them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from zopa.preferences.constraints import relation_of
from zopa.preferences.extensions import linear_extensions
from zopa.preferences.other_ends import PiecePrograms
from zopa.preferences.party_rows import ALWAYS, ends_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from zopa.preferences.draws import Draws
    from zopa.preferences.layout import IssueBlock, Layout
    from zopa.preferences.party_rows import PartyRows

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]
    Ints = NDArray[np.intp]

OWN_TRIES = 16
"""Times that each draw is given other values on the issue until they agree with all facts."""
TRIES = 64
"""The same with what other draws have on the other issues."""
NEW_ORDERS = 10
"""Times that draws whose order leaves no preferences are given another."""
MOST_PROGRAMS = 100
"""Linear programs that may tell in all whether an order leaves any preferences."""
CLEAR = 1e-9
"""What a draw must be clear of a constraint by to be a start."""
EQUAL = 1e-6
"""What it may miss an equation by; its directions keep it there."""


class Reordering:
    """A party's draws without the order that one fact gives, numbered as the rows have it.

    The order of the levels that it ranks is drawn anew for each draw, evenly from those that the
    other orders leave, as it is where nothing was reported.
    """

    def __init__(
        self,
        layout: Layout,
        draws: Draws,
        rows: PartyRows,
        equations: Bools,
        fact: int,
        rng: np.random.Generator,
    ) -> None:
        case = draws.case
        self._layout, self._rows, self._rng = layout, rows, rng
        self._draws, self._fact, self._equations = draws, fact, equations & (rows.fact != fact)
        self.closed = rows.force & (rows.fact != fact)
        rankings = case.facts[rows.order[fact]].content.orders()
        self._blocks = [layout.blocks[issue] for issue in sorted({r.issue for r in rankings})]
        levels = [k for block in self._blocks for k in range(block.first, block.stop)]
        about = rows.A[:, levels].any(axis=1) & self.closed.any(axis=0)
        ordering = np.array(
            [k == ALWAYS or case.facts[rows.order[int(k)]].kind == "order" for k in rows.fact],
            dtype=bool,
        )
        self._checked = np.flatnonzero(about)
        self._firm = self.closed.all(axis=0)
        self.free = not (about & ~ordering).any()
        """Whether no other fact says anything of the levels: whatever fits the order is then as
        likely as it ever was, and the rest stays as it is."""

    def starts(self, variables: Floats) -> Floats:
        """Preferences (draws, variables) that agree with all other facts, from those of the draws.

        Where the levels are `free`, these are draws; else only places to start from. A draw whose
        new order leaves no preferences gets another. One for which none is found keeps its own.
        """
        draws = np.arange(len(variables))
        orders = [self._orders(block, draws) for block in self._blocks]
        found = self._with_values(variables, orders, draws)
        if self.free:
            return found
        others = [b for b in self._layout if b not in self._blocks]
        alike = _Alike(ends_of(self._layout, variables, others)[1])
        programs = PiecePrograms(self._layout, self._rows, self._equations)
        left = draws[~self._agrees(found, draws)]
        for _ in range(NEW_ORDERS):
            left = self._tried(found, variables, orders, alike, left)
            left = self._borrowed(found, left)
            ends, piece = ends_of(self._layout, found[left])
            hopeless = np.zeros(len(left), dtype=bool)
            for n, d in enumerate(left.tolist()):
                point = None
                if programs.number < MOST_PROGRAMS:
                    point = programs.inside(ends[piece[n]], self.closed[d], self._firm)
                hopeless[n] = point is None
                if point is not None:
                    found[d] = point
            left = left[hopeless]
            if not len(left) or programs.number >= MOST_PROGRAMS:
                break
            for order, block in zip(orders, self._blocks, strict=True):
                order[left] = self._orders(block, left)
            found[left] = self._with_values(variables[left], [o[left] for o in orders], left)
        found[left] = variables[left]
        return found

    def _orders(self, block: IssueBlock, which: Ints) -> Ints:
        """New orders (draws, levels) of an issue for some draws, best level first."""
        facts, force = self._draws.case.facts, self._draws.in_force
        about = [
            k
            for n, k in enumerate(self._rows.order)
            if n != self._fact
            and facts[k].party == facts[self._rows.order[self._fact]].party
            and any(ranking.issue == block.issue.id for ranking in facts[k].content.orders())
        ]
        always = np.ones(len(self._draws), dtype=bool)
        table = np.column_stack([always, *(force.get(k, always) for k in about)])[which]
        kinds, member = np.unique(table, axis=0, return_inverse=True)
        orders = np.empty((len(which), len(block.breakpoints)), dtype=np.intp)
        for number, kind in enumerate(kinds):
            own = member.reshape(-1) == number
            holding = [facts[k] for k, on in zip(about, kind[1:], strict=True) if on]
            relation = relation_of(block, holding)
            orders[own] = linear_extensions(relation, int(own.sum()), self._rng)
        return orders

    def _with_values(self, variables: Floats, orders: Sequence[Ints], which: Ints) -> Floats:
        """The same with new values on the issues, evenly from those that fit the orders."""
        new = variables.copy()
        for block, order in zip(self._blocks, orders, strict=True):
            size = len(block.breakpoints)
            between = np.sort(self._rng.random((len(which), max(size - 2, 0))), axis=1)[:, ::-1]
            between = self._draws.prior.bend_shapes(between, self._rng)
            values = np.zeros((len(which), size))
            values[:, 0] = 1.0
            values[:, 1 : size - 1] = between
            values *= variables[:, block.weight, None]
            np.put_along_axis(new[:, block.first : block.stop], order, values, axis=1)
        return new

    def _agrees(self, variables: Floats, which: Ints, rows: Ints | None = None) -> Bools:
        """Whether preferences for some draws agree with the facts in force there, (draws,)."""
        rows = np.arange(len(self._rows.b)) if rows is None else rows
        slack = self._rows.b[rows] - variables @ self._rows.A[rows].T
        equal = self._equations[rows]
        plain = (slack > CLEAR) | (np.abs(slack) <= 1e-15) & self._trivial(rows)
        fits = np.where(equal, np.abs(slack) <= EQUAL, plain)
        return np.asarray((fits | ~self.closed[np.ix_(which, rows)]).all(axis=1))

    def _trivial(self, rows: Ints) -> Bools:
        """Rows that say that no level is below nothing or above the best: ends touch them."""
        return np.asarray(self._rows.fact[rows] == ALWAYS)

    def _tried(
        self,
        found: Floats,
        variables: Floats,
        orders: Sequence[Ints],
        alike: _Alike,
        left: Ints,
    ) -> Ints:
        """Put new values into `found` for the draws `left`; return those for which none agreed."""
        for attempt in range(TRIES):
            if not len(left):
                break
            donors = left if attempt < OWN_TRIES else alike.others(left, self._rng)
            new = self._with_values(variables[donors], [o[left] for o in orders], left)
            fits = self._agrees(new, left, self._checked)
            if fits.any():
                whole = np.flatnonzero(fits)
                fits[whole] = self._agrees(new[whole], left[whole])
            found[left[fits]] = new[fits]
            left = left[~fits]
        return left

    def _borrowed(self, found: Floats, left: Ints) -> Ints:
        """Let draws start where others with the same ends do, if that agrees with their facts;
        return those for which there is no such place."""
        _, piece = ends_of(self._layout, found)
        ready = np.setdiff1d(np.arange(len(found)), left)
        still = []
        for d in left.tolist():
            places = ready[piece[ready] == piece[d]]
            fits = self._agrees(found[places], np.full(len(places), d))
            if fits.any():
                found[d] = found[self._rng.choice(places[fits])]
            else:
                still.append(d)
        return np.array(still, dtype=np.intp)


class _Alike:
    """Draws that are alike in something, (draws,) numbers of what that is."""

    def __init__(self, kind: Ints) -> None:
        self._kind = kind
        self._sorted = np.argsort(kind, kind="stable")
        self._count = np.bincount(kind)
        self._first = np.cumsum(self._count) - self._count

    def others(self, draws: Ints, rng: np.random.Generator) -> Ints:
        """For each of some draws one that is like it, at random."""
        kind = self._kind[draws]
        step = (rng.random(len(draws)) * self._count[kind]).astype(np.intp)
        return np.asarray(self._sorted[self._first[kind] + step])
