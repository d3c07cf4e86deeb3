"""The shipped scores on labelled pairs that were held out when they were fitted."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from zopa.statements.corroboration.comparison import compare
from zopa.statements.corroboration.labelled import Pair, read_pairs
from zopa.statements.corroboration.score import KINDS, Scores, shipped
from zopa.statements.corroboration.wording import wording_of

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def scored() -> list[tuple[Pair, Scores]]:
    cosines = json.loads((HERE / "cosines.json").read_text("utf-8"))["cosines"]
    return [
        (
            pair,
            shipped().balanced(
                compare(
                    wording_of(pair.first.reading, pair.first.statement),
                    wording_of(pair.second.reading, pair.second.statement),
                    cosines[pair.id],
                )
            ),
        )
        for pair in read_pairs(HERE / "pairs.jsonl")
        if pair.held_out
    ]


def measures(scored: list[tuple[Pair, Scores]], chance: list[float], yes: list[bool]) -> tuple:
    """AUC and Brier score, the four relations counting the same."""
    count = Counter(pair.relation for pair, _ in scored)
    counts = np.array([1 / count[pair.relation] for pair, _ in scored])
    said, true = np.array(chance), np.array(yes)
    ahead = said[true][:, None] - said[~true][None, :]
    both = counts[true][:, None] * counts[~true][None, :]
    auc = np.average((ahead > 0) + 0.5 * (ahead == 0), weights=both)
    return auc, np.average((said - true) ** 2, weights=counts)


def test_the_matter(scored: list[tuple[Pair, Scores]]) -> None:
    auc, brier = measures(scored, [s.alike for _, s in scored], [p.alike for p, _ in scored])
    assert auc >= 0.95
    assert brier <= 0.10


def test_the_claim(scored: list[tuple[Pair, Scores]]) -> None:
    same = [pair.relation == "same" for pair, _ in scored]
    auc, brier = measures(scored, [s.same for _, s in scored], same)
    assert auc >= 0.88
    assert brier <= 0.13


def test_any_difference(scored: list[tuple[Pair, Scores]]) -> None:
    apart = [pair.relation == "differs" for pair, _ in scored]
    auc, brier = measures(scored, [s.differ for _, s in scored], apart)
    assert auc >= 0.86
    assert brier <= 0.13


@pytest.mark.parametrize(
    ("kind", "least"), [("figures", 0.97), ("who", 0.8), ("whether", 0.84), ("scope", 0.77)]
)
def test_what_differs(scored: list[tuple[Pair, Scores]], kind: str, least: float) -> None:
    yes = [kind in pair.kinds for pair, _ in scored]
    assert measures(scored, [s.apart[kind] for _, s in scored], yes)[0] >= least


def test_probabilities(scored: list[tuple[Pair, Scores]]) -> None:
    for _, scores in scored:
        assert 0 <= scores.same <= scores.alike <= 1
        assert all(0 <= scores.apart[kind] <= scores.alike for kind in KINDS)


def test_stories_are_held_out_as_a_whole() -> None:
    pairs = read_pairs(HERE / "pairs.jsonl")
    assert len({pair.id for pair in pairs}) == len(pairs) >= 240
    held = {pair.story for pair in pairs if pair.held_out}
    assert not held & {pair.story for pair in pairs if not pair.held_out}
