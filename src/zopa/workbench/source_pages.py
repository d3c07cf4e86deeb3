"""A source with all that is quoted of it marked, and what reading found to be told."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from zopa.desk.suggesting import told_places
from zopa.workbench.page_maker import CASE, PageMaker, address
from zopa.workbench.quoted_text import text_runs


@dataclass
class SourcePages:
    """The page of each source."""

    maker: PageMaker

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route(f"{CASE}/sources/{{source}}", self.source),
            Route(f"{CASE}/statements/{{statement}}", self.statement),
        ]

    def source(self, request: Request) -> Response:
        """A source with all that is quoted of it marked."""
        name, review = self.maker.review(request)
        source = review.case.sources.get(request.path_params["source"])
        if source is None:
            raise HTTPException(404, "the case has no such source")
        words = {entry.name: entry.words for entry in review.entries}
        written = request.query_params.get("written", "")
        told = [place for place in told_places(review.case) if place.source == source.id]
        return self.maker.page(
            "source.html.j2",
            title=f"{source.title or source.id} – {review.case.title}",
            case=name,
            review=review,
            source=source,
            runs=text_runs(source.text or "", source.id, review.entries, written, told),
            words=words,
            told=told,
            written=next((e for e in review.entries if e.name == written), None),
        )

    def statement(self, request: Request) -> Response:
        """Lead to the form for a fact with the words of a statement filled in."""
        name, review = self.maker.review(request)
        wanted = request.path_params["statement"]
        place = next((p for p in told_places(review.case) if p.statement == wanted), None)
        if place is None:
            raise HTTPException(404, "the statement is not there; the sources may have changed")
        words = (review.case.sources[place.source].text or "")[place.start : place.stop]
        query = {"source": place.source, "words": " ".join(words.split()), "back": place.source}
        return RedirectResponse(address(name, "fact", **query), status_code=303)
