"""Draws against rejection: preferences drawn with no facts but orders, kept where they agree.

The priors are written down here on their own: an order for each issue; the weights and steps of
its levels uniform, or the weights uniform and then the levels between best and worst, bent with an
exponent; a reservation value. An order is kept if any preferences with it agree.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from ledger import Entry, ledger, orders
from numpy.typing import NDArray

from zopa.case.model import Case, Package, Preference, Priorities, Stance
from zopa.preferences import with_room
from zopa.preferences.draws import draw
from zopa.preferences.priors import EVEN_VALUES, Prior
from zopa.preferences.stacked import StackedFacts

N = 1500
TRIED = 60_000


def weights_first(
    sizes: list[int], count: int, rng: np.random.Generator, exponents: tuple[float, ...]
) -> tuple[list[Any], Any]:
    """Weights on a simplex, then levels sorted between 1 and 0; levels stand best first."""
    values = []
    for weight in rng.dirichlet(np.ones(len(sizes)), count).T:
        size = sizes[len(values)]
        between = np.sort(rng.random((count, size - 2)), axis=1)[:, ::-1]
        between = 1 - (1 - between) ** rng.choice(exponents, (count, 1))
        shape = np.hstack([np.ones((count, 1)), between, np.zeros((count, 1))])
        values.append(weight[:, None] * shape)
    return values, rng.random(count)


def even_values(sizes: list[int], count: int, rng: np.random.Generator) -> tuple[list[Any], Any]:
    """Steps of all issues on one simplex; levels stand best first."""
    steps = rng.dirichlet(np.ones(sum(size - 1 for size in sizes)), count)
    values, at = [], 0
    for size in sizes:
        own = steps[:, at : at + size - 1]
        at += size - 1
        from_worst = np.cumsum(own[:, ::-1], axis=1)
        values.append(np.hstack([from_worst[:, ::-1], np.zeros((count, 1))]))
    return values, rng.random(count)


def agrees(case: Case, values: list[Any], r: Any, a: Any) -> NDArray[np.bool_]:
    """Which of some preferences satisfy the facts, settled terms only."""
    names = list(case.issues)

    def worth(package: Package) -> Any:
        return sum(
            values[names.index(i)][:, case.issues[i].index(level)]
            for i, level in package.terms.items()
        )

    fits = np.ones(len(r), dtype=bool)
    for fact in case.facts:
        match fact.content:
            case Stance(stance="rejects", package=package):
                fits &= worth(package) <= r
            case Stance(stance="declines", package=package, over=over):
                fits &= worth(package) <= a
                for i in over:
                    own, level = values[names.index(i)], case.issues[i].index(package.terms[i])
                    fits &= own[:, level] < own.max(axis=1)
            case Stance(package=package):
                fits &= worth(package) >= a
            case Preference(this=this, to=to):
                fits &= worth(this) >= worth(to)
            case Priorities(tiers=((first, *_), (second, *_), *_)):
                fits &= values[names.index(first)][:, 0] >= values[names.index(second)][:, 0]
    return fits


def found_none(
    stacked: StackedFacts, setting: NDArray[np.intp], *more: Any
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """No draw is found by trying, so that all are walked for."""
    return np.zeros((len(setting), stacked.layout.size)), np.zeros(len(setting), dtype=bool)


@st.composite
def cases(draw_one: st.DrawFn) -> Case:
    sizes = draw_one(st.lists(st.integers(2, 4), min_size=2, max_size=3))
    issues = {f"i{k}": [f"l{j}" for j in range(size)] for k, size in enumerate(sizes)}

    package = st.fixed_dictionaries({i: st.sampled_from(levels) for i, levels in issues.items()})
    fact = st.one_of(
        st.builds(
            lambda kind, terms: {"party": "us", kind: terms},
            st.sampled_from(["tables", "accepts", "declines", "rejects"]),
            package,
        ),
        st.builds(lambda p: {"party": "us", "declines": p, "over": ["i0"]}, package),
        st.builds(lambda a, b: {"party": "us", "prefers": {"this": a, "to": b}}, package, package),
        st.just({"party": "us", "priorities": ["i0", "i1"]}),
    )
    facts: list[Entry] = draw_one(st.lists(fact, min_size=1, max_size=4, unique_by=repr))
    facts = [f for f in facts if "prefers" not in f or f["prefers"]["this"] != f["prefers"]["to"]]
    case = ledger(issues, [orders("us", **issues), *facts])
    return replace(case, parties={"us": case.parties["us"]})  # the others need no walk here


@pytest.mark.parametrize(
    "prior",
    [
        EVEN_VALUES,
        Prior("weights", levels_count=False),
        Prior("weights", levels_count=False, exponents=(1.0, 3.0)),
    ],
    ids=["values", "weights", "bent"],
)
@pytest.mark.parametrize("trying", [True, False])
@given(cases(), st.integers(0, 1000))
@settings(max_examples=15, suppress_health_check=list(HealthCheck), derandomize=True)
def test_means_agree_with_rejection(prior: Prior, trying: bool, case: Case, seed: int) -> None:
    rng = np.random.default_rng(seed)
    sizes = [len(issue.levels) for issue in case.issues.values()]
    if prior.levels_count:
        values, r = even_values(sizes, TRIED, rng)
    else:
        values, r = weights_first(sizes, TRIED, rng, prior.exponents)
    a = rng.uniform(r, 1)
    fits = agrees(case, values, r, a)
    assume(fits.sum() > 1500)
    with pytest.MonkeyPatch.context() as patched:
        if not trying:
            patched.setattr(with_room, "exact_draws", found_none)
        draws = draw(case, N, seed, prior=prior)
    assert draws.converged
    us = draws.parties.index("us")
    held_out = [draws.reservation[:, us], draws.aspiration[:, us]]
    drawn = [*held_out, *np.hstack([v[:, us] for v in draws.values]).T]
    kept = [r[fits], a[fits], *np.hstack(values)[fits].T]
    for ours, theirs in zip(drawn, kept, strict=True):
        error = np.sqrt(theirs.var() * (1 / N + 1 / len(theirs)))
        assert abs(ours.mean() - theirs.mean()) <= 5 * error + 1e-9
        assert abs(ours.std() - theirs.std()) <= 0.15 * theirs.std() + 1e-9
    own = [v[:, us] for v in draws.values]
    assert (held_out[1] >= held_out[0]).all()
    slack = [-1e-9, 0.0, 1e-9]
    near = [agrees(case, own, held_out[0] + s, held_out[1] + t) for s in slack for t in slack]
    assert np.any(near, axis=0).all()


@given(st.integers(0, 1000), st.sampled_from(["tables", "rejects"]))
@settings(max_examples=6, suppress_health_check=list(HealthCheck), derandomize=True)
def test_orders_are_kept_if_any_preferences_fit(seed: int, kind: str) -> None:
    """Where no order is known, each that can hold is as likely, however little room it has."""
    levels = ["p", "q", "s"]
    case = ledger(
        {"a": levels, "b": ["x", "y"]},
        [
            orders("us", b=["x", "y"]),
            {"party": "us", kind: {"a": "p", "b": "y"}},
            {"party": "us", "reservation": "30..60"},
        ],
    )
    draws = draw(case, 4000, seed)
    values = draws.values[0][:, draws.parties.index("us")]
    ranks = np.argsort(-values, axis=1)
    seen = np.unique(ranks, axis=0, return_counts=True)[1]
    # refusing p says nothing of its rank; tabling it at 30% and more rules out that it is worst
    assert len(seen) == (6 if kind == "rejects" else 4)
    ends, counts = np.unique(
        np.stack([values.argmax(axis=1), values.argmin(axis=1)], axis=1), axis=0, return_counts=True
    )
    assert np.allclose(counts / 4000, 1 / len(ends), atol=4.5 * np.sqrt(0.25 / 4000))
