"""A plan of concessions: down from a party's best deal, most acceptance for least cost first.

Each step changes one term. It is the one that brings the others most for what it costs: the rise of
the share of draws in which enough others could sign; where no single step raises that, the rise of
the smallest mean gain of the others. What costs the party nothing comes first of all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from zopa.analyses.counter_records import Concession, ConcessionPlan
from zopa.analyses.draft_to_answer import best_deal, usable_levels
from zopa.analyses.offers_taken import TermsOffered, taken_by_all
from zopa.analyses.result import Share, Spread
from zopa.outcomes.arrays import ACCEPTANCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from zopa.analyses.draft_to_answer import Start
    from zopa.analyses.offers_taken import Taken
    from zopa.analyses.package_merits import PartyView

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int_]

MOST_STEPS = 30
"""A plan has at most so many steps."""
LEAST_COST = 1e-6
"""What costs the party no more costs nothing."""


def concession_plan(view: PartyView, start: Start, keep: Sequence[str]) -> ConcessionPlan | None:
    """The steps down from a party's best deal, as long as they bring the others nearer and the
    party could still sign in half of the draws; None where it has no deal that it may sign."""
    usable = usable_levels(view)
    for i, named in enumerate(view.case.issues):
        if named in keep:
            usable[i] &= start.near.usable[i]
    best = best_deal(view, usable)
    if best is None:
        return None
    first = _taken(view, best)
    now = best
    taken, steps = first, list[Concession]()
    while len(steps) < MOST_STEPS:
        step = _next(view, start, now, taken)
        if step is None:
            break
        issue, after = step
        taken_then = _taken(view, after)
        name = view.space.issues[issue]
        cost = taken.worth[:, view.column] - taken_then.worth[:, view.column]
        steps.append(
            Concession(
                issue=name,
                before=view.space.levels[issue][int(now[issue])],
                after=view.space.levels[issue][int(after[issue])],
                cost=Spread.of(cost),
                others=Share.of(view.enough_others(taken_then.could)),
                own_now=Share.of(taken_then.now[:, view.column]),
                own_could=Share.of(taken_then.could[:, view.column]),
            )
        )
        now, taken = after, taken_then
        if steps[-1].own_could.share < 0.5:
            break
    return ConcessionPlan(
        start=view.space.decode(best),
        others=Share.of(view.enough_others(first.could)),
        own_now=Share.of(first.now[:, view.column]),
        own_could=Share.of(first.could[:, view.column]),
        steps=tuple(steps),
        stop_now=_kept([step.own_now for step in steps]),
        stop_could=_kept([step.own_could for step in steps]),
    )


def _kept(shares: Sequence[Share]) -> int:
    """How many steps there are before the first after which the share is below half."""
    return next((k for k, share in enumerate(shares) if share.share < 0.5), len(shares))


def _taken(view: PartyView, outcome: Ints) -> Taken:
    return taken_by_all(view.case, view.draws, TermsOffered(terms=view.space.decode(outcome)))


def _next(view: PartyView, start: Start, now: Ints, taken: Taken) -> tuple[int, Ints] | None:
    """The issue of the best next step, and the outcome after it; None where none brings the others
    nearer."""
    rows, issues = [], []
    for i in range(view.space.told):
        for level in np.flatnonzero(start.near.usable[i]):
            if level != now[i]:
                row = now.copy()
                row[i] = level
                rows.append(row)
                issues.append(i)
    if not rows:
        return None
    every = view.space.completed(np.stack(rows))
    fits = view.space.allowed(every)
    every, of = every[fits], np.array(issues)[fits]
    if not len(every):
        return None
    merits = view.merits(every)
    own = view.mean_gain(now[None])[0]
    cost = np.round(own - merits.gain, 9)
    others = list(view.others)
    reservation = view.draws.reservation[:, others].mean(axis=0)
    before = view.enough_others(taken.could).mean()
    smallest = (view.mean_worth(others, now[None])[:, 0] - reservation).min()
    nearer = (view.mean_worth(others, every) - reservation[:, None]).min(axis=0) - smallest
    for rise in (np.round(merits.others - before, 9), np.round(nearer, 9)):
        useful = np.flatnonzero(rise > ACCEPTANCE)
        if len(useful):
            ratio = rise[useful] / np.maximum(cost[useful], LEAST_COST)
            tied = useful[ratio >= ratio.max() * (1 - 1e-9)]
            chosen = min(tied, key=lambda k: sorted(view.space.decode(every[k]).items()))
            return int(of[chosen]), every[chosen]
        if before > 0:
            return None
    return None
