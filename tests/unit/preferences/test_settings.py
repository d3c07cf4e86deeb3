"""What each draw takes as given: readings, and uncertain facts in force."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from ledger import ledger, orders
from scipy import stats

from zopa.preferences.draws import draw, redraw_without
from zopa.preferences.settings import CannotDrawError

BOTH = {"a": ["good", "bad"], "b": ["good", "bad"]}
KNOWN = [orders("us", **BOTH), orders("them", **BOTH)]
N = 4000
GRAVE = 1e-5


def near(share: float, draws: int = N) -> float:
    return 4.5 * np.sqrt(share * (1 - share) / draws)


def test_an_uncertain_fact_is_in_force_as_often_as_it_is_likely() -> None:
    facts = [
        *KNOWN,
        {"party": "us", "weight": {"a": "60..100"}, "confidence": 0.3},
        {"party": "us", "reservation": "0..50", "confidence": 0.8},
        {"party": "them", "reservation": "50..100", "confidence": 0.6},
    ]
    draws = draw(ledger(BOTH, facts), N, seed=1)
    assert sorted(draws.in_force) == [2, 3, 4]
    for k, share in [(2, 0.3), (3, 0.8), (4, 0.6)]:
        assert draws.in_force[k].mean() == pytest.approx(share, abs=near(share))
    for one, other in pairwise(draws.in_force.values()):
        table = np.histogram2d(one, other, bins=2)[0]
        assert stats.chi2_contingency(table, correction=False).pvalue > GRAVE
    weight = draws.values[0][:, 0, 0]
    assert weight[draws.in_force[2]].min() >= 0.6
    assert stats.kstest(weight[~draws.in_force[2]], "uniform").pvalue > GRAVE
    assert draws.reservation[draws.in_force[4], 1].min() >= 0.5


def test_contradictory_facts_are_never_in_force_together() -> None:
    """Half and half, never both: neither, the one, the other are as likely."""
    facts = [
        *KNOWN,
        {"party": "us", "reservation": "60..70", "confidence": 0.5},
        {"party": "us", "reservation": "10..20", "confidence": 0.5},
    ]
    draws = draw(ledger(BOTH, facts), N, seed=2)
    high, low = draws.in_force[2], draws.in_force[3]
    assert not (high & low).any()
    for share in (high.mean(), low.mean(), (~high & ~low).mean()):
        assert share == pytest.approx(1 / 3, abs=near(1 / 3))


def test_a_fact_against_the_established_ones_is_never_in_force() -> None:
    facts = [
        *KNOWN,
        {"party": "us", "reservation": "60..70"},
        {"party": "us", "reservation": "10..20", "confidence": 0.9},
    ]
    assert not draw(ledger(BOTH, facts), 100, seed=3).in_force[3].any()


def test_no_draws_come_from_facts_that_cannot_hold() -> None:
    facts = [
        *KNOWN,
        {"party": "us", "reservation": "60..70"},
        {"party": "us", "reservation": "10..20"},
    ]
    with pytest.raises(CannotDrawError, match="zopa check"):
        draw(ledger(BOTH, facts), 10)


@pytest.mark.parametrize("gap", [1e-9, 1e-7, 4e-7, 1e-6, 3e-6, 1e-4])
def test_facts_that_clash_by_a_hair_give_good_draws_or_none(gap: float) -> None:
    facts = [
        *KNOWN,
        {"party": "us", "reservation": "40..60"},
        {"party": "us", "value": {"a": {"good": f"0..{40 - 100 * gap:.8f}"}}},
        {"party": "us", "accepts": {"a": "good", "b": "bad"}},
    ]
    try:
        draws = draw(ledger(BOTH, facts), 20)
    except CannotDrawError:
        assert gap >= 1e-7
    else:
        assert draws.reservation[:, 0] == pytest.approx(np.full(20, 0.4), abs=2e-6)


def test_each_reading_is_as_likely_and_the_same_for_all() -> None:
    issues = {**BOTH, "c": ["x", "y", "z"]}
    facts = [
        orders("us", c=["x", "y", "z"], **BOTH),
        orders("them", c=["z", "y", "x"], **BOTH),
        {"party": "us", "tables": "offer"},
        {"party": "them", "tables": "offer"},
    ]
    drafts = {"offer": {"a": "bad", "b": "bad", "c": ["z", "y", "x"]}}
    draws = draw(ledger(issues, facts, drafts), N, seed=4)
    taken = draws.readings["offer", "c"]
    assert stats.chisquare(np.bincount(taken, minlength=3)).pvalue > GRAVE
    each = np.arange(N)
    for party in (0, 1):
        value = draws.values[2][each, party, taken]
        assert (draws.reservation[:, party] <= value + 1e-9).all()
    # settled as a party's worst, it leaves that party no better than nothing
    assert draws.reservation[taken == 2, 0] == pytest.approx(np.zeros((taken == 2).sum()), abs=1e-7)


def test_a_reading_that_cannot_be_is_never_taken() -> None:
    facts = [
        *KNOWN,
        {"party": "us", "tables": "offer"},
        {"party": "us", "reservation": "20..100"},
    ]
    drafts = {"offer": {"a": ["good", "bad"], "b": "bad"}}
    assert (draw(ledger(BOTH, facts, drafts), 60).readings["offer", "a"] == 0).all()


def test_red_lines_bar_levels_while_in_force() -> None:
    facts = [
        *KNOWN,
        {"party": "us", "red_line": {"a": ["bad"]}},
        {"party": "us", "red_line": {"b": ["bad"], "a": ["bad"]}, "confidence": 0.4},
    ]
    draws = draw(ledger(BOTH, facts), 500, seed=5)
    a, b = draws.barred
    assert a[:, 0].tolist() == [[False, True]] * 500
    assert b[:, 0, 1].tolist() == draws.in_force[3].tolist()
    assert not b[:, 0, 0].any()
    assert not a[:, 1].any()
    without = draws.without_red_line(2)
    assert without.barred[0][:, 0, 1].tolist() == draws.in_force[3].tolist()
    assert without.reservation is draws.reservation
    assert not draws.without_red_line(3).barred[1].any()


def test_red_lines_leave_the_values_alone() -> None:
    plain = draw(ledger(BOTH, KNOWN), 200, seed=6)
    drawn = draw(ledger(BOTH, [*KNOWN, {"party": "us", "red_line": {"a": ["bad"]}}]), 200, seed=6)
    assert np.array_equal(plain.reservation, drawn.reservation)


def test_without_the_only_constraint_the_prior_is_left() -> None:
    facts = [*KNOWN, {"party": "us", "rejects": {"a": "good", "b": "bad"}}]
    draws = draw(ledger(BOTH, facts), N, seed=7)
    assert stats.kstest(draws.reservation[:, 0], "uniform").pvalue < GRAVE
    redrawn, convergence = redraw_without(draws, "us", [0, 2], N)
    assert convergence.reached
    assert stats.kstest(redrawn[2].reservation, "uniform").pvalue > GRAVE
    assert stats.kstest(redrawn[2].values[0][:, 0], "uniform").pvalue > GRAVE
    # without the order, each level of each issue is best in half of the draws that fit
    assert (redrawn[0].values[0][:, 1] > 0).mean() > 0.4


def test_without_a_fact_that_says_nothing_all_is_as_it_was() -> None:
    facts = [
        *KNOWN,
        {"party": "us", "rejects": {"a": "good", "b": "bad"}},
        {"party": "us", "tables": {"a": "good", "b": "good"}},
    ]
    draws = draw(ledger(BOTH, facts), N, seed=8)
    redrawn, _ = redraw_without(draws, "us", [3], N)
    assert stats.ks_2samp(redrawn[3].reservation, draws.reservation[:, 0]).pvalue > GRAVE
    assert stats.ks_2samp(redrawn[3].values[0][:, 0], draws.values[0][:, 0, 0]).pvalue > GRAVE


def test_redrawn_preferences_keep_the_readings() -> None:
    facts = [
        *KNOWN,
        {"party": "us", "tables": "offer"},
        {"party": "us", "reservation": "0..30", "confidence": 0.5},
        {"party": "us", "weight": {"a": "20..80"}},
    ]
    drafts = {"offer": {"a": ["good", "bad"], "b": "bad"}}
    draws = draw(ledger(BOTH, facts, drafts), 400, seed=9)
    redrawn, _ = redraw_without(draws, "us", [4], 300)
    r, (a, _) = redrawn[4].reservation, redrawn[4].values
    assert r.shape == (300,)
    taken = draws.readings["offer", "a"][:300]
    assert (r <= a[np.arange(300), taken] + 1e-7).all()
    assert r[draws.in_force[3][:300]].max() <= 0.3 + 1e-7
