"""The walk settles where it says so, and says so where it does not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from ledger import ledger, orders

from zopa.case.load import load_case
from zopa.case.model import Case
from zopa.foundation.chance import wilson_interval
from zopa.preferences.chains import Chains, chains_for
from zopa.preferences.clashes import unsettled_draws
from zopa.preferences.consistency import Consistency
from zopa.preferences.constraints import relation_of, rows_of_fact
from zopa.preferences.draws import draw
from zopa.preferences.pieces import Polytope, build_piece
from zopa.preferences.walk import hit_and_run


def thin(width: float = 0.1) -> Case:
    """Weights pinned to a tenth of a point, and a reservation value free from 0 to 1."""
    issues = {f"i{k}": ["best", "middle", "worst"] for k in range(5)}
    weights = {f"i{k}": f"{20 - width}..{20 + width}" for k in range(4)}
    return ledger(issues, [orders("us", **issues), {"party": "us", "weight": weights}])


def polytope_of(case: Case, party: str) -> Polytope:
    consistency = Consistency(case)
    facts = case.facts_of(party)
    rows = [
        row
        for fact in facts
        if fact.kind != "order"
        for row in rows_of_fact(case, consistency.layout, fact, {})
    ]
    relations = [relation_of(block, facts) for block in consistency.layout]
    ends = consistency.some_ends(facts, {})
    piece = build_piece(consistency.layout, relations, rows, ends, {})
    assert piece is not None
    return piece.polytope


def cornered(chains: Chains, polytope: Polytope) -> np.ndarray:
    """Every chain at one spot beside the boundary."""
    corner = chains.starts[0, np.abs(chains.starts[0] - polytope.point).max(axis=1).argmax()]
    return np.broadcast_to(corner, chains.starts.shape).copy()


def test_wide_directions_settle_beside_narrow_ones() -> None:
    draws = draw(thin(0.01), 3000, seed=1)
    assert draws.converged
    r = draws.reservation[:, 0]
    assert r.mean() == pytest.approx(0.5, abs=4.5 / np.sqrt(12 * 3000))
    assert r.var() == pytest.approx(1 / 12, rel=0.1)


def test_means_are_those_of_a_long_run() -> None:
    """The minerals case, where plain hit-and-run looks settled with the reservation adrift."""
    case = load_case(Path(__file__).parents[3] / "examples" / "minerals")
    draws = draw(case, 2000, seed=3)
    assert draws.converged
    longer = draw(case, 6000, seed=4)
    for short, long in zip(
        [draws.reservation, *draws.values], [longer.reservation, *longer.values], strict=True
    ):
        error = np.sqrt(long.var(axis=0) * (1 / 2000 + 1 / 6000))
        assert (np.abs(short.mean(axis=0) - long.mean(axis=0)) <= 4.5 * error + 1e-9).all()


def test_one_epoch_is_not_enough() -> None:
    draws = draw(thin(), 200, seed=1, most_epochs=1)
    assert not draws.converged
    # Nothing is known of the others, so their draws need no walk.
    assert {party for party, c in draws.convergence.items() if not c.reached} == {"us"}
    findings = list(unsettled_draws(draws))
    assert [f.code.name for f in findings] == ["not-converged"]
    assert "`us`" in findings[0].message


def test_a_walk_from_one_corner_fails_its_tests_at_first() -> None:
    polytope = polytope_of(thin(), "us")
    chains = chains_for([polytope], [600], np.random.default_rng(5))
    start = cornered(chains, polytope)
    _, early = hit_and_run(chains.bundle, start, np.random.default_rng(6), most_epochs=2)
    assert not early.reached
    points, late = hit_and_run(chains.bundle, start, np.random.default_rng(6))
    assert late.reached
    assert late.steps > early.steps
    r = points[0, :, -2]
    assert r.mean() == pytest.approx(0.5, abs=4.5 / np.sqrt(12 * len(r)))


@pytest.mark.parametrize("width", [0.1, 1e-4])
def test_starts_are_inside_and_far_apart(width: float) -> None:
    polytope = polytope_of(thin(width), "us")
    starts = chains_for([polytope], [600], np.random.default_rng(7)).starts[0]
    assert (starts @ polytope.A.T <= polytope.b + 1e-9).all()
    reservation = starts[:, -2]
    assert reservation.min() < 0.3
    assert reservation.max() > 0.7
    assert reservation.std() > 0.4 * np.sqrt(1 / 12)


def test_intervals_cover_what_they_should() -> None:
    """P(r > 1/2) where r >= w, (w, r) uniform on the triangle: 3/4. Draws are independent,
    so 95% intervals miss it in 3 of 60 runs on average; in more than 9 once in 1,000."""
    both = {"a": ["good", "bad"], "b": ["good", "bad"]}
    case = ledger(
        both, [orders("us", **both), {"party": "us", "rejects": {"a": "good", "b": "bad"}}]
    )
    missed = 0
    shares = []
    for seed in range(60):
        share = float((draw(case, 300, seed).reservation[:, 0] > 0.5).mean())
        low, high = wilson_interval(share, 300)
        missed += not low <= 0.75 <= high
        shares.append(share)
    assert missed <= 9
    # independent draws: the spread of the shares is the binomial's (chi-square, 60 degrees)
    assert 30 < sum((s - 0.75) ** 2 for s in shares) / (0.75 * 0.25 / 300) < 100


def test_few_draws_are_as_good_as_many() -> None:
    draws = draw(thin(), 3, seed=8)
    assert len(draws) == 3
    assert draws.converged
    with pytest.raises(ValueError, match="at least 1"):
        draw(thin(), 0)


def test_many_polytopes_walk_together() -> None:
    """Six levels of which nothing is known, and a fact that tells them apart: 30 polytopes."""
    levels = list("abcdef")
    case = ledger(
        {"i": levels, "j": ["x", "y"]},
        [{"party": "us", "prefers": {"this": {"i": "a", "j": "x"}, "to": {"i": "b", "j": "y"}}}],
    )
    draws = draw(case, 900, seed=9)
    assert draws.converged
    i, j = (v[:, draws.parties.index("us")] for v in draws.values)
    assert (i[:, 0] + j[:, 0] >= i[:, 1] + j[:, 1] - 1e-9).all()
    assert (i.max(axis=1) + j.max(axis=1)) == pytest.approx(np.ones(900))
