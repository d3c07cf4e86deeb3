"""Where NegMAS is known to be wrong, each shown on the smallest case there is.

Every line is worked out when it is printed; one that no longer holds says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from negmas.preferences import ops
from negmas.preferences.pareto_sampler import MOBANOSParetoSampler

from zopa.outcomes.frontier import pareto_frontier
from zopa.outcomes.solutions import kalai_smorodinsky, nash, winners

from .cases import Case, synthetic
from .tools import SAMPLERS, WAYS, Peer, space_of
from .truth import frontier_of, judged


class Fault(NamedTuple):
    what: str
    proof: str
    holds: bool


def case_of(tables: list[list[list[str]]], reservation: list[str] | None = None) -> Case:
    """A case from decimals, one list of parties an issue, each a list of levels."""
    exact = tuple([[Fraction(x) for x in row] for row in table] for table in tables)
    return Case(
        "made up",
        "fault",
        tuple(np.array(table, dtype=float) for table in tables),
        np.array(reservation or ["0"] * len(tables[0]), dtype=float),
        exact,
    )


def faults() -> Iterator[Fault]:
    yield two_losses()
    yield worst_for_reservation()
    yield least_difference()
    yield ties_dropped()
    yield kept_by_rounding("pareto_frontier")
    yield kept_by_rounding("MOBANOS")
    yield single_precision()
    yield cut_short()
    yield from samplers()


def two_losses() -> Fault:
    case = case_of([[["0.9", "0.1", "0.3"], ["0.1", "0.9", "0.3"]]], ["0.5", "0.5"])
    points = [tuple(row) for row in case.values[0].T.tolist()]
    found = ops.nash_points(Peer(case).reserved, points, ranges=[(0.0, 1.0)] * 2)
    own = winners(nash, np.array(points), case.reservation)
    return Fault(
        "nash_points multiplies two losses to a gain, given a frontier of all outcomes",
        f"reservations 0.5 and 0.5; it picks {found[0][0]}, where both lose 0.2: "
        f"(-0.2)(-0.2) = 0.04. Nobody can gain: zopa names {len(own)} points",
        found[0][0] == (0.3, 0.3) and not len(own),
    )


def worst_for_reservation() -> Fault:
    case = case_of([[["1", "0.16", "0.299"], ["0.16", "1", "0.299"]]])
    points = [tuple(row) for row in case.values[0].T.tolist()]
    peer = Peer(case)
    ranges = [utility.minmax(peer.space, above_reserve=False) for utility in peer.reserved]
    found = ops.nash_points(peer.reserved, points, ranges=ranges)[0][0]
    own = [points[i] for i in winners(nash, np.array(points), case.reservation)]
    products = [Fraction(str(x)) * Fraction(str(y)) for x, y in (found, own[0])]
    return Fault(
        "nash_points, kalai_points and ks_points put the worst outcome for a lower reservation",
        f"reservations 0 and 0: it picks {found} with a product of gains of "
        f"{float(products[0]):.4f}, zopa {own[0]} with {float(products[1]):.4f}",
        products[0] < products[1],
    )


def least_difference() -> Fault:
    case = case_of([[["1", "0.7", "0.45", "0"], ["0", "0.5", "0.55", "1"]]])
    points = [tuple(row) for row in case.values[0].T.tolist()]
    found = ops.ks_points(Peer(case).reserved, points, ranges=[(0.0, 1.0)] * 2)[0][0]
    own = points[winners(kalai_smorodinsky, np.array(points), case.reservation)[0]]
    return Fault(
        "ks_points takes the least difference of shares, not, as it says, the largest smallest",
        f"shares {found} (difference {found[1] - found[0]:.2f}) before {own} (difference "
        f"{own[0] - own[1]:.2f}), though the smaller share is {min(found)} against {min(own)}",
        min(found) < min(own),
    )


def ties_dropped() -> Fault:
    case = case_of([[["1", "0"], ["0", "1"]], [["0", "0", "0"], ["0", "0", "0"]]])
    _, outcomes = WAYS["pareto_frontier"](Peer(case))
    frontier = pareto_frontier(space_of(case), case.values)
    true = frontier_of(case)
    return Fault(
        "pareto_frontier keeps one of the outcomes that are tied",
        f"an issue nobody cares about: {sum(true.outcomes)} outcomes are efficient, it names "
        f"{len(outcomes)}, zopa {int(frontier.multiplicity.sum())}",
        len(outcomes) < sum(true.outcomes) == int(frontier.multiplicity.sum()),
    )


def kept_by_rounding(way: str) -> Fault:
    case = case_of(
        [
            [["0.1", "0.3"], ["0.2", "0"]],
            [["0.2", "0"], ["0", "0.3"]],
        ]
    )
    peer = Peer(case)
    verdict = judged(case, frontier_of(case), peer.answer(*WAYS[way](peer)), 0)
    own = pareto_frontier(space_of(case), case.values)
    return Fault(
        f"{way} keeps dominated outcomes that rounding lifts",
        f"(0.1 + 0.2, 0.2 + 0) is dominated by (0.3 + 0, 0 + 0.3), but 0.1 + 0.2 is a bit more "
        f"than 0.3 as a float; it keeps {verdict.extra} dominated, zopa names {len(own)} of 3",
        verdict.extra == 1 and len(own) == 3,
    )


def single_precision() -> Fault:
    case = case_of([[["0.5", "0.500000001", "0"], ["0.5", "0.5", "0"]]])
    peer = Peer(case)
    verdict = judged(case, frontier_of(case), peer.answer(*WAYS["list + bf"](peer)), 0)
    return Fault(
        "pareto_frontier_bf compares in single precision, and equal outcomes drop each other",
        "of (0.5, 0.5), (0.500000001, 0.5) and (0, 0) the second is efficient; it misses "
        f"{verdict.missing} of 1 vectors and keeps {verdict.extra} dominated",
        bool(verdict.missing or verdict.extra),
    )


def cut_short() -> Fault:
    rising = [str(k / 100) for k in range(11)]
    case = case_of([[rising, rising[::-1]]] * 2)
    peer = Peer(case)
    sampler = MOBANOSParetoSampler(max_pareto_size=5)
    sampler.init(*peer.free)
    true = len(frontier_of(case).vectors)
    return Fault(
        "MOBANOS drops candidates beyond max_pareto_size (100,000 by default) and says nothing",
        f"with 5 for the limit: {len(sampler._pareto_front)} outcomes on a frontier of {true} "
        "vectors, no warning, `initialized` is True",
        len(sampler._pareto_front) <= 5 < true and sampler.initialized,
    )


def samplers() -> Iterator[Fault]:
    case = synthetic("opposed", 2, 5)
    true = frontier_of(case)
    for name, way in SAMPLERS.items():
        peer = Peer(case)
        verdict = judged(case, true, peer.answer(*way(peer)), 0)
        yield Fault(
            f"{name} misses outcomes, or keeps dominated ones",
            f"{case.name}: {verdict.missing} of {len(true.vectors)} vectors missing, "
            f"{verdict.extra} dominated ones kept",
            bool(verdict.missing or verdict.extra),
        )
