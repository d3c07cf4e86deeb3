"""What all pages have in common: the cases, the templates, and words for what goes wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from zopa.desk.kept_reviews import KeptReviews
from zopa.desk.named_folders import NamedFolders
from zopa.desk.reviewing import LedgerReview
from zopa.desk.shown_numbers import gain_shown, margin_shown, share_shown, worth_shown
from zopa.desk.taking_back import Sitting

CASE = "/cases/{case:path}"
"""Where the pages of a case begin; its name may have slashes."""


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("zopa.workbench"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        day=day_in_words, share=share_shown, worth=worth_shown, gain=gain_shown, margin=margin_shown
    )
    return made


def day_in_words(day: date) -> str:
    """A day as text has it.

    >>> day_in_words(date(2025, 2, 7))
    '7 February 2025'
    """
    return f"{day.day} {day:%B} {day.year}"


@dataclass(frozen=True)
class PageMaker:
    """Makes the pages of the cases in some folders."""

    folders: NamedFolders
    reviews: KeptReviews = field(default_factory=KeptReviews)
    sitting: Sitting = field(default_factory=Sitting)
    """What was done since the workbench was started, so that it can be taken back."""
    _templates: Environment = field(default_factory=_environment)

    def review(self, request: Request) -> tuple[str, LedgerReview]:
        """The name of the case that is asked for, and its ledger as it stands.

        Raises a `DeskError` where there is no such case, or no ledger that can be read.
        """
        name = request.path_params["case"]
        folder = self.folders.case(name)
        review = self.reviews.review(folder)
        request.state.shown = folder, review.version
        return name, review

    def told(self, error: Exception) -> str:
        """What went wrong, in words, with all findings; folders go by their names."""
        findings = [r.render() for r in getattr(error, "findings", ()) if len(r)]
        return self.folders.named("\n\n".join([str(error), *findings]))

    def page(self, template: str, *, status: int = 200, **shown: Any) -> Response:
        """A page made of a template and what it shows."""
        case = shown.get("case")
        shown["last_edit"] = self.sitting.last(self.folders.case(case)) if case else ""
        page = self._templates.get_template(template).render(address=address, folder=Path, **shown)
        return HTMLResponse(page, status_code=status)

    def trouble(self, request: Request, error: Exception) -> Response:
        """What cannot be shown, in words."""
        del request
        status = error.status_code if isinstance(error, HTTPException) else 404
        words = error.detail if isinstance(error, HTTPException) else self.told(error)
        return self.page("refused.html.j2", status=status, title="Not here", words=words)


def address(case: str, *parts: str, **query: str) -> str:
    """Where a page of a case is, with what is asked of it.

    >>> address("talks", "sources", "a/b", words="no deal")
    '/cases/talks/sources/a/b?words=no+deal'
    """
    path = "/".join(["/cases", quote(case), *(quote(part, safe="/") for part in parts)])
    return f"{path}?{urlencode(query)}" if query else path


def api_address(case: str, *parts: str) -> str:
    """Where the same is for a program.

    >>> api_address("desk/talks", "findings")
    '/api/cases/desk/talks/findings'
    """
    return f"/api{address(case, *parts)}"
