"""How do the drafts do?

A party would accept a draft in a draw if it likes it at least as much as no agreement and the
draft crosses none of its red lines. Where a draft leaves issues open, it is asked both
whether some way of settling them would be accepted and whether every way would.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field

from zopa.analyses.board import LISTED, SAMPLED, Board
from zopa.analyses.registry import analysis
from zopa.analyses.result import Options, Record, Result, Share, Spread
from zopa.foundation.chance import stream
from zopa.outcomes.arrays import ACCEPTANCE
from zopa.outcomes.listing import utilities_by_product
from zopa.outcomes.terms import some_draws
from zopa.outcomes.voting import agreed

if TYPE_CHECKING:
    from collections.abc import Iterator

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


class DraftParty(Record):
    """How one party would take a draft."""

    party: str
    accepts: Share
    """Would accept it, however the open terms are settled best for this party."""
    accepts_whatever: Share
    """Would accept it, however the open terms are settled."""
    barred: Share
    """A red line stands against it."""
    gain: Spread
    """Utility above no agreement, the open terms settled best for this party."""


class DraftStanding(Record):
    draft: str
    terms: dict[str, tuple[str, ...]]
    """Issue to level; several where reports differ."""
    open: tuple[str, ...]
    disputed: tuple[str, ...]
    parties: tuple[DraftParty, ...]
    """Every party drawn, in file order."""
    signed: Share
    """Enough signatories would accept some way of settling the open terms: all of them, unless the
    case has a rule of agreement that asks for less."""
    improvable: Share | None
    """Another outcome would make every signatory better off by `options.improvement`. None where
    terms are open: what is left unused then depends on how they are settled."""


class DraftsResult(Result):
    options: DraftsOptions
    drafts: tuple[DraftStanding, ...]


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
            "A party accepts a draft in a draw if it likes it at least as much as no agreement "
            "and no red line in force stands against it. Where reports differ on a term, each "
            "draw takes one of them."
        ),
        references=("Lahdelma, Hokkanen and Salminen 1998", "Raiffa 1982, ch. 11"),
        draws=len(draws),
        seed=draws.seed,
        options=options,
        drafts=tuple(
            _draft(case, draws, draft, options.improvement) for draft in case.drafts.values()
        ),
    )


def enough_sign(case: Case, draws: Draws, draft: Draft) -> Bools:
    """Say for each draw, `(draws,)`, whether enough signatories would accept the draft with its
    open terms settled in some way: all of them, unless the case asks for less.

    Where there are too many ways to list, a sample of them is looked at in those draws of which
    weighted sums do not tell.
    """
    return _signed(case, draws, draft, Board.of(case, draws))


def signed_by_one(case: Case, draws: Draws, draft: Draft, party: str) -> Bools:
    """Say for each draw, `(draws,)`, whether one signatory would accept the draft with its open
    terms settled best for it."""
    board = Board.of(case, draws)
    return _signed(case, draws, draft, board.only([board.parties.index(party)]))


def _signed(case: Case, draws: Draws, draft: Draft, board: Board) -> Bools:
    signed = np.zeros(len(draws), dtype=bool)
    for which, settled in versions(case, board.space, draws, draft):
        at, bars = np.flatnonzero(which), board.space.bars(settled)
        if board.space.count(bars) > LISTED:
            signed[at], told = board.some(at).told_within(bars)
            at = at[~told]
        outcomes = _completions(board.space, settled, draws.seed)
        for block, by_party in board.some(at).signatures(outcomes):
            signed[at[block]] = np.any(agreed(board.game, by_party), axis=1)
    return signed


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
            yield which, space.encode(terms)


def _completions(space: OutcomeSpace, settled: Ints, seed: int) -> Ints:
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


def _draft(case: Case, draws: Draws, draft: Draft, improvement: float) -> DraftStanding:
    space = Board.of(case, draws).space
    shape = (len(draws), len(draws.parties))
    some, every, barred = (np.zeros(shape, dtype=bool) for _ in range(3))
    gain = np.zeros(shape)
    for which, settled in versions(case, space, draws, draft):
        outcomes = _completions(space, settled, draws.seed)
        at = np.flatnonzero(which)
        step = max(1, 4_000_000 // max(1, len(outcomes) * shape[1]))
        for part in (at[k : k + step] for k in range(0, len(at), step)):
            gains, red = _gains(
                space,
                space.padded(tuple(v[part] for v in draws.values)),
                draws.reservation[part],
                tuple(b[part] for b in draws.barred),
                outcomes,
                some_draws(draws.terms, part),
            )
            accepted = (gains >= -ACCEPTANCE) & ~red
            some[part], every[part] = accepted.any(axis=2), accepted.all(axis=2)
            barred[part] = red.all(axis=2)
            # what is barred counts only where everything is
            counts = ~red | red.all(axis=2, keepdims=True)
            gain[part] = gains.max(axis=2, where=counts, initial=-1.0)
    return DraftStanding(
        draft=draft.id,
        terms=dict(draft.levels),
        open=tuple(issue for issue in case.issues if issue not in draft.terms),
        disputed=draft.disputed,
        parties=tuple(
            DraftParty(
                party=party,
                accepts=Share.of(some[:, p]),
                accepts_whatever=Share.of(every[:, p]),
                barred=Share.of(barred[:, p]),
                gain=Spread.of(gain[:, p]),
            )
            for p, party in enumerate(draws.parties)
        ),
        signed=Share.of(enough_sign(case, draws, draft)),
        improvable=(
            Share.of(_improvable(case, draws, gain + improvement))
            if len(draft.terms) == len(case.issues)
            else None
        ),
    )


def _improvable(case: Case, draws: Draws, gain: Floats) -> Bools:
    """(draws,): whether an outcome gives every signatory at least these gains."""
    board = Board.of(case, draws)
    target = board.reservation + gain[:, list(draws.signatories)]
    if not board.listed:
        board, target = board.some(slice(board.fewer)), target[: board.fewer]
    return replace(board, reservation=target).only(range(len(board.parties))).has_zone
