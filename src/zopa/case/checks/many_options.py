"""This check finds issues with more options than values can be drawn for."""

from __future__ import annotations

from collections.abc import Iterator

from zopa.case.codes.words import TOO_MANY
from zopa.case.model import Case
from zopa.foundation.diagnostics import Finding

MOST_DRAWN = 100
"""Options whose values can be drawn. With more, each draw would take seconds."""


def issues_with_many_options(case: Case) -> Iterator[Finding]:
    """A finding for each party and issue with more options than can be drawn, unless the facts
    give a number for each."""
    if case.broken:
        return
    for issue in case.issues.values():
        if issue.numeric or len(issue.levels) <= MOST_DRAWN:
            continue
        for party in case.parties:
            facts = case.facts_of(party)
            given = {
                level
                for fact in facts
                if fact.certain
                for level, interval in fact.content.level_ranges().get(issue.id, {}).items()
                if interval.low == interval.high
            }
            if len(given) < len(issue.levels) and (facts or party in case.signatories):
                yield Finding(
                    TOO_MANY,
                    case.place("issues", issue.id, "options", key=True),
                    f"`{issue.id}` has {len(issue.levels):,} options; more than {MOST_DRAWN} can "
                    f"only be worked with where the value of each is given",
                    label=f"not so for `{party}`",
                    help=("put options together that nobody tells apart, or give each a `value`",),
                )
                break
