"""Asking a person who negotiates and about what, with what the reports have to choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from zopa.desk.choices import (
    ISSUE_HELP,
    PARTY_HELP,
    ChoiceError,
    ChoiceList,
    IssueChoices,
    ListEntry,
    PartyChoices,
)

if TYPE_CHECKING:
    from zopa.proposing.given import GivenIssue, GivenParty
    from zopa.proposing.proposal import Proposal
    from zopa.statements.reading import Reading

Ask = Callable[[str], str]
"""Shows a person some lines, and gives back the line that they write."""
Choices = TypeVar("Choices", PartyChoices, IssueChoices)


def asked_parties(reading: Reading, ask: Ask) -> tuple[GivenParty, ...]:
    """The parties that a person chooses among the names in the reports, and adds; none where they
    leave it to the reports."""
    from zopa.proposing.suggestions import suggested_parties

    found = suggested_parties(reading)
    choices = PartyChoices(tuple(ListEntry(s.named, s.likely, s.remark) for s in found))
    return _chosen(choices, "Who negotiates? Names in the reports:", PARTY_HELP, ask).chosen


def asked_issues(proposal: Proposal, ask: Ask) -> tuple[GivenIssue, ...]:
    """The issues that a person chooses among those proposed, and adds; none where they leave it to
    the reports."""
    from zopa.proposing.suggestions import suggested_issues

    found = suggested_issues(proposal)
    choices = IssueChoices(tuple(ListEntry(s.named, s.likely, s.remark) for s in found))
    return _chosen(choices, "About what? Issues in the reports:", ISSUE_HELP, ask).chosen


def _chosen(choices: Choices, question: str, help_text: str, ask: Ask) -> Choices:
    """The list when a person has gone on from it; what they write first may be help."""
    words, told = f"{question}\n\n", f"\n\n{help_text}"
    while True:
        line = ask(f"{words}{_listed(choices)}{told}").strip()
        words, told = "", ""
        if line in ("?", "help"):
            told = f"\n\n{help_text}"
        elif line:
            try:
                choices = choices.after(line)
            except ChoiceError as error:
                told = f"\n\n{error}"
        elif trouble := choices.trouble():
            told = f"\n\n{trouble}"
        else:
            return choices


def _listed(choices: ChoiceList[GivenParty] | ChoiceList[GivenIssue]) -> str:
    return choices.shown() if choices.entries else "     (none found)"


def as_options(parties: Sequence[GivenParty], issues: Sequence[GivenIssue]) -> str:
    """What was chosen as the options of a command that does the same without asking.

    >>> from zopa.proposing.given import GivenParty
    >>> print(as_options([GivenParty("Halden"), GivenParty("Workers' Union", ("union",))], []))
    --parties 'Halden; Workers'"'"' Union = union'
    """
    from shlex import quote

    from zopa.proposing.given import issues_text, parties_text

    said = [("parties", parties_text(parties)), ("issues", issues_text(issues))]
    return " ".join(f"--{name} {quote(text)}" for name, text in said if text)
