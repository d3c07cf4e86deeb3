"""A party by a form: called otherwise, made an observer, joined with another."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from zopa.desk.editing import add_entry
from zopa.desk.errors import WrongCallError
from zopa.desk.open_ledger import EditedLedger
from zopa.desk.renaming import change_party, join_parties, name_for
from zopa.desk.reviewing import LedgerReview
from zopa.workbench.form_values import filled, in_one_line
from zopa.workbench.kept_forms import entries_of, keep
from zopa.workbench.page_maker import CASE, PageMaker


@dataclass
class PartyPages:
    """The form for a party."""

    maker: PageMaker

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route(f"{CASE}/parties", self.new),
            Route(f"{CASE}/parties", self.add, methods=["POST"]),
            Route(f"{CASE}/parties/{{party}}", self.there),
            Route(f"{CASE}/parties/{{party}}", self.change, methods=["POST"]),
        ]

    def new(self, request: Request) -> Response:
        """An empty form."""
        name, review = self.maker.review(request)
        return self._form(name, review, FormData(), "")

    async def add(self, request: Request) -> Response:
        """Add the party of a filled form."""
        return await keep(self.maker, request, _add, self._form, "keep")

    def there(self, request: Request) -> Response:
        """The form filled in with a party that is there."""
        name, review = self.maker.review(request)
        party = review.case.parties.get(request.path_params["party"])
        if party is None:
            raise HTTPException(404, "the ledger has no such party; it may have changed")
        form = FormData(
            [("which", party.id), ("name", party.name), ("role", party.role),
             ("also", "\n".join(party.also)), ("short_name", party.id)]
        )  # fmt: skip
        return self._form(name, review, form, "")

    async def change(self, request: Request) -> Response:
        """Change a party, or join it with another."""
        which = request.path_params["party"]

        def act(folder: Path, _: LedgerReview, form: FormData, version: str) -> EditedLedger:
            if filled(form, "do") == "join":
                if not (other := filled(form, "other")):
                    raise WrongCallError("choose the party that it is")
                return join_parties(folder, other, which, version=version)
            return change_party(
                folder, which, name=filled(form, "name"), also=_names(form),
                role=filled(form, "role"), short_name=filled(form, "short_name"), version=version,
            )  # fmt: skip

        def shown(name: str, review: LedgerReview, form: FormData, trouble: str) -> Response:
            return self._form(
                name, review, FormData([*form.multi_items(), ("which", which)]), trouble
            )

        return await keep(self.maker, request, act, shown, "keep")

    def _form(self, name: str, review: LedgerReview, form: FormData, trouble: str) -> Response:
        which = filled(form, "which")
        return self.maker.page(
            "party.html.j2",
            status=409 if trouble else 200,
            title=f"{which or 'A new party'} – {review.case.title}",
            case=name,
            review=review,
            trouble=trouble,
            which=which,
            given=lambda key: filled(form, key),
            facts=entries_of(review, lambda fact: fact.party == which),
        )


def _names(form: FormData) -> list[str]:
    return [in_one_line(line) for line in filled(form, "also").splitlines() if line.strip()]


def _add(folder: Path, review: LedgerReview, form: FormData, version: str) -> EditedLedger:
    title = in_one_line(filled(form, "name"))
    if not title:
        raise WrongCallError("say what the party is called")
    entry: dict[str, object] = {"name": title}
    if also := _names(form):
        entry["also"] = also
    if filled(form, "role") == "observer":
        entry["role"] = "observer"
    short = filled(form, "short_name") or name_for(title, "party", review.case.parties)
    return add_entry(folder, "parties", entry, name=short, version=version)
