"""How have the offers moved?

Each dated draft is an offer of its authors. Its value to a party in a draw is the sum of the
values of its terms, on the scale from the worst of everything (0) to the best (1). An open term
stands as the issue says otherwise, else as the draw settles it, else at the level that its first
author likes best in that draw; where nobody is named, at the mean over its levels.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from zopa.analyses.registry import analysis
from zopa.analyses.result import NoOptions, Record, Result, Spread
from zopa.case.knowledge import draft_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from zopa.case.model import Case, Draft
    from zopa.preferences.draws import Draws

    Floats = NDArray[np.float64]

FEWEST = 2
"""With fewer dated drafts there are no rounds."""


class OfferToParty(Record):
    """What an offer is worth to one party."""

    party: str
    value: Spread
    """Between 0 and 1."""
    gain: Spread
    """Utility above no agreement."""
    moved: Spread | None
    """Its value less that of the offer that the same authors made before; None for their first."""


class OfferInTime(Record):
    """A dated draft."""

    draft: str
    by: tuple[str, ...]
    on: date
    """Its day, or that of the first report of it."""
    open: tuple[str, ...]
    parties: tuple[OfferToParty, ...]
    """The signatories, in file order."""


class RoundsResult(Result):
    options: NoOptions
    offers: tuple[OfferInTime, ...]
    """By their days; none where fewer than two drafts with known terms are dated."""
    no_deal: dict[str, Spread]
    """The reservation value of each signatory."""


@analysis(RoundsResult, NoOptions)
def rounds(case: Case, draws: Draws, options: NoOptions) -> RoundsResult:
    """Tell what each offer is worth to each side, and how far it moves from the offer before.

    Values are utilities from 0 to 1. Source: the negotiation dance of Raiffa (1982), *The Art and
    Science of Negotiation*, ch. 4.
    """
    offers = tuple(_offers(case, draws))
    who = [(draws.parties[k], draws.reservation[:, k]) for k in draws.signatories]
    return RoundsResult(
        analysis="rounds",
        question="How have the offers moved?",
        method=(
            "In each draw an offer is worth the sum of the values of its terms; what it leaves "
            "open stands as the issue says otherwise, else as its author would settle it."
        ),
        references=("Raiffa 1982, ch. 4",),
        draws=len(draws),
        seed=draws.seed,
        options=options,
        offers=offers if len(offers) >= FEWEST else (),
        no_deal={party: Spread.of(worth) for party, worth in who},
    )


def _offers(case: Case, draws: Draws) -> Iterator[OfferInTime]:
    told = case.known_drafts
    known = [(day, draft) for draft in told if (day := draft_day(case, draft))]
    before: dict[tuple[str, ...], Floats] = {}
    for day, draft in sorted(known, key=lambda entry: (entry[0], entry[1].id)):
        worth = _worth(case, draws, draft)
        last = before.get(draft.by) if draft.by else None
        if draft.by:
            before[draft.by] = worth
        yield OfferInTime(
            draft=draft.id,
            by=draft.by,
            on=day,
            open=tuple(issue for issue in case.issues if issue not in draft.terms),
            parties=tuple(
                OfferToParty(
                    party=draws.parties[k],
                    value=Spread.of(worth[:, k]),
                    gain=Spread.of(worth[:, k] - draws.reservation[:, k]),
                    moved=None if last is None else Spread.of(worth[:, k] - last[:, k]),
                )
                for k in draws.signatories
            ),
        )


def _worth(case: Case, draws: Draws, draft: Draft) -> Floats:
    """(draws, parties): what a draft is worth."""
    each = np.arange(len(draws))
    worth = np.zeros((len(draws), len(draws.parties)))
    levels: dict[int, NDArray[np.intp]] = {}
    for i, issue in enumerate(case.issues.values()):
        taken = _level(case, draws, draft, issue.id)
        if taken is None:
            worth += draws.values[i].mean(axis=2)
        else:
            levels[i] = taken
            worth += draws.values[i][each, :, taken]
    for term in draws.terms:
        if all(i in levels for i, _ in term.where):
            earned = np.all([np.isin(levels[i], some) for i, some in term.where], axis=0)
            worth += term.worth * earned[:, None]
    return worth


def _level(case: Case, draws: Draws, draft: Draft, issue: str) -> NDArray[np.intp] | None:
    """(draws,): the position of the level at which a draft settles an issue in each draw."""
    if (draft.id, issue) in draws.readings:
        return draws.readings[draft.id, issue]
    if issue in draft.terms:
        fixed = case.issues[issue].index(draft.levels[issue][0])
        return np.full(len(draws), fixed, dtype=np.intp)
    if (otherwise := case.issues[issue].otherwise) is not None:
        return np.full(len(draws), case.issues[issue].index(otherwise), dtype=np.intp)
    authors = [party for party in draft.by if party in draws.parties]
    if not authors:
        return None
    k = draws.parties.index(authors[0])
    return np.asarray(draws.values[draws.issues.index(issue)][:, k].argmax(axis=1))
