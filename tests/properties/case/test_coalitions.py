"""What is worked out about who can bring about an agreement, against all groups and all orders."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, permutations
from math import factorial

from hypothesis import given, settings
from hypothesis import strategies as st

from zopa.case.coalitions import SimpleGame, WeightedQuota

Groups = list[frozenset[int]]


@st.composite
def games(draw: st.DrawFn) -> SimpleGame:
    players = draw(st.integers(min_value=1, max_value=6))
    weight = st.integers(min_value=0, max_value=5)
    quotas = []
    for _ in range(draw(st.integers(min_value=1, max_value=3))):
        weights = tuple(draw(st.lists(weight, min_size=players, max_size=players)))
        most = max(sum(weights), 1)
        quotas.append(WeightedQuota(weights, draw(st.integers(min_value=1, max_value=most))))
    return SimpleGame(players, tuple(quotas))


def in_order(groups: Groups) -> list[tuple[int, ...]]:
    return sorted((tuple(sorted(g)) for g in groups), key=lambda g: (len(g), g))


@given(game=games())
@settings(max_examples=200)
def test_winning_and_blocking_groups(game: SimpleGame) -> None:
    every = frozenset(range(game.players))
    groups = [frozenset(g) for n in range(len(every) + 1) for g in combinations(every, n)]
    winning = [g for g in groups if game.wins(g)]
    smallest = [g for g in winning if not any(game.wins(g - {p}) for p in g)]
    assert list(game.winning(100) or ()) == in_order(smallest)
    blocking = [g for g in groups if not game.wins(every - g)]
    least = [g for g in blocking if all(game.wins(every - (g - {p})) for p in g)]
    assert list(game.blocking(100) or ()) == in_order(least)
    assert game.vetoes == tuple(p for p in every if not game.wins(every - {p}))
    split = game.splits
    assert (split is not None) == any(game.wins(every - g) for g in winning)
    if split:
        assert game.wins(split[0])
        assert game.wins(split[1])
        assert not {*split[0]} & {*split[1]}


@given(game=games())
@settings(max_examples=60)
def test_powers(game: SimpleGame) -> None:
    turns = [0] * game.players
    for order in permutations(range(game.players)):
        before: set[int] = set()
        for player in order:
            won = game.wins(before)
            before.add(player)
            turns[player] += game.wins(before) and not won
    assert game.powers == tuple(Fraction(n, factorial(game.players)) for n in turns)
