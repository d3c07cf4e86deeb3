"""The brief, of the ledger as it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from zopa.desk.briefs import brief
from zopa.desk.errors import DeskError
from zopa.desk.reviewing import LedgerReview
from zopa.workbench.page_maker import CASE, PageMaker
from zopa.workbench.safety import BRIEF_POLICY

DRAWS = 1000
"""Draws of the brief on the page; shares are then good to about 3 percentage points."""


@dataclass
class BriefPages:
    """The page around the brief, and the brief itself."""

    maker: PageMaker
    _briefs: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The page of the brief of each case, and a fingerprint of what it was made of."""
    _at_work: Lock = field(default_factory=Lock)

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route(f"{CASE}/brief/page", self.brief_page),
            Route(f"{CASE}/brief", self.brief),
        ]

    def brief(self, request: Request) -> Response:
        """The page around the brief."""
        name, review = self.maker.review(request)
        ready = self._briefs.get(name, ("", ""))[1] == _ground_of(review)
        return self.maker.page(
            "brief.html.j2", title=review.case.title, case=name, review=review, ready=ready
        )

    def brief_page(self, request: Request) -> Response:
        """The brief itself, of the ledger as it stands; worked out once for each version."""
        name, review = self.maker.review(request)
        with self._at_work:
            page, ground = self._briefs.get(name, ("", ""))
            if ground != _ground_of(review):
                try:
                    page = brief(self.maker.folders.case(name), DRAWS).brief.to_html()
                except DeskError as error:
                    words = self.maker.told(error)
                    return self.maker.page(
                        "refused.html.j2", status=409, title="No brief", words=words
                    )
                self._briefs[name] = page, _ground_of(review)
        return HTMLResponse(page, headers={"content-security-policy": BRIEF_POLICY})


def _ground_of(review: LedgerReview) -> str:
    """A fingerprint of all that a brief is made of: the ledger, and its sources as they can be
    read."""
    sources = sorted((each.id, each.text or "") for each in review.case.sources.values())
    return sha256(repr((review.version, sources)).encode()).hexdigest()
