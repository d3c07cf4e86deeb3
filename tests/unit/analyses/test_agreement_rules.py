"""Zone, obstacles, drafts, solutions and frontier follow the rule of agreement: random cases,
counted outcome by outcome."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zopa.analyses import agreement_zone as zone_module
from zopa.analyses import board as board_module

from .random_agreements import check_case, check_frontier, check_search, random_case

SEEDS = st.integers(min_value=0, max_value=10**6)


@given(seed=SEEDS)
@settings(max_examples=40, deadline=None)
def test_every_answer_follows_the_rule(seed: int) -> None:
    check_case(seed)


@given(seed=SEEDS)
@settings(max_examples=20, deadline=None)
def test_the_frontier_is_of_all_and_the_zone_by_the_rule(seed: int) -> None:
    check_frontier(seed)


@pytest.mark.parametrize(("groups", "searched"), [(40, 0), (0, 10**9), (0, 0)])
def test_a_search_gives_the_same_answers(
    groups: int, searched: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Group after group and, where there are too many groups, by a search in each draw, or by a
    program where that does not tell."""
    monkeypatch.setattr(board_module, "LISTED", 0)
    monkeypatch.setattr(board_module, "SAMPLED", 1)  # so that next to nothing is known beforehand
    monkeypatch.setattr(board_module, "MOST_GROUPS", groups)
    monkeypatch.setattr(board_module, "SEARCHED", searched)
    monkeypatch.setattr(zone_module, "SEARCHED", searched)
    for seed in [s for s in range(30) if not random_case(s).takes_all]:
        check_search(seed)
