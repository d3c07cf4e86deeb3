"""How do the drafts do?

A party could sign a draft in a draw if it likes it at least as much as no agreement and the draft
crosses none of its red lines. As things stand it signs if it gets at least what it holds out for.
What a draft leaves open stands as the issue says that it stands otherwise, or as the draft's author
would settle it; where neither is known, at its worst for a party that refused the draft, and else
at its best. Beside that it is asked whether some way of settling the open terms would be accepted,
which settling of which term would bring that about, and whether every way would.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from pydantic import Field

from zopa.analyses.board import LISTED, SAMPLED, Board
from zopa.analyses.once import once_for_draws
from zopa.analyses.registry import analysis
from zopa.analyses.result import Options, Record, Result, Share, Spread
from zopa.analyses.silent_terms import (
    behind_red_line,
    others_terms,
    standing_terms,
    terms_worth,
)
from zopa.foundation.chance import stream
from zopa.outcomes.arrays import ACCEPTANCE
from zopa.outcomes.listing import utilities_by_product
from zopa.outcomes.terms import some_draws
from zopa.outcomes.voting import agreed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from zopa.case.model import Case, Draft
    from zopa.outcomes.space import OutcomeSpace
    from zopa.outcomes.terms import Terms as OutcomeTerms
    from zopa.preferences.draws import Draws

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int_]


class DraftsOptions(Options):
    improvement: float = Field(default=0.01, ge=0, le=1)
    """A gain for a signatory that is smaller than this, on the scale 0..1, is not called an
    improvement."""


class Settling(Record):
    """An open term settled at a level, and how often a party could then sign the draft."""

    issue: str
    level: str
    share: Share


class DraftParty(Record):
    """How one party would take a draft."""

    party: str
    accepts: Share
    """Could sign it, what it leaves open standing as it does."""
    now: Share
    """Would sign it as things stand: it gets at least what it holds out for."""
    accepts_at_best: Share
    """Could sign it with the open terms settled best for this party."""
    accepts_whatever: Share
    """Could sign it, however the open terms are settled."""
    barred: Share
    """A red line stands against it."""
    gain: Spread
    """Utility above no agreement, what it leaves open standing as it does."""
    brought_about: tuple[Settling, ...] = ()
    """The open terms of which one alone, settled at a level, lets the party sign more often, the
    most telling first."""


class DraftStanding(Record):
    draft: str
    terms: dict[str, tuple[str, ...]]
    """Issue to level; several where reports differ."""
    open: tuple[str, ...]
    disputed: tuple[str, ...]
    settled_by: tuple[str, ...]
    """The parties as which the open terms stand; empty where nobody is known to have tabled the
    draft, or where none is open."""
    parties: tuple[DraftParty, ...]
    """Every party drawn, in file order."""
    signed: Share
    """Enough signatories could sign it, what it leaves open standing as it does: all of them,
    unless the case has a rule of agreement that asks for less."""
    signed_now: Share
    """The same as things stand."""
    signed_at_best: Share
    """The same with the open terms settled in some way."""
    improvable: Share | None
    """Another outcome would make every signatory better off by `options.improvement`. None where
    terms are open: what is left unused then depends on how they are settled."""


class DraftsResult(Result):
    options: DraftsOptions
    drafts: tuple[DraftStanding, ...]
    unknown: tuple[str, ...] = ()
    """The drafts of which nobody knows any term."""


@analysis(DraftsResult, DraftsOptions)
def drafts(case: Case, draws: Draws, options: DraftsOptions) -> DraftsResult:
    """Say how each draft fares with each party: acceptance, gain, joint gains left unused.

    Shares are of draws; gains are utilities between -1 and 1. Source: acceptability as in
    SMAA (Lahdelma, Hokkanen and Salminen 1998); joint gains: Raiffa (1982), ch. 11.
    """
    return DraftsResult(
        analysis="drafts",
        question="How do the drafts do?",
        method=(
            "A party could sign a draft in a draw if it likes it at least as much as no agreement "
            "and no red line in force stands against it; as things stand it signs if it likes it "
            "at least as much as what it holds out for. Where reports differ on a term, each "
            "draw takes one of them. What a draft leaves open stands as its author would settle "
            "it, unless the issue says how it stands otherwise."
        ),
        references=("Lahdelma, Hokkanen and Salminen 1998", "Raiffa 1982, ch. 11"),
        draws=len(draws),
        seed=draws.seed,
        options=options,
        drafts=tuple(
            _draft(case, draws, draft, options.improvement) for draft in case.known_drafts
        ),
        unknown=tuple(draft.id for draft in case.drafts.values() if draft.unknown),
    )


def enough_sign(case: Case, draws: Draws, draft: Draft) -> Bools:
    """Say for each draw, `(draws,)`, whether enough signatories could sign the draft, what it
    leaves open standing as it does: all of them, unless the case asks for less."""
    board = Board.of(case, draws)
    could = [signed_by_one(case, draws, draft, party) for party in board.parties]
    enough = agreed(board.game, np.stack(could, axis=1)[..., None])[:, 0]
    return enough & signed_somehow(case, draws, draft)


@once_for_draws
def draft_signed(case: Case, draws: Draws, draft: str) -> Bools:
    """`enough_sign` for a draft that is named by its id, worked out once for the same draws."""
    return enough_sign(case, draws, case.drafts[draft])


def signed_by_one(case: Case, draws: Draws, draft: Draft, party: str) -> Bools:
    """Say for each draw, `(draws,)`, whether one signatory could sign the draft, what it leaves
    open standing as it does."""
    own = others_terms(draws, draft, party, standing_terms(draws, draft))
    if own is not None:
        return _taken(draws, party, own)[1]
    board = Board.of(case, draws)
    alone = board.only([board.parties.index(party)])
    return signed_together(alone, versions(case, board.space, draws, draft))


def signed_somehow(case: Case, draws: Draws, draft: Draft) -> Bools:
    """Say for each draw, `(draws,)`, whether enough signatories could sign the draft with its open
    terms settled in some way.

    Where there are too many ways to list, a sample of them is looked at in those draws of which
    weighted sums do not tell.
    """
    board = Board.of(case, draws)
    return signed_together(board, versions(case, board.space, draws, draft))


def signed_together(board: Board, readings: Iterable[tuple[Bools, Ints]]) -> Bools:
    """Say for each draw, `(draws,)`, whether one way of settling what is open suits enough of the
    signatories at once. `readings` are the readings of an offer, as `versions` gives them."""
    signed = np.zeros(len(board), dtype=bool)
    for which, settled in readings:
        at, bars = np.flatnonzero(which), board.space.bars(settled)
        if board.space.count(bars) > LISTED:
            signed[at], told = board.some(at).told_within(bars)
            at = at[~told]
        outcomes = completions(board.space, settled, board.seed)
        for block, by_party in board.some(at).signatures(outcomes):
            signed[at[block]] = np.any(agreed(board.game, by_party), axis=1)
    return signed


def holding_out(case: Case, draws: Draws) -> Board:
    """The board on which a side signs for no less than what it holds out for."""
    return replace(Board.of(case, draws), reservation=draws.aspiration[:, list(draws.signatories)])


def versions(
    case: Case, space: OutcomeSpace, draws: Draws, draft: Draft
) -> Iterator[tuple[Bools, Ints]]:
    """Give for each reading of the disputed terms the draws that take it, and the outcome
    `(issues,)` that has it and leaves the open terms open."""
    levels = {issue: draft.levels[issue] for issue in draft.disputed}
    for reading in product(*levels.values()):
        taken = dict(zip(levels, reading, strict=True))
        which = np.ones(len(draws), dtype=bool)
        for issue, level in taken.items():
            which &= draws.readings[draft.id, issue] == case.issues[issue].index(level)
        if which.any():
            terms = {i: taken.get(i, reported[0]) for i, reported in draft.levels.items()}
            silent = {
                issue.id: issue.otherwise
                for issue in case.issues.values()
                if issue.otherwise is not None and issue.id not in terms
            }
            yield which, space.encode(terms | silent)


def completions(space: OutcomeSpace, settled: Ints, seed: int) -> Ints:
    """The outcomes that settle the open terms; a uniform sample where there are too many."""
    bars = space.bars(settled)
    if space.count(bars) <= LISTED:
        return space.enumerate(LISTED, bars)
    return space.sample(SAMPLED, stream(seed, 3), bars)


def _gains(
    space: OutcomeSpace,
    values: tuple[Floats, ...],
    reservation: Floats,
    barred: tuple[Bools, ...],
    outcomes: Ints,
    terms: OutcomeTerms,
) -> tuple[Floats, Bools]:
    """(draws, parties, outcomes): utility above no agreement, and whether it is barred."""
    add_up = space.utilities if space.count() <= LISTED else partial(utilities_by_product, space)
    gains = add_up(values, outcomes, terms) - reservation[..., None]
    red = np.zeros(gains.shape, dtype=bool)
    for i, bar in enumerate(barred):
        if bar.any():
            red |= bar[..., outcomes[:, i]]
    return gains, red


class SettledWays(NamedTuple):
    """How the parties take the ways of settling what a text leaves open; (some draws, parties)."""

    some: Bools
    """Some way could be signed."""
    every: Bools
    """Every way could be signed."""
    now: Bools
    """Some way would be signed as things stand."""
    barred: Bools
    """A red line stands against every way."""
    gain: Floats
    """Utility above no agreement by the best way that no red line stands against; where one stands
    against every way, by the best."""


def settled_ways(case: Case, draws: Draws, settled: Ints, at: Ints) -> SettledWays:
    """Look at the ways of settling what an outcome `(issues,)` leaves open, in some of the draws;
    at a uniform sample where there are too many."""
    space = Board.of(case, draws).space
    shape = (len(at), len(draws.parties))
    some, every, now, barred = (np.zeros(shape, dtype=bool) for _ in range(4))
    gain = np.zeros(shape)
    outcomes = completions(space, settled, draws.seed)
    step = max(1, 4_000_000 // max(1, len(outcomes) * shape[1]))
    for part in (slice(k, k + step) for k in range(0, len(at), step)):
        which = at[part]
        gains, red = _gains(
            space,
            space.padded(tuple(v[which] for v in draws.values)),
            draws.reservation[which],
            tuple(b[which] for b in draws.barred),
            outcomes,
            some_draws(draws.terms, which),
        )
        accepted = (gains >= -ACCEPTANCE) & ~red
        some[part], every[part] = accepted.any(axis=2), accepted.all(axis=2)
        held_out = (draws.aspiration - draws.reservation)[which, :, None]
        now[part] = ((gains >= held_out - ACCEPTANCE) & ~red).any(axis=2)
        barred[part] = red.all(axis=2)
        # what is barred counts only where everything is
        counts = ~red | red.all(axis=2, keepdims=True)
        gain[part] = gains.max(axis=2, where=counts, initial=-1.0)
    return SettledWays(some, every, now, barred, gain)


def _draft(case: Case, draws: Draws, draft: Draft, improvement: float) -> DraftStanding:
    space = Board.of(case, draws).space
    shape = (len(draws), len(draws.parties))
    some_now, at_best, every, barred = (np.zeros(shape, dtype=bool) for _ in range(4))
    gain = np.zeros(shape)
    for which, settled in versions(case, space, draws, draft):
        at = np.flatnonzero(which)
        ways = settled_ways(case, draws, settled, at)
        at_best[at], every[at], some_now[at], barred[at], gain[at] = ways
    some = at_best.copy()
    brought: dict[str, tuple[Settling, ...]] = {}
    stands = standing_terms(draws, draft)
    for p, party in enumerate(draws.parties):
        own = others_terms(draws, draft, party, stands)
        if own is not None:
            gain[:, p], some[:, p], some_now[:, p] = _taken(draws, party, own)
            barred[:, p] = behind_red_line(draws, party, own)
            if at_best[:, p].mean() > some[:, p].mean():
                brought[party] = _brought_about(draws, draft, party, own, float(some[:, p].mean()))
    signed_at_best = signed_somehow(case, draws, draft)
    now = some_now[:, list(draws.signatories), None]
    signed = enough_sign(case, draws, draft)
    signed_now = signed & agreed(Board.of(case, draws).game, now)[:, 0]
    if signed_now.any():
        holding = holding_out(case, draws)
        signed_now &= signed_together(holding, versions(case, space, draws, draft))
    open_ = tuple(
        issue.id
        for issue in case.issues.values()
        if issue.id not in draft.terms and issue.otherwise is None
    )
    return DraftStanding(
        draft=draft.id,
        terms=dict(draft.levels),
        open=open_,
        disputed=draft.disputed,
        settled_by=tuple(p for p in case.authors_of(draft.id) if p in draws.parties and open_),
        parties=tuple(
            DraftParty(
                party=party,
                accepts=Share.of(some[:, p]),
                now=Share.of(some_now[:, p]),
                accepts_at_best=Share.of(at_best[:, p]),
                accepts_whatever=Share.of(every[:, p]),
                barred=Share.of(barred[:, p]),
                gain=Spread.of(gain[:, p]),
                brought_about=brought.get(party, ()),
            )
            for p, party in enumerate(draws.parties)
        ),
        signed=Share.of(signed),
        signed_now=Share.of(signed_now),
        signed_at_best=Share.of(signed_at_best),
        improvable=(
            None if open_ else Share.of(clearly_better(case, draws, draft.id, improvement))
        ),
    )


def _taken(draws: Draws, party: str, stands: Ints) -> tuple[Floats, Bools, Bools]:
    """A party's gain over no agreement by some terms, (draws,), whether it could sign them, and
    whether it would as things stand."""
    column = draws.parties.index(party)
    worth = terms_worth(draws, party, stands)
    gain = worth - draws.reservation[:, column]
    free = ~behind_red_line(draws, party, stands)
    held_out = worth >= draws.aspiration[:, column] - ACCEPTANCE
    return gain, (gain >= -ACCEPTANCE) & free, held_out & free


def _brought_about(
    draws: Draws, draft: Draft, party: str, stands: Ints, before: float
) -> tuple[Settling, ...]:
    """Which open term, settled by itself at which level, lets a party sign more often."""
    found = []
    for i, issue in enumerate(draws.case.issues.values()):
        if issue.id in draft.terms or issue.otherwise is not None:
            continue
        ways = []
        for k, level in enumerate(issue.level_ids):
            settled = stands.copy()
            settled[:, i] = k
            ways.append((Share.of(_taken(draws, party, settled)[1]), level))
        share, level = min(ways, key=lambda way: (-way[0].share, way[1]))
        if share.share > before:
            found.append(Settling(issue=issue.id, level=level, share=share))
    return tuple(sorted(found, key=lambda one: (-one.share.share, one.issue))[:TOLD])


TOLD = 3
"""So many open terms are named that would let a party sign more often."""


@once_for_draws
def clearly_better(case: Case, draws: Draws, draft: str, improvement: float) -> Bools:
    """Say for each draw whether an outcome gives every signatory more than a draft without open
    terms, by at least `improvement`; in a space that is not listed only for the first draws."""
    board, who = Board.of(case, draws), list(draws.signatories)
    stands = standing_terms(draws, case.drafts[draft])
    worth = [terms_worth(draws, draws.parties[k], stands) for k in who]
    target = np.stack(worth, axis=1) + improvement
    if not board.listed:
        board, target = board.some(slice(board.fewer)), target[: board.fewer]
    return replace(board, reservation=target).only(range(len(who))).has_zone
