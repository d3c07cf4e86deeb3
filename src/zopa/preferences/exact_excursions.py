"""Excursions beyond facts by trying, where trying pays.

Preferences from the prior that agree with all facts but one lie where that fact allows or beyond,
each with its part of the probability. Let them be drawn until one agrees with all facts. Those
before it that lie beyond one fact alone are an excursion beyond that fact, as those of
`zopa.preferences.excursions` are, but that every move leads to a place of its own: the mean number
of them is the probability beyond as a multiple of that within. One run of tries gives an excursion
beyond each of many facts. It costs no more than the draws themselves, whatever the number of facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from zopa.preferences.exact import MOST_NUMBERS, MOST_TRIES, TRIES, no_deal_bounds, pays
from zopa.preferences.excursions import Excursions
from zopa.preferences.prior import draw_prior

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from zopa.preferences.stacked import Numbers, StackedFacts

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Breakable:
    """The constraints `A x <= b` that tries may break, those of one fact after the other.

    `column` (rows,) says which of the facts that are left out a row comes from, or how many there
    are if from another. `force` (draws, rows) tells whether it is in force.
    """

    A: Floats
    b: Floats
    column: Numbers
    force: Bools
    facts: int

    def broken(self, x: Floats, draw: Numbers) -> Bools:
        """Which facts preferences of some draws break, (tries, facts and one for all others)."""
        over = (x @ self.A.T > self.b) & self.force[draw]
        broken = np.zeros((len(x), self.facts + 1), dtype=bool)
        columns, starts = np.unique(self.column, return_index=True)
        if len(columns):
            broken[:, columns] = np.logical_or.reduceat(over, starts, axis=1)
        return broken


class _Tries(NamedTuple):
    """Tries beyond one fact alone: which fact and draw, and of several one with the others' number.

    The one kept is that with the largest of as many random numbers, so that each is as likely.
    """

    fact: Numbers
    draw: Numbers
    luck: Floats
    number: Numbers
    variables: Floats

    def merged(self) -> _Tries:
        """The same with one for each draw and fact."""
        order = np.lexsort([self.luck, self.draw, self.fact])
        fact, draw = self.fact[order], self.draw[order]
        last = np.append((fact[1:] != fact[:-1]) | (draw[1:] != draw[:-1]), True)[: len(order)]
        ends = np.flatnonzero(last)
        total = np.cumsum(self.number[order])[ends]
        kept = order[ends]
        return _Tries(
            self.fact[kept],
            self.draw[kept],
            self.luck[kept],
            np.diff(total, prepend=0),
            self.variables[kept],
        )


def excursions_by_trying(
    stacked: StackedFacts,
    setting: Numbers,
    ends: Numbers,
    breakable: Breakable,
    worth: int,
    rng: np.random.Generator,
    *,
    back: bool = True,
    tick: Callable[[], None] | None = None,
) -> list[Excursions] | None:
    """An excursion from each draw beyond each of some facts; None where trying does not pay.

    `setting` (draws,) and `ends` (draws, issues, 2) are those of each draw, and `worth` is how many
    tries a draw may cost on average. Without `back` they end with the first try that agrees with
    all facts but one, so that each is 0 or 1 long.
    """
    no_deal = no_deal_bounds(stacked)[0][setting]
    if (no_deal[:, 0] > no_deal[:, 1]).any():
        return None
    parts: list[_Tries] = []
    ended = np.zeros(len(setting), dtype=bool)
    left, tries = np.arange(len(setting)), TRIES
    width = max(stacked.layout.size, len(breakable.b))
    while len(left):
        before = len(left)
        at_once = max(1, MOST_NUMBERS // (tries * width))
        for start in range(0, before, at_once):
            some = left[start : start + at_once]
            many = np.repeat(some, tries)
            x = draw_prior(stacked, setting[many], ends[many], no_deal[many], rng)
            broken = breakable.broken(x, many)
            number = broken.sum(axis=1)
            beyond = (number == 1) & ~broken[:, -1]
            over = ((number == 0) | (beyond & (not back))).reshape(-1, tries)
            first = np.where(over.any(axis=1), over.argmax(axis=1), tries)
            going = np.arange(tries) < first[:, None] + (not back)
            out = np.flatnonzero(beyond & going.reshape(-1))
            luck, ones = rng.random(len(out)), np.ones(len(out), dtype=np.intp)
            parts.append(_Tries(broken[out].argmax(axis=1), many[out], luck, ones, x[out]).merged())
            ended[some] = first < tries
            if tick:
                tick()
        left = left[~ended[left]]
        if not pays(before - len(left), before, tries, worth):
            break
        tries = min(2 * tries, MOST_TRIES)
    if len(left):
        return None
    whole = _Tries(*(np.concatenate(part) for part in zip(*parts, strict=True))).merged()
    return [
        Excursions(len(setting), whole.draw[own], whole.number[own], whole.variables[own])
        for own in (whole.fact == k for k in range(breakable.facts))
    ]


def fewer_excursions(found: Excursions, most: int) -> Excursions:
    """Those of the first draws only, so many that about `most` went beyond."""
    if len(found.draw) <= most:
        return found
    return Excursions(
        int(found.draw[most - 1]) + 1,
        found.draw[:most],
        found.length[:most],
        found.variables[:most],
    )
