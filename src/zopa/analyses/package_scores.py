"""How good is this package? Each side's value and gain, who blocks it, and what would be better.

A package is a draft of the case, or terms that somebody writes down. Whether it is efficient is
asked of the mean of the draws: how much every signatory could have beyond it at once (its distance
to the frontier), and which other outcome gives the largest sum of gains, as shares of each side's
range, with no side losing.

What a package leaves open is at its best for each side that is asked alone. Enough sides could sign
it only where one way of settling what is open suits them all, and it is ranked by no more than what
one way reaches.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field

from zopa.analyses.board import PROGRAM_WORK, Board
from zopa.analyses.draft_standing import completions, holding_out, signed_together
from zopa.analyses.offers_taken import TermsOffered, readings_of, taken_by_all
from zopa.analyses.registry import analysis
from zopa.analyses.result import Options, Record, Result, Share, Spread, Terms
from zopa.outcomes.arrays import ACCEPTANCE, TIE
from zopa.outcomes.programs.efficiency import strict_efficiency, weak_efficiency
from zopa.outcomes.voting import agreed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from zopa.case.model import Case
    from zopa.preferences.draws import Draws

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int_]


class PackageToScore(Record):
    """What is to be scored: a draft of the case by its id, terms, or that there is no deal."""

    name: str
    draft: str = ""
    terms: Terms = Field(default_factory=dict)
    no_deal: bool = False


class ScoreOptions(Options):
    packages: tuple[PackageToScore, ...] = ()
    """What is scored; where there is none, every draft of the case with known terms."""


class ScoredSide(Record):
    """What a package is to one party."""

    party: str
    worth: Spread
    """Utility, between the worst of everything (0) and the best (1)."""
    gain: Spread
    """Utility above no agreement."""
    could: Share
    """Could sign it: it is worth no less than no deal, and crosses no red line in force."""
    now: Share
    """Would sign it as things stand: it is worth no less than what the party holds out for."""
    barred: Share
    """A red line stands against it."""
    points: float | None
    """Its mean worth in the party's own points; None where it has none."""
    points_gained: float | None
    """The same above no deal."""


class BetterDeal(Record):
    """An outcome that is better for all, by the mean of the draws."""

    terms: Terms
    gains: dict[str, float]
    """What each signatory has more by it, as utility."""
    points: dict[str, float]
    """The same in the own points of those that have them."""
    for_all: Share
    """No signatory would have less by it, and some more."""


class PackageScore(Record):
    package: PackageToScore
    terms: dict[str, tuple[str, ...]]
    """Issue to level; several where reports differ."""
    open: tuple[str, ...]
    breaks_rule: bool
    """It is an outcome that a rule of the case does not allow."""
    sides: tuple[ScoredSide, ...]
    """Every party drawn, in file order."""
    signed: Share
    """Enough signatories could sign it, with what it leaves open settled in one way for all."""
    signed_now: Share
    """The same as things stand."""
    each_alone: Share
    """Enough signatories could sign it if each had what is open its own way."""
    blocked_by: tuple[str, ...]
    """Signatories that could sign it in less than half of the draws, the least willing first."""
    short_of_frontier: float | None
    """How much more every signatory could have at once; 0 on the frontier. None where a term is
    open, or the package breaks a rule, or is no deal."""
    better: BetterDeal | None
    """What would be better for all; None on the frontier, and where `short_of_frontier` is."""
    left: float
    """The sum of the gains that are left unused; 0 where there is no better deal."""
    total: float | None
    """The sum of all signatories' own points; None where one has none, and where no one way of
    settling what is open gives each side what it has here."""
    rank: int
    """From 1: by how often enough could sign, then by how many signatories could in most draws,
    then by the smallest mean gain of a signatory, both no more than one way of settling what is
    open reaches. Equal packages have the same rank."""


class ScoreResult(Result):
    options: ScoreOptions
    packages: tuple[PackageScore, ...]
    """In the order in which they were given."""
    no_deal: dict[str, float]
    """What no deal is worth to each signatory, by the mean of the draws."""

    @cached_property
    def ranked(self) -> tuple[PackageScore, ...]:
        """The packages by their rank."""
        return tuple(sorted(self.packages, key=lambda p: p.rank))


@analysis(ScoreResult, ScoreOptions, in_brief=False)
def scores(case: Case, draws: Draws, options: ScoreOptions) -> ScoreResult:
    """Say of each package what it is worth to each side, who blocks it, and what would be better.

    Shares are of draws; worths are utilities between 0 and 1. Raises KeyError for a draft, an issue
    or a level that the case does not have. Source: Raiffa (1982), *The Art and Science of
    Negotiation*, ch. 11 (joint gains); Benson (1978) for the outcome that is better for all.
    """
    packages = options.packages or tuple(
        PackageToScore(name=draft.title or draft.id, draft=draft.id) for draft in case.known_drafts
    )
    scored = [_score(case, draws, package) for package in packages]
    merits = [_merit(case, draws, score) for score in scored]
    reservation = draws.reservation.mean(axis=0)
    return ScoreResult(
        analysis="scores",
        question="How good are these packages?",
        method=(
            "A package is worth the sum of the values of its terms. A side could sign it if that "
            "is no less than what no deal is worth to it and no red line in force stands against "
            "it; as things stand it signs if it is no less than what it holds out for. What is "
            "open is at its best for a side asked alone; enough sides could sign only where one "
            "way of settling it suits them all. What would be better for all is the outcome with "
            "the largest sum of gains in which no side loses, by the mean of the draws."
        ),
        references=("Raiffa 1982, ch. 11", "Benson 1978"),
        draws=len(draws),
        seed=draws.seed,
        options=options,
        packages=tuple(
            score.model_copy(update={"rank": 1 + sum(other < merit for other in merits)})
            for score, merit in zip(scored, merits, strict=True)
        ),
        no_deal={
            draws.parties[k]: float(reservation[k]) for k in draws.signatories
        },
    )  # fmt: skip


def _merit(case: Case, draws: Draws, score: PackageScore) -> tuple[float, int, float]:
    """What packages are ranked by, less being better."""
    signing = [side for side in score.sides if side.party in case.signatories]
    willing = sum(side.could.share > 0.5 for side in signing)
    least = min((side.gain.mean for side in signing), default=0.0)
    if score.open:
        gains = _settled_gains(case, draws, _offered(case, score.package))
        if len(gains):
            best = max((int((row >= -ACCEPTANCE).sum()), float(row.min())) for row in gains)
            willing, least = min((willing, least), best)
    return -score.signed.share, -willing, -round(least, 9)


def _offered(case: Case, package: PackageToScore) -> TermsOffered:
    return TermsOffered(case.drafts[package.draft] if package.draft else None, package.terms)


def _settled_gains(case: Case, draws: Draws, offer: TermsOffered) -> Floats:
    """(ways, signatories): what each gains, by the mean of the draws, by each way of settling what
    is open; what a red line bars in most draws counts as the worst."""
    board = Board.of(case, draws)
    ways = [completions(board.space, settled, board.seed)
            for _, settled in readings_of(case, draws, offer)]  # fmt: skip
    outcomes = np.concatenate(ways)
    gains = _centre(board, outcomes) - board.centre.reservation[:, None]
    for i, bar in enumerate(board.barred):
        gains[np.mean(bar, axis=0)[:, outcomes[:, i]] > 0.5] = -1.0
    return gains.T


def _score(case: Case, draws: Draws, package: PackageToScore) -> PackageScore:
    offer = _offered(case, package)
    who = list(draws.signatories)
    board = Board.of(case, draws)
    if package.no_deal:
        worth = draws.reservation
        could = now = np.ones(worth.shape, dtype=bool)
        barred = ~could
    else:
        worth, could, now, barred = taken_by_all(case, draws, offer)
    levels: dict[str, tuple[str, ...]] = {i: (k,) for i, k in package.terms.items()}
    if offer.draft:
        levels = dict(offer.draft.levels)
    open_ = tuple(
        issue.id
        for issue in case.issues.values()
        if issue.id not in levels and issue.otherwise is None and not package.no_deal
    )
    alone = agreed(board.game, could[:, who, None])[:, 0] & (not package.no_deal)
    signed, signed_now = alone, agreed(board.game, now[:, who, None])[:, 0] & alone
    if open_:
        readings = readings_of(case, draws, offer)
        signed = alone & signed_together(board, readings)
        signed_now = signed_now & signed & signed_together(holding_out(case, draws), readings)
    sides = tuple(_side(case, draws, k, worth, could, now, barred) for k in range(worth.shape[1]))
    outcome = None if open_ or package.no_deal else _outcome(case, board, levels)
    allowed = outcome is None or bool(board.space.allowed(outcome))
    better, short = None, None
    if package.no_deal:
        better = _than_no_deal(case, board)
    elif outcome is not None and allowed:
        better, short = _beyond(case, board, outcome)
    points = [side.points for side in sides if side.party in case.signatories]
    summed = not open_ or _together(case, draws, offer, worth[:, who].mean(axis=0))
    blocked = sorted(
        (side for side in sides if side.party in case.signatories and side.could.share < 0.5),
        key=lambda side: (side.could.share, side.party),
    )
    return PackageScore(
        package=package,
        terms=levels,
        open=open_,
        breaks_rule=not allowed,
        sides=sides,
        signed=Share.of(signed),
        signed_now=Share.of(signed_now),
        each_alone=Share.of(alone),
        blocked_by=tuple(side.party for side in blocked),
        short_of_frontier=short,
        better=better,
        left=sum(better.gains.values()) if better else 0.0,
        total=float(sum(p for p in points if p is not None))
        if summed and None not in points
        else None,
        rank=1,
    )


def _together(case: Case, draws: Draws, offer: TermsOffered, worth: Floats) -> bool:
    """Whether one way of settling what is open gives each signatory what it has, (signatories,)."""
    short = worth - Board.of(case, draws).centre.reservation - _settled_gains(case, draws, offer)
    return bool((short <= TIE).all(axis=1).any())


def _side(
    case: Case, draws: Draws, k: int, worth: Floats, could: Bools, now: Bools, barred: Bools
) -> ScoredSide:
    party = draws.parties[k]
    scale = case.parties[party].own_scale
    gain = worth[:, k] - draws.reservation[:, k]
    span = None if scale is None else scale[1] - scale[0]
    return ScoredSide(
        party=party,
        worth=Spread.of(worth[:, k]),
        gain=Spread.of(gain),
        could=Share.of(could[:, k]),
        now=Share.of(now[:, k]),
        barred=Share.of(barred[:, k]),
        points=None if scale is None or span is None else scale[0] + span * worth[:, k].mean(),
        points_gained=None if span is None else span * gain.mean(),
    )


def _outcome(case: Case, board: Board, levels: dict[str, tuple[str, ...]]) -> Ints | None:
    """The package as an outcome (issues,); None where reports differ on a term."""
    if any(len(told) > 1 for told in levels.values()):
        return None
    silent = {
        issue.id: issue.otherwise
        for issue in case.issues.values()
        if issue.otherwise is not None and issue.id not in levels
    }
    return board.space.encode({issue: told[0] for issue, told in levels.items()} | silent)


def _beyond(case: Case, board: Board, outcome: Ints) -> tuple[BetterDeal | None, float | None]:
    """What would be better for all than an outcome, and how much more all could have at once."""
    if board.listed:
        better, short = _among_listed(board, _centre(board, outcome[None]), board.barred_mostly)
    else:
        better, short = _by_programs(board, outcome)
    if better is None:
        return None, short
    more = np.diff(board.utilities(np.stack([outcome, better])), axis=2)[:, :, 0]
    gains = _centre(board, better[None])[:, 0] - _centre(board, outcome[None])[:, 0]
    return _better_deal(case, board, better, gains, more), short


def _than_no_deal(case: Case, board: Board) -> BetterDeal | None:
    """What would be better for all than no deal; None where nothing would, and in a space that is
    not listed."""
    if not board.listed:
        return None
    none = board.centre.reservation[:, None]
    better, _ = _among_listed(board, none, board.barred_mostly)
    if better is None:
        return None
    more = board.utilities(better[None])[:, :, 0] - board.reservation
    return _better_deal(case, board, better, _centre(board, better[None])[:, 0] - none[:, 0], more)


def _better_deal(case: Case, board: Board, better: Ints, gains: Floats, more: Floats) -> BetterDeal:
    """A deal with what each signatory gains by it: by the mean, and `more` (draws, signatories)."""
    losing, gaining = more < -ACCEPTANCE, more > ACCEPTANCE
    for_all: Bools = np.asarray(gaining.any(axis=1) & ~losing.any(axis=1))
    named = dict(zip(board.parties, map(float, gains), strict=True))
    scales = {p: case.parties[p].own_scale for p in board.parties}
    return BetterDeal(
        terms=board.space.decode(better),
        gains=named,
        points={p: named[p] * (s[1] - s[0]) for p, s in scales.items() if s is not None},
        for_all=Share.of(for_all),
    )


def _centre(board: Board, outcomes: Ints) -> Floats:
    """(signatories, outcomes): utilities by the mean of the draws."""
    return board.space.utilities(board.centre.values, outcomes, board.centre.terms)


def _among_listed(board: Board, base: Floats, barred: Sequence[Bools]) -> tuple[Ints | None, float]:
    """The same by looking at every outcome; `base` (signatories, 1) is what each has so far."""
    usable = np.ones(len(board.outcomes), dtype=bool)
    for i, bar in enumerate(barred):
        usable &= ~bar[board.outcomes[:, i]]
    outcomes = board.outcomes[usable]
    worth = _centre(board, outcomes)
    more = worth - base
    ranges = np.ptp(_centre(board, board.outcomes), axis=1, keepdims=True)
    tie = np.maximum(1e-8 * ranges, TIE)
    short = max(0.0, float(more.min(axis=0).max(initial=0.0)))
    losing, gaining = (more < -tie).any(axis=0), (more > tie).any(axis=0)
    ahead = gaining & ~losing
    if not ahead.any():
        return None, 0.0
    sums = np.round((more / np.where(ranges > 0, ranges, 1.0)).sum(axis=0), 9)
    best = np.flatnonzero(ahead & (sums == sums[ahead].max()))
    first = min(best, key=lambda k: sorted(board.space.decode(outcomes[k]).items()))
    return outcomes[first], short


def _by_programs(board: Board, outcome: Ints) -> tuple[Ints | None, float]:
    values, terms, barred = list(board.centre.values), board.centre.terms, board.barred_mostly
    strict = strict_efficiency(
        board.space, values, outcome, terms=terms, barred=barred, work=PROGRAM_WORK
    )
    if strict.better is None:
        return None, 0.0
    weak = weak_efficiency(
        board.space, values, outcome, terms=terms, barred=barred, work=PROGRAM_WORK
    )
    return strict.better, 0.0 if weak.gains is None else max(0.0, float(weak.gains.min()))
