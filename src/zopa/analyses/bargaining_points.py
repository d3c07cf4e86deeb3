"""What are the best deals?

Four bargaining solutions are looked for in every draw among the outcomes in the zone: Nash
(largest product of gains), Kalai–Smorodinsky (gains as equal as can be, as shares of the most
each could gain), egalitarian (gains as equal as can be) and utilitarian (largest sum). How
often an outcome wins is its acceptability index; ties are kept, so the shares of one solution
may sum to more than one.

The first two are the same on whatever scale each party counts. The other two compare what parties
gain with each other: in their own points where all have them, else as shares of all that each
could want at once.

Where not all signatories must agree, the largest sum is that over all outcomes that enough of them
would sign, and Nash's solution is that of Laruelle and Valenciano (2007, Journal of Economic Theory
132, 291–305), in which the rule of agreement gives each party its power. The two others are not
looked for, and it is said why.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from zopa.analyses.bargaining_records import (
    COMPARING,
    NAMES,
    BargainingOptions,
    BargainingResult,
    CentreWinner,
    LevelWins,
    Name,
    Solved,
    Winner,
)
from zopa.analyses.board import Board
from zopa.analyses.efficient import best_by_programs
from zopa.analyses.once import once_for_draws
from zopa.analyses.registry import analysis
from zopa.analyses.result import Share, Spread
from zopa.analyses.rule_winners import (
    ON_RULES,
    by_rule_at_centre,
    draws_looked_at,
    not_solved,
    won_by_rule,
)
from zopa.analyses.tally import OutcomeTally
from zopa.analyses.won_in_draws import WonInDraws, centre_winners
from zopa.outcomes.arrays import TIE
from zopa.outcomes.diagram import TooTangled
from zopa.outcomes.frontier import Frontier, FrontierTooLarge, pareto_frontier
from zopa.outcomes.programs.solver import STEPS_A_SECOND, Budget
from zopa.outcomes.solutions import SOLUTIONS, individually_rational
from zopa.outcomes.terms import some_draws

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from zopa.case.model import Case
    from zopa.outcomes.arrays import Barred
    from zopa.outcomes.space import OutcomeSpace
    from zopa.outcomes.terms import Term
    from zopa.preferences.draws import Draws

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int_]

TIES = 20
"""Outcomes with one and the same utilities that are all looked at."""
FIELD_LIMIT = 300_000
"""The most partial vectors on the way to the frontier within the zone."""
FIELDS_WORK = 30_000_000
"""Solutions are looked for in further draws as long as that took no more work than this, in vectors
(`Frontier.work`): some four seconds."""
MOST_BY_PROGRAMS = 5
"""Where the frontier is too large, solutions are looked for in so many draws, each by programs."""
BY_PROGRAMS = 10 * STEPS_A_SECOND
"""Steps of work that all of these draws may take together, and as many the centre."""
SWEPT = 500
"""In spaces of at most so many outcomes, all of them are swept for two signatories; in larger ones
merging issue after issue is quicker."""
SIDE_BY_SIDE = 500_000
"""The most utilities in one array when solutions are looked for in several draws at once."""


@analysis(BargainingResult, BargainingOptions)
def bargaining(case: Case, draws: Draws, options: BargainingOptions) -> BargainingResult:
    """Find the four solutions over the draws and at their centre.

    Gains are utilities above no agreement, 0 or more. Sources: Nash (1950), Kalai and
    Smorodinsky (1975), Kalai (1977), Harsanyi (1955); ties and zero gains as
    `zopa.outcomes.solutions` says. Red lines and rules hold as in the zone. Where every signatory
    has points of its own, the egalitarian and the utilitarian solution are those of the points.
    """
    whole = Board.of(case, draws)
    centre = fair_at_centre(case, draws, options.solved)
    board = whole.some(slice(centre.draws))
    if not whole.game.takes_all:
        won = won_by_rule(board.distinct, list(centre.winners), FIELDS_WORK)
        board = board.some(slice(board.before(draws_looked_at(won))))
    elif whole.alike:
        won = _won(whole.some(slice(1)), [field_at_centre(case, draws, options.solved)])
    else:
        won = _won(board.distinct, _fields(board.distinct))
        board = board.some(slice(board.before(len(won["nash"].solved))))
    return BargainingResult(
        analysis="bargaining",
        question="What are the best deals?",
        method=(
            "Each solution is found in every draw among the outcomes that every signatory "
            "likes at least as much as no agreement, red lines and rules respected."
            if whole.game.takes_all
            else "In every draw the largest sum of all signatories' utilities is looked for among "
            "the outcomes that enough of them would sign; the largest product of gains, each "
            "raised to its party's power by the rule of agreement, among those that all would."
        ),
        references=(
            *("Nash 1950", "Kalai and Smorodinsky 1975", "Kalai 1977", "Harsanyi 1955"),
            *(() if whole.game.takes_all else ON_RULES),
        ),
        draws=len(board),
        seed=draws.seed,
        options=options,
        scale="share of the whole" if board.spans is None else "own points",
        solutions=tuple(
            _solved(board, won[name], name, options.listed, winners)
            for name, winners in centre.winners.items()
            if name in won
        ),
        not_solved=() if whole.game.takes_all else not_solved(whole, list(won)),
        powers={}
        if whole.game.takes_all
        else {p: float(x) for p, x in zip(whole.parties, whole.game.powers or (), strict=False)},
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
    board = _solved_draws(case, draws, solved)
    if not board.game.takes_all:
        return FairAtCentre(len(board), by_rule_at_centre(case, board))
    field = field_at_centre(case, draws, solved)
    return FairAtCentre(len(board), {name: _at_centre(case, board, field, name) for name in NAMES})


@once_for_draws
def field_at_centre(case: Case, draws: Draws, solved: int) -> FieldOfDraw:
    """Find the outcomes that can win at the mean of the draws that `bargaining` looks at.

    A level counts as barred where most draws bar it.
    """
    whole = Board.of(case, draws)
    if whole.alike and whole.tangled:
        return FieldOfDraw(*whole.distinct.by_programs)
    board = _solved_draws(case, draws, solved)
    values, terms, reservation = board.centre
    return efficient_in_zone(
        board.space, values, terms, board.barred_mostly, reservation, board.spans
    )


def _solved_draws(case: Case, draws: Draws, solved: int) -> Board:
    whole = Board.of(case, draws)
    return whole.some(slice(solved if whole.listed else whole.fewer))


def _winners(name: Name, utilities: Floats, reservation: Floats, spans: Floats | None) -> Bools:
    """Which outcomes a solution marks, `(..., n)`; `spans` is that of a board."""
    if spans is None or name not in COMPARING:
        return SOLUTIONS[name](utilities, reservation)
    # Who refuses what is decided on the scale 0..1, for which the tolerance is meant.
    accepted = individually_rational(utilities, reservation)[..., None]
    return SOLUTIONS[name](np.where(accepted, utilities * spans, -np.inf), reservation * spans)


class FieldOfDraw(NamedTuple):
    """The outcomes that can win in a draw: the frontier within its zone."""

    outcomes: Ints
    """(outcomes, issues)."""
    utilities: Floats
    """(outcomes, signatories)."""


def _fields(board: Board) -> Iterator[FieldOfDraw]:
    """The field of each draw."""
    if board.listed and len(board.parties) == 2 and board.space.count() <= SWEPT:
        yield from _listed_pairs(board)
        return
    work = by_programs = 0
    budget = Budget.of(BY_PROGRAMS)
    for d in range(len(board)):
        of_draw = (
            board.space,
            [v[d] for v in board.values],
            some_draws(board.terms, d),
            tuple(b[d].any(axis=0) for b in board.barred),
            board.reservation[d],
        )
        merged = None if by_programs else _merged(*of_draw)
        if merged is None:
            by_programs += 1
            before = budget.left
            yield FieldOfDraw(*best_by_programs(*of_draw, budget, board.spans))
            if budget.left < before - budget.left:  # another draw would be cut short
                return
        else:
            work += merged.work
            yield _listed(merged)
        if work > FIELDS_WORK or by_programs >= MOST_BY_PROGRAMS:
            return


def efficient_in_zone(
    space: OutcomeSpace,
    values: Sequence[Floats],
    terms: Sequence[Term],
    barred: Barred,
    reservation: Floats,
    spans: Floats | None = None,
) -> FieldOfDraw:
    """Find the frontier within the zone; where that is not feasible, those of its outcomes that the
    solutions look at. `spans` is that of a board."""
    merged = _merged(space, values, terms, barred, reservation)
    if merged is not None:
        return _listed(merged)
    return FieldOfDraw(
        *best_by_programs(space, values, terms, barred, reservation, BY_PROGRAMS, spans)
    )


def _merged(
    space: OutcomeSpace,
    values: Sequence[Floats],
    terms: Sequence[Term],
    barred: Barred,
    reservation: Floats,
) -> Frontier | None:
    """The frontier within the zone; None where merging is not feasible."""
    try:
        return pareto_frontier(
            space, values, terms=terms, barred=barred, floor=reservation, limit=FIELD_LIMIT
        )
    except (FrontierTooLarge, TooTangled):
        return None


def _listed(merged: Frontier) -> FieldOfDraw:
    outcomes, rows = merged.listing(ties=TIES)
    return FieldOfDraw(outcomes, merged.utilities[rows])


def _listed_pairs(board: Board) -> Iterator[FieldOfDraw]:
    """The same for two signatories, many draws at a time: in the order of what one of them
    likes best, an outcome is dominated if an earlier one was better for the other.

    What ties for the first may stay although the second is worse off; a solution only needs
    all that can win to be there.
    """
    able = board.members.often > 0  # what is in no zone wins nowhere
    outcomes = board.outcomes[able]
    for block in board.blocks(max(1, len(outcomes))):
        utilities = board.some(block).utilities(outcomes)
        signed = board.members.of_draws(block)[:, None, able]
        utilities[~np.broadcast_to(signed, utilities.shape)] = -1.0
        order = np.argsort(-utilities[:, 0], axis=1, kind="stable")
        first, second = np.take_along_axis(utilities, order[:, None], axis=2).swapaxes(0, 1)
        best_so_far = np.maximum.accumulate(second, axis=1)
        kept = (second >= best_so_far - TIE) & (first >= 0)
        for d, keep in enumerate(kept):
            utilities_kept = np.column_stack([first[d, keep], second[d, keep]])
            yield FieldOfDraw(outcomes[order[d, keep]], utilities_kept)


def _won(board: Board, fields: Iterable[FieldOfDraw]) -> dict[Name, WonInDraws]:
    """Who wins, of the field of each draw. Fields are put side by side and padded, a few at a
    time."""
    issues, parties = len(board.space.issues), len(board.parties)
    found: dict[Name, list[WonInDraws]] = {name: [] for name in NAMES}
    start = 0
    for several in _in_blocks(fields, parties):
        # At least one column, so that there is a first where nothing is in the zone.
        most = max(1, *(len(field.outcomes) for field in several))
        utilities = np.full((len(several), most, parties), -np.inf)  # nobody would sign that
        for d, field in enumerate(several):
            utilities[d, : len(field.utilities)] = field.utilities
        reservation = board.reservation[start : start + len(several)]
        for name in NAMES:
            won = _winners(name, utilities, reservation, board.spans)
            at, place = np.nonzero(won)
            rows = [several[d].outcomes[place[at == d]] for d in np.unique(at)]
            outcomes = np.concatenate([np.empty((0, issues), dtype=np.int_), *rows])
            first = utilities[np.arange(len(several)), won.argmax(axis=1)]
            found[name].append(
                WonInDraws(start + at, outcomes, np.asarray(won.any(axis=1)), first - reservation)
            )
        start += len(several)
    return {
        name: WonInDraws(*map(np.concatenate, zip(*won, strict=True)))
        for name, won in found.items()
    }


def _in_blocks(fields: Iterable[FieldOfDraw], parties: int) -> Iterator[list[FieldOfDraw]]:
    """Runs of fields of which arrays of utilities stay small."""
    block: list[FieldOfDraw] = []
    most = 0
    for field in fields:
        most = max(most, len(field.outcomes))
        if block and (len(block) + 1) * most * parties > SIDE_BY_SIDE:
            yield block
            block, most = [], len(field.outcomes)
        block.append(field)
    if block:
        yield block


def _solved(
    board: Board, won: WonInDraws, name: Name, listed: int, centre: tuple[CentreWinner, ...]
) -> Solved:
    times, draws = board.times, len(board)
    tally = OutcomeTally(board.space)
    tally.add(won.outcomes, times[won.draw])
    solved = int(times[won.solved].sum())
    levels = []
    told = zip(board.space.issues, board.space.levels, strict=True)
    for i, (issue, names) in enumerate(islice(told, board.space.told)):
        hit = np.zeros((len(times), len(names)), dtype=np.bool_)
        hit[won.draw, won.outcomes[:, i]] = True
        levels += [
            LevelWins(issue=issue, level=level, share=Share.counted(int(hits), solved))
            for level, hits in zip(names, times @ hit, strict=True)
        ]
    gains = board.spread(won.gains)[board.spread(won.solved)]
    return Solved(
        solution=name,
        winners=tuple(
            Winner(terms=terms, share=Share.counted(count, draws))
            for terms, count in tally.oftenest(listed)
        ),
        levels=tuple(levels),
        gains={party: Spread.of(gains[:, p]) for p, party in enumerate(board.parties)},
        none=Share.counted(draws - solved, draws),
        centre=centre,
    )


def _at_centre(
    case: Case, board: Board, field: FieldOfDraw, name: Name
) -> tuple[CentreWinner, ...]:
    outcomes, utilities = field
    wins = _winners(name, utilities, board.centre.reservation, board.spans)
    return centre_winners(case, board, outcomes, utilities, wins)
