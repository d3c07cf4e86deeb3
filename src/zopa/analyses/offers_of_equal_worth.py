"""Several offers at a time that are worth the same to a party, each best for another guess.

Who tables several equivalent offers leaves the choice to the other side and learns from it what it
cares about (multiple equivalent simultaneous offers: Medvec and Galinsky 2005, Negotiation 8(4)).
A guess here is what weighs most with another party. For each guess the offer is taken that enough
others could sign in the most of the draws in which the guess is right.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from zopa.analyses.counter_records import EquivalentOffer, Guess
from zopa.analyses.counter_search import HALF, LISTED_NEARBY, most_signed, values_to_search
from zopa.analyses.offers_taken import TermsOffered, taken_by_all
from zopa.analyses.result import Share, Spread
from zopa.outcomes.arrays import ACCEPTANCE
from zopa.outcomes.nearby_search import search_nearby

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zopa.analyses.counter_search import Floor
    from zopa.analyses.package_merits import Merits, PartyView
    from zopa.outcomes.nearby import Nearby

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int_]

RARE = 0.1
"""A guess that is right in less than this share of the draws is none."""
MOST_GUESSES = 4
"""So many guesses are looked at, those first that are right most often."""


class _ToGuess(NamedTuple):
    party: str
    issue: str
    right: Bools
    """(draws,): where the issue weighs most with the party."""


def equivalent_offers(
    view: PartyView, near: Nearby, worth: float, tolerance: float, floor: Floor, searched: int
) -> tuple[EquivalentOffer, ...]:
    """The packages whose mean gain lies within `tolerance` of `worth`, and of which each is best
    for another guess about the others; none where one is best for all guesses."""
    guesses = _guesses(view)
    if len(guesses) < 2:
        return ()
    if near.count() <= LISTED_NEARBY:
        chosen = _among_all(view, near, guesses, worth, tolerance, floor)
    else:
        chosen = [_by_search(view, near, guess, worth, tolerance, floor, searched)
                  for guess in guesses]  # fmt: skip
    rows = [row for row in chosen if row is not None]
    distinct = {tuple(row.tolist()): row for row in rows}
    if len(distinct) < 2:
        return ()
    return _told(view, list(distinct.values()), guesses)


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


def _among_all(
    view: PartyView,
    near: Nearby,
    guesses: list[_ToGuess],
    worth: float,
    tolerance: float,
    floor: Floor,
) -> list[Ints | None]:
    outcomes = near.outcomes()
    own = view.own_merits(outcomes)
    outcomes = outcomes[_fits(own, worth, tolerance, floor)]
    if not len(outcomes):
        return [None for _ in guesses]
    right = np.stack([guess.right for guess in guesses])
    hits = np.zeros((len(guesses), len(outcomes)))
    for block, signed in view.others_sign(outcomes):
        hits += right[:, block].astype(np.float64) @ signed
    keys = near.key(outcomes)
    chosen: list[Ints | None] = []
    for row in hits:
        best = np.flatnonzero(row == row.max())
        taken = [other for other in chosen if other is not None]
        # of equal offers the one that is most unlike those that are taken
        unlike = [sum(int((outcomes[k] != other).sum()) for other in taken) for k in best]
        chosen.append(
            outcomes[min(zip(best, unlike, strict=True), key=lambda e: (-e[1], *keys[e[0]]))[0]]
        )
    return chosen


def _fits(own: Merits, worth: float, tolerance: float, floor: Floor) -> Bools:
    """Which packages are worth the same, and are signed by the party often enough."""
    signs = own.now if floor == "now" else own.could
    return np.asarray(
        (np.abs(own.gain - worth) <= tolerance + ACCEPTANCE) & (signs >= HALF)
    )  # fmt: skip


@dataclass
class _BestForGuess:
    """Keeps the package that enough others could sign most often where a guess is right."""

    view: PartyView
    guess: _ToGuess
    worth: float
    tolerance: float
    floor: Floor
    best: float = -1.0
    outcome: Ints | None = field(default=None)

    def keeps(self, worth: Floats, means: Floats) -> tuple[Bools, Floats]:
        """Which beginnings may lead to a package that is signed more often; first come those where
        the others could sign more often, whatever the party has by it."""
        signed = most_signed(self.view, worth)[:, self.guess.right].mean(axis=1)
        gain = means - self.view.draws.reservation[:, self.view.column].mean()
        kept = (signed > self.best) & (gain >= self.worth - self.tolerance)
        return np.asarray(kept), np.asarray(signed)

    def take(self, outcomes: Ints) -> None:
        """Take a package that is signed more often than the best so far."""
        if not len(outcomes):
            return
        own = self.view.own_merits(outcomes)
        outcomes = outcomes[_fits(own, self.worth, self.tolerance, self.floor)]
        hits = np.zeros(len(outcomes))
        for block, signed in self.view.others_sign(outcomes):
            hits += self.guess.right[block].astype(np.float64) @ signed
        for k, share in enumerate(hits / max(1, int(self.guess.right.sum()))):
            if share > self.best:
                self.best, self.outcome = float(share), outcomes[k]


def _by_search(
    view: PartyView,
    near: Nearby,
    guess: _ToGuess,
    worth: float,
    tolerance: float,
    floor: Floor,
    searched: int,
) -> Ints | None:
    judge = _BestForGuess(view, guess, worth, tolerance, floor)
    values, means, more = values_to_search(view)
    search_nearby(near, values, means, more, judge, searched)
    return judge.outcome


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
