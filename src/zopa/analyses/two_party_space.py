"""What is each deal worth to two of the parties?

The points of the picture of the deal space, which is drawn for two parties at a time: a cloud of
outcomes, the outcomes that nothing dominates, the drafts, the fair deals, and what having no
agreement is worth to each of the two. All stand at the centre, the mean of the draws.

Unless the caller names two parties, they are the two signatories between whom agreement is
hardest: of all pairs the one that most often has no deal even between the two alone.
"""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
from pydantic import Field

from zopa.analyses.bargaining_points import fair_at_centre
from zopa.analyses.bargaining_records import BargainingOptions, Name
from zopa.analyses.board import LISTED, Board
from zopa.analyses.frontier_points import FrontierOptions, efficient_at_centre
from zopa.analyses.registry import analysis
from zopa.analyses.result import Options, Record, Result, Share, Terms
from zopa.foundation.chance import stream
from zopa.outcomes.frontier import FrontierTooLarge
from zopa.outcomes.terms import Box

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zopa.case.model import Case, Draft
    from zopa.outcomes.space import OutcomeSpace
    from zopa.preferences.draws import Draws

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int_]

SAMPLED = 2_000
"""Of a space that is too large to list, so many outcomes drawn uniformly stand for it."""
COMPARED = 200
"""The most draws in which it is looked for a deal between two signatories alone."""
DOT, WAY = 1, 2
"""Decimals of a hundredth to which dots and ways of settling a draft are rounded: what is nearer
to each other than that looks the same in a picture."""

DealPoint: TypeAlias = tuple[float, float]
"""Utilities of the first and of the second party, between 0 and 1."""


class DealSpaceOptions(Options):
    parties: tuple[str, str] | None = None
    """The two parties, by id; None for the two signatories between whom agreement is hardest."""
    dots: int = Field(default=600, ge=1)
    """The most outcomes that are listed as dots."""
    ways: int = Field(default=24, ge=1)
    """The most ways of settling the open and disputed terms of a draft that are listed."""
    frontier: int = Field(default=FrontierOptions().listed, ge=1)
    """The most outcomes that are listed as dominated by none."""
    solved: int = Field(default=BargainingOptions().solved, ge=1)
    """The fair deals stand at the mean of so many draws, as in the analysis of bargaining."""
    with_terms: bool = False
    """Whether it is also told which outcome stands at each point."""


class PairOfParties(Record):
    """Two signatories, and how hard agreement is between them alone."""

    parties: tuple[str, str]
    no_deal: Share | None
    """The draws in which no outcome would be signed by both; None where issues are so tied
    together that it is not looked for."""
    correlation: float = Field(ge=-1, le=1)
    """The correlation, over outcomes, of what they are worth to the one and to the other at the
    centre; 0 where all are worth the same to one of them."""


class DraftPoints(Record):
    """A draft, its open and disputed terms settled in one way after another."""

    draft: str
    ways: tuple[DealPoint, ...]
    terms: tuple[Terms, ...] = ()
    """The outcome that stands at each way; of several, the first. None unless asked for."""


class FairPoint(Record):
    """A fair deal at the centre; of several that tie, the first."""

    solution: Name
    point: DealPoint
    terms: Terms | None = None
    """Its outcome; None unless asked for."""


class DealSpaceResult(Result):
    options: DealSpaceOptions
    parties: tuple[str, ...]
    """The two parties: as the caller names them, else in the order of the case. None where the
    caller names none and fewer than two must agree; there are no points then."""
    pairs: tuple[PairOfParties, ...]
    """Where three or more must agree and the caller named no two, all pairs of signatories, the
    pair between whom agreement is hardest first."""
    no_deal: DealPoint | None
    """What having no agreement is worth to each; None where there are no points."""
    outcomes: tuple[DealPoint, ...]
    """Some of the allowed outcomes, spread over those that differ to the eye."""
    frontier: tuple[DealPoint, ...]
    """The outcomes that no other outcome dominates for the signatories, best for the first
    signatory first; empty where there are too many to be worked out."""
    drafts: tuple[DraftPoints, ...]
    """The drafts that the rules allow to be settled in some way."""
    fair: tuple[FairPoint, ...]
    """The fair deals; empty where the zone at the centre is empty or cannot be worked out."""
    outcome_terms: tuple[Terms, ...] = ()
    """The outcome that stands at each of `outcomes`; of several, the first. None unless asked
    for."""
    frontier_terms: tuple[Terms, ...] = ()
    """The same for `frontier`."""


@analysis(DealSpaceResult, DealSpaceOptions)
def deal_space(case: Case, draws: Draws, options: DealSpaceOptions) -> DealSpaceResult:
    """What outcomes, drafts and fair deals are worth to two parties at the centre of the draws.

    Utilities are between 0 and 1. ValueError for a party of which no preferences are drawn. The
    picture is that of Raiffa (1982), ch. 10.
    """
    board = Board.of(case, draws)
    named = options.parties
    pairs = _pairs(board) if named is None and len(board.parties) > 2 else ()
    parties = _named(draws, named) if named else pairs[0].parties if pairs else board.parties
    points = _points_for(case, draws, parties, options) if len(parties) == 2 else _NO_POINTS
    return DealSpaceResult(
        analysis="deal_space",
        question="What is each deal worth to two of the parties?",
        method=(
            "Every point is an outcome at the mean of the draws. Of a space that is too large to "
            "list, outcomes drawn uniformly stand for all, and of those that look alike one is "
            "kept. Where more than two parties must agree and none are named, the points are "
            "those of the two who most often have no deal even between the two alone."
        ),
        references=("Raiffa 1982, ch. 10",),
        draws=len(draws),
        seed=draws.seed,
        options=options,
        parties=parties if len(parties) == 2 else (),
        pairs=pairs,
        no_deal=points.no_deal,
        outcomes=points.outcomes,
        frontier=points.frontier,
        drafts=points.drafts,
        fair=points.fair,
        outcome_terms=points.outcome_terms,
        frontier_terms=points.frontier_terms,
    )


class _PicturePoints(NamedTuple):
    """The points of a picture, as in the record."""

    no_deal: DealPoint | None
    outcomes: tuple[DealPoint, ...]
    frontier: tuple[DealPoint, ...]
    drafts: tuple[DraftPoints, ...]
    fair: tuple[FairPoint, ...]
    outcome_terms: tuple[Terms, ...]
    frontier_terms: tuple[Terms, ...]


_NO_POINTS = _PicturePoints(None, (), (), (), (), (), ())


def _points_for(
    case: Case, draws: Draws, parties: tuple[str, ...], options: DealSpaceOptions
) -> _PicturePoints:
    centre = _TwoPartyCentre(
        Board.of(case, draws).space, draws, parties, with_terms=options.with_terms
    )
    settled = [_draft(centre, draft, options.ways, draws.seed) for draft in case.known_drafts]
    outcomes, outcome_terms = _dots(centre, options.dots, draws.seed)
    frontier, frontier_terms = _frontier(case, draws, centre, options.frontier)
    return _PicturePoints(
        no_deal=centre.no_deal,
        outcomes=outcomes,
        frontier=frontier,
        drafts=tuple(points for points in settled if points is not None),
        fair=_fair(case, draws, parties, options),
        outcome_terms=outcome_terms,
        frontier_terms=frontier_terms,
    )


def _named(draws: Draws, parties: tuple[str, str]) -> tuple[str, str]:
    """The two parties that the caller names, in the order in which the caller names them."""
    for party in parties:
        if party not in draws.parties:
            raise ValueError(f"no preferences are drawn for a party `{party}`")
    if parties[0] == parties[1]:
        raise ValueError("the picture takes two different parties")
    return parties


def _pairs(board: Board) -> tuple[PairOfParties, ...]:
    """All pairs of signatories, the pair between whom agreement is hardest first.

    Shares of draws without a deal are compared in whole percent; of pairs with the same share,
    first the one whose correlation, in hundredths, is lower, then the one whose ids come first.
    """
    outcomes = _some_outcomes(board.space, board.seed)
    worth = board.space.utilities(board.centre.values, outcomes, board.centre.terms)
    pairs = [
        PairOfParties(
            parties=(board.parties[p], board.parties[q]),
            no_deal=_no_deal_between(board, p, q),
            correlation=_correlation(worth[p], worth[q]),
        )
        for p, q in combinations(range(len(board.parties)), 2)
    ]
    return tuple(sorted(pairs, key=_ease))


def _ease(pair: PairOfParties) -> tuple[float, float, list[str]]:
    """What pairs are sorted by, so that the pair between whom agreement is hardest comes first."""
    share = pair.no_deal.share if pair.no_deal else 0.0
    return -round(share, 2), round(pair.correlation, 2), sorted(pair.parties)


def _no_deal_between(board: Board, first: int, second: int) -> Share | None:
    if board.tangled:
        return None
    try:
        return Share.of(~board.some(slice(COMPARED)).only([first, second]).has_zone)
    except FrontierTooLarge:
        return None


def _correlation(first: Floats, second: Floats) -> float:
    if len(first) < 2 or not np.ptp(first) > 1e-9 or not np.ptp(second) > 1e-9:
        return 0.0
    return float(np.clip(np.corrcoef(first, second)[0, 1], -1.0, 1.0))


class _TwoPartyCentre:
    """The preferences of two parties at the mean of some draws."""

    def __init__(
        self, space: OutcomeSpace, draws: Draws, parties: tuple[str, ...], *, with_terms: bool
    ) -> None:
        who = [draws.parties.index(party) for party in parties]
        values, _ = draws.centre
        self.space = space
        self.with_terms = with_terms
        self._values = tuple(v[who] for v in values)
        self._terms = tuple(Box(t.where, t.worth.mean(axis=0)[who]) for t in draws.terms)
        first, second = draws.reservation[:, who].mean(axis=0)
        self.no_deal: DealPoint = (float(first), float(second))

    def utilities(self, outcomes: Ints) -> Floats:
        """(outcomes, 2)."""
        return self.space.utilities(self._values, outcomes, self._terms).T

    def points(self, outcomes: Ints) -> tuple[DealPoint, ...]:
        return _points(self.utilities(outcomes))

    def distinct(self, outcomes: Ints, decimals: int) -> tuple[Floats, Ints]:
        """(points, 2): utilities rounded to so many decimals of a hundredth, none twice, in order;
        and the first outcome that stands at each, (points, issues)."""
        rounded = np.round(100 * self.utilities(outcomes), decimals)
        hundredths, first = np.unique(rounded, axis=0, return_index=True)
        return np.round(hundredths / 100, decimals + 2), outcomes[first]

    def terms(self, outcomes: Ints) -> tuple[Terms, ...]:
        """What the outcomes are, if that is asked for."""
        return tuple(map(self.space.decode, outcomes)) if self.with_terms else ()


def _points(utilities: Floats) -> tuple[DealPoint, ...]:
    return tuple((float(first), float(second)) for first, second in utilities)


def _some_outcomes(space: OutcomeSpace, seed: int) -> Ints:
    """Every allowed outcome; of a space that is too large to list, a uniform sample."""
    if space.count() <= LISTED:
        return space.enumerate(LISTED)
    return space.sample(SAMPLED, stream(seed, 4))


def _dots(
    centre: _TwoPartyCentre, most: int, seed: int
) -> tuple[tuple[DealPoint, ...], tuple[Terms, ...]]:
    utilities, outcomes = centre.distinct(_some_outcomes(centre.space, seed), DOT)
    if len(utilities) > most:
        kept = np.sort(stream(seed, 5).choice(len(utilities), most, replace=False))
        utilities, outcomes = utilities[kept], outcomes[kept]
    return _points(utilities), centre.terms(outcomes)


def _frontier(
    case: Case, draws: Draws, centre: _TwoPartyCentre, most: int
) -> tuple[tuple[DealPoint, ...], tuple[Terms, ...]]:
    try:
        efficient = efficient_at_centre(case, draws, most)
    except FrontierTooLarge:
        return (), ()
    return centre.points(efficient.outcomes), centre.terms(efficient.outcomes)


def _draft(centre: _TwoPartyCentre, draft: Draft, most: int, seed: int) -> DraftPoints | None:
    """A draft in each way in which its open and disputed terms may be settled; None where the
    rules allow none."""
    space = centre.space
    settled: list[Ints] = []
    for reading in product(*draft.levels.values()):
        bars = space.bars(space.encode(dict(zip(draft.levels, reading, strict=True))))
        count = space.count(bars)
        if 0 < count <= most:
            settled.append(space.enumerate(most, bars))
        elif count:
            settled.append(space.sample(most, stream(seed, 6), bars))
    if not settled:
        return None
    ways, outcomes = centre.distinct(np.concatenate(settled), WAY)
    return DraftPoints(
        draft=draft.id, ways=_points(ways[:most]), terms=centre.terms(outcomes[:most])
    )


def _fair(
    case: Case, draws: Draws, parties: tuple[str, ...], options: DealSpaceOptions
) -> tuple[FairPoint, ...]:
    try:
        fair = fair_at_centre(case, draws, options.solved)
    except FrontierTooLarge:
        return ()
    centre = _TwoPartyCentre(
        Board.of(case, draws).space, draws.first(fair.draws), parties, with_terms=False
    )
    points = []
    for solution, (winner, *_) in ((name, won) for name, won in fair.winners.items() if won):
        ((first, second),) = centre.points(centre.space.encode(winner.terms)[None])
        # those of the analysis of bargaining where it has them, so that the two agree to the digit
        worth = {**dict(zip(parties, (first, second), strict=True)), **winner.utilities}
        points.append(
            FairPoint(
                solution=solution,
                point=(worth[parties[0]], worth[parties[1]]),
                terms=winner.terms if options.with_terms else None,
            )
        )
    return tuple(points)
