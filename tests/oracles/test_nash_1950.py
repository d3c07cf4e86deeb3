"""J. F. Nash (1950), The Bargaining Problem, Econometrica 18(2), 155–162.

The example that closes the paper: Bill and Jack barter nine goods, no money. The published
answer: Bill gives Jack book, whip, ball and bat, Jack gives Bill pen, toy and knife.
"""

from __future__ import annotations

import numpy as np

from zopa.outcomes.frontier import pareto_frontier
from zopa.outcomes.reach import zone_members
from zopa.outcomes.solutions import nash, winners
from zopa.outcomes.space import OutcomeSpace

UTILITY = {
    # good: (owner, utility to Bill, utility to Jack)
    "book": ("bill", 2, 4),
    "whip": ("bill", 2, 2),
    "ball": ("bill", 2, 1),
    "bat": ("bill", 2, 2),
    "box": ("bill", 4, 1),
    "pen": ("jack", 10, 1),
    "toy": ("jack", 4, 1),
    "knife": ("jack", 6, 2),
    "hat": ("jack", 2, 2),
}
SPACE = OutcomeSpace(tuple(UTILITY), (("bill", "jack"),) * 9)
VALUES = tuple(np.array([[bill, 0.0], [0.0, jack]]) for _, bill, jack in UTILITY.values())
KEPT = SPACE.encode({good: owner for good, (owner, _, _) in UTILITY.items()})
RESERVATION = SPACE.utilities(VALUES, KEPT)


def test_no_trade():
    assert RESERVATION.tolist() == [12, 6]


def test_the_published_trade_has_the_largest_product():
    frontier = pareto_frontier(SPACE, VALUES)
    won = winners(nash, frontier.utilities, RESERVATION)
    assert won.size == 1
    assert frontier.multiplicity[won[0]] == 1
    holds = SPACE.decode(frontier.outcomes[won[0]])
    given_by_bill = {g for g, to in holds.items() if to == "jack" and UTILITY[g][0] == "bill"}
    given_by_jack = {g for g, to in holds.items() if to == "bill" and UTILITY[g][0] == "jack"}
    assert given_by_bill == {"book", "whip", "ball", "bat"}
    assert given_by_jack == {"pen", "toy", "knife"}
    assert (frontier.utilities[won[0]] - RESERVATION).tolist() == [12, 5]


def test_all_outcomes_and_the_frontier_have_the_same_winner():
    every = SPACE.enumerate(512)
    utilities = SPACE.utilities(VALUES, every)
    won = winners(nash, utilities.T, RESERVATION)
    assert utilities[:, won].T.tolist() == [[24, 11]]
    batch = tuple(value[None] for value in VALUES)
    assert zone_members(SPACE, batch, RESERVATION[None], None, every)[0, won].all()
