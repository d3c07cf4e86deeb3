"""What the ledger comes to: the brief, packages scored, and what to ask next.

The records are those of the analyses. Their schemas are written into the OpenAPI file when it is
asked for, since to load the analyses takes longer than to serve a page.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field

from zopa.desk.asking_next import what_to_ask
from zopa.desk.briefs import brief
from zopa.desk.errors import WrongCallError
from zopa.desk.options import FEWEST_DRAWS, MOST_DRAWS
from zopa.desk.scoring import score
from zopa.desk.wanted_offers import Wanted
from zopa.workbench.api.named_cases import REFUSALS, CaseFolder, CaseReview

DRAWS = 1000
"""Draws where nothing else is asked for; shares are then good to about 3 percentage points."""
DrawsWanted = Annotated[
    int,
    Query(ge=FEWEST_DRAWS, le=MOST_DRAWS, description="From how many draws it is worked out."),
]
A_DAY = {"format": "date"}
DayWanted = Annotated[
    str | None, Query(description="A day: what was known then.", json_schema_extra=A_DAY)
]
SinceWanted = Annotated[
    str | None, Query(description="A day since when changes are told.", json_schema_extra=A_DAY)
]


class PackagesToScore(BaseModel):
    """Packages: drafts of the case, terms, or both; all drafts where there is neither."""

    drafts: list[str] = Field([], description="Drafts by their short names.")
    terms: list[dict[str, str]] = Field([], description="Packages, issue to level each.")
    draws: int = Field(DRAWS, ge=FEWEST_DRAWS, le=MOST_DRAWS)


def record_of(schema: str) -> dict[int | str, dict[str, Any]]:
    """How an answer is documented that is a record of an analysis."""
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {200: {"description": "The answer.", "content": content}}


routes = APIRouter(tags=["answers"], responses=REFUSALS)


@routes.get("/cases/{case:path}/brief", responses=record_of("WholeBrief"))
def show_brief(
    folder: CaseFolder,
    draws: DrawsWanted = DRAWS,
    as_of: DayWanted = None,
    since: SinceWanted = None,
) -> Response:
    """Work out the brief: the results of all analyses, by name."""
    made = brief(folder, draws, as_of=as_of, since=since)
    return _json(made.brief.to_json(indent=None))


@routes.post("/cases/{case:path}/scores", responses=record_of("ScoreResult"))
def score_packages(folder: CaseFolder, review: CaseReview, asked: PackagesToScore) -> Response:
    """Score packages: what each is worth to each side, who blocks it, what would be better."""
    for draft in asked.drafts:  # the desk would take other words for the name of a file
        if draft not in review.case.drafts:
            raise WrongCallError(f"`{draft[:100]}` is not a draft of the case")
    wanted: list[Wanted] = [*asked.drafts, *asked.terms]
    return _json(score(folder, wanted or None, asked.draws).result.to_json(indent=None))


@routes.get("/cases/{case:path}/questions", responses=record_of("QuestionsResult"))
def show_questions(
    folder: CaseFolder, draws: DrawsWanted = DRAWS, as_of: DayWanted = None
) -> Response:
    """Say which open questions would sharpen the answers most, were a source to answer them."""
    return _json(what_to_ask(folder, draws, as_of=as_of).result.to_json(indent=None))


def _json(text: str) -> Response:
    return Response(text, media_type="application/json")
