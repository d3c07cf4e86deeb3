"""What a draft is worth to a party, in each draw and as a linear function of its preferences."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from zopa.analyses.board import Board
from zopa.analyses.offers_taken import Taken, TermsOffered, taken_by_all
from zopa.analyses.silent_terms import has_refused
from zopa.case.model import Bonus, ConditionalRedLine, Package
from zopa.preferences.constraints import package_worth, settled_terms
from zopa.preferences.signable import can_be_signed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zopa.case.model import Case, Draft
    from zopa.preferences.draws import Draws
    from zopa.preferences.robust import Reading, Robust

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.intp]


class LinearWorth(NamedTuple):
    """What a draft is to a party under one reading."""

    worth: Floats
    """The coefficients (variables,) of what it is worth."""
    could: bool
    """Whether no certain red line of the party is crossed."""
    free: bool
    """Whether no red line is, certain or not."""


@dataclass(frozen=True)
class WorthOfDrafts:
    """Drafts in the eyes of parties. What is open in a party's own draft, or in one of which no
    author is known, is settled as it likes best; or worst, where it refused the draft."""

    draws: Draws
    robust: Robust
    _taken: dict[str, Taken] = field(default_factory=dict, repr=False)

    @property
    def case(self) -> Case:
        """The case that the draws were made for."""
        return self.draws.case

    @property
    def board(self) -> Board:
        """The signatories' draws over the outcome space."""
        return Board.of(self.case, self.draws)

    def taken(self, draft: Draft) -> Taken:
        """How every party takes a draft in the draws."""
        if draft.id not in self._taken:
            self._taken[draft.id] = taken_by_all(self.case, self.draws, TermsOffered(draft))
        return self._taken[draft.id]

    def worth(self, draft: Draft, party: str) -> Floats:
        """What a draft is worth to a party, (draws,)."""
        return self.taken(draft).worth[:, self.draws.parties.index(party)]

    def signs(self, draft: Draft, party: str) -> tuple[Bools, Bools]:
        """Whether a party could sign a draft, (draws,), and whether it would as things stand."""
        taken, column = self.taken(draft), self.draws.parties.index(party)
        return taken.could[:, column], taken.now[:, column]

    def in_reading(self, reading: Reading) -> Bools:
        """In which draws terms stand as a reading has it, (draws,); none where no draw says so."""
        there = np.ones(len(self.draws), dtype=bool)
        for key, level in reading.items():
            taken = self.draws.readings.get(key)
            if taken is None:
                return np.zeros(len(self.draws), dtype=bool)
            there &= taken == self.case.issues[key[1]].index(level)
        return there

    def linear(self, draft: Draft, party: str, reading: Reading) -> LinearWorth | None:
        """What a draft is to a party under a reading; None where that is not linear."""
        case = self.case
        terms = settled_terms(case, party, Package(draft.id), reading)
        if any(self._hangs_on_more(party, issue) for issue in case.issues if issue not in terms):
            return None
        own_facts = case.facts_of(party)
        certain = [fact for fact in own_facts if fact.certain]
        best = party in case.authors_of(draft.id) or not has_refused(case, draft, party)
        return LinearWorth(
            package_worth(self.robust.layout, terms, at_best=best),
            could=can_be_signed(case, certain, terms),
            free=can_be_signed(case, own_facts, terms),
        )

    def _hangs_on_more(self, party: str, issue: str) -> bool:
        """Whether it hangs on more than values how a party would settle an open issue: on rules,
        on bonuses, or on a red line that may bar its best level."""
        case = self.case
        if any(issue in rule.when or issue in (rule.then or {}) for rule in case.rules):
            return True
        bests = self.robust.possible_bests(party, issue)
        for fact in case.facts_of(party):
            line = fact.content
            if isinstance(line, Bonus | ConditionalRedLine) and any(
                use.kind == "issue" and use.name == issue for use in line.names(())
            ):
                return True
            if set(bests) & set(line.barred(case.issues).get(issue, ())):
                return True
        return False
