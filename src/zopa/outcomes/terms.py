"""Local terms say what a combination of levels adds to what each level is worth by itself.

A party's utility is a sum over issues (one array of level values for each issue) and over local
terms, each of which is on a few issues. Any function of an outcome can be written in this way. The
fewer issues a term ties together, the less work the engine has (Rollón and Larrosa 2006).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from zopa.outcomes.arrays import Bools, Floats, Ints, Values
from zopa.outcomes.rules import Ban

Which: TypeAlias = int | slice | Bools | Ints
"""An index of draws."""


@dataclass(frozen=True, eq=False)
class Box:
    """What is added where an outcome has one of the listed levels on *each* of some issues.

    The hyper-rectangles of constraint-based utility spaces (Ito, Hattori and Klein 2007,
    IJCAI-07, 1347–1352) are such boxes. `worth` is `(..., parties)` and negative for a penalty.

    >>> low_and_early = Box(((0, (0,)), (1, (0, 1))), np.array([0.3, 0.0]))
    >>> low_and_early.utilities(np.array([[0, 1], [0, 2], [1, 1]]))
    array([[0.3, 0. , 0. ],
           [0. , 0. , 0. ]])
    """

    where: Ban
    """Issue and level indexes, each issue once."""
    worth: Floats

    @property
    def issues(self) -> tuple[int, ...]:
        """The issues that the box ties together."""
        return tuple(issue for issue, _ in self.where)

    def holds(self, outcomes: Ints) -> Bools:
        """Whether each of `outcomes` `(..., issues)` lies in the box: `(...)`."""
        inside: Bools = np.ones(outcomes.shape[:-1], dtype=np.bool_)
        for issue, levels in self.where:
            inside &= np.isin(outcomes[..., issue], levels)
        return inside

    def utilities(self, outcomes: Ints) -> Floats:
        """What it adds to the utility of `outcomes` `(n, issues)`: `(..., parties, n)`."""
        return np.asarray(np.multiply.outer(self.worth, self.holds(outcomes)))

    def some(self, which: Which) -> Box:
        """The box with the first axis of its worth indexed."""
        return Box(self.where, self.worth[which])


@dataclass(frozen=True, eq=False)
class Table:
    """What every combination of levels on some issues is worth.

    `values` is `(..., parties, levels of the first issue, levels of the second, …)`.

    >>> table = Table((0, 1), np.array([[[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]]]))
    >>> table.utilities(np.array([[0, 1], [1, 2]]))
    array([[0.2, 0.6]])
    """

    issues: tuple[int, ...]
    """Issue indexes, each once; at least one."""
    values: Floats

    def __post_init__(self) -> None:
        if not self.issues:
            raise ValueError("a table is on one issue at least")

    def utilities(self, outcomes: Ints) -> Floats:
        """What it adds to the utility of `outcomes` `(n, issues)`: `(..., parties, n)`."""
        at: tuple[Any, ...] = (..., *(outcomes[..., issue] for issue in self.issues))
        return np.asarray(self.values[at])

    def some(self, which: Which) -> Table:
        """The table with the first axis of its values indexed."""
        return Table(self.issues, self.values[which])


Term: TypeAlias = Box | Table
Terms: TypeAlias = Sequence[Term]


def some_draws(terms: Terms, which: Which) -> tuple[Term, ...]:
    """The terms with their first axis indexed, for when only some of the draws are looked at."""
    return tuple(term.some(which) for term in terms)


class TermShape(NamedTuple):
    """Which issues and levels a term ties together, without its numbers."""

    issues: tuple[int, ...]
    where: Ban | None
    """None for a table."""


def shape_of(term: Term) -> TermShape:
    """The shape of a term, which is all that a diagram needs to know of it."""
    return TermShape(term.issues, term.where if isinstance(term, Box) else None)


def folded(values: Values, terms: Terms) -> tuple[Values, tuple[Term, ...]]:
    """The same utilities, written so that every term is on two issues or more.

    What boxes and tables on one issue, or boxes on none, are worth is added to the values of the
    levels. A box that has every level of an issue does not depend on that issue. Raises
    ValueError for terms that do not fit the space.

    >>> values = (np.zeros((1, 2)), np.zeros((1, 3)))
    >>> values, terms = folded(values, [Box(((0, (1,)), (1, (0, 1, 2))), np.array([0.5]))])
    >>> values[0], terms
    (array([[0. , 0.5]]), ())
    """
    if not terms:
        return values, ()
    level_values = list(values)
    tied: list[Term] = []
    for term in terms:
        if len(set(term.issues)) < len(term.issues):
            raise ValueError("a local term names an issue twice")
        if not all(0 <= issue < len(level_values) for issue in term.issues):
            raise ValueError("a local term names an issue that the space does not have")
        if isinstance(term, Table):
            shape = (
                *level_values[0].shape[:-1],
                *(level_values[issue].shape[-1] for issue in term.issues),
            )
            if np.shape(term.values) != shape:
                raise ValueError("a table needs one value for each party and combination of levels")
            if len(term.issues) > 1:
                tied.append(term)
            else:
                level_values[term.issues[0]] = level_values[term.issues[0]] + term.values
            continue
        if any(
            not 0 <= k < level_values[issue].shape[-1]
            for issue, levels in term.where
            for k in levels
        ):
            raise ValueError("a box names a level that its issue does not have")
        if np.shape(term.worth) != level_values[0].shape[:-1]:
            raise ValueError("a box needs one number for each party")
        if not np.isfinite(term.worth).all():
            raise ValueError("what a box is worth must be finite")
        where = tuple(
            (issue, levels)
            for issue, levels in term.where
            if len(set(levels)) < level_values[issue].shape[-1]
        )
        if not all(levels for _, levels in where):
            continue  # nothing lies in it
        if len(where) > 1:
            tied.append(Box(where, term.worth))
        elif where:
            ((issue, levels),) = where
            inside = np.isin(np.arange(level_values[issue].shape[-1]), levels)
            level_values[issue] = level_values[issue] + np.asarray(term.worth)[..., None] * inside
        else:
            level_values[0] = level_values[0] + np.asarray(term.worth)[..., None]
    return tuple(level_values), tuple(tied)
