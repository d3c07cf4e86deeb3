"""The entries of a ledger, reviewed or not, each with the words that it rests on."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, Field

from zopa.desk.reviewing import EntryToReview
from zopa.workbench.api.findings_told import FindingShown, shown_findings
from zopa.workbench.api.named_cases import REFUSALS, CaseReview


class QuoteShown(BaseModel):
    """Words of a source, and where they stand in its text; nowhere where they do not."""

    source: str
    words: str
    start: int | None
    stop: int | None


class EntryShown(BaseModel):
    """An entry of a ledger."""

    name: str = Field(description="By what an address names it, such as `facts.3`.")
    section: str
    which: str = Field(description="Its short name, or its number from 1; empty for a single key.")
    words: str
    line: int
    lines: list[str] = Field(description="None where it stands in brackets with others.")
    why: str = Field(description="Why it was proposed.")
    reviewed: bool
    editable: bool = Field(description="Whether it can be rewritten or retired by itself.")
    quotes: list[QuoteShown]


class ReviewShown(BaseModel):
    """A ledger with all its entries."""

    title: str
    version: str
    progress: str
    entries: list[EntryShown]
    findings: list[FindingShown]


routes = APIRouter(tags=["review"], responses=REFUSALS)


@routes.get("/cases/{case:path}/review")
def show_review(review: CaseReview) -> ReviewShown:
    """Show all entries of a ledger, in the order in which they are reviewed."""
    return ReviewShown(
        title=review.case.title,
        version=review.version,
        progress=review.progress(),
        entries=[shown_entry(entry) for entry in review.entries],
        findings=shown_findings(review.findings),
    )


@routes.get("/cases/{case:path}/entries/{name}")
def show_entry(name: str, review: CaseReview) -> EntryShown:
    """Show one entry of a ledger."""
    entry = next((entry for entry in review.entries if entry.name == name), None)
    if entry is None:
        raise HTTPException(404, "the ledger has no such entry; it may have changed")
    return shown_entry(entry)


def shown_entry(entry: EntryToReview) -> EntryShown:
    """An entry as it is shown."""
    return EntryShown(
        name=entry.name,
        section=entry.section,
        which=entry.which,
        words=entry.words,
        line=entry.line,
        lines=list(entry.lines),
        why=entry.why,
        reviewed=entry.reviewed,
        editable=entry.editable,
        quotes=[
            QuoteShown(source=q.source, words=q.words, start=q.start, stop=q.stop)
            for q in entry.quotes
        ],
    )
