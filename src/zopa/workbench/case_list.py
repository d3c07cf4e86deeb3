"""The list of the cases there are."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from zopa.desk.errors import DeskError
from zopa.desk.reviewing import ledger_review
from zopa.workbench.page_maker import PageMaker, address


@dataclass
class CaseList:
    """The first page: which cases there are, and how far each is."""

    maker: PageMaker

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/", self.cases),
        ]

    def cases(self, request: Request) -> Response:
        """The cases there are; where there is one, its review."""
        del request
        found = self.maker.folders.cases()
        if len(found) == 1:
            return RedirectResponse(address(next(iter(found))), status_code=303)
        told = []
        for name, folder in found.items():
            try:
                review = ledger_review(folder)
                told.append(
                    (name, review.case.title, review.progress(), len(review.findings.errors))
                )
            except DeskError as error:
                told.append((name, self.maker.told(error).partition("\n")[0], "", 1))
        return self.maker.page("cases.html.j2", title="Cases", cases=told)
