"""A draft by a form: its terms chosen from the levels of the issues."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from zopa.desk.correcting import correct_entry, entry_as_written
from zopa.desk.editing import add_entry
from zopa.desk.errors import WrongCallError
from zopa.desk.open_ledger import EditedLedger
from zopa.desk.renaming import name_for
from zopa.desk.reviewing import LedgerReview
from zopa.workbench.form_values import chosen, filled, in_one_line
from zopa.workbench.ground_form import ground, ground_values
from zopa.workbench.kept_forms import keep
from zopa.workbench.package_form import terms
from zopa.workbench.page_maker import CASE, PageMaker

STATUSES = {
    "tabled": "on the table", "withdrawn": "withdrawn", "agreed": "agreed", "leaked": "leaked",
}  # fmt: skip
DISPUTED = ":disputed"
"""Stands in a form for a term on which reports differ, which stays as it is written."""


@dataclass
class DraftPages:
    """The form for a draft."""

    maker: PageMaker

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route(f"{CASE}/drafts", self.new),
            Route(f"{CASE}/drafts", self.add, methods=["POST"]),
            Route(f"{CASE}/drafts/{{draft}}", self.there),
            Route(f"{CASE}/drafts/{{draft}}", self.change, methods=["POST"]),
        ]

    def new(self, request: Request) -> Response:
        """An empty form, with words that were selected in a source."""
        name, review = self.maker.review(request)
        return self._form(name, review, FormData([*request.query_params.multi_items()]), "")

    async def add(self, request: Request) -> Response:
        """Add the draft of a filled form."""
        return await keep(self.maker, request, _add, self._form, "keep")

    def there(self, request: Request) -> Response:
        """The form filled in with a draft that is there."""
        name, review = self.maker.review(request)
        which = _which(review, request)
        entry = entry_as_written(self.maker.folders.case(name), "drafts", which)
        return self._form(name, review, draft_values(which, entry), "")

    async def change(self, request: Request) -> Response:
        """Correct a draft."""
        _, review = self.maker.review(request)
        which = _which(review, request)

        def act(folder: Path, now: LedgerReview, form: FormData, version: str) -> EditedLedger:
            entry = draft_entry(now, form, entry_as_written(folder, "drafts", which))
            short = filled(form, "short_name")
            return correct_entry(folder, "drafts", which, entry, short_name=short, version=version)

        def shown(name: str, now: LedgerReview, form: FormData, trouble: str) -> Response:
            rest = [(key, value) for key, value in form.multi_items() if key != "which"]
            return self._form(name, now, FormData([*rest, ("which", which)]), trouble)

        return await keep(self.maker, request, act, shown, "keep")

    def _form(self, name: str, review: LedgerReview, form: FormData, trouble: str) -> Response:
        which = filled(form, "which")
        rows = zip(chosen(form, "source"), chosen(form, "words"), strict=False)
        disputed = review.case.drafts[which].disputed if which in review.case.drafts else ()
        return self.maker.page(
            "draft.html.j2",
            status=409 if trouble else 200,
            title=f"{which or 'A new draft'} – {review.case.title}",
            case=name,
            review=review,
            trouble=trouble,
            which=which,
            given=lambda key: filled(form, key),
            chosen=lambda key: chosen(form, key),
            rows=[*(row for row in rows if row[1]), ("", "")],
            statuses=STATUSES,
            disputed=disputed,
            disputed_value=DISPUTED,
        )


def draft_entry(
    review: LedgerReview, form: FormData, old: dict[str, Any] | None = None
) -> dict[str, Any]:
    """The entry that a filled form comes to; raises `WrongCallError` where something is missing.

    Terms on which reports differ stay as `old` has them, unless a level is chosen.
    """
    entry: dict[str, Any] = {}
    if title := in_one_line(filled(form, "title")):
        entry["title"] = title
    if by := [party for party in chosen(form, "by") if party in review.case.parties]:
        entry["by"] = by[0] if len(by) == 1 else by
    if day := filled(form, "on"):
        entry["on"] = day
    status = filled(form, "status")
    if status in STATUSES and (status != "tabled" or "status" in (old or {})):
        entry["status"] = status
    known = terms(review, form, "term")
    there = (old or {}).get("terms", {})
    settled: dict[str, Any] = {}
    for issue in review.case.issues:
        if filled(form, f"term_{issue}") == DISPUTED and isinstance(there, dict):
            settled[issue] = there[issue]
        elif issue in known:
            settled[issue] = known[issue]
    if not settled and not filled(form, "unknown"):
        raise WrongCallError("choose at least one term, or say that nobody knows its terms")
    entry["terms"] = settled or "unknown"
    return entry | ground(review, form, needed=False)


def draft_values(which: str, entry: dict[str, Any]) -> FormData:
    """The form filled in with a draft that is there."""
    by = entry.get("by", [])
    values: list[tuple[str, str | UploadFile]] = [("which", which), ("short_name", which)]
    values += [(key, str(entry[key])) for key in ("title", "on", "status") if key in entry]
    values += [("by", party) for party in ([by] if isinstance(by, str) else by)]
    if isinstance(entry["terms"], dict) and entry["terms"]:
        for issue, level in entry["terms"].items():
            values.append((f"term_{issue}", level if isinstance(level, str) else DISPUTED))
    else:
        values.append(("unknown", "yes"))
    return FormData([*values, *ground_values(entry)])


def _add(folder: Path, review: LedgerReview, form: FormData, version: str) -> EditedLedger:
    entry = draft_entry(review, form)
    title = str(entry.get("title", ""))
    short = filled(form, "short_name") or name_for(title, "draft", review.case.drafts)
    return add_entry(folder, "drafts", entry, name=short, version=version)


def _which(review: LedgerReview, request: Request) -> str:
    which: str = request.path_params["draft"]
    if which not in review.case.drafts:
        raise HTTPException(404, "the ledger has no such draft; it may have changed")
    return which
