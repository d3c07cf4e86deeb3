"""The sources of a case, with what its ledger quotes of them marked."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, Field

from zopa.desk.reviewing import LedgerReview
from zopa.workbench.api.named_cases import REFUSALS, CaseReview
from zopa.workbench.quoted_text import text_runs


class SourceListed(BaseModel):
    """A source of a case."""

    source: str = Field(description="Its short name.")
    title: str
    publisher: str
    published: date | None
    file: str = Field(description="Its path in the case folder.")
    readable: bool


class RunShown(BaseModel):
    """A run of the text of a source."""

    words: str
    entries: list[str] = Field(description="The entries that quote it, by name; none if plain.")


class SourceShown(SourceListed):
    """A source with its text, cut where quotes begin and end."""

    runs: list[RunShown]


routes = APIRouter(tags=["sources"], responses=REFUSALS)


@routes.get("/cases/{case:path}/sources")
def list_sources(review: CaseReview) -> list[SourceListed]:
    """List the sources of a case."""
    return [_listed(review, source) for source in review.case.sources]


@routes.get("/cases/{case:path}/sources/{source}")
def show_source(source: str, review: CaseReview) -> SourceShown:
    """Show a source with all that is quoted of it marked."""
    found = review.case.sources.get(source)
    if found is None:
        raise HTTPException(404, "the case has no such source")
    runs = text_runs(found.text or "", found.id, review.entries)
    return SourceShown(
        **_listed(review, source).model_dump(),
        runs=[RunShown(words=run.words, entries=list(run.entries)) for run in runs],
    )


def _listed(review: LedgerReview, name: str) -> SourceListed:
    source = review.case.sources[name]
    return SourceListed(
        source=source.id,
        title=source.title,
        publisher=source.publisher,
        published=source.published,
        file=source.file,
        readable=source.text is not None,
    )
