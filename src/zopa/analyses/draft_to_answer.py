"""The text that a party answers, as a place to start from: what stands there, and what may change.

Without a draft by another party, the start is the party's own best deal, and every term may change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from zopa.analyses.board import PROGRAM_WORK
from zopa.analyses.silent_terms import OPEN, standing_terms
from zopa.case.newest_drafts import draft_answered_by
from zopa.outcomes.nearby import Nearby
from zopa.outcomes.programs.points import utilitarian_point
from zopa.outcomes.terms import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from zopa.analyses.package_merits import PartyView
    from zopa.case.model import Draft

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int_]


@dataclass(frozen=True, eq=False)
class Start:
    """What a party's packages start from."""

    draft: Draft | None
    text: Ints
    """`(told issues,)`: the level that stands; OPEN where it is open or reports differ."""
    before: tuple[tuple[str, ...], ...]
    """The levels of each issue in the text, as ids; none where it is open."""
    standing: Ints
    """`(draws, told issues)`: the level at which each term stands in each draw; OPEN where nobody
    would settle it."""
    near: Nearby
    """The packages that are looked at."""
    unchanged: tuple[Bools, ...]
    """One array `(levels,)` for each issue: the levels that are told as no change."""

    def changes(self, outcomes: Ints) -> Bools:
        """`(n, told issues)`: which terms each of some packages is told to change."""
        same = [levels[outcomes[:, i]] for i, levels in enumerate(self.unchanged)]
        return ~np.stack(same, axis=1)


def start_for(view: PartyView, against: str, change: int, keep: Sequence[str]) -> Start | None:
    """Where a party starts from; None where it has no deal that its own red lines allow."""
    case = view.case
    draft = case.drafts[against] if against else draft_answered_by(case, view.party)
    usable = usable_levels(view)
    if draft is None:
        return _from_best(view, usable, keep)
    text = np.full(len(case.issues), OPEN, dtype=np.int_)
    unchanged: list[Bools] = []
    before: list[tuple[str, ...]] = []
    for i, issue in enumerate(case.issues.values()):
        levels = draft.levels.get(issue.id, ())
        if not levels and issue.otherwise is not None:
            levels = (issue.otherwise,)
        same = np.isin(issue.level_ids, levels) if levels else np.ones(len(issue.levels), bool)
        if len(levels) == 1:
            text[i] = issue.index(levels[0])
        if issue.id in keep and levels:
            usable[i] &= same
        unchanged.append(same)
        before.append(levels)
    standing = standing_terms(view.draws, draft).astype(np.int_)
    near = Nearby(view.space, tuple(usable), tuple(unchanged), min(change, len(text)))
    return Start(draft, text, tuple(before), standing, near, tuple(unchanged))


def usable_levels(view: PartyView) -> list[Bools]:
    """One array `(levels,)` for each issue: those that the party does not bar in most draws."""
    return [
        np.asarray(bar[:, view.column].mean(axis=0) <= 0.5)
        for bar in view.draws.barred[: len(view.case.issues)]
    ]


def best_deal(view: PartyView, usable: Sequence[Bools]) -> Ints | None:
    """`(issues,)`: the outcome that a party likes best by the mean of the draws, among those with
    usable levels; None where there is none."""
    space, column = view.space, [view.column]
    conditions = [bar[:, view.column].mean(axis=0) > 0.5
                  for bar in view.draws.barred[len(view.case.issues):]]  # fmt: skip
    values = space.padded(tuple(v[:, column].mean(axis=0) for v in view.draws.values))
    point = utilitarian_point(
        space,
        list(values),
        terms=tuple(Box(t.where, t.worth[:, column].mean(axis=0)) for t in view.draws.terms),
        barred=(*(~levels for levels in usable), *map(np.asarray, conditions)),
        work=PROGRAM_WORK,
    )
    return None if point.outcome is None else np.asarray(point.outcome)


def _from_best(view: PartyView, usable: list[Bools], keep: Sequence[str]) -> Start | None:
    best = best_deal(view, usable)
    if best is None:
        return None
    issues = list(view.case.issues.values())
    text = best[: len(issues)]
    for i, issue in enumerate(issues):
        if issue.id in keep:
            usable[i] &= np.arange(len(issue.levels)) == text[i]
    unchanged = tuple(np.arange(len(i.levels)) == k for i, k in zip(issues, text, strict=True))
    # every term may change, so that none has to be counted as changed
    free = tuple(np.ones(len(issue.levels), dtype=bool) for issue in issues)
    near = Nearby(view.space, tuple(usable), free, 0)
    before = tuple((i.level_ids[k],) for i, k in zip(issues, text, strict=True))
    standing = np.tile(text, (len(view.draws), 1))
    return Start(None, text, before, standing, near, unchanged)
