"""Outcomes that enough parties would sign: counted, drawn and found by programs, against a list."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zopa.case.coalitions import SimpleGame, WeightedQuota
from zopa.outcomes.counting import NoSuchOutcome, draw_agreed, share_agreed
from zopa.outcomes.programs.by_agreement import agreed_point
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Box
from zopa.outcomes.voting import agreed


class Question(NamedTuple):
    space: OutcomeSpace
    values: list[np.ndarray]
    reservation: np.ndarray
    terms: list[Box]
    barred: list[np.ndarray] | None
    game: SimpleGame


def question(seed: int) -> Question:
    rng = np.random.default_rng(seed)
    parties = int(rng.integers(1, 5))
    shape = tuple(int(n) for n in rng.integers(1, 4, size=rng.integers(1, 5)))
    bans = []
    for _ in range(rng.integers(0, 3)):
        issues = sorted(rng.choice(len(shape), size=min(len(shape), 2), replace=False).tolist())
        bans.append(
            tuple((i, tuple(sorted({*rng.integers(0, shape[i], size=2).tolist()}))) for i in issues)
        )
    names = tuple(f"i{k}" for k in range(len(shape)))
    levels = tuple(tuple(f"l{k}" for k in range(size)) for size in shape)
    rough = rng.random() < 0.5  # whole numbers, so that many sums are equal
    values = [
        rng.integers(0, 5, (parties, size)).astype(float) if rough else rng.random((parties, size))
        for size in shape
    ]
    most = np.sum([v.max(axis=1) for v in values], axis=0)
    reservation = rng.random(parties) * most
    reservation = np.floor(reservation) if rough else reservation
    terms = []
    if len(shape) > 1 and rng.random() < 0.5:
        worth = rng.integers(-2, 3, parties).astype(float)
        terms.append(Box(((0, (0,)), (len(shape) - 1, (shape[-1] - 1,))), worth))
    barred = [rng.random((parties, n)) < 0.2 for n in shape] if rng.random() < 0.6 else None
    quotas = []
    for _ in range(rng.integers(1, 3)):
        weights = tuple(int(w) for w in rng.integers(0, 4, parties))
        weights = weights if sum(weights) else (1,) * parties
        quotas.append(WeightedQuota(weights, int(rng.integers(1, sum(weights) + 1))))
    game = SimpleGame(parties, tuple(quotas))
    space = OutcomeSpace(names, levels, tuple(bans))
    return Question(space, values, reservation, terms, barred, game)


def listed(q: Question) -> tuple[np.ndarray, np.ndarray, list[bool]]:
    """All outcomes, what they are worth, and which enough parties would sign."""
    outcomes = q.space.enumerate(1000)
    worth = q.space.utilities(tuple(q.values), outcomes, q.terms)
    signed = worth >= q.reservation[:, None] - 1e-9
    for i, bar in enumerate(q.barred or ()):
        signed &= ~bar[:, outcomes[:, i]]
    enough = [q.game.wins(np.flatnonzero(column).tolist()) for column in signed.T]
    assert agreed(q.game, signed).tolist() == enough
    return outcomes, worth, enough


@given(seed=st.integers(min_value=0, max_value=10**6))
@settings(max_examples=150, deadline=None)
def test_counts_and_draws(seed: int) -> None:
    q = question(seed)
    outcomes, _, enough = listed(q)
    rng = np.random.default_rng(seed)
    counted = share_agreed(
        q.space, q.values, q.reservation, q.game, rng=rng, terms=q.terms, barred=q.barred
    )
    assert counted.exact
    assert counted.count == sum(enough)
    inside = {tuple(o) for o, yes in zip(outcomes.tolist(), enough, strict=True) if yes}
    if inside:
        drawn = draw_agreed(
            q.space, q.values, q.reservation, q.game, 40, rng, terms=q.terms, barred=q.barred
        )
        assert {tuple(o) for o in drawn.tolist()} <= inside
    else:
        with pytest.raises(NoSuchOutcome):
            draw_agreed(
                q.space, q.values, q.reservation, q.game, 1, rng, terms=q.terms, barred=q.barred
            )


def test_what_is_too_much_to_merge_is_estimated() -> None:
    q = question(11)
    _, _, enough = listed(q)
    share = sum(enough) / len(enough)
    rng = np.random.default_rng(1)
    estimated = share_agreed(
        q.space, q.values, q.reservation, q.game, rng=rng, terms=q.terms, barred=q.barred, limit=1
    )
    assert not estimated.exact
    assert estimated.interval.low <= share <= estimated.interval.high
    drawn = draw_agreed(
        q.space, q.values, q.reservation, q.game, 10, rng, terms=q.terms, barred=q.barred, limit=1
    )
    assert len(drawn) == 10


@given(seed=st.integers(min_value=0, max_value=10**6))
@settings(max_examples=60, deadline=None)
def test_the_largest_sum_by_a_program(seed: int) -> None:
    q = question(seed)
    outcomes, worth, enough = listed(q)
    point = agreed_point(
        q.space, q.values, q.game, reservation=q.reservation, terms=q.terms, barred=q.barred
    )
    assert point.exact
    if not any(enough):
        assert point.outcome is None
        return
    assert point.outcome is not None
    assert enough[outcomes.tolist().index(point.outcome.tolist())]
    assert point.objective == pytest.approx(worth.sum(axis=0)[np.array(enough)].max())
