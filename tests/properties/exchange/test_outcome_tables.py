"""A table of what outcomes are worth, as values and bonuses: nothing is lost, little is needed."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from zopa.exchange.outcome_tables import profile_of_table

WORTHS = st.sampled_from([0.0, 0.25, -1.5, 3.0]) | st.floats(-5, 5).map(lambda x: round(x, 4))
TABLES = arrays(np.float64, array_shapes(max_dims=4, max_side=4), elements=WORTHS)


def outcomes(shape: tuple[int, ...]) -> np.ndarray:
    return np.indices(shape).reshape(len(shape), -1).T


@given(TABLES)
def test_every_outcome_is_worth_what_the_table_says(table: np.ndarray) -> None:
    profile = profile_of_table("us", table.shape, table.ravel())
    found = profile.utilities(outcomes(table.shape))
    np.testing.assert_allclose(found, table.ravel(), atol=1e-7)
    assert len(profile.bonuses) <= table.size


@given(st.lists(arrays(np.float64, st.integers(1, 5), elements=WORTHS), min_size=1, max_size=4))
def test_a_sum_over_issues_needs_no_bonus(parts: list[np.ndarray]) -> None:
    table = np.zeros([len(part) for part in parts])
    for axis, part in enumerate(parts):
        table += part.reshape([-1 if k == axis else 1 for k in range(len(parts))])
    profile = profile_of_table("us", table.shape, table.ravel())
    assert profile.bonuses == ()
    np.testing.assert_allclose(profile.utilities(outcomes(table.shape)), table.ravel(), atol=1e-9)


@given(TABLES, TABLES)
def test_issues_that_do_not_bear_on_each_other_share_no_bonus(
    one: np.ndarray, other: np.ndarray
) -> None:
    table = np.add.outer(one, other)
    profile = profile_of_table("us", table.shape, table.ravel())
    for bonus in profile.bonuses:
        sides = [issue < one.ndim for issue, _ in bonus.where]
        assert all(sides) or not any(sides)
    np.testing.assert_allclose(profile.utilities(outcomes(table.shape)), table.ravel(), atol=1e-7)


def test_combinations_of_one_worth_share_their_bonus() -> None:
    """Of nine combinations four are worth something else, and these are one box."""
    table = np.zeros((3, 3))
    table[np.ix_([0, 2], [1, 2])] = 2.0
    (bonus,) = profile_of_table("us", table.shape, table.ravel()).bonuses
    assert (bonus.where, bonus.worth) == (((0, (0, 2)), (1, (1, 2))), 2.0)


def test_issues_of_one_level_need_no_axis() -> None:
    shape = (1,) * 80 + (2, 1, 2)
    profile = profile_of_table("us", shape, np.array([0.0, 0.0, 0.0, 3.0]))
    (bonus,) = profile.bonuses
    assert (bonus.where, bonus.worth) == (((80, (1,)), (82, (1,))), 3.0)
    flat = profile_of_table("us", (1, 1), np.array([2.5]))
    assert [own.tolist() for own in flat.values] == [[2.5], [0.0]]


def test_one_enormous_worth_changes_no_other() -> None:
    """A table in which an outcome that cannot be is worth minus a thousand million."""
    table = np.round(np.random.default_rng(0).random((3, 4)), 3)
    table[0, 0] = -1e9
    profile = profile_of_table("us", table.shape, table.ravel())
    found = profile.utilities(outcomes(table.shape)).reshape(table.shape)
    np.testing.assert_allclose(found.ravel()[1:], table.ravel()[1:], atol=1e-12)
    assert found[0, 0] == -1e9
