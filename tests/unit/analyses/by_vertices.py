"""All vertices of what a party may want, by trying every set of constraints as equations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import TYPE_CHECKING

import numpy as np

from zopa.preferences.constraints import no_deal_below_aspiration, rows_of_fact
from zopa.preferences.layout import Layout

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zopa.case.model import Case, Fact

    Floats = NDArray[np.float64]


def vertices(
    case: Case, layout: Layout, facts: Sequence[Fact], reading: dict[tuple[str, str], str]
) -> Floats:
    """(vertices, variables) of the polytopes of a party without bonuses, for every choice of each
    issue's best and worst level."""
    rows = [row for fact in facts for row in rows_of_fact(case, layout, fact, reading)]
    rows.append(no_deal_below_aspiration(layout))
    found = [
        corners
        for ends in product(*(_ends(len(block.breakpoints)) for block in layout))
        if len(corners := _corners(layout, rows, ends))
    ]
    return np.concatenate(found) if found else np.empty((0, layout.size))


def _ends(levels: int) -> list[tuple[int, int]]:
    return [(b, w) for b in range(levels) for w in range(levels) if b != w or levels == 1]


def _corners(layout: Layout, rows: list, ends: Sequence[tuple[int, int]]) -> Floats:  # type: ignore[type-arg]
    equal, value = [], []
    for block, (best, worst) in zip(layout, ends, strict=True):
        row = np.zeros(layout.size)
        row[[block.first + best, block.weight]] = 1.0, -1.0
        low = np.zeros(layout.size)
        low[block.first + worst] = 1.0
        equal += [row, low]
        value += [0.0, 0.0]
    total = np.zeros(layout.size)
    total[layout.summed] = 1.0
    C, d = np.array([*equal, total]), np.array([*value, 1.0])
    A, b = (np.array(part) for part in zip(*_inequalities(layout, rows), strict=True))
    # in the coordinates of the affine hull of the equations
    point, *_ = np.linalg.lstsq(C, d, rcond=None)
    _, singular, right = np.linalg.svd(C)
    basis = right[int((singular > 1e-9).sum()) :].T
    A, b = A @ basis, b - A @ point
    keep = np.abs(A).max(axis=1) > 1e-9
    if (b[~keep] < -1e-9).any():
        return np.empty((0, layout.size))
    A, b = (
        np.unique(np.column_stack([A[keep], b[keep]]).round(12), axis=0)[:, :-1],
        np.unique(np.column_stack([A[keep], b[keep]]).round(12), axis=0)[:, -1],
    )
    sets = np.array(list(combinations(range(len(b)), basis.shape[1])))
    square, bound = A[sets], b[sets]
    regular = np.abs(np.linalg.det(square)) > 1e-9
    corners = np.linalg.solve(square[regular], bound[regular][..., None])[..., 0]
    inside = (corners @ A.T <= b + 1e-9).all(axis=1)
    return np.asarray(point + corners[inside] @ basis.T)


def _inequalities(layout: Layout, rows: list) -> Iterator[tuple[Floats, float]]:  # type: ignore[type-arg]
    yield from ((row.a, row.b) for row in rows)
    for block in layout:
        for k in range(block.first, block.stop):
            below, above = np.zeros(layout.size), np.zeros(layout.size)
            below[k] = -1.0
            above[[k, block.weight]] = 1.0, -1.0
            yield below, 0.0
            yield above, 0.0
    for k in (layout.reservation, layout.aspiration):
        unit = np.zeros(layout.size)
        unit[k] = 1.0
        yield unit, 1.0
        yield -unit, 0.0
