"""What learning an answer is expected to change: on draws of which the truth is known."""

from __future__ import annotations

import numpy as np
import pytest

from zopa.analyses.preposterior import best_choice_gain, expected_change

DRAWS, TRIALS = 1000, 200


def truth(parts: list[float], shares: list[float]) -> float:
    weights, within = np.array(parts), np.array(shares)
    return float((weights * abs(within - weights @ within)).sum())


@pytest.mark.parametrize(
    ("parts", "shares"),
    [
        ([0.5, 0.5], [0.4, 0.4]),
        ([0.3, 0.7], [0.6, 0.4]),
        ([0.2, 0.3, 0.5], [0.9, 0.5, 0.1]),
        ([1 / 6] * 6, [0.5] * 6),
        ([1 / 6] * 6, [0.5, 0.5, 0.5, 0.6, 0.4, 0.5]),
        ([0.05, 0.95], [1.0, 0.3]),
    ],
)
def test_it_is_right_on_average_and_its_intervals_hold(
    parts: list[float], shares: list[float]
) -> None:
    rng = np.random.default_rng(3)
    within, right = np.array(shares), truth(parts, shares)
    amounts, held = [], 0
    for _ in range(TRIALS):
        group = rng.choice(len(parts), size=DRAWS, p=parts)
        change = expected_change(group, rng.random(DRAWS) < within[group])
        amounts.append(change.amount)
        held += abs(change.amount - right) <= change.error
    assert held >= 0.9 * TRIALS
    spread = 3 * np.std(amounts) / np.sqrt(TRIALS)
    # where nothing changes it is right; where little does, it may fall short and never beyond
    assert right - 0.006 - spread <= np.mean(amounts) <= right + spread


def test_without_a_cause_nothing_is_made_of_chance() -> None:
    """The plain mean of how far shares lie apart is well above 0; ten groups make it worse."""
    rng = np.random.default_rng(5)
    plain, honest = [], []
    for _ in range(50):
        group, hits = rng.integers(0, 10, 600), rng.random(600) < 0.5
        within = np.array([hits[group == k].mean() for k in range(10)])
        plain.append((np.bincount(group) / 600 * abs(within - hits.mean())).sum())
        honest.append(expected_change(group, hits).amount)
    assert np.mean(plain) > 0.04
    assert abs(np.mean(honest)) < 0.01


def test_a_text_for_each_answer_is_worth_what_it_is() -> None:
    """Two texts, each signed under one answer; a third that some sign under both."""
    rng = np.random.default_rng(7)
    amounts, held = [], 0
    for _ in range(60):
        group = rng.integers(0, 2, DRAWS)
        signed = np.stack(
            [
                (group == 0) & (rng.random(DRAWS) < 0.8),
                (group == 1) & (rng.random(DRAWS) < 0.8),
                rng.random(DRAWS) < 0.5,
            ],
            axis=1,
        )
        change = best_choice_gain(group, signed)
        amounts.append(change.amount)
        held += abs(change.amount - 0.3) <= change.error  # 0.8 in place of 0.5
    assert np.mean(amounts) == pytest.approx(0.3, abs=0.01)
    assert held >= 54


def test_many_like_texts_are_not_made_a_choice() -> None:
    """Of a hundred texts that are all as good some look better in each group."""
    rng = np.random.default_rng(9)
    amounts = [
        best_choice_gain(rng.integers(0, 3, DRAWS), rng.random((DRAWS, 100)) < 0.4).amount
        for _ in range(20)
    ]
    assert abs(np.mean(amounts)) < 0.01


def test_it_agrees_with_first_order_indices_of_salib() -> None:
    """Of a cause with two answers, half of the draws each, the expected change is the root of what
    its first-order index (Sobol' 1993) says of the variance."""
    saltelli = pytest.importorskip("SALib.sample.sobol")
    sobol = pytest.importorskip("SALib.analyze.sobol")
    problem = {"num_vars": 4, "names": list("abcd"), "bounds": [[0.0, 1.0]] * 4}

    def answer(points: np.ndarray) -> np.ndarray:
        a, b, c, _ = (points > 0.5).T
        return (a & b) | (a & c)

    points = saltelli.sample(problem, 1024, calc_second_order=False, seed=1)
    hits = answer(points)
    found = sobol.analyze(
        problem, hits.astype(float), calc_second_order=False, num_resamples=10, seed=1
    )
    drawn = np.random.default_rng(1).random((4000, 4))
    for k in range(4):
        change = expected_change((drawn[:, k] > 0.5).astype(np.intp), answer(drawn))
        root = np.sqrt(max(0.0, found["S1"][k]) * hits.var())
        assert change.amount == pytest.approx(root, abs=0.03)
