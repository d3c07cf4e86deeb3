"""Which deals leave nothing unused?

The strict Pareto frontier: outcomes such that no other is at least as good for every
signatory and better for one. One picture is taken at the centre of the draws; how often an
outcome is on the frontier is counted over draws.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from zopa.analyses.board import Board, terms_key
from zopa.analyses.efficient import efficient
from zopa.analyses.registry import analysis
from zopa.analyses.result import Record, Result, Share, Spread, Terms
from zopa.outcomes.arrays import ACCEPTANCE
from zopa.outcomes.diagram import TooTangled
from zopa.outcomes.frontier import Frontier as ParetoFrontier
from zopa.outcomes.frontier import FrontierTooLarge, pareto_frontier
from zopa.outcomes.terms import some_draws

if TYPE_CHECKING:
    from zopa.case.model import Case
    from zopa.preferences.draws import Draws

COUNTED = 200
"""Draws on which frontiers are counted: shares are then good to about 7 points."""
LISTED_POINTS = 500
"""The most points of the centre's frontier that the record lists."""
OFTENEST = 10


class FrontierPoint(Record):
    """An efficient outcome at the centre of the draws."""

    terms: Terms
    utilities: dict[str, float]
    gains: dict[str, float]
    """Utility above no agreement."""
    in_zone: bool
    """At the centre, no signatory likes it less than no agreement, and most draws bar none of
    its levels."""


class FrontierOutcome(Record):
    """An outcome and how often it is on the frontier."""

    terms: Terms
    share: Share


class FrontierResult(Result):
    points: tuple[FrontierPoint, ...]
    """At the centre, best for the first signatory first."""
    points_in_all: int
    factor: float
    """Every outcome's gains above the worst are, for every signatory, at most this times those of
    some point: 1 where the points are the frontier itself."""
    complete: bool
    """Whether it is proved that the points are all (to within the factor)."""
    reservation: dict[str, float]
    """At the centre."""
    length: Spread
    """Outcomes on the frontier of a draw."""
    oftenest: tuple[FrontierOutcome, ...]


@analysis(FrontierResult)
def frontier(case: Case, draws: Draws) -> FrontierResult:
    """The strict Pareto frontier at the centre of the draws, and how often outcomes are on it.

    Utilities are between 0 and 1. Exact by merging issue after issue (Nemhauser and Ullmann
    1969). Where the centre's frontier is too large, it is one within the factor that is stated;
    where issues are too tangled for merging, what programs find in a stated time.
    """
    board = Board.of(case, draws)
    reservation = board.reservation.mean(axis=0)
    centre = efficient(board.space, board.centre.values, board.centre.terms, LISTED_POINTS)
    points = []
    for outcome, utilities in zip(centre.outcomes, centre.utilities, strict=True):
        gains = utilities - reservation
        barred = any(b[k] for b, k in zip(board.barred_mostly, outcome, strict=True))
        points.append(
            FrontierPoint(
                terms=board.space.decode(outcome),
                utilities=dict(zip(board.parties, map(float, utilities), strict=True)),
                gains=dict(zip(board.parties, map(float, gains), strict=True)),
                in_zone=bool((gains >= -ACCEPTANCE).all()) and not barred,
            )
        )
    lengths, counts, looked_at = _count(board)
    oftenest = sorted(
        ((share, board.space.decode(outcome)) for outcome, share in counts.items()),
        key=lambda entry: (-entry[0], terms_key(entry[1])),
    )[:OFTENEST]
    return FrontierResult(
        analysis="frontier",
        question="Which deals leave nothing unused?",
        method=(
            "An outcome is on the frontier if no other is at least as good for every signatory "
            "and better for one. The picture is of the mean of the draws."
        ),
        references=("Nemhauser and Ullmann 1969", "Raiffa 1982, ch. 10"),
        draws=looked_at,
        seed=draws.seed,
        points=tuple(points),
        points_in_all=centre.in_all,
        factor=centre.factor,
        complete=centre.complete,
        reservation=dict(zip(board.parties, map(float, reservation), strict=True)),
        length=Spread.of(lengths),
        oftenest=tuple(
            FrontierOutcome(terms=terms, share=Share.of(np.arange(looked_at) < round(hits)))
            for hits, terms in oftenest
        ),
    )


def _count(board: Board) -> tuple[np.ndarray, dict[tuple[int, ...], int], int]:
    """Frontier lengths by draw, in how many draws each outcome is on it, and draws looked at."""
    lengths: list[float] = []
    counts: dict[tuple[int, ...], int] = {}
    found: ParetoFrontier | None = None
    for d in range(min(COUNTED, len(board))):
        try:
            if found is None or not board.alike:
                found = pareto_frontier(
                    board.space,
                    [v[d] for v in board.values],
                    terms=some_draws(board.terms, d),
                    limit=200_000,
                )
        except (FrontierTooLarge, TooTangled):
            break
        outcomes, _ = found.listing(ties=100)
        lengths.append(float(sum(int(m) for m in found.multiplicity)))
        for outcome in outcomes:
            key = tuple(outcome.tolist())
            counts[key] = counts.get(key, 0) + 1
    return np.array(lengths), counts, len(lengths)
