"""Linear extensions of partial orders against all permutations that fit.

Karzanov and Khachiyan (1991), Order 8, 7–15: adjacent swaps reach the uniform distribution.
"""

from __future__ import annotations

from collections import Counter
from itertools import permutations

import numpy as np
import pytest
from ledger import ledger, orders
from scipy import stats

from zopa.preferences import extensions
from zopa.preferences.constraints import relation_of
from zopa.preferences.draws import draw
from zopa.preferences.extensions import linear_extensions
from zopa.preferences.layout import layout_of
from zopa.preferences.pieces import draw_ends

N = 20_000
GRAVE = 1e-5

LEVELS = {"a": 3, "b": 4, "c": 5}
ORDERS: dict[str, tuple[int, list[tuple[int, int]]]] = {
    "nothing is known": (4, []),
    "a chain": (4, [(0, 1), (1, 2), (2, 3)]),
    "two in the middle": (4, [(0, 1), (0, 2), (1, 3), (2, 3)]),
    "two chains": (5, [(0, 1), (2, 3), (3, 4)]),
    "one above two": (5, [(3, 1), (3, 4)]),
    "the letter N": (4, [(0, 2), (1, 2), (1, 3)]),
    "a peak": (5, [(2, 1), (1, 0), (2, 3), (3, 4)]),
}


def closed(levels: int, pairs: list[tuple[int, int]]) -> np.ndarray:
    relation = np.eye(levels, dtype=bool)
    for better, worse in pairs:
        relation[better, worse] = True
    for k in range(levels):
        relation |= relation[:, [k]] & relation[[k], :]
    return relation


@pytest.mark.parametrize("counted", [extensions.MOST_COUNTED, 0])
@pytest.mark.parametrize("name", ORDERS)
def test_every_order_that_fits_is_as_likely(
    name: str, counted: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether extensions are counted, or found by swapping."""
    monkeypatch.setattr(extensions, "MOST_COUNTED", counted)
    levels, pairs = ORDERS[name]
    fitting = [p for p in permutations(range(levels))
               if all(p.index(a) < p.index(b) for a, b in pairs)]  # fmt: skip
    drawn = linear_extensions(closed(levels, pairs), N, np.random.default_rng(1))
    seen = Counter(map(tuple, drawn.tolist()))
    assert set(seen) == set(fitting)
    if len(fitting) > 1:
        assert stats.chisquare([seen[p] for p in fitting]).pvalue > GRAVE


@pytest.mark.parametrize("name", ORDERS)
def test_ends_are_those_of_such_orders(name: str) -> None:
    levels, pairs = ORDERS[name]
    fitting = Counter(
        (p[0], p[-1])
        for p in permutations(range(levels))
        if all(p.index(a) < p.index(b) for a, b in pairs)
    )
    drawn = draw_ends([closed(levels, pairs)], N, np.random.default_rng(2))[:, 0]
    seen = Counter(map(tuple, drawn.tolist()))
    assert set(seen) == set(fitting)
    if len(fitting) > 1:
        total = sum(fitting.values())
        expected = [N * fitting[ends] / total for ends in fitting]
        assert stats.chisquare([seen[ends] for ends in fitting], expected).pvalue > GRAVE


@pytest.mark.parametrize(
    ("told", "pairs"),
    [
        (["a", ["b", "c"], "d"], [(0, 1), (0, 2), (1, 3), (2, 3)]),
        ([["a", "b"], ["c", "d"]], [(0, 2), (0, 3), (1, 2), (1, 3)]),
        (["b", "d"], [(1, 3)]),  # the others are left out
    ],
)
def test_values_rank_the_levels_in_every_way_that_fits(
    told: list[str | list[str]], pairs: list[tuple[int, int]]
) -> None:
    fitting = [p for p in permutations(range(4))
               if all(p.index(a) < p.index(b) for a, b in pairs)]  # fmt: skip
    case = ledger({"i": list("abcd"), "j": ["x", "y"]}, [orders("us", i=told)])
    values = draw(case, 6000, seed=3).values[0][:, 0]
    seen = Counter(map(tuple, np.argsort(-values, axis=1).tolist()))
    assert set(seen) == set(fitting)
    assert stats.chisquare([seen[p] for p in fitting]).pvalue > GRAVE


def test_numbers_give_a_relation_too() -> None:
    case = ledger({"n": range(0, 41, 10)}, [orders("us", n={"peak": 20})])
    block = layout_of(case).blocks["n"]
    assert block.breakpoints == ("0", "10", "20", "30", "40")
    expected = closed(5, [(2, 1), (1, 0), (2, 3), (3, 4)])
    assert (relation_of(block, case.facts) == expected).all()


def test_levels_said_to_be_alike_are_alike() -> None:
    """Two facts that say `at least as good as` both ways leave them equal."""
    alike = [orders("us", i=["a", "b", "c"]), orders("us", i=["b", "a", "c"])]
    values = draw(ledger({"i": list("abc"), "j": ["x", "y"]}, alike), 400, seed=4).values[0][:, 0]
    assert values[:, 0] == pytest.approx(values[:, 1], abs=1e-7)
    assert values[:, 2] == pytest.approx(np.zeros(400))
