"""The points of the deal space, worked out again outcome by outcome."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from zopa.analyses import bargaining, deal_space, frontier
from zopa.analyses import board as board_module
from zopa.analyses import two_party_space as module
from zopa.analyses.two_party_space import DealSpaceOptions
from zopa.case.model import (
    Case,
    Draft,
    Fact,
    Issue,
    Level,
    Party,
    ReservationRange,
    TermReading,
    ValueRange,
)
from zopa.foundation.chance import Interval
from zopa.outcomes import diagram as diagram_module
from zopa.preferences.draws import Draws, draw

from .by_listing import barred, outcomes_of, signs, utility
from .reordering import reordered

DRAWS = 60


def at_centre(draws: Draws, outcome: dict[str, str], party: str) -> float:
    p = draws.parties.index(party)
    return float(np.mean([utility(draws, d, p, outcome) for d in range(len(draws))]))


def points(draws: Draws, outcomes: list[dict[str, str]], parties: tuple[str, ...]) -> np.ndarray:
    return np.array([[at_centre(draws, o, p) for p in parties] for o in outcomes])


def test_every_outcome_stands_where_it_is_worth(case: Case) -> None:
    draws = draw(case, DRAWS, seed=4)
    result = deal_space(case, draws)
    expected = points(draws, outcomes_of(case), result.parties)
    got = np.array(result.outcomes)
    # each outcome has a dot within the rounding, and each dot an outcome
    near = np.abs(expected[:, None] - got[None]).max(axis=2) <= 0.0005 + 1e-12
    assert near.any(axis=1).all()
    assert near.any(axis=0).all()
    assert len(set(result.outcomes)) == len(result.outcomes)
    for p, party in enumerate(result.parties):
        column = draws.parties.index(party)
        assert result.no_deal[p] == pytest.approx(draws.reservation[:, column].mean())


def test_the_frontier_and_the_fair_deals_are_those_of_their_analyses(case: Case) -> None:
    draws = draw(case, DRAWS, seed=4)
    result = deal_space(case, draws)
    listed = [[p.utilities[x] for x in result.parties] for p in frontier(case, draws).points]
    assert np.array(result.frontier) == pytest.approx(np.array(listed))
    fair = {s.solution: s.centre[0] for s in bargaining(case, draws).solutions if s.centre}
    assert {f.solution for f in result.fair} == set(fair)
    for deal in result.fair:
        of_analysis = fair[deal.solution].utilities
        assert deal.point == pytest.approx([of_analysis[p] for p in result.parties])


def test_the_outcome_at_each_point_is_told_where_it_is_asked_for(three: Case) -> None:
    draws = draw(three, DRAWS, seed=4)
    bare, told = (
        deal_space(three, draws),
        deal_space(three, draws, DealSpaceOptions(with_terms=True)),
    )
    assert (bare.outcome_terms, bare.frontier_terms) == ((), ())
    assert all(not entry.terms for entry in (*bare.drafts, *bare.fair))
    for outcomes, at, near in (
        (told.outcome_terms, bare.outcomes, 0.0005),
        (told.frontier_terms, bare.frontier, 1e-12),
        *((d.terms, e.ways, 0.00005) for d, e in zip(told.drafts, bare.drafts, strict=True)),
    ):
        stands = points(draws, list(outcomes), told.parties)
        assert np.abs(stands - np.array(at)).max() <= near + 1e-12
    for deal in told.fair:
        stands = points(draws, [deal.terms], told.parties)[0]
        assert deal.point == pytest.approx(stands)


def test_drafts_in_every_way_of_settling_them(two: Case, three: Case) -> None:
    for case in (two, three):
        draws = draw(case, DRAWS, seed=4)
        result = deal_space(case, draws)
        (drawn,) = result.drafts
        levels = case.drafts[drawn.draft].levels
        settled = [o for o in outcomes_of(case) if all(o[i] in own for i, own in levels.items())]
        expected = points(draws, settled, result.parties)
        got = np.array(drawn.ways)
        near = np.abs(expected[:, None] - got[None]).max(axis=2) <= 0.00005 + 1e-12
        assert near.any(axis=1).all()
        assert near.any(axis=0).all()


def test_a_draft_that_the_rules_forbid_has_no_points(three: Case) -> None:
    terms = {"qqi": (TermReading("qqi2"),), "qqj": (TermReading("qqj1"),)}
    forbidden = replace(
        three, drafts={"d": Draft("d", "D", ("qqa",), None, terms, assumed="a try")}
    )
    assert deal_space(forbidden, draw(forbidden, 30)).drafts == ()


def test_two_signatories_are_the_two(two: Case) -> None:
    result = deal_space(two, draw(two, DRAWS, seed=4))
    assert result.parties == ("qqa", "qqb")
    assert result.pairs == ()


def test_of_three_the_two_who_most_often_have_no_deal_by_themselves(three: Case) -> None:
    draws = draw(three, DRAWS, seed=4)
    result = deal_space(three, draws)
    outcomes = outcomes_of(three)
    for pair in result.pairs:
        one, other = (draws.parties.index(p) for p in pair.parties)
        none = [
            not any(signs(draws, d, one, o) and signs(draws, d, other, o) for o in outcomes)
            for d in range(DRAWS)
        ]
        assert pair.no_deal is not None
        assert pair.no_deal.share == pytest.approx(np.mean(none))
        worth = points(draws, outcomes, pair.parties)
        assert pair.correlation == pytest.approx(np.corrcoef(worth.T)[0, 1])
    assert {pair.parties for pair in result.pairs} == {*combinations(("qqa", "qqb", "qqc"), 2)}
    assert result.parties == result.pairs[0].parties
    hardest = max(round(pair.no_deal.share, 2) for pair in result.pairs if pair.no_deal)
    assert hardest > 0
    assert round(result.pairs[0].no_deal.share, 2) == hardest  # type: ignore[union-attr]


def test_of_pairs_that_all_have_a_deal_first_the_one_whose_interests_are_most_opposed() -> None:
    """Values as given: 1 and 2 want the opposite of each other, 3 nearly what 2 wants."""

    def exactly(percent: float) -> Interval:
        return Interval(percent / 100, percent / 100)

    worth = {"c": (0, 50, 60, 100), "a": (100, 50, 40, 0), "b": (0, 60, 50, 100)}
    facts = []
    for party, percents in worth.items():
        ranges = {"i": {str(k): exactly(x) for k, x in enumerate(percents)}}
        facts.append(Fact(party, "value", ValueRange(ranges), assumed="given"))
        facts.append(Fact(party, "reservation", ReservationRange(exactly(10)), assumed="given"))
    issue = Issue("i", "I", tuple(Level(str(k), str(k)) for k in range(4)))
    case = Case("", {"i": issue}, {p: Party(p, p) for p in worth}, facts=tuple(facts))
    pairs = deal_space(case, draw(case, 20)).pairs
    assert [pair.parties for pair in pairs] == [("c", "a"), ("a", "b"), ("c", "b")]
    assert pairs[0].correlation == pytest.approx(-1.0)


def test_any_two_parties_observers_too(three: Case) -> None:
    draws = draw(three, DRAWS, seed=4)
    result = deal_space(three, draws, DealSpaceOptions(parties=("qqd", "qqb")))
    assert result.parties == ("qqd", "qqb")
    assert result.pairs == ()
    expected = points(draws, outcomes_of(three), ("qqd", "qqb"))
    low = np.round(expected.min(axis=0), 3)
    assert np.array(result.outcomes).min(axis=0) == pytest.approx(low)
    assert result.frontier


@pytest.mark.parametrize("parties", [("qqa", "nobody"), ("qqa", "qqa")])
def test_parties_that_there_are_none_of(three: Case, parties: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="part"):
        deal_space(three, draw(three, 20), DealSpaceOptions(parties=parties))


def test_one_who_must_agree_has_no_picture(two: Case) -> None:
    parties = {"qqa": two.parties["qqa"], "qqb": replace(two.parties["qqb"], role="observer")}
    alone = replace(two, parties=parties)
    result = deal_space(alone, draw(alone, 30))
    assert result.parties == ()
    assert result.no_deal is None
    assert (result.outcomes, result.frontier, result.drafts, result.fair) == ((),) * 4


def test_as_many_points_as_are_asked_for(three: Case) -> None:
    options = DealSpaceOptions(dots=3, ways=1, frontier=1)
    result = deal_space(three, draw(three, DRAWS, seed=4), options)
    assert len(result.outcomes) == 3
    assert len(result.frontier) == 1
    assert [len(drawn.ways) for drawn in result.drafts] == [options.ways]
    every = deal_space(three, draw(three, DRAWS, seed=4))
    assert set(result.outcomes) < set(every.outcomes)


def test_fair_deals_stand_at_the_mean_of_so_many_draws(three: Case) -> None:
    draws = draw(three, DRAWS, seed=1)
    result = deal_space(three, draws, DealSpaceOptions(solved=20))
    solved = bargaining(three, draws.first(20)).solutions[0]
    point = next(f.point for f in result.fair if f.solution == solved.solution)
    assert point == pytest.approx([solved.centre[0].utilities[p] for p in result.parties])


def test_a_space_too_large_to_list_is_sampled(three: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    every = deal_space(three, draw(three, DRAWS, seed=1))
    monkeypatch.setattr(module, "LISTED", 5)
    monkeypatch.setattr(module, "SAMPLED", 6)
    sampled = deal_space(three, draw(three, DRAWS, seed=1))
    assert 0 < len(sampled.outcomes) <= 6
    assert set(sampled.outcomes) < set(every.outcomes)


def test_issues_too_tangled_to_look_for_a_deal_of_two(
    bonuses: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    third = replace(bonuses, parties={**bonuses.parties, "qqc": Party("qqc", "C")})
    monkeypatch.setattr(board_module, "LISTED", 5)
    monkeypatch.setattr(diagram_module, "MAX_STATES", 1)
    pairs = module._pairs(module.Board.of(third, draw(third, 3, seed=3)))
    assert {pair.no_deal for pair in pairs} == {None}
    assert [round(p.correlation, 2) for p in pairs] == sorted(
        round(p.correlation, 2) for p in pairs
    )


def large(three: Case) -> Case:
    """More outcomes that differ to the eye than there are dots."""
    issues = {
        f"qq{k}": Issue(f"qq{k}", "", tuple(Level(f"qq{k}{j}", "") for j in range(7)))
        for k in range(4)
    }
    return Case("Large", issues, {p: three.parties[p] for p in ("qqa", "qqb", "qqc")}, name="large")


def test_for_two_named_parties_the_order_in_the_file_does_not_matter(three: Case) -> None:
    case = large(three)
    other = reordered(case)
    options = DealSpaceOptions(parties=("qqc", "qqa"))
    one = deal_space(case, draw(case, 20, seed=3), options)
    two = deal_space(other, draw(other, 20, seed=3), options)
    assert len(one.outcomes) == options.dots
    assert sorted(one.outcomes) == sorted(two.outcomes)


def test_nobody_bars_a_dot(two: Case) -> None:
    """Red lines are left aside: dots are all that the rules allow."""
    draws = draw(two, DRAWS, seed=1)
    shut = [o for o in outcomes_of(two) if any(barred(draws, d, 0, o) for d in range(DRAWS))]
    dots = np.array(deal_space(two, draws).outcomes)
    for point in points(draws, shut, ("qqa", "qqb")):
        assert (np.abs(dots - point).max(axis=1) <= 0.0005 + 1e-12).any()
