"""Best and worst levels that facts leave open, and whether fewer facts would leave more of them.

Where it is not known which level of an issue is best or worst, each draw takes ends that its facts
allow. Without a fact there may be others, which no draw with the fact has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from zopa.preferences.constraints import relation_of
from zopa.preferences.linear import System, relative_interior
from zopa.preferences.party_rows import ends_of
from zopa.preferences.pieces import Ends, draw_ends, selection_of
from zopa.preferences.silence import OpenTerms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from zopa.preferences.draws import Draws
    from zopa.preferences.layout import Layout
    from zopa.preferences.party_rows import PartyRows

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]

LOOKED_AT = 40
"""Ends that the facts rule out, of which it is asked whether they would do so without one."""


class OtherEnds:
    """Ends that a party's orders allow, but not all its facts, in some draws."""

    def __init__(
        self,
        layout: Layout,
        draws: Draws,
        party: str,
        rows: PartyRows,
        variables: Floats,
        rng: np.random.Generator,
    ) -> None:
        self._rows = rows
        self._programs = PiecePrograms(layout, rows, np.zeros(len(rows.b), dtype=bool))
        proposed = _proposed(layout, draws, party, rng)
        ends, member = ends_of(layout, variables)
        known = {pair: variables[member == k] for k, pair in enumerate(ends)}
        self._ruled_out: list[tuple[Ends, Bools]] = []
        looked = 0
        for pair, force in zip(proposed, rows.force, strict=True):
            if len(self._ruled_out) == LOOKED_AT:
                break
            looked += 1
            there = known.get(pair)
            if there is not None and (there @ rows.A[force].T <= rows.b[force]).all(axis=1).any():
                continue
            if self._programs.point(pair, force) is None:
                self._ruled_out.append((pair, force))
        self._looked = max(1, looked)

    @property
    def ruled_out(self) -> float:
        """The part of the ends that orders allow which the facts rule out."""
        return len(self._ruled_out) / self._looked

    def without(self, fact: int) -> float:
        """The part that one fact rules out, numbered as the rows have it."""
        closed = self._rows.fact != fact
        allowed = sum(
            self._programs.point(pair, force & closed) is not None
            for pair, force in self._ruled_out
        )
        return allowed / self._looked


def _proposed(layout: Layout, draws: Draws, party: str, rng: np.random.Generator) -> Sequence[Ends]:
    """Ends for each draw, evenly from those that its orders allow."""
    ends = np.empty((len(draws), len(layout.blocks), 2), dtype=np.intp)
    for facts, _, which in draws.settings.groups(OpenTerms(draws.case, layout), party):
        ends[which] = draw_ends([relation_of(block, facts) for block in layout], len(which), rng)
    return [Ends(tuple(e[:, 0].tolist()), tuple(e[:, 1].tolist())) for e in ends]


class PiecePrograms:
    """Which pieces have preferences at all, as linear programs tell, each once."""

    def __init__(self, layout: Layout, rows: PartyRows, equations: Bools) -> None:
        self._layout, self._rows, self._equations = layout, rows, equations
        self._known: dict[tuple[Ends, bytes], Floats | None] = {}

    @property
    def number(self) -> int:
        """How many programs there were."""
        return len(self._known)

    def inside(self, ends: Ends, closed: Bools, firm: Bools) -> Floats | None:
        """Variables well inside a piece, where the rows `closed` hold, some of which are `firm` in
        all draws; None where it is empty, or flatter than it should be."""
        return None if self.point(ends, firm) is None else self.point(ends, closed)

    def point(self, ends: Ends, closed: Bools) -> Floats | None:
        """Variables well inside a piece where some rows (rows,) hold; None as for `inside`."""
        key = ends, closed.tobytes()
        if key not in self._known:
            self._known[key] = self._solved(ends, closed)
        return self._known[key]

    def _solved(self, ends: Ends, closed: Bools) -> Floats | None:
        selection, weights = selection_of(self._layout, ends, ())
        A, b = self._rows.A[closed] @ selection, self._rows.b[closed]
        plain = np.abs(A).max(axis=1) > 0
        if (b[~plain] < 0).any():
            return None
        single = [selection[block.weight] for block in self._layout if len(block.breakpoints) == 1]
        C, d = np.array([weights, *single]), np.append(1.0, np.zeros(len(single)))
        inside = relative_interior(System(A[plain], b[plain], C, d))
        if inside is None or inside.tight.sum() > self._equations[closed][plain].sum():
            return None
        return np.asarray(selection @ inside.point)
