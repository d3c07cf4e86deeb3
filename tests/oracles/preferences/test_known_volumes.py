"""Draws against volumes, means and variances that are known in closed form.

Rank-order centroid: Barron and Barrett (1996), Management Science 42, 1515–1523. Moments of
the Dirichlet distribution and of spacings: David and Nagaraja (2003), Order Statistics,
section 6.4. The value function is piecewise linear (Jacquet-Lagrèze and Siskos 1982), so a
polytope of preferences is a product of simplices cut by the facts.

Means are compared within 4.5 standard errors, which come from the known variances.
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import numpy as np
import pytest
from ledger import ledger, orders
from scipy import stats

from zopa.preferences import draws as drawing
from zopa.preferences.draws import Draws
from zopa.preferences.priors import Prior, PriorName

STRAIGHT = Prior("weights", levels_count=False)
"""Weights first, and shapes that are not bent, of which closed forms are known."""
draw = partial(drawing.draw, prior=STRAIGHT)

N = 6000
ERRORS = 4.5
GRAVE = 1e-5
"""A goodness-of-fit test with a smaller p-value than this fails; seeds are fixed."""


def by_level(draws: Draws, issue: str, party: str = "us") -> dict[str, np.ndarray]:
    k = draws.issues.index(issue)
    column = draws.parties.index(party)
    levels = draws.case.issues[issue].level_ids
    return {level: draws.values[k][:, column, j] for j, level in enumerate(levels)}


def no_deal(draws: Draws, party: str = "us") -> np.ndarray:
    return draws.reservation[:, draws.parties.index(party)]


def assert_mean(sample: np.ndarray, mean: float, variance: float) -> None:
    assert sample.mean() == pytest.approx(mean, abs=ERRORS * np.sqrt(variance / len(sample)))


def assert_follows(sample: np.ndarray, distribution: stats.rv_continuous) -> None:
    assert stats.kstest(sample, distribution.cdf).pvalue > GRAVE


def test_reservation_is_uniform_where_nothing_is_said() -> None:
    draws = draw(ledger({"a": ["good", "bad"]}), N, seed=1)
    assert_follows(no_deal(draws, "us"), stats.uniform())
    assert_follows(no_deal(draws, "them"), stats.uniform())
    assert abs(np.corrcoef(no_deal(draws, "us"), no_deal(draws, "them"))[0, 1]) < 4.5 / np.sqrt(N)


@pytest.mark.parametrize("issues", [2, 3, 5, 8])
def test_ranked_weights_have_the_rank_order_centroid(issues: int) -> None:
    """Weights uniform on w1 >= w2 >= … >= wn, sum 1, are means of spacings: the j-th is the
    sum over k >= j of g_k / k with g uniform on the simplex (Barron and Barrett 1996)."""
    names = [f"i{k}" for k in range(issues)]
    facts = [
        orders("us", **{i: ["good", "bad"] for i in names}),
        {"party": "us", "priorities": names},
    ]
    draws = draw(ledger({i: ["good", "bad"] for i in names}, facts), N, seed=2)
    assert draws.converged
    parts = np.array([[1 / k if k >= j else 0 for k in range(1, issues + 1)]
                      for j in range(1, issues + 1)])  # fmt: skip
    mean = parts.sum(axis=1) / issues
    covariance = parts @ (np.eye(issues) - 1 / issues) @ parts.T / (issues * (issues + 1))
    weights = np.array([by_level(draws, i)["good"] for i in names])
    for j in range(issues):
        assert_mean(weights[j], mean[j], covariance[j, j])
    scale = np.sqrt(np.outer(np.diag(covariance), np.diag(covariance)))
    assert np.allclose(np.cov(weights) / scale, covariance / scale, atol=10 / np.sqrt(N))


@pytest.mark.parametrize("sizes", [(4,), (2, 2, 2), (3, 4, 2), (2, 7)])
def test_steps_of_known_orders_are_dirichlet(sizes: tuple[int, ...]) -> None:
    """What each level adds to the next is uniform on one simplex, over all issues."""
    issues = {f"i{k}": [f"l{j}" for j in range(size)] for k, size in enumerate(sizes)}
    draws = draw(ledger(issues, [orders("us", **issues)]), N, seed=3, prior="values")
    steps = np.array(
        [
            by_level(draws, i)[better] - by_level(draws, i)[worse]
            for i, levels in issues.items()
            for better, worse in pairwise(levels)
        ]
    )
    n = len(steps)
    assert steps.sum(axis=0) == pytest.approx(np.ones(N))
    for step in steps:
        assert_follows(step, stats.beta(1, n - 1))
    variance = (n - 1) / (n * n * (n + 1))
    covariance = variance * (np.eye(n) * (1 + 1 / (n - 1)) - 1 / (n - 1))
    assert np.allclose(np.cov(steps) / variance, covariance / variance, atol=12 / np.sqrt(N))


@pytest.mark.parametrize(("prior", "first"), [("values", 3), ("weights", 1)])
def test_an_issue_weighs_by_its_levels_or_as_much_as_any(prior: PriorName, first: int) -> None:
    """Where values are spread evenly, with k levels in a known order its weight is
    Beta(k - 1, all other steps); where weights are, it is Beta(1, all other issues)."""
    issues = {"few": ["x", "y"], "many": ["p", "q", "r", "s"]}
    known = draw(ledger(issues, [orders("us", **issues)]), N, seed=4, prior=prior)
    unknown = draw(ledger(issues), N, seed=4, prior=prior)
    for draws in (known, unknown):
        weight = by_level(draws, "many")
        assert_follows(np.max(list(weight.values()), axis=0), stats.beta(first, 1))


def test_weights_drawn_first_are_dirichlet_whatever_the_levels() -> None:
    """Dirichlet(1, 1, 1): a weight is Beta(1, 2), and two of them are correlated by -1/2."""
    issues = {"few": ["x", "y"], "more": ["p", "q", "r"], "many": [f"l{k}" for k in range(8)]}
    draws = draw(ledger(issues, [orders("us", **issues)]), N, seed=13, prior="weights")
    weights = np.array([by_level(draws, i)[levels[0]] for i, levels in issues.items()])
    for weight in weights:
        assert_follows(weight, stats.beta(1, 2))
    assert np.corrcoef(weights)[np.triu_indices(3, 1)] == pytest.approx(
        np.full(3, -0.5), abs=4.5 / np.sqrt(N)
    )


def test_shapes_drawn_second_are_sorted_and_bent() -> None:
    """The k-th best of m levels in between is Beta(m - k + 1, k) before it is bent by an exponent,
    with which 1 - v is (1 - s)^g: its logarithm has then the mean of g times that of 1 - s."""
    levels = [f"l{k}" for k in range(6)]
    case = ledger(
        {"one": levels, "other": ["x", "y"]}, [orders("us", one=levels, other=["x", "y"])]
    )
    for exponents in ((1.0,), (1.0, 3.0)):
        prior = Prior("weights", levels_count=False, exponents=exponents)
        values = by_level(draw(case, N, seed=14, prior=prior), "one")
        for k in range(1, 5):
            shape = values[levels[k]] / values[levels[0]]
            if not prior.bent:
                assert_follows(shape, stats.beta(5 - k, k))
            short = stats.beta(k, 5 - k)
            mean = short.expect(np.log)
            square = short.expect(lambda s: np.log(s) ** 2)
            g, g2 = np.mean(exponents), np.mean(np.square(exponents))
            assert_mean(np.log(1 - shape), g * mean, g2 * square - (g * mean) ** 2)


def test_a_refused_package_lifts_the_reservation_value() -> None:
    """Weights (w, 1 - w), and r >= w: the density of (w, r) is 2 on the triangle."""
    both = {"a": ["good", "bad"], "b": ["good", "bad"]}
    facts = [orders("us", **both), {"party": "us", "rejects": {"a": "good", "b": "bad"}}]
    draws = draw(ledger(both, facts), N, seed=5)
    weight, r = by_level(draws, "a")["good"], no_deal(draws)
    assert_follows(r, stats.beta(2, 1))
    assert_follows(weight, stats.beta(1, 2))
    assert_follows(weight / r, stats.uniform())
    assert_mean(r, 2 / 3, 1 / 18)
    assert_mean(weight, 1 / 3, 1 / 18)


def test_a_tabled_package_keeps_it_down() -> None:
    """r <= a <= min(w, 1 - w) = m, with a even above r: density of r and m of (m - r) / (1 - r)."""
    both = {"a": ["good", "bad"], "b": ["good", "bad"]}
    tables = [
        {"party": "us", "tables": {"a": "good", "b": "bad"}},
        {"party": "us", "accepts": {"a": "bad", "b": "good"}},
    ]
    draws = draw(ledger(both, [orders("us", **both), *tables]), N, seed=6)
    weight, r = by_level(draws, "a")["good"], no_deal(draws)
    rng = np.random.default_rng(6)
    w, low = rng.random((2, 400_000))
    kept = rng.uniform(low, 1) <= np.minimum(w, 1 - w)
    assert stats.ks_2samp(weight, w[kept]).pvalue > GRAVE
    assert stats.ks_2samp(r, low[kept]).pvalue > GRAVE
    a = draws.aspiration[:, draws.parties.index("us")]
    assert (a <= np.minimum(weight, 1 - weight) + 1e-9).all()
    assert_follows((a - r) / (np.minimum(weight, 1 - weight) - r), stats.uniform())


def test_tabling_the_best_says_nothing() -> None:
    both = {"a": ["good", "bad"], "b": ["good", "bad"]}
    facts = [orders("us", **both), {"party": "us", "tables": {"a": "good", "b": "good"}}]
    assert_follows(no_deal(draw(ledger(both, facts), N, seed=7)), stats.uniform())


def test_open_issues_are_settled_the_way_that_says_least() -> None:
    """Tables {a: bad}, b open: r <= value of b at its best. Rejects {a: good}: r >= that of a."""
    both = {"a": ["good", "bad"], "b": ["good", "bad"]}
    tables = [orders("us", **both), {"party": "us", "tables": {"a": "bad"}}]
    rejects = [orders("us", **both), {"party": "us", "rejects": {"a": "good"}}]
    assert_follows(no_deal(draw(ledger(both, tables), N, seed=8)), stats.beta(1, 2))
    assert_follows(no_deal(draw(ledger(both, rejects), N, seed=8)), stats.beta(2, 1))


def test_a_preferred_package_splits_the_simplex() -> None:
    """w_a >= w_b + w_c: a half of the simplex's edge, so w_a is 1/2 + Beta(1, 2) / 2."""
    three = {i: ["good", "bad"] for i in "abc"}
    prefers = {
        "this": {"a": "good", "b": "bad", "c": "bad"},
        "to": {"a": "bad", "b": "good", "c": "good"},
    }
    draws = draw(ledger(three, [orders("us", **three), {"party": "us", "prefers": prefers}]), N, 9)
    assert_follows(2 * by_level(draws, "a")["good"] - 1, stats.beta(1, 2))


def test_numbers_bound_what_they_speak_of() -> None:
    issues = {"a": ["best", "middle", "worst"], "b": ["good", "bad"]}
    facts = [
        orders("us", **issues),
        {"party": "us", "weight": {"a": "30..50"}},
        {"party": "us", "reservation": "40..60"},
    ]
    draws = draw(ledger(issues, facts), N, seed=10, prior="values")
    # the density of the weight is its own length, so its square is uniform
    assert_follows(by_level(draws, "a")["best"] ** 2, stats.uniform(0.09, 0.16))
    assert_follows(by_level(draws, "a")["middle"] / by_level(draws, "a")["best"], stats.uniform())
    assert_follows(no_deal(draws), stats.uniform(0.4, 0.2))
    facts[1] = {"party": "us", "value": {"a": {"middle": "20..60"}}}
    middle = by_level(draw(ledger(issues, facts), N, seed=10, prior="values"), "a")["middle"]
    # the density of the middle at m is 1 - m, so (1 - m)^2 is uniform
    assert_follows((1 - middle) ** 2, stats.uniform(0.16, 0.48))


def test_numbers_bound_what_they_speak_of_with_weights_first() -> None:
    issues = {"a": ["best", "middle", "worst"], "b": ["good", "bad"]}
    facts = [orders("us", **issues), {"party": "us", "weight": {"a": "30..50"}}]
    draws = draw(ledger(issues, facts), N, seed=10, prior=STRAIGHT)
    assert_follows(by_level(draws, "a")["best"], stats.uniform(0.3, 0.2))
    assert_follows(by_level(draws, "a")["middle"] / by_level(draws, "a")["best"], stats.uniform())
    # the density at a middle worth m is the integral of 1 / w from m to 1, which is -log m, so
    # that m - m log m is uniform
    facts[1] = {"party": "us", "value": {"a": {"middle": "20..60"}}}
    draws = draw(ledger(issues, facts), N, seed=11, prior=STRAIGHT)
    middle = by_level(draws, "a")["middle"]
    low, high = (m - m * np.log(m) for m in (0.2, 0.6))
    assert_follows(middle - middle * np.log(middle), stats.uniform(low, high - low))


@pytest.mark.parametrize("span", ["29.999..30.001", 30])
def test_an_exact_number_is_as_likely_as_shapes_have_it(span: str | int) -> None:
    """A middle of 30% is the more of the weight, the smaller the weight: its density goes with
    1 / w, so that log w is uniform from log 0.3 to 0."""
    issues = {"a": ["best", "middle", "worst"], "b": ["good", "bad"]}
    facts = [orders("us", **issues), {"party": "us", "value": {"a": {"middle": span}}}]
    draws = draw(ledger(issues, facts), N, seed=15, prior=STRAIGHT)
    assert draws.converged
    weight = by_level(draws, "a")["best"]
    assert_follows(np.log(weight), stats.uniform(np.log(0.3), -np.log(0.3)))


def test_levels_that_tie_count_once() -> None:
    """A tie is about the shape, and leaves the weights as they are."""
    issues = {"a": ["p", "q", "r", "s"], "b": ["good", "bad"]}
    facts = [
        orders("us", a=["p", "q", "r", "s"], b=["good", "bad"]),
        orders("us", a=["p", "r", "q", "s"]),
    ]
    for prior in (STRAIGHT, Prior("weights", levels_count=False, exponents=(1.0, 3.0))):
        draws = draw(ledger(issues, facts), N, seed=16, prior=prior)
        assert draws.converged
        weight = by_level(draws, "a")["p"]
        assert_follows(weight, stats.uniform())
        shape = by_level(draws, "a")["q"] / weight
        assert shape == pytest.approx(by_level(draws, "a")["r"] / weight, abs=1e-6)
        if not prior.bent:
            assert_follows(shape, stats.uniform())
        else:  # log(1 - v) is g log(1 - s)
            assert_mean(np.log(1 - shape), -2.0, 2 * 5 - 4)


def test_an_exact_number_leaves_the_rest_free() -> None:
    """The polytope is flat: the middle is uniform below the weight of 30%."""
    issues = {"a": ["best", "middle", "worst"], "b": ["good", "bad"]}
    facts = [
        orders("us", **issues),
        {"party": "us", "weight": {"a": 30}},
        {"party": "us", "reservation": 25},
    ]
    draws = draw(ledger(issues, facts), N, seed=11)
    assert by_level(draws, "a")["best"] == pytest.approx(np.full(N, 0.3), abs=1e-7)
    assert by_level(draws, "b")["good"] == pytest.approx(np.full(N, 0.7), abs=1e-7)
    assert no_deal(draws) == pytest.approx(np.full(N, 0.25), abs=1e-7)
    assert_follows(by_level(draws, "a")["middle"] / 0.3, stats.uniform())


def test_a_slanted_flat_is_uniform_too() -> None:
    """Indifferent between two packages: w_a = w_b on the simplex, so w_c is uniform."""
    three = {i: ["good", "bad"] for i in "abc"}
    one = {"a": "good", "b": "bad", "c": "bad"}
    other = {"a": "bad", "b": "good", "c": "bad"}
    facts = [
        orders("us", **three),
        {"party": "us", "prefers": {"this": one, "to": other}},
        {"party": "us", "prefers": {"this": other, "to": one}},
    ]
    draws = draw(ledger(three, facts), N, seed=12)
    weights = {i: by_level(draws, i)["good"] for i in three}
    assert weights["a"] == pytest.approx(weights["b"], abs=1e-7)
    assert_follows(weights["c"], stats.uniform())
    assert_follows(no_deal(draws), stats.uniform())


def test_where_all_is_told_every_draw_is_that() -> None:
    issues = {"a": ["best", "middle", "worst"], "b": ["good", "bad"]}
    facts = [
        orders("us", **issues),
        {"party": "us", "weight": {"a": 60, "b": 40}},
        {"party": "us", "value": {"a": {"middle": 15}}},
        {"party": "us", "reservation": 35},
    ]
    draws = draw(ledger(issues, facts), 50, seed=13)
    assert draws.converged
    told = {"best": 0.6, "middle": 0.15, "worst": 0.0}
    for level, value in told.items():
        assert by_level(draws, "a")[level] == pytest.approx(np.full(50, value), abs=1e-7)
    assert no_deal(draws) == pytest.approx(np.full(50, 0.35), abs=1e-7)


def test_a_narrow_number_is_uniform_within_it() -> None:
    """Widths of 1 in 100,000 beside widths of 1."""
    issues = {"a": ["good", "bad"], "b": ["best", "middle", "worst"]}
    facts = [orders("us", **issues), {"party": "us", "weight": {"a": "40..40.001"}}]
    draws = draw(ledger(issues, facts), N, seed=14)
    assert draws.converged
    assert_follows((by_level(draws, "a")["good"] - 0.4) / 1e-5, stats.uniform())
    weight = by_level(draws, "b")["best"]
    assert_follows(by_level(draws, "b")["middle"] / weight, stats.uniform())
    assert_follows(no_deal(draws), stats.uniform())


def test_a_fine_number_is_linear_between_its_breakpoints() -> None:
    """A number of 51 levels has 11 breakpoints and those that are named."""
    case = ledger({"n": range(51), "b": ["good", "bad"]}, [
        orders("us", n="more", b=["good", "bad"]),
        {"party": "us", "tables": {"n": 33}},
    ])  # fmt: skip
    draws = draw(case, 400, seed=15)
    values = draws.values[0][:, draws.parties.index("us")]
    assert values.shape == (400, 51)
    assert (np.diff(values, axis=1) >= -1e-12).all()
    bends = np.abs(np.diff(values, n=2, axis=1)).max(axis=0) > 1e-9
    assert set(np.flatnonzero(bends) + 1) == {5, 10, 15, 20, 25, 30, 33, 35, 40, 45}


@pytest.mark.parametrize(("toward", "best"), [("more", 30), ("less", 0), ({"peak": 20}, 20)])
def test_numbers_are_liked_the_way_that_is_told(toward: str | dict[str, int], best: int) -> None:
    case = ledger({"n": range(0, 31, 10), "b": ["x", "y"]}, [orders("us", n=toward)])
    draws = draw(case, 3000, seed=16)
    values = draws.values[0][:, draws.parties.index("us")]
    at = best // 10
    assert (np.diff(values[:, : at + 1], axis=1) >= 0).all()
    assert (np.diff(values[:, at:], axis=1) <= 0).all()
    if best == 20:
        # 0 < 10 < 20 and 30: of three orders that fit, 30 is worst in one
        last = (values[:, 3] == 0).mean()
        assert last == pytest.approx(1 / 3, abs=ERRORS * np.sqrt(2 / 9 / 3000))


def test_levels_without_an_order_are_best_alike() -> None:
    draws = draw(ledger({"a": ["p", "q", "r", "s"], "b": ["good", "bad"]}), N, seed=17)
    values = draws.values[0][:, 0]
    for ends in (values.argmax(axis=1), values.argmin(axis=1)):
        assert stats.chisquare(np.bincount(ends, minlength=4)).pvalue > GRAVE
    middle = np.sort(values, axis=1)
    assert_follows(middle[:, 1] / middle[:, 2], stats.uniform())
