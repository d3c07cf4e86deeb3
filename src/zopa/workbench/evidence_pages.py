"""Words of a source made evidence for a fact that is there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from zopa.desk.correcting import add_evidence
from zopa.desk.errors import DeskError, WrongCallError
from zopa.desk.reviewing import LedgerReview
from zopa.workbench.form_values import filled
from zopa.workbench.kept_forms import entries_of
from zopa.workbench.page_maker import CASE, PageMaker, address


@dataclass
class EvidencePages:
    """The page on which the fact is chosen that rests on words."""

    maker: PageMaker

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route(f"{CASE}/evidence", self.choose),
            Route(f"{CASE}/evidence", self.write, methods=["POST"]),
        ]

    def choose(self, request: Request) -> Response:
        """The facts there are, and the words."""
        name, review = self.maker.review(request)
        return self._choice(name, review, FormData([*request.query_params.multi_items()]))

    async def write(self, request: Request) -> Response:
        """Put the words under the evidence of the fact that was chosen."""
        form = await request.form()
        name, review = self.maker.review(request)
        source, which = filled(form, "source"), filled(form, "fact")
        try:
            if not which:
                raise WrongCallError("choose the fact that rests on these words")
            _write(self.maker.folders.case(name), form, which, source)
        except DeskError as error:
            return self._choice(name, review, form, self.maker.told(error))
        entry = f"facts.{which}"
        following = address(name, "sources", source, written=entry) + f"#{entry}"
        return RedirectResponse(following, status_code=303)

    def _choice(
        self, name: str, review: LedgerReview, form: FormData, trouble: str = ""
    ) -> Response:
        parties = [
            (party.name, entries_of(review, lambda fact, of=party.id: fact.party == of))  # type: ignore[misc]
            for party in review.case.parties.values()
        ]
        return self.maker.page(
            "evidence.html.j2",
            status=409 if trouble else 200,
            title=f"Evidence – {review.case.title}",
            case=name,
            review=review,
            trouble=trouble,
            given=lambda key: filled(form, key),
            parties=[(party, facts) for party, facts in parties if facts],
        )


def _write(folder: Path, form: FormData, which: str, source: str) -> None:
    version = filled(form, "version") or "none"
    add_evidence(folder, which, source, filled(form, "words"), version=version)
