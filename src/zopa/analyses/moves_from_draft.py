"""Changes of a few terms of a draft as it stands, and what each signatory gains by them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from zopa.analyses.counter_records import SwappedTerm
from zopa.analyses.silent_terms import OPEN, terms_worth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from zopa.analyses.draft_to_answer import Start
    from zopa.analyses.package_merits import PartyView

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int_]

Move = tuple[tuple[int, int], ...]
"""Issues, each with the level to which it is changed."""


@dataclass(frozen=True, eq=False)
class Moves:
    """A draft as it stands in each draw, and what may be changed in it.

    What nobody would settle stays out of it: no change is reckoned from what has no place.
    """

    view: PartyView
    start: Start
    keep: frozenset[str]

    @cached_property
    def single(self) -> dict[tuple[int, int], Floats]:
        """What each signatory gains by each change of one term, `(draws, signatories)`, without
        what terms on several issues add."""
        draws = self.view.draws
        who, each = list(draws.signatories), np.arange(len(draws))
        found: dict[tuple[int, int], Floats] = {}
        for i, issue in enumerate(self.view.case.issues.values()):
            stands = self.start.standing[:, i]
            if issue.id in self.keep or (stands == OPEN).any():
                continue
            barred = draws.barred[i][:, who].mean(axis=0).max(axis=0) > 0.5
            values = draws.values[i][:, who]
            now = values[each, :, stands]
            for level in range(len(issue.levels)):
                if not barred[level] and not self.start.unchanged[i][level]:
                    found[i, level] = values[:, :, level] - now
        return found

    @cached_property
    def means(self) -> dict[tuple[int, int], Floats]:
        """The means over the draws of `single`, `(signatories,)`."""
        return {move: gain.mean(axis=0) for move, gain in self.single.items()}

    def gains(self, move: Move) -> Floats:
        """What each signatory gains by a change, `(draws, signatories)`."""
        draws = self.view.draws
        if not draws.terms:
            return np.asarray(sum(self.single[part] for part in move))
        changed = self.start.standing.copy()
        for issue, level in move:
            changed[:, issue] = level
        who = [draws.parties[k] for k in draws.signatories]
        columns = [
            terms_worth(draws, party, changed) - terms_worth(draws, party, self.start.standing)
            for party in who
        ]
        return np.stack(columns, axis=1)

    def allowed(self, move: Move) -> bool:
        """Whether the rules allow it with what the draft settles for certain."""
        space = self.view.space
        row = np.concatenate([self.start.text, np.full(len(space.conditions), OPEN)])
        for issue, level in move:
            row[issue] = level
        return bool(space.allowed(row))

    def told(self, part: tuple[int, int]) -> SwappedTerm:
        """A change of one term in the case's words."""
        issue = list(self.view.case.issues.values())[part[0]]
        return SwappedTerm(
            issue=issue.id, before=self.start.before[part[0]], after=issue.level_ids[part[1]]
        )

    def key(self, move: Sequence[tuple[int, int]]) -> tuple[tuple[str, str], ...]:
        """What changes are sorted by where nothing else tells them apart."""
        issues = list(self.view.case.issues.values())
        return tuple(sorted((issues[i].id, issues[i].level_ids[k]) for i, k in move))
