"""Bargaining solutions on a finite set of outcomes.

A `Solution` takes utilities `(..., n, parties)` and reservation values `(..., parties)`, with any
leading shape such as `(draws,)`, and marks *every* winner: `(..., n)`. Outcomes that a party likes
less than no agreement never win, and where no other outcome is left, nothing is marked. Pass the
points of the frontier, or any set that holds them: winners are strictly efficient within the set
that is passed.

The papers allow lotteries over outcomes, which make the set of utilities convex and the winner
unique. Here only outcomes themselves can be signed, so there may be several winners. The two
solutions that need a convex set, `equal_area` and `perles_maschler`, return a `Lottery`.

Each concept has a module, and the names are those of the literature:

- `nash`, `asymmetric_nash` (`product`); `rubinstein_powers`, `rubinstein_shares`
  (`alternating_offers`);
- `kalai_smorodinsky` (`relative_gains`), `egalitarian` (`equal_gains`), `utilitarian`
  (`largest_sum`), `minimal_regret` (`regret`);
- `equal_area` (`areas`), `perles_maschler` (`superadditive`), on `lottery`;
- `adjusted_winner` (`fair_division`), for issues that can be split;
- `distance_to_frontier`, `joint_gains` (`shortfall`): what a draft leaves on the table.

There is no `leximin` beside these, because `egalitarian` is the lexicographic maximin of gains, and
`kalai_smorodinsky` that of gains as shares of the ideal ones (Imai 1983, Econometrica 51,
389–401), ties broken rank by rank.
"""

from __future__ import annotations

from zopa.outcomes.solutions.alternating_offers import rubinstein_powers, rubinstein_shares
from zopa.outcomes.solutions.areas import equal_area
from zopa.outcomes.solutions.by_name import SOLUTIONS
from zopa.outcomes.solutions.equal_gains import egalitarian
from zopa.outcomes.solutions.fair_division import AdjustedWinner, adjusted_winner
from zopa.outcomes.solutions.gains import WIN, Solution, individually_rational, winners
from zopa.outcomes.solutions.largest_sum import utilitarian
from zopa.outcomes.solutions.lottery import Lottery
from zopa.outcomes.solutions.product import asymmetric_nash, nash
from zopa.outcomes.solutions.regret import minimal_regret
from zopa.outcomes.solutions.relative_gains import kalai_smorodinsky
from zopa.outcomes.solutions.shortfall import (
    FrontierDistance,
    JointGains,
    distance_to_frontier,
    joint_gains,
)
from zopa.outcomes.solutions.superadditive import perles_maschler

__all__ = [
    "SOLUTIONS",
    "WIN",
    "AdjustedWinner",
    "FrontierDistance",
    "JointGains",
    "Lottery",
    "Solution",
    "adjusted_winner",
    "asymmetric_nash",
    "distance_to_frontier",
    "egalitarian",
    "equal_area",
    "individually_rational",
    "joint_gains",
    "kalai_smorodinsky",
    "minimal_regret",
    "nash",
    "perles_maschler",
    "rubinstein_powers",
    "rubinstein_shares",
    "utilitarian",
    "winners",
]
