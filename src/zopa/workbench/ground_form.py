"""On what a fact or a draft rests: words of sources, a day of asking, or a reason for a guess."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.datastructures import FormData, UploadFile

from zopa.desk.errors import WrongCallError
from zopa.workbench.form_values import chosen, filled, in_one_line

if TYPE_CHECKING:
    from zopa.desk.reviewing import LedgerReview


def ground(review: LedgerReview, form: FormData, *, needed: bool = True) -> dict[str, Any]:
    """The parts of an entry that say on what it rests; `WrongCallError` where nothing is given."""
    quotes = quotes_given(review, form)
    assumed, stated = in_one_line(filled(form, "assumed")), filled(form, "stated")
    if needed and sum(map(bool, (quotes, assumed, stated))) > 1:
        raise WrongCallError(
            "give words of a source, or the day of asking, or say why it is assumed; not both"
        )
    found: dict[str, Any] = {}
    if quotes:
        found["evidence"] = quotes
    if assumed:
        found["assumed"] = assumed
    if stated:
        found["stated"] = stated
    if needed and not found:
        raise WrongCallError("give words of a source, or say why it is assumed")
    return found


def quotes_given(review: LedgerReview, form: FormData, prefix: str = "") -> list[dict[str, str]]:
    """Words with their sources, row by row; a row without words is none."""
    found: list[dict[str, str]] = []
    rows = zip(chosen(form, f"{prefix}source"), chosen(form, f"{prefix}words"), strict=False)
    for source, words in rows:
        if not words:
            continue
        if source not in review.case.sources:
            raise WrongCallError("choose the source in which the words stand")
        found.append({source: in_one_line(words)})
    return found


def ground_values(entry: dict[str, Any]) -> list[tuple[str, str | UploadFile]]:
    """The fields of a form for what an entry rests on."""
    values: list[tuple[str, str | UploadFile]] = [
        (key, str(entry[key])) for key in ("assumed", "stated") if key in entry
    ]
    for key, prefix in (("evidence", ""), ("against", "against_")):
        for source, words in quoted(entry.get(key, [])):
            values += [(f"{prefix}source", source), (f"{prefix}words", words)]
    return values


def quoted(evidence: Any) -> list[tuple[str, str]]:
    """Source and words of each quote, however they are written."""
    items = [evidence] if isinstance(evidence, dict) else evidence
    return [(source, in_one_line(words)) for item in items for source, words in item.items()]
