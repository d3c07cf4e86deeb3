"""An issue by forms: its title and levels, joined with another, split in two."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from zopa.desk.correcting import entry_as_written
from zopa.desk.open_ledger import EditedLedger
from zopa.desk.reviewing import LedgerReview
from zopa.workbench.form_values import chosen, filled
from zopa.workbench.issue_form import (
    changed_issue,
    issue_values,
    joined_issue,
    moved,
    new_issue,
    parted_issue,
    rows_of,
)
from zopa.workbench.kept_forms import keep
from zopa.workbench.page_maker import CASE, PageMaker


@dataclass
class IssuePages:
    """The forms for an issue."""

    maker: PageMaker

    def routes(self) -> list[Route]:
        """Where they are."""
        one = f"{CASE}/issues/{{issue}}"
        return [
            Route(f"{CASE}/issues", self.new),
            Route(f"{CASE}/issues", self.add, methods=["POST"]),
            Route(f"{one}/join", self.joining),
            Route(f"{one}/join", self.join, methods=["POST"]),
            Route(f"{one}/split", self.splitting),
            Route(f"{one}/split", self.split, methods=["POST"]),
            Route(one, self.there),
            Route(one, self.change, methods=["POST"]),
        ]

    def new(self, request: Request) -> Response:
        """An empty form."""
        name, review = self.maker.review(request)
        return self._form(name, review, FormData([("kind", "words")]), "")

    async def add(self, request: Request) -> Response:
        """Add the issue of a filled form."""
        return await keep(self.maker, request, new_issue, self._form, "keep")

    def there(self, request: Request) -> Response:
        """The form filled in with an issue that is there."""
        name, review = self.maker.review(request)
        issue = review.case.issues[_which(review, request)]
        values = issue_values(issue).multi_items()
        if issue.numeric:
            entry = entry_as_written(self.maker.folders.case(name), "issues", issue.id)
            levels = entry["levels"]
            values += (
                [*levels.items()] if isinstance(levels, dict) else [("numbers", ", ".join(levels))]
            )
        return self._form(name, review, FormData(values), "")

    async def change(self, request: Request) -> Response:
        """Change an issue, or show the form with a row moved where no script does it."""
        form = await request.form()
        name, review = self.maker.review(request)
        which = _which(review, request)
        if wish := filled(form, "move"):
            return self._form(name, review, _of(moved(form, wish), which), "")

        def act(folder: Path, now: LedgerReview, form: FormData, version: str) -> EditedLedger:
            return changed_issue(folder, now, form, version, which)

        def shown(name: str, now: LedgerReview, form: FormData, trouble: str) -> Response:
            return self._form(name, now, _of(form, which), trouble)

        return await keep(self.maker, request, act, shown, "keep")

    def joining(self, request: Request) -> Response:
        """The form by which an issue is joined with another."""
        name, review = self.maker.review(request)
        query = FormData([*request.query_params.multi_items()])
        return self._join(name, review, _of(query, _which(review, request)), "")

    async def join(self, request: Request) -> Response:
        """Join an issue with another."""
        _, review = self.maker.review(request)
        which = _which(review, request)
        return await keep(
            self.maker,
            request,
            lambda folder, _, form, version: joined_issue(folder, form, version, which),
            lambda name, now, form, trouble: self._join(name, now, _of(form, which), trouble),
            "keep",
        )

    def splitting(self, request: Request) -> Response:
        """The form by which an issue is split."""
        name, review = self.maker.review(request)
        return self._split(name, review, _of(FormData(), _which(review, request)), "")

    async def split(self, request: Request) -> Response:
        """Split an issue."""
        _, review = self.maker.review(request)
        which = _which(review, request)
        return await keep(
            self.maker,
            request,
            lambda folder, now, form, version: parted_issue(folder, now, form, version, which),
            lambda name, now, form, trouble: self._split(name, now, _of(form, which), trouble),
            "keep",
        )

    def _form(self, name: str, review: LedgerReview, form: FormData, trouble: str) -> Response:
        which = filled(form, "which")
        issue = review.case.issues.get(which)
        return self._page("issue.html.j2", name, review, form, trouble, which or "A new issue",
                          rows=rows_of(form), issue=issue)  # fmt: skip

    def _join(self, name: str, review: LedgerReview, form: FormData, trouble: str) -> Response:
        issue = review.case.issues[filled(form, "which")]
        others = [
            other
            for other in review.case.issues.values()
            if other.id != issue.id and other.numeric == issue.numeric
        ]
        return self._page("join.html.j2", name, review, form, trouble, "Join two issues",
                          issue=issue, others=others,
                          other=review.case.issues.get(filled(form, "other")))  # fmt: skip

    def _split(self, name: str, review: LedgerReview, form: FormData, trouble: str) -> Response:
        issue = review.case.issues[filled(form, "which")]
        naming = [
            entry
            for entry in review.entries
            if entry.section in ("facts", "drafts", "rules")
            and any(issue.id in line for line in entry.lines)
        ]
        return self._page("split.html.j2", name, review, form, trouble, "Split an issue",
                          issue=issue, naming=naming)  # fmt: skip

    def _page(
        self, template: str, name: str, review: LedgerReview, form: FormData, trouble: str,
        heading: str, **shown: object,
    ) -> Response:  # fmt: skip
        return self.maker.page(
            template,
            status=409 if trouble else 200,
            title=f"{heading} – {review.case.title}",
            case=name,
            review=review,
            trouble=trouble,
            which=filled(form, "which"),
            given=lambda key: filled(form, key),
            chosen=lambda key: chosen(form, key),
            **shown,
        )


def _which(review: LedgerReview, request: Request) -> str:
    which: str = request.path_params["issue"]
    if which not in review.case.issues:
        raise HTTPException(404, "the ledger has no such issue; it may have changed")
    return which


def _of(form: FormData, which: str) -> FormData:
    """A form about an issue that is there."""
    rest = [(key, value) for key, value in form.multi_items() if key != "which"]
    return FormData([*rest, ("which", which)])
