"""Which uncertain facts are in force, where some of them are known to clash.

Each fact is in force with its confidence, independently of the others, given that no clash has all
of its facts in force. That is a weighted count of the models of clauses (Chavira and Darwiche 2008,
Artificial Intelligence 172, 772–799): one fact after another is decided, parts that share no clash
are counted apart, and what has been counted once is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

Clashes: TypeAlias = frozenset[frozenset[int]]

MOST_COUNTED = 20_000
"""The most sets of clashes that are counted. A clash that asks for more is not learnt."""


MOST_ENTANGLED = 300
"""The most facts in one part. A clash that joins more is not learnt."""


class TooManyToCountError(Exception):
    """The clashes are entangled in too many ways."""


class ClashFree:
    """Draws of the facts in force in which no clash learnt so far occurs.

    `confidence` holds the probability of each fact.

    >>> known = ClashFree(np.array([0.5, 0.5]))
    >>> known.learn([0, 1])
    True
    >>> drawn = known.draw(3000, np.random.default_rng(0))
    >>> bool(drawn.all(axis=1).any()), round(float(drawn[:, 0].mean()), 1)
    (False, 0.3)
    """

    def __init__(self, confidence: NDArray[np.float64]) -> None:
        self.confidence = confidence
        self.clashes: Clashes = frozenset()
        self._counted: dict[Clashes, float] = {}

    def learn(self, clash: Iterable[int]) -> bool:
        """Rule a clash out from now on; False where it cannot be counted with the others."""
        new = frozenset(clash)
        longer = frozenset(known for known in self.clashes if not new <= known)
        if not new or any(known <= new for known in self.clashes):
            return False
        if len(self._counted) > MOST_COUNTED // 2:
            self._counted.clear()
        try:
            weight = self._weight(longer | {new})
        except TooManyToCountError:
            self._counted.clear()
            return False
        if weight > 0:
            self.clashes = longer | {new}
        return bool(weight > 0)

    def draw(self, count: int, rng: np.random.Generator) -> NDArray[np.bool_]:
        """Which facts are in force, (count, facts)."""
        in_force = rng.random((count, len(self.confidence))) < self.confidence
        self._decide(in_force, np.arange(count), self.clashes, rng)
        return in_force

    def _decide(
        self,
        in_force: NDArray[np.bool_],
        rows: NDArray[np.intp],
        clashes: Clashes,
        rng: np.random.Generator,
    ) -> None:
        """Draw anew, in place, the facts that the clashes are about."""
        for part in _parts(clashes):
            fact = _most_entangled(part)
            on, off = _decided(part, fact)
            chance = float(self.confidence[fact])
            chance *= self._weight(on) / self._weight(part) if on is not None else 0.0
            in_force[rows, fact] = rng.random(len(rows)) < chance
            for value, left in ((True, on), (False, off)):
                some = rows[in_force[rows, fact] == value]
                if len(some) and left is not None:
                    # What the fact leaves free is drawn without it; the rest depends on it.
                    free = sorted(frozenset().union(*part) - frozenset().union(*left) - {fact})
                    in_force[np.ix_(some, free)] = (
                        rng.random((len(some), len(free))) < self.confidence[free]
                    )
                    self._decide(in_force, some, left, rng)

    def _weight(self, clashes: Clashes) -> float:
        """The probability that none of the clashes occurs."""
        whole = 1.0
        for part in _parts(clashes):
            if part not in self._counted:
                about = frozenset().union(*part)
                if len(self._counted) >= MOST_COUNTED or len(about) > MOST_ENTANGLED:
                    raise TooManyToCountError
                fact = _most_entangled(part)
                on, off = _decided(part, fact)
                chance = float(self.confidence[fact])
                self._counted[part] = (1 - chance) * self._weight(off) + (
                    chance * self._weight(on) if on is not None else 0.0
                )
            whole *= self._counted[part]
        return whole


def _most_entangled(clashes: Clashes) -> int:
    """The fact that is in most clashes, the first of several."""
    facts, counts = np.unique([fact for clash in clashes for fact in clash], return_counts=True)
    return int(facts[counts.argmax()])


def _decided(clashes: Clashes, fact: int) -> tuple[Clashes | None, Clashes]:
    """The clashes left when a fact is in force, None where one occurs, and when it is not."""
    off = frozenset(clash for clash in clashes if fact not in clash)
    if frozenset({fact}) in clashes:
        return None, off
    shorter = frozenset(clash - {fact} for clash in clashes if fact in clash)
    kept = frozenset(clash for clash in off if not any(short <= clash for short in shorter))
    return kept | shorter, off


def _parts(clashes: Clashes) -> Iterator[Clashes]:
    """The clashes in parts that share no fact, in the order of their first facts."""
    left = sorted(clashes, key=sorted)
    while left:
        about, part, rest = set(left[0]), [left[0]], left[1:]
        grown = True
        while grown:
            joined = [clash for clash in rest if clash & about]
            rest = [clash for clash in rest if not clash & about]
            about.update(*joined)
            part += joined
            grown = bool(joined)
        yield frozenset(part)
        left = rest
