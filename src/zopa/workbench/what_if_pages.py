"""What if: facts left out, held otherwise, and other terms, with the effect; kept or discarded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from zopa.desk.errors import DeskError
from zopa.desk.reviewing import EntryToReview, LedgerReview
from zopa.desk.supposing import ESTABLISHED, supposed_ledger
from zopa.desk.what_would_be import WhatIf, what_if
from zopa.workbench.answers_at_work import AnswersAtWork, more_to_come
from zopa.workbench.fact_form import CONFIDENCES
from zopa.workbench.page_maker import CASE, PageMaker, address
from zopa.workbench.sent_forms import sent_form

AS_IT_STANDS = "*"
"""The value of a field that changes nothing."""
LEFT_OUT = "out"
CHOICES = ((LEFT_OUT, "left out"), (ESTABLISHED, "established"), *CONFIDENCES)


@dataclass
class WhatIfPages:
    """The page on which changes are tried, its effect alone, and the way to keep them."""

    maker: PageMaker
    at_work: AnswersAtWork

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route(f"{CASE}/what-if", self.try_changes),
            Route(f"{CASE}/what-if", self.keep, methods=["POST"]),
            Route(f"{CASE}/what-if/effect", self.effect),
        ]

    def try_changes(self, request: Request) -> Response:
        """The whole page."""
        return self._page(request, request.query_params)

    def effect(self, request: Request) -> Response:
        """What the changes would do, without the page around it."""
        name, review = self.maker.review(request)
        effect = self._effect(name, request.query_params)
        return self.maker.page("what_if_effect.html.j2", case=name, review=review, **effect)

    async def keep(self, request: Request) -> Response:
        """Write the changes into the ledger, and lead to its answers."""
        form = {key: str(value) for key, value in (await sent_form(request)).items()}
        name = request.path_params["case"]
        folder = self.maker.folders.case(name)
        try:
            supposed_ledger(folder, **_wished(form), version=form.get("version", "none")).keep()
        except DeskError as error:
            return self._page(request, form, self.maker.told(error))
        return RedirectResponse(address(name, "answers"), status_code=303)

    def _effect(self, name: str, form: Mapping[str, str]) -> dict[str, Any]:
        """The effect of what a form changes, and what it changes; or what is wrong with it."""
        changes = _changes(form)
        told: WhatIf | None = None
        wrong = ""
        if changes:
            folder = self.maker.folders.case(name)
            try:
                told = what_if(folder, **_wished(form), draws=self.at_work.of(folder).drawn())
            except DeskError as error:
                wrong = self.maker.told(error)
        more = told is not None and more_to_come(told.draws)
        return {"told": told, "wrong": wrong, "changes": changes, "more": more}

    def _page(self, request: Request, form: Mapping[str, str], trouble: str = "") -> Response:
        name, review = self.maker.review(request)
        return self.maker.page(
            "what_if.html.j2",
            status=409 if trouble else 200,
            title=f"What if – {review.case.title}",
            case=name,
            review=review,
            trouble=trouble,
            tried=defaultdict(lambda: AS_IT_STANDS, _changes(form)),
            touched={key.split(".")[1] for key in _changes(form) if key.startswith("draft.")},
            parties=_by_party(review),
            held={_number(fact): _held(fact) for fact in review.case.facts},
            choices=CHOICES,
            drafts=review.case.known_drafts,
            **self._effect(name, form),
        )


def _number(fact: Any) -> str:
    """The number of a fact in the ledger, from 1."""
    return str(int(fact.path[1]) + 1)


def _held(fact: Any) -> str:
    """How sure a fact is taken to be, in words."""
    return fact.confidence_word or ("established" if fact.certain else f"{fact.confidence:.0%}")


def _by_party(review: LedgerReview) -> list[tuple[Any, list[EntryToReview]]]:
    """The facts of each party that has some and speaks, as they stand in the ledger."""
    entries = {entry.which: entry for entry in review.entries if entry.section == "facts"}
    told: dict[str, list[EntryToReview]] = {}
    for fact in review.case.facts:
        told.setdefault(fact.party, []).append(entries[_number(fact)])
    return [(party, told[party.id]) for party in review.case.parties.values() if party.id in told]


def _changes(form: Mapping[str, str]) -> dict[str, str]:
    """The fields of a form that change something."""
    return {
        name: value
        for name, value in form.items()
        if name.startswith(("fact.", "draft.")) and value != AS_IT_STANDS
    }


def _wished(form: Mapping[str, str]) -> dict[str, Any]:
    """What a form changes, as the desk takes it."""
    without: list[str] = []
    confidence: dict[str, str] = {}
    terms: dict[str, dict[str, str]] = {}
    for name, value in _changes(form).items():
        kind, _, rest = name.partition(".")
        if kind == "fact" and value == LEFT_OUT:
            without.append(rest)
        elif kind == "fact":
            confidence[rest] = value
        else:
            draft, _, issue = rest.partition(".")
            terms.setdefault(draft, {})[issue] = value
    return {"without": without, "confidence": confidence, "terms": terms}
