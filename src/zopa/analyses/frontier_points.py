"""Which deals leave nothing unused?

The strict Pareto frontier holds the outcomes such that no other is at least as good for every
signatory and better for one. One picture is taken at the centre of the draws; how often an
outcome is on the frontier is counted over draws.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field

from zopa.analyses.board import Board, terms_key
from zopa.analyses.efficient import Efficient, efficient_outcomes
from zopa.analyses.once import once_for_draws
from zopa.analyses.registry import analysis
from zopa.analyses.result import Options, Record, Result, Share, Spread, Terms
from zopa.outcomes.arrays import ACCEPTANCE
from zopa.outcomes.diagram import TooTangled
from zopa.outcomes.frontier import Frontier as ParetoFrontier
from zopa.outcomes.frontier import FrontierTooLarge, pareto_frontier
from zopa.outcomes.terms import some_draws

if TYPE_CHECKING:
    from zopa.case.model import Case
    from zopa.preferences.draws import Draws


class FrontierOptions(Options):
    listed: int = Field(default=500, ge=1)
    """The most points of the frontier at the centre that are listed."""
    counted: int = Field(default=200, ge=1)
    """The most draws whose frontiers are counted; shares of 200 draws are good to about 7 points
    in a hundred."""
    oftenest: int = Field(default=10, ge=0)
    """The most outcomes that are listed as most often on the frontier."""


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
    options: FrontierOptions
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


@analysis(FrontierResult, FrontierOptions)
def frontier(case: Case, draws: Draws, options: FrontierOptions) -> FrontierResult:
    """Find the strict Pareto frontier at the centre of the draws, and how often outcomes are on it.

    Utilities are between 0 and 1. Exact by merging issue after issue (Nemhauser and Ullmann
    1969). Where the centre's frontier is too large, it is one within the factor that is stated;
    where issues are too tangled for merging, what programs find within a bound of work.
    """
    board = Board.of(case, draws)
    reservation = board.reservation.mean(axis=0)
    centre = efficient_at_centre(case, draws, options.listed)
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
    lengths, counts, looked_at = _count(board, options.counted)
    oftenest = sorted(
        ((share, board.space.decode(outcome)) for outcome, share in counts.items()),
        key=lambda entry: (-entry[0], terms_key(entry[1])),
    )[: options.oftenest]
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
        options=options,
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


@once_for_draws
def efficient_at_centre(case: Case, draws: Draws, listed: int) -> Efficient:
    """Find the outcomes that nothing dominates at the mean of the draws, and list up to so many."""
    board = Board.of(case, draws)
    return efficient_outcomes(board.space, board.centre.values, board.centre.terms, listed)


def _count(board: Board, most: int) -> tuple[np.ndarray, dict[tuple[int, ...], int], int]:
    """Of up to `most` draws the lengths of their frontiers, in how many of them each outcome is
    on the frontier, and how many draws were looked at."""
    lengths: list[float] = []
    counts: dict[tuple[int, ...], int] = {}
    of_draw: ParetoFrontier | None = None
    for d in range(min(most, len(board))):
        try:
            if of_draw is None or not board.alike:
                of_draw = pareto_frontier(
                    board.space,
                    [v[d] for v in board.values],
                    terms=some_draws(board.terms, d),
                    limit=200_000,
                )
        except (FrontierTooLarge, TooTangled):
            break
        outcomes, _ = of_draw.listing(ties=100)
        lengths.append(float(sum(int(m) for m in of_draw.multiplicity)))
        for outcome in outcomes:
            key = tuple(outcome.tolist())
            counts[key] = counts.get(key, 0) + 1
    return np.array(lengths), counts, len(lengths)
