"""Findings as JSON, and how a request is refused."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, Field

if TYPE_CHECKING:
    from zopa.foundation.diagnostics import Finding, Place


class PlaceShown(BaseModel):
    """A run of characters on one line of a file."""

    file: str
    line: int = Field(description="Counted from 1.")
    column: int = Field(description="Counted from 1.")
    length: int


class RelatedPlace(BaseModel):
    """Another place that matters for a finding."""

    place: PlaceShown
    words: str


class FindingShown(BaseModel):
    """One thing that is wrong or worth knowing."""

    severity: Literal["error", "warning", "note"]
    code: str = Field(description="What kind of finding it is; `zopa check --explain` tells more.")
    message: str
    place: PlaceShown
    label: str = Field(description="What was expected at the place; may be empty.")
    help: list[str] = Field(description="What would mend it.")
    related: list[RelatedPlace]


class RequestRefused(BaseModel):
    """Why something was not done; nothing was written then."""

    why: str
    findings: list[FindingShown] = []


def shown_findings(findings: Iterable[Finding]) -> list[FindingShown]:
    """Findings in their order."""
    return [
        FindingShown(
            severity=str(finding.severity),  # type: ignore[arg-type]
            code=finding.code.name,
            message=finding.message,
            place=_place(finding.place),
            label=finding.label,
            help=list(finding.help),
            related=[RelatedPlace(place=_place(p), words=words) for p, words in finding.related],
        )
        for finding in findings
    ]


def _place(place: Place) -> PlaceShown:
    return PlaceShown(
        file=place.file, line=place.line, column=place.column, length=max(place.length, 1)
    )
