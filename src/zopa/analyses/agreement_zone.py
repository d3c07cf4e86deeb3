"""Is there a deal to be had?

The zone holds the outcomes that every signatory likes at least as much as no agreement
(zone of possible agreement; Raiffa 1982, *The Art and Science of Negotiation*, ch. 4). Where the
case has a rule of agreement, it holds the outcomes that enough of them do: each outcome that all
members of some winning group would sign. It is looked for in every draw; a party signs nothing
behind a red line of its own, and outcomes that break a rule are outside the zone. Beside that it
is asked what they would sign as things stand: what gives each at least what it holds out for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field

from zopa.analyses.board import SAMPLED, SEARCHED, Board, terms_key
from zopa.analyses.in_the_way import Obstacle, obstacles
from zopa.analyses.rank_acceptability import FEWEST_RANKED, rank_shares
from zopa.analyses.registry import analysis
from zopa.analyses.result import Options, Record, Result, Share, Spread, Terms
from zopa.analyses.who_must_agree import WhoMustAgree
from zopa.foundation.chance import stream
from zopa.outcomes.agreed_search import SearchWork
from zopa.outcomes.counting import share_agreed, share_in_zone
from zopa.outcomes.levels_in_zone import levels_told_by_weights
from zopa.outcomes.programs.solver import STEPS_A_SECOND, Budget
from zopa.outcomes.terms import some_draws

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zopa.case.model import Case
    from zopa.preferences.draws import Draws

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]

LEVELS_WORK, A_LEVEL = 30 * STEPS_A_SECOND, 3 * STEPS_A_SECOND
"""Where each answer takes a program: steps of work for all levels, and for one of them at most."""


class ZoneOptions(Options):
    listed: int = Field(default=5, ge=1)
    """The most outcomes that are listed as most widely acceptable."""
    few: int = Field(default=12, ge=0)
    """Where all draws are the same and at most so many outcomes lie in the zone, all of them are
    listed."""
    groups: int = Field(default=40, ge=1)
    """The most groups of parties that are listed, each of which can bring about an agreement or
    block one. Of more than that no group is listed, and none is looked at as an obstacle."""
    worth_naming: float = Field(default=0.5, ge=0, le=1)
    """An outcome is listed only if it is in the zone at least this often, as a share of how often
    the most frequent outcome is."""


class LevelInZone(Record):
    """A level of an issue, and how often some deal with it is in the zone."""

    issue: str
    level: str
    share: Share
    """Of the draws in which that could be decided."""


class OutcomeInZone(Record):
    """An outcome and how often enough signatories would sign it."""

    terms: Terms
    share: Share
    """How often every signatory could sign it."""
    now: Share
    """How often every signatory would sign it as things stand."""
    parties: dict[str, Share]
    """How often each signatory could sign it."""
    gains: dict[str, Spread]
    """Each signatory's utility above no agreement."""
    places: dict[str, tuple[Share, ...]] = Field(default_factory=dict)
    """How often each signatory likes it best of those that are listed, second best, and so on;
    empty where there are fewer than three."""


class ZoneResult(Result):
    options: ZoneOptions
    agreement: WhoMustAgree
    exists: Share
    """Draws in which the zone is not empty."""
    exists_now: Share
    """Draws in which some outcome gives every signatory what it holds out for."""
    outcomes: int
    """Allowed outcomes in the space."""
    portion: Spread
    """Share of all outcomes that lie in the zone."""
    deals: Spread | None
    """How many outcomes lie in the zone; None where not every outcome was looked at."""
    listed: bool
    """Whether every outcome was looked at; otherwise a uniform sample, and a local search
    for `best`."""
    levels: tuple[LevelInZone, ...]
    best: tuple[OutcomeInZone, ...]
    """The outcomes that are most often in the zone, most often first."""
    blocks: tuple[Obstacle, ...]
    """What is in the way where the zone is empty: first red lines and rules, which somebody can
    give up, then parties; of each the one that is most often in the way first."""


@analysis(ZoneResult, ZoneOptions)
def zone(case: Case, draws: Draws, options: ZoneOptions) -> ZoneResult:
    """Say whether there is a zone of possible agreement, how large, where, and what blocks it.

    Shares are of draws. Source: Raiffa (1982); acceptability over draws as in SMAA
    (Lahdelma, Hokkanen and Salminen 1998, EJOR 106, 137–143).
    """
    board, takes_all = Board.of(case, draws), case.takes_all
    now = replace(board, reservation=draws.aspiration[:, list(draws.signatories)])
    if not board.listed:
        now = now.some(slice(now.fewer))
    return ZoneResult(
        analysis="zone",
        question="Is there a deal to be had?",
        method=(
            "In each draw, every outcome is in the zone that no signatory likes less than no "
            "agreement, that has no level behind a red line in force, and that breaks no rule."
            if takes_all
            else "In each draw, an outcome is in the zone if enough signatories would sign it by "
            "the rule of agreement, and it breaks no rule. A signatory signs what it likes at "
            "least as much as no agreement and what has no level behind a red line of its own."
        ),
        references=(
            "Raiffa 1982, ch. 4",
            "Lahdelma, Hokkanen and Salminen 1998",
            *(() if takes_all else ("von Neumann and Morgenstern 1944, ch. X",)),
        ),
        draws=len(board),
        seed=draws.seed,
        options=options,
        agreement=WhoMustAgree.of(case, options.groups),
        exists=Share.of(board.has_zone),
        exists_now=Share.of(now.has_zone),
        outcomes=board.space.count(),
        portion=Spread.of(_portion(board)),
        deals=Spread.of(board.spread(board.members.many.astype(np.float64)))
        if board.listed
        else None,
        listed=board.listed,
        levels=_levels(board),
        best=_best(board, now, options),
        blocks=obstacles(case, draws, board, options.groups),
    )


def _levels(board: Board) -> tuple[LevelInZone, ...]:
    space = board.space
    if board.listed:
        hits = _known(board)
        decided = [np.ones_like(having) for having in hits]
    else:
        few = board.some(slice(board.fewer))
        distinct = few.distinct
        search = _draw_by_draw if distinct.draw_by_draw else _by_search
        hits, decided = search(distinct)
        hits = [few.spread(having) for having in hits]
        decided = [few.spread(sure) for sure in decided]
    return tuple(
        LevelInZone(issue=issue, level=level, share=Share.of(hits[i][decided[i][:, k], k]))
        for i, issue in enumerate(space.issues[: space.told])
        for k, level in enumerate(space.levels[i])
    )


def _known(board: Board) -> list[Bools]:
    """For each issue that is told (draws, levels): whether a known outcome of the zone has the
    level."""
    members, outcomes = board.members, board.outcomes
    return [
        board.spread(np.stack([members.has_any(outcomes[:, i] == k) for k in range(size)], axis=1))
        for i, size in enumerate(board.space.shape[: board.space.told])
    ]


def _by_search(board: Board) -> tuple[list[Bools], list[Bools]]:
    """The same looked for where it is not known, and that all is decided."""
    hits = _known(board)
    told, known = _told_by_weights(board)
    for i, of_issue in enumerate(hits):
        of_issue |= told[i]
        for k in range(of_issue.shape[1]):
            open_ = board.has_zone & ~(of_issue[:, k] | known[i][:, k])
            if open_.any():
                left = board.some(open_)
                bars = list(left.barred)
                bars[i] = bars[i] | (np.arange(of_issue.shape[1]) != k)
                of_issue[open_, k] = left.zone_within(tuple(bars), weighed=True)
    return hits, [np.ones_like(of_issue) for of_issue in hits]


def _told_by_weights(board: Board) -> tuple[list[Bools], list[Bools]]:
    """Which levels some outcome in the zone has, and where that is known, told for each of the
    groups that bring about an agreement."""
    told = [np.zeros((len(board), size), dtype=np.bool_) for size in board.space.shape]
    hopeless = [~none for none in told]
    for group in board.groups or ():
        of_group = board.only(group)
        found, known = levels_told_by_weights(
            board.space, of_group.values, of_group.reservation, of_group.barred, of_group.terms
        )
        for i, has in enumerate(found):
            told[i] |= has
            hopeless[i] &= known[i] & ~has
    return told, [has | cannot for has, cannot in zip(told, hopeless, strict=True)]


def _draw_by_draw(board: Board) -> tuple[list[Bools], list[Bools]]:
    """The same where each answer takes a search: what is found settles all its levels; what is
    not decided when the work is used up stays undecided."""
    hits = _known(board)
    decided = [of_issue.copy() for of_issue in hits]
    left, search = LEVELS_WORK, SearchWork(SEARCHED)
    for d in range(len(board)):
        for i, of_issue in enumerate(hits):
            for k in range(of_issue.shape[1]):
                if of_issue[d, k]:
                    continue
                if not board.has_zone[d]:
                    decided[i][d, k] = True
                elif left > 0:
                    bars = [b[d] for b in board.barred]
                    bars[i] = bars[i] | (np.arange(of_issue.shape[1]) != k)
                    allowed = min(left, A_LEVEL)
                    budget = Budget.of(allowed)
                    outcome, decided[i][d, k] = board.deal(d, tuple(bars), budget, search)
                    left -= allowed - budget.left
                    settled = () if outcome is None else outcome[: board.space.told]
                    for issue, level in enumerate(settled):
                        hits[issue][d, level] = decided[issue][d, level] = True
    return hits, decided


def _portion(board: Board) -> Floats:
    """(draws,): the share of all outcomes that lie in the zone."""
    if board.listed or not board.alike:
        return board.spread(board.members.many / max(1, len(board.outcomes)))
    distinct = board.distinct
    if board.tangled:
        uniform = board.space.sample(SAMPLED, stream(board.seed, 4))
        return np.full(len(board), float(distinct.sign(uniform).mean()))
    if not board.game.takes_all:
        enough = share_agreed(
            board.space,
            [v[0] for v in distinct.values],
            distinct.reservation[0],
            board.game,
            rng=stream(board.seed, 4),
            terms=some_draws(distinct.terms, 0),
            barred=[b[0] for b in distinct.barred],
        )
        return np.full(len(board), enough.share)
    counted = share_in_zone(
        board.space,
        [v[0] for v in distinct.values],
        distinct.reservation[0],
        rng=stream(board.seed, 4),
        terms=some_draws(distinct.terms, 0),
        barred=tuple(b[0].any(axis=0) for b in distinct.barred),
    )
    return np.full(len(board), counted.share)


def _best(board: Board, now: Board, options: ZoneOptions) -> tuple[OutcomeInZone, ...]:
    shares = board.members.often / len(board)
    top = shares.max(initial=0.0)
    if not top:
        return ()
    most = options.listed
    if board.listed:
        in_zone = int(np.count_nonzero(shares))
        if board.alike and in_zone <= options.few:
            most = max(most, in_zone)
        candidates = board.outcomes[shares >= np.sort(shares)[-min(most, len(shares))]]
    else:
        candidates = _climb(board, board.outcomes[shares.argmax()], most)
    members = board.sign(candidates)
    often = members.mean(axis=0)
    gains = (board.utilities(candidates) - board.reservation[..., None]).mean(axis=0).min(axis=0)
    terms = [board.space.decode(row) for row in candidates]
    # of outcomes that are as often in the zone, first the one whose smallest gain is largest
    ranked = sorted(
        (k for k in range(len(terms)) if often[k] >= options.worth_naming * often.max()),
        key=lambda k: (-float(often[k]), -round(float(gains[k]), 9), terms_key(terms[k])),
    )
    best = ranked[:most]
    places: list[dict[str, tuple[Share, ...]]] = [{} for _ in best]
    if len(best) >= FEWEST_RANKED:
        worth = board.utilities(candidates[best])
        for p, party in enumerate(board.parties):
            for place, of_party in zip(places, rank_shares(worth[:, p]), strict=True):
                place[party] = of_party
    return tuple(
        _outcome(board, now, candidates[k], terms[k], members[:, k], place)
        for k, place in zip(best, places, strict=True)
    )


def _climb(board: Board, start: NDArray[np.int_], most: int) -> NDArray[np.int_]:
    """Up to `most` outcomes near a local best in how often they are in the zone, changing one
    level at a time from `start`: the best and its neighbours."""
    space = board.space
    here, best = start, -1.0
    while True:
        around = np.array(
            [
                [*here[:i], k, *here[i + 1 :]]
                for i, levels in enumerate(space.levels[: space.told])
                for k in range(len(levels))
            ]
        )
        around = space.completed(around)
        around = np.unique(around[space.allowed(around)], axis=0)
        members = board.members_among(around)
        shares = members.often / len(board)
        if shares.max() <= best:
            return around[np.argsort(-shares, kind="stable")[:most]]
        here, best = around[shares.argmax()], float(shares.max())


def _outcome(
    board: Board,
    now: Board,
    row: NDArray[np.int_],
    terms: Terms,
    signed: NDArray[np.bool_],
    places: dict[str, tuple[Share, ...]],
) -> OutcomeInZone:
    gains = board.utilities(row[None])[..., 0] - board.reservation
    parties = {}
    for p, party in enumerate(board.parties):
        parties[party] = Share.of(board.only([p]).sign(row[None])[:, 0])
    return OutcomeInZone(
        terms=terms,
        share=Share.of(signed),
        now=Share.of(now.sign(row[None])[:, 0]),
        parties=parties,
        gains={party: Spread.of(gains[:, p]) for p, party in enumerate(board.parties)},
        places=places,
    )
