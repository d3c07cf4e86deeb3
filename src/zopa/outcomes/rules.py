"""Rules as a decision diagram, so that counting, drawing and merging stay exact and small.

A rule is broken down into *bans*: boxes of outcomes that cannot be. Going through the issues
one by one, all that has to be remembered about the levels chosen so far is which bans they
still match. Those sets are the states of a layered automaton; after merging states with the
same future (Bryant 1986, for binary diagrams) every path from the root is an allowed outcome.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np

from zopa.case.model import Case, Rule
from zopa.outcomes.arrays import Barred, Ints

Ban: TypeAlias = tuple[tuple[int, tuple[int, ...]], ...]
"""Issue and level indexes: an outcome with one of the levels on *each* issue cannot be."""

MAX_STATES = 50_000
"""The most states at one issue. Below it the diagram takes less than a second or so."""

DEAD = -1
"""Where a level leads that no allowed outcome has."""


class RulesTooTangled(ValueError):  # noqa: N818 - says what is the case
    """The rules tie so many issues together that they cannot be worked out exactly."""


def bans_of(case: Case) -> tuple[Ban, ...]:
    """The bans that a case's rules amount to.

    `if A then B and C` cannot be broken except by A without B, or A without C: one ban for each
    issue of `then`. KeyError or ValueError if a rule names an issue or level there is none of.
    """
    position = {issue: i for i, issue in enumerate(case.issues)}
    found: dict[Ban, None] = {}
    for rule in case.rules:
        for box in _boxes(rule, case):
            ban = tuple(
                (position[issue], levels)
                for issue, levels in sorted(box.items(), key=lambda item: position[item[0]])
                if len(levels) < len(case.issues[issue].levels)
            )
            if all(levels for _, levels in ban):
                found[ban] = None
    return tuple(found)


def _boxes(rule: Rule, case: Case) -> Iterable[dict[str, tuple[int, ...]]]:
    when = {
        issue: tuple(sorted({case.issues[issue].index(level) for level in levels}))
        for issue, levels in rule.when.items()
    }
    if rule.then is None:
        yield when
        return
    for issue, levels in rule.then.items():
        wanted = {case.issues[issue].index(level) for level in levels}
        before = when.get(issue, tuple(range(len(case.issues[issue].levels))))
        yield when | {issue: tuple(level for level in before if level not in wanted)}


@dataclass(frozen=True)
class Diagram:
    """The allowed outcomes of a space as paths through one layer of states an issue.

    `order[t]` is the issue settled at step t, and `steps[t][state, level]` the state it leads
    to, or DEAD. There is one state before the first and one after the last step.
    """

    order: tuple[int, ...]
    steps: tuple[Ints, ...]

    @cached_property
    def free(self) -> tuple[bool, ...]:
        """Whether a step has one state on either side and allows every level."""
        return tuple(step.shape[0] == 1 and not step.any() for step in self.steps)

    @cached_property
    def widths(self) -> tuple[int, ...]:
        """The number of states before each step, and after the last."""
        return (*(len(step) for step in self.steps), 1)

    def counts(self, barred: Barred | None = None) -> list[list[int]]:
        """For each step and state, in how many ways the rest can be settled.

        `barred` holds one array `(levels,)` an issue.
        """
        after = [1]
        counts = [after]
        for issue, step in zip(reversed(self.order), reversed(self.steps), strict=True):
            left = step if barred is None else step[:, ~barred[issue]]
            after = [sum(after[to] for to in row if to != DEAD) for row in left.tolist()]
            counts.append(after)
        return counts[::-1]

    def live_steps(self, barred: Barred) -> list[Ints]:
        """The steps without barred levels and without ways that then end nowhere."""
        counts = self.counts(barred)
        steps = []
        for step, issue, after in zip(self.steps, self.order, counts[1:], strict=True):
            # The last entry stands for DEAD, which is index -1.
            alive = np.array([count > 0 for count in after] + [False])
            steps.append(np.where(alive[step] & ~barred[issue], step, DEAD))
        return steps


def diagram_of(sizes: Sequence[int], bans: Sequence[Ban]) -> Diagram:
    """The reduced diagram of a space with so many levels an issue and these bans.

    Raises RulesTooTangled where a layer would need more than MAX_STATES states.

    >>> diagram = diagram_of((2, 3), [((0, (1,)), (1, (0, 1)))])
    >>> diagram.counts()[0]
    [4]
    """
    order = _elimination_order(len(sizes), bans)
    last = {issue: step for step, issue in enumerate(order)}
    opens = [0] * len(order)
    closes = [0] * len(order)
    for bit, ban in enumerate(bans):
        steps = [last[issue] for issue, _ in ban]
        if ban:
            opens[min(steps)] |= 1 << bit
            closes[max(steps)] |= 1 << bit
    layers: list[list[list[int]]] = []
    states = {0: 0}
    for step, issue in enumerate(order):
        escapes = [0] * sizes[issue]
        for bit, ban in enumerate(bans):
            for there, levels in ban:
                if there == issue:
                    for level in set(range(sizes[issue])).difference(levels):
                        escapes[level] |= 1 << bit
        following: dict[int, int] = {}
        rows = []
        for state in states:
            row = []
            for escape in escapes:
                matched = (state | opens[step]) & ~escape
                if matched & closes[step]:
                    row.append(DEAD)
                else:
                    row.append(following.setdefault(matched, len(following)))
            rows.append(row)
            if len(following) > MAX_STATES:
                raise RulesTooTangled(
                    f"the rules tie too many issues together: more than {MAX_STATES:,} states"
                )
        layers.append(rows)
        states = following
    if layers and not all(bans):  # a ban without issues leaves no outcome at all
        layers[0] = [[DEAD] * len(row) for row in layers[0]]
    return Diagram(order, _reduced(layers, sizes, order))


def _reduced(
    layers: list[list[list[int]]], sizes: Sequence[int], order: Sequence[int]
) -> tuple[Ints, ...]:
    """Merge the states with the same future, last layer first; no future is DEAD."""
    steps: list[Ints] = []
    same: list[int] = [0]
    for rows, issue in zip(reversed(layers), reversed(order), strict=True):
        kept: dict[tuple[int, ...], int] = {}
        here = []
        for row in rows:
            merged = tuple(DEAD if to == DEAD else same[to] for to in row)
            dead = all(to == DEAD for to in merged)
            here.append(DEAD if dead else kept.setdefault(merged, len(kept)))
        if not kept:
            kept[(DEAD,) * sizes[issue]] = 0
        steps.append(np.array(list(kept), dtype=np.int_).reshape(len(kept), sizes[issue]))
        same = here
    return tuple(reversed(steps))


def _elimination_order(issues: int, bans: Sequence[Ban]) -> tuple[int, ...]:
    """Issues that bans tie together first and side by side, so that few bans are pending.

    First, because states that are closed early are closed while the sets of vectors that have
    to be kept apart by state are still small.
    """
    scopes = {frozenset(issue for issue, _ in ban) for ban in bans if len(ban) > 1}
    left = {scope: set(scope) for scope in scopes}
    of: dict[int, list[frozenset[int]]] = {}
    for scope in sorted(scopes, key=sorted):
        for issue in scope:
            of.setdefault(issue, []).append(scope)
    order: list[int] = []
    near: set[int] = set()  # what shares a scope with an issue that is done

    def pending(issue: int) -> tuple[int, int]:
        opened = sum(len(left[scope]) == len(scope) for scope in of[issue])
        return opened - sum(len(left[scope]) == 1 for scope in of[issue]), issue

    while of.keys() - set(order):
        chosen = min(near or of.keys() - set(order), key=pending)
        order.append(chosen)
        for scope in of[chosen]:
            left[scope].discard(chosen)
            near |= left[scope]
        near.discard(chosen)
    return (*order, *(issue for issue in range(issues) if issue not in of))
