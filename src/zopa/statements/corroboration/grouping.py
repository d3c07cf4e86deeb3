"""Grouping statements into claims, by average linkage over the probabilities of pairs.

The pairs are taken from the most probable down. Two groups become one if the mean probability
between their members is at least one half, so a chain of similar statements does not lead from one
claim to another. For large groups the mean is taken over a few pairs that are evenly spread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

MOST = 6
"""How many members of each of two groups are compared, at most."""
JOINED = 0.5
"""Two groups are joined if the mean probability between their members is at least this."""

Pairs = Sequence[tuple[int, int, float]]


def groups(
    count: int, pairs: Pairs, probability: Callable[[int, int], float]
) -> list[tuple[list[int], float]]:
    """Groups of the numbers 0 to `count` - 1, each with the least mean probability of its joins.

    `pairs` holds the pairs that are worth comparing, with their probabilities; `probability` is
    called for any other pair that is needed. The groups come in the order of their first members.

    >>> chance = {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.0}
    >>> groups(4, [(0, 1, 0.9), (1, 2, 0.8)], lambda a, b: chance[a, b])
    [([0, 1], 0.9), ([2], 1.0), ([3], 1.0)]
    """
    home = list(range(count))
    members = {index: [index] for index in range(count)}
    least = dict.fromkeys(range(count), 1.0)
    known = {(a, b): chance for a, b, chance in pairs}
    refused: dict[tuple[int, int], tuple[int, int]] = {}

    def between(first: list[int], second: list[int]) -> float:
        total = [
            known[pair] if pair in known else known.setdefault(pair, probability(*pair))
            for pair in ((min(a, b), max(a, b)) for a in _some(first) for b in _some(second))
        ]
        return sum(total) / len(total)

    for a, b, chance in sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1])):
        if chance < JOINED:
            break
        kept, absorbed = sorted((home[a], home[b]))
        if kept == absorbed:
            continue
        sizes = (len(members[kept]), len(members[absorbed]))
        if refused.get((kept, absorbed)) == sizes:
            continue
        mean = between(members[kept], members[absorbed])
        if mean < JOINED:
            refused[kept, absorbed] = sizes
            continue
        for index in members[absorbed]:
            home[index] = kept
        members[kept] = sorted(members[kept] + members.pop(absorbed))
        least[kept] = min(least[kept], least.pop(absorbed), mean)
    return [(members[index], least[index]) for index in sorted(members)]


def _some(members: list[int]) -> list[int]:
    if len(members) <= MOST:
        return members
    return [members[index * (len(members) - 1) // (MOST - 1)] for index in range(MOST)]
