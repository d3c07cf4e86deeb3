"""What each changed term of a package is to each side, how much its issue matters, and on what that
rests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from zopa.analyses.counter_records import TermChange, TermForSide
from zopa.analyses.once import once_for_draws
from zopa.analyses.result import Share, Spread
from zopa.analyses.silent_terms import OPEN, best_levels, terms_worth
from zopa.outcomes.arrays import ACCEPTANCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from zopa.case.model import Case, Fact
    from zopa.preferences.draws import Draws

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int_]

MIDDLE = (0.1, 0.9)
"""Ranks are told for the middle of the draws between these points."""


@once_for_draws
def issue_ranks(case: Case, draws: Draws, party: str) -> Ints:
    """The rank of each issue by its weight for a party, (draws, issues): 1 matters most. Issues of
    equal weight have the same rank."""
    del case
    column = draws.parties.index(party)
    weights = np.stack([np.ptp(values[:, column], axis=1) for values in draws.values], axis=1)
    more = weights[:, None, :] > weights[:, :, None] + ACCEPTANCE
    return np.asarray(1 + more.sum(axis=2))


def change_of_term(
    case: Case,
    draws: Draws,
    issue: int,
    before: tuple[str, ...],
    outcome: Ints,
    standing: Ints,
    parties: Sequence[str],
) -> TermChange:
    """What it is to each party that one term of an outcome (issues,) is as it is.

    It is compared with the outcome in which this one term is as in `standing` (draws, issues), and
    where that is open, as each party likes it best.
    """
    name = list(case.issues)[issue]
    after = case.issues[name].level_ids[int(outcome[issue])]
    return TermChange(
        issue=name,
        before=before,
        after=after,
        sides=tuple(
            _for_side(case, draws, issue, outcome, standing, party, name) for party in parties
        ),
    )


def _for_side(
    case: Case, draws: Draws, issue: int, outcome: Ints, standing: Ints, party: str, name: str
) -> TermForSide:
    rows = np.tile(outcome[: len(case.issues)], (len(draws), 1))
    put_back = rows.copy()
    stands = standing[:, issue]
    put_back[:, issue] = np.where(stands == OPEN, best_levels(draws, party)[:, issue], stands)
    change = terms_worth(draws, party, rows) - terms_worth(draws, party, put_back)
    ranks = issue_ranks(case, draws, party)[:, issue]
    low, high = np.quantile(ranks, MIDDLE, method="nearest")
    told = [k for k, fact in enumerate(case.facts) if fact.party == party and _about(fact, name)]
    return TermForSide(
        party=party,
        change=Spread.of(change),
        gains=Share.of(change > ACCEPTANCE),
        loses=Share.of(change < -ACCEPTANCE),
        rank_low=int(low),
        rank_high=int(high),
        facts=tuple(told),
        assumed=not any(not case.facts[k].assumed for k in told),
    )


def _about(fact: Fact, issue: str) -> bool:
    """Whether a fact names the issue itself, and not only a draft that settles it."""
    return any(use.kind == "issue" and use.name == issue for use in fact.content.names(()))
