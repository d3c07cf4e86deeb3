"""Which deals leave nothing unused?

The strict Pareto frontier holds the outcomes such that no other is at least as good for every
signatory and better for one. All signatories count, whoever must agree: what is better for all of
them is agreed by all who would agree to the other (Pareto's criterion; Moulin 1988, *Axioms of
Cooperative Decision Making*, ch. 1). One picture is taken at the centre of the draws; how often an
outcome is on the frontier is counted over draws.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from pydantic import Field

from zopa.analyses.board import Board
from zopa.analyses.efficient import Efficient, efficient_outcomes
from zopa.analyses.once import once_for_draws
from zopa.analyses.registry import analysis
from zopa.analyses.result import Options, Record, Result, Share, Spread, Terms
from zopa.analyses.tally import OutcomeTally
from zopa.outcomes.arrays import ACCEPTANCE
from zopa.outcomes.diagram import TooTangled
from zopa.outcomes.frontier import FrontierTooLarge, pareto_frontier
from zopa.outcomes.terms import some_draws
from zopa.outcomes.voting import agreed

if TYPE_CHECKING:
    from zopa.case.model import Case
    from zopa.outcomes.arrays import Floats, Ints
    from zopa.preferences.draws import Draws

COUNTED_WORK = 30_000_000
"""Frontiers of further draws are counted as long as they took no more work than this, in vectors
(`Frontier.work`): some four seconds."""
COUNTED_LIMIT = 200_000
"""The most partial vectors on the way to a frontier that is counted."""
COUNTED_TIES = 100
"""The most outcomes of one and the same vector that are counted."""


class FrontierOptions(Options):
    listed: int = Field(default=500, ge=1)
    """The most points of the frontier at the centre that are listed."""
    counted: int = Field(default=200, ge=1)
    """The most draws whose frontiers are counted; shares of 200 draws are good to about 7 points
    in a hundred. There are fewer where the frontiers are long."""
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
    its levels; where not all must agree, enough signatories like it so and bar none of them."""


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
        points.append(
            FrontierPoint(
                terms=board.space.decode(outcome),
                utilities=dict(zip(board.parties, map(float, utilities), strict=True)),
                gains=dict(zip(board.parties, map(float, gains), strict=True)),
                in_zone=_in_zone(board, outcome, gains),
            )
        )
    counted = _count(board, options.counted)
    return FrontierResult(
        analysis="frontier",
        question="Which deals leave nothing unused?",
        method=(
            "An outcome is on the frontier if no other is at least as good for every signatory "
            "and better for one. The picture is of the mean of the draws."
        ),
        references=("Nemhauser and Ullmann 1969", "Raiffa 1982, ch. 10"),
        draws=counted.draws,
        seed=draws.seed,
        options=options,
        points=tuple(points),
        points_in_all=centre.in_all,
        factor=centre.factor,
        complete=centre.complete,
        reservation=dict(zip(board.parties, map(float, reservation), strict=True)),
        length=Spread.of(counted.lengths),
        oftenest=tuple(
            FrontierOutcome(terms=terms, share=Share.counted(hits, counted.draws))
            for terms, hits in counted.tally.oftenest(options.oftenest)
        ),
    )


def _in_zone(board: Board, outcome: Ints, gains: Floats) -> bool:
    """Whether enough signatories would sign an outcome at the centre."""
    levels = list(enumerate(outcome))
    if board.game.takes_all:
        barred = any(board.barred_mostly[i][k] for i, k in levels)
        return bool((gains >= -ACCEPTANCE).all()) and not barred
    signed = gains >= -ACCEPTANCE
    for i, k in levels:
        signed = signed & ~board.each_bars_mostly[i][:, k]
    return bool(agreed(board.game, signed[:, None])[0])


@once_for_draws
def efficient_at_centre(case: Case, draws: Draws, listed: int) -> Efficient:
    """Find the outcomes that nothing dominates at the mean of the draws, and list up to so many."""
    board = Board.of(case, draws)
    return efficient_outcomes(board.space, board.centre.values, board.centre.terms, listed)


class _Counted(NamedTuple):
    """What was counted over the frontiers of some draws."""

    draws: int
    """So many of the first draws were looked at."""
    lengths: Floats
    """(draws,): how many outcomes are on the frontier of each."""
    tally: OutcomeTally
    """In how many of the draws each outcome is on the frontier."""


def _count(board: Board, most: int) -> _Counted:
    """Count over the frontiers of up to `most` draws; of fewer where they take too much work."""
    looked_at = board.some(slice(most))
    distinct, times = looked_at.distinct, looked_at.times
    tally = OutcomeTally(board.space)
    lengths: list[float] = []
    work = 0
    for d in range(len(distinct)):
        if work > COUNTED_WORK:
            break
        try:
            of_draw = pareto_frontier(
                board.space,
                [v[d] for v in distinct.values],
                terms=some_draws(distinct.terms, d),
                limit=COUNTED_LIMIT,
            )
        except (FrontierTooLarge, TooTangled):
            break
        outcomes, _ = of_draw.listing(ties=COUNTED_TIES)
        tally.add(outcomes, int(times[d]))
        lengths.append(float(sum(int(m) for m in of_draw.multiplicity)))
        work += of_draw.work + outcomes.size // 10
    seen = looked_at.before(len(lengths))
    if seen < int(times[: len(lengths)].sum()):  # draws were counted that stand after the last
        return _count(board, seen)
    return _Counted(seen, np.array(lengths)[looked_at.which[:seen]], tally)
