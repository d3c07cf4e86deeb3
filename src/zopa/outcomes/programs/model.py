"""The mixed-integer program of an outcome space, its rules and every party's utility.

Levels are written in the order encoding. For an issue with classes of levels 0..m there is one
binary column for "class 1 or later", one for "class 2 or later" and so on, each no larger than
the one before. Whether the outcome has a level of some interval is then a difference of two
columns, however long the interval is, and a branch of the search halves an issue instead of ruling
out one level.

Levels share a class if nothing tells them apart: they have the same value for every party, are on
the same side of every box and ban, and have the same slice of every table.

A box is one column y between 0 and 1. Where the box is worth something, y must not exceed, for any
of its issues, whether the outcome has one of the box's levels (1 or 0). Where the box costs
something, y must be at least the sum of these plus 1, less the number of issues. Only the rows are
needed that a party would gain by ignoring. Once levels are whole numbers y is one too, but to say
so helps the solver. A table is one column for each combination of levels, whose sums over each
issue are the level columns (the local polytope of graphical models; Wainwright and Jordan 2008,
Foundations and Trends in Machine Learning 1, section 4).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from zopa.outcomes.arrays import TIE, Barred, Floats, Ints, Values
from zopa.outcomes.programs.solver import ONE, Expression, Program, combined
from zopa.outcomes.programs.steps import common_step
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Box, Table, Term, folded

PARTS = 1000.0
"""A utility without a common step is measured in thousandths of the party's range."""

APART = 1e-8
"""Without a common step, a party's utilities that differ by less of its range are the same.

The solver takes 1e-9 for nothing, and a column may stand for the whole range.
"""

NOISE = 1e-6
"""With a common step, utilities that differ by less of it are the same."""


@dataclass(frozen=True)
class UtilityScale:
    """How a party's utility is measured in the program: it is `base + unit * column`."""

    column: int
    base: float
    unit: float
    stepped: bool
    """Whether utilities are whole multiples of `unit` above `base`."""
    most: float
    """No utility exceeds this. It is the best of everything, whether that can be had or not."""

    @property
    def range(self) -> float:
        """An upper bound of what the party can gain or lose within the space."""
        return self.most - self.base

    @property
    def same(self) -> float:
        """Utilities that differ by no more than this are the same."""
        return self.unit / 2 if self.stepped else APART * self.range

    def same_as(self, utility: float) -> float:
        """How near to `utility` another is the same; only rounding where it is between steps."""
        units = (utility - self.base) / self.unit
        between = self.stepped and abs(units - round(units)) > NOISE
        return APART * self.range if between else self.same

    def expression(self, times: float = 1.0, plus: float = 0.0) -> Expression:
        """`times * utility + plus`."""
        return {self.column: times * self.unit, ONE: times * self.base + plus}

    def at_least(self, utility: float) -> float:
        """The lower bound of the column that stands for a lower bound of the utility."""
        units = (utility - self.base) / self.unit
        return float(np.ceil(units - NOISE)) - 0.5 if self.stepped else units

    def above(self, utility: float) -> float:
        """The lower bound of the column that stands for a utility of more than `utility`."""
        units = (utility - self.base) / self.unit
        return float(np.floor(units + NOISE)) + 0.5 if self.stepped else units + APART * PARTS


@dataclass(eq=False)
class OutcomeProgram:
    """A program whose solutions are the outcomes of a space, and what its columns stand for."""

    space: OutcomeSpace
    given: Values
    given_terms: tuple[Term, ...]
    values: Values
    """The values as given, plus what terms on one issue add."""
    terms: tuple[Term, ...]
    """The terms that tie issues together."""
    parties: int
    classes: list[list[Ints]] = field(default_factory=list)
    """For each issue the classes of levels that nothing tells apart, barred ones left out."""
    chosen: list[list[Expression]] = field(default_factory=list)
    """For each issue and class the expression that is 1 where the class is chosen, else 0."""
    scales: list[UtilityScale] = field(default_factory=list)
    program: Program = field(default_factory=Program)

    @staticmethod
    def of(
        space: OutcomeSpace,
        values: Sequence[Floats],
        terms: Sequence[Term] = (),
        barred: Barred | None = None,
    ) -> OutcomeProgram:
        """The model of a space.

        `values` holds one array `(parties, levels)` for each issue, and `barred` one `(levels,)`
        that is True where a level may not be used. The `worth` of a box is `(parties,)`, the
        `values` of a table are `(parties, levels, …)`. Raises ValueError where these do not fit
        the space or are not finite.
        """
        given = tuple(np.asarray(value, dtype=np.float64) for value in values)
        parties = _checked(space, given, terms, barred)
        level_values, tied = folded(given, terms)
        model = OutcomeProgram(space, given, tuple(terms), level_values, tied, parties)
        model.classes = _classes(space, level_values, tied, barred)
        model._choose()
        model._forbid()
        model._value()
        return model

    def utilities(self, outcome: Ints) -> Floats:
        """The parties' utilities `(parties,)` of an outcome `(issues,)`, terms included."""
        return self.space.utilities(self.given, np.asarray(outcome)[None, :], self.given_terms)[
            :, 0
        ]

    def outcome(self, solution: Floats) -> Ints:
        """The outcome that a solution of the program stands for, `(issues,)`.

        It has the first level of the chosen class on each issue.
        """
        levels = []
        for classes, chosen in zip(self.classes, self.chosen, strict=True):
            held = [sum(solution[at] * x for at, x in is_chosen.items()) for is_chosen in chosen]
            levels.append(classes[int(np.argmax(held))][0])
        return np.array(levels, dtype=np.int_)

    def floor(self, utilities: Floats) -> None:
        """Leave only outcomes that give every party at least so much `(parties,)`."""
        for scale, utility in zip(self.scales, utilities, strict=True):
            bounds = self.program.lower
            bounds[scale.column] = max(bounds[scale.column], scale.at_least(float(utility)))

    def _choose(self) -> None:
        for classes in self.classes:
            # One column more than there are classes: always, second or later, …, never.
            later = [ONE]
            later += [self.program.column(0, 1, whole=True) for _ in classes[1:]]
            for column, next_column in pairwise(later[1:]):
                self.program.row({column: 1.0, next_column: -1.0}, low=0.0)
            ends: list[Expression] = [{at: -1.0} for at in later[1:]]
            chosen = [{at: 1.0} | end for at, end in zip(later, [*ends, {}], strict=True)]
            self.chosen.append(chosen if classes else [])
            if not classes:  # every level of the issue is barred: nothing can be agreed
                self.program.row({}, low=1.0)

    def _among(self, issue: int, levels: Iterable[int]) -> Expression:
        """Whether an issue has one of some levels."""
        wanted = set(levels)
        return combined(
            (1.0, chosen)
            for classes, chosen in zip(self.classes[issue], self.chosen[issue], strict=True)
            if int(classes[0]) in wanted
        )

    def _forbid(self) -> None:
        for ban in self.space.rules:
            held = combined((1.0, self._among(issue, levels)) for issue, levels in ban)
            self.program.row(held, high=len(ban) - 1.0)

    def _value(self) -> None:
        """A column for each party's utility, and rows that make it what it is."""
        pieces: list[tuple[Floats, Expression]] = []
        base = np.zeros(self.parties)
        most = np.zeros(self.parties)
        for value, classes, chosen in zip(self.values, self.classes, self.chosen, strict=True):
            held = value[:, [int(levels[0]) for levels in classes]]
            pieces += [(held[:, k], is_chosen) for k, is_chosen in enumerate(chosen)]
            if classes:
                base += held.min(axis=1)
                most += held.max(axis=1)
        for term in self.terms:
            if isinstance(term, Box):
                pieces.append((term.worth, {self._box(term): 1.0}))
                base += np.minimum(term.worth, 0.0)
                most += np.maximum(term.worth, 0.0)
            else:
                cells, columns = self._table(term)
                worst = cells.min(axis=1) if columns else np.zeros(self.parties)
                pieces.append((worst, {ONE: 1.0}))
                above = (cells - worst[:, None]).T
                pieces += [(gain, {at: 1.0}) for gain, at in zip(above, columns, strict=True)]
                base += worst
                most += worst + above.max(axis=0, initial=0.0)
        differences = self._differences()
        for party in range(self.parties):
            step = common_step(differences[party], most[party] - base[party])
            unit = step or (most[party] - base[party]) / PARTS
            units = (most[party] - base[party]) / unit
            column = self.program.column(0.0, float(np.rint(units) if step else units))
            scale = UtilityScale(
                column, float(base[party]), float(unit), bool(step), float(most[party])
            )
            self.scales.append(scale)
            total = combined((float(worth[party]) / unit, held) for worth, held in pieces)
            total[ONE] = total.get(ONE, 0.0) - scale.base / unit
            if step:
                total = {at: float(np.rint(times)) for at, times in total.items()}
            self.program.row(total | {column: -1.0}, low=0.0, high=0.0)

    def _differences(self) -> Floats:
        """What makes utilities differ, `(parties, n)`: steps between levels, boxes, cells."""
        parts, sizes = [], []
        for value, classes in zip(self.values, self.classes, strict=True):
            held = value[:, [int(levels[0]) for levels in classes]]
            parts.append(held - held[:, :1])
            sizes.append(held)
        for term in self.terms:
            if isinstance(term, Box):
                parts.append(np.asarray(term.worth)[:, None])
                sizes.append(parts[-1])
            else:
                cells = self._cells(term)
                parts.append(cells - cells[:, :1])
                sizes.append(cells)
        differences = np.concatenate(parts, axis=1)
        largest = np.abs(np.concatenate(sizes, axis=1)).max(axis=1, initial=0.0)
        # Where 0.1 + 0.2 stands beside 0.3 the difference is rounding, and no step.
        return np.where(np.abs(differences) > TIE * largest[:, None], differences, 0.0)

    def _box(self, box: Box) -> int:
        column = self.program.column(0.0, 1.0, whole=True)
        sides = [self._among(issue, levels) for issue, levels in box.where]
        if (np.asarray(box.worth) > 0).any():
            for side in sides:
                self.program.row(combined([(1.0, side), (-1.0, {column: 1.0})]), low=0.0)
        if (np.asarray(box.worth) < 0).any():
            every = combined([*((1.0, side) for side in sides), (-1.0, {column: 1.0})])
            self.program.row(every, high=len(sides) - 1.0)
        return column

    def _cells(self, table: Table) -> Floats:
        """A table's entries at one level of each class, `(parties, combinations)`."""
        kept = [[int(levels[0]) for levels in self.classes[issue]] for issue in table.issues]
        return np.asarray(table.values)[np.ix_(range(self.parties), *kept)].reshape(
            self.parties, -1
        )

    def _table(self, table: Table) -> tuple[Floats, list[int]]:
        cells = self._cells(table)
        columns = [self.program.column(0.0, 1.0) for _ in range(cells.shape[1])]
        at = np.array(columns, dtype=np.int_)
        grid = at.reshape([len(self.classes[issue]) for issue in table.issues])
        for axis, issue in enumerate(table.issues):
            for k, chosen in enumerate(self.chosen[issue]):
                inside = grid.take(k, axis=axis).ravel()
                part = {int(column): 1.0 for column in inside}
                self.program.row(combined([(1.0, part), (-1.0, chosen)]), low=0.0, high=0.0)
        return cells, columns


def _classes(
    space: OutcomeSpace,
    values: Sequence[Floats],
    terms: Sequence[Term],
    barred: Barred | None,
) -> list[list[Ints]]:
    """For each issue its levels in classes, where nothing tells levels of a class apart."""
    looks: list[list[Floats]] = [[value] for value in values]
    sets = list(space.rules)
    sets += [term.where for term in terms if isinstance(term, Box)]
    for where in sets:
        for issue, levels in where:
            inside = np.isin(np.arange(space.shape[issue]), levels)
            looks[issue].append(inside[None, :].astype(np.float64))
    for term in terms:
        if isinstance(term, Table):
            for axis, issue in enumerate(term.issues):
                slices = np.moveaxis(np.asarray(term.values), axis + 1, -1)
                looks[issue].append(slices.reshape(-1, space.shape[issue]))
    classes = []
    for issue, look in enumerate(looks):
        stacked = np.concatenate(look, axis=0)
        alike: dict[bytes, list[int]] = {}
        for level in range(space.shape[issue]):
            if barred is None or not barred[issue][level]:
                # Adding 0.0 makes -0.0 and 0.0 the same bytes.
                alike.setdefault((stacked[:, level] + 0.0).tobytes(), []).append(level)
        classes.append([np.array(levels, dtype=np.int_) for levels in alike.values()])
    return classes


def _checked(
    space: OutcomeSpace,
    values: Sequence[Floats],
    terms: Sequence[Term],
    barred: Barred | None,
) -> int:
    """The number of parties; ValueError where something does not fit."""
    parties = values[0].shape[0] if values and values[0].ndim == 2 else 0
    if not parties or [value.shape for value in values] != [(parties, n) for n in space.shape]:
        raise ValueError("values need one array (parties, levels) for each issue of the space")
    if barred is not None and [np.shape(bar) for bar in barred] != [(n,) for n in space.shape]:
        raise ValueError("barred needs one array (levels,) for each issue of the space")
    numbers = list(values)
    for term in terms:
        of_term = np.asarray(term.worth if isinstance(term, Box) else term.values)
        axes = 0 if isinstance(term, Box) else len(term.issues)
        if of_term.ndim != axes + 1 or of_term.shape[0] != parties:
            raise ValueError("a term needs what it is worth to each party, and nothing before that")
        numbers.append(of_term)
    if not all(np.isfinite(number).all() for number in numbers):
        raise ValueError("values must be finite")
    return parties
