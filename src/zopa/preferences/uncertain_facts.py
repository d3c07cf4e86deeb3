"""Uncertain facts put in force by chance, with what has been learnt of their clashes.

Facts of one group hang on one draw of chance. Which clashes are known is kept by these draws, not
by the facts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from zopa.case.model import Bonus
from zopa.preferences.clash_free import ClashFree

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from zopa.case.model import Fact
    from zopa.preferences.consistency import Consistency
    from zopa.preferences.constraints import ReadingKey

MOST_LEARNT = 1000
"""The most clashes that are searched for. Each takes some dozen linear programs."""


class UncertainFacts:
    """The uncertain facts of a case, at the given positions among its facts."""

    def __init__(self, consistency: Consistency, positions: Sequence[int]) -> None:
        case = consistency.case
        self._consistency = consistency
        self._facts = [case.facts[k] for k in positions]
        self._certain = [fact for fact in case.facts if fact.certain]
        confidence, self._chance = _chances(self._facts)
        self._free = ClashFree(confidence)
        self._searches = 0
        # Without a bonus the other numbers may not add up. So if facts can hold, it does not
        # follow that a part of them can, where a bonus is uncertain.
        self._parts_hold = not any(isinstance(fact.content, Bonus) for fact in self._facts)
        self._known: dict[tuple[object, ...], bool] = {}
        self._all_hold: dict[tuple[str, ...], bool] = {}

    def draw(self, count: int, rng: np.random.Generator) -> NDArray[np.bool_]:
        """Which of the facts are in force, (count, facts), without any clash learnt so far."""
        return np.asarray(self._free.draw(count, rng)[:, self._chance])

    def hold(self, in_force: NDArray[np.bool_], reading: Mapping[ReadingKey, str]) -> bool:
        """Whether the facts in force, (facts,), can hold together and with the certain ones.

        Where they cannot under any reading, a clash among them is learnt.
        """
        levels = tuple(reading.values())
        if levels not in self._all_hold:  # where all facts can hold, every part of them can
            self._all_hold[levels] = self._parts_hold and self._consistency.holds_under(
                self._consistency.case.facts, reading
            )
        if self._all_hold[levels]:
            return True
        on = frozenset(np.flatnonzero(in_force).tolist())
        key = on, levels
        if key not in self._known:
            chances = self._chances_of(on)
            if any(clash <= chances for clash in self._free.clashes):
                return False
            facts = [*self._certain, *(self._facts[k] for k in sorted(on))]
            self._known[key] = self._consistency.holds_under(facts, reading)
            if not self._known[key] and self._parts_hold:
                self._learn(sorted(on))
        return self._known[key]

    def _learn(self, on: Sequence[int]) -> None:
        """Search the facts in force, party after party, for a clash under every reading."""
        for party in dict.fromkeys(self._facts[k].party for k in on):
            if self._searches >= MOST_LEARNT:
                return
            own = [k for k in on if self._facts[k].party == party]
            certain = [fact for fact in self._certain if fact.party == party]
            if not self._hold_somehow(certain, own):
                self._searches += 1
                self._free.learn(self._chances_of(self._smallest(certain, [], own)))

    def _chances_of(self, facts: Iterable[int]) -> frozenset[int]:
        return frozenset(self._chance[list(facts)].tolist())

    def _hold_somehow(self, certain: Sequence[Fact], some: Sequence[int]) -> bool:
        return self._consistency.holds([*certain, *(self._facts[k] for k in some)])

    def _smallest(
        self, certain: Sequence[Fact], kept: Sequence[int], some: Sequence[int]
    ) -> list[int]:
        """Those of some facts without any of which the rest, with `kept`, can hold.

        The search halves what it looks at (QuickXplain, Junker 2004, AAAI, algorithm 1).
        """
        if kept and not self._hold_somehow(certain, kept):
            return []
        if len(some) == 1:
            return list(some)
        first, second = some[: len(some) // 2], some[len(some) // 2 :]
        later = self._smallest(certain, [*kept, *first], second)
        return [*self._smallest(certain, [*kept, *later], first), *later]


def _chances(facts: Sequence[Fact]) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """The confidences of what chance decides one by one, and for each fact on which of them it
    hangs. `zopa check` finds groups in which they differ; then it is the least."""
    first: dict[object, int] = {}
    confidence: list[float] = []
    hangs_on: list[int] = []
    for position, fact in enumerate(facts):
        key = ("group", fact.group) if fact.group else position
        at = first.setdefault(key, len(confidence))
        if at == len(confidence):
            confidence.append(fact.confidence)
        confidence[at] = min(confidence[at], fact.confidence)
        hangs_on.append(at)
    return np.array(confidence), np.array(hangs_on, dtype=np.intp)
