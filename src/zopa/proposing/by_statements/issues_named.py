"""The issues that a person named, and which of what reports tell is placed on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from zopa.case.model import Issue, Level
from zopa.case.scalars import plain_number
from zopa.foundation.names import fold
from zopa.proposing.by_statements.issues import Subject
from zopa.proposing.given.as_case import issues_of
from zopa.proposing.given.counting import counted_unit
from zopa.proposing.given.named import GivenIssue
from zopa.proposing.matters import LevelShape
from zopa.proposing.naming import one_line
from zopa.proposing.proposal import Proposed
from zopa.proposing.scale import LevelScale

TO_NAME = (Level("one", "one way to settle it"), Level("other", "another way to settle it"))


@dataclass(frozen=True)
class NamedIssues:
    """The issues of a case as a person named them, and what is told of them."""

    issues: tuple[Proposed[Issue], ...]
    subjects: tuple[Subject, ...]


def named_issues(given: Sequence[GivenIssue], found: Sequence[Subject]) -> NamedIssues:
    """Each issue that was named, with the subject that the reports tell of it, if they do.

    A subject is told of an issue if one of the issue's words tells the subject's matter. Where
    both have figures, these count the same; where both have words, levels are the same if their
    words are. What is told of none of the issues is left out.
    """
    left = list(found)
    made: list[Proposed[Issue]] = []
    placed: list[Subject] = []
    for issue, bare in zip(given, issues_of(given), strict=True):
        told = next((s for s in left if _tells(s, issue) and _best(s, given) is issue), None)
        if told is not None:
            left.remove(told)
        subject = _placed(issue, bare, told) if told is not None else None
        if subject is not None:
            placed.append(subject)
        made.append(_entry(issue, bare, subject))
    return NamedIssues(tuple(made), tuple(placed))


def _best(subject: Subject, given: Sequence[GivenIssue]) -> GivenIssue:
    """The issue that a subject tells whose name is most of all that: “pay” before “merit pay”."""
    telling = [issue for issue in given if _tells(subject, issue)]
    return max(telling, key=lambda issue: _share(subject, issue))


def _share(subject: Subject, issue: GivenIssue) -> float:
    """Which share of the words of an issue's title are words for a subject's matter."""
    words = issue.title.split()
    return sum(bool(subject.matter.cue.search(word)) for word in words) / len(words)


def _tells(subject: Subject, issue: GivenIssue) -> bool:
    if issue.figures is not None:
        unit = counted_unit(issue.figures.unit).unit
        if subject.scale is None or subject.unit.rstrip("s") != unit.rstrip("s"):
            return False
    elif issue.levels and subject.scale is not None:
        return False
    names = {fold(subject.issue.title), fold(subject.matter.id)}
    return any(fold(word) in names or subject.matter.cue.search(word) for word in issue.words)


def _placed(issue: GivenIssue, bare: Issue, told: Subject) -> Subject | None:
    """A subject with the person's levels; None where nothing that is told is one of them."""
    if issue.figures is None and not issue.levels:
        own = told.issue
        levels = replace(bare, levels=own.levels, unit=own.unit, numeric=own.numeric)
        return replace(told, issue=levels)
    if issue.figures is None:
        ways = {fold(level.id): level.id for level in bare.levels}
        ways |= {fold(level.text): level.id for level in bare.levels}
        grades = {
            fold(grade.id): ways[fold(text)]
            for grade in told.matter.grades
            for text in (grade.id, grade.text)
            if fold(text) in ways
        }
        grades |= {place: ways[place] for place in told.names if place in ways}
        matter = replace(told.matter, shape=LevelShape.PLACE)
        return replace(told, issue=bare, matter=matter, names=grades, scale=None, unit="")
    factor = counted_unit(issue.figures.unit).factor
    values = [value for value in (told.scale.of if told.scale else {}) if value]
    if issue.figures.open:
        if told.scale is None or not told.scale.numeric:
            return None
        own = told.issue
        return replace(told, issue=replace(bare, levels=own.levels, unit=own.unit))
    (levelled,) = issues_of([issue], [value / factor for value in values])
    on_it = replace(bare, levels=levelled.levels)
    of = {value: name for value in values if on_it.has(name := plain_number(value / factor))}
    scale = LevelScale(on_it.levels, bare.unit, Decimal(factor), True, of)
    return replace(told, issue=on_it, scale=scale)


def _entry(issue: GivenIssue, bare: Issue, subject: Subject | None) -> Proposed[Issue]:
    if issue.levels or (issue.figures is not None and not issue.figures.open):
        return Proposed(subject.issue if subject else bare, given=True)
    if subject is not None:
        return Proposed(subject.issue, one_line(f"named by hand; its levels are {subject.why}"))
    why = "no report tells how it can be settled"
    return Proposed(replace(bare, levels=TO_NAME, numeric=False, unit=""), why, placeholder=True)
