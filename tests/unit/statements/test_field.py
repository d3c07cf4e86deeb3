"""The random field against all label sequences written out."""

import itertools

import numpy as np
import pytest

from zopa.statements.field import best_labels, marginals

LABELS = 3


def _every(emissions, length, transition, opening):
    """Each sequence of labels with its log weight."""
    for labels in itertools.product(range(LABELS), repeat=length):
        score = opening[labels[0]] + sum(emissions[i, a] for i, a in enumerate(labels))
        score += sum(transition[a, b] for a, b in itertools.pairwise(labels))
        yield labels, score


@pytest.mark.parametrize("seed", range(6))
def test_best_labels_and_marginals_are_those_of_all_sequences(seed):
    chance = np.random.default_rng(seed)
    emissions = chance.normal(0, 2, (4, 5, LABELS))
    length = np.array([5, 1, 3, 4])
    transition, opening = chance.normal(0, 2, (LABELS, LABELS)), chance.normal(0, 2, LABELS)
    best = best_labels(emissions, length, transition, opening)
    chances = marginals(emissions, length, transition, opening)
    for row, count in enumerate(length):
        every = list(_every(emissions[row], count, transition, opening))
        labels, _ = max(every, key=lambda pair: pair[1])
        assert tuple(best[row, :count]) == labels
        weights = np.exp([score for _, score in every])
        for step in range(count):
            for label in range(LABELS):
                share = sum(w for (s, _), w in zip(every, weights, strict=True) if s[step] == label)
                assert chances[row, step, label] == pytest.approx(share / weights.sum())
        assert (chances[row, count:] == 0).all()


def test_great_potentials_do_not_overflow():
    emissions = np.full((1, 400, LABELS), 800.0)
    emissions[0, :, 1] = 900.0
    chances = marginals(emissions, np.array([400]), np.zeros((LABELS, LABELS)), np.zeros(LABELS))
    assert np.isfinite(chances).all()
    assert chances[0, :, 1] == pytest.approx(1.0)
