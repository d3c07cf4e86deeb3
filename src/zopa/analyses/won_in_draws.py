"""Who wins by a solution, in each draw and at their centre."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from zopa.analyses.bargaining_records import CentreWinner

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zopa.analyses.board import Board
    from zopa.case.model import Case

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int_]


class WonInDraws(NamedTuple):
    """What one solution names in each draw."""

    draw: Ints
    """(winners,): in which draw."""
    outcomes: Ints
    """(winners, issues)."""
    solved: Bools
    """(draws,): whether there is a winner."""
    gains: Floats
    """(draws, signatories): what each gains over no agreement. Of tied winners the first stands for
    all, since they tie in what the solution weighs."""


def centre_winners(
    case: Case, board: Board, outcomes: Ints, utilities: Floats, wins: Bools
) -> tuple[CentreWinner, ...]:
    """The winners at the mean of the draws; `wins` `(outcomes,)` says which they are."""
    reservation = board.centre.reservation
    scales = {
        k: scale
        for k, party in enumerate(board.parties)
        if (scale := case.parties[party].own_scale) is not None
    }
    return tuple(
        CentreWinner(
            terms=board.space.decode(outcomes[row]),
            utilities=dict(zip(board.parties, utilities[row].tolist(), strict=True)),
            gains=dict(zip(board.parties, (utilities[row] - reservation).tolist(), strict=True)),
            points={
                board.parties[k]: float(worst + (best - worst) * utilities[row, k])
                for k, (worst, best) in scales.items()
            },
            points_gained={
                board.parties[k]: float((best - worst) * (utilities[row, k] - reservation[k]))
                for k, (worst, best) in scales.items()
            },
        )
        for row in np.flatnonzero(wins)
    )
