"""The case that a request names: its folder, and its ledger as it stands."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Path, Request

from zopa.desk.errors import WrongCallError
from zopa.desk.kept_reviews import KeptReviews
from zopa.desk.named_folders import NamedFolders
from zopa.desk.reviewing import LedgerReview
from zopa.workbench.api.findings_told import RequestRefused

CaseName = Annotated[
    str,
    Path(
        description="The name of a case, as `GET /api/cases` lists it; it may have slashes.",
        min_length=1,
    ),
]
REFUSALS: dict[int | str, dict[str, Any]] = {
    403: {
        "description": "Not asked by the person who serves it, or not from a page of theirs.",
        "content": {"text/plain": {"schema": {"type": "string"}}},
    },
    404: {"model": RequestRefused, "description": "There is nothing of that name."},
    422: {
        "model": RequestRefused,
        "description": "What is asked for cannot be done, or what is there stands in the way.",
    },
}
STALE: dict[int | str, dict[str, Any]] = {
    409: {
        "model": RequestRefused,
        "description": "The ledger is not, or no longer, the one for which the edit was made.",
    }
}


def folders_served(request: Request) -> NamedFolders:
    """The folders that the workbench serves."""
    folders: NamedFolders = request.app.state.folders
    return folders


ServedFolders = Annotated[NamedFolders, Depends(folders_served)]


def case_folder(case: CaseName, folders: ServedFolders) -> FilePath:
    """The folder of the case that is named; not found where there is none."""
    try:
        return folders.case(case)
    except WrongCallError as error:
        raise HTTPException(404, str(error)) from None


CaseFolder = Annotated[FilePath, Depends(case_folder)]


def reviews_kept(request: Request) -> KeptReviews:
    """The reviews that are there already."""
    reviews: KeptReviews = request.app.state.reviews
    return reviews


ReviewsKept = Annotated[KeptReviews, Depends(reviews_kept)]


def case_review(folder: CaseFolder, reviews: ReviewsKept) -> LedgerReview:
    """The ledger of the case that is named, as it stands."""
    return reviews.review(folder)


CaseReview = Annotated[LedgerReview, Depends(case_review)]
