"""A source with all that is quoted of it marked."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from zopa.workbench.page_maker import CASE, PageMaker
from zopa.workbench.quoted_text import text_runs


@dataclass
class SourcePages:
    """The page of each source."""

    maker: PageMaker

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route(f"{CASE}/sources/{{source}}", self.source),
        ]

    def source(self, request: Request) -> Response:
        """A source with all that is quoted of it marked."""
        name, review = self.maker.review(request)
        source = review.case.sources.get(request.path_params["source"])
        if source is None:
            raise HTTPException(404, "the case has no such source")
        words = {entry.name: entry.words for entry in review.entries}
        return self.maker.page(
            "source.html.j2",
            title=f"{source.title or source.id} – {review.case.title}",
            case=name,
            review=review,
            source=source,
            runs=text_runs(source.text or "", source.id, review.entries),
            words=words,
        )
