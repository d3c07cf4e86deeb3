"""With many parties weights that are led to a zone tell the same as a search."""

import numpy as np
import pytest

from zopa.outcomes import reach
from zopa.outcomes.arrays import ACCEPTANCE
from zopa.outcomes.listing import signatures, utilities_by_product
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Box


def _made(seed: int, parties: int) -> tuple[OutcomeSpace, tuple[np.ndarray, ...], np.ndarray, Box]:
    rng = np.random.default_rng(seed)
    issues = [f"issue {k}" for k in range(8)]
    space = OutcomeSpace(tuple(issues), (("a", "b", "c"),) * 8, (((0, (1,)), (3, (0, 2))),))
    values = tuple(rng.random((40, parties, 3)) / 8 for _ in issues)
    box = Box(((1, (0,)), (2, (0, 1))), rng.normal(0, 0.05, (40, parties)))
    return space, values, rng.uniform(0.45, 0.62, (40, parties)), box


@pytest.mark.parametrize("parties", [3, 5, 7, 10])
def test_weights_and_search_tell_what_a_list_of_all_outcomes_says(parties: int) -> None:
    space, values, reservation, box = _made(parties, parties)
    bars = tuple(np.random.default_rng(9).random(v.shape) < 0.01 for v in values)
    outcomes = space.enumerate(10_000)
    worth = space.utilities(values, outcomes, (box,))
    for i, bar in enumerate(bars):
        worth[bar[..., outcomes[:, i]]] = -np.inf
    listed = (worth >= reservation[..., None] - ACCEPTANCE).all(axis=1).any(axis=1)
    found = reach.zone_exists(space, values, reservation, bars, terms=(box,), listable=0)
    assert found.tolist() == listed.tolist()
    assert 0 < listed.sum() < len(listed)
    exists, known = reach.zone_told_by_weights(space, values, reservation, bars, terms=(box,))
    assert exists[known].tolist() == listed[known].tolist()
    assert known.mean() > 0.5


def test_outcomes_in_no_order_are_worth_the_same_by_a_product_and_barred_ones_are_refused() -> None:
    space, values, reservation, box = _made(1, 4)
    outcomes = space.sample(300, np.random.default_rng(3))
    one_by_one = space.utilities(values, outcomes, (box,))
    np.testing.assert_allclose(
        utilities_by_product(space, values, outcomes, (box,)), one_by_one, atol=1e-12
    )
    bars = tuple(np.zeros(v.shape, dtype=bool) for v in values)
    bars[2][5, 1, 0] = True
    for i, bar in enumerate(bars):
        one_by_one[bar[..., outcomes[:, i]]] = -np.inf
    for block, signed in signatures(space, values, reservation, bars, outcomes, (box,)):
        assert (signed == (one_by_one[block] >= reservation[block][..., None])).all()
