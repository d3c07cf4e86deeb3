"""Points of the walk against those of `hopsy` (uniform hit-and-run, Paul, Jadebeck et al. 2024).

Two samples of one polytope are compared coordinate by coordinate, and along random
directions, by Kolmogorov–Smirnov tests; seeds are fixed.
"""

from __future__ import annotations

import warnings
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from ledger import ledger, orders
from numpy.typing import NDArray
from scipy import stats
from scipy.optimize import linprog

from zopa.case.load import load_case
from zopa.case.model import Case
from zopa.preferences.chains import chains_for
from zopa.preferences.consistency import Consistency
from zopa.preferences.constraints import relation_of, rows_of_fact
from zopa.preferences.pieces import Polytope, build_piece
from zopa.preferences.walk import hit_and_run

N = 4000
GRAVE = 1e-5


def polytope_of(case: Case, party: str) -> Polytope:
    """The polytope of a party's facts, all in force, for the first reading that fits."""
    consistency = Consistency(case)
    layout = consistency.layout
    facts = case.facts_of(party)
    reading = next(r for r in consistency.disputes(facts) if consistency.holds_under(facts, r))
    piece = build_piece(
        layout,
        [relation_of(block, facts) for block in layout],
        [
            row
            for fact in facts
            if fact.kind != "order"
            for row in rows_of_fact(case, layout, fact, reading)
        ],
        consistency.some_ends(facts, reading),
        {},
    )
    assert piece is not None
    return piece.polytope


def ours(polytope: Polytope, seed: int) -> NDArray[np.float64]:
    rng = np.random.default_rng(seed)
    chains = chains_for([polytope], [N], rng)
    # hopsy draws evenly; so far up, the room above r for what a party holds out for is always even
    bundle = replace(chains.bundle, tops=np.full(len(chains.bundle.A), 1e9))
    points, convergence = hit_and_run(bundle, chains.starts, rng)
    assert convergence.reached
    return points.reshape(-1, points.shape[2])[:N]


def theirs(polytope: Polytope, seed: int) -> NDArray[np.float64]:
    """Thinned until independent, in coordinates in which the vertices lie all around."""
    # the affine hull is written out in coordinates of its own
    values, vectors = np.linalg.eigh(polytope.hull)
    basis = vectors[:, values > 0.5]
    A, b = polytope.A @ basis, polytope.b - polytope.A @ polytope.point
    rng = np.random.default_rng(seed)
    vertices = [
        linprog(aim, A_ub=A, b_ub=b, bounds=(None, None)).x
        for _ in range(20)
        for aim in np.linalg.qr(rng.standard_normal((A.shape[1], A.shape[1])))[0]
    ]
    values, vectors = np.linalg.eigh(np.cov(vertices, rowvar=False))
    stretch = vectors * np.sqrt(values)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of packages that hopsy imports
        import hopsy

        chain = hopsy.MarkovChain(
            hopsy.Problem(A @ stretch, b),
            proposal=hopsy.UniformHitAndRunProposal,
            starting_point=np.zeros(A.shape[1]),
        )
        generator = hopsy.RandomNumberGenerator(seed)
        _, points = hopsy.sample(chain, generator, n_samples=N + 50, thinning=10 * A.shape[1])
    return np.asarray(polytope.point + points[0, 50:] @ stretch.T @ basis.T)


def wide() -> Polytope:
    issues = {f"i{k}": ["a", "b", "c", "d"] for k in range(4)}
    return polytope_of(ledger(issues, [orders("us", **issues)]), "us")


def cut() -> Polytope:
    issues = {"n": range(0, 21, 4), "a": ["x", "y", "z"], "b": ["good", "bad"]}
    facts = [
        orders("us", n={"peak": 8}, a=["x", ["y", "z"]], b=["good", "bad"]),
        {"party": "us", "priorities": ["a", ["n", "b"]]},
        {"party": "us", "rejects": {"n": 8, "a": "z", "b": "good"}},
        {"party": "us", "tables": {"n": 4, "a": "x", "b": "bad"}},
        {"party": "us", "prefers": {"this": {"n": 12}, "to": {"n": 4}}},
    ]
    return polytope_of(ledger(issues, facts), "us")


def narrow() -> Polytope:
    """Widths from 1 in 10,000 to 1, aslant."""
    issues = {i: ["best", "middle", "worst"] for i in "abc"}
    nearly = {"this": {"a": "best", "b": "worst"}, "to": {"a": "worst", "b": "best"}}
    facts = [
        orders("us", **issues),
        {"party": "us", "prefers": nearly},
        {"party": "us", "weight": {"a": "0..30", "b": "29.99..60"}},
        {"party": "us", "tables": {"a": "best", "b": "worst", "c": "worst"}},
    ]
    return polytope_of(ledger(issues, facts), "us")


def flat() -> Polytope:
    """Indifferent between two packages: their values are equal."""
    issues = {i: ["best", "middle", "worst"] for i in "abc"}
    one = {"a": "middle", "b": "best", "c": "worst"}
    other = {"a": "best", "b": "worst", "c": "middle"}
    facts = [
        orders("us", **issues),
        {"party": "us", "prefers": {"this": one, "to": other}},
        {"party": "us", "prefers": {"this": other, "to": one}},
    ]
    return polytope_of(ledger(issues, facts), "us")


def minerals(party: str) -> Polytope:
    return polytope_of(load_case(Path(__file__).parents[3] / "examples" / "minerals"), party)


POLYTOPES = {
    "wide": wide,
    "cut": cut,
    "narrow": narrow,
    "flat": flat,
    "minerals, Ukraine": lambda: minerals("ukraine"),
    "minerals, United States": lambda: minerals("us"),
}


@pytest.mark.parametrize("name", POLYTOPES)
def test_points_are_distributed_as_those_of_hopsy(name: str) -> None:
    polytope = POLYTOPES[name]()
    points, others = ours(polytope, 1), theirs(polytope, 2)
    assert (points @ polytope.A.T <= polytope.b + 1e-9).all()
    aims = np.random.default_rng(3).standard_normal((8, points.shape[1]))
    spread = others.std(axis=0)
    scale = np.where(spread > 1e-9, spread, np.inf)
    views = [np.hstack([p / scale, (p / scale) @ aims.T]) for p in (points, others)]
    for mine, its in zip(*(view.T for view in views), strict=True):
        if its.std() > 0:
            assert stats.ks_2samp(mine, its).pvalue > GRAVE
    # squares and products: the spreads of the two along the axes of either
    covariance = np.cov(others / scale, rowvar=False)
    values, vectors = np.linalg.eigh(covariance)
    axes = vectors[:, values > 1e-9] / np.sqrt(values[values > 1e-9])
    ratio = np.linalg.eigvalsh(np.cov((points / scale) @ axes, rowvar=False))
    assert np.allclose(ratio, 1, atol=6 * np.sqrt(len(ratio) / N) + 0.05)
