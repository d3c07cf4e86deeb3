"""A fact by a form: a new one, or one that is there and is corrected."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from zopa.desk.correcting import correct_entry, entry_as_written
from zopa.desk.editing import add_entry
from zopa.desk.errors import DeskError
from zopa.desk.reviewing import LedgerReview
from zopa.desk.suggesting import suggested_fact
from zopa.workbench.fact_form import CONFIDENCES, RESERVATIONS, fact_entry, fact_values
from zopa.workbench.fact_subjects import STANCES, subject_told, subjects
from zopa.workbench.form_values import chosen, filled
from zopa.workbench.package_form import NO_DEAL, TERMS
from zopa.workbench.page_maker import CASE, PageMaker, address
from zopa.workbench.sent_forms import sent_form


@dataclass
class FactPages:
    """The pages of the form for a fact."""

    maker: PageMaker

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route(f"{CASE}/fact", self.fact),
            Route(f"{CASE}/fact", self.write_fact, methods=["POST"]),
            Route(f"{CASE}/facts/{{number}}/form", self.there),
        ]

    def fact(self, request: Request) -> Response:
        """The form for a new fact, in two steps."""
        name, review = self.maker.review(request)
        form = FormData([*request.query_params.multi_items()])
        words, source = filled(form, "words"), filled(form, "source")
        if words and not filled(form, "party") and not filled(form, "about"):
            form = _with_suggestion(review, form, source, words)
            return self._fact(name, review, form, first=True)
        return self._fact(name, review, form)

    def there(self, request: Request) -> Response:
        """The form filled in with a fact that is there."""
        name, review = self.maker.review(request)
        number = request.path_params["number"]
        folder = self.maker.folders.case(name)
        try:
            values = fact_values(review, entry_as_written(folder, "facts", number))
        except DeskError as error:
            words = self.maker.told(error)
            return self.maker.page(
                "refused.html.j2", status=409, title="No form for this fact", words=words,
                case=name, review=review,
            )  # fmt: skip
        return self._fact(name, review, FormData([*values.multi_items(), ("which", number)]))

    async def write_fact(self, request: Request) -> Response:
        """Write the fact of a filled form into the ledger, and lead to it."""
        form = await sent_form(request)
        name, review = self.maker.review(request)
        folder, which = self.maker.folders.case(name), filled(form, "which")
        try:
            entry = fact_entry(review, form)
            version = filled(form, "version") or "none"
            if which:
                correct_entry(folder, "facts", which, entry, version=version)
            else:
                add_entry(folder, "facts", entry, version=version)
        except DeskError as error:
            return self._fact(name, review, form, self.maker.told(error))
        written = f"facts.{which}" if which else self.maker.reviews.review(folder).entries[-1].name
        back = filled(form, "back")
        if back in review.case.sources:
            following = address(name, "sources", back, written=written) + f"#{written}"
        else:
            following = address(name, "entries", written)
        return RedirectResponse(following, status_code=303)

    def _fact(
        self, name: str, review: LedgerReview, form: FormData, trouble: str = "", *,
        first: bool = False,
    ) -> Response:  # fmt: skip
        about = filled(form, "about") if filled(form, "party") and not first else ""
        groups = list(subjects(review))
        words = {s.value: f"{group}: {s.words}" for group, told in groups for s in told}
        if filled(form, "which") and about not in words:
            about = ""
        kind, subject = subject_told(review, about) if about else ("", "")
        which = filled(form, "which")
        return self.maker.page(
            "fact.html.j2",
            status=409 if trouble else 200,
            title=f"{f'Fact {which}' if which else 'A new fact'} – {review.case.title}",
            case=name,
            review=review,
            trouble=trouble,
            which=which,
            about=about,
            kind=kind,
            issue=review.case.issues.get(subject),
            subject_words=words.get(about, ""),
            subjects=groups,
            suggested=[(key, filled(form, key)) for key in form if key.startswith("rank_")],
            given=lambda key: filled(form, key),
            chosen=lambda key: chosen(form, key),
            rows=_rows(form),
            against=_rows(form, "against_"),
            confidences=CONFIDENCES,
            reservations=RESERVATIONS,
            stances=STANCES,
            no_deal=NO_DEAL,
            terms_value=TERMS,
            groups=sorted({fact.group for fact in review.case.ledger if fact.group}),
            days=_days(review, filled(form, "party")),
        )


def _with_suggestion(review: LedgerReview, form: FormData, source: str, words: str) -> FormData:
    """A form with what the words may tell filled in, as far as that is known."""
    told = suggested_fact(review.case, source, words)
    more = [("party", told.party), ("about", f"{told.kind}:{told.about}" if told.kind else "")]
    issue = review.case.issues.get(told.about)
    if told.level and issue is not None:
        more += [(f"rank_{k}", "1" if k == told.level else "2") for k in issue.level_ids]
    return FormData([*form.multi_items(), *((key, value) for key, value in more if value)])


def _rows(form: FormData, prefix: str = "") -> list[tuple[str, str]]:
    """The quotes of a form, and an empty row for one more."""
    rows = list(zip(chosen(form, f"{prefix}source"), chosen(form, f"{prefix}words"), strict=False))
    return [*(row for row in rows if row[1]), ("", "")]


def _days(review: LedgerReview, party: str) -> list[str]:
    """The days of facts of a party, which a later fact can replace."""
    return sorted({f.on.isoformat() for f in review.case.ledger if f.on and f.party == party})
