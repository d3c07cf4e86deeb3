"""A rule by a form: outcomes that cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from zopa.desk.correcting import correct_entry, entry_as_written
from zopa.desk.editing import add_entry
from zopa.desk.errors import WrongCallError
from zopa.desk.open_ledger import EditedLedger
from zopa.desk.reviewing import LedgerReview
from zopa.workbench.form_values import chosen, filled
from zopa.workbench.kept_forms import keep
from zopa.workbench.package_form import level_set_values, level_sets
from zopa.workbench.page_maker import CASE, PageMaker


@dataclass
class RulePages:
    """The form for a rule."""

    maker: PageMaker

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route(f"{CASE}/rules", self.new),
            Route(f"{CASE}/rules", self.write, methods=["POST"]),
            Route(f"{CASE}/rules/{{rule:int}}", self.there),
        ]

    def new(self, request: Request) -> Response:
        """An empty form."""
        name, review = self.maker.review(request)
        return self._form(name, review, FormData(), "")

    def there(self, request: Request) -> Response:
        """The form filled in with a rule that is there."""
        name, review = self.maker.review(request)
        which = str(request.path_params["rule"])
        entry = entry_as_written(self.maker.folders.case(name), "rules", which)
        then = level_set_values(entry.get("then", {}), "then")
        values: list[tuple[str, str | UploadFile]] = [("which", which)]
        values += [*level_set_values(entry.get("never") or entry["if"], "when"), *then]
        return self._form(name, review, FormData(values), "")

    async def write(self, request: Request) -> Response:
        """Write the rule of a filled form."""
        return await keep(self.maker, request, _write, self._form, "keep")

    def _form(self, name: str, review: LedgerReview, form: FormData, trouble: str) -> Response:
        which = filled(form, "which")
        return self.maker.page(
            "rule.html.j2",
            status=409 if trouble else 200,
            title=f"{f'Rule {which}' if which else 'A new rule'} – {review.case.title}",
            case=name,
            review=review,
            trouble=trouble,
            which=which,
            chosen=lambda key: chosen(form, key),
        )


def _write(folder: Path, review: LedgerReview, form: FormData, version: str) -> EditedLedger:
    when, then = level_sets(review, form, "when"), level_sets(review, form, "then")
    if not when:
        raise WrongCallError("tick the levels of which the rule speaks")
    entry: dict[str, Any] = {"if": when, "then": then} if then else {"never": when}
    if which := filled(form, "which"):
        return correct_entry(folder, "rules", which, entry, version=version)
    return add_entry(folder, "rules", entry, version=version)
