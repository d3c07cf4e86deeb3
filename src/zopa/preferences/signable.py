"""Whether a party can sign a package without crossing its own red lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from zopa.case.model import ConditionalRedLine
from zopa.outcomes.diagram import TooTangled
from zopa.outcomes.line_conditions import condition_of, violations_of
from zopa.outcomes.space import OutcomeSpace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zopa.case.model import Case, Fact


def can_be_signed(case: Case, facts: Sequence[Fact], terms: Mapping[str, str]) -> bool:
    """Whether there is a way to settle what a package leaves open so that no red line among the
    facts is crossed. `terms` are the levels that it settles.

    Where conditions tie too many issues together to be looked through, the answer is that there is.
    """
    space = OutcomeSpace(
        tuple(case.issues), tuple(issue.level_ids for issue in case.issues.values())
    )
    bars = [bar.copy() for bar in space.bars(space.encode(terms))]
    bans = {}
    for fact in facts:
        for issue, levels in fact.content.barred(case.issues).items():
            at = space.issues.index(issue)
            bars[at][[case.issues[issue].index(level) for level in levels]] = True
        if isinstance(fact.content, ConditionalRedLine):
            condition = condition_of(case, fact.content)
            bans.update(dict.fromkeys(violations_of(condition, space.shape)))
    if any(bar.all() for bar in bars):
        return False
    if not bans:
        return True
    space = OutcomeSpace(space.issues, space.levels, tuple(bans))
    try:
        return space.count(tuple(np.asarray(bar) for bar in bars)) > 0
    except TooTangled:
        return True
