"""Scores of packages against sums by hand, against every outcome, and against the drafts' own."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from zopa.analyses import drafts, scores
from zopa.analyses.board import Board
from zopa.analyses.package_scores import PackageToScore, ScoreOptions, ScoreResult
from zopa.briefing.phrasing import plain
from zopa.briefing.scored import feedback
from zopa.case.model import Case, Draft, Fact, Issue, Level, Party, RedLine, TermReading
from zopa.preferences.draws import draw

POINTS = {
    "seller": {
        "price": {"low": 0.0, "middle": 30.0, "high": 60.0},
        "delivery": {"early": 0.0, "late": 12.0},
        "guarantee": {"none": 20.0, "one": 10.0, "two": 0.0},
    },
    "buyer": {
        "price": {"low": 50.0, "middle": 35.0, "high": 0.0},
        "delivery": {"early": 30.0, "late": 0.0},
        "guarantee": {"none": 0.0, "one": 20.0, "two": 25.0},
    },
}
NO_DEAL = {"seller": 40.0, "buyer": 25.0}


@pytest.fixture
def sale() -> Case:
    issues = {
        i: Issue(i, i, tuple(Level(k, k) for k in levels)) for i, levels in POINTS["seller"].items()
    }
    parties = {p: Party(p, p, points=POINTS[p], no_deal=NO_DEAL[p]) for p in POINTS}
    return Case("Sale", issues, parties)


def every_outcome(case: Case) -> list[dict[str, str]]:
    names = list(case.issues)
    return [
        dict(zip(names, levels, strict=True))
        for levels in product(*(case.issues[i].level_ids for i in names))
    ]


def total(party: str, terms: dict[str, str]) -> float:
    return sum(POINTS[party][i][level] for i, level in terms.items())


def scored(case: Case, *terms: dict[str, str]) -> ScoreResult:
    packages = tuple(PackageToScore(name=str(k), terms=t) for k, t in enumerate(terms))
    return scores(case, draw(case, 20), ScoreOptions(packages=packages))


def test_every_package_of_a_teaching_case_against_sums_by_hand(sale: Case) -> None:
    """Points, who blocks, what is better for all and how far the frontier is, for all outcomes."""
    every = every_outcome(sale)
    worth = np.array([[total(p, t) for p in POINTS] for t in every])
    ranges = np.ptp(worth, axis=0)
    result = scored(sale, *every)
    for own, score in zip(worth, result.packages, strict=True):
        seller, buyer = score.sides
        assert [seller.points, buyer.points] == pytest.approx(list(own))
        assert score.total == pytest.approx(own.sum())
        assert seller.points_gained == pytest.approx(own[0] - 40)
        blocked = [p for p, x in zip(POINTS, own, strict=True) if x < NO_DEAL[p]]
        assert sorted(score.blocked_by) == sorted(blocked)
        assert score.signed.share == (not blocked)
        more = worth - own
        ahead = (more >= 0).all(axis=1) & (more > 0).any(axis=1)
        assert (score.better is not None) == ahead.any()
        assert score.short_of_frontier == pytest.approx(
            max(0.0, (more / ranges).min(axis=1).max()), abs=1e-6
        )
        if score.better is not None:
            sums = (more / ranges).sum(axis=1)
            best = score.better.points["seller"], score.better.points["buyer"]
            assert sum(np.array(best) / ranges) == pytest.approx(sums[ahead].max())
            assert min(best) >= -1e-9
            assert [
                total(p, score.better.terms) - total(p, score.package.terms) for p in POINTS
            ] == (pytest.approx(best))


def test_the_ranking_and_a_group_without_a_deal(sale: Case) -> None:
    good = {"price": "middle", "delivery": "early", "guarantee": "none"}
    bad = {"price": "low", "delivery": "late", "guarantee": "none"}
    packages = (
        PackageToScore(name="bad", terms=bad),
        PackageToScore(name="none", no_deal=True),
        PackageToScore(name="good", terms=good),
    )
    result = scores(sale, draw(sale, 20), ScoreOptions(packages=packages))
    assert [p.package.name for p in result.ranked] == ["good", "none", "bad"]
    none = result.packages[1]
    assert (none.signed.share, none.total, none.blocked_by) == (0.0, 65.0, ())
    assert none.better is not None
    assert min(none.better.points.values()) >= 0


def test_drafts_are_scored_as_the_analysis_of_drafts_has_them(case: Case) -> None:
    draws = draw(case, 120, seed=4)
    told = {d.draft: d for d in drafts(case, draws).drafts}
    for score in scores(case, draws).packages:
        draft = told[score.package.draft]
        for side, party in zip(score.sides, draft.parties, strict=True):
            assert (side.could, side.now) == (party.accepts, party.now)
            assert side.gain.mean == pytest.approx(party.gain.mean)
        assert score.open == draft.open


def test_programs_find_what_a_list_finds(two: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    draws = draw(two, 60, seed=2)
    packages = tuple(
        PackageToScore(name=str(k), terms=t) for k, t in enumerate(every_outcome(two)[:6])
    )
    options = ScoreOptions(packages=packages)
    listed = scores(two, draws, options)
    monkeypatch.setattr(Board, "listed", False)
    for one, other in zip(listed.packages, scores(two, draws, options).packages, strict=True):
        assert one.short_of_frontier == pytest.approx(other.short_of_frontier, abs=1e-6)
        assert one.left == pytest.approx(other.left, abs=1e-6)


def test_what_breaks_a_rule_is_said_to(three: Case) -> None:
    terms = {"qqi": "qqi2", "qqj": "qqj1", "qqk": "2"}
    (score,) = scored(three, terms).packages
    assert score.breaks_rule
    assert score.better is None
    (fine,) = scored(three, terms | {"qqj": "qqj2"}).packages
    assert not fine.breaks_rule


def _halves() -> Case:
    """Two sides of which one needs a high price and the other the lowest, if the rest is poor."""
    price = {str(k): 5.0 * k for k in range(11)}
    points = {
        "a": {"p": price, "q": {"x": 0.0, "y": 30.0, "z": 10.0}},
        "b": {"p": {k: 60 - 1.2 * v for k, v in price.items()},
              "q": {"x": 40.0, "y": 0.0, "z": 35.0}},
    }  # fmt: skip
    issues = {i: Issue(i, i, tuple(Level(k, k) for k in points["a"][i])) for i in ("p", "q")}
    parties = {k: Party(k, k, points=points[k], no_deal=60.0) for k in points}
    return Case("Halves", issues, parties)


def test_open_terms_are_signed_only_where_one_way_suits_both() -> None:
    """Each side signs an open package at its own best; both only if one outcome suits both."""
    case = _halves()
    draws = draw(case, 20)
    own = {p: {i: case.parties[p].points[i] for i in case.issues} for p in case.parties}
    open_packages = [{"q": q} for q in "xyz"] + [{"p": str(p)} for p in range(11)]
    packages = tuple(PackageToScore(name=str(t), terms=t) for t in [*open_packages, {}])
    result = scores(case, draws, ScoreOptions(packages=packages))
    for score in result.packages:
        ways = [
            [sum(own[p][i][level] for i, level in way.items()) for p in own]
            for way in every_outcome(case)
            if score.package.terms.items() <= way.items()
        ]
        best = [max(way[k] for way in ways) for k in range(2)]
        assert [side.points for side in score.sides] == pytest.approx(best)
        assert score.signed.share == any(min(way) >= 60 - 1e-9 for way in ways)
        assert score.each_alone.share == (min(best) >= 60 - 1e-9)
        reached = any(np.allclose(way, best) for way in ways)
        assert score.total == (pytest.approx(sum(best)) if reached else None)


def test_an_open_package_ranks_no_higher_than_one_way_of_settling_it() -> None:
    """Each half of a text looks well to each side alone, and is no better than its best whole."""
    case = _halves()
    names = {"half": {"q": "y"}, "whole": {"p": "6", "q": "y"}, "poor": {"p": "5", "q": "y"}}
    packages = tuple(PackageToScore(name=n, terms=t) for n, t in names.items())
    result = scores(case, draw(case, 20), ScoreOptions(packages=packages))
    ranks = {p.package.name: p.rank for p in result.packages}
    assert ranks["poor"] == 3
    assert ranks["half"] <= ranks["whole"]
    told = plain(feedback(case, result.packages[0], given=True))
    assert "no way of settling what it leaves open suits both sides" in told


def test_in_drawn_preferences_one_way_suits_both_as_a_list_has_it(two: Case) -> None:
    """The joint share of an open package, and that as things stand, draw by draw by brute force;
    a draft of unknown hand with the same terms is told the same."""
    halves = {
        f"{issue}_{level}": Draft(f"{issue}_{level}", "", (), None, {issue: (TermReading(level),)})
        for issue in two.issues
        for level in two.issues[issue].level_ids
    }
    case = replace(two, drafts={**two.drafts, **halves})
    draws = draw(case, 60, seed=3)
    board = Board.of(case, draws)
    told = {d.draft: d for d in drafts(case, draws).drafts}
    apart = 0
    for name, half in halves.items():
        ((issue, (level,)),) = half.levels.items()
        packages = (PackageToScore(name=name, terms={issue: level}),)
        (score,) = scores(case, draws, ScoreOptions(packages=packages)).packages
        column = board.space.issues.index(issue)
        ways = board.outcomes[board.outcomes[:, column] == case.issues[issue].index(level)]
        worth = board.utilities(ways)
        barred = np.zeros(worth.shape, dtype=bool)
        for i, bar in enumerate(board.barred):
            barred |= bar[:, :, ways[:, i]]
        held_out = draws.aspiration[:, list(draws.signatories)]
        for share, of_draft, floor in (
            (score.signed, told[name].signed, board.reservation),
            (score.signed_now, told[name].signed_now, held_out),
        ):
            signing = (worth >= floor[:, :, None] - 1e-9) & ~barred
            assert share.share == signing.all(axis=1).any(axis=1).mean()
            assert of_draft == share
            apart += share.share < signing.any(axis=2).all(axis=1).mean()
    assert apart


def test_a_deal_with_a_level_that_a_side_bars_is_better_for_nobody(sale: Case) -> None:
    never = Fact("buyer", "red_line", RedLine({"price": ("middle",)}), assumed="so")
    package = {"price": "middle", "delivery": "late", "guarantee": "two"}
    free = scored(sale, package).packages[0].better
    assert free is not None
    assert free.terms == {"price": "middle", "delivery": "early", "guarantee": "none"}
    assert scored(replace(sale, facts=(never,)), package).packages[0].better is None
