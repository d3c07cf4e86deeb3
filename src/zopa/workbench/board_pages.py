"""The board: a package is tried by hand, and every side's answer moves at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from zopa.desk.editing import add_entry
from zopa.desk.errors import DeskError
from zopa.desk.ledger_draws import DrawnLedger
from zopa.desk.trying_packages import PackageBoard, board_offers, package_board
from zopa.workbench.answers_at_work import AnswersAtWork, more_to_come
from zopa.workbench.package_addresses import board_address, terms_of_form
from zopa.workbench.page_maker import CASE, PageMaker, address
from zopa.workbench.sent_forms import sent_form


@dataclass
class BoardPages:
    """The board of a case, its answers as terms change, and what it could hold."""

    maker: PageMaker
    at_work: AnswersAtWork

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route(f"{CASE}/board", self.board),
            Route(f"{CASE}/board", self.keep, methods=["POST"]),
            Route(f"{CASE}/board/answer", self.answer),
            Route(f"{CASE}/board/offers", self.offers),
        ]

    def board(self, request: Request) -> Response:
        """The whole board."""
        return self._page(request, request.query_params)

    def answer(self, request: Request) -> Response:
        """How every side takes the package that is asked for, without the page around it."""
        drawn = self._drawn(request)
        board = _board(drawn, request.query_params)
        return self.maker.page(
            "board_answer.html.j2", board=board, ledger=drawn.case, more=more_to_come(board.draws)
        )

    def offers(self, request: Request) -> Response:
        """The packages that a side could table, without the page around them."""
        drawn = self._drawn(request)
        board = _board(drawn, request.query_params)
        name = request.path_params["case"]
        return self.maker.page("board_offers.html.j2", **_offered(name, drawn, board))

    async def keep(self, request: Request) -> Response:
        """Keep the package as a draft of the ledger, and lead to it."""
        form = QueryParams(
            [(name, str(value)) for name, value in (await sent_form(request)).items()]
        )
        folder = self.maker.folders.case(request.path_params["case"])
        terms = {issue: level for issue, level in terms_of_form(form).items() if level}
        entry: dict[str, Any] = {"title": form.get("title", "").strip()}
        entry |= {"by": form["by"]} if form.get("by") else {}
        entry |= {"terms": terms, "assumed": form.get("assumed", "").strip()}
        name, version = form.get("name", "").strip(), form.get("version", "")
        try:
            add_entry(folder, "drafts", entry, name=name, version=version)
        except DeskError as error:
            return self._page(request, form, self.maker.told(error))
        case = request.path_params["case"]
        return RedirectResponse(address(case, "entries", f"drafts.{name}"), status_code=303)

    def _drawn(self, request: Request) -> DrawnLedger:
        return self.at_work.of(self.maker.folders.case(request.path_params["case"])).drawn()

    def _page(self, request: Request, asked: QueryParams, trouble: str = "") -> Response:
        name, review = self.maker.review(request)
        drawn = self._drawn(request)
        board = _board(drawn, asked)
        offered = _offered(name, drawn, board) if "offers" in asked else {"offers": None}
        sides = [party for party in drawn.case.parties.values() if drawn.case.speaks(party.id)]
        again = {"party": board.party, "start": board.start, "offers": "1"}
        return self.maker.page(
            "board.html.j2",
            status=409 if trouble else 200,
            title=f"What to table next – {review.case.title}",
            case=name,
            review=review,
            trouble=trouble,
            board=board,
            more=more_to_come(board.draws),
            ledger=drawn.case,
            parties=sides,
            drafts=drawn.case.known_drafts,
            again=board_address(name, board.settled, **again),
            given=_given(drawn, board, asked),
            **offered,
        )


def _board(drawn: DrawnLedger, asked: QueryParams) -> PackageBoard:
    """The board that an address asks for; without a side, that of the first signatory."""
    case = drawn.case
    party = asked.get("party") or next(iter(filter(case.speaks, case.signatories)), "")
    return package_board(drawn, party, asked.get("start", ""), terms_of_form(asked))


def _offered(name: str, drawn: DrawnLedger, board: PackageBoard) -> dict[str, Any]:
    offers = board_offers(drawn, board.party, board.start)
    more = {"party": board.party, "start": board.start}
    return {
        "side": drawn.case.parties[board.party].name,
        "offers": offers,
        "addresses": [board_address(name, offer.made.terms, **more) for offer in offers],
    }


def _given(drawn: DrawnLedger, board: PackageBoard, asked: Mapping[str, str]) -> dict[str, str]:
    """What the form for keeping has in its fields, as it was filled in or for a start."""
    side = drawn.case.parties[board.party].name
    taken, number = drawn.case.drafts, 1
    while f"{board.party}_{number}" in taken:
        number += 1
    start = {
        "name": f"{board.party}_{number}",
        "title": f"What {side} could table",
        "by": board.party,
        "assumed": "a package tried on the board; nobody has reported it",
    }
    return {name: asked.get(name, value) for name, value in start.items()}
