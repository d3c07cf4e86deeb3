"""The cases that are served, and the ledger of each as a text."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from zopa.desk.editing import ledger_as_it_stands, rewrite_ledger
from zopa.desk.errors import DeskError
from zopa.desk.opening import check_text, examine
from zopa.desk.reviewing import LedgerReview
from zopa.workbench.api.edit_answers import EditMade, Version, edit_made
from zopa.workbench.api.findings_told import FindingShown, shown_findings
from zopa.workbench.api.named_cases import (
    REFUSALS,
    STALE,
    CaseFolder,
    CaseReview,
    ReviewsKept,
    ServedFolders,
)

LedgerText = Annotated[str, Field(description="The whole text of a ledger.")]


class CaseShown(BaseModel):
    """A case, and how far the review of its ledger is."""

    case: str = Field(description="The name by which it is asked for.")
    title: str
    readable: bool = Field(description="Whether its file is a ledger at all.")
    version: str = Field(description="The version of its ledger, which an edit has to name.")
    entries: int
    not_reviewed: int
    errors: int
    warnings: int


class LedgerShownWhole(BaseModel):
    """The text of a ledger and what is found in it."""

    version: str
    text: LedgerText
    findings: list[FindingShown]


class LedgerTried(BaseModel):
    """What is found in a text, were it the ledger."""

    findings: list[FindingShown]


class LedgerTyped(BaseModel):
    """A text that might become the ledger."""

    text: LedgerText


class LedgerToKeep(LedgerTyped):
    """A text that is to become the ledger."""

    version: Version


routes = APIRouter(tags=["cases"], responses=REFUSALS)


@routes.get("/cases")
def list_cases(folders: ServedFolders, reviews: ReviewsKept) -> list[CaseShown]:
    """List the cases that are served."""
    shown = []
    for name, folder in folders.cases().items():
        try:
            shown.append(_shown(name, reviews.review(folder)))
        except DeskError as error:
            errors = sum(len(report.errors) for report in error.findings) or 1
            shown.append(
                CaseShown(
                    case=name, title="", readable=False, version="", entries=0, not_reviewed=0,
                    errors=errors, warnings=0,
                )
            )  # fmt: skip
    return shown


@routes.get("/cases/{case:path}/ledger")
def show_ledger(folder: CaseFolder) -> LedgerShownWhole:
    """Show the ledger as it stands in its file, which need not be sound."""
    version, text = ledger_as_it_stands(folder)
    return LedgerShownWhole(version=version, text=text, findings=shown_findings(examine(folder)[1]))


@routes.put("/cases/{case:path}/ledger", responses=STALE)
def keep_ledger(folder: CaseFolder, asked: LedgerToKeep) -> EditMade:
    """Put a text in the place of the ledger, errors and all; never over somebody else's change."""
    return edit_made(rewrite_ledger(folder, asked.text, version=asked.version))


@routes.post("/cases/{case:path}/findings")
def find_in_text(folder: CaseFolder, asked: LedgerTyped) -> LedgerTried:
    """Find what is wrong with a text, were it the ledger of the case; nothing is written."""
    return LedgerTried(findings=shown_findings(check_text(folder, asked.text)))


last_routes = APIRouter(tags=["cases"], responses=REFUSALS)
"""What would take in the routes of other concepts, were it asked before them."""


@last_routes.get("/cases/{case:path}")
def show_case(case: str, review: CaseReview) -> CaseShown:
    """Show how far the review of a case is."""
    return _shown(case, review)


def _shown(name: str, review: LedgerReview) -> CaseShown:
    errors = len(review.findings.errors)
    warnings = sum(str(finding.severity) == "warning" for finding in review.findings)
    return CaseShown(
        case=name,
        title=review.case.title,
        readable=True,
        version=review.version,
        entries=len(review.entries),
        not_reviewed=len(review.left),
        errors=errors,
        warnings=warnings,
    )
