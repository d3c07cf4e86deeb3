"""What a child process does for one case."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from . import tools, truth
from .cases import Case, synthetic
from .measuring import Question, in_turns, once, risen

SURE = 0.2
"""Seconds from which on one answer tells which way is the quickest."""

CHEAP = 1e-7
"""Seconds an outcome below which no way that lists outcomes in Python can be."""

GLANCE = 15.0
"""Seconds for which the memory of what will be stopped anyway is watched."""

Asked = Callable[[], Any]


def timed(case: Case, limit: float, turns: float, proved: int) -> dict[str, Any]:
    """Who is right, and how long both take."""
    _warm_up(case.parties)
    own = _zopa(case, tools.zopa_frontier)
    alone, frontier = once(own, limit)
    if alone is None:
        return {"failed": f"zopa: {frontier}"}
    row: dict[str, Any] = {"vectors": len(frontier)}
    if case.group == "beyond":
        return row | {"alone": in_turns([own], 5 * turns)[0]}
    peer = tools.Peer(case)
    true = truth.frontier_of(case) if case.size <= proved else None
    row["ways"], taken = _tried(case, peer, true, limit)
    least = _close(peer, taken, turns)
    for name, seconds in least.items():
        row["ways"][name]["seconds"] = seconds
    right = [name for name in least if not any(row["ways"][name]["faults"])]
    way = min(right or least, key=least.__getitem__, default=None)
    row["none right"] = bool(least) and not right
    if true is not None:
        row |= _checked(case, peer, frontier, true, way)
    if way is None:
        stopped = next(iter(row["ways"].values()), "–")
        row["frontier"] = row["points"] = {"way": "–", "negmas": stopped, "zopa": alone}
    else:
        peer_way = tools.WAYS[way]
        row["frontier"] = _raced(way, lambda: peer_way(peer), own, limit, turns)
        points = _zopa(case, tools.zopa_points)
        row["points"] = _raced(way, lambda: tools.peer_points(peer, way), points, limit, turns)
    statistics = _zopa(case, tools.zopa_statistics)
    stopped = [row["ways"][way] for way in row["ways"] if isinstance(row["ways"][way], str)]
    if stopped and way != "MOBANOS":  # the statistics begin with what was stopped
        done = {"negmas": stopped[0], "zopa": in_turns([statistics], turns)[0]}
        row["statistics"] = {"way": "calc_scenario_stats", **done}
    else:
        row["statistics"] = _raced(
            "calc_scenario_stats", lambda: tools.peer_statistics(peer), statistics, limit, turns
        )
    return row


def remembered(case: Case, tool: str, way: str, limit: float, known: bool) -> dict[str, Any]:
    """The most bytes that a tool takes for the frontier and for the statistics.

    `known` says that the statistics take longer than the limit; they are stopped early then.
    """
    _warm_up(case.parties, way)
    if tool == "zopa":
        frontier, statistics = (
            _zopa(case, ask) for ask in (tools.zopa_frontier, tools.zopa_statistics)
        )
    else:
        peer = tools.Peer(case)
        frontier = _peer(lambda: tools.WAYS[way if way in tools.WAYS else "pareto_frontier"](peer))
        statistics = _peer(lambda: tools.peer_statistics(peer))
    return {
        f"{tool} frontier": risen(frontier, limit),
        f"{tool} statistics": risen(statistics, min(limit, GLANCE) if known else limit),
    }


def _warm_up(parties: int, only: str | None = None) -> None:
    """Ask everything once on a small case, so that nothing is loaded or compiled later."""
    case = synthetic("random", parties, 2)
    peer = tools.Peer(case)
    tools.zopa_statistics(case, tools.space_of(case))
    for way in tools.ways_for(case):
        if only in (None, way):
            tools.peer_points(peer, way)
    tools.peer_statistics(peer)


def _zopa(case: Case, ask: Callable[[Case, Any], Any]) -> Question:
    # A space remembers what it has worked out, so each answer gets a new one.
    return lambda: tools.space_of(case), lambda space: ask(case, space)


def _peer(ask: Asked) -> Question:
    return lambda: None, lambda _: ask()


def _tried(
    case: Case, peer: tools.Peer, true: truth.Truth | None, limit: float
) -> tuple[dict[str, Any], dict[str, float]]:
    """Each way once: what is wrong with its answer, or why there is none; and the seconds."""
    verdicts: dict[str, Any] = {}
    taken: dict[str, float] = {}
    for way in tools.ways_for(case):
        quickest = min(taken.values(), default=float("inf"))
        if quickest < CHEAP * case.size * case.parties:
            break  # what is left lists every outcome
        seconds, answer = once(_peer(partial(tools.WAYS[way], peer)), limit)
        if seconds is None:
            verdicts[way] = answer
            if way == "MOBANOS":
                continue
            break  # the others list every outcome too
        taken[way] = seconds
        faults = [0, 0, 0]
        if true is not None:
            verdict = truth.judged(case, true, peer.answer(*answer), len(answer[1]))
            faults = [verdict.missing, verdict.extra, verdict.doubled]
        verdicts[way] = {"seconds": seconds, "named": len(answer[1]), "faults": faults}
    return verdicts, taken


def _close(peer: tools.Peer, taken: dict[str, float], turns: float) -> dict[str, float]:
    """The least seconds of each way, turn by turn where a single answer is too quick to trust."""
    if not taken or min(taken.values()) > SURE:
        return taken
    near = [way for way, seconds in taken.items() if seconds < 10 * min(taken.values())]
    ways = [_peer(partial(tools.WAYS[way], peer)) for way in near]
    return taken | dict(zip(near, in_turns(ways, turns), strict=True))


def _checked(
    case: Case, peer: tools.Peer, frontier: Any, true: truth.Truth, way: str | None
) -> dict[str, Any]:
    """Frontier and points of both against exact arithmetic."""
    answer = tools.Answer(frontier.utilities.tolist(), frontier.outcomes.tolist())
    verdict = truth.judged(case, true, answer, int(sum(frontier.multiplicity.tolist())))
    points = truth.points_of(case, true)
    own = tools.zopa_points(case, tools.space_of(case))
    found = tools.peer_points(peer, way) if way else {}
    return {
        "zopa wrong": not verdict.right or verdict.outcomes != sum(true.outcomes),
        "on frontier": sum(true.outcomes),
        "zopa named": verdict.outcomes,
        "agrees": {
            tool: {name: truth.agree(said, points, name) for name in said}
            for tool, said in (("zopa", own), ("negmas", found))
        },
    }


def _raced(way: str, peer: Asked, own: Question, limit: float, turns: float) -> dict[str, Any]:
    """The least seconds of both, turn by turn; what stopped NegMAS where something did."""
    seconds, stopped = once(_peer(peer), limit)
    if seconds is None:
        return {"way": way, "negmas": stopped, "zopa": in_turns([own], turns)[0]}
    del stopped
    if seconds > limit / 10:  # once more would add nothing but minutes
        return {"way": way, "negmas": seconds, "zopa": in_turns([own], turns)[0]}
    least = in_turns([_peer(peer), own], turns)
    return {"way": way, "negmas": min(seconds, least[0]), "zopa": least[1]}
