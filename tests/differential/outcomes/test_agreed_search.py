"""Outcomes settled in part tell whether enough would sign any, as listing all of them does."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from zopa.case.coalitions import SimpleGame, WeightedQuota
from zopa.outcomes.agreed_search import SearchWork, agreed_outcome
from zopa.outcomes.arrays import ACCEPTANCE
from zopa.outcomes.rules import Ban
from zopa.outcomes.space import OutcomeSpace


@given(st.integers(0, 10**6))
@settings(max_examples=150)
def test_it_is_what_listing_says(seed: int) -> None:
    rng = np.random.default_rng(seed)
    shape = rng.integers(1, 5, rng.integers(1, 5)).tolist()
    parties = int(rng.integers(2, 6))
    bans: list[Ban] = [
        tuple((i, (int(rng.integers(shape[i])),)) for i in range(len(shape)))[:2]
        for _ in range(rng.integers(0, 3))
    ]
    space = OutcomeSpace(
        tuple(f"i{k}" for k in range(len(shape))),
        tuple(tuple(f"l{j}" for j in range(size)) for size in shape),
        tuple(bans),
    )
    weights = tuple(rng.integers(0, 4, parties).tolist())
    quotas = tuple(
        WeightedQuota(one, int(rng.integers(0, sum(one) + 1)))
        for one in (weights, (1,) * parties)[: int(rng.integers(1, 3))]
    )
    game = SimpleGame(parties, quotas)
    values = [rng.integers(0, 5, (parties, size)) / 4 for size in shape]
    barred = [rng.random((parties, size)) < 0.1 for size in shape]
    reservation = rng.integers(1, 4 * len(shape) + 1, parties) / 4 - rng.random() / 8
    signers = {}
    for outcome in np.ndindex(*shape):
        if space.allowed(np.array(outcome)):
            utility = sum(v[:, k] for v, k in zip(values, outcome, strict=True))
            bars = np.any([b[:, k] for b, k in zip(barred, outcome, strict=True)], axis=0)
            signs = (utility >= reservation - ACCEPTANCE) & ~bars
            signers[outcome] = np.flatnonzero(signs).tolist()
    deals = {outcome for outcome, who in signers.items() if game.wins(who)}
    found, decided = agreed_outcome(space, values, game, reservation, barred, SearchWork(10**9))
    assert decided
    assert (found is None) == (not deals)
    assert found is None or tuple(found.tolist()) in deals


def test_the_work_is_bounded_and_counted() -> None:
    """Eight gifts, each to one of six who want two of them: four can have that, five cannot."""
    parties, issues = 6, 8
    space = OutcomeSpace(tuple(map(str, range(issues))), (tuple("abcdef"),) * issues)
    values = [np.eye(parties) / issues] * issues
    nobody = [np.zeros((parties, parties), dtype=bool)] * issues
    game = SimpleGame(parties, (WeightedQuota((1,) * parties, 5),))
    enough = SearchWork(10**9)
    least = np.full(parties, 2 / issues)
    assert agreed_outcome(space, values, game, least, nobody, enough) == (None, True)
    few = SearchWork(1_000)
    assert agreed_outcome(space, values, game, least, nobody, few) == (None, False)
    assert 0 <= few.left < 1_000
    with_four = SimpleGame(parties, (WeightedQuota((1,) * parties, 4),))
    found, decided = agreed_outcome(space, values, with_four, least, nobody, enough)
    assert decided
    assert sorted(np.bincount(found, minlength=6).tolist())[2:] == [2, 2, 2, 2]
