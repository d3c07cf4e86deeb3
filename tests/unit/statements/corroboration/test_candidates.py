"""Which pairs are compared unless something else is asked for."""

from __future__ import annotations

import numpy as np
import pytest

from zopa.statements.corroboration.candidates import candidate_pairs
from zopa.statements.corroboration.lists import near_lists


def directions(angles: np.ndarray) -> np.ndarray:
    return np.column_stack([np.cos(angles), np.sin(angles)])


def test_the_sixteen_nearest_are_compared() -> None:
    pairs, _ = candidate_pairs(directions(np.linspace(0, 0.5, 60)))
    found = {(a, b) for a, b in pairs.tolist()}
    assert (0, 16) in found
    assert (0, 17) not in found


@pytest.mark.parametrize(("cosine", "count"), [(0.29, 0), (0.31, 1)])
def test_nothing_with_a_cosine_below_three_tenths_is(cosine: float, count: int) -> None:
    pairs, _ = candidate_pairs(directions(np.array([0.0, np.arccos(cosine)])))
    assert len(pairs) == count


def matters(count: int, each: int, seed: int = 3) -> np.ndarray:
    """Unit vectors around `count` directions, `each` a little apart from one another."""
    chance = np.random.default_rng(seed)
    rows = np.repeat(chance.normal(size=(count, 64)), each, axis=0)
    rows = rows + 0.5 * chance.normal(size=rows.shape)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_of_many_most_of_the_nearest_are_found() -> None:
    rows = matters(300, 8)
    every, cosines = candidate_pairs(rows)
    some, nearly = candidate_pairs(rows, all_up_to=100)
    exact = dict(zip(map(tuple, every.tolist()), cosines.tolist(), strict=True))
    found = dict(zip(map(tuple, some.tolist()), nearly.tolist(), strict=True))
    alike = {pair for pair, cosine in exact.items() if cosine > 0.6}
    assert len(alike & found.keys()) >= 0.95 * len(alike)
    assert all(exact[pair] == found[pair] for pair in exact.keys() & found.keys())


def test_each_of_many_is_in_one_list() -> None:
    rows = matters(100, 9).astype(np.float32)
    lists = list(near_lists(rows, looked_in=4))
    own = np.concatenate([own for own, _ in lists])
    assert sorted(own.tolist()) == list(range(len(rows)))
    assert all(np.isin(own, near).all() for own, near in lists)


def test_of_many_few_are_compared() -> None:
    def compared(count: int) -> int:
        rows = matters(count, 2).astype(np.float32)
        return sum(len(own) * len(near) for own, near in near_lists(rows, looked_in=8))

    # With all pairs it would be sixteen times as many.
    assert compared(8_000) < 11 * compared(2_000)
