"""How often outcomes come up over the draws, counted in little memory.

An outcome is packed into as few whole numbers as it takes, so two hundred issues of two levels take
four of them. The numbers of two outcomes compare as `terms_key` of the outcomes does, so what comes
first of those that come up equally often needs no outcome to be written out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zopa.outcomes.space import OutcomeSpace

    Ints = NDArray[np.int_]

PENDING = 1_000_000
"""So many whole numbers are collected before those that are equal are put together."""

_ROOM = 2**62


class OutcomeTally:
    """Counts outcomes of one space.

    >>> from zopa.outcomes.space import OutcomeSpace
    >>> tally = OutcomeTally(OutcomeSpace(("price", "date"), (("low", "high"), ("may", "june"))))
    >>> tally.add(np.array([[0, 1], [1, 1]]), times=2)
    >>> tally.add(np.array([[0, 0], [1, 1]]))
    >>> tally.oftenest(2)
    [({'price': 'high', 'date': 'june'}, 3), ({'price': 'low', 'date': 'june'}, 2)]
    """

    def __init__(self, space: OutcomeSpace) -> None:
        self._space = space
        # Issues by id, and the levels of each by id, as `terms_key` sorts them.
        # Those that stand for conditions come last, since the others settle them.
        self._order = sorted(range(space.told), key=space.issues.__getitem__)
        self._order += range(space.told, len(space.issues))
        self._by_name = [sorted(range(n), key=space.levels[i].__getitem__)
                         for i, n in enumerate(space.shape)]  # fmt: skip
        self._places = [np.argsort(by_name) for by_name in self._by_name]
        self._words = self._split()
        self._keys: list[Ints] = []
        self._times: list[Ints] = []
        self._pending = 0

    def _split(self) -> list[list[int]]:
        """The issues, in the order of their ids, in groups that fit into one number each."""
        words: list[list[int]] = [[]]
        room = _ROOM
        for issue in self._order:
            size = self._space.shape[issue]
            if size > room:
                words.append([])
                room = _ROOM
            words[-1].append(issue)
            room //= size
        return words

    def add(self, outcomes: Ints, times: int | Ints = 1) -> None:
        """Count outcomes `(n, issues)`, each so many times: one number, or one for each."""
        if not len(outcomes):
            return
        keys = np.zeros((len(self._words), len(outcomes)), dtype=np.int64)
        for key, issues in zip(keys, self._words, strict=True):
            for issue in issues:
                key *= self._space.shape[issue]
                key += self._places[issue][outcomes[:, issue]]
        self._keys.append(keys)
        self._times.append(np.broadcast_to(np.asarray(times, dtype=np.int64), len(outcomes)))
        self._pending += keys.size
        if self._pending > PENDING:
            self._put_together()

    def _put_together(self) -> None:
        keys, times = np.concatenate(self._keys, axis=1), np.concatenate(self._times)
        order = np.lexsort(keys[::-1])
        keys, times = keys[:, order], times[order]
        new = np.concatenate([[True], (keys[:, 1:] != keys[:, :-1]).any(axis=0)])
        starts = np.flatnonzero(new)
        self._keys, self._times = [keys[:, starts]], [np.add.reduceat(times, starts)]
        # What differs stays. So the next time comes when there is as much again.
        self._pending = min(0, PENDING - self._keys[0].size)

    def oftenest(self, most: int) -> list[tuple[dict[str, str], int]]:
        """Up to `most` outcomes with their counts, most often first, then by `terms_key`."""
        if not self._keys or most < 1:
            return []
        self._put_together()
        ((keys,), (times,)) = self._keys, self._times
        first = np.argsort(-times, kind="stable")[:most]
        outcomes = self._outcomes(keys[:, first])
        return [
            (self._space.decode(outcome), int(count))
            for outcome, count in zip(outcomes, times[first], strict=True)
        ]

    def _outcomes(self, keys: Ints) -> Ints:
        outcomes = np.empty((keys.shape[1], len(self._space.issues)), dtype=np.int_)
        for key, issues in zip(keys, self._words, strict=True):
            rest = key
            for issue in reversed(issues):
                rest, place = np.divmod(rest, self._space.shape[issue])
                outcomes[:, issue] = np.asarray(self._by_name[issue])[place]
        return outcomes
