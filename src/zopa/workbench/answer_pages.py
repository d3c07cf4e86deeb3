"""The answers to a ledger: they follow each edit, and what is older than the ledger says so."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from zopa.desk.dated_entries import history
from zopa.desk.reviewing import LedgerReview
from zopa.desk.side_by_side import drafts_side_by_side
from zopa.desk.trying_packages import compared_packages
from zopa.workbench.answers_at_work import AnswersAtWork, AnswersSoFar
from zopa.workbench.package_addresses import board_address, terms_asked
from zopa.workbench.page_maker import CASE, PageMaker, address


@dataclass
class AnswerPages:
    """The page of the answers, its parts as they change, and the picture of the deal space."""

    maker: PageMaker
    at_work: AnswersAtWork

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route(f"{CASE}/answers", self.answers),
            Route(f"{CASE}/answers/parts", self.parts),
            Route(f"{CASE}/answers/state", self.state),
            Route(f"{CASE}/answers/deal-space", self.deal_space),
            Route(f"{CASE}/answers/compare", self.compare),
        ]

    def answers(self, request: Request) -> Response:
        """The whole page, with what has been worked out so far."""
        return self._page(request, "answers.html.j2")

    def parts(self, request: Request) -> Response:
        """What stands in the page, without the page around it."""
        return self._page(request, "answer_parts.html.j2")

    def state(self, request: Request) -> Response:
        """How far the answers are; a script takes the parts when there is something new."""
        now = self._so_far(request)
        return JSONResponse({"stamp": now.stamp, "doing": now.doing, "stale": now.stale})

    def deal_space(self, request: Request) -> Response:
        """The chart of the deal space, with the outcome at each point."""
        now = self._so_far(request)
        chart = now.answered.deal_space() if now.answered else None
        if chart is None:
            raise HTTPException(404, "there is no picture of the deal space")
        return JSONResponse(chart)

    def compare(self, request: Request) -> Response:
        """Two deals beside each other, without the page around them."""
        name, query = request.path_params["case"], request.query_params
        drawn = self.at_work.of(self.maker.folders.case(name)).drawn()
        packages = [
            (query.get(f"{which}_name", "A deal"), terms_asked(query.get(which, "")))
            for which in ("a", "b")
        ]
        return self.maker.page(
            "compared.html.j2",
            ledger=drawn.case,
            told=compared_packages(drawn, packages),
            boards=[board_address(name, terms) for _, terms in packages],
        )

    def _so_far(self, request: Request) -> AnswersSoFar:
        folder = self.maker.folders.case(request.path_params["case"])
        return self.at_work.of(folder).so_far()

    def _page(self, request: Request, template: str) -> Response:
        name, review = self.maker.review(request)
        now = self._so_far(request)
        return self.maker.page(
            template,
            title=f"Answers – {review.case.title}",
            case=name,
            review=review,
            now=now,
            part=partial(_part, name, now),
            trouble=self.maker.told(now.trouble) if now.trouble else "",
            drafts=drafts_side_by_side(review.case, _against(request, review)),
            days=history(review),
        )


def _part(case: str, now: AnswersSoFar, part: str) -> str:
    """A part of the answers as HTML; empty where nothing has been worked out."""
    if now.answered is None:
        return ""
    return now.answered.part(part, lambda entry: address(case, "entries", entry))


def _against(request: Request, review: LedgerReview) -> str:
    """The draft that the others are held against, if the case has it."""
    wanted = request.query_params.get("against", "")
    there = review.case.drafts.get(wanted)
    return wanted if there is not None and not there.unknown else ""
