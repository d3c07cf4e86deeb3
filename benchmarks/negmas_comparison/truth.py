"""Who is right: every outcome looked at, in whole numbers, with nothing of either tool.

Utilities are whole numbers of one unit (`cases.Exact`), so sums and comparisons are exact.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from .cases import Case
from .tools import Answer, Points

CHUNK = 500_000
"""Outcomes listed at a time."""


@dataclass(frozen=True)
class Truth:
    """The frontier's distinct vectors `(n, parties)` and how many outcomes have each."""

    vectors: np.ndarray
    outcomes: list[int]


@dataclass(frozen=True)
class Verdict:
    """How an answer compares with the truth."""

    missing: int
    """Vectors of the frontier that it does not have."""
    extra: int
    """Vectors it has that are dominated."""
    doubled: int
    """Rows beyond the first for one vector, as far as they are not other outcomes."""
    outcomes: int
    """Outcomes on the frontier that it names or counts."""

    @property
    def right(self) -> bool:
        return not (self.missing or self.extra or self.doubled)


def listed(case: Case, start: int, stop: int) -> np.ndarray:
    """Exact utilities `(n, parties)` of a stretch of all outcomes."""
    levels = np.unravel_index(np.arange(start, stop), case.shape)
    tables = zip(case.exact.values, levels, strict=True)
    return np.asarray(np.sum([table[:, own].T for table, own in tables], axis=0))


def frontier_of(case: Case) -> Truth:
    kept = np.empty((0, case.parties), dtype=case.exact.values[0].dtype)
    counts: list[int] = []
    for start in range(0, case.size, CHUNK):
        points = listed(case, start, min(start + CHUNK, case.size))
        vectors, many = undominated(
            np.concatenate([kept, points]), counts + [1] * len(points), case.exact.slack
        )
        kept, counts = vectors, many
    return Truth(kept, counts)


def undominated(
    points: np.ndarray, counts: list[int], slack: list[int]
) -> tuple[np.ndarray, list[int]]:
    """Distinct undominated rows, and the sum of the counts of those equal to each.

    The row with the largest sum is undominated, whatever it dominates or equals goes, and so on.
    """
    room = np.array(slack, dtype=points.dtype)
    many = np.array(counts, dtype=np.int64)
    order = np.argsort(points.sum(axis=1), kind="stable")[::-1]
    points, many = points[order], many[order]
    rows, sums = [], []
    while len(points):
        best = points[0]
        behind = (points <= best + room).all(axis=1)
        equal = behind & (points >= best - room).all(axis=1)
        rows.append(best)
        sums.append(int(many[equal].sum()))
        points, many = points[~behind], many[~behind]
    return np.array(rows), sums


def judged(case: Case, truth: Truth, answer: Answer, named: int) -> Verdict:
    """`named`: how many outcomes the answer names or counts as being on the frontier."""
    own = np.array(
        [
            sum(table[:, level] for table, level in zip(case.exact.values, outcome, strict=True))
            for outcome in answer.outcomes
        ],
        dtype=truth.vectors.dtype,
    ).reshape(-1, case.parties)
    room = np.array(case.exact.slack, dtype=own.dtype)
    hit: dict[int, int] = {}
    extra = 0
    for row in own:
        same = np.flatnonzero((np.abs(truth.vectors - row) <= room).all(axis=1))
        if len(same):
            hit[int(same[0])] = hit.get(int(same[0]), 0) + 1
        else:
            extra += 1
    doubled = sum(max(0, many - truth.outcomes[row]) for row, many in hit.items())
    return Verdict(len(truth.vectors) - len(hit), extra, doubled, named)


def points_of(case: Case, truth: Truth) -> dict[str, list[tuple[Fraction, ...]]]:
    """Nash, Kalai, Kalai–Smorodinsky and largest sum by their definitions, in fractions."""
    least = case.exact.reservation
    vectors = [
        tuple(Fraction(int(x), case.exact.unit) for x in row) for row in truth.vectors.tolist()
    ]
    slack = [Fraction(s, case.exact.unit) for s in case.exact.slack]
    rational = [
        row for row in vectors if all(u >= r - s for u, r, s in zip(row, least, slack, strict=True))
    ]
    if not rational:
        return {name: [] for name in ("nash", "kalai", "kalai_smorodinsky", "welfare")}
    gains = {row: tuple(u - r for u, r in zip(row, least, strict=True)) for row in rational}
    ideal = [max(gain[p] for gain in gains.values()) for p in range(case.parties)]

    def shares(row: tuple[Fraction, ...]) -> list[Fraction]:
        own = zip(gains[row], ideal, strict=True)
        return sorted(gain / best if best > 0 else Fraction(1) for gain, best in own)

    def product(row: tuple[Fraction, ...]) -> Fraction:
        result = Fraction(1)
        for gain in gains[row]:
            result *= gain
        return result

    scores: dict[str, Callable[[tuple[Fraction, ...]], Any]] = {
        "nash": product,
        "kalai": lambda row: sorted(gains[row]),
        "kalai_smorodinsky": shares,
        "welfare": sum,
    }
    found = {}
    for name, score in scores.items():
        best = max(score(row) for row in rational)
        found[name] = [row for row in rational if score(row) == best]
    return found


def agree(found: Points, true: dict[str, list[tuple[Fraction, ...]]], name: str) -> bool:
    """Whether the points found are the true ones, to nine digits."""

    def key(rows: list[tuple[Fraction, ...]] | list[tuple[float, ...]]) -> set[tuple[float, ...]]:
        return {tuple(round(float(u), 9) + 0.0 for u in row) for row in rows}

    return key(found[name]) == key(true[name])
