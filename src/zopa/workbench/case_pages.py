"""The pages: each calls the desk and shows its values, or makes one edit and leads on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from zopa.desk.briefs import brief
from zopa.desk.editing import (
    accept_entry,
    add_entry,
    ledger_as_it_stands,
    retire_entry,
    rewrite_entry,
    rewrite_ledger,
)
from zopa.desk.errors import DeskError, EditRefusedError
from zopa.desk.named_folders import NamedFolders
from zopa.desk.opening import examine
from zopa.desk.reviewing import EntryToReview, LedgerReview, ledger_review
from zopa.workbench.fact_form import (
    CONFIDENCES,
    RESERVATIONS,
    fact_entry,
    subject_told,
    subjects,
)
from zopa.workbench.quoted_text import text_runs
from zopa.workbench.safety import BRIEF_POLICY

DRAWS = 1000
"""Draws of the brief on the page; shares are then good to about 3 percentage points."""


@dataclass
class WorkbenchPages:
    """The pages of the cases in some folders."""

    folders: NamedFolders
    _briefs: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The page of the brief of each case, and a fingerprint of what it was made of."""
    _at_work: Lock = field(default_factory=Lock)
    _templates: Environment = field(
        default_factory=lambda: Environment(
            loader=PackageLoader("zopa.workbench"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
    )

    def cases(self, request: Request) -> Response:
        """The cases there are; where there is one, its review."""
        del request
        found = self.folders.cases()
        if len(found) == 1:
            return RedirectResponse(_address(next(iter(found))), status_code=303)
        told = []
        for name, folder in found.items():
            try:
                review = ledger_review(folder)
                told.append(
                    (name, review.case.title, review.progress(), len(review.findings.errors))
                )
            except DeskError as error:
                told.append((name, self._told(error).partition("\n")[0], "", 1))
        return self._page("cases.html.j2", title="Cases", cases=told)

    def next_to_review(self, request: Request) -> Response:
        """Lead to the first entry that nobody has reviewed, or to the last page."""
        name, review = self._review(request)
        after = request.query_params.get("after", "")
        return RedirectResponse(_address(name, _next(review, after)), status_code=303)

    def entry(self, request: Request, trouble: str = "", text: str = "") -> Response:
        """One entry beside the words that it rests on."""
        name, review = self._review(request)
        entry = _named(review, request.path_params["entry"])
        places = [quote for quote in entry.quotes if quote.start is not None]
        sources = dict.fromkeys(quote.source for quote in places)
        return self._page(
            "entry.html.j2",
            status=409 if trouble else 200,
            title=f"{entry.name} – {review.case.title}",
            case=name,
            review=review,
            entry=entry,
            text=text or "\n".join(entry.lines),
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
        name, review = self._review(request)
        return self._page("done.html.j2", title=review.case.title, case=name, review=review)

    async def change(self, request: Request) -> Response:
        """Accept, correct or reject an entry, and lead to the next."""
        form = await request.form()
        name, review = self._review(request)
        entry = _named(review, request.path_params["entry"])
        try:
            _edit(self.folders.case(name), entry, form)
        except DeskError as error:
            return self.entry(request, self._told(error), str(form.get("text", "")))
        kept = form.get("do") == "reject"
        after = _before(review, entry) if kept else entry.name
        return RedirectResponse(
            f"{_address(name)}?after={quote(after)}" if after else _address(name), status_code=303
        )

    def ledger(self, request: Request) -> Response:
        """The whole ledger as a text, with what is found in it."""
        name = request.path_params["case"]
        return self._ledger(name)

    async def keep(self, request: Request) -> Response:
        """Keep the ledger as a person has written it; never over somebody else's change."""
        form = await request.form()
        name = request.path_params["case"]
        text, version = str(form.get("text", "")), str(form.get("version", ""))
        try:
            rewrite_ledger(self.folders.case(name), text, version=version)
        except EditRefusedError as error:
            return self._ledger(name, text, self._told(error), theirs=True)
        except DeskError as error:
            return self._ledger(name, text, self._told(error))
        return RedirectResponse(_address(name, "ledger"), status_code=303)

    def fact(self, request: Request) -> Response:
        """The form for a new fact, in two steps."""
        name, review = self._review(request)
        return self._fact(name, review, FormData(dict(request.query_params)))

    async def write_fact(self, request: Request) -> Response:
        """Write the fact of a filled form into the ledger, and lead to it."""
        form = await request.form()
        name, review = self._review(request)
        try:
            entry = fact_entry(review, form)
            version = str(form.get("version", ""))
            add_entry(self.folders.case(name), "facts", entry, version=version)
        except DeskError as error:
            return self._fact(name, review, form, self._told(error))
        written = ledger_review(self.folders.case(name)).entries[-1]
        return RedirectResponse(_address(name, "entries", written.name), status_code=303)

    def source(self, request: Request) -> Response:
        """A source with all that is quoted of it marked."""
        name, review = self._review(request)
        source = review.case.sources.get(request.path_params["source"])
        if source is None:
            raise HTTPException(404, "the case has no such source")
        words = {entry.name: entry.words for entry in review.entries}
        return self._page(
            "source.html.j2",
            title=f"{source.title or source.id} – {review.case.title}",
            case=name,
            review=review,
            source=source,
            runs=text_runs(source.text or "", source.id, review.entries),
            words=words,
        )

    def brief(self, request: Request) -> Response:
        """The page around the brief."""
        name, review = self._review(request)
        ready = self._briefs.get(name, ("", ""))[1] == _ground_of(review)
        return self._page(
            "brief.html.j2", title=review.case.title, case=name, review=review, ready=ready
        )

    def brief_page(self, request: Request) -> Response:
        """The brief itself, of the ledger as it stands; worked out once for each version."""
        name, review = self._review(request)
        with self._at_work:
            page, ground = self._briefs.get(name, ("", ""))
            if ground != _ground_of(review):
                try:
                    page = brief(self.folders.case(name), DRAWS).brief.to_html()
                except DeskError as error:
                    return self._page(
                        "refused.html.j2", status=409, title="No brief", words=self._told(error)
                    )
                self._briefs[name] = page, _ground_of(review)
        return HTMLResponse(page, headers={"content-security-policy": BRIEF_POLICY})

    def trouble(self, request: Request, error: Exception) -> Response:
        """What cannot be shown, in words."""
        del request
        status = error.status_code if isinstance(error, HTTPException) else 404
        words = error.detail if isinstance(error, HTTPException) else self._told(error)
        return self._page("refused.html.j2", status=status, title="Not here", words=words)

    def _review(self, request: Request) -> tuple[str, LedgerReview]:
        name = request.path_params["case"]
        return name, ledger_review(self.folders.case(name))

    def unreadable(self, request: Request, error: Exception) -> Response:
        """Lead to the text of a ledger that cannot be read, where it can be mended."""
        name = request.path_params.get("case", "")
        if request.method == "GET" and name in self.folders.cases():
            return RedirectResponse(_address(name, "ledger"), status_code=303)
        return self.trouble(request, error)

    def _fact(self, name: str, review: LedgerReview, form: FormData, trouble: str = "") -> Response:
        about = str(form.get("about", "")) if form.get("party") else ""
        kind, subject = subject_told(review, about) if about else ("", "")
        groups = list(subjects(review))
        words = {s.value: f"{group}: {s.words}" for group, told in groups for s in told}
        return self._page(
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

    def _ledger(
        self, name: str, text: str | None = None, trouble: str = "", *, theirs: bool = False
    ) -> Response:
        """The page of a ledger, which is there for one that cannot be read as well."""
        folder = self.folders.case(name)
        version, there = ledger_as_it_stands(folder)
        try:
            review: LedgerReview | None = ledger_review(folder)
        except DeskError:
            review = None
        return self._page(
            "ledger.html.j2",
            status=409 if trouble else 200,
            title=f"Ledger – {review.case.title if review else name}",
            case=name,
            review=review,
            findings=review.findings if review else examine(folder)[1],
            text=there if text is None else text,
            version=version,
            trouble=trouble,
            theirs=there if theirs else "",
        )

    def _told(self, error: Exception) -> str:
        findings = [r.render() for r in getattr(error, "findings", ()) if len(r)]
        return self.folders.named("\n\n".join([str(error), *findings]))

    def _page(self, template: str, *, status: int = 200, **shown: Any) -> Response:
        page = self._templates.get_template(template).render(address=_address, folder=Path, **shown)
        return HTMLResponse(page, status_code=status)


def _ground_of(review: LedgerReview) -> str:
    """A fingerprint of all that a brief is made of: the ledger, and its sources as they can be
    read."""
    sources = sorted((each.id, each.text or "") for each in review.case.sources.values())
    return sha256(repr((review.version, sources)).encode()).hexdigest()


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


def _address(case: str, *parts: str) -> str:
    """Where a page of a case is."""
    return "/".join(["/cases", quote(case), *(quote(part, safe="/") for part in parts)])


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
