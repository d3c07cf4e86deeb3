"""Every number of an analysis, counted again outcome by outcome and draw by draw."""

from __future__ import annotations

import numpy as np
import pytest

from zopa.analyses import agreement_zone as zone_module
from zopa.analyses import bargaining, drafts, frontier, zone
from zopa.analyses import board as board_module
from zopa.analyses.board import Board
from zopa.case.model import Case
from zopa.outcomes import diagram as diagram_module
from zopa.outcomes.diagram import TooTangled
from zopa.outcomes.frontier import FrontierTooLarge
from zopa.preferences.draws import draw

from .by_listing import barred, in_zone, outcomes_of, signs, utility
from .conftest import CASES

DRAWS = 60


def test_zone(case: Case) -> None:
    draws = draw(case, DRAWS, seed=1)
    result = zone(case, draws)
    everything = outcomes_of(case)
    members = np.array([[in_zone(draws, d, o) for o in everything] for d in range(DRAWS)])
    assert result.outcomes == len(everything)
    assert result.exists.share == pytest.approx(members.any(axis=1).mean())
    assert result.portion.mean == pytest.approx(members.mean())
    for entry in result.levels:
        has = [o[entry.issue] == entry.level for o in everything]
        assert entry.share.share == pytest.approx(members[:, has].any(axis=1).mean())
    shares = {tuple(sorted(o.items())): members[:, k].mean() for k, o in enumerate(everything)}
    best = [shares[tuple(sorted(o.terms.items()))] for o in result.best]
    assert best == pytest.approx(sorted(shares.values(), reverse=True)[: len(best)])
    for found in result.best:
        assert found.share.share == pytest.approx(shares[tuple(sorted(found.terms.items()))])
        for party, share in found.parties.items():
            p = draws.parties.index(party)
            own = [signs(draws, d, p, found.terms) for d in range(DRAWS)]
            assert share.share == pytest.approx(np.mean(own))


def test_what_blocks(two: Case, three: Case, conditions: Case) -> None:
    for case in (two, three, conditions):
        draws = draw(case, DRAWS, seed=1)
        everything = outcomes_of(case)
        stuck = [d for d in range(DRAWS) if not any(in_zone(draws, d, o) for o in everything)]
        for block in zone(case, draws).blocks:
            if block.kind == "red_line":
                opened = [any(in_zone(draws, d, o, block.fact) for o in everything) for d in stuck]
            elif block.kind == "party":
                rest = [p for p in draws.signatories if draws.parties[p] != block.party]
                opened = [
                    any(all(signs(draws, d, p, o) for p in rest) for o in everything) for d in stuck
                ]
            else:
                continue
            assert block.opens.share == pytest.approx(np.mean(opened))


def test_drafts(two: Case, three: Case, conditions: Case) -> None:
    for case in (two, three, conditions):
        draws = draw(case, DRAWS, seed=2)
        everything = outcomes_of(case)
        for result in drafts(case, draws).drafts:
            draft = case.drafts[result.draft]
            some = np.zeros((DRAWS, len(draws.parties)), dtype=bool)
            every, now, somehow = some.copy(), some.copy(), some.copy()
            signed = np.zeros(DRAWS, dtype=bool)
            gains = np.zeros(some.shape)
            authors = [draws.parties.index(p) for p in case.authors_of(draft.id)]
            for d in range(DRAWS):
                terms = {i: levels[0] for i, levels in draft.levels.items()}
                for (name, issue), taken in draws.readings.items():
                    if name == draft.id:
                        terms[issue] = case.issues[issue].level_ids[taken[d]]
                settled = [o for o in everything if terms.items() <= o.items()]
                for p in range(len(draws.parties)):
                    own = [signs(draws, d, p, o) for o in settled]
                    somehow[d, p], every[d, p] = any(own), all(own)
                    stand = settled
                    if authors and p not in authors:
                        best = {
                            i: case.issues[i].level_ids[v[d, authors[0]].argmax()]
                            for i, v in zip(draws.issues, draws.values, strict=True)
                        }
                        stand = [{**best, **terms}]
                    some[d, p] = any(signs(draws, d, p, o) for o in stand)
                    now[d, p] = any(
                        utility(draws, d, p, o) >= draws.aspiration[d, p] - 1e-9
                        and not barred(draws, d, p, o)
                        for o in stand
                    )
                    free = [o for o in stand if not barred(draws, d, p, o)] or stand
                    gains[d, p] = max(utility(draws, d, p, o) for o in free)
                    gains[d, p] -= draws.reservation[d, p]
                signed[d] = any(in_zone(draws, d, o) for o in settled) and all(
                    some[d, p] for p in draws.signatories
                )
            assert result.signed.share == pytest.approx(signed.mean())
            for p, entry in enumerate(result.parties):
                assert entry.party == draws.parties[p]
                assert entry.accepts.share == pytest.approx(some[:, p].mean())
                assert entry.now.share == pytest.approx(now[:, p].mean())
                assert entry.accepts_at_best.share == pytest.approx(somehow[:, p].mean())
                assert entry.accepts_whatever.share == pytest.approx(every[:, p].mean())
                assert entry.gain.mean == pytest.approx(gains[:, p].mean())
            if len(draft.terms) < len(case.issues):
                assert result.improvable is None
                continue
            assert result.improvable is not None
            better = [
                any(
                    all(
                        utility(draws, d, p, o) - draws.reservation[d, p]
                        >= gains[d, p] + 0.01 - 1e-9
                        and not barred(draws, d, p, o)
                        for p in draws.signatories
                    )
                    for o in everything
                )
                for d in range(DRAWS)
            ]
            assert result.improvable.share == pytest.approx(np.mean(better))


def _score(name: str, gains: np.ndarray, ideal: np.ndarray) -> tuple[float, ...]:
    if name == "nash":
        return (float(np.prod(gains)),)
    if name == "kalai_smorodinsky":
        return tuple(sorted(np.round(gains / ideal, 12)))
    if name == "egalitarian":
        return tuple(sorted(np.round(gains, 12)))
    return (float(gains.sum()),)


def test_bargaining(case: Case) -> None:
    draws = draw(case, DRAWS, seed=4)
    everything = outcomes_of(case)
    who = list(draws.signatories)
    for solved in bargaining(case, draws).solutions:
        wins: dict[tuple[tuple[str, str], ...], int] = {}
        none = 0
        for d in range(DRAWS):
            able = [o for o in everything if in_zone(draws, d, o)]
            none += not able
            if not able:
                continue
            gains = np.array(
                [[utility(draws, d, p, o) - draws.reservation[d, p] for p in who] for o in able]
            ).clip(0)
            ideal = np.where(gains.max(axis=0) > 0, gains.max(axis=0), 1.0)
            scores = [_score(solved.solution, g, ideal) for g in gains]
            winner = able[max(range(len(able)), key=scores.__getitem__)]
            key = tuple(sorted(winner.items()))
            wins[key] = wins.get(key, 0) + 1
        assert solved.none.share == pytest.approx(none / DRAWS)
        top = sorted(wins.values(), reverse=True)[: len(solved.winners)]
        assert [w.share.share for w in solved.winners] == pytest.approx([c / DRAWS for c in top])
        for won in solved.winners:
            assert won.share.share == pytest.approx(wins[tuple(sorted(won.terms.items()))] / DRAWS)


def test_frontier_at_the_centre(case: Case) -> None:
    draws = draw(case, DRAWS, seed=4)
    reservation = draws.reservation.mean(axis=0)
    everything = outcomes_of(case)
    who = list(draws.signatories)
    points = np.array(
        [
            [np.mean([utility(draws, d, p, o) for d in range(DRAWS)]) for p in who]
            for o in everything
        ]
    )
    efficient = {
        tuple(sorted(o.items()))
        for o, u in zip(everything, points, strict=True)
        if not ((points >= u - 1e-12).all(axis=1) & (points > u + 1e-12).any(axis=1)).any()
    }
    result = frontier(case, draws)
    assert {tuple(sorted(p.terms.items())) for p in result.points} == efficient
    for point in result.points:
        for p, party in zip(who, result.reservation, strict=True):
            gain = point.utilities[party] - reservation[p]
            assert point.gains[party] == pytest.approx(gain)


@pytest.mark.parametrize("name", ["tied", "given"])
def test_issues_too_tangled_to_merge_give_the_same_answers(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bonuses = CASES[name]()
    draws = draw(bonuses, 3, seed=3)
    merged = zone(bonuses, draws), bargaining(bonuses, draws), frontier(bonuses, draws)
    monkeypatch.setattr(board_module, "LISTED", 5)
    monkeypatch.setattr(diagram_module, "MAX_STATES", 1)
    again = draw(bonuses, 3, seed=3)
    assert Board.of(bonuses, again).tangled
    by_programs = zone(bonuses, again), bargaining(bonuses, again), frontier(bonuses, again)
    assert by_programs[0].exists == merged[0].exists
    assert by_programs[0].levels == merged[0].levels
    for one, other in zip(by_programs[1].solutions, merged[1].solutions, strict=True):
        assert one.none == other.none
        assert one.gains.keys() == other.gains.keys()
        for party, gain in one.gains.items():
            assert gain.mean == pytest.approx(other.gains[party].mean, abs=1e-6)
    assert by_programs[2].complete
    found = {tuple(p.utilities.values()) for p in by_programs[2].points}
    assert np.array(sorted(found)) == pytest.approx(
        np.array(sorted({tuple(p.utilities.values()) for p in merged[2].points})), abs=1e-6
    )


def test_what_is_not_decided_within_the_work_is_said_and_counts_for_nothing(
    bonuses: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_module, "LISTED", 1)
    monkeypatch.setattr(board_module, "SAMPLED", 1)  # so that next to nothing is known beforehand
    monkeypatch.setattr(diagram_module, "MAX_STATES", 1)
    draws = draw(bonuses, 3, seed=3)
    board = Board.of(bonuses, draws)
    hits, decided = zone_module._draw_by_draw(board)
    assert all(sure.all() for sure in decided)
    monkeypatch.setattr(zone_module, "LEVELS_WORK", 0)
    known, sure_of = zone_module._draw_by_draw(board)
    some = [~sure for sure in sure_of]
    assert any(left.any() for left in some)  # else nothing is shown here
    for all_hits, few_hits, sure in zip(hits, known, sure_of, strict=True):
        assert (few_hits[sure] == all_hits[sure]).all()
        assert not few_hits[~sure].any()

    def never(*_: object, **__: object) -> None:
        raise TooTangled

    monkeypatch.setattr(board_module, "zone_exists", never)
    assert board.zone_within(board.barred).tolist() == board.has_zone.tolist()
    monkeypatch.setattr(board_module, "LOOKING", 1)
    with pytest.raises(FrontierTooLarge, match="not decided within 1 steps of search"):
        board.zone_within(board.barred)


def test_a_climb_looks_at_all_that_differ_in_one_term(
    conditions: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_module, "LISTED", 5)
    board = Board.of(conditions, draw(conditions, DRAWS, seed=1))
    for start in board.outcomes:
        around = [board.space.decode(row) for row in zone_module._climb(board, start, 100)]
        least = sum(len(issue.levels) - 1 for issue in conditions.issues.values())
        apart = [
            sum(sum(one[i] != other[i] for i in one) <= 1 for other in around) for one in around
        ]
        assert max(apart) == len(around) == least + 1


@pytest.mark.parametrize("name", ["two", "conditions"])
def test_a_space_too_large_to_list_gives_the_same_answers(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = CASES[name]()
    exact = zone(two, draw(two, DRAWS, seed=1))
    monkeypatch.setattr(board_module, "LISTED", 5)
    searched = zone(two, draw(two, DRAWS, seed=1))
    assert not searched.listed
    assert searched.exists == exact.exists
    assert searched.levels == exact.levels
    assert searched.best[0].share.share <= exact.best[0].share.share
