"""The shipped scores on pairs out of real reports of one affair."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from zopa.statements.corroboration.score import Scores, shipped

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def labelled() -> list[tuple[dict, Scores]]:
    rows = [json.loads(line) for line in (HERE / "labels.jsonl").read_text("utf-8").splitlines()]
    numbers = [
        json.loads(line) for line in (HERE / "numbers.jsonl").read_text("utf-8").splitlines()
    ]
    found = [
        (row, shipped().scores(own))
        for row, own in zip(rows, numbers, strict=True)
        if own is not None
    ]
    assert len(found) >= 200
    return found


def columns(labelled: list[tuple[dict, Scores]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    said = np.array([scores.alike for _, scores in labelled])
    true = np.array([row["relation"] != "other" for row, _ in labelled])
    return said, true, np.array([row["stands_for"] for row, _ in labelled])


def test_one_matter_is_told_from_what_is_near_it(labelled: list[tuple[dict, Scores]]) -> None:
    said, true, counts = columns(labelled)
    ahead = said[true][:, None] > said[~true][None, :]
    assert np.average(ahead, weights=counts[true][:, None] * counts[~true][None, :]) >= 0.85
    rate = np.average(true, weights=counts)
    brier = np.average((said - true) ** 2, weights=counts)
    assert brier <= 0.8 * rate * (1 - rate)


@pytest.mark.parametrize(("low", "high"), [(0.0, 0.1), (0.1, 0.3), (0.3, 0.6), (0.6, 1.0)])
def test_so_many_are_found_as_are_said(
    labelled: list[tuple[dict, Scores]], low: float, high: float
) -> None:
    said, true, counts = columns(labelled)
    inside = (said >= low) & (said < high)
    assert inside.sum() >= 10
    expected = np.average(said[inside], weights=counts[inside])
    found = np.average(true[inside], weights=counts[inside])
    # Two standard errors of so many rows, which are not all of one weight.
    rows = counts[inside].sum() ** 2 / (counts[inside] ** 2).sum()
    assert abs(found - expected) <= 2 * np.sqrt(expected * (1 - expected) / rows) + 0.02


def test_differences_are_as_rare_as_they_are(labelled: list[tuple[dict, Scores]]) -> None:
    alike = [(row, scores) for row, scores in labelled if row["relation"] != "other"]
    expected = sum(scores.differ / scores.alike for _, scores in alike)
    found = sum(row["relation"] == "differs" for row, _ in alike)
    assert found == pytest.approx(expected, abs=1.0)
    for row, scores in labelled:
        assert 0 <= scores.same <= scores.alike <= 1, row
