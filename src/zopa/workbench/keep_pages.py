"""All entries of a ledger with the forms by which they are kept, and edits taken back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from zopa.desk.errors import DeskError
from zopa.desk.left_in_comments import commented_facts, take_in
from zopa.desk.open_ledger import EditedLedger
from zopa.desk.reviewing import LedgerReview
from zopa.workbench.form_values import filled
from zopa.workbench.kept_forms import keep
from zopa.workbench.page_maker import CASE, PageMaker, address


@dataclass
class KeepPages:
    """The page from which all forms are reached."""

    maker: PageMaker

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route(f"{CASE}/keep", self.entries),
            Route(f"{CASE}/keep", self.bring_in, methods=["POST"]),
            Route(f"{CASE}/undo", self.undo, methods=["POST"]),
        ]

    def entries(self, request: Request, trouble: str = "", status: int = 200) -> Response:
        """Parties, issues, drafts, rules and facts, and facts that are comments."""
        name, review = self.maker.review(request)
        return self.maker.page(
            "keep.html.j2",
            status=status,
            title=f"Entries – {review.case.title}",
            case=name,
            review=review,
            trouble=trouble,
            note=request.query_params.get("note", ""),
            undone=request.query_params.get("undone", ""),
            comments=commented_facts(self.maker.folders.case(name)),
        )

    async def bring_in(self, request: Request) -> Response:
        """Make a fact of a comment."""

        def act(folder: Path, _: LedgerReview, form: FormData, version: str) -> EditedLedger:
            line = filled(form, "line")
            return take_in(folder, int(line) if line.isdecimal() else 0, version=version)

        return await keep(
            self.maker, request, act, lambda *_: self.entries(request, _[-1], 409), "keep"
        )

    def undo(self, request: Request) -> Response:
        """Take the last edit of this sitting back."""
        name, _ = self.maker.review(request)
        try:
            done = self.maker.sitting.take_back(self.maker.folders.case(name))
        except DeskError as error:
            return self.entries(request, self.maker.told(error), 409)
        return RedirectResponse(address(name, "keep", undone=done), status_code=303)
