"""Bonuses and penalties in draws: what they add, on what scale, and when there are none."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from ledger import Entry, ledger, orders
from scipy import stats

from zopa.outcomes.terms import Box
from zopa.preferences.clashes import clashing_facts
from zopa.preferences.draws import Draws, draw, redraw_without

BOTH: dict[str, Any] = {"a": ["good", "bad"], "b": ["good", "bad"]}
KNOWN = [orders("us", **BOTH), orders("them", **BOTH)]
N = 4000
GRAVE = 1e-5
ALL_GOOD = {"a": "good", "b": "good"}


def bonus(adds: str, party: str = "us", **when: Any) -> Entry:
    return {"party": party, "bonus": {"when": when, "adds": adds}}


def utilities(draws: Draws, party: str = "us") -> np.ndarray:
    """(draws, outcomes), in the order of `product` over the issues' levels in the file."""
    p = draws.parties.index(party)
    every = np.array(list(product(*(range(v.shape[2]) for v in draws.values))))
    total = sum(v[:, p][:, every[:, k]] for k, v in enumerate(draws.values))
    return np.asarray(total + sum(term.utilities(every)[:, p] for term in draws.terms))


def worth(draws: Draws, party: str = "us", term: int = 0) -> np.ndarray:
    return np.asarray(draws.terms[term].worth[:, draws.parties.index(party)])


def test_a_case_without_bonuses_has_no_terms() -> None:
    assert draw(ledger(BOTH, KNOWN), 10).terms == ()


def test_one_box_for_each_set_of_levels_in_canonical_order() -> None:
    issues = {"b": ["x", "y", "z"], "a": ["good", "bad"]}
    facts = [
        bonus("5..8", b=["z", "x"], a="bad"),
        bonus("-4..-2", "them", a=["bad"], b=["x", "z", "x"]),
        bonus("3", a=["good"]),
    ]
    draws = draw(ledger(issues, facts), 20, seed=1)
    assert all(isinstance(term, Box) for term in draws.terms)
    # issues by position in the file (b is the first), levels likewise
    assert [term.where for term in draws.terms] == [((0, (0, 2)), (1, (1,))), ((1, (1 - 1,)),)]
    both, single = draws.terms
    us, them = draws.parties.index("us"), draws.parties.index("them")
    assert both.worth.shape == (20, 2)
    assert (both.worth[:, us] >= 0.05 - 1e-9).all()
    assert (both.worth[:, us] <= 0.08 + 1e-9).all()
    assert (both.worth[:, them] <= -0.02 + 1e-9).all()
    assert (both.worth[:, them] >= -0.04 - 1e-9).all()
    assert single.worth[:, us] == pytest.approx(np.full(20, 0.03), abs=1e-7)
    assert not single.worth[:, them].any()


def test_a_bonus_shares_the_whole_with_the_weights() -> None:
    """Weights and bonus uniform on a simplex of three: each has mean 1/3 and Beta(1, 2)."""
    draws = draw(ledger(BOTH, [*KNOWN, bonus("0..100", **ALL_GOOD)]), N, seed=2)
    a, b = (v[:, 0, 0] for v in draws.values)
    c = worth(draws)
    assert a + b + c == pytest.approx(np.ones(N))
    for part in (a, b, c):
        assert stats.kstest(part, stats.beta(1, 2).cdf).pvalue > GRAVE
    assert not worth(draws, "them").any()
    total = utilities(draws)
    assert total[:, 0] == pytest.approx(np.ones(N))  # good, good
    assert total[:, 1] == pytest.approx(a)
    assert not total[:, 3].any()


def test_a_bonus_within_a_range() -> None:
    """Cut to 20..60%, a bonus beside one two-level issue is uniform there."""
    case = ledger({"a": ["good", "bad"]}, [orders("us", a=BOTH["a"]), bonus("20..60", a="bad")])
    draws = draw(case, N, seed=3)
    c = worth(draws)
    assert stats.kstest(c, stats.uniform(0.2, 0.4).cdf).pvalue > GRAVE
    assert utilities(draws)[:, 0] == pytest.approx(1 - c)
    assert utilities(draws)[:, 1] == pytest.approx(c)


def test_a_penalty_is_what_one_can_be_spared() -> None:
    draws = draw(ledger(BOTH, [*KNOWN, bonus("-40..-10", a="bad", b="good")]), N, seed=4)
    c = -worth(draws)
    assert c.min() >= 0.1 - 1e-9
    assert c.max() <= 0.4 + 1e-9
    total = utilities(draws)
    assert total.min() >= -1e-12
    assert total[:, 0] == pytest.approx(np.ones(N))
    a = draws.values[0][:, 0]
    # what there is to lose stands with the first issue that the penalty names
    assert a[:, 1] == pytest.approx(c)
    assert draws.values[1][:, 0].min() == pytest.approx(0)
    weight = a[:, 0] - a[:, 1]
    b = draws.values[1][:, 0, 0]
    assert weight + b + c == pytest.approx(np.ones(N))
    assert total == pytest.approx(np.stack([0 * c + 1, weight + c, b, c], axis=1))


def test_a_penalty_that_cannot_be_spared_leaves_the_worst_at_nothing() -> None:
    case = ledger(BOTH, [*KNOWN, bonus("-30", a=["good", "bad"])])
    total = utilities(draw(case, 50, seed=5))
    assert total[:, 3] == pytest.approx(np.zeros(50), abs=1e-7)
    assert total[:, 0] == pytest.approx(np.full(50, 0.7), abs=1e-7)


def test_packages_count_the_bonuses_they_earn() -> None:
    facts = [
        *KNOWN,
        bonus("20..50", a="bad", b="bad"),
        bonus("-30..-10", a="good", b="bad"),
        {"party": "us", "accepts": {"a": "bad", "b": "bad"}},
        {"party": "us", "rejects": {"a": "good", "b": "bad"}},
        {"party": "us", "prefers": {"this": {"a": "bad", "b": "good"}, "to": ALL_GOOD}},
    ]
    with_all = [f for f in facts if "prefers" not in f]
    draws = draw(ledger(BOTH, with_all), N, seed=6)
    total, r = utilities(draws), draws.reservation[:, 0]
    assert (total[:, 3] >= r - 1e-7).all()
    assert (total[:, 1] <= r + 1e-7).all()
    us = draws.values[0][:, 0]
    assert (us[:, 0] - us[:, 1]).min() < 0.05
    # with nothing but the order, preferring the worse level says that a is worth nothing
    weight = np.ptp(draw(ledger(BOTH, facts), 200, seed=6).values[0][:, 0], axis=1)
    assert weight == pytest.approx(np.zeros(200), abs=1e-6)


def test_what_is_open_counts_only_as_far_as_it_surely_follows() -> None:
    """Accepting `a: bad` with b open: earned in the best way, U of it is c + w(b)."""
    issue = {"a": ["good", "bad"], "b": ["good", "bad"]}
    facts = [
        orders("us", **issue),
        bonus("30", a="bad", b="bad"),
        {"party": "us", "weight": {"a": 40, "b": 30}},
    ]
    accepts = [*facts, {"party": "us", "accepts": {"a": "bad"}}]
    r = draw(ledger(issue, accepts), N, seed=7).reservation[:, 0]
    # what it holds out for is even from r to 1, and at most 0.6: r has a density of that share
    below = lambda x: x + 0.4 * np.log(1 - x)  # noqa: E731
    assert stats.kstest(r, lambda x: below(x) / below(0.6)).pvalue > GRAVE
    rejects = [*facts, {"party": "us", "rejects": {"a": "bad"}}]
    r = draw(ledger(issue, rejects), N, seed=8).reservation[:, 0]
    assert stats.kstest(r, stats.uniform(0, 1).cdf).pvalue > GRAVE
    settled = [*facts, {"party": "us", "rejects": {"a": "bad", "b": "bad"}}]
    r = draw(ledger(issue, settled), N, seed=9).reservation[:, 0]
    assert stats.kstest(r, stats.uniform(0.3, 0.7).cdf).pvalue > GRAVE


def test_an_uncertain_bonus_is_there_as_often_as_it_is_likely() -> None:
    uncertain = bonus("10..40", **ALL_GOOD) | {"confidence": 0.3}
    draws = draw(ledger(BOTH, [*KNOWN, uncertain]), N, seed=10)
    force, c = draws.in_force[2], worth(draws)
    assert force.mean() == pytest.approx(0.3, abs=4.5 * np.sqrt(0.21 / N))
    assert c[force].min() >= 0.1 - 1e-9
    assert not c[~force].any()
    a, b = (v[:, 0, 0] for v in draws.values)
    assert a + b + c == pytest.approx(np.ones(N))
    assert stats.kstest(a[~force], "uniform").pvalue > GRAVE


def test_a_bonus_or_a_penalty_but_not_both() -> None:
    facts = [
        *KNOWN,
        bonus("10..20", **ALL_GOOD) | {"confidence": 0.5},
        bonus("-20..-10", **ALL_GOOD) | {"confidence": 0.5},
    ]
    case = ledger(BOTH, facts)
    assert {f.code.name for f in clashing_facts(case)} == {"uncertain-clash"}
    draws = draw(case, N, seed=11)
    up, down = draws.in_force[2], draws.in_force[3]
    assert not (up & down).any()
    c = worth(draws)
    assert len(draws.terms) == 1
    assert c[up].min() >= 0.1 - 1e-9
    assert c[down].max() <= -0.1 + 1e-9
    assert not c[~up & ~down].any()
    total = utilities(draws)
    assert total.min() >= -1e-9
    assert total.max() <= 1 + 1e-9


def test_two_facts_on_one_bonus_are_about_the_same_number() -> None:
    facts = [*KNOWN, bonus("10..30", a="good"), bonus("20..50", a=["good"])]
    c = worth(draw(ledger(BOTH, facts), 500, seed=12))
    assert c.min() >= 0.2 - 1e-7
    assert c.max() <= 0.3 + 1e-7


def test_without_a_bonus_there_is_none() -> None:
    facts = [*KNOWN, bonus("10..40", **ALL_GOOD), {"party": "us", "reservation": "20..40"}]
    draws = draw(ledger(BOTH, facts), N, seed=13)
    redrawn, convergence = redraw_without(draws, "us", [2, 3], N)
    assert convergence.reached
    assert redrawn[2].worth.shape == (N, 1)
    assert not redrawn[2].worth.any()
    assert stats.kstest(redrawn[2].values[0][:, 0], "uniform").pvalue > GRAVE
    assert redrawn[2].reservation.max() <= 0.4 + 1e-7
    assert redrawn[3].worth.min() >= 0.1 - 1e-7
    assert stats.kstest(redrawn[3].reservation, "uniform").pvalue > GRAVE


def test_without_a_bonus_that_others_need_the_rest_is_in_proportion() -> None:
    """Weights of 30 and 50 need a bonus of 20 to add up; without it they are 37.5 and 62.5."""
    facts = [
        *KNOWN,
        bonus("20", **ALL_GOOD),
        {"party": "us", "weight": {"a": 30, "b": 50}},
        {"party": "us", "reservation": 40},
    ]
    case = ledger(BOTH, facts)
    assert not list(clashing_facts(case))
    redrawn, _ = redraw_without(draw(case, 50, seed=14), "us", [2], 50)
    own = redrawn[2]
    assert own.values[0][:, 0] == pytest.approx(np.full(50, 0.375), abs=1e-6)
    assert own.values[1][:, 0] == pytest.approx(np.full(50, 0.625), abs=1e-6)
    assert own.reservation == pytest.approx(np.full(50, 0.5), abs=1e-6)
    assert not own.worth.any()


def test_without_a_penalty_that_others_need_nothing_is_spared() -> None:
    facts = [
        *KNOWN,
        bonus("-20", a="bad", b="bad"),
        {"party": "us", "weight": {"a": 30, "b": 50}},
        {"party": "us", "reservation": 40},
    ]
    redrawn, _ = redraw_without(draw(ledger(BOTH, facts), 50, seed=15), "us", [2], 50)
    own = redrawn[2]
    assert own.values[0] == pytest.approx(np.tile([0.375, 0.0], (50, 1)), abs=1e-6)
    # in points no agreement was worth 40 - 20 = 20 of 80
    assert own.reservation == pytest.approx(np.full(50, 0.25), abs=1e-6)


def test_preferences_of_one_party_can_be_replaced() -> None:
    facts = [*KNOWN, bonus("10..40", **ALL_GOOD), bonus("-30..-10", "them", **ALL_GOOD)]
    draws = draw(ledger(BOTH, facts), 60, seed=16)
    redrawn, _ = redraw_without(draws, "us", [2], 40)
    first = draws.first(40)
    assert len(first) == 40
    assert first.terms[0].worth.shape == (40, 2)
    other = first.with_preferences("us", redrawn[2])
    assert not worth(other).any()
    assert np.array_equal(worth(other, "them"), worth(draws, "them")[:40])
    assert np.array_equal(other.values[0][:, 1], draws.values[0][:40, 1])
    assert np.array_equal(other.values[0][:, 0], redrawn[2].values[0])
    assert np.array_equal(other.reservation[:, 0], redrawn[2].reservation)
    assert len(draws.terms[0].worth) == 60


@pytest.mark.parametrize(
    ("facts", "clash"),
    [
        ([{"weight": {"a": "60..70"}}, {"adds": "50..60"}], {0, 1}),
        ([{"adds": "10..20"}, {"adds": "30..40"}], {0, 1}),
        ([{"adds": "10..20"}, {"adds": "-20..-10"}], {0, 1}),
        ([{"weight": {"a": "10..20", "b": "10..20"}}, {"adds": "1..50"}], {0, 1}),
        ([{"adds": "0..50"}, {"reservation": "40..100"}, {"tables": {"a": "bad"}}], None),
        (
            [{"adds": "0..30"}, {"reservation": "40..100"}, {"tables": {"a": "bad", "b": "bad"}}],
            {1, 2, 3},
        ),
        (
            [
                {"adds": "60..70", "when": {"a": "bad"}},
                {"reservation": "0..50"},
                {"rejects": {"a": "bad", "b": "bad"}},
            ],
            {0, 1, 2},
        ),
    ],
)
def test_clashes_with_bonuses(facts: list[Entry], clash: set[int] | None) -> None:
    def fact(told: Entry) -> Entry:
        if "adds" not in told:
            return {"party": "us", **told}
        return bonus(told["adds"], **told.get("when", ALL_GOOD))

    case = ledger(BOTH, [*map(fact, facts), orders("us", **BOTH)])
    found = list(clashing_facts(case))
    if clash is None:
        assert not found
        return
    assert [f.code.name for f in found] == ["clash"]
    places = {found[0].place, *(place for place, _ in found[0].related)}
    assert {k for k, f in enumerate(case.facts) if case.place(*f.path, f.kind) in places} == clash


def test_numbers_that_need_an_uncertain_bonus_clash_without_it() -> None:
    facts = [
        *KNOWN,
        {"party": "us", "weight": {"a": 30, "b": 50}},
        bonus("20", **ALL_GOOD) | {"confidence": 0.5},
    ]
    (found,) = clashing_facts(ledger(BOTH, facts))
    assert found.code.name == "clash"
    assert "here they add up to 80 at most" in found.help


@pytest.mark.parametrize(("share", "told"), [(60, "110 at least"), (50.0004, "100.0004 at least")])
def test_a_sum_is_told_with_the_digits_that_tell_it_from_100(share: float, told: str) -> None:
    facts = [*KNOWN, {"party": "us", "weight": {"a": share, "b": 50}}]
    (found,) = clashing_facts(ledger(BOTH, facts))
    assert f"here they add up to {told}" in found.help


def test_a_clash_with_what_is_rejected_tells_how_much_less_it_is_worth() -> None:
    """Nothing is worth less than having no deal where that is worth nothing."""
    facts = [*KNOWN, {"party": "us", "reservation": 0}, {"party": "us", "rejects": {"a": "good"}}]
    (found,) = clashing_facts(ledger(BOTH, facts))
    assert "what a party rejects is worth 0.001 percent less than no deal at least" in found.help
