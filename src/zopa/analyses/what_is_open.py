"""The questions that a case leaves open, each with what every draw says in answer."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal

import numpy as np

from zopa.foundation.chance import SAME
from zopa.outcomes.arrays import ACCEPTANCE
from zopa.preferences.constraints import relation_of
from zopa.preferences.layout import layout_of
from zopa.preferences.pieces import possible_ends

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from zopa.case.model import Case, Issue
    from zopa.preferences.draws import Draws

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.intp]

QuestionKind = Literal[
    "best", "direction", "which", "take", "no_deal", "first", "weight", "term", "fact"
]

MOST_LEVELS = 6
"""Of an issue with more levels, those are asked about that drafts and facts name, and the ends."""


@dataclass(frozen=True, eq=False)
class ThingToAsk:
    """A question, and the answer that each draw gives to it."""

    kind: QuestionKind
    answers: tuple[str, ...]
    """What the groups stand for: levels, issues, or words such as `yes` and `no`."""
    group: Ints
    """(draws,): the position of the answer."""
    party: str | None = None
    issue: str | None = None
    level: str | None = None
    draft: str | None = None
    fact: int | None = None


def things_to_ask(case: Case, draws: Draws) -> Iterator[ThingToAsk]:
    """What the ledger leaves open of signatories' wishes, of terms on which reports differ and of
    facts that are not certain."""
    yield from _facts(case, draws)
    yield from _terms(case, draws)
    layout = layout_of(case)
    for column in draws.signatories:
        party = draws.parties[column]
        if draws.settled(party):
            continue
        known = [fact for fact in case.facts_of(party) if fact.certain]
        yield from _no_deal(draws, column)
        yield from _weights(draws, column)
        for i, issue in enumerate(case.issues.values()):
            block = layout.blocks[issue.id]
            relation = relation_of(block, known)
            yield from _orders(draws, column, i, issue, relation, block.breakpoints)
            bests = [block.breakpoints[k] for k in possible_ends(relation)[0]]
            worse = [level for level in block.breakpoints if level not in bests]
            yield from _takes(draws, column, i, issue, tuple(worse))


def _facts(case: Case, draws: Draws) -> Iterator[ThingToAsk]:
    told: set[str] = set()
    for position, force in draws.in_force.items():
        fact = case.facts[position]
        if fact.group in told:  # what stands and falls together is one question
            continue
        told |= {fact.group} - {""}
        yield ThingToAsk("fact", *_yes_or_no(force), party=fact.party, fact=position)


def _terms(case: Case, draws: Draws) -> Iterator[ThingToAsk]:
    for draft in case.drafts.values():
        for issue in draft.disputed:
            taken = draws.readings.get((draft.id, issue))
            if taken is not None:
                levels = sorted(draft.levels[issue])
                ids = case.issues[issue].level_ids
                group = np.zeros(len(draws), dtype=np.intp)
                for k, level in enumerate(levels):
                    group[taken == ids.index(level)] = k
                yield ThingToAsk("term", tuple(levels), group, draft=draft.id, issue=issue)


def _no_deal(draws: Draws, column: int) -> Iterator[ThingToAsk]:
    thirds = _thirds(draws.reservation[:, column])
    if thirds is not None:
        party = draws.parties[column]
        yield ThingToAsk("no_deal", ("badly", "middling", "well"), thirds, party=party)


def _weights(draws: Draws, column: int) -> Iterator[ThingToAsk]:
    """What matters most to a party, and how much each issue does."""
    party = draws.parties[column]
    weights = np.stack([np.ptp(values[:, column], axis=1) for values in draws.values], axis=1)
    first, issues = weights.argmax(axis=1), sorted(draws.issues)
    rank = np.array([issues.index(issue) for issue in draws.issues], dtype=np.intp)
    if np.ptp(first):
        yield ThingToAsk("first", tuple(issues), rank[first], party=party)
    for i, issue in enumerate(draws.issues):
        thirds = _thirds(weights[:, i])
        if thirds is not None:
            yield ThingToAsk(
                "weight", ("little", "middling", "much"), thirds, party=party, issue=issue
            )


def _orders(
    draws: Draws,
    column: int,
    i: int,
    issue: Issue,
    relation: NDArray[np.bool_],
    points: tuple[str, ...],
) -> Iterator[ThingToAsk]:
    """What a party wants most, or, where that is known, which of two levels it likes better."""
    party, values = draws.parties[column], draws.values[i][:, column]
    bests = [points[k] for k in possible_ends(relation)[0]]
    if len(bests) > 1 and issue.numeric:
        more = values[:, -1] > values[:, 0]
        yield ThingToAsk(
            "direction", ("less", "more"), more.astype(np.intp), party=party, issue=issue.id
        )
        return
    if len(bests) > 1:
        levels = sorted(issue.level_ids)
        rank = np.array([levels.index(level) for level in issue.level_ids], dtype=np.intp)
        group = rank[values.argmax(axis=1)]
        yield ThingToAsk("best", tuple(levels), group, party=party, issue=issue.id)
        return
    if issue.numeric:
        return
    for a, b in combinations(range(len(points)), 2):
        if not (relation[a, b] or relation[b, a]):
            one, other = sorted((points[a], points[b]))
            ahead = values[:, issue.index(other)] > values[:, issue.index(one)]
            yield ThingToAsk(
                "which", (one, other), ahead.astype(np.intp), party=party, issue=issue.id
            )


def _takes(
    draws: Draws, column: int, i: int, issue: Issue, points: tuple[str, ...]
) -> Iterator[ThingToAsk]:
    """Whether a party would take a level than which another is known to be better to it, if it got
    its way on everything else."""
    if draws.terms:  # with bonuses it hangs on more than levels what its way would be
        return
    party = draws.parties[column]
    best = sum(values[:, column].max(axis=1) for values in draws.values)
    own = draws.values[i][:, column]
    spare = best - own.max(axis=1) - draws.reservation[:, column]
    for level in _asked_about(draws.case, issue, points):
        k = issue.index(level)
        takes = (spare + own[:, k] >= -ACCEPTANCE) & ~draws.barred[i][:, column, k]
        if takes.any() and not takes.all():
            yield ThingToAsk("take", *_yes_or_no(takes), party=party, issue=issue.id, level=level)


def _asked_about(case: Case, issue: Issue, points: tuple[str, ...]) -> tuple[str, ...]:
    if len(points) <= MOST_LEVELS:
        return points
    named = {k for draft in case.drafts.values() for k in draft.levels.get(issue.id, ())}
    return tuple(p for p in points if p in named or p in (points[0], points[-1]))


def _yes_or_no(yes: Bools) -> tuple[tuple[str, ...], Ints]:
    return ("no", "yes"), yes.astype(np.intp)


def _thirds(numbers: Floats) -> Ints | None:
    """(draws,): 0, 1 and 2 for the lowest, the middle and the highest third; None where they do not
    vary."""
    low, high = np.quantile(numbers, [1 / 3, 2 / 3])
    if high - low < SAME:
        return None
    return np.asarray((numbers > low).astype(np.intp) + (numbers > high))
