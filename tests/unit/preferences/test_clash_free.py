"""Uncertain facts of which some clash: what is drawn is what chance gives, clashes left out."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger import Entry, ledger, orders

from zopa.preferences.clash_free import ClashFree
from zopa.preferences.consistency import Consistency
from zopa.preferences.draws import draw
from zopa.preferences.settings import draw_settings

GRAVE = 4.5


@given(
    st.lists(st.floats(0.05, 0.95), min_size=3, max_size=7),
    st.lists(st.sets(st.integers(0, 6), min_size=1, max_size=4), max_size=6),
    st.integers(0, 99),
)
def test_each_set_without_a_clash_comes_as_often_as_chance_gives_it(
    confidence: list[float], clashes: list[set[int]], seed: int
) -> None:
    """Against all sets, listed."""
    p = np.array(confidence)
    clashes = [clash for clash in clashes if max(clash) < len(p)]
    known = ClashFree(p)
    for clash in clashes:
        known.learn(clash)
    chances = {
        on: np.prod(np.where(on, p, 1 - p))
        for on in product((False, True), repeat=len(p))
        if not any(all(on[k] for k in clash) for clash in clashes)
    }
    whole = sum(chances.values())
    count = 3000
    drawn = known.draw(count, np.random.default_rng(seed))
    found, times = np.unique(drawn, axis=0, return_counts=True)
    for on, often in zip(map(tuple, found.tolist()), times, strict=True):
        share = chances[on] / whole
        assert abs(often / count - share) < 2 * GRAVE * np.sqrt(share / count) + 5 / count
    for k in range(len(p)):
        share = sum(chance for on, chance in chances.items() if on[k]) / whole
        assert drawn[:, k].mean() == pytest.approx(
            share, abs=GRAVE * np.sqrt(share * (1 - share) / count) + 1e-12
        )


def test_clashes_too_entangled_to_count_are_not_learnt() -> None:
    known = ClashFree(np.full(400, 0.5))
    learnt = [known.learn([k, k + 1]) for k in range(399)]
    assert learnt.count(True) < 399
    assert not any(drawn[k] and drawn[k + 1] for drawn in known.draw(9, rng()) for k in range(200))


def rng() -> np.random.Generator:
    return np.random.default_rng(5)


ISSUES = {f"i{k}": ["good", "bad"] for k in range(9)}


def in_threes(groups: int) -> list[Entry]:
    """Weights of which at most one of three can hold for each issue, all of them likely."""
    return [
        {"party": "us", "weight": {f"i{k}": f"{low}..{low + 1}"}, "confidence": 0.7}
        for k in range(groups)
        for low in (0, 4, 8)
    ]


def test_many_groups_of_facts_that_contradict_each_other_are_drawn() -> None:
    """So many contradictions that hardly one try in a million is free of them."""
    case = ledger(ISSUES, [orders("us", **ISSUES), orders("them", **ISSUES), *in_threes(8)])
    count = 400
    settings = draw_settings(Consistency(case), count, np.random.default_rng(1))
    force = np.stack(list(settings.in_force.values()), axis=1).reshape(count, 8, 3)
    assert force.sum(axis=2).max() == 1
    none, one = 0.3**3, 3 * 0.7 * 0.3**2
    share = none / (none + one)
    assert (force.sum(axis=2) == 0).mean() == pytest.approx(
        share, abs=GRAVE * np.sqrt(share / (8 * count))
    )


def test_a_clash_under_one_reading_only_is_left_to_the_other_reading() -> None:
    """A draw with the reading that allows the fact comes as often as it should."""
    facts: list[Entry] = [
        orders("us", a=["good", "bad"], b=["good", "bad"]),
        {"party": "us", "weight": {"a": "90..100"}},
        {"party": "us", "reservation": "50..60"},
        {"party": "us", "accepts": "text", "confidence": 0.5},
    ]
    case = ledger(
        {"a": ["good", "bad"], "b": ["good", "bad"]},
        facts,
        {"text": {"a": ["good", "bad"], "b": "good"}},
    )
    draws = draw(case, 4000, seed=4)
    (force,) = draws.in_force.values()
    (read,) = draws.readings.values()
    assert set(read[force].tolist()) == {0}
    # Of four alike pairs of reading and fact in force, the one that clashes is left out.
    assert force.mean() == pytest.approx(1 / 3, abs=0.035)
