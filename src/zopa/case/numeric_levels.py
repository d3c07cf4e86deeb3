"""This module reads the levels of a number: in even steps, or each by itself."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise

from zopa.case.codes.words import BAD_RANGE, TOO_MANY
from zopa.case.issues import Issue, Level, Terms
from zopa.case.ledger_text import Tree
from zopa.case.named_numbers import MOST_LEVELS
from zopa.case.nodes import ListNode
from zopa.case.parts import Part
from zopa.case.scalars import plain_number, read_number


def read_numeric_levels(part: Part) -> tuple[Level, ...]:
    """Levels as `{from: 0, to: 50, step: 10}`, or as a list of numbers; they rise in any case."""
    if isinstance(part.node, ListNode):
        return _listed(part)
    how = "write `{from: 0, to: 50, step: 10}`, or the numbers as `[83, 88.72, 96.75]`"
    if part.pairs(help=how) is None:
        return ()
    fields = part.fields(["from", "to", "step"], []) or {}
    numbers = {key: read_number(field) for key, field in fields.items()}
    low, high, step = (numbers.get(key) for key in ("from", "to", "step"))
    if part.broken or low is None or high is None or step is None:
        return ()
    if _range_problem(part, fields, low, high, step):
        return ()
    count = int((high - low) / step) + 1
    return tuple(_level(low + step * i) for i in range(count))


def _level(number: Decimal) -> Level:
    level_id = plain_number(number)
    return Level(level_id, level_id, float(level_id))


def _listed(part: Part) -> tuple[Level, ...]:
    """Levels that are written one by one, in rising order."""
    first: dict[Decimal, Part] = {}
    for item in (
        part.items(help="write the numbers as `[83, 88.72, 96.75]`", most=MOST_LEVELS) or ()
    ):
        number = read_number(item.called(f"an entry of {part.words}"))
        if number is not None and number in first:
            item.fail(
                BAD_RANGE,
                f"the level {plain_number(number)} stands twice",
                related=((first[number].place, "the first one"),),
                help="delete one of them",
            )
        elif number is not None:
            first[number] = item
    return () if part.broken else tuple(map(_level, sorted(first)))


def _range_problem(
    part: Part, fields: Mapping[str, Part], low: Decimal, high: Decimal, step: Decimal
) -> bool:
    if step <= 0:
        fields["step"].fail(BAD_RANGE, "`step` must be greater than 0")
    elif low >= high:
        fields["to"].fail(
            BAD_RANGE,
            f"the levels end at {plain_number(high)}, not above their start {plain_number(low)}",
            help="let `from` be the smaller number",
        )
    elif (steps := (high - low) / step) > MOST_LEVELS - 1:
        fields["step"].fail(
            TOO_MANY,
            f"a step of {plain_number(step)} makes more than {MOST_LEVELS:,} levels",
            help="choose a wider step",
        )
    elif steps != int(steps):
        last = low + step * int(steps)
        fields["step"].fail(
            BAD_RANGE,
            f"steps of {plain_number(step)} from {plain_number(low)} do not end at "
            f"{plain_number(high)}",
            help=(
                f"end at `{plain_number(last if last > low else low + step)}`, "
                "or choose another step",
                "levels that are not evenly spaced are written one by one: `[83, 88.72, 96.75]`",
            ),
        )
    else:
        return False
    part.breaks()
    return True


def levels_tree(issue: Issue) -> Tree:
    """The declared levels of a number as a ledger has them: in steps where these are even.

    >>> levels = tuple(_level(Decimal(number)) for number in ("83", "88.72", "96.75"))
    >>> levels_tree(Issue("cap", "Cap", levels, numeric=True))
    ['83', '88.72', '96.75']
    """
    declared = [level for level in issue.level_ids if level not in issue.named]
    numbers = [Decimal(level) for level in declared]
    steps = {b - a for a, b in pairwise(numbers)}
    if len(steps) != 1:
        return declared
    return {"from": declared[0], "to": declared[-1], "step": plain_number(steps.pop())}


def runs_tree(issue: Issue | None, levels: tuple[str, ...]) -> list[Tree]:
    """Levels as a list; of a number, neighbours in rising order as a range `3..9`."""
    return [
        run[0] if len(run) == 1 else f"{run[0]}..{run[-1]}" for run in runs_of_levels(issue, levels)
    ]


def ends_of_runs(issue: Issue | None, levels: tuple[str, ...]) -> list[str]:
    """Levels; of a number, only the first and the last of neighbours in rising order."""
    return [
        level for run in runs_of_levels(issue, levels) for level in dict.fromkeys((run[0], run[-1]))
    ]


def runs_of_levels(issue: Issue | None, levels: tuple[str, ...]) -> list[list[str]]:
    """Levels in runs of neighbours; in runs of one where they are no numbers."""
    runs: list[list[str]] = []
    for level in levels:
        follows = (
            runs
            and issue is not None
            and issue.numeric
            and issue.has(level)
            and issue.has(runs[-1][-1])
            and issue.index(level) == issue.index(runs[-1][-1]) + 1
        )
        if follows:
            runs[-1].append(level)
        else:
            runs.append([level])
    return runs


def level_sets_tree(terms: Terms, issues: Mapping[str, Issue]) -> Tree:
    """Issue to levels; a single level or range needs no brackets."""
    trees = {issue: runs_tree(issues.get(issue), levels) for issue, levels in terms.items()}
    return {issue: tree[0] if len(tree) == 1 else tree for issue, tree in trees.items()}
