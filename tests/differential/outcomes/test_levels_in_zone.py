"""Signatures and levels in the zone against every outcome of small spaces."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zopa.outcomes.levels_in_zone import levels_told_by_weights
from zopa.outcomes.listing import signatures
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Box


@settings(max_examples=80)
@given(st.integers(0, 2**32 - 1), st.booleans(), st.booleans(), st.sampled_from([5, 10_000]))
def test_what_is_told_is_so(seed: int, ruled: bool, boxed: bool, cells: int) -> None:
    rng = np.random.default_rng(seed)
    shape = tuple(rng.integers(1, 5, rng.integers(2, 5)))
    parties, draws = int(rng.integers(1, 4)), 6
    bans = (((0, (0,)), (1, (0,))),) if ruled and max(shape[:2]) > 1 else ()
    space = OutcomeSpace(
        tuple(f"i{k}" for k in range(len(shape))),
        tuple(tuple(f"l{k}" for k in range(n)) for n in shape),
        bans,
    )
    values = tuple(rng.random((draws, parties, n)) for n in shape)
    barred = tuple(rng.random(v.shape) < 0.1 for v in values)
    boxes = [Box(((0, (0,)), (1, (shape[1] - 1,))), rng.normal(size=(draws, parties)))]
    boxes = boxes if boxed else []
    floor = rng.random((draws, parties)) * len(shape) * 0.8
    outcomes = space.enumerate(1000)
    worth = space.utilities(values, outcomes, boxes)
    bars = sum(b[..., outcomes[:, i]].astype(int) for i, b in enumerate(barred)) > 0
    signed = (worth >= floor[..., None] - 1e-9) & ~bars
    blocks = list(signatures(space, values, floor, barred, outcomes, boxes, cells=cells))
    assert (np.concatenate([block for _, block in blocks]) == signed).all()
    part = outcomes[::2]
    (some,) = [s for _, s in signatures(space, values, floor, None, part, boxes)]
    assert (some == (worth[..., ::2] >= floor[..., None] - 1e-9)).all()
    exists, known = levels_told_by_weights(space, values, floor, barred, boxes)
    zone = signed.all(axis=1)
    for i, size in enumerate(shape):
        for k in range(size):
            true = zone[:, outcomes[:, i] == k].any(axis=1)
            assert (exists[i][:, k] <= true).all()
            assert (exists[i][:, k] == true)[known[i][:, k]].all()


@pytest.mark.parametrize("parties", [2, 3])
def test_weights_tell_nearly_everything_of_a_wide_space(parties: int) -> None:
    rng = np.random.default_rng(1)
    values = tuple(rng.random((20, parties, 3)) for _ in range(30))
    space = OutcomeSpace(tuple(f"i{k}" for k in range(30)), (tuple("abc"),) * 30)
    _, known = levels_told_by_weights(space, values, np.full((20, parties), 14.0))
    assert np.mean([k.mean() for k in known]) > 0.95
