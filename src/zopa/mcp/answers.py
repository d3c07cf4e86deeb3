"""What the tools of the assistant's door give back."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field


class CaseListed(BaseModel):
    """A case in the folders."""

    case: str
    title: str
    facts: int
    not_reviewed: int
    """Entries that bear the mark of what nobody has reviewed."""
    errors: int


class FoldersListed(BaseModel):
    """What there is to work on."""

    folders: list[str]
    """The names of the folders named at the start; every other name begins with one of them."""
    cases: list[CaseListed]
    reports: list[str]


class ReportText(BaseModel):
    """Part of a report as zopa reads it; quotes are held against this text."""

    report: str
    text: str
    start: int
    next_start: int | None
    """Where to go on reading; nothing where this is the end."""
    characters: int


class StatementListed(BaseModel):
    """One thing that zopa itself has read in a report."""

    report: str
    who: str
    does: str
    words: str
    confidence: float


class FindingListed(BaseModel):
    """Something that `zopa check` finds."""

    severity: str
    code: str
    line: int
    message: str
    expected: str = ""
    help: list[str] = Field(default_factory=list)


class LedgerShown(BaseModel):
    """A ledger as it stands."""

    case: str
    version: str
    """Give this version with an edit; the edit is refused if the ledger has changed since."""
    ledger: str
    entries: list[str]
    """Each entry in words, behind the section and the name or number by which it is edited."""
    findings: list[FindingListed]


class LedgerEdited(BaseModel):
    """A ledger after an edit."""

    case: str
    version: str
    line: int
    lines: list[str]
    findings: list[FindingListed]
    """Errors and warnings of the whole ledger; `check_case` tells the notes too."""
    look_at: list[str]
    """What may say something else now, such as facts whose levels have changed their texts."""


class CaseMade(BaseModel):
    """A case that was made out of reports."""

    case: str
    version: str
    ledger: str
    left_out: list[str]
    """What was proposed or found and does not stand in the ledger, and why."""
    findings: list[FindingListed]


class ReportsAdded(BaseModel):
    """What new reports added to a case."""

    case: str
    version: str
    added: dict[str, Any]


class BriefText(BaseModel):
    """The short brief of a case, as a terminal shows it."""

    case: str
    text: str
    page: str
    """The name of the file with the whole brief; empty where none was written."""
    findings: list[FindingListed]
