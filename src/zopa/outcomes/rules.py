"""The rules of a case, broken down into *bans*: boxes of outcomes that are not allowed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from zopa.case.model import Case, Rule

Ban: TypeAlias = tuple[tuple[int, tuple[int, ...]], ...]
"""Issue and level indexes. An outcome with one of the levels on *each* issue is not allowed."""


def bans_of(case: Case) -> tuple[Ban, ...]:
    """The bans that a case's rules amount to.

    `if A then B and C` is broken by A without B and by A without C, so there is one ban for each
    issue of `then`. Raises KeyError or ValueError if a rule names an issue or level that the case
    does not have.
    """
    position = {issue: i for i, issue in enumerate(case.issues)}
    bans: dict[Ban, None] = {}
    for rule in case.rules:
        for box in _boxes(rule, case):
            ban = tuple(
                (position[issue], levels)
                for issue, levels in sorted(box.items(), key=lambda item: position[item[0]])
                if len(levels) < len(case.issues[issue].levels)
            )
            if all(levels for _, levels in ban):
                bans[ban] = None
    return tuple(bans)


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
