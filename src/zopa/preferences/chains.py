"""Chains for many polytopes: how many each gets and where they start."""

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

FEWEST_CHAINS = 256
"""However few draws are wanted, adaptation and its tests need this many chains."""
WIDEST_CHUNK = 512
"""Chains that share one copy of their polytope in the stacked arrays."""
OWN_COST = 8
"""What a chunk costs besides its chains, in chains."""
PAYS = 25
"""Chains for each variable from which spreading them over the vertices is worth the time."""
MOST_NUMBERS = 6_000_000
"""Stacked constraint coefficients in one batch (48 MB)."""


@dataclass(frozen=True)
class Chains:
    """A batch ready to walk: chunks of chains, each chunk in the polytope of one polytope."""

    bundle: Bundle
    starts: Floats
    """(chunks, chains, y)."""
    owner: NDArray[np.intp]
    """(chunks,): which polytope of the batch a chunk belongs to."""


def batches(polytopes: Sequence[Polytope], wanted: Sequence[int]) -> Iterator[list[int]]:
    """Positions of polytopes, in groups that walk together.

    A polytope from which enough draws are wanted walks alone, so that directions and tests
    are its own; the others share them, in groups whose stacked constraints fit in memory.
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
    """Chains from which the covariance in a polytope can be told."""
    return max(FEWEST_CHAINS, 4 * len(polytope.point))


def chains_for(
    polytopes: Sequence[Polytope], wanted: Sequence[int], rng: np.random.Generator
) -> Chains:
    """At least `wanted` chains for each polytope, in pairs, starting far apart."""
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
    bundle = Bundle(A[owner], b[owner], hull[owner], ways[owner])
    return Chains(bundle, np.concatenate(starts), owner)


def _chunk_width(need: Sequence[int]) -> int:
    """An even number of chains to a chunk that leaves few chains over."""
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
    if chains < PAYS * variables:  # too few to pay for vertices: shoot from the centre
        aims = rng.standard_normal((ceil(chains / 2), variables)) @ polytope.hull
        aims = np.stack([aims, -aims], axis=1).reshape(-1, variables)[:chains]
        ratio = (aims @ polytope.A.T) / np.maximum(polytope.b - polytope.A @ polytope.point, 1e-300)
        reach = 1.0 / np.maximum(ratio.max(axis=1, initial=0.0), 1.0)
        return np.asarray(polytope.point + 0.8 * reach[:, None] * aims)
    aims = np.vstack([np.eye(variables), -np.eye(variables)])
    # where an aim leaves a variable free, the vertices should not all have it alike
    vertices = extreme_points(polytope.system, aims + 0.01 * rng.standard_normal(aims.shape))
    mixture = rng.dirichlet(np.full(len(vertices), 0.3), chains)
    middle = (polytope.point + vertices.mean(axis=0)) / 2
    return np.asarray(0.25 * middle + 0.75 * (mixture @ vertices))
