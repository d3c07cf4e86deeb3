"""The whole ledger as a text, beside what is found in it."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from zopa.desk.editing import ledger_as_it_stands, rewrite_ledger
from zopa.desk.errors import DeskError, EditRefusedError, UnreadableLedgerError
from zopa.desk.named_folders import LEDGER
from zopa.desk.opening import examine
from zopa.desk.reviewing import LedgerReview
from zopa.workbench.page_maker import CASE, PageMaker, address, api_address
from zopa.workbench.sent_forms import sent_form


@dataclass
class LedgerPages:
    """The page of the ledger, which is there for one that cannot be read as well."""

    maker: PageMaker

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route(f"{CASE}/ledger", self.ledger),
            Route(f"{CASE}/ledger", self.keep, methods=["POST"]),
        ]

    def ledger(self, request: Request) -> Response:
        """The whole ledger as a text, with what is found in it."""
        return self._ledger(request)

    async def keep(self, request: Request) -> Response:
        """Keep the ledger as a person has written it; never over somebody else's change."""
        form = await sent_form(request)
        name = request.path_params["case"]
        text, version = str(form.get("text", "")), str(form.get("version", ""))
        try:
            rewrite_ledger(self.maker.folders.case(name), text, version=version)
        except EditRefusedError as error:
            return self._ledger(request, text, self.maker.told(error), theirs=True)
        except DeskError as error:
            return self._ledger(request, text, self.maker.told(error))
        return RedirectResponse(address(name, "ledger"), status_code=303)

    def unreadable(self, request: Request, error: Exception) -> Response:
        """Lead to the text of a ledger that cannot be read, where it can be mended."""
        name = request.path_params.get("case", "")
        if request.method == "GET" and name in self.maker.folders.cases():
            return RedirectResponse(address(name, "ledger"), status_code=303)
        return self.maker.trouble(request, error)

    def _ledger(
        self, request: Request, text: str | None = None, trouble: str = "", *, theirs: bool = False
    ) -> Response:
        """The page of a ledger, which is there for one that cannot be read as well."""
        name = request.path_params["case"]
        folder = self.maker.folders.case(name)
        try:
            version, there = ledger_as_it_stands(folder)
        except UnreadableLedgerError:
            version, there = "", ""
        request.state.shown = folder, version
        try:
            review: LedgerReview | None = self.maker.reviews.review(folder)
        except DeskError:
            review = None
        return self.maker.page(
            "ledger.html.j2",
            status=409 if trouble else 200,
            title=f"Ledger – {review.case.title if review else name}",
            case=name,
            review=review,
            findings=review.findings if review else examine(folder)[1],
            text=there if text is None else text,
            version=version,
            ledger=LEDGER,
            findings_address=api_address(name, "findings"),
            trouble=trouble,
            theirs=there if theirs else "",
        )
