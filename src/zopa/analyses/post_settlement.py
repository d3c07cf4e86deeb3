"""The nearest packages that are better for all than a draft: post-settlement settlements.

Who has agreed may still find something that each side likes better, and keeps what is agreed if not
(Raiffa 1985, Negotiation Journal 1, 9–12). The fewer terms change, the easier that is to take up.
"""

from __future__ import annotations

from itertools import combinations, product
from math import comb, prod
from typing import TYPE_CHECKING

import numpy as np

from zopa.analyses.counter_records import Improvement, Improvements
from zopa.analyses.result import Share, Spread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zopa.analyses.moves_from_draft import Move, Moves

TOLD = 3
"""So many packages are told."""
MOST_MOVES = 20_000
"""Up to so many packages with the same number of changed terms are looked at."""


def nearest_improvements(moves: Moves, draft: str, most: int, improvement: float) -> Improvements:
    """The packages with the fewest changed terms that raise every signatory by `improvement` or
    more in over half of the draws; at most `most` terms are changed."""
    draws = moves.view.draws
    who = [draws.parties[k] for k in draws.signatories]
    levels: dict[int, list[tuple[int, int]]] = {}
    for part in sorted(moves.single):
        levels.setdefault(part[0], []).append(part)
    for count in range(1, most + 1):
        if _many(levels, count) > MOST_MOVES:
            return Improvements(draft=draft, nearest=(), changes=count - 1)
        found: list[tuple[float, Move]] = []
        for move in _moves(levels, count):
            for_all = np.all(moves.gains(move) >= improvement, axis=1)
            if for_all.mean() > 0.5 and moves.allowed(move):
                found.append((float(for_all.mean()), move))
        if found:
            found.sort(key=lambda way: (-way[0], moves.key(way[1])))
            told = (_told(moves, move, who, improvement) for _, move in found[:TOLD])
            return Improvements(draft=draft, nearest=tuple(told), changes=count)
    return Improvements(draft=draft, nearest=(), changes=most)


def _many(levels: dict[int, list[tuple[int, int]]], count: int) -> int:
    """At most so many moves there are that change so many terms."""
    largest = sorted((len(parts) for parts in levels.values()), reverse=True)[:count]
    return comb(len(levels), count) * prod(largest)


def _moves(levels: dict[int, list[tuple[int, int]]], count: int) -> Iterator[Move]:
    for issues in combinations(levels, count):
        yield from product(*(levels[issue] for issue in issues))


def _told(moves: Moves, move: Move, who: list[str], improvement: float) -> Improvement:
    gains = moves.gains(move)
    parts = sorted(move, key=lambda part: moves.key([part]))
    return Improvement(
        changed=tuple(moves.told(part) for part in parts),
        gains={party: Spread.of(gains[:, k]) for k, party in enumerate(who)},
        for_all=Share.of(np.asarray(np.all(gains >= improvement, axis=1))),
    )
