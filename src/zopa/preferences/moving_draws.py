"""Draws of one party that move to where they may be without one of its facts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from zopa.preferences.compared import LeftOut, Mixture
from zopa.preferences.excursions import BLOCK, excursions_beyond
from zopa.preferences.moves import Points, entries_of_piece, pieces_of
from zopa.preferences.other_ends import OtherEnds
from zopa.preferences.party import party_draws
from zopa.preferences.party_rows import ALWAYS, ends_of, rows_of_party, variables_of
from zopa.preferences.pieces import selection_of
from zopa.preferences.reordering import Reordering
from zopa.preferences.settling import MOST_MOVES, moves_needed, settle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from zopa.preferences.draws import Draws
    from zopa.preferences.layout import Layout
    from zopa.preferences.moves import Pieces
    from zopa.preferences.pieces import Ends

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]
    Ints = NDArray[np.intp]

TOGETHER = 100
"""At least so many draws must share a polytope, in most of the draws, for excursions to tell what
is possible in it."""
MOST_ENTRIES = 12_000_000
"""Entries of the tables of directions (96 MB). Of pieces that need more, fewer draws are made."""
FEW = 0.1
"""A part of the draws that may be different from the rest."""
FEW_ENDS = 0.02
"""A part of the ends that a fact may rule out as if it ruled out none."""
STUCK = 1e-7
"""A draw this close to a constraint holds it as an equation."""


@dataclass
class Allowance:
    """What work there is left for one party, and what could not be done within it."""

    left: float
    untried: list[int] = field(default_factory=list)

    def affords(self, cost: float) -> bool:
        """Whether there is so much work left; it is then taken."""
        if cost > self.left:
            return False
        self.left -= cost
        return True

    def allows(self, fact: int, cost: float) -> bool:
        """Whether there is so much work left for a fact; it is then taken."""
        if not self.affords(cost):
            self.untried.append(fact)
            return False
        return True


class _Starts(NamedTuple):
    """Where points set out that are to move far beyond a fact, or without an order.

    Each has its `variables` (points, variables), the rows that are `closed` to it (points, rows),
    and its `piece` (points,), of those with these `ends` and `equations` (pieces, rows).
    """

    fact: int
    variables: Floats
    closed: Bools
    ends: Sequence[Ends]
    piece: Ints
    equations: Bools


class MovingDraws:
    """A party's draws, as points that can move. Facts are numbered here as the rows have them."""

    def __init__(
        self,
        layout: Layout,
        draws: Draws,
        party: str,
        count: int,
        rng: np.random.Generator,
        tick: Callable[[], None] | None,
    ) -> None:
        self.layout, self.rng, self.tick = layout, rng, tick
        self.draws, self.party = draws, party
        self.rows = rows_of_party(layout, draws, party)
        self.variables = variables_of(layout, draws, party)
        ends, self.member = ends_of(layout, self.variables)
        most = max(1, MOST_ENTRIES // entries_of_piece(layout, self.rows))
        if len(ends) > most:  # so many of the first draws as have few enough pieces
            _, first = np.unique(self.member, return_index=True)
            self._take(int(np.sort(first)[most]))
            ends, self.member = ends_of(layout, self.variables)
        self.ends, self.count = ends, min(count, len(self.variables))
        close = self.rows.force & (self.rows.b - self.variables @ self.rows.A.T <= STUCK)
        self.equations = np.array(
            [self._equations(pair, close, self.member == k) for k, pair in enumerate(ends)]
        )
        held = self.equations[self.member]
        elsewhere = held & ~self.rows.force
        stuck = close & ~held & (self.rows.fact != ALWAYS)
        self.able = bool((elsewhere | stuck).any(axis=1).mean() < FEW)
        self._held = held.mean(axis=0)

    def _equations(self, ends: Ends, close: Bools, which: Bools) -> Bools:
        """The rows (rows,) that hold as equations in the draws of a piece, but for those that say
        only which its ends are."""
        selection, _ = selection_of(self.layout, ends, ())
        telling = (self.rows.A @ selection).any(axis=1)
        force = self.rows.force[which]
        return np.asarray(telling & force.any(axis=0) & (close[which] | ~force).all(axis=0))

    def _take(self, count: int) -> None:
        self.draws, self.variables = self.draws.first(count), self.variables[:count]
        self.rows = replace(self.rows, force=self.rows.force[:count])

    def out_of_reach(self, fact: int) -> bool:
        """Whether draws cannot get beyond a fact by moving: it holds something fast, or rules out
        which levels might be best or worst."""
        if (self._held[self.rows.fact == fact] > FEW).any():
            return True
        if len(self.ends) == 1:
            return False
        if self.draws.case.facts[self.rows.order[fact]].kind == "order":
            return self._other_ends.ruled_out > FEW
        return self._other_ends.without(fact) > FEW_ENDS

    @cached_property
    def _other_ends(self) -> OtherEnds:
        some = self.draws.first(self.count)
        rows = replace(self.rows, force=self.rows.force[: self.count])
        return OtherEnds(self.layout, some, self.party, rows, self.variables, self.rng)

    def without(self, facts: Sequence[int], work: Allowance) -> list[LeftOut]:
        """What is possible without each of some facts that are no orders."""
        if not facts:
            return []
        pieces = pieces_of(
            self.layout,
            self.rows,
            self.ends,
            self.equations,
            self.variables,
            self.rng,
            self.draws.prior,
        )
        most = self.count
        found = excursions_beyond(
            pieces, self.member, self.variables, facts, most, self.rng, self.tick
        )
        shared, polytope = self.polytopes()
        done, long = [], []
        for k, beyond in found.items():
            if beyond is None:
                long.append((-1.0, k, MOST_MOVES))
                continue
            mixture = Mixture(beyond, polytope)
            if mixture.suffices and (shared or not len(beyond.draw)):
                own = party_draws(self.layout, self.draws.case, beyond.variables)
                done.append(LeftOut(self.rows.order[k], beyond.draw, own, mixture))
            else:
                long.append((-mixture.beyond, k, moves_needed(beyond)))
        for moves, wanted in self._in_bounds(sorted(long), work).items():
            if moves == MOST_MOVES:
                done += self._beyond(wanted)
            else:
                done += self._moved(pieces, wanted, moves)
        return done

    def _beyond(self, facts: Sequence[int]) -> list[LeftOut]:
        """By moving draws far beyond facts."""
        starts = [
            _Starts(
                k,
                self.variables[: self.count],
                self.rows.force[: self.count] & (self.rows.fact != k),
                self.ends,
                self.member[: self.count],
                self.equations,
            )
            for k in facts
        ]
        return self._far(starts)

    def _far(self, starts: Sequence[_Starts]) -> list[LeftOut]:
        """By moving points until they are spread anew, at last in directions that suit how wide
        they are spread by then. The points of some facts move together."""
        done: list[LeftOut] = []
        entries = entries_of_piece(self.layout, self.rows)
        while starts:
            tables = np.cumsum([len(one.ends) * entries for one in starts])
            points = np.cumsum([one.closed.size for one in starts])
            fit = int(np.count_nonzero((tables <= MOST_ENTRIES) & (points <= BLOCK)))
            some, starts = starts[: max(1, fit)], starts[max(1, fit) :]
            done += self._far_together(some)
        return done

    def _far_together(self, starts: Sequence[_Starts]) -> list[LeftOut]:
        ends = [pair for one in starts for pair in one.ends]
        equations = np.concatenate([one.equations for one in starts])
        before = np.cumsum([0, *(len(one.ends) for one in starts)])
        piece = np.concatenate([one.piece + n for one, n in zip(starts, before, strict=False)])
        fact = np.repeat([one.fact for one in starts], [len(one.variables) for one in starts])
        closed = np.concatenate([one.closed for one in starts])
        variables = np.concatenate([one.variables for one in starts])
        spread, settled = self.variables, dict.fromkeys(fact.tolist(), False)
        for moves in (MOST_MOVES // 4, MOST_MOVES - MOST_MOVES // 4):
            pieces = pieces_of(
                self.layout, self.rows, ends, equations, spread, self.rng, self.draws.prior
            )
            y = pieces.of_variables(variables, piece)
            points = Points.at(pieces, piece, y, closed, fact)
            settled = settle(points, moves, self.rng, self.tick)
            variables = spread = pieces.variables(points.y, piece)
        return [
            self._anew(one.fact, variables[fact == one.fact], settled[one.fact]) for one in starts
        ]

    def polytopes(self) -> tuple[bool, Ints]:
        """Whether most draws share their polytopes with many, and which polytope each is in."""
        table = np.column_stack([self.member, self.rows.force])
        member = np.unique(table, axis=0, return_inverse=True)[1].reshape(-1)
        together = np.bincount(member)[member] >= TOGETHER
        return bool(together.mean() >= 1 - FEW), member

    def _in_bounds(
        self, long: Sequence[tuple[float, int, int]], work: Allowance
    ) -> dict[int, list[int]]:
        """The facts that there is work for, those that promise most first, by their moves."""
        chosen: dict[int, list[int]] = {}
        for _, k, moves in long:
            if work.allows(self.rows.order[k], self.count * moves * len(self.rows.b)):
                chosen.setdefault(moves, []).append(k)
        return chosen

    def _moved(self, pieces: Pieces, facts: Sequence[int], moves: int) -> list[LeftOut]:
        """By moving draws on, some facts at a time."""
        size = max(1, BLOCK // (self.count * len(self.rows.b)))
        done = []
        for at in range(0, len(facts), size):
            some = np.array(facts[at : at + size])
            draw = np.tile(np.arange(self.count), len(some))
            fact = np.repeat(some, self.count)
            closed = self.rows.force[draw] & (self.rows.fact != fact[:, None])
            piece = self.member[draw]
            y = pieces.of_variables(self.variables[draw], piece)
            points = Points.at(pieces, piece, y, closed, fact)
            reached = settle(points, moves, self.rng, self.tick)
            variables = pieces.variables(points.y, piece)
            done += [self._anew(k, variables[fact == k], reached[k]) for k in some.tolist()]
        return done

    def _anew(self, fact: int, variables: Floats, settled: bool) -> LeftOut:
        own = party_draws(self.layout, self.draws.case, variables)
        return LeftOut(self.rows.order[fact], np.arange(len(variables)), own, settled=settled)

    def with_free_levels(self, fact: int) -> LeftOut | None:
        """What is possible without an order whose levels no other fact is about; None where one
        is."""
        new = self._reordering(fact)
        starts = new.starts(self.variables[: self.count]) if new.free else None
        return None if starts is None else self._anew(fact, starts, settled=True)

    def without_orders(self, facts: Sequence[int], work: Allowance) -> list[LeftOut]:
        """What is possible without each of some orders for which there is work left."""
        starts = []
        for fact in facts:
            if work.allows(self.rows.order[fact], self.count * MOST_MOVES * len(self.rows.b)):
                new = self._reordering(fact)
                variables = new.starts(self.variables[: self.count])
                ends, piece = ends_of(self.layout, variables)
                held = self.equations.all(axis=0) & (self.rows.fact != fact)
                equations = np.tile(held, (len(ends), 1))
                starts.append(_Starts(fact, variables, new.closed, ends, piece, equations))
        return self._far(starts)

    def _reordering(self, fact: int) -> Reordering:
        some = self.draws.first(self.count)
        rows = replace(self.rows, force=self.rows.force[: self.count])
        equations = np.asarray(self.equations.all(axis=0))
        return Reordering(self.layout, some, rows, equations, fact, self.rng)
