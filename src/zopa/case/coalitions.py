"""Who can bring about an agreement: simple games.

A simple game says of every group of players whether it wins; a group that holds a winning one wins
(von Neumann and Morgenstern 1944, *Theory of Games and Economic Behavior*, ch. X). Here a group
wins if it reaches a quota of weights, or each of several such quotas (Taylor and Zwicker 1999,
*Simple Games*, ch. 1). A player whom every winning group needs has a veto. A group blocks if the
others do not win without it.

Whatever is listed is bounded by a count. What has more than that is not listed, and said to be so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import factorial
from typing import TypeAlias

Group: TypeAlias = tuple[int, ...]
"""Positions of players, rising."""

MOST_STEPS = 200_000
"""The most partial groups that are looked at for one answer, some tenths of a second."""


@dataclass(frozen=True)
class WeightedQuota:
    """A group reaches the quota if its weights add up to it. All numbers are whole."""

    weights: tuple[int, ...]
    """One for each player, 0 or more."""
    quota: int

    def reached(self, members: Iterable[int]) -> bool:
        """Whether a group reaches it."""
        return sum(self.weights[player] for player in members) >= self.quota

    @property
    def against(self) -> WeightedQuota:
        """What a group needs so that those outside it do not reach the quota.

        >>> WeightedQuota((1, 1, 1, 1, 1), 4).against.quota  # two of five can block four of five
        2
        """
        return WeightedQuota(self.weights, sum(self.weights) - self.quota + 1)


@dataclass(frozen=True)
class SimpleGame:
    """Which groups of so many players win: those that reach every quota.

    >>> council = SimpleGame(4, (WeightedQuota((1, 0, 0, 0), 1), WeightedQuota((0, 1, 1, 1), 2)))
    >>> council.wins([0, 1, 3]), council.wins([1, 2, 3])
    (True, False)
    >>> council.vetoes, council.winning(10), council.blocking(10)
    ((0,), ((0, 1, 2), (0, 1, 3), (0, 2, 3)), ((0,), (1, 2), (1, 3), (2, 3)))
    """

    players: int
    quotas: tuple[WeightedQuota, ...]

    @staticmethod
    def of_all(players: int) -> SimpleGame:
        """The game in which only all players together win."""
        return SimpleGame(players, (WeightedQuota((1,) * players, players),))

    def wins(self, members: Collection[int]) -> bool:
        """Whether a group wins."""
        return all(quota.reached(members) for quota in self.quotas)

    @cached_property
    def vetoes(self) -> Group:
        """The players whom every winning group needs."""
        every = range(self.players)
        return tuple(p for p in every if not self.wins([q for q in every if q != p]))

    @property
    def takes_all(self) -> bool:
        """Whether only all players together win."""
        return len(self.vetoes) == self.players

    def given(self, members: Iterable[int]) -> SimpleGame:
        """The game that is left to the others once these have joined, whatever they are offered.

        >>> SimpleGame.of_all(3).given([1]).winning(10)
        ((0, 2),)
        """
        joined = set(members)
        quotas = (
            WeightedQuota(
                tuple(0 if p in joined else w for p, w in enumerate(quota.weights)),
                quota.quota - sum(quota.weights[p] for p in joined),
            )
            for quota in self.quotas
        )
        return SimpleGame(self.players, tuple(quotas))

    def winning(self, most: int) -> tuple[Group, ...] | None:
        """The smallest winning groups: without any one of its members none wins.

        None where there are more than `most`, or too many to go through.
        """
        return _smallest([self.quotas], self.players, most)

    def blocking(self, most: int) -> tuple[Group, ...] | None:
        """The smallest groups without which the others do not win; None as for `winning`.

        They are the smallest that have a member in every winning group.
        """
        return _smallest([(quota.against,) for quota in self.quotas], self.players, most)

    @cached_property
    def powers(self) -> tuple[Fraction, ...] | None:
        """Each player's share of the orders in which its coming makes the group before it win.

        This is the index of Shapley and Shubik (1954, American Political Science Review 48,
        787–792). The shares sum to 1. None where there are too many groups to go through.

        >>> [str(power) for power in SimpleGame(3, (WeightedQuota((50, 49, 1), 51),)).powers]
        ['2/3', '1/6', '1/6']
        """
        known: dict[tuple[int, ...], Fraction] = {}
        left = MOST_STEPS
        for player in range(self.players):
            alike = tuple(quota.weights[player] for quota in self.quotas)
            if alike in known:  # nothing but weights tells players apart
                continue
            known[alike], left = self._power(player, left)
            if left < 0:
                return None
        return tuple(
            known[tuple(quota.weights[player] for quota in self.quotas)]
            for player in range(self.players)
        )

    def _power(self, player: int, steps: int) -> tuple[Fraction, int]:
        """A player's power, and how many of so many steps are left; below 0 it is not worked out.

        Groups of the others are told apart by their size and by how much of each quota they have.
        """
        groups: Counter[tuple[int, ...]] = Counter({(0,) * (1 + len(self.quotas)): 1})
        for other in range(self.players):
            if other == player:
                continue
            steps -= len(groups)
            if steps < 0:
                return Fraction(0), steps
            joined: Counter[tuple[int, ...]] = Counter(groups)
            for (size, *sums), count in groups.items():
                joined[size + 1, *self._with(sums, other)] += count
            groups = joined
        enough = [quota.quota for quota in self.quotas]
        orders = sum(
            count * factorial(size) * factorial(self.players - size - 1)
            for (size, *sums), count in groups.items()
            if sums != enough and self._with(sums, player) == enough
        )
        return Fraction(orders, factorial(self.players)), steps

    def _with(self, sums: Sequence[int], player: int) -> list[int]:
        """How much of each quota a group has when a player has joined it."""
        return [
            min(quota.quota, have + quota.weights[player])
            for quota, have in zip(self.quotas, sums, strict=True)
        ]

    @cached_property
    def splits(self) -> tuple[Group, Group] | None:
        """Two winning groups without a player in common; None where there are none, or where there
        are too many groups to go through."""
        if self.vetoes:
            return None
        nothing = (0,) * len(self.quotas)
        # What either group has of each quota, and who is in the first one.
        states: dict[tuple[tuple[int, ...], tuple[int, ...]], Group] = {(nothing, nothing): ()}
        steps = MOST_STEPS
        for player in range(self.players):
            steps -= 2 * len(states)
            if steps < 0:
                return None
            onward: dict[tuple[tuple[int, ...], tuple[int, ...]], Group] = {}
            for (first, second), members in states.items():
                onward.setdefault((first, tuple(self._with(second, player))), members)
                onward.setdefault((tuple(self._with(first, player)), second), (*members, player))
            states = onward
        enough = tuple(quota.quota for quota in self.quotas)
        split = states.get((enough, enough))
        if split is None:
            return None
        return split, tuple(p for p in range(self.players) if p not in split)


class _TooMany(Exception):  # noqa: N818 - says what is the case
    """More groups than may be listed, or gone through."""


def _smallest(
    ways: Sequence[Sequence[WeightedQuota]], players: int, most: int
) -> tuple[Group, ...] | None:
    """The smallest groups that reach every quota of one of the `ways`, in order of size."""
    found: set[Group] = set()
    try:
        for quotas in ways:
            found.update(_smallest_of_one(quotas, players, most))
    except _TooMany:
        return None
    groups: list[Group] = []
    for group in sorted(found, key=lambda g: (len(g), g)):
        if len(ways) == 1 or not any(set(smaller) <= set(group) for smaller in groups):
            groups.append(group)
    return tuple(groups) if len(groups) <= most else None


def _smallest_of_one(quotas: Sequence[WeightedQuota], players: int, most: int) -> Iterator[Group]:
    """The smallest groups that reach every quota; _TooMany beyond `most`.

    Players join in the order of their weights, the heaviest first. With one quota a group that has
    just reached it is then one of the smallest: its last member is its lightest.
    """
    heavy = [sum(q.weights[p] / max(q.quota, 1) for q in quotas) for p in range(players)]
    order = sorted(range(players), key=lambda p: (-heavy[p], p))
    # What all from each player on can still add to each quota.
    rest = [[0] * len(quotas)]
    for player in reversed(order):
        rest.append([more + q.weights[player] for more, q in zip(rest[-1], quotas, strict=True)])
    rest.reverse()
    steps = listed = 0
    stack: list[tuple[int, Group, list[int]]] = [(0, (), [q.quota for q in quotas])]
    while stack:
        at, members, lacking = stack.pop()
        steps += 1
        if steps > MOST_STEPS:
            raise _TooMany
        if all(lack <= 0 for lack in lacking):
            group = tuple(sorted(members))
            if all(
                any(not q.reached(p for p in group if p != without) for q in quotas)
                for without in group
            ):
                listed += 1
                if listed > most:
                    raise _TooMany
                yield group
            continue
        if any(lack > more for lack, more in zip(lacking, rest[at], strict=True)):
            continue
        player = order[at]
        stack.append((at + 1, members, lacking))
        with_it = [lack - q.weights[player] for lack, q in zip(lacking, quotas, strict=True)]
        stack.append((at + 1, (*members, player), with_it))
