"""What each answer would be had one fact not been reported, for every established fact."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from zopa.analyses.board import Board
from zopa.foundation.chance import stream
from zopa.preferences.compared import Change, change_between
from zopa.preferences.left_out import MOST_WORK, draws_at, joined, possible_without

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from zopa.preferences.compared import LeftOut
    from zopa.preferences.draws import Draws

    Bools = NDArray[np.bool_]
    Answers = Mapping[str, Bools]

TOGETHER = 4_000
"""Draws that are answered in one go."""
MOST_ANSWERED = 60_000
"""Draws that are answered in all, where outcomes are looked at one by one or merged."""
MOST_SEARCHED = 3_000
"""The same where a deal has to be looked for in each draw."""
MOST_SOLVED = 300
"""The same where the answer in each draw takes a program."""
FEWEST_EACH = 30
"""The fewest draws for a fact, where answers are that costly."""


@dataclass(frozen=True)
class WithoutFact:
    """How the answers change without a fact."""

    fact: int
    changes: Mapping[str, Change]
    effective: float | None
    """How many independent draws tell as much; None where nothing can change."""


@dataclass(frozen=True)
class WithoutFacts:
    """How the answers change without each fact that was left out."""

    tried: tuple[WithoutFact, ...]
    untried: tuple[int, ...]
    """Facts for which that would have taken too much work, by their positions."""
    settled: bool


def without_facts(
    draws: Draws, answers: Callable[[Draws], Answers], before: Answers, count: int
) -> WithoutFacts:
    """Leave out each established fact and assumption of a signatory, one at a time.

    `before` holds the answers of the draws as they are; `count` draws are made anew for a fact at
    most. What cannot be done in bounds is left out in order of least promise.
    """
    case = draws.case
    most = _most_answered(draws)
    if most < MOST_ANSWERED:
        count = min(count, FEWEST_EACH)
    certain = {
        party: [k for k, f in enumerate(case.facts) if f.party == party and f.certain]
        for party in (draws.parties[p] for p in draws.signatories)
    }
    lines = [k for facts in certain.values() for k in facts if case.facts[k].content.is_red_line]
    work = MOST_WORK // max(1, len(certain))

    def of_party(party: str) -> tuple[list[LeftOut], list[int]]:
        facts = [k for k in certain[party] if k not in lines]
        if not facts or draws.settled(party):  # what is not in question cannot matter
            return [], []
        rng = stream(draws.seed, 2, sorted(draws.parties).index(party))
        return possible_without(draws, party, facts, count, rng, work)

    with ThreadPoolExecutor() as threads:  # moves are array work, outside Python's lock
        found = dict(zip(certain, threads.map(of_party, certain), strict=True))
    first = draws.first(count)
    untried = [k for _, missing in found.values() for k in missing]
    left = most
    tried: list[WithoutFact] = []
    for party, (without, _) in found.items():
        chosen: list[LeftOut] = []
        for one in sorted(without, key=lambda w: -w.beyond):
            left -= len(one.draws)
            if left < 0 and len(one.draws):
                untried.append(one.fact)
            else:
                chosen.append(one)
        tried += _of_party(draws, party, chosen, answers, before)
    for k in lines:
        left -= count
        if left < 0:
            untried.append(k)
            continue
        after = answers(first.without_red_line(k))
        changes = {name: change_between(before[name], after[name]) for name in before}
        tried.append(WithoutFact(k, changes, float(count)))
    settled = all(one.settled for without, _ in found.values() for one in without)
    return WithoutFacts(tuple(sorted(tried, key=lambda w: w.fact)), tuple(sorted(untried)), settled)


def _most_answered(draws: Draws) -> int:
    """How many draws are answered in all."""
    board = Board.of(draws.case, draws)
    if board.listed or not board.draw_by_draw:
        return MOST_ANSWERED
    return MOST_SOLVED if board.takes_programs else MOST_SEARCHED


def _of_party(
    draws: Draws,
    party: str,
    without: Sequence[LeftOut],
    answers: Callable[[Draws], Answers],
    before: Answers,
) -> list[WithoutFact]:
    """The changes without each of a party's facts, with many draws answered in one go."""
    done: list[WithoutFact] = []
    batch: list[LeftOut] = []

    def answer() -> None:
        at = np.concatenate([one.draws for one in batch])
        after: Answers = {}
        if len(at):
            preferences = joined([one.preferences for one in batch])
            after = answers(draws_at(draws, at).with_preferences(party, preferences))
        start = 0
        for one in batch:
            own = slice(start, start + len(one.draws))
            none = np.empty(0, dtype=bool)
            changes = {
                name: one.change(before[name], after[name][own] if after else none)
                for name in before
            }
            done.append(WithoutFact(one.fact, changes, one.effective))
            start = own.stop
        batch.clear()

    for one in without:
        batch.append(one)
        if sum(len(b.draws) for b in batch) >= TOGETHER:
            answer()
    if batch:
        answer()
    return done
