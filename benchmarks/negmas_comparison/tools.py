"""The same questions put to both tools: frontier, points, statistics.

Everything that a tool needs before it can be asked (NegMAS's outcome space and utility
functions, zopa's outcome space) is built by `Peer` and `space_of`, outside what is timed.
NegMAS evaluates outcomes with `eval`, which is quicker than calling the utility function.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from negmas.outcomes import make_issue, make_os
from negmas.preferences import LinearAdditiveUtilityFunction, ops
from negmas.preferences.pareto_sampler import (
    IPSParetoSampler,
    MOBANOSParetoSampler,
    NB3ParetoSampler,
)
from negmas.preferences.value_fun import TableFun

from zopa.outcomes.frontier import Frontier, pareto_frontier
from zopa.outcomes.solutions import (
    egalitarian,
    kalai_smorodinsky,
    nash,
    utilitarian,
    winners,
)
from zopa.outcomes.space import OutcomeSpace

from .cases import Case

warnings.filterwarnings("ignore", module="negmas")

BLOCK = 2_000_000
"""Pairs of half outcomes compared at a time."""

Points = dict[str, list[tuple[float, ...]]]


class Answer(NamedTuple):
    """Utility vectors on a frontier, and an outcome (level indexes) for each."""

    utilities: list[tuple[float, ...]]
    outcomes: list[tuple[int, ...]]


def space_of(case: Case) -> OutcomeSpace:
    return OutcomeSpace(
        tuple(f"issue {i}" for i in range(len(case.values))),
        tuple(tuple(f"level {k}" for k in range(size)) for size in case.shape),
    )


# --- zopa ---------------------------------------------------------------------------------------


def zopa_frontier(case: Case, space: OutcomeSpace) -> Frontier:
    frontier = pareto_frontier(space, case.values, terms=case.terms)
    # Both are part of the answer, also where they are worked out only when asked for.
    assert len(frontier.utilities) == len(frontier.outcomes)
    return frontier


def zopa_points(case: Case, space: OutcomeSpace) -> Points:
    return _zopa_points(pareto_frontier(space, case.values).utilities, case.reservation)


def _zopa_points(utilities: np.ndarray, reservation: np.ndarray) -> Points:
    solutions = {
        "nash": nash,
        "kalai": egalitarian,
        "kalai_smorodinsky": kalai_smorodinsky,
        "welfare": utilitarian,
    }
    return {
        name: list(map(tuple, utilities[winners(solution, utilities, reservation)].tolist()))
        for name, solution in solutions.items()
    }


def zopa_statistics(case: Case, space: OutcomeSpace) -> dict[str, Any]:
    """Every number of NegMAS's `ScenarioStats`, from the frontier."""
    frontier = pareto_frontier(space, case.values, floor=case.reservation)
    utilities, nothing = frontier.utilities, np.zeros(case.parties)
    low = sum(value.min(axis=1) for value in case.values)
    high = sum(value.max(axis=1) for value in case.values)
    # NegMAS's "relative welfare": gains as shares of the best gain there could be.
    relative = (utilities - np.maximum(low, case.reservation)) / np.where(
        high > np.maximum(low, case.reservation), high - np.maximum(low, case.reservation), 1.0
    )
    outcomes, _ = frontier.listing()
    ideal = np.where(high != 0, high, 1.0)
    away = np.sqrt(((1.0 - utilities / ideal) ** 2).sum(axis=1))
    return {
        **_zopa_points(utilities, case.reservation),
        "modified_kalai": winners(egalitarian, utilities, nothing),
        "modified_kalai_smorodinsky": winners(kalai_smorodinsky, utilities, nothing),
        "relative_welfare": winners(utilitarian, relative, nothing),
        "utilities": utilities,
        "outcomes": outcomes,
        "ranges": np.stack([low, high], axis=1),
        "opposition": float(away.min()) if len(away) else math.inf,
        "rational_fraction": gaining(case.values, case.reservation) / case.size,
    }


def gaining(values: Sequence[np.ndarray], reservation: np.ndarray) -> int:
    """How many outcomes give every party more than its reservation value.

    Each outcome is a first half and a second half; halves are listed, whole outcomes are not.
    """
    low = sum(value.min(axis=1) for value in values)
    if (low > reservation).all():
        return math.prod(value.shape[1] for value in values)
    halves: list[np.ndarray] = [np.zeros((len(reservation), 1)) for _ in range(2)]
    for value in values:
        smaller = int(halves[1].shape[1] < halves[0].shape[1])
        halves[smaller] = (halves[smaller][:, :, None] + value[:, None, :]).reshape(len(low), -1)
    first, second = halves
    count = 0
    step = max(1, BLOCK // second.shape[1])
    for start in range(0, first.shape[1], step):
        needed = reservation[:, None] - first[:, start : start + step]
        gains: Any = True
        for p in range(len(low)):
            gains = gains & (second[p] > needed[p][:, None])
        count += int(np.count_nonzero(gains))
    return count


# --- NegMAS -------------------------------------------------------------------------------------


class Peer:
    """NegMAS's objects for a case, with and without reservation values."""

    def __init__(self, case: Case) -> None:
        self.space = make_os(
            [
                make_issue([f"level {k}" for k in range(size)], f"issue {i}")
                for i, size in enumerate(case.shape)
            ]
        )
        self.free = [self._utility(case, p, None) for p in range(case.parties)]
        self.reserved = [
            self._utility(case, p, float(case.reservation[p])) for p in range(case.parties)
        ]

    def _utility(
        self, case: Case, party: int, reservation: float | None
    ) -> LinearAdditiveUtilityFunction:
        tables = [
            TableFun({f"level {k}": worth for k, worth in enumerate(value[party].tolist())})
            for value in case.values
        ]
        kept = {} if reservation is None else {"reserved_value": reservation}
        return LinearAdditiveUtilityFunction(
            values=tables, weights=[1.0] * len(tables), outcome_space=self.space, **kept
        )

    def answer(self, utilities: Iterable[Any], outcomes: Iterable[Sequence[str]]) -> Answer:
        """In the form that both tools are compared in; never timed."""
        return Answer(
            [tuple(float(u) for u in row) for row in utilities],
            [tuple(int(level.removeprefix("level ")) for level in row) for row in outcomes],
        )


Raw = tuple[Any, list[Any]]


def _library(peer: Peer) -> Raw:
    outcomes = list(peer.space.enumerate_or_sample())
    utilities, indexes = ops.pareto_frontier(peer.free, outcomes)
    return utilities, [outcomes[i] for i in indexes]


def _listed(select: Callable[[np.ndarray], np.ndarray]) -> Callable[[Peer], Raw]:
    def way(peer: Peer) -> Raw:
        outcomes = list(peer.space.enumerate_or_sample())
        evaluate = [utility.eval for utility in peer.free]
        points = np.array([[u(outcome) for u in evaluate] for outcome in outcomes])
        indexes = select(points)
        return list(map(tuple, points[indexes])), [outcomes[i] for i in indexes]

    return way


def _sampled(sampler: Callable[[], Any]) -> Callable[[Peer], Raw]:
    def way(peer: Peer) -> Raw:
        chosen = sampler()
        chosen.init(*peer.free)
        first, second = (utility.eval for utility in peer.free)
        # Kept in the order found: `pareto_outcomes` would evaluate each of them once more.
        outcomes = chosen._pareto_front
        if outcomes and len(outcomes[0]) == 3 and isinstance(outcomes[0][0], float):
            outcomes = [outcome for _, _, outcome in outcomes]  # NB3 keeps utilities beside them
        return [(first(outcome), second(outcome)) for outcome in outcomes], outcomes

    return way


WAYS: dict[str, Callable[[Peer], Raw]] = {
    "MOBANOS": _sampled(MOBANOSParetoSampler),
    "list + numpy": _listed(ops.pareto_frontier_numpy),
    "pareto_frontier": _library,
    "list + bf": _listed(ops.pareto_frontier_bf),
}
"""Those that say they are exact, the one that scales best first."""

SAMPLERS: dict[str, Callable[[Peer], Raw]] = {
    "IPS": _sampled(IPSParetoSampler),
    "NB3": _sampled(NB3ParetoSampler),
}
"""Those that do not; checked, but never timed against."""

MOST_BF = 20_000
"""Outcomes from which on comparing all pairs is out of the question."""


def ways_for(case: Case) -> list[str]:
    """The ways that can be tried on a case."""
    return [
        name
        for name in WAYS
        if (case.parties == 2 or name != "MOBANOS")
        and (case.size <= MOST_BF or name != "list + bf")
    ]


def peer_points(peer: Peer, way: str) -> Points:
    """As `calc_scenario_stats` does it: points on the part of the frontier nobody refuses."""
    utilities, _ = WAYS[way](peer)
    least = [utility.reserved_value for utility in peer.reserved]
    frontier = [row for row in utilities if all(u >= r for u, r in zip(row, least, strict=True))]
    ranges = [utility.minmax(peer.space, above_reserve=False) for utility in peer.reserved]
    found = {
        "nash": ops.nash_points(peer.reserved, frontier, ranges=ranges),
        "kalai": ops.kalai_points(peer.reserved, frontier, ranges=ranges),
        "kalai_smorodinsky": ops.ks_points(peer.reserved, frontier, ranges=ranges),
        "welfare": ops.max_welfare_points(peer.reserved, frontier, ranges=ranges),
    }
    return {name: [point for point, _ in points] for name, points in found.items()}


def peer_statistics(peer: Peer) -> Any:
    return ops.calc_scenario_stats(peer.reserved)
