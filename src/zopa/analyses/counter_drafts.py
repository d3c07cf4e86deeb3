"""What to table next?

A counter-draft for a party answers a draft of another: it changes at most so many of its terms,
fills those that are open, crosses no red line that the party has in most draws, and is one that the
party could sign in at least half of the draws. Among these it is not beaten at once in how often
both the party and enough others could sign, and in the party's mean gain.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from zopa.analyses.board import Board
from zopa.analyses.changed_terms import change_of_term
from zopa.analyses.concession_steps import concession_plan
from zopa.analyses.counter_records import (
    CounterDraft,
    CounterOptions,
    CounterResult,
    CounterSide,
    DraftAnswered,
    EquivalentOffer,
    Improvements,
    PairedChange,
    SideOfPackage,
    TermChange,
)
from zopa.analyses.counter_search import (
    GoesOn,
    compared,
    packages_to_table,
    without_end,
)
from zopa.analyses.draft_standing import signed_together, versions
from zopa.analyses.draft_to_answer import start_for
from zopa.analyses.moves_from_draft import Moves
from zopa.analyses.offers_of_equal_worth import equivalent_offers
from zopa.analyses.offers_taken import TermsOffered, taken_by_all
from zopa.analyses.package_merits import PartyView
from zopa.analyses.post_settlement import nearest_improvements
from zopa.analyses.registry import analysis
from zopa.analyses.result import Share, Spread, without_sampling
from zopa.analyses.swapped_terms import issue_swaps
from zopa.analyses.unlike_packages import far_apart, one_of_each_kind
from zopa.case.newest_drafts import drafts_by_age
from zopa.outcomes.arrays import ACCEPTANCE
from zopa.preferences.compared import change_in_pairs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zopa.analyses.draft_to_answer import Start
    from zopa.analyses.offers_taken import Taken
    from zopa.case.model import Case
    from zopa.preferences.draws import Draws

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int_]


@analysis(CounterResult, CounterOptions)
def counter(case: Case, draws: Draws, options: CounterOptions) -> CounterResult:
    """Say what a party could table next: drafts near the one on the table, and why each.

    Shares are of draws; gains are utilities between -1 and 1. The search is exact: branch and
    bound where there are too many packages to list. Raises KeyError for a draft that the case does
    not have, ValueError for a party of which no preferences are drawn. Source: Raiffa (1982), *The
    Art and Science of Negotiation*, ch. 11; Land and Doig (1960).
    """
    return counter_until(case, draws, options, without_end)


def counter_until(
    case: Case, draws: Draws, options: CounterOptions, goes_on: GoesOn
) -> CounterResult:
    """The same until `goes_on`, which is asked again and again, says no: then what was found so
    far, said to be stopped. Raises as `counter` does."""
    given = draws.given
    if given:  # nobody knows what sides hold out for, and every number else is given
        draws = replace(draws, aspiration=draws.reservation)
    parties = (options.party,) if options.party else case.signatories
    for party in parties:
        if party not in draws.parties:
            raise ValueError(f"no preferences are drawn for `{party}`")
    sides = (_side(PartyView(case, draws, party), options, goes_on) for party in parties)
    made = CounterResult(
        analysis="counter",
        question="What to table next?",
        method=(
            "Of all packages that change at most so many terms of the draft, those that the party "
            "could sign in half of the draws, and that no other one beats both in how often the "
            "party and enough others could sign and in the party's mean gain, each in steps of two "
            "hundredths. Of those that come about nearly as often as the one that does most often, "
            "the one first by which the party gains most."
        ),
        references=("Raiffa 1982, ch. 11", "Land and Doig 1960"),
        draws=len(draws),
        seed=draws.seed,
        options=options,
        sides=tuple(side for side in sides if side is not None),
    )
    return without_sampling(made) if given else made


def _side(view: PartyView, options: CounterOptions, goes_on: GoesOn) -> CounterSide | None:
    start = start_for(view, options.against, options.change, options.keep)
    if start is None:
        return None
    work = _work(view, options)
    found = packages_to_table(view, start.near, work, goes_on)
    kinds = one_of_each_kind(start.changes(found.outcomes)) if len(found.outcomes) else ()
    merits = found.merits.some(np.asarray(kinds, dtype=np.int_))
    told = compared(merits)
    taken = np.asarray(kinds, dtype=np.int_)[far_apart(told, options.listed)]
    before = None
    if start.draft is not None:
        before = taken_by_all(view.case, view.draws, TermsOffered(start.draft))
    drafts = tuple(_draft(view, start, outcome, before) for outcome in found.outcomes[taken])
    more = bool(options.party) or len(view.case.signatories) <= MANY_SIDES

    def wanted() -> bool:
        return more and goes_on()

    equivalent: tuple[EquivalentOffer, ...] = ()
    if drafts and wanted():
        equivalent = equivalent_offers(
            view, start.near, drafts[0].gain.mean, options.tolerance, work // 4, goes_on
        )
    moves = Moves(view, start, frozenset(options.keep))
    return CounterSide(
        party=view.party,
        answers=None if before is None else _answered(view, start, before),
        best={} if start.draft is not None else view.space.decode(_whole(view, start.text)),
        drafts=drafts,
        looked_at=found.looked_at,
        complete=found.complete,
        change=start.near.most if start.draft is not None else len(view.case.issues),
        equivalent=equivalent,
        swaps=issue_swaps(moves) if start.draft is not None and wanted() else (),
        improvements=_improvements(view, options) if wanted() else None,
        concessions=concession_plan(view, start, options.keep) if wanted() else None,
        stopped=not goes_on(),
    )


CELLS = 800_000_000
"""Numbers that are looked at, at the most, while packages are searched for all parties together:
one for each beginning, draw and party."""
MANY_SIDES = 4
"""Where packages are told for more parties than this at once, nothing else is told of them."""


def _work(view: PartyView, options: CounterOptions) -> int:
    """How many beginnings of packages may be looked at for one party."""
    sides = 1 if options.party else len(view.case.signatories)
    each = len(view.draws) * (1 + len(view.others)) * sides
    return max(1, min(options.searched, CELLS // each))


def _improvements(view: PartyView, options: CounterOptions) -> Improvements | None:
    """What would be better for all than a draft that is agreed, or that was named."""
    agreed = [draft for draft in drafts_by_age(view.case) if draft.status == "agreed"]
    named = options.against or next((draft.id for draft in agreed if not draft.unknown), "")
    if not named:
        return None
    start = start_for(view, named, options.change, options.keep)
    if start is None:
        return None
    moves = Moves(view, start, frozenset(options.keep))
    return nearest_improvements(moves, named, options.change, options.improvement)


def _whole(view: PartyView, text: Ints) -> Ints:
    """An outcome of the told issues with what conditions say of it."""
    none = np.zeros(len(view.space.conditions), dtype=np.int_)
    return view.space.completed(np.concatenate([text, none]))


def _answered(view: PartyView, start: Start, taken: Taken) -> DraftAnswered:
    return DraftAnswered(
        draft=start.draft.id if start.draft else "",
        others=Share.of(others_of_draft(view, start, taken)),
        own_now=Share.of(taken.now[:, view.column]),
        own_could=Share.of(taken.could[:, view.column]),
    )


def others_of_draft(view: PartyView, start: Start, taken: Taken) -> Bools:
    """(draws,): whether enough others could sign the draft that is answered, with what it leaves
    open settled in one way for all of them; the party itself is looked at as willing."""
    enough = view.enough_others(taken.could)
    if start.draft is None or (start.text >= 0).all() or not enough.any():
        return enough
    board = Board.of(view.case, view.draws)
    own = np.asarray([party == view.party for party in board.parties])
    willing = replace(
        board,
        reservation=np.where(own, WILLING, board.reservation),
        barred=tuple(bar & ~own[:, None] for bar in board.barred),
    )
    readings = versions(view.case, board.space, view.draws, start.draft)
    return enough & signed_together(willing, readings)


WILLING = -2.0
"""What no deal is worth to a side that would sign anything; utilities are from 0 to 1."""


def _draft(view: PartyView, start: Start, outcome: Ints, before: Taken | None) -> CounterDraft:
    draws, own = view.draws, view.column
    terms = view.space.decode(outcome)
    taken = taken_by_all(view.case, draws, TermsOffered(terms=terms))
    gain = taken.worth - draws.reservation
    more = None if before is None else taken.worth - before.worth
    others = view.enough_others(taken.could)
    changed = start.changes(outcome[None])[0]
    filled = (start.text < 0) & ~changed
    parties = [view.party, *(draws.parties[k] for k in view.others)]

    def terms_where(which: Bools) -> tuple[int, ...]:
        return tuple(int(i) for i in np.flatnonzero(which))

    def told(issue: int) -> TermChange:
        return change_of_term(
            view.case, draws, issue, start.before[issue], outcome, start.standing, parties
        )

    than_draft = None
    if before is not None:
        change = change_in_pairs(others_of_draft(view, start, before), others)
        than_draft = PairedChange(amount=change.amount, error=change.error)
    return CounterDraft(
        terms=terms,
        changed=tuple(told(i) for i in terms_where(changed)),
        filled=tuple(told(i) for i in terms_where(filled)),
        both=Share.of(others & taken.could[:, own]),
        others=Share.of(others),
        others_now=Share.of(view.enough_others(taken.now)),
        own_now=Share.of(taken.now[:, own]),
        own_could=Share.of(taken.could[:, own]),
        gain=Spread.of(gain[:, own]),
        sides=tuple(
            SideOfPackage(
                party=draws.parties[k],
                could=Share.of(taken.could[:, k]),
                now=Share.of(taken.now[:, k]),
                gain=Spread.of(gain[:, k]),
                better=None if more is None else Share.of(more[:, k] > ACCEPTANCE),
            )
            for k in draws.signatories
        ),
        others_than_draft=than_draft,
        gain_than_draft=None if more is None else Spread.of(more[:, own]),
    )
