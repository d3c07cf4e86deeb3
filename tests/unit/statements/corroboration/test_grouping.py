"""Groups are joined where the mean probability is one half, over a few members of large ones."""

from __future__ import annotations

import pytest

from zopa.statements.corroboration.grouping import groups


@pytest.mark.parametrize(("probability", "joined"), [(0.5, True), (0.499, False)])
def test_two_are_one_group_from_one_half_on(probability: float, joined: bool) -> None:
    (first, *_) = groups(2, [(0, 1, probability)], lambda a, b: 0.0)
    assert first == (([0, 1], probability) if joined else ([0], 1.0))


@pytest.mark.parametrize(("third", "members"), [(0.1, [0, 1, 2]), (0.09, [0, 1])])
def test_the_mean_over_all_members_decides(third: float, members: list[int]) -> None:
    pairs = [(0, 1, 0.95), (1, 2, 0.9)]
    assert groups(3, pairs, lambda a, b: third)[0][0] == members


def compared(size: int) -> set[tuple[int, int]]:
    """Of two groups of this size, the pairs across them that are compared to join them."""
    asked: set[tuple[int, int]] = set()

    def probability(a: int, b: int) -> float:
        asked.add((a, b))
        return 0.9

    inside = [
        (start + a, start + b, 0.95)
        for start in (0, size)
        for a in range(size)
        for b in range(a + 1, size)
    ]
    ((members, _),) = groups(2 * size, [*inside, (0, size, 0.9)], probability)
    assert members == list(range(2 * size))
    return asked | {(0, size)}


def test_all_pairs_of_groups_of_six_are_compared() -> None:
    assert len(compared(6)) == 36


def test_of_larger_groups_six_members_each_are_compared_the_first_and_last_among_them() -> None:
    pairs = compared(20)
    assert len(pairs) == 36
    assert {(0, 20), (0, 39), (19, 20), (19, 39)} <= pairs
