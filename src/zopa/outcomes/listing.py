"""Which outcomes of a list each party would sign, for many draws at once.

Where the list holds every outcome of the space, an outcome is a beginning (levels of the first
issues) and an ending (levels of the others). A party signs it if the ending is worth at least what
the beginning lacks to the party's reservation value. So each beginning and each ending is summed up
once, and for each outcome there is one comparison left, and nothing to add.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

import numpy as np

from zopa.outcomes.arrays import ACCEPTANCE, Barred, Bools, Floats, Ints, Values
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Terms, folded, some_draws

CELLS = 2_000_000
"""The size of the largest array made on the way; some of floats, some of truth values."""

ENDINGS = 64
"""Endings are as short as they can be with so many of them: rows of that length are quick."""

SPARSE = 4
"""Where rules leave less than one in so many outcomes, only those are summed up."""

MANY_LEVELS = 20
"""With more levels than this for each issue, a product of matrices has too many zeros."""


def signatures(
    space: OutcomeSpace,
    values: Values,
    reservation: Floats,
    barred: Barred | None,
    outcomes: Ints,
    terms: Terms = (),
    *,
    cells: int = CELLS,
) -> Iterator[tuple[slice, Bools]]:
    """Say block by block of draws which outcomes each party would sign: `(block, parties, n)`.

    A party signs an outcome that has no level which the party bars, and a utility of at least the
    party's reservation value, less ACCEPTANCE. `values` and `barred` hold one array `(draws,
    parties, levels)` for each issue, `reservation` is `(draws, parties)`, `outcomes` `(n, issues)`.
    What `terms` are worth is added to the values. Rules are not looked at, so pass outcomes that
    are allowed. Each block comes with the slice of the draws that it is for.

    >>> space = OutcomeSpace(("price",), (("low", "middle", "high"),))
    >>> values = (np.array([[[1.0, 0.5, 0.0], [0.0, 0.5, 1.0]]]),)
    >>> outcomes = space.enumerate(3)
    >>> [(_, signed)] = signatures(space, values, np.array([[0.4, 0.4]]), None, outcomes)
    >>> signed
    array([[[ True,  True, False],
            [False,  True,  True]]])
    """
    draws, parties = np.shape(reservation)
    values, terms = folded(values, terms)
    usable = _without(values, barred)
    floor = np.asarray(reservation) - ACCEPTANCE
    whole = None if terms else _whole(space, outcomes)
    chosen = None if whole else _chosen(space, outcomes)
    size = max(1, cells // max(1, parties * (whole.size if whole else len(outcomes))))
    for start in range(0, draws, size):
        block = slice(start, start + size)
        part = tuple(value[block] for value in usable)
        if whole:
            yield block, whole.signed(part, floor[block])
        elif chosen is not None:
            worth = _products(part, chosen)
            for term in some_draws(terms, block):
                worth += term.utilities(outcomes)
            yield block, np.asarray(worth >= floor[block][..., None])
        else:
            worth = space.utilities(part, outcomes, some_draws(terms, block))
            yield block, np.asarray(worth >= floor[block][..., None])


@dataclass(frozen=True)
class _Whole:
    """A list of all outcomes that are allowed, as beginnings and endings."""

    split: int
    """The issues from here on make up the endings."""
    size: int
    """How many outcomes there were without rules."""
    kept: Ints | None
    """The positions of the allowed outcomes among them; None where all are allowed."""

    def signed(self, values: Values, floor: Floats) -> Bools:
        beginnings = _sums(values[: self.split], floor.shape)
        endings = _sums(values[self.split :], floor.shape)
        lacking = floor[..., None] - beginnings
        signed = endings[..., None, :] >= lacking[..., None]
        signed = signed.reshape(*floor.shape, self.size)
        return signed if self.kept is None else signed[..., self.kept]


def _whole(space: OutcomeSpace, outcomes: Ints) -> _Whole | None:
    """None where the outcomes are not all that are allowed, or are few of those without rules."""
    if space.size > SPARSE * len(outcomes) or len(outcomes) != space.count():
        return None
    split = len(space.shape) - 1
    while split > 0 and prod(space.shape[split:]) < ENDINGS:
        split -= 1
    if len(outcomes) == space.size:
        return _Whole(split, space.size, None)
    return _Whole(split, space.size, np.ravel_multi_index(tuple(outcomes.T), space.shape))


def _chosen(space: OutcomeSpace, outcomes: Ints) -> Floats | None:
    """One where an outcome has a level, else zero, `(levels of all issues, n)`, to multiply values
    by; None where issues have so many levels that adding up what is chosen is quicker."""
    if sum(space.shape) > MANY_LEVELS * len(space.shape):
        return None
    chosen = np.zeros((sum(space.shape), len(outcomes)))
    start = 0
    for issue, size in enumerate(space.shape):
        chosen[start + outcomes[:, issue], np.arange(len(outcomes))] = 1.0
        start += size
    return chosen


def utilities_by_product(
    space: OutcomeSpace, values: Values, outcomes: Ints, terms: Terms = ()
) -> Floats:
    """The utilities of `space.utilities`, but for rounding; for many outcomes of a large space.

    Such outcomes have no beginnings in common, and a product of matrices is ten times faster than
    adding.

    >>> space = OutcomeSpace(("price", "date"), (("low", "high"), ("may", "june")))
    >>> values = (np.array([[0.75, 0.0]]), np.array([[0.25, 0.0]]))
    >>> utilities_by_product(space, values, np.array([[0, 0], [1, 0], [0, 1]]))
    array([[1.  , 0.25, 0.75]])
    """
    chosen = _chosen(space, outcomes)
    if chosen is None:
        return space.utilities(values, outcomes, terms)
    total = _products(values, chosen)
    for term in terms:
        total += term.utilities(outcomes)
    return total


def _products(values: Values, chosen: Floats) -> Floats:
    """The sums of the levels that `chosen` says; minus infinity, which stands for a barred level,
    is put in afterwards."""
    worth = np.concatenate(values, axis=-1)
    never = np.isneginf(worth)
    some = never.any(axis=tuple(range(never.ndim - 1)))
    if not some.any():
        return np.asarray(worth @ chosen)
    total = np.where(never, 0.0, worth) @ chosen
    total[never[..., some].astype(np.float64) @ chosen[some] > 0] = -np.inf
    return np.asarray(total)


def _sums(values: Values, shape: tuple[int, ...]) -> Floats:
    """The sums of a level of each issue, the last issue varying fastest: `(..., combinations)`."""
    total = np.zeros((*shape, 1))
    for value in values:
        total = (total[..., :, None] + value[..., None, :]).reshape(*shape, -1)
    return total


def _without(values: Values, barred: Barred | None) -> Values:
    """The values, with minus infinity for levels that are barred."""
    if barred is None:
        return values
    return tuple(
        np.where(bar, -np.inf, value) if bar.any() else value
        for bar, value in zip(barred, values, strict=True)
    )
