"""What a person can choose from, before they name parties and issues: what the reports have."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Generic, TypeVar

from zopa.case.model import Issue
from zopa.proposing.actors import actors_of
from zopa.proposing.given.issue_list import given_issues
from zopa.proposing.given.named import GivenFigures, GivenIssue, GivenParty
from zopa.proposing.parsed_report import with_parse
from zopa.proposing.proposal import Proposal
from zopa.proposing.shelf import shelve

if TYPE_CHECKING:
    from zopa.statements.reading import Reading

Named = TypeVar("Named", GivenParty, GivenIssue)

MOST = 20
"""So many names are shown at most, those that do most."""


@dataclass(frozen=True, slots=True)
class Suggestion(Generic[Named]):
    """A party or an issue that reports have, whether it is likely one, and what speaks for it."""

    named: Named
    likely: bool
    remark: str = ""


def suggested_parties(reading: Reading) -> tuple[Suggestion[GivenParty], ...]:
    """Who is named in the reports, with how often; likely is who negotiates."""
    shelved, _ = shelve(reading)
    reports = [with_parse(report) for report in shelved]
    actors = actors_of(reports, reading.cast)
    roles = actors.roles()
    times: Counter[str] = Counter()
    where: dict[str, set[int]] = {}
    for number, report in enumerate(reports):
        for word in report.doc:
            for actor in actors.all_of(word):
                times[actor.id] += 1
                where.setdefault(actor.id, set()).add(number)
    return tuple(
        Suggestion(
            GivenParty(actor.name, actor.also),
            roles.get(actor) == "signatory",
            told_of(times[actor.id], len(where.get(actor.id, ()))),
        )
        for actor in actors.actors[:MOST]
    )


def told_of(times: int, reports: int) -> str:
    """How often somebody is spoken of, in words.

    >>> told_of(1, 1), told_of(12, 3)
    ('once', '12 times in 3 reports')
    """
    often = "once" if times == 1 else f"{times} times"
    return often if reports < 2 else f"{often} in {reports} reports"


def suggested_issues(proposal: Proposal) -> tuple[Suggestion[GivenIssue], ...]:
    """The issues of a proposal as a person would name them."""
    found = [entry for entry in proposal.issues if not entry.placeholder and not entry.given]
    return tuple(Suggestion(as_named(entry.thing), True, entry.why) for entry in found)


def as_named(issue: Issue) -> GivenIssue:
    """An issue of a case as a person would name it; steps of figures are picked anew.

    >>> from zopa.case.model import Level
    >>> as_named(Issue("law", "Law", (Level("ny", "New York"), Level("uk", "London")))).levels
    ('New York', 'London')
    """
    if not issue.numeric:
        named = GivenIssue(issue.title, levels=tuple(level.text for level in issue.levels))
    else:
        low, *_, high = map(Decimal, issue.level_ids)
        figures = GivenFigures(issue.unit, low, high)
        named = GivenIssue(issue.title, figures=figures)
    # What could not be written down again is left to the reports.
    return named if not given_issues([named])[1] else GivenIssue(issue.title)
