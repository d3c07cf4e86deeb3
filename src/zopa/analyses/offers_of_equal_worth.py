"""Several offers at a time that are worth the same to a party, each best for another guess.

Who tables several equivalent offers leaves the choice to the other side and learns from it what it
cares about (multiple equivalent simultaneous offers: Medvec and Galinsky 2005, Negotiation 8(4)).
A guess here is what weighs most with another party. For each guess an offer is taken that enough
others could sign in about the most of the draws in which the guess is right, and no less often than
any of the other offers; of all such choices, the one whose offers are most unlike each other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from zopa.analyses.counter_records import EquivalentOffer, Guess
from zopa.analyses.counter_search import (
    HALF,
    LISTED_NEARBY,
    SLACK,
    STEP,
    GoesOn,
    what_is_searched,
    without_end,
)
from zopa.analyses.offers_taken import TermsOffered, taken_by_all
from zopa.analyses.result import Share, Spread
from zopa.analyses.unlike_packages import most_unlike
from zopa.outcomes.arrays import ACCEPTANCE
from zopa.outcomes.nearby_search import search_nearby

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zopa.analyses.package_merits import Merits, PartyView
    from zopa.outcomes.nearby import Nearby
    from zopa.outcomes.nearby_search import Singles

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int_]

RARE = 0.1
"""A guess that is right in less than this share of the draws is none."""
MOST_GUESSES = 4
"""So many guesses are looked at, those first that are right most often."""
MOST_FOR_GUESS = 40
"""For each guess so many packages are compared, those first that could be signed most often."""


class _ToGuess(NamedTuple):
    party: str
    issue: str
    right: Bools
    """(draws,): where the issue weighs most with the party."""


def equivalent_offers(
    view: PartyView,
    near: Nearby,
    worth: float,
    tolerance: float,
    searched: int,
    goes_on: GoesOn = without_end,
) -> tuple[EquivalentOffer, ...]:
    """The packages whose mean gain lies within `tolerance` of `worth`, and of which each is best
    for another guess about the others; none where one is best for all guesses."""
    guesses = _guesses(view)
    if len(guesses) < 2:
        return ()
    keeper = _BestForGuesses(view, guesses, worth, tolerance, goes_on)
    if near.count() <= LISTED_NEARBY:
        keeper.take(near.outcomes())
    else:
        search_nearby(near, *what_is_searched(view), keeper, searched)
    outcomes, often = keeper.outcomes, keeper.often
    if len(outcomes) < 2:
        return ()
    keys = near.key(outcomes)
    ways = []
    for k in range(len(guesses)):
        order = np.lexsort((*keys.T[::-1], -np.round(often[:, k], 9)))
        good = often[order, k] >= often[:, k].max() - STEP - ACCEPTANCE
        ways.append(order[good][:MOST_FOR_GUESS])
    chosen = list(dict.fromkeys(most_unlike(outcomes[:, : near.space.told], often, ways)))
    if len(chosen) < 2:
        return ()
    return _told(view, [outcomes[k] for k in chosen], guesses)


def _guesses(view: PartyView) -> list[_ToGuess]:
    draws = view.draws
    found = []
    for column in view.others:
        weights = np.stack([np.ptp(values[:, column], axis=1) for values in draws.values], axis=1)
        first = weights.argmax(axis=1)
        for i, issue in enumerate(draws.issues):
            right = first == i
            if RARE <= right.mean() <= 1 - RARE:
                found.append(_ToGuess(draws.parties[column], issue, right))
    found.sort(key=lambda guess: (-guess.right.mean(), guess.party, guess.issue))
    return found[:MOST_GUESSES]


@dataclass
class _BestForGuesses:
    """Keeps the packages that enough others could sign about most often where a guess is right."""

    view: PartyView
    guesses: list[_ToGuess]
    worth: float
    tolerance: float
    goes_on: GoesOn
    outcomes: Ints = field(init=False)
    """`(n, issues)`."""
    often: Floats = field(init=False)
    """`(n, guesses)`: of the draws in which a guess is right, those in which enough others could
    sign."""

    def __post_init__(self) -> None:
        self.outcomes = np.empty((0, len(self.view.space.shape)), dtype=np.int_)
        self.often = np.empty((0, len(self.guesses)))
        right = np.stack([guess.right for guess in self.guesses], axis=1).astype(np.float64)
        self._of_right = right / right.sum(axis=0)

    def keeps(self, worth: Singles, means: Floats) -> tuple[Bools, Floats]:
        """Which beginnings may lead to a package that is signed about as often; first those that
        are signed more often."""
        enough = self.view.enough(worth[:, 1:] >= -SLACK)
        often = enough.astype(np.float64) @ self._of_right
        worth_it = means >= self.worth - self.tolerance - SLACK
        return worth_it & self._good(often), often.sum(axis=1)

    def take(self, outcomes: Ints) -> None:
        """Take packages in that are signed about as often as the best."""
        if not len(outcomes):
            return
        outcomes = outcomes[self._fits(self.view.own_merits(outcomes))]
        often = np.zeros((len(outcomes), len(self.guesses)))
        for block, _, enough in self.view.sides_sign(outcomes):
            often += enough.T.astype(np.float64) @ self._of_right[block]
        self.outcomes = np.vstack([self.outcomes, outcomes])
        self.often = np.vstack([self.often, often])
        good = self._good(self.often)
        self.outcomes, self.often = self.outcomes[good], self.often[good]

    def _good(self, often: Floats) -> Bools:
        """(n,): which are signed about as often as the best so far where some guess is right."""
        best = self.often.max(axis=0, initial=0.0)
        return np.asarray((often >= np.maximum(best - STEP, 0.0) - ACCEPTANCE).any(axis=1))

    def _fits(self, own: Merits) -> Bools:
        """Which packages are worth the same, and could be signed by the party often enough."""
        same = np.abs(own.gain - self.worth) <= self.tolerance + ACCEPTANCE
        return np.asarray(same & (own.could >= HALF))


def _told(
    view: PartyView, rows: list[Ints], guesses: list[_ToGuess]
) -> tuple[EquivalentOffer, ...]:
    """The offers, each with the guesses for which no other one of them is signed more often."""
    draws, own = view.draws, view.column
    terms = [view.space.decode(row) for row in rows]
    taken = [taken_by_all(view.case, draws, TermsOffered(terms=t)) for t in terms]
    signed = [view.enough_others(t.could) for t in taken]
    offers = []
    for k, offer in enumerate(terms):
        best_for = [
            guess
            for guess in guesses
            if signed[k][guess.right].mean() >= max(s[guess.right].mean() for s in signed)
        ]
        gain = taken[k].worth[:, own] - draws.reservation[:, own]
        offers.append(
            EquivalentOffer(
                terms=offer,
                guesses=tuple(
                    Guess(
                        party=guess.party,
                        issue=guess.issue,
                        share=Share.of(guess.right),
                        others=Share.of(signed[k][guess.right]),
                    )
                    for guess in best_for
                ),
                others=Share.of(signed[k]),
                gain=Spread.of(gain),
                own_now=Share.of(taken[k].now[:, own]),
                own_could=Share.of(taken[k].could[:, own]),
            )
        )
    return tuple(offer for offer in offers if offer.guesses)
