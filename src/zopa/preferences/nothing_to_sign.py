"""A finding for each party whose red lines leave it no outcome that it could sign."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from zopa.case.model import ConditionalRedLine
from zopa.foundation.diagnostics import Code, Finding, Severity, example

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zopa.case.model import Case, Fact
    from zopa.outcomes.arrays import Bools

NOTHING_TO_SIGN = Code(
    "nothing-to-sign",
    Severity.WARNING,
    "red lines that leave a party nothing to sign",
    "Taken together, what this party will never sign is every outcome, or every outcome that the "
    "rules allow. So in every draw in which these red lines hold there is no deal with its "
    "signature, whatever else is so. Often one of them says more than was reported, two of them "
    "are of different days, or the level that the party would sign is not among the levels yet. If "
    "it is what is meant, the question is what else could be put on the table.\n\n"
    + example(
        wrong="red_line: {law: [ours, theirs]}   # and there is no other level",
        right="red_line: {law: [theirs]}",
    ),
)
MOST_LINES = 40
"""Among more red lines than this no smallest set is searched for."""
MOST_ROUNDS = 30
"""The most rounds in the search for a smallest set."""
SHOWN = 5
"""How many red lines are shown beside the first."""


def parties_with_nothing_to_sign(case: Case) -> Iterator[Finding]:
    """A warning for each signatory whose red lines bar every outcome, with the fewest that do.

    What is established is looked at first, then all its red lines together. Where rules and red
    lines tie too many issues together to be looked through, nothing is said.
    """
    lines = [fact for _, fact, _ in case.red_lines()]
    if not any(fact.party in case.signatories for fact in lines):
        return
    left = _LeftToSign(case)
    if not left.any(()):
        return  # that is a mistake in the rules, and told of them
    for party in case.signatories:
        own = [fact for fact in lines if fact.party == party]
        for some in ([fact for fact in own if fact.certain], own):
            if not left.any(some):
                fewest = left.fewest_lines(some)
                yield _told(case, party, fewest, within_rules=left.any_without_rules(fewest))
                break


class _LeftToSign:
    """Which red lines leave an outcome; what ties issues together is worked out once for all."""

    def __init__(self, case: Case) -> None:
        from zopa.outcomes.space import OutcomeSpace

        self._case = case
        self._space = OutcomeSpace.of(case)

    def any(self, lines: Sequence[Fact]) -> bool:
        """Whether red lines leave an outcome that the rules allow; also where nobody can tell."""
        bars = self._bars(lines)
        if any(bar.all() for bar in bars):
            return False
        return not self._tied or self._space.count(bars) > 0

    @cached_property
    def _tied(self) -> bool:
        """Whether rules or conditions tie issues together, in a way that can be looked through."""
        from zopa.outcomes.diagram import TooTangled

        try:
            return bool(self._space.rules and self._space.diagram)
        except TooTangled:
            return False

    def any_without_rules(self, lines: Sequence[Fact]) -> bool:
        """Whether they leave an outcome were there no rules."""
        if not self._case.rules:
            return False
        return _LeftToSign(replace(self._case, rules=(), facts=tuple(lines))).any(lines)

    def fewest_lines(self, lines: Sequence[Fact]) -> Sequence[Fact]:
        """The fewest of red lines that leave none, or all of very many."""
        from zopa.preferences.consistency import smallest_clash

        for issue in self._case.issues:  # those on one issue alone need no looking through
            there = [fact for fact in lines if issue in fact.content.barred(self._case.issues)]
            if any(bar.all() for bar in self._bars(there)):
                lines = there
                break
        if len(lines) > MOST_LINES:
            return lines
        rounds = 0 if self._tied else MOST_ROUNDS
        return smallest_clash(lines, self.any, most_rounds=rounds)[0]

    def _bars(self, lines: Sequence[Fact]) -> tuple[Bools, ...]:
        """What red lines bar of each issue, and of each that stands for a condition."""
        from zopa.outcomes.line_conditions import CROSSED, condition_of

        space, issues = self._space, self._case.issues
        bars = tuple(np.zeros(size, dtype=np.bool_) for size in space.shape)
        for fact in lines:
            for issue, levels in fact.content.barred(issues).items():
                bars[space.issues.index(issue)][[issues[issue].index(k) for k in levels]] = True
            if isinstance(fact.content, ConditionalRedLine):
                own = space.conditions.index(condition_of(self._case, fact.content))
                bars[space.told + own][CROSSED] = True
        return bars


def _told(case: Case, party: str, lines: Sequence[Fact], *, within_rules: bool) -> Finding:
    first, *others = lines
    which = f"these {len(lines)} red lines leave" if others else "this red line leaves"
    within = " that the rules allow" if within_rules else ""
    held = all(fact.certain for fact in lines)
    left = len(others) - SHOWN
    return Finding(
        NOTHING_TO_SIGN,
        case.place(*first.path, first.kind),
        f"{which} `{party}` no outcome to sign{within}",
        label=("it signs nothing" if held else "where it holds, no deal has its signature")
        if not others
        else ("together with those below" if held else "where it holds with those below")
        + (f" and {left:,} more" if left > 0 else ""),
        related=tuple((case.place(*fact.path, fact.kind), "") for fact in others[:SHOWN]),
        help=(
            "if one of them is wrong, is no longer so, or is of something else, correct it"
            if others
            else "rule out only what it was reported to refuse",
            "if there is something that it would sign, add that as a level",
        ),
    )
