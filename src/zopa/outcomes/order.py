"""The order in which to settle issues, so that little has to be remembered on the way.

While some issues are settled and others are not, a settled issue still matters if it shares a
rule or a local term with an open one. The settled issues that still matter are the *boundary*,
and the largest boundary on the way decides how much work there is. (It is the vertex separation
of the graph that has an edge wherever two issues share a rule or term, which is the path width:
Kinnersley 1992, Information Processing Letters 42, 345–350.) Finding the best order is NP-hard.
The beam search over sets of settled issues here finds the best order for chains, rings, small
trees and grids.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

FEW, WIDTH = 3, 24
"""How many sets of settled issues the search keeps at each step: at first, and where the order
that is found with so few is too wide."""

NARROW = log(600)
"""The logarithm of so many combinations of levels on the boundary that no better order is looked
for."""


def elimination_order(sizes: Sequence[int], scopes: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """An order of the issues; `scopes` are the sets of issues that rules and terms are on.

    Issues that nothing ties together come last, so that tied issues are settled while the sets
    of vectors that have to be kept apart are still small.

    >>> elimination_order((2, 2, 2, 2), [(0, 2), (2, 3)])
    (0, 2, 3, 1)
    """
    tied = [frozenset(scope) for scope in scopes if len(scope) > 1]
    order: list[int] = []
    for part in _connected(tied):
        near = {issue: 0 for scope in part for issue in scope}
        bit = {issue: 1 << k for k, issue in enumerate(sorted(near))}
        neighbours = dict.fromkeys(bit, 0)
        for scope in part:
            whole = sum(bit[issue] for issue in scope)
            for issue in scope:
                neighbours[issue] |= whole & ~bit[issue]
        weights = {issue: log(max(sizes[issue], 2)) for issue in bit}
        best, widest = _search(bit, neighbours, weights, FEW)
        if widest > NARROW:
            best, _ = _search(bit, neighbours, weights, WIDTH)
        order += best
    alone = [issue for issue in range(len(sizes)) if issue not in set(order)]
    return (*order, *alone)


def _connected(scopes: Sequence[frozenset[int]]) -> list[list[frozenset[int]]]:
    """The scopes in groups that share no issue, ordered by the first issue of each group."""
    groups: list[tuple[set[int], list[frozenset[int]]]] = []
    for scope in sorted(set(scopes), key=sorted):
        touching = [group for group in groups if group[0] & scope]
        merged = (set(scope).union(*(g[0] for g in touching)), [scope])
        for group in touching:
            merged[1].extend(group[1])
            groups.remove(group)
        groups.append(merged)
    return [group[1] for group in sorted(groups, key=lambda group: min(group[0]))]


def _search(
    bit: dict[int, int], neighbours: dict[int, int], weights: dict[int, float], width: int
) -> tuple[list[int], float]:
    """A beam search for the order whose widest boundary is smallest, and how wide that is.

    Where two orders tie, the one with the smaller sum of all boundaries is taken.
    """
    # Of each set of settled issues only the best way to it matters.
    beam: dict[int, tuple[float, float, tuple[int, ...], int]] = {0: (0.0, 0.0, (), 0)}
    issues = sorted(bit)
    for step in range(len(issues)):
        following: dict[int, tuple[float, float, tuple[int, ...], int]] = {}
        for done, (widest, total, order, boundary) in beam.items():
            starts = step == 0 or not boundary
            reach = 0
            if not starts:
                for issue in issues:
                    if boundary & bit[issue]:
                        reach |= neighbours[issue]
            for issue in issues:
                issue_bit = bit[issue]
                if done & issue_bit or (width < WIDTH and not starts and not reach & issue_bit):
                    continue
                after = done | issue_bit
                left = 0
                cost = 0.0
                for other in issues:
                    if (boundary | issue_bit) & bit[other] and neighbours[other] & ~after:
                        left |= bit[other]
                        cost += weights[other]
                # While an issue is settled, its levels come on top of the boundary before.
                entry = (max(widest, cost), total + cost, (*order, issue), left)
                if after not in following or entry < following[after]:
                    following[after] = entry
        # Every first issue stays, because it shows only later which of them is good.
        best = sorted(following.items(), key=lambda item: item[1])
        beam = dict(best[: width if step else None])
    (widest, _, order, _) = next(iter(beam.values()))
    return list(order), widest
