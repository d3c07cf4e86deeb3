"""The outcome space of a case holds every way to settle every issue that the rules allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from math import prod

import numpy as np

from zopa.case.model import Case
from zopa.outcomes.arrays import Barred, Bools, Floats, Ints, Values
from zopa.outcomes.diagram import DEAD, Diagram, diagram_of
from zopa.outcomes.line_conditions import LineCondition, bans_for, conditions_of
from zopa.outcomes.rules import Ban, bans_of
from zopa.outcomes.terms import Terms, TermShape, shape_of

MANY = 200
"""From so many outcomes on, it pays to look for common beginnings."""

OPEN = -1
"""Stands for the level of an issue that is not settled."""


@dataclass(frozen=True)
class OutcomeSpace:
    """The outcomes of a case. An outcome is a row of level indexes, with one for each issue.

    >>> space = OutcomeSpace(("price", "date"), (("low", "high"), ("may", "june", "july")))
    >>> space.size, space.shape
    (6, (2, 3))
    >>> space.decode(space.encode({"date": "july", "price": "low"}))
    {'price': 'low', 'date': 'july'}
    """

    issues: tuple[str, ...]
    levels: tuple[tuple[str, ...], ...]
    rules: tuple[Ban, ...] = ()
    """Which combinations of levels are not allowed; see `zopa.outcomes.rules.Ban`."""
    conditions: tuple[LineCondition, ...] = ()
    """What conditional red lines are about. The last issues of the space stand for them, one for
    each: they are settled by the others, and nobody is told of them."""

    @staticmethod
    def of(case: Case) -> OutcomeSpace:
        """The outcome space of a case, with its rules and the conditions of its red lines."""
        issues = tuple(case.issues)
        space = OutcomeSpace(
            issues=issues,
            levels=tuple(issue.level_ids for issue in case.issues.values()),
            rules=bans_of(case),
        )
        return space.with_conditions(conditions_of(case))

    def with_conditions(self, conditions: tuple[LineCondition, ...]) -> OutcomeSpace:
        """The same outcomes, with an issue for each condition that says whether it is crossed.

        >>> space = OutcomeSpace(("a", "b"), (("0", "1"), ("0", "1")))
        >>> space = space.with_conditions((LineCondition(((0, (1,)),), ((1, (0,)),)),))
        >>> space.enumerate(4).tolist()
        [[0, 0, 0], [0, 1, 0], [1, 0, 0], [1, 1, 1]]
        """
        if not conditions:
            return self
        bans = dict.fromkeys(self.rules)
        for own, condition in enumerate(conditions, start=len(self.issues)):
            bans |= dict.fromkeys(bans_for(condition, own, self.shape))
        return replace(
            self,
            issues=(*self.issues, *(f"condition {k + 1}" for k in range(len(conditions)))),
            levels=self.levels + (("kept", "crossed"),) * len(conditions),
            rules=tuple(bans),
            conditions=conditions,
        )

    @property
    def told(self) -> int:
        """The number of issues that stand for no condition; they come first."""
        return len(self.issues) - len(self.conditions)

    def padded(self, values: Values) -> Values:
        """The values of the issues that are told, with those of the others, which are 0."""
        none = np.zeros((*values[0].shape[:-1], 2))
        return (*values, *(none for _ in range(len(self.issues) - len(values))))

    def completed(self, outcomes: Ints) -> Ints:
        """Outcomes `(..., issues)` with what conditions say of them; open where they depend on an
        issue that is open."""
        outcomes = np.array(outcomes)
        for own, condition in enumerate(self.conditions, start=self.told):
            open_ = (outcomes[..., sorted(condition.issues)] == OPEN).any(axis=-1)
            outcomes[..., own] = np.where(open_, OPEN, condition.crossed(outcomes))
        return outcomes

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """The number of levels of each issue."""
        return tuple(len(levels) for levels in self.levels)

    @property
    def size(self) -> int:
        """The number of outcomes if there were no rules; it may be 10^100."""
        return prod(self.shape)

    @cached_property
    def diagram(self) -> Diagram:
        """The allowed outcomes as a diagram. Raises TooTangled where it would be too large."""
        return diagram_of(self.shape, self.rules)

    def diagram_with(self, terms: Terms) -> Diagram:
        """The diagram of the rules and of terms, which is made once for each shape of terms.

        The terms must be on two issues or more; see `zopa.outcomes.terms.folded`.
        """
        if not terms:
            return self.diagram
        shapes = tuple(shape_of(term) for term in terms)
        if shapes not in self._diagrams:
            self._diagrams[shapes] = diagram_of(self.shape, self.rules, shapes)
        return self._diagrams[shapes]

    @cached_property
    def _diagrams(self) -> dict[tuple[TermShape, ...], Diagram]:
        return {}

    @cached_property
    def _index(self) -> tuple[dict[str, int], ...]:
        return tuple({level: i for i, level in enumerate(levels)} for levels in self.levels)

    def encode(self, terms: Mapping[str, str]) -> Ints:
        """An outcome given as issue to level, as an array `(issues,)` of level indexes.

        Issues that are not given are OPEN. Raises KeyError for an issue or level that the space
        does not have.
        """
        position = {issue: i for i, issue in enumerate(self.issues)}
        outcome = np.full(len(self.issues), OPEN, dtype=np.int_)
        for issue, level in terms.items():
            outcome[position[issue]] = self._index[position[issue]][level]
        return self.completed(outcome) if self.conditions else outcome

    def decode(self, outcome: Ints | Sequence[int]) -> dict[str, str]:
        """An outcome given as an array `(issues,)`, as issue to level without open issues, and
        without those that stand for conditions."""
        settled = zip(self.issues, self.levels, outcome, strict=True)
        return {
            issue: levels[int(level)]
            for issue, levels, level in islice(settled, self.told)
            if level != OPEN
        }

    def allowed(self, outcomes: Ints) -> Bools:
        """Whether the rules allow each of `outcomes` `(..., issues)`: `(...)`.

        An open issue does not break a rule by itself.
        """
        outcomes = np.asarray(outcomes)
        allowed: Bools = np.ones(outcomes.shape[:-1], dtype=np.bool_)
        for ban in self.rules:
            matches: Bools = np.ones(outcomes.shape[:-1], dtype=np.bool_)
            for issue, levels in ban:
                # One entry more than there are levels, so that OPEN, index -1, is False.
                listed = np.zeros(self.shape[issue] + 1, dtype=np.bool_)
                listed[list(levels)] = True
                matches &= listed[outcomes[..., issue]]
            allowed &= ~matches
        return allowed

    def count(self, barred: Barred | None = None) -> int:
        """The number of allowed outcomes, exactly.

        `barred` holds one array `(levels,)` for each issue, True for levels to do without.

        >>> banned = ((0, (1,)), (1, (0, 1)))  # never high in May or June
        >>> OutcomeSpace(("price", "date"), (("low", "high"), ("5", "6", "7")), (banned,)).count()
        4
        """
        if barred is None:
            return self._count
        return self.diagram.counts(barred)[0][0]

    @cached_property
    def _count(self) -> int:
        return self.diagram.counts()[0][0]

    def enumerate(self, limit: int, barred: Barred | None = None) -> Ints:
        """All allowed outcomes `(n, issues)`, the last issue varying fastest.

        Raises ValueError if there are more than `limit`. `barred` is as in `count`.
        """
        count = self.count(barred)
        if count > limit:
            raise ValueError(f"{count:,} outcomes are more than {limit:,}")
        steps = self.diagram.steps if barred is None else self.diagram.live_steps(barred)
        if not count:
            return np.empty((0, len(self.issues)), dtype=np.int_)
        rows = np.empty((1, 0), dtype=np.int_)
        state = np.zeros(1, dtype=np.int_)
        for step in steps:
            which, level = np.nonzero(step[state] != DEAD)
            rows = np.column_stack([rows[which], level])
            state = step[state[which], level]
        order = self.diagram.order
        if order == tuple(range(len(order))):
            return rows
        outcomes = np.empty_like(rows)
        outcomes[:, order] = rows
        return outcomes[np.lexsort(outcomes.T[::-1])]

    def sample(self, n: int, rng: np.random.Generator, barred: Barred | None = None) -> Ints:
        """`n` independent uniform draws of allowed outcomes, `(n, issues)`.

        Exact with rules too: each level is drawn in proportion to the number of allowed
        outcomes behind it, so nothing is ever rejected. ValueError if no outcome is allowed.
        """
        counts = self.diagram.counts(barred)
        if not counts[0][0]:
            raise ValueError("no outcome is allowed")
        outcomes = np.empty((n, len(self.issues)), dtype=np.int_)
        state = np.zeros(n, dtype=np.int_)
        steps = zip(self.diagram.order, self.diagram.steps, counts, counts[1:], strict=False)
        for issue, step, here, after in steps:
            share = np.zeros(step.shape)
            for row, column in zip(*np.nonzero(step != DEAD), strict=True):
                if barred is None or not barred[issue][column]:
                    # Python divides whole numbers beyond the range of floats correctly.
                    share[row, column] = after[step[row, column]] / (here[row] or 1)
            reached = np.cumsum(share, axis=1)
            # The last usable level takes what rounding leaves of the whole.
            reached[reached >= reached[:, -1:]] = np.inf
            level = (rng.random(n)[:, None] >= reached[state]).sum(axis=1)
            outcomes[:, issue] = level
            state = step[state, level]
        return outcomes

    def completions(self, partial: Ints | Sequence[int], limit: int) -> Ints:
        """All allowed outcomes `(n, issues)` that settle what `partial` `(issues,)` leaves open.

        ValueError if there are more than `limit`.
        """
        return self.enumerate(limit, self.bars(partial))

    def bars(self, partial: Ints | Sequence[int]) -> Barred:
        """Bars every level that differs from a settled level in `partial` `(issues,)`."""
        barred = []
        for size, level in zip(self.shape, partial, strict=True):
            bar = np.full(size, level != OPEN)
            if level != OPEN:
                bar[level] = False
            barred.append(bar)
        return tuple(barred)

    def utilities(self, values: Values, outcomes: Ints, terms: Terms = ()) -> Floats:
        """The utility of `outcomes` `(n, issues)`: `(..., n)`.

        `values` holds one array `(..., levels)` for each issue, such as `(draws, parties,
        levels)`. What `terms` are worth is added (`zopa.outcomes.terms`). Raises ValueError if an
        issue is open.
        """
        outcomes = np.asarray(outcomes)
        if outcomes.size and outcomes.min() < 0:
            raise ValueError("an outcome with an open issue has no utility")
        if outcomes.ndim == 2 and len(outcomes) >= MANY:
            total = _prefix_sums(values, outcomes)
        else:
            total = np.zeros(values[0].shape[:-1] + outcomes.shape[:-1])
            for issue, value in enumerate(values):
                total += value[..., outcomes[..., issue]]
        for term in terms:
            total += term.utilities(outcomes)
        return total


def _prefix_sums(values: Values, outcomes: Ints) -> Floats:
    """The same sums in the same order, where each run of equal beginnings is summed only once.

    The sums are equal to the last bit. In a full listing runs are long, and this is three times
    faster.
    """
    new: Bools = np.zeros(len(outcomes), dtype=np.bool_)
    new[0] = True
    total = np.zeros((*values[0].shape[:-1], 1))
    for issue, value in enumerate(values):
        before = new.copy()
        new[1:] |= outcomes[1:, issue] != outcomes[:-1, issue]
        heads = np.flatnonzero(new)
        parent = np.cumsum(before)[heads] - 1
        total = total[..., parent] + value[..., outcomes[heads, issue]]
    return total if new.all() else total[..., np.cumsum(new) - 1]
