"""Numbers that drafts and facts name: they are levels of their issue, though off its grid.

A ledger declares levels of a number in steps, and a text names 91.5 where the step is 1. What has
been named can be agreed, so it is a level. Which numbers are named is known only when all drafts
and facts have been read, and what a range such as `90..95` stands for depends on it. So they are
read twice: first to note the numbers, then to be kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from zopa.case.codes.words import TOO_MANY
from zopa.case.issues import Issue, Level
from zopa.case.parts import LoadNotes, Part

MOST_LEVELS = 1001
"""Levels of a number, those that are named included."""


class NamedNumbers(Mapping[str, Issue]):
    """The declared issues while a ledger is read for the first time. Numbers of which somebody
    asks whether they are levels are noted.

    >>> days = Issue("days", "Days", (Level("1", "1", 1.0), Level("2", "2", 2.0)), numeric=True)
    >>> issues = NamedNumbers({"days": days})
    >>> issues.note("days", "1.5")
    >>> issues.with_levels()["days"].level_ids
    ('1', '1.5', '2')
    """

    def __init__(self, issues: Mapping[str, Issue]) -> None:
        self._issues = issues
        self._named: dict[str, dict[str, None]] = {}

    def __getitem__(self, issue: str) -> Issue:
        return self._issues[issue]

    def __iter__(self) -> Iterator[str]:
        return iter(self._issues)

    def __len__(self) -> int:
        return len(self._issues)

    def note(self, issue: str, number: str) -> None:
        """Keep a number, written as the id of a level is, that is no level of a numeric issue."""
        self._named.setdefault(issue, {})[number] = None

    @property
    def named(self) -> Mapping[str, tuple[str, ...]]:
        """The numbers that were noted, by issue."""
        return {issue: tuple(numbers) for issue, numbers in self._named.items()}

    def with_levels(self) -> dict[str, Issue]:
        """The issues, of which those with numbers that were noted have them as levels."""
        return {
            key: with_named_levels(issue, self._named[key]) if key in self._named else issue
            for key, issue in self._issues.items()
        }


def with_named_levels(issue: Issue, numbers: Mapping[str, None] | tuple[str, ...]) -> Issue:
    """A numeric issue with numbers, written as the ids of levels are, as further levels."""
    new = [Level(number, number, float(number)) for number in numbers if not issue.has(number)]
    levels = sorted((*issue.levels, *new), key=lambda level: Decimal(level.id))
    named = sorted((*issue.named, *(level.id for level in new)), key=Decimal)
    return replace(issue, levels=tuple(levels), named=tuple(named))


def issues_with_named(
    issues: Mapping[str, Issue],
    parts: Mapping[str, Part],
    read: Callable[[str, Part, Mapping[str, Issue]], object],
) -> dict[str, Issue]:
    """The issues with the numbers as levels that parts of the ledger name.

    `read` reads a part, given its key; what is wrong with it is told when it is read again. An
    issue that would have too many levels keeps those that it declares, with a finding.
    """
    noting = NamedNumbers(issues)
    if not any(issue.numeric for issue in issues.values()):
        return dict(issues)
    for key, part in parts.items():
        silent = LoadNotes(places=dict(part.notes.places))
        read(key, replace(part, notes=silent), noting)
    found = noting.with_levels()
    for key, issue in found.items():
        if len(issue.levels) > MOST_LEVELS and issue is not issues[key]:
            found[key] = issues[key]
            for part in parts.values():
                _too_many(part, key, len(issue.named))
                break
    return found


def _too_many(part: Part, issue: str, named: int) -> None:
    notes = part.notes
    Part(notes, part.node, ("issues", issue)).fail(
        TOO_MANY,
        f"with the {named:,} numbers that drafts and facts name, `{issue}` has more than "
        f"{MOST_LEVELS:,} levels",
        at=notes.places["issues", issue].key,
        help="choose a wider `step`",
    )
