"""What all pages on which an entry is kept by a form have in common."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from zopa.desk.errors import DeskError
from zopa.desk.open_ledger import EditedLedger
from zopa.desk.reviewing import LedgerReview
from zopa.workbench.form_values import filled
from zopa.workbench.page_maker import PageMaker, address

Act = Callable[[Path, LedgerReview, FormData, str], EditedLedger]
"""What a filled form does: the case's folder, the ledger as it stands, the form and the version."""
Shown = Callable[[str, LedgerReview, FormData, str], Response]
"""The page of a form: the case's name, the ledger, what is filled in, and what went wrong."""


def entries_of(review: LedgerReview, wanted: Callable[[Any], bool]) -> list[tuple[str, str]]:
    """The names and words of the facts that are wanted."""
    there = {fact.path: fact for fact in review.case.ledger}
    return [
        (entry.name, entry.words)
        for entry in review.entries
        if entry.section == "facts"
        and (fact := there.get(("facts", int(entry.which) - 1))) is not None
        and wanted(fact)
    ]


async def keep(maker: PageMaker, request: Request, act: Act, shown: Shown, *to: str) -> Response:
    """Do what a filled form says, and lead on; where that is refused, show the form with why.

    What a person should look at after the edit goes along to the page `to`.
    """
    form = await request.form()
    name, review = maker.review(request)
    # A form that names no version is of no ledger, so it is refused as one of another version is.
    version = filled(form, "version") or "none"
    try:
        made = act(maker.folders.case(name), review, form, version)
    except DeskError as error:
        return shown(name, review, form, maker.told(error))
    query = {"note": "\n".join(made.notes)} if made.notes else {}
    return RedirectResponse(address(name, *to, **query), status_code=303)
