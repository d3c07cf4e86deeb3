"""Probabilities of a pair, computed by hand from round ones."""

from __future__ import annotations

import math

import pytest

from zopa.statements.corroboration.comparison import (
    AFFAIR_FEATURES,
    AGAINST,
    ALIKE_FEATURES,
    ANY_FEATURES,
    APART_FEATURES,
)
from zopa.statements.corroboration.score import (
    KINDS,
    Calibration,
    Logistic,
    chance,
    log_odds,
    shipped,
)


def always(probability: float) -> Logistic:
    return Logistic((), (), log_odds(probability))


def calibration(rarer: float) -> Calibration:
    """Alike with the probability of `a`; a quarter of these differ, a tenth in each kind."""
    return Calibration(
        Logistic(("a", "b"), (1.0, -2.0), 0.0),
        always(0.25),
        {kind: always(0.1) for kind in KINDS},
        Logistic(("matter", "b"), (1.0, 1.0), 0.0),
        rarer,
    )


def test_log_odds_and_back() -> None:
    for probability in (0.001, 0.25, 0.5, 0.75, 0.999):
        assert chance(log_odds(probability)) == pytest.approx(probability)
    assert (chance(0), chance(800), chance(-800)) == (0.5, 1.0, 0.0)
    assert chance(math.log(3)) == pytest.approx(0.75)
    assert chance(-math.log(3)) == pytest.approx(0.25)


def test_each_feature_counts_by_its_weight() -> None:
    logistic = Logistic(("a", "b"), (2.0, -1.0), 0.5)
    assert logistic.probability({"a": 1.0, "b": 3.0, "c": 9.0}) == pytest.approx(chance(-0.5))


def test_probabilities_where_all_relations_are_as_frequent() -> None:
    scores = calibration(0.0).balanced({"a": log_odds(0.8), "b": 0.0})
    assert scores.alike == pytest.approx(0.8)
    assert scores.apart == pytest.approx(dict.fromkeys(KINDS, 0.08))
    assert scores.same == pytest.approx(0.6)
    assert scores.differ == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("rarer", "differ", "apart"), [(0.0, 0.25, 0.1), (-math.log(3), 0.1, 1 / 28)]
)
def test_differences_are_rarer_among_reports_of_an_affair(
    rarer: float, differ: float, apart: float
) -> None:
    """Odds of 1 to 3 become 1 to 9, and 1 to 9 become 1 to 27."""
    scores = calibration(rarer).scores({"a": log_odds(0.8), "b": 0.0})
    assert scores.alike == pytest.approx(0.8)
    assert scores.apart == pytest.approx(dict.fromkeys(KINDS, 0.8 * apart))
    assert scores.differ == pytest.approx(0.8 * differ)
    assert scores.same == pytest.approx(0.8 * (1 - differ))


def test_the_affair_is_judged_by_the_score_and_by_who_speaks() -> None:
    scores = calibration(0.0).scores({"a": log_odds(0.8) + 2.0, "b": 1.0})
    assert scores.alike == pytest.approx(chance(log_odds(0.8) + 1.0))


def test_the_shipped_weights_speak_the_way_their_numbers_are_said_to() -> None:
    made = shipped()
    assert made.alike.features == ALIKE_FEATURES
    assert made.affair.features == AFFAIR_FEATURES
    assert made.any.features == ANY_FEATURES
    assert {kind: one.features for kind, one in made.apart.items()} == APART_FEATURES
    assert all(weight >= 0 for weight in made.alike.weights)
    for one in (made.any, *made.apart.values()):
        for name, weight in zip(one.features, one.weights, strict=True):
            assert (weight <= 0) if name in AGAINST else (weight >= 0)
    for name, weight in zip(made.affair.features, made.affair.weights, strict=True):
        assert (weight <= 0) if name == "speakers two" else (weight >= 0)
    assert made.rarer < 0
