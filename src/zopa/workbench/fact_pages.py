"""A new fact, by a form."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from zopa.desk.editing import add_entry
from zopa.desk.errors import DeskError
from zopa.desk.reviewing import LedgerReview
from zopa.workbench.fact_form import (
    CONFIDENCES,
    RESERVATIONS,
    fact_entry,
    subject_told,
    subjects,
)
from zopa.workbench.page_maker import CASE, PageMaker, address


@dataclass
class FactPages:
    """The two pages of the form for a new fact."""

    maker: PageMaker

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route(f"{CASE}/fact", self.fact),
            Route(f"{CASE}/fact", self.write_fact, methods=["POST"]),
        ]

    def fact(self, request: Request) -> Response:
        """The form for a new fact, in two steps."""
        name, review = self.maker.review(request)
        return self._fact(name, review, FormData(dict(request.query_params)))

    async def write_fact(self, request: Request) -> Response:
        """Write the fact of a filled form into the ledger, and lead to it."""
        form = await request.form()
        name, review = self.maker.review(request)
        try:
            entry = fact_entry(review, form)
            version = str(form.get("version", ""))
            add_entry(self.maker.folders.case(name), "facts", entry, version=version)
        except DeskError as error:
            return self._fact(name, review, form, self.maker.told(error))
        written = self.maker.reviews.review(self.maker.folders.case(name)).entries[-1]
        return RedirectResponse(address(name, "entries", written.name), status_code=303)

    def _fact(self, name: str, review: LedgerReview, form: FormData, trouble: str = "") -> Response:
        about = str(form.get("about", "")) if form.get("party") else ""
        kind, subject = subject_told(review, about) if about else ("", "")
        groups = list(subjects(review))
        words = {s.value: f"{group}: {s.words}" for group, told in groups for s in told}
        return self.maker.page(
            "fact.html.j2",
            status=409 if trouble else 200,
            title=f"A new fact – {review.case.title}",
            case=name,
            review=review,
            trouble=trouble,
            about=about,
            kind=kind,
            issue=review.case.issues.get(subject),
            subject_words=words.get(about, ""),
            subjects=groups,
            given=defaultdict(str, {key: str(value) for key, value in form.items()}),
            chosen=[str(level) for level in form.getlist("levels")],
            confidences=CONFIDENCES,
            reservations=RESERVATIONS,
        )
