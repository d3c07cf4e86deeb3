"""The outcomes among which solutions are looked for where not all parties must agree.

The zone is then the outcomes that all members of some winning group would sign. Which of them wins
is looked for among those that are efficient for all parties within one such group's zone, group by
group; where outcomes are listed, among all that are in the zone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from zopa.outcomes.arrays import ACCEPTANCE
from zopa.outcomes.frontier import Frontier, FrontierTooLarge, pareto_frontier
from zopa.outcomes.solutions.gains import WIN, top
from zopa.outcomes.solutions.product import asymmetric_nash
from zopa.outcomes.terms import Term, some_draws
from zopa.outcomes.voting import agreed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from numpy.typing import NDArray

    from zopa.analyses.board import Board

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int_]

FIELD_LIMIT = 300_000
"""The most partial vectors on the way to the frontier within one group's zone."""
TIES = 20
"""Outcomes with one and the same utilities that are all looked at."""


class AgreedField(NamedTuple):
    """The outcomes of one set of preferences that can win."""

    outcomes: Ints
    """(outcomes, issues): all of them in the zone."""
    utilities: Floats
    """(outcomes, signatories)."""
    by_all: Bools
    """(outcomes,): whether all signatories would sign it."""
    work: int
    """About how many vectors it took to find them."""


class OnePicture(NamedTuple):
    """One set of preferences, and what each signatory bars."""

    values: Sequence[Floats]
    """One array an issue, (signatories, levels)."""
    terms: Sequence[Term]
    bars: Sequence[Bools]
    """One array an issue, (signatories, levels)."""
    reservation: Floats
    """(signatories,)."""


def picture_of_draw(board: Board, d: int) -> OnePicture:
    """The preferences of one draw."""
    return OnePicture(
        [v[d] for v in board.values],
        some_draws(board.terms, d),
        [b[d] for b in board.barred],
        board.reservation[d],
    )


def picture_at_centre(board: Board) -> OnePicture:
    """The mean of the draws; a party bars what it bars in most of them."""
    values, terms, reservation = board.centre
    return OnePicture(values, terms, board.each_bars_mostly, reservation)


def agreed_field(board: Board, picture: OnePicture) -> AgreedField:
    """Find the outcomes that can win.

    Raises FrontierTooLarge and TooTangled where they cannot be found by merging, and
    FrontierTooLarge where too many groups can agree for that.
    """
    if board.listed:
        outcomes, work = board.outcomes, len(board.outcomes)
    else:
        if board.groups is None:
            raise FrontierTooLarge("too many groups of parties can agree")
        everybody = tuple(range(len(board.parties)))
        merged = [_of_group(board, picture, group) for group in {*board.groups, everybody}]
        found = [frontier.listing(ties=TIES)[0] for frontier in merged]
        outcomes = np.unique(np.concatenate(found), axis=0)
        work = sum(frontier.work for frontier in merged)
    utilities = board.space.utilities(tuple(picture.values), outcomes, picture.terms)
    signed = utilities >= picture.reservation[:, None] - ACCEPTANCE
    for i, bar in enumerate(picture.bars):
        if bar.any():
            signed &= ~bar[:, outcomes[:, i]]
    inside = np.flatnonzero(agreed(board.game, signed))
    by_all = np.asarray(signed[:, inside].all(axis=0))
    of_each = np.ascontiguousarray(utilities[:, inside].T)
    return AgreedField(outcomes[inside], of_each, by_all, work)


def _of_group(board: Board, picture: OnePicture, group: tuple[int, ...]) -> Frontier:
    """The outcomes that all members of a group would sign and that no other such outcome
    dominates for all parties."""
    members = list(group)
    floor = np.full(len(picture.reservation), -np.inf)
    floor[members] = picture.reservation[members]
    return pareto_frontier(
        board.space,
        picture.values,
        terms=picture.terms,
        barred=tuple(np.asarray(bar[members].any(axis=0)) for bar in picture.bars),
        floor=floor,
        limit=FIELD_LIMIT,
    )


def agreed_nash(field: AgreedField, reservation: Floats, powers: Sequence[Fraction]) -> Bools:
    """Which outcomes of a field win by Nash's solution in the shadow of the rule.

    It is the largest product of gains, each raised to the power of the party's Shapley–Shubik
    index, among the outcomes that nobody refuses (Laruelle and Valenciano 2007, Journal of Economic
    Theory 132, 291–305).
    """
    solution = asymmetric_nash([float(power) for power in powers])
    won = np.zeros(len(field.outcomes), dtype=np.bool_)
    at = np.flatnonzero(field.by_all)
    won[at] = solution(field.utilities[at], reservation)
    return won


def agreed_utilitarian(field: AgreedField, spans: Floats | None) -> Bools:
    """Which outcomes of a field have the largest sum of all signatories' utilities (Harsanyi 1955,
    Journal of Political Economy 63, 309–321); `spans` is that of a board."""
    total = (field.utilities if spans is None else field.utilities * spans).sum(axis=1)
    scale = max(1.0, float(np.abs(total).max(initial=0.0)))
    return top(total, np.ones(len(total), dtype=np.bool_), WIN * scale)
