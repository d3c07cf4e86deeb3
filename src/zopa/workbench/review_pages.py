"""Review: one entry at a time beside the words that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from zopa.desk.editing import accept_entry, retire_entry, rewrite_entry
from zopa.desk.errors import DeskError
from zopa.desk.reviewing import EntryToReview, LedgerReview
from zopa.workbench.page_maker import CASE, PageMaker, address
from zopa.workbench.quoted_text import text_runs
from zopa.workbench.sent_forms import sent_form


@dataclass
class ReviewPages:
    """The pages on which entries are accepted, corrected and rejected."""

    maker: PageMaker

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route(f"{CASE}/entries/{{entry}}", self.entry),
            Route(f"{CASE}/entries/{{entry}}", self.change, methods=["POST"]),
            Route(f"{CASE}/done", self.done),
        ]

    def next_to_review(self, request: Request) -> Response:
        """Lead to the first entry that nobody has reviewed, or to the last page."""
        name, review = self.maker.review(request)
        after = request.query_params.get("after", "")
        return RedirectResponse(address(name, _next(review, after)), status_code=303)

    def entry(self, request: Request, trouble: str = "", text: str = "") -> Response:
        """One entry beside the words that it rests on."""
        name, review = self.maker.review(request)
        entry = _named(review, request.path_params["entry"])
        places = [quote for quote in entry.quotes if quote.start is not None]
        sources = dict.fromkeys(quote.source for quote in places)
        return self.maker.page(
            "entry.html.j2",
            status=409 if trouble else 200,
            title=f"{entry.name} – {review.case.title}",
            case=name,
            review=review,
            entry=entry,
            text=text or "\n".join(entry.lines),
            form=_form_of(name, entry),
            note=request.query_params.get("note", ""),
            trouble=trouble,
            sources=[
                (
                    review.case.sources[source],
                    text_runs(review.case.sources[source].text or "", source, [entry], entry.name),
                )
                for source in sources
            ],
            missing=[quote for quote in entry.quotes if quote.start is None],
            unread={s.id for s in review.case.sources.values() if s.text is None},
        )

    def done(self, request: Request) -> Response:
        """The page at the end of a review."""
        name, review = self.maker.review(request)
        return self.maker.page("done.html.j2", title=review.case.title, case=name, review=review)

    async def change(self, request: Request) -> Response:
        """Accept, correct or reject an entry, and lead to the next."""
        form = await sent_form(request)
        name, review = self.maker.review(request)
        entry = _named(review, request.path_params["entry"])
        try:
            _edit(self.maker.folders.case(name), entry, form)
        except DeskError as error:
            return self.entry(request, self.maker.told(error), str(form.get("text", "")))
        kept = form.get("do") == "reject"
        after = _before(review, entry) if kept else entry.name
        following = address(name, after=after) if after else address(name)
        return RedirectResponse(following, status_code=303)


def _form_of(case: str, entry: EntryToReview) -> str:
    """Where the form of an entry is; empty where it has none."""
    if not entry.editable:
        return ""
    last = ("form",) if entry.section == "facts" else ()
    return address(case, entry.section, entry.which, *last)


def _edit(folder: Path, entry: EntryToReview, form: FormData) -> None:
    version, wish = str(form.get("version", "")), form.get("do")
    if not version:
        raise HTTPException(400, "the form does not say of which ledger it is")
    text = str(form.get("text", "")).replace("\r\n", "\n")
    typed = entry.editable and "text" in form and text.strip("\n") != "\n".join(entry.lines)
    if wish == "correct" or (wish == "accept" and typed):  # what was typed is what is accepted
        rewrite_entry(folder, entry.section, entry.which, text, version=version)
    elif wish == "accept":
        accept_entry(folder, entry.section, entry.which, version=version)
    elif wish == "reject":
        why = str(form.get("why", "")).strip() or "rejected in review"
        retire_entry(folder, entry.section, entry.which, why, version=version)
    else:
        raise HTTPException(400, "there is no such change")


def _named(review: LedgerReview, name: str) -> EntryToReview:
    entry = next((entry for entry in review.entries if entry.name == name), None)
    if entry is None:
        raise HTTPException(404, "the ledger has no such entry; it may have changed")
    return entry


def _next(review: LedgerReview, after: str) -> str:
    """The page of the next entry that is not reviewed, behind the one named, or from the start."""
    names = [entry.name for entry in review.entries]
    behind = names.index(after) + 1 if after in names else 0
    left = {entry.name for entry in review.left}
    found = next((name for name in [*names[behind:], *names[:behind]] if name in left), None)
    return f"entries/{found}" if found else "done"


def _before(review: LedgerReview, entry: EntryToReview) -> str:
    """The entry before one; when one goes, those behind it move up, and numbers with them."""
    at = review.entries.index(entry)
    return review.entries[at - 1].name if at else ""
