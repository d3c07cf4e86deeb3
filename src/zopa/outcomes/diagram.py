"""The allowed outcomes as paths through layers of states, which keeps counting, drawing and merging
exact and small.

Rules are *bans*: boxes of outcomes that are not allowed. Local terms add worth to combinations of
levels. Issues are settled one by one. All that has to be remembered about the levels chosen so
far is whether they match each ban and each boxed term that is still pending, and which rows they
select of each tabled term. These are the states of a layered automaton (Bryant 1986, for binary
diagrams), and every path from its root is an allowed outcome. For the terms this is bucket
elimination along a line of buckets (Rollón and Larrosa 2006), where a state is an assignment to
the issues that the message of a bucket would depend on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from zopa.outcomes.arrays import Barred, Bools, Ints
from zopa.outcomes.order import elimination_order
from zopa.outcomes.rules import Ban
from zopa.outcomes.terms import TermShape

MAX_STATES = 50_000
"""The most states at one issue. Below it the diagram takes less than a second or so."""

MAX_ARCS = 2_000_000
"""The most ways from the states of one issue to those of the next. Each holds a few whole
numbers."""

DEAD = -1
"""Where a level leads if no allowed outcome has it there."""

_KEY = 2**62


class TooTangled(ValueError):  # noqa: N818 - says what is the case
    """Rules and local terms tie so many issues together that merging is not feasible."""


class Due(NamedTuple):
    """What a step settles about a local term."""

    term: int
    """The term's position among those that the diagram was made for."""
    cells: Ints
    """`(states, levels)`. For a boxed term it is 1 where the box holds, else 0; for a tabled term
    it is the position in its flattened table. It means nothing where a level leads to DEAD."""


@dataclass(frozen=True)
class Diagram:
    """The allowed outcomes of a space as paths, with one layer of states for each issue.

    `order[t]` is the issue that step t settles, and `steps[t][state, level]` is the state that a
    level leads to, or DEAD. `due[t]` lists the terms whose worth is settled then. There is one
    state before the first step and one after the last.
    """

    order: tuple[int, ...]
    steps: tuple[Ints, ...]
    due: tuple[tuple[Due, ...], ...] = ()

    @cached_property
    def free(self) -> tuple[bool, ...]:
        """For each step, whether it has one state on either side and allows every level."""
        return tuple(step.shape[0] == 1 and not step.any() for step in self.steps)

    @cached_property
    def widths(self) -> tuple[int, ...]:
        """The number of states before each step, and after the last step."""
        return (*(len(step) for step in self.steps), 1)

    def counts(self, barred: Barred | None = None) -> list[list[int]]:
        """For each step and state, in how many ways the remaining issues can be settled.

        `barred` holds one array `(levels,)` for each issue.
        """
        after = [1]
        counts = [after]
        for issue, step in zip(reversed(self.order), reversed(self.steps), strict=True):
            left = step if barred is None else step[:, ~barred[issue]]
            after = [sum(after[to] for to in row if to != DEAD) for row in left.tolist()]
            counts.append(after)
        return counts[::-1]

    def live_steps(self, barred: Barred) -> list[Ints]:
        """The steps without barred levels, and without ways on which no outcome is left then."""
        counts = self.counts(barred)
        steps = []
        for step, issue, after in zip(self.steps, self.order, counts[1:], strict=True):
            # The last entry stands for DEAD, which is index -1.
            alive = np.array([count > 0 for count in after] + [False])
            steps.append(np.where(alive[step] & ~barred[issue], step, DEAD))
        return steps


def diagram_of(
    sizes: Sequence[int], bans: Sequence[Ban], shapes: Sequence[TermShape] = ()
) -> Diagram:
    """The diagram of a space from its levels, bans and terms.

    `sizes` holds the number of levels of each issue, and `shapes` the shapes of the terms. Raises
    TooTangled where a layer would need more than MAX_STATES states, ValueError for a ban on an
    issue or level that the space does not have.

    >>> diagram = diagram_of((2, 3), [((0, (1,)), (1, (0, 1)))])
    >>> diagram.counts()[0]
    [4]
    """
    for issue, levels in (part for ban in bans for part in ban):
        if not (0 <= issue < len(sizes) and all(0 <= k < sizes[issue] for k in levels)):
            raise ValueError("a ban names an issue or a level that the space does not have")
    bans = [ban for ban in bans if all(levels for _, levels in ban)]
    if not all(bans):  # a ban without issues leaves no outcome at all
        return _nothing(sizes)
    if not bans and not shapes:
        free = tuple(np.zeros((1, size), dtype=np.int_) for size in sizes)
        return Diagram(tuple(range(len(sizes))), free, ((),) * len(sizes))
    pieces = [_piece(ban, None, sizes) for ban in bans]
    pieces += [_piece(shape.where, t, sizes, shape.issues) for t, shape in enumerate(shapes)]
    order = elimination_order(sizes, [tuple(piece.moves) for piece in pieces])
    layers = _layers(sizes, order, pieces)
    if layers is None:
        return _nothing(sizes)
    return _without_dead_ends(layers, order) if bans else Diagram(order, *_columns(layers))


def _nothing(sizes: Sequence[int]) -> Diagram:
    """The diagram of a space without any allowed outcome."""
    nothing = tuple(np.full((1, size), DEAD) for size in sizes)
    return Diagram(tuple(range(len(sizes))), nothing, ((),) * len(sizes))


class _Piece(NamedTuple):
    """A ban or a term, and how levels change what is remembered of it."""

    term: int | None
    """None for a ban."""
    moves: dict[int, Ints | Bools]
    """By issue `(levels,)`: for a box, whether the level keeps it matched; for a table, what the
    level adds to the position in the flattened table."""
    boxed: bool
    most: int
    """One more than the largest number that may have to be remembered."""


class _Layer(NamedTuple):
    """A step as in `Diagram.steps`, and what it settles about terms."""

    step: Ints
    due: tuple[Due, ...]


def _piece(
    where: Ban | None, term: int | None, sizes: Sequence[int], issues: tuple[int, ...] = ()
) -> _Piece:
    moves: dict[int, Ints | Bools] = {}
    if where is not None:
        for issue, levels in where:
            listed = np.zeros(sizes[issue], dtype=np.bool_)
            listed[list(levels)] = True
            moves[issue] = listed
        return _Piece(term, moves, boxed=True, most=2)
    stride = 1
    for issue in reversed(issues):
        moves[issue] = np.arange(sizes[issue]) * stride
        stride *= sizes[issue]
    return _Piece(term, moves, boxed=False, most=stride)


def _layers(
    sizes: Sequence[int], order: Sequence[int], pieces: Sequence[_Piece]
) -> list[_Layer] | None:
    """The layers of states that can be reached, worked out issue by issue.

    States differ in what is remembered of pending bans and terms. None where the bans leave no
    outcome.
    """
    at = {issue: t for t, issue in enumerate(order)}
    opens: list[list[int]] = [[] for _ in order]
    closes: list[set[int]] = [set() for _ in order]
    for k, piece in enumerate(pieces):
        steps = [at[issue] for issue in piece.moves]
        opens[min(steps)].append(k)
        closes[max(steps)].add(k)
    layers: list[_Layer] = []
    pending: list[int] = []
    known = np.zeros((1, 0), dtype=np.int_)  # (states, pending pieces)
    for t, issue in enumerate(order):
        size = sizes[issue]
        states = len(known)
        if states * size * max(1, len(pending) + len(opens[t])) > MAX_ARCS * 16:
            raise TooTangled(f"more than {MAX_ARCS:,} ways on from one issue")
        fresh = [np.ones(states, dtype=np.int_) * pieces[k].boxed for k in opens[t]]
        columns = [*known.T, *fresh]
        pending = pending + opens[t]
        dead = np.zeros((states, size), dtype=np.bool_)
        due: list[Due] = []
        rest: list[int] = []
        onward: list[Ints] = []
        for k, column in zip(pending, columns, strict=True):
            piece = pieces[k]
            move = piece.moves.get(issue)
            if move is None:
                after = np.broadcast_to(column[:, None], (states, size))
            elif piece.boxed:
                after = column[:, None] * move
            else:
                after = column[:, None] + move
            if k not in closes[t]:
                rest.append(k)
                onward.append(after)
            elif piece.term is None:
                dead |= after != 0
            else:
                due.append(Due(piece.term, np.ascontiguousarray(after)))
        pending = rest
        if dead.all():
            return None
        step, known = _numbered(onward, dead, [pieces[k].most for k in rest])
        layers.append(_Layer(step, tuple(due)))
    return layers


def _numbered(onward: list[Ints], dead: Bools, most: list[int]) -> tuple[Ints, Ints]:
    """Number the states after a step.

    Gives the step `(states, levels)`, and what each new state remembers.
    """
    alive = ~dead
    step = np.full(dead.shape, DEAD, dtype=np.int_)
    if not onward:
        step[alive] = 0
        return step, np.zeros((1, 0), dtype=np.int_)
    rows = np.stack([column[alive] for column in onward], axis=1)
    key, total = rows[:, 0], most[0]
    exact = True
    for column, many in zip(rows.T[1:], most[1:], strict=True):
        if total * many >= _KEY:
            # Renumber the keys so far, of which there are never more than rows.
            distinct, key = np.unique(key, return_inverse=True)
            total = len(distinct)
            if total * many >= _KEY:
                exact = False
                break
        key = key * many + column
        total *= many
    if not exact:
        raise TooTangled("a local term is too large to be worked out exactly")
    _, first, number = np.unique(key, return_index=True, return_inverse=True)
    if len(first) > MAX_STATES:
        raise TooTangled(
            f"rules and local terms tie too many issues together: more than {MAX_STATES:,} states"
        )
    step[alive] = number
    return step, rows[first]


def _columns(
    layers: Sequence[_Layer],
) -> tuple[tuple[Ints, ...], tuple[tuple[Due, ...], ...]]:
    return tuple(layer.step for layer in layers), tuple(layer.due for layer in layers)


def _without_dead_ends(layers: Sequence[_Layer], order: tuple[int, ...]) -> Diagram:
    """Merge states with the same ways on, last layer first; states without any are DEAD."""
    clean: list[_Layer] = []
    same = np.zeros(1, dtype=np.int_)
    for layer in reversed(layers):
        step = np.where(layer.step == DEAD, DEAD, same[layer.step])
        live = step != DEAD
        future = [step, *(np.where(live, cells, 0) for _, cells in layer.due)]
        has_any = live.any(axis=1)
        _, first, number = np.unique(
            np.concatenate(future, axis=1)[has_any], axis=0, return_index=True, return_inverse=True
        )
        same = np.full(len(step), DEAD, dtype=np.int_)
        same[has_any] = number.ravel()
        kept = np.flatnonzero(has_any)[first]
        clean.append(_Layer(step[kept], tuple(Due(k, cells[kept]) for k, cells in layer.due)))
    return Diagram(order, *_columns(clean[::-1]))
