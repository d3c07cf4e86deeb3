"""The list of the cases there are, with what is new in each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from zopa.desk.errors import DeskError
from zopa.desk.kept_reviews import last_change
from zopa.desk.reviewing import LedgerReview
from zopa.workbench.page_maker import CASE, PageMaker, address
from zopa.workbench.seen_cases import seen_version


@dataclass(frozen=True, slots=True)
class CaseLine:
    """What the list says of a case."""

    name: str
    changed: datetime
    review: LedgerReview | None = None
    """None where it has not been looked at yet, or cannot be read."""
    trouble: str = ""
    seen: str = ""
    """The version that was looked at last."""

    @property
    def news(self) -> str:
        """Whether the case has changed since it was looked at."""
        if self.review is None or self.review.version == self.seen:
            return ""
        return "changed since you last looked" if self.seen else "not looked at yet"


@dataclass
class CaseList:
    """The first page: which cases there are, and what is new in each."""

    maker: PageMaker

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/", self.cases),
            Route(f"{CASE}/line", self.line),
        ]

    def cases(self, request: Request) -> Response:
        """The cases there are; where there is one, its review.

        What takes time is left to the lines themselves, which the page asks for one by one.
        """
        found = self.maker.folders.cases()
        if len(found) == 1:
            return RedirectResponse(address(next(iter(found))), status_code=303)
        lines = [
            self._line(request, name, folder, self.maker.reviews.known(folder))
            for name, folder in found.items()
        ]
        return self.maker.page("cases.html.j2", title="Cases", cases=lines)

    def line(self, request: Request) -> Response:
        """The line of one case, for the list to take in."""
        name = request.path_params["case"]
        folder = self.maker.folders.case(name)
        try:
            line = self._line(request, name, folder, self.maker.reviews.review(folder))
        except DeskError as error:
            trouble = self.maker.told(error).partition("\n")[0]
            line = CaseLine(name, last_change(folder), trouble=trouble)
        return self.maker.page("case_line.html.j2", title=name, line=line)

    def _line(
        self, request: Request, name: str, folder: Path, review: LedgerReview | None
    ) -> CaseLine:
        return CaseLine(name, last_change(folder), review, seen=seen_version(request, folder))
