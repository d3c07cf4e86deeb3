"""Swaps: two terms of a draft changed together, so that every side has more.

The party gives one of them and gets the other. That such pairs exist wherever sides weigh issues
differently is what logrolling lives on (Froman and Cohen 1970, Behavioral Science 15, 180–183).
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from zopa.analyses.counter_records import IssueSwap
from zopa.analyses.result import Share, Spread
from zopa.outcomes.arrays import ACCEPTANCE

if TYPE_CHECKING:
    from zopa.analyses.moves_from_draft import Move, Moves

TOLD = 3
"""So many swaps are told, each of another pair of issues."""
MOST_PAIRS = 2_000
"""Where terms on several issues add to the values, no swap is told among more pairs of changes."""


def issue_swaps(moves: Moves) -> tuple[IssueSwap, ...]:
    """The swaps that are better for all in the most draws, of those that raise every signatory by
    the mean; one for each pair of issues."""
    draws = moves.view.draws
    who = [draws.parties[k] for k in draws.signatories]
    if moves.view.party not in who:
        return ()
    own = who.index(moves.view.party)
    if draws.terms and len(moves.single) ** 2 > 2 * MOST_PAIRS:
        return ()
    ways: list[tuple[float, Move]] = []
    for pair in combinations(sorted(moves.single), 2):
        if pair[0][0] == pair[1][0]:
            continue
        change = [float(moves.means[part][own]) for part in pair]
        if min(change) >= -ACCEPTANCE or max(change) <= ACCEPTANCE:
            continue
        together = moves.means[pair[0]] + moves.means[pair[1]]
        if not draws.terms and np.any(together <= ACCEPTANCE):
            continue
        gains = moves.gains(pair)
        if np.any(gains.mean(axis=0) <= ACCEPTANCE) or not moves.allowed(pair):
            continue
        ways.append((float(np.all(gains > ACCEPTANCE, axis=1).mean()), pair))
    best: dict[tuple[int, ...], tuple[float, Move]] = {}
    for share, way in sorted(ways, key=lambda way: (-way[0], moves.key(way[1]))):
        best.setdefault(tuple(sorted(issue for issue, _ in way)), (share, way))
    chosen = [way for share, way in best.values() if share > 0][:TOLD]
    return tuple(_told(moves, way, who, own) for way in chosen)


def _told(moves: Moves, pair: Move, who: list[str], own: int) -> IssueSwap:
    gives, gets = sorted(pair, key=lambda part: float(moves.means[part][own]))
    gains = moves.gains(pair)
    return IssueSwap(
        gives=moves.told(gives),
        gets=moves.told(gets),
        gains={party: Spread.of(gains[:, k]) for k, party in enumerate(who)},
        for_all=Share.of(np.asarray(np.all(gains > ACCEPTANCE, axis=1))),
    )
