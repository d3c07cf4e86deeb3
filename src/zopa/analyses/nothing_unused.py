"""Whether a draft leaves nothing unused, whatever the sides want."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from zopa.preferences.constraints import package_worth
from zopa.preferences.robust import Necessity
from zopa.preferences.signable import can_be_signed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from zopa.analyses.worth_of_drafts import WorthOfDrafts
    from zopa.case.model import Draft
    from zopa.preferences.robust import Reading

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.intp]

SURELY_BETTER = 20
"""So many outcomes are tried that are better for all than a draft in every draw."""
PERHAPS_BETTER = 200
"""Up to so many outcomes are tried that may be better for all, though in no draw they are."""


@dataclass(frozen=True)
class NothingUnused:
    """Looks for outcomes that every signatory of a case likes better than a draft by as much as
    `improvement`. Parties' preferences are independent of each other under a reading, so an outcome
    is better for all under some preferences if it is for each of them by itself."""

    worths: WorthOfDrafts
    improvement: float

    def necessities(
        self, readings: Sequence[Reading] | None, draft: Draft, used_up: Bools
    ) -> list[Necessity]:
        """Whether a draft is surely, and possibly, one that leaves nothing unused, reading by
        reading; `used_up` (draws,) says in which draws it does not."""
        if readings is None or not self.worths.case.takes_all:
            return [Necessity(None, None)]
        if used_up.any() and not used_up.all():
            return [Necessity(necessary=False, possible=True)]
        if used_up.any():
            return [Necessity(self._surely_used_up(draft, r), possible=True) for r in readings]
        lost = [
            any(self._surely_better(draft, o, r) for o in self._better_in_all_draws(draft, r))
            for r in readings
        ]
        return [Necessity(necessary=False, possible=False if sure else None) for sure in lost]

    # --- no outcome is better for all ---------------------------------------------------------

    def _surely_used_up(self, draft: Draft, reading: Reading) -> bool | None:
        if any(self._cannot_gain(draft, p, reading) for p in self.worths.case.signatories):
            return True
        board = self.worths.board
        if not board.listed:
            return None
        gains = [self._gains_somewhere(draft, party, reading) for party in board.parties]
        # those first that most parties are seen to like better
        seen = np.sum(gains, axis=0)
        candidates = np.argsort(-seen, kind="stable")
        undecided = len(candidates) > PERHAPS_BETTER
        for k in candidates[:PERHAPS_BETTER]:
            better = self._perhaps_better(
                draft, board.outcomes[k], reading, [bool(own[k]) for own in gains]
            )
            if better:
                return False
            undecided |= better is None
        return None if undecided else True

    def _cannot_gain(self, draft: Draft, party: str, reading: Reading) -> bool:
        """Whether a draft is surely the best that a party can have, or nearly."""
        stand = self.worths.linear(draft, party, reading)
        if stand is None or party in self.worths.draws.given_parties:
            return False
        # weights and the sizes of bonuses add up to 1, which is the most that there is
        short = stand.worth.copy()
        short[self.worths.robust.layout.summed] -= 1.0 - self.improvement
        return self.worths.robust.not_negative(party, reading, short, holds=True).necessary is True

    def _gains_somewhere(self, draft: Draft, party: str, reading: Reading) -> Bools:
        """For which outcomes a draw shows that a party may like them better, (outcomes,)."""
        board = self.worths.board
        column = board.parties.index(party)
        worth = self.worths.worth(draft, party)
        there = np.flatnonzero(self.worths.in_reading(reading))
        found = np.zeros(len(board.outcomes), dtype=bool)
        only = board.only([column])
        for block in (there[k : k + 200] for k in range(0, len(there), 200)):
            left = np.flatnonzero(~found)
            if not len(left):
                break
            utilities = only.some(block).utilities(board.outcomes[left])[:, 0]
            found[left] = (utilities >= worth[block, None] + self.improvement).any(axis=0)
        return found

    def _perhaps_better(
        self, draft: Draft, outcome: Ints, reading: Reading, seen: Sequence[bool]
    ) -> bool | None:
        """Whether an outcome is better for all under some preferences."""
        case, undecided = self.worths.case, False
        terms = self.worths.board.space.decode(outcome)
        for party, shown in zip(self.worths.board.parties, seen, strict=True):
            certain = [fact for fact in case.facts_of(party) if fact.certain]
            if not can_be_signed(case, certain, terms):
                return False
            if shown:
                continue
            if party in self.worths.draws.given_parties:
                return False
            ahead = self._ahead(draft, terms, party, reading)
            if ahead is None:
                undecided = True
                continue
            necessity = self.worths.robust.not_negative(party, reading, ahead, fails=True)
            if necessity.possible is False:
                return False
            undecided |= necessity.possible is None
        return None if undecided else True

    # --- one outcome is better for all --------------------------------------------------------

    def _better_in_all_draws(self, draft: Draft, reading: Reading) -> Ints:
        """The outcomes that are better for all than a draft in every draw with a reading, a few at
        most."""
        there = self.worths.in_reading(reading)
        board = self.worths.board.some(there)
        if not board.listed:
            return np.empty((0, len(board.space.issues)), dtype=np.intp)
        outcomes = board.outcomes
        worth = np.stack([self.worths.worth(draft, p)[there] for p in board.parties], axis=1)
        for block in board.blocks(len(outcomes)):
            utilities = board.some(block).utilities(outcomes)
            better = utilities >= worth[block][..., None] + self.improvement
            outcomes = outcomes[better.all(axis=(0, 1))]
            if not len(outcomes):
                break
        return np.asarray(outcomes[:SURELY_BETTER])

    def _surely_better(self, draft: Draft, outcome: Ints, reading: Reading) -> bool:
        """Whether an outcome is better for every signatory than a draft, whatever they want."""
        case, robust = self.worths.case, self.worths.robust
        terms = self.worths.board.space.decode(outcome)
        for party in case.signatories:
            if not can_be_signed(case, case.facts_of(party), terms):
                return False
            if party in self.worths.draws.given_parties:  # the draws are all that there is
                continue
            ahead = self._ahead(draft, terms, party, reading)
            if (
                ahead is None
                or not robust.not_negative(party, reading, ahead, holds=True).necessary
            ):
                return False
        return True

    def _ahead(
        self, draft: Draft, terms: dict[str, str], party: str, reading: Reading
    ) -> Floats | None:
        """How much better than a draft an outcome is, above an improvement, as coefficients."""
        stand = self.worths.linear(draft, party, reading)
        if stand is None:
            return None
        layout = self.worths.robust.layout
        ahead = package_worth(layout, terms, at_best=True) - stand.worth
        ahead[layout.summed] -= self.improvement
        return ahead
