"""The solutions where not all signatories must agree: which are looked for, and who wins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from zopa.analyses.agreed_fields import (
    AgreedField,
    agreed_field,
    agreed_nash,
    agreed_utilitarian,
    picture_at_centre,
    picture_of_draw,
)
from zopa.analyses.bargaining_records import NAMES, CentreWinner, Name, NotSolved
from zopa.analyses.won_in_draws import WonInDraws, centre_winners
from zopa.outcomes.diagram import TooTangled
from zopa.outcomes.frontier import FrontierTooLarge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from zopa.analyses.board import Board
    from zopa.case.model import Case

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]

ON_RULES = ("Laruelle and Valenciano 2007", "Shapley and Shubik 1954")
NO_SOURCE: dict[Name, str] = {
    "kalai_smorodinsky": (
        "it compares what each side gains with the most that it could gain while nobody is worse "
        "off than without a deal; where some can agree without the others, the others may be, and "
        "the solution is not defined (Kalai and Smorodinsky 1975)"
    ),
    "egalitarian": (
        "it makes the smallest gain as large as can be, which takes that everybody can refuse; "
        "where some can agree without the others, it is defined for what groups can share out, "
        "not for a list of deals (Kalai and Samet 1985)"
    ),
}
"""Why a solution is not looked for where not all must agree."""


def not_solved(board: Board, solved: Sequence[Name]) -> tuple[NotSolved, ...]:
    """Why each solution that is not among those solved is not looked for."""
    too_much = "in a space of this size too many groups can agree, or too many outcomes are good"
    powers = "the rule of agreement has too many groups for the powers of the sides to be told"
    reasons: dict[Name, str] = {"nash": too_much, "utilitarian": too_much, **NO_SOURCE}
    if board.game.powers is None:
        reasons["nash"] = powers
    return tuple(
        NotSolved(solution=name, reason=reasons[name]) for name in NAMES if name not in solved
    )


def won_by_rule(board: Board, names: Sequence[Name], most_work: int) -> dict[Name, WonInDraws]:
    """Who wins in each draw, where not all must agree; of fewer draws where they take much work."""
    found: dict[Name, list[WonInDraws]] = {name: [] for name in names}
    work = 0
    for d in range(len(board)) if names else ():
        try:
            field = agreed_field(board, picture_of_draw(board, d))
        except (FrontierTooLarge, TooTangled):
            break
        for name in names:
            at = np.flatnonzero(_wins_by_rule(board, field, board.reservation[d], name))
            gains = field.utilities[at[:1]] - board.reservation[d]
            found[name].append(
                WonInDraws(
                    np.full(len(at), d),
                    field.outcomes[at],
                    np.array([len(at) > 0]),
                    gains if len(at) else np.full((1, len(board.parties)), -1.0),
                )
            )
        work += field.work
        if work > most_work:
            break
    return {
        name: WonInDraws(*map(np.concatenate, zip(*won, strict=True)))
        for name, won in found.items()
        if won
    }


def draws_looked_at(won: Mapping[Name, WonInDraws]) -> int:
    """In how many distinct draws solutions were looked for."""
    return min((len(one.solved) for one in won.values()), default=0)


def _wins_by_rule(board: Board, field: AgreedField, reservation: Floats, name: Name) -> Bools:
    if name == "nash" and board.game.powers is not None:
        return agreed_nash(field, reservation, board.game.powers)
    return agreed_utilitarian(field, board.spans)


def by_rule_at_centre(case: Case, board: Board) -> dict[Name, tuple[CentreWinner, ...]]:
    """The winners at the mean of the draws, of the solutions that are looked for."""
    picture = picture_at_centre(board)
    try:
        field = agreed_field(board, picture)
    except (FrontierTooLarge, TooTangled):
        return {}
    names: tuple[Name, ...] = ("nash", "utilitarian") if board.game.powers else ("utilitarian",)
    return {
        name: centre_winners(
            case,
            board,
            field.outcomes,
            field.utilities,
            _wins_by_rule(board, field, picture.reservation, name),
        )
        for name in names
    }
