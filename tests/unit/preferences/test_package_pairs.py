"""Which question is asked next: by brute force, and what is sure of any answer."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest

from zopa.preferences import package_pairs
from zopa.preferences.package_pairs import (
    PackagePair,
    best_pair,
    chosen,
    expected_regret,
    pairs_to_weigh,
)

SHAPE = (3, 2, 3)
PACKAGES = np.array(list(product(*map(range, SHAPE))))


def drawn(seed: int, draws: int = 60) -> list[np.ndarray]:
    """Values with the first level best, as after the ranks."""
    rng = np.random.default_rng(seed)
    weights = rng.dirichlet(np.ones(len(SHAPE)), draws)
    inner = -np.sort(-rng.random((draws, max(SHAPE))), axis=1)
    return [
        weights[:, [i]] * np.c_[np.ones(draws), inner[:, : n - 2], np.zeros(draws)]
        for i, n in enumerate(SHAPE)
    ]


def menus(seed: int) -> list[np.ndarray]:
    rng = np.random.default_rng(seed)
    return [np.sort(rng.choice(len(PACKAGES), 7, replace=False)) for _ in range(5)]


def worth(values: list[np.ndarray]) -> np.ndarray:
    """What each package is worth in each draw, one by one."""
    return np.array(
        [[sum(v[d, k] for v, k in zip(values, row, strict=True)) for row in PACKAGES]
         for d in range(len(values[0]))]
    )  # fmt: skip


def test_the_regret_is_what_the_choice_by_the_mean_leaves_on_average() -> None:
    values, sets = drawn(1), menus(1)
    utilities = worth(values)
    lost = []
    for menu in sets:
        taken = max(menu, key=lambda k: utilities[:, k].mean())
        assert taken in chosen(utilities.T, sets)
        lost += [max(row[k] for k in menu) - row[taken] for row in utilities]
    assert expected_regret(utilities.T, sets) == pytest.approx(np.mean(lost))


@pytest.mark.parametrize("seed", range(5))
def test_the_pair_leaves_the_least_regret_of_all(seed: int, monkeypatch) -> None:
    """Without the reward for an even split, no pair of the pool leaves less regret."""
    monkeypatch.setattr(package_pairs, "EVENNESS", 0.0)
    values, sets = drawn(seed), menus(seed)
    utilities = worth(values)

    def left(pair: PackagePair) -> float:
        ahead = pair.ahead(values) > 0
        return sum(
            part.mean() * expected_regret(utilities[part].T, sets)
            for part in (ahead, ~ahead)
            if part.any()
        )

    pool = pairs_to_weigh(values, np.random.default_rng(9), 300)
    monkeypatch.setattr(package_pairs, "MOST_PAIRS", 300)
    monkeypatch.setattr(package_pairs, "WEIGHED", 300)
    monkeypatch.setattr(package_pairs, "pairs_to_weigh", lambda *_: pool)
    pair = best_pair(values, PACKAGES, sets, np.random.default_rng(9))
    assert pair is not None
    least = package_pairs.LEAST_SPLIT
    telling = [p for p in pool if least <= (p.ahead(values) > 0).mean() <= 1 - least]
    assert left(pair) == pytest.approx(min(map(left, telling)))


def test_each_package_of_a_pair_is_better_on_some_issue() -> None:
    values = drawn(3)
    centre = [v.mean(axis=0) for v in values]
    pool = pairs_to_weigh(values, np.random.default_rng(0))
    assert {len(pair.issues) for pair in pool} == {2, 3}
    for pair in pool:
        gaps = [centre[i][a] - centre[i][b] for i, a, b in zip(*pair, strict=True)]
        assert min(gaps) < 0 < max(gaps)


def test_no_pair_is_asked_about_twice_nor_one_that_cannot_be() -> None:
    values, sets = drawn(4), menus(4)
    asked: list[PackagePair] = []
    for number in range(12):
        pair = best_pair(
            values, PACKAGES, sets, np.random.default_rng(number), asked, lambda p: 1 in p.issues
        )
        assert pair is not None
        assert 1 in pair.issues
        turned = PackagePair(pair.issues, pair.that, pair.this)
        assert pair.likeness == turned.likeness
        assert pair.likeness not in {p.likeness for p in asked}
        asked.append(turned)


def test_where_draws_agree_about_all_there_is_nothing_to_ask() -> None:
    one = [np.repeat(v[:1], 20, axis=0) for v in drawn(5)]
    assert best_pair(one, PACKAGES, menus(5), np.random.default_rng(0)) is None


def test_work_is_bounded_however_many_levels_there_are() -> None:
    rng = np.random.default_rng(0)
    values = [rng.random((30, 40)) for _ in range(12)]
    assert len(pairs_to_weigh(values, rng)) <= package_pairs.MOST_PAIRS


def test_no_regret_is_zero_and_not_less() -> None:
    """Sums in two orders differ by a hair, either way; one package is best in every draw here."""
    rng = np.random.default_rng(8)
    for _ in range(20):
        worth = rng.random((50, 3)) + np.array([1.0, 0.0, 0.0])
        told = expected_regret(worth.T, [np.arange(3)])
        assert (told, math.copysign(1.0, told)) == (0.0, 1.0)
