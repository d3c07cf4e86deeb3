"""Chains that walk in many polytopes: how many each polytope gets, and where they start."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from zopa.preferences.linear import extreme_points
from zopa.preferences.walk import Bundle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from zopa.preferences.pieces import Polytope

    Floats = NDArray[np.float64]

FEWEST_CHAINS = 512
"""Adaptation and its tests need this many chains, however few draws are wanted."""
WIDEST_CHUNK = 512
"""The most chains that share one copy of their polytope in the stacked arrays."""
OWN_COST = 8
"""A chunk costs as much as so many chains, besides the chains in it."""
PAYS = 25
"""With at least so many chains for each variable, spreading them over the vertices is worth the
time."""
MOST_NUMBERS = 6_000_000
"""The most stacked constraint coefficients in one batch (48 MB)."""


@dataclass(frozen=True)
class Chains:
    """A batch that is ready to walk: chunks of chains, each chunk in one polytope."""

    bundle: Bundle
    starts: Floats
    """(chunks, chains, y): where each chain starts."""
    owner: NDArray[np.intp]
    """(chunks,): the polytope of the batch that each chunk belongs to."""


def batches(polytopes: Sequence[Polytope], wanted: Sequence[int]) -> Iterator[list[int]]:
    """Positions of polytopes, in groups that walk together.

    A polytope from which enough draws are wanted walks alone, so that its directions and tests
    depend on nothing else. The others share theirs, in groups whose stacked constraints fit in
    memory.
    """
    few = [k for k, n in enumerate(wanted) if n < fewest_chains(polytopes[k])]
    yield from ([k] for k in range(len(polytopes)) if k not in set(few))
    batch: list[int] = []
    numbers = 0
    for k in few:
        polytope = polytopes[k]
        entries = polytope.A.size + 3 * polytope.hull.size
        if batch and numbers + entries > MOST_NUMBERS:
            yield batch
            batch, numbers = [], 0
        batch.append(k)
        numbers += entries
    if batch:
        yield batch


def fewest_chains(polytope: Polytope) -> int:
    """How many chains are needed to estimate the covariance in a polytope."""
    return max(FEWEST_CHAINS, 4 * len(polytope.point))


def chains_for(
    polytopes: Sequence[Polytope], wanted: Sequence[int], rng: np.random.Generator
) -> Chains:
    """At least `wanted` chains for each polytope, in pairs, which start far apart."""
    variables = polytopes[0].A.shape[1]
    fewest = ceil(fewest_chains(polytopes[0]) / len(polytopes))
    need = [max(n, fewest) for n in wanted]
    width = _chunk_width(need)
    chunks = [ceil(n / width) for n in need]
    rows = max(len(polytope.b) for polytope in polytopes)
    owner = np.repeat(np.arange(len(polytopes)), chunks)
    A = np.zeros((len(polytopes), rows, variables))
    b = np.ones((len(polytopes), rows))
    starts = []
    for k, polytope in enumerate(polytopes):
        A[k, : len(polytope.b)] = polytope.A
        b[k, : len(polytope.b)] = polytope.b
        starts.append(
            _starts(polytope, chunks[k] * width, rng).reshape(chunks[k], width, variables)
        )
    hull = np.array([polytope.hull for polytope in polytopes])
    ways = np.array([polytope.ways for polytope in polytopes])
    counted = np.array([polytope.counted for polytope in polytopes])
    groups = polytopes[0].groups
    swaps = np.array([_swaps(polytope) for polytope in polytopes])
    bundle = Bundle(
        A[owner],
        b[owner],
        hull[owner],
        ways[owner],
        groups,
        counted[owner],
        swaps[owner],
        np.array([polytope.top for polytope in polytopes])[owner],
    )
    return Chains(bundle, np.concatenate(starts), owner)


def _swaps(polytope: Polytope) -> NDArray[np.bool_]:
    """(groups, groups): between which issues and bonuses weight can be handed over, the shapes of
    both as they are, with every equation still holding."""
    level = [
        np.abs(polytope.aslant[:, group[1:]]).max(initial=0.0) == 0 for group in polytope.groups
    ]
    weight = polytope.aslant[:, [group[0] for group in polytope.groups]]
    alike = np.abs(weight[:, :, None] - weight[:, None, :]).max(axis=0, initial=0.0) == 0
    return np.asarray(alike & np.logical_and.outer(level, level))


def _chunk_width(need: Sequence[int]) -> int:
    """An even number of chains in a chunk, such that few chains are more than needed."""
    even = {n + n % 2 for n in need}
    if len(need) == 1:
        return even.pop()
    options = {2 * ceil(n / (2 * ceil(n / WIDEST_CHUNK))) for n in even}
    return min(
        sorted(options, reverse=True),
        key=lambda width: sum(ceil(n / width) * (width + OWN_COST) for n in need),
    )


def _starts(polytope: Polytope, chains: int, rng: np.random.Generator) -> Floats:
    """Interior points spread out towards the boundary; shape (chains, y)."""
    variables = len(polytope.point)
    if chains < PAYS * variables:  # vertices would cost too much, so aim from the centre
        aims = rng.standard_normal((ceil(chains / 2), variables)) @ polytope.hull
        aims = np.stack([aims, -aims], axis=1).reshape(-1, variables)[:chains]
        ratio = (aims @ polytope.A.T) / np.maximum(polytope.b - polytope.A @ polytope.point, 1e-300)
        reach = 1.0 / np.maximum(ratio.max(axis=1, initial=0.0), 1.0)
        return np.asarray(polytope.point + 0.8 * reach[:, None] * aims)
    aims = np.vstack([np.eye(variables), -np.eye(variables)])
    # Where an aim leaves a variable free, the vertices should not all have the same value of it.
    vertices = extreme_points(polytope.system, aims + 0.01 * rng.standard_normal(aims.shape))
    # They meet the equations to within a tolerance only, and no move could mend that.
    vertices = polytope.point + (vertices - polytope.point) @ polytope.hull
    mixture = rng.dirichlet(np.full(len(vertices), 0.3), chains)
    middle = (polytope.point + vertices.mean(axis=0)) / 2
    return np.asarray(0.25 * middle + 0.75 * (mixture @ vertices))
