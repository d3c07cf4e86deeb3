"""All constraints on one party's variables, each with the fact that it comes from and the draws in
which it is in force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from zopa.preferences.constraints import no_deal_below_aspiration, rows_of_fact
from zopa.preferences.pieces import Ends
from zopa.preferences.settings import canonical_order
from zopa.preferences.silence import OpenTerms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from zopa.preferences.constraints import ReadingKey
    from zopa.preferences.draws import Draws
    from zopa.preferences.layout import IssueBlock, Layout

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]
    Ints = NDArray[np.intp]

ALWAYS = -1
"""Stands for the fact of what holds whatever was reported: no level is worth less than nothing or
more than the best, and the reservation value lies between 0 and the aspiration value, which is at
most 1."""


@dataclass(frozen=True)
class PartyRows:
    """Constraints `A x <= b` on the variables of one party.

    A is (rows, variables) and b (rows,), as the layout has its variables.
    """

    A: Floats
    b: Floats
    fact: Ints
    """(rows,): the fact that each row comes from, by its position in `order`, or ALWAYS."""
    force: Bools
    """(draws, rows): whether the row is in force in the draw."""
    order: tuple[int, ...]
    """Positions in the ledger of all facts, in canonical order."""


def rows_of_party(layout: Layout, draws: Draws, party: str) -> PartyRows:
    """The constraints on a party's variables in some draws of a case."""
    case, count = draws.case, len(draws)
    A, b, fact, force = [], [], [], []

    def add(row: Floats, bound: float, source: int, where: Bools) -> None:
        A.append(row)
        b.append(bound)
        fact.append(source)
        force.append(where)

    always = np.ones(count, dtype=bool)
    for row, bound in _always(layout):
        add(row, bound, ALWAYS, always)
    order = canonical_order(case)
    silence = OpenTerms(case, layout)
    for number, k in enumerate(order):
        entry = case.facts[k]
        if entry.party != party:
            continue
        bearing = draws.settings.bearing_on(silence, party, [entry])
        terms = [key for key in bearing if key[0] in case.drafts]
        for reading, where in _readings(draws, terms):
            there = where & draws.in_force.get(k, always)
            for row, bound in rows_of_fact(case, layout, entry, reading):
                add(row, bound, number, there)
    return PartyRows(
        np.array(A), np.array(b), np.array(fact, dtype=np.intp), np.array(force).T.copy(), order
    )


def _always(layout: Layout) -> Iterator[tuple[Floats, float]]:
    for block in layout:
        for position in range(block.first, block.stop):
            level, above = np.zeros(layout.size), np.zeros(layout.size)
            level[position] = -1.0
            above[position], above[block.weight] = 1.0, -1.0
            yield level, 0.0
            yield above, 0.0
    for position in (layout.reservation, layout.aspiration):
        held_out = np.zeros(layout.size)
        held_out[position] = 1.0
        yield -held_out, 0.0
        yield held_out, 1.0
    yield no_deal_below_aspiration(layout)


def _readings(
    draws: Draws, terms: Sequence[ReadingKey]
) -> Iterator[tuple[dict[ReadingKey, str], Bools]]:
    """The readings of some terms that draws take, and the draws that take each."""
    taken = np.column_stack(
        [np.zeros(len(draws), dtype=np.intp), *(draws.readings[key] for key in terms)]
    )
    kinds, member = np.unique(taken, axis=0, return_inverse=True)
    readings = [
        {
            key: draws.case.issues[key[1]].level_ids[int(position)]
            for key, position in zip(terms, kind[1:], strict=True)
        }
        for kind in kinds
    ]
    for number in sorted(range(len(readings)), key=lambda n: tuple(readings[n].values())):
        yield readings[number], member.reshape(-1) == number


def variables_of(layout: Layout, draws: Draws, party: str) -> Floats:
    """The variables (draws, variables) behind the draws of a party that has no bonuses."""
    column = draws.parties.index(party)
    variables = np.zeros((len(draws), layout.size))
    for k, issue in enumerate(draws.issues):
        block = layout.blocks[issue]
        values = draws.values[k][:, column]
        levels = [block.issue.index(level) for level in block.breakpoints]
        variables[:, block.first : block.stop] = values[:, levels]
        variables[:, block.weight] = values.max(axis=1)
    variables[:, layout.reservation] = draws.reservation[:, column]
    variables[:, layout.aspiration] = draws.aspiration[:, column]
    return variables


def ends_of(
    layout: Layout, variables: Floats, blocks: Sequence[IssueBlock] | None = None
) -> tuple[list[Ends], Ints]:
    """The best and worst breakpoints that occur, and which of them each draw has, (draws,).

    With `blocks` only those of some issues are told.
    """
    values = [variables[:, b.first : b.stop] for b in (layout if blocks is None else blocks)]
    count = len(values)
    table = np.zeros((len(variables), 2 * count), dtype=np.intp)
    for k, worth in enumerate(values):
        table[:, k], table[:, count + k] = worth.argmax(axis=1), worth.argmin(axis=1)
    if not count:
        return [Ends((), ())], np.zeros(len(variables), dtype=np.intp)
    kinds, member = np.unique(table, axis=0, return_inverse=True)
    ends = [Ends(tuple(kind[:count].tolist()), tuple(kind[count:].tolist())) for kind in kinds]
    return ends, member.reshape(-1)
