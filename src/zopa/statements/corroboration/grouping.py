"""Statements put together into claims: average linkage over pair probabilities.

Pairs are taken from the most probable down; two groups become one if the mean probability between
their members is at least one half, so that a chain of likenesses does not lead from one claim to
another. Between large groups the mean is taken over some pairs, evenly spread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

MOST = 6
"""How many members of a group are compared with as many of another."""
JOINED = 0.5
"""The mean probability from which two groups are one."""

Pairs = Sequence[tuple[int, int, float]]


def groups(
    count: int, pairs: Pairs, probability: Callable[[int, int], float]
) -> list[tuple[list[int], float]]:
    """Groups of `count` things, with the least mean probability at which each was joined.

    `pairs` are those worth a look with their probabilities; `probability` is asked for others.
    Groups come in the order of their first members.

    >>> chance = {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.0}
    >>> groups(4, [(0, 1, 0.9), (1, 2, 0.8)], lambda a, b: chance[a, b])
    [([0, 1], 0.9), ([2], 1.0), ([3], 1.0)]
    """
    home = list(range(count))
    members = {index: [index] for index in range(count)}
    least = dict.fromkeys(range(count), 1.0)
    known = {(a, b): chance for a, b, chance in pairs}
    refused: dict[tuple[int, int], tuple[int, int]] = {}

    def between(one: list[int], other: list[int]) -> float:
        total = [
            known[pair] if pair in known else known.setdefault(pair, probability(*pair))
            for pair in ((min(a, b), max(a, b)) for a in _some(one) for b in _some(other))
        ]
        return sum(total) / len(total)

    for a, b, chance in sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1])):
        if chance < JOINED:
            break
        one, other = sorted((home[a], home[b]))
        if one == other:
            continue
        sizes = (len(members[one]), len(members[other]))
        if refused.get((one, other)) == sizes:
            continue
        mean = between(members[one], members[other])
        if mean < JOINED:
            refused[one, other] = sizes
            continue
        for index in members[other]:
            home[index] = one
        members[one] = sorted(members[one] + members.pop(other))
        least[one] = min(least[one], least.pop(other), mean)
    return [(members[index], least[index]) for index in sorted(members)]


def _some(members: list[int]) -> list[int]:
    if len(members) <= MOST:
        return members
    return [members[index * (len(members) - 1) // (MOST - 1)] for index in range(MOST)]
