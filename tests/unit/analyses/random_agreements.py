"""Random small cases with a rule of agreement, and everything about them counted one by one."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from random import Random

import numpy as np
import pytest

from zopa.analyses import bargaining, drafts, frontier, zone
from zopa.analyses.agreement_zone import ZoneOptions
from zopa.analyses.board import Board
from zopa.case.model import (
    AgreementRule,
    AllOf,
    AtLeast,
    Case,
    Draft,
    Fact,
    Issue,
    Level,
    Order,
    Party,
    Quota,
    Ranking,
    RedLine,
    Rule,
    TermReading,
)
from zopa.preferences.draws import Draws, draw

from .by_listing import barred, enough, in_zone, outcomes_of, signs, utility

DRAWS = 6


def random_rule(chance: Random, parties: list[str]) -> AgreementRule:
    """One condition, two or three, each of which can be met."""

    def some(fewest: int = 1) -> tuple[str, ...]:
        return tuple(chance.sample(parties, chance.randint(fewest, len(parties))))

    def one() -> AllOf | AtLeast | Quota:
        kind = chance.choice(["all", "at_least", "at_least", "quota"])
        if kind == "all":
            return AllOf(some()[:2])
        if kind == "at_least":
            of = some()
            return AtLeast(chance.randint(1, len(of)), of)
        weights = {party: Decimal(chance.randint(1, 12)) / 4 for party in some(2)}
        return Quota(Decimal(chance.randint(10, 100)), weights, percent=True)

    return AgreementRule(tuple(one() for _ in range(chance.choice([1, 1, 2, 3]))))


def random_case(seed: int) -> Case:
    """Two to five signatories, two or three issues, red lines, a rule and drafts now and then."""
    chance = Random(seed)  # noqa: S311 - no secret hangs on it
    parties = [f"p{k}" for k in range(chance.randint(2, 5))]
    issues = {
        f"i{k}": Issue(
            f"i{k}", f"I{k}", tuple(Level(f"l{n}", f"L{n}") for n in range(chance.randint(2, 3)))
        )
        for k in range(chance.randint(2, 3))
    }
    ids = list(issues)

    def terms(of: list[str]) -> dict[str, str]:
        return {issue: chance.choice(issues[issue].level_ids) for issue in of}

    facts = []
    for party in parties:
        for issue in ids:
            if chance.random() < 0.5:
                levels = list(issues[issue].level_ids)
                chance.shuffle(levels)
                ranking = Ranking(issue, tuple((level,) for level in levels))
                facts.append(Fact(party, "order", Order((ranking,)), assumed="so"))
        if chance.random() < 0.5:
            issue = chance.choice(ids)
            line = RedLine({issue: (chance.choice(issues[issue].level_ids),)})
            sure = chance.choice([1.0, 0.5])
            facts.append(Fact(party, "red_line", line, assumed="so", confidence=sure))
    never = {issue: (level,) for issue, level in terms(ids[:2]).items()}
    rules = (Rule(never),) if chance.random() < 0.3 else ()
    tabled = {}
    for k in range(chance.randint(0, 2)):
        of = chance.sample(ids, chance.randint(1, len(ids)))
        readings = {issue: (TermReading(level),) for issue, level in terms(of).items()}
        tabled[f"d{k}"] = Draft(f"d{k}", f"D{k}", (), None, readings)
    watcher = {"w": Party("w", "W", role="observer")} if chance.random() < 0.3 else {}
    return Case(
        "random",
        issues,
        {party: Party(party, party) for party in parties} | watcher,
        tabled,
        tuple(facts),
        rules,
        agreement=random_rule(chance, parties),
    )


def check_case(seed: int) -> None:
    """Hold every answer that follows the rule against counting."""
    case = random_case(seed)
    draws = draw(case, DRAWS, seed=seed)
    everything = outcomes_of(case)
    members = np.array([[in_zone(draws, d, o) for o in everything] for d in range(DRAWS)])
    check_zone(case, draws, everything, members)
    check_obstacles(case, draws, everything, members)
    check_drafts(case, draws, everything)
    check_bargaining(case, draws, everything, members)


def check_zone(
    case: Case, draws: Draws, everything: list[dict[str, str]], members: np.ndarray
) -> None:
    result = zone(case, draws, ZoneOptions(listed=3))
    assert result.exists.share == pytest.approx(members.any(axis=1).mean())
    assert result.portion.mean == pytest.approx(members.mean())
    for entry in result.levels:
        has = [o[entry.issue] == entry.level for o in everything]
        assert entry.share.share == pytest.approx(members[:, has].any(axis=1).mean())
    shares = {tuple(o.items()): members[:, k].mean() for k, o in enumerate(everything)}
    for found in result.best:
        key = tuple((issue, found.terms[issue]) for issue in case.issues)
        assert found.share.share == pytest.approx(shares[key])
    if members.any():
        assert result.best[0].share.share == pytest.approx(max(shares.values()))
    who = case.signatories
    groups = [set(g) for n in range(len(who) + 1) for g in combinations(who, n)]

    def wins(group: set[str]) -> bool:
        return enough(draws, [party in group for party in who])

    winning = [g for g in groups if wins(g) and not any(wins(g - {p}) for p in g)]
    blocking = [
        g for g in groups if not wins({*who} - g) and all(wins({*who} - (g - {p})) for p in g)
    ]
    assert result.agreement.listed
    assert sorted(map(sorted, result.agreement.groups)) == sorted(map(sorted, winning))
    assert sorted(map(sorted, result.agreement.blocking)) == sorted(map(sorted, blocking))
    assert {*result.agreement.vetoes} == {p for p in who if not wins({*who} - {p})}
    assert result.agreement.takes_all == (len(result.agreement.vetoes) == len(who))


def check_obstacles(
    case: Case, draws: Draws, everything: list[dict[str, str]], members: np.ndarray
) -> None:
    stuck = np.flatnonzero(~members.any(axis=1))
    who = case.signatories
    told = zone(case, draws).blocks
    for block in told:
        opened = []
        for d in stuck:
            without, willing = -1, set[str]()
            if block.kind == "red_line":
                without = block.fact or 0
            elif block.kind == "rule":
                continue
            else:
                willing = {*block.parties} or {block.party or ""}
            opened.append(
                any(
                    enough(
                        draws,
                        [
                            draws.parties[p] in willing or signs(draws, int(d), p, o, without)
                            for p in draws.signatories
                        ],
                    )
                    for o in everything
                )
            )
        if opened:
            assert block.opens.share == pytest.approx(np.mean(opened))
    if len(who) > 2 and len(stuck):
        for party in who:
            opens = np.mean(
                [
                    any(
                        enough(
                            draws,
                            [
                                draws.parties[p] == party or signs(draws, int(d), p, o)
                                for p in draws.signatories
                            ],
                        )
                        for o in everything
                    )
                    for d in stuck
                ]
            )
            found = [b.opens.share for b in told if b.kind == "party" and b.party == party]
            assert (found or [0.0]) == [pytest.approx(opens)]


def check_drafts(case: Case, draws: Draws, everything: list[dict[str, str]]) -> None:
    for result in drafts(case, draws).drafts:
        terms = {i: levels[0] for i, levels in case.drafts[result.draft].levels.items()}
        settled = [o for o in everything if terms.items() <= o.items()]
        signed = [any(in_zone(draws, d, o) for o in settled) for d in range(DRAWS)]
        assert result.signed.share == pytest.approx(np.mean(signed))


def check_bargaining(
    case: Case, draws: Draws, everything: list[dict[str, str]], members: np.ndarray
) -> None:
    result = bargaining(case, draws)
    solutions = {s.solution: s for s in result.solutions}
    who = list(draws.signatories)
    if case.takes_all:
        assert len(solutions) == 4
        assert not result.not_solved
        return
    assert [*solutions] == ["nash", "utilitarian"]
    assert [s.solution for s in result.not_solved] == ["kalai_smorodinsky", "egalitarian"]
    powers = np.array([result.powers[p] for p in case.signatories])
    wins: dict[str, dict[tuple[tuple[str, str], ...], int]] = {"nash": {}, "utilitarian": {}}
    for d in range(DRAWS):
        gains = np.array(
            [[utility(draws, d, p, o) - draws.reservation[d, p] for p in who] for o in everything]
        )
        sums = gains.sum(axis=1)
        by_all = np.array(
            [
                bool((g >= -1e-9).all()) and not any(barred(draws, d, p, o) for p in who)
                for o, g in zip(everything, gains, strict=True)
            ]
        )
        product = np.where(by_all, np.prod(np.maximum(gains, 1e-15) ** powers, axis=1), -1.0)
        for name, score, among in (
            ("utilitarian", sums, members[d]),
            ("nash", product, by_all),
        ):
            if among.any():
                best = score[among].max()
                for k in np.flatnonzero(among & (score >= best - 1e-9)):
                    key = tuple(sorted(everything[k].items()))
                    wins[name][key] = wins[name].get(key, 0) + 1
    for name, solved in solutions.items():
        none = (~members.any(axis=1)).mean() if name == "utilitarian" else None
        if none is not None:
            assert solved.none.share == pytest.approx(none)
        for winner in solved.winners:
            key = tuple(sorted(winner.terms.items()))
            assert winner.share.share == pytest.approx(wins[name].get(key, 0) / DRAWS)


def check_frontier(seed: int) -> None:
    """What is on the frontier does not depend on the rule; what of it is in the zone does."""
    case = random_case(seed)
    draws = draw(case, DRAWS, seed=seed)
    values, reservation = draws.centre
    who = list(draws.signatories)
    for point in frontier(case, draws).points:
        at = [issue.index(point.terms[name]) for name, issue in case.issues.items()]
        signed = []
        for p in who:
            gain = sum(float(v[p, k]) for v, k in zip(values, at, strict=True)) - reservation[p]
            lines = [float(b[:, p, k].mean()) > 0.5 for b, k in zip(draws.barred, at, strict=True)]
            signed.append(gain >= -1e-9 and not any(lines))
        if case.takes_all:
            several = [
                float(b[:, who, k].any(axis=1).mean()) > 0.5
                for b, k in zip(draws.barred, at, strict=True)
            ]
            assert point.in_zone <= (not any(several))
        else:
            assert point.in_zone == enough(draws, signed)


def check_search(seed: int) -> None:
    """The same answers where outcomes are not listed but searched for: the caller sees to that."""
    case = random_case(seed)
    draws = draw(case, DRAWS, seed=seed)
    everything = outcomes_of(case)
    members = np.array([[in_zone(draws, d, o) for o in everything] for d in range(DRAWS)])
    board = Board.of(case, draws)
    assert not board.listed
    assert board.has_zone.tolist() == members.any(axis=1).tolist()
    searched = zone(case, draws, ZoneOptions(listed=3))
    few = members[: board.fewer]
    for entry in searched.levels:
        has = [o[entry.issue] == entry.level for o in everything]
        assert entry.share.draws == len(few)
        assert entry.share.share == pytest.approx(few[:, has].any(axis=1).mean())
    if board.fewer >= DRAWS:
        check_obstacles(case, draws, everything, members)
    if board.groups is None:
        answer = bargaining(case, draws)
        assert not answer.solutions
        assert len(answer.not_solved) == 4
    else:
        check_bargaining(case, draws, everything, members)
    for issue, levels in zip(case.issues, board.space.levels, strict=True):
        settled = board.space.encode({issue: levels[0]})
        exists, known = board.told_within(board.space.bars(settled))
        has = [o[issue] == levels[0] for o in everything]
        assert (exists[known] == members[:, has].any(axis=1)[known]).all()
    for d in range(DRAWS):
        outcome, decided = board.deal(d, tuple(b[d] for b in board.barred), 10**9)
        assert decided
        assert (outcome is not None) == members[d].any()
        if outcome is not None:
            assert in_zone(draws, d, board.space.decode(outcome))
