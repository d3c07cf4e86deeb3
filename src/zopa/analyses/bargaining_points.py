"""What are the best deals?

Four bargaining solutions are looked for in every draw among the outcomes in the zone: Nash
(largest product of gains), Kalai–Smorodinsky (gains as equal as can be, as shares of the most
each could gain), egalitarian (gains as equal as can be) and utilitarian (largest sum). How
often an outcome wins is its acceptability index; ties are kept, so the shares of one solution
may sum to more than one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
from pydantic import Field

from zopa.analyses.board import PROGRAM_WORK, Board, terms_key
from zopa.analyses.efficient import best_by_programs
from zopa.analyses.once import once_for_draws
from zopa.analyses.registry import analysis
from zopa.analyses.result import Options, Record, Result, Share, Spread, Terms
from zopa.outcomes.arrays import TIE
from zopa.outcomes.diagram import TooTangled
from zopa.outcomes.frontier import FrontierTooLarge, pareto_frontier
from zopa.outcomes.solutions import SOLUTIONS, Solution
from zopa.outcomes.terms import some_draws

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from zopa.case.model import Case
    from zopa.outcomes.arrays import Barred
    from zopa.outcomes.space import OutcomeSpace
    from zopa.outcomes.terms import Term
    from zopa.preferences.draws import Draws

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int_]

Name = Literal["nash", "kalai_smorodinsky", "egalitarian", "utilitarian"]
NAMES: tuple[Name, ...] = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")
TIES = 20
"""Outcomes with one and the same utilities that are all looked at."""


class BargainingOptions(Options):
    solved: int = Field(default=1000, ge=1)
    """The most draws in which solutions are looked for, where every outcome of the space can be
    listed; shares of 1000 draws are good to about 3 points in a hundred."""
    listed: int = Field(default=5, ge=0)
    """The most outcomes that are listed as most often the solution."""


class Winner(Record):
    """An outcome and how often it is the solution."""

    terms: Terms
    share: Share


class LevelWins(Record):
    """A level of an issue, and how often the solution has it, among draws with a solution."""

    issue: str
    level: str
    share: Share


class CentreWinner(Record):
    """The solution at the centre of the draws."""

    terms: Terms
    utilities: dict[str, float]
    gains: dict[str, float]


class Solved(Record):
    """One bargaining solution over the draws."""

    solution: Name
    winners: tuple[Winner, ...]
    """The outcomes that win most often."""
    levels: tuple[LevelWins, ...]
    gains: dict[str, Spread]
    """Each signatory's gain over no agreement, in draws with a solution."""
    none: Share
    """Draws in which no outcome is in the zone."""
    centre: tuple[CentreWinner, ...]
    """All outcomes tied for the solution at the centre; empty if its zone is."""


class BargainingResult(Result):
    options: BargainingOptions
    solutions: tuple[Solved, ...]


@analysis(BargainingResult, BargainingOptions)
def bargaining(case: Case, draws: Draws, options: BargainingOptions) -> BargainingResult:
    """Find the four solutions over the draws and at their centre.

    Gains are utilities above no agreement, 0 or more. Sources: Nash (1950), Kalai and
    Smorodinsky (1975), Kalai (1977), Harsanyi (1955); ties and zero gains as
    `zopa.outcomes.solutions` says. Red lines and rules hold as in the zone.
    """
    whole = Board.of(case, draws)
    centre = fair_at_centre(case, draws, options.solved)
    board = whole.some(slice(centre.draws))
    if whole.alike and whole.tangled:
        field = _the_same_for_all(board, *whole.distinct.by_programs)
    else:
        field = _field(board)
    return BargainingResult(
        analysis="bargaining",
        question="What are the best deals?",
        method=(
            "Each solution is found in every draw among the outcomes that every signatory "
            "likes at least as much as no agreement, red lines and rules respected."
        ),
        references=(
            "Nash 1950",
            "Kalai and Smorodinsky 1975",
            "Kalai 1977",
            "Harsanyi 1955",
        ),
        draws=len(board),
        seed=draws.seed,
        options=options,
        solutions=tuple(
            _solve(board, field, name, options.listed, centre.winners[name]) for name in NAMES
        ),
    )


class FairAtCentre(NamedTuple):
    """The solutions at the mean of some draws."""

    draws: int
    """So many of the first draws are those that the mean is taken of."""
    winners: dict[Name, tuple[CentreWinner, ...]]
    """Of each solution all outcomes that tie; none where the zone at that mean is empty."""


@once_for_draws
def fair_at_centre(case: Case, draws: Draws, solved: int) -> FairAtCentre:
    """Find the solutions at the mean of the draws that `bargaining` looks at."""
    whole = Board.of(case, draws)
    board = whole.some(slice(solved if whole.listed else whole.fewer))
    by_programs = whole.alike and whole.tangled
    field = _Field(*whole.distinct.by_programs) if by_programs else _centre(board)
    return FairAtCentre(
        len(board), {name: _at_centre(board, field, SOLUTIONS[name]) for name in NAMES}
    )


class _Field(NamedTuple):
    """The outcomes that can win: the frontier within the zone, in every draw or in one."""

    outcomes: Ints
    """(…, outcomes, issues); draws with fewer outcomes are padded."""
    utilities: Floats
    """(…, outcomes, signatories); -1 in the padding, which no signatory would sign."""


def _field(board: Board) -> _Field:
    looked_at = board.distinct
    two_of_a_list = looked_at.listed and len(board.parties) == 2
    by_draw = list(_listed_pairs(looked_at) if two_of_a_list else _frontiers(looked_at))
    if len(looked_at) < len(board):
        by_draw *= len(board)
    # at least one column, so that there is a first where nothing is ever in the zone
    most = max((len(efficient) for efficient, _ in by_draw), default=0) or 1
    outcomes = np.zeros((len(board), most, len(board.space.issues)), dtype=np.int_)
    utilities = np.full((len(board), most, len(board.parties)), -1.0)
    for d, (efficient, points) in enumerate(by_draw):
        outcomes[d, : len(efficient)] = efficient
        utilities[d, : len(efficient)] = points
    return _Field(outcomes, utilities)


def _the_same_for_all(board: Board, outcomes: Ints, utilities: Floats) -> _Field:
    """What was found for one draw, for each of the draws."""
    shape = (len(board), *outcomes.shape), (len(board), *utilities.shape)
    return _Field(np.broadcast_to(outcomes, shape[0]), np.broadcast_to(utilities, shape[1]))


def _frontiers(board: Board) -> Iterator[tuple[Ints, Floats]]:
    """For each draw the frontier within the zone: outcomes and their utilities."""
    for d in range(len(board)):
        yield efficient_in_zone(
            board.space,
            [v[d] for v in board.values],
            some_draws(board.terms, d),
            tuple(b[d].any(axis=0) for b in board.barred),
            board.reservation[d],
        )


def efficient_in_zone(
    space: OutcomeSpace,
    values: Sequence[Floats],
    terms: Sequence[Term],
    barred: Barred,
    reservation: Floats,
) -> tuple[Ints, Floats]:
    """Find the frontier within the zone; where that is not feasible, those of its outcomes that the
    solutions look at."""
    try:
        merged = pareto_frontier(space, values, terms=terms, barred=barred, floor=reservation)
    except (FrontierTooLarge, TooTangled):
        return best_by_programs(space, values, terms, barred, reservation, PROGRAM_WORK)
    outcomes, rows = merged.listing(ties=TIES)
    return outcomes, merged.utilities[rows]


def _listed_pairs(board: Board) -> Iterator[tuple[Ints, Floats]]:
    """The same for two signatories, many draws at a time: in the order of what one of them
    likes best, an outcome is dominated if an earlier one was better for the other.

    What ties for the first may stay although the second is worse off; a solution only needs
    all that can win to be there.
    """
    able = board.members.any(axis=0)  # what is in no zone wins nowhere
    outcomes = board.outcomes[able]
    for block in board.blocks(max(1, len(outcomes))):
        utilities = board.some(block).utilities(outcomes)
        utilities[~np.broadcast_to(board.members[block][:, None, able], utilities.shape)] = -1.0
        order = np.argsort(-utilities[:, 0], axis=1, kind="stable")
        first, second = np.take_along_axis(utilities, order[:, None], axis=2).swapaxes(0, 1)
        best_so_far = np.maximum.accumulate(second, axis=1)
        kept = (second >= best_so_far - TIE) & (first >= 0)
        for d, keep in enumerate(kept):
            yield outcomes[order[d, keep]], np.column_stack([first[d, keep], second[d, keep]])


def _solve(
    board: Board, field: _Field, name: Name, listed: int, centre: tuple[CentreWinner, ...]
) -> Solved:
    won = SOLUTIONS[name](field.utilities, board.reservation)
    solved = np.asarray(won.any(axis=1))
    at, which = np.nonzero(won)
    rows = field.outcomes[at, which]
    distinct, counts = np.unique(rows, axis=0, return_counts=True)
    ranked = sorted(
        zip(counts.tolist(), map(board.space.decode, distinct), strict=True),
        key=lambda entry: (-entry[0], terms_key(entry[1])),
    )[:listed]
    levels = [np.zeros((len(board), n), dtype=bool) for n in board.space.shape]
    for i, hit in enumerate(levels):
        hit[at, rows[:, i]] = True
    # of tied winners the first stands for all: they tie in what the solution weighs
    first = won[solved].argmax(axis=1)
    gains = field.utilities[solved, first] - board.reservation[solved]
    return Solved(
        solution=name,
        winners=tuple(
            Winner(terms=terms, share=Share.of(np.arange(len(board)) < count))
            for count, terms in ranked
        ),
        levels=tuple(
            LevelWins(issue=issue, level=level, share=Share.of(levels[i][solved, k]))
            for i, issue in enumerate(board.space.issues)
            for k, level in enumerate(board.space.levels[i])
        ),
        gains={party: Spread.of(gains[:, p]) for p, party in enumerate(board.parties)},
        none=Share.of(~solved),
        centre=centre,
    )


def _centre(board: Board) -> _Field:
    """The field at the mean of the draws; a level counts as barred where most draws bar it."""
    values, terms, reservation = board.centre
    return _Field(*efficient_in_zone(board.space, values, terms, board.barred_mostly, reservation))


def _at_centre(board: Board, field: _Field, solution: Solution) -> tuple[CentreWinner, ...]:
    outcomes, utilities = field
    reservation = board.centre.reservation
    won = np.flatnonzero(solution(utilities, reservation))
    return tuple(
        CentreWinner(
            terms=board.space.decode(outcomes[row]),
            utilities=dict(zip(board.parties, utilities[row].tolist(), strict=True)),
            gains=dict(zip(board.parties, (utilities[row] - reservation).tolist(), strict=True)),
        )
        for row in won
    )
