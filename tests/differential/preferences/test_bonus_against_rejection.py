"""Draws with bonuses against rejection: weights, steps and bonuses uniform on one simplex, or
weights and bonuses and then levels, kept where they agree with the facts. All orders are known, so
there is one polytope."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from ledger import Entry, ledger, orders

from zopa.preferences.draws import draw
from zopa.preferences.priors import EVEN_VALUES, Prior

BENT = Prior("weights", levels_count=False, exponents=(1.0, 3.0))
ISSUES: dict[str, list[str]] = {"a": ["p", "q", "s"], "b": ["x", "y"]}
N = 4000
TRIED = 600_000


def us(**fact: Any) -> Entry:
    return {"party": "us", **fact}


def preferences(prior: Prior, bonuses: int, rng: np.random.Generator) -> tuple[Any, Any, Any, Any]:
    """Values of a and b, best first, sizes of bonuses, and the reservation value."""
    if not prior.levels_count:
        parts = rng.dirichlet(np.ones(2 + bonuses), TRIED)
        middle = 1 - rng.random(TRIED) ** rng.choice(prior.exponents, TRIED)
        a = parts[:, :1] * np.stack([np.ones(TRIED), middle, np.zeros(TRIED)], axis=1)
        b = parts[:, 1:2] * np.array([1.0, 0.0])
        return a, b, parts[:, 2:], rng.random(TRIED)
    parts = rng.dirichlet(np.ones(3 + bonuses), TRIED)
    a = np.stack([parts[:, 0] + parts[:, 1], parts[:, 1], 0 * parts[:, 0]], axis=1)
    b = np.stack([parts[:, 2], 0 * parts[:, 2]], axis=1)
    return a, b, parts[:, 3:], rng.random(TRIED)


CASES: dict[str, tuple[list[Entry], Any]] = {
    "a bonus and settled packages": (
        [
            us(bonus={"when": {"a": ["q", "s"], "b": "y"}, "adds": "5..60"}),
            us(accepts={"a": "q", "b": "y"}),
            us(rejects={"a": "p", "b": "y"}),
        ],
        lambda a, b, c, r, h: (
            (c[:, 0] >= 0.05) & (c[:, 0] <= 0.6) & (a[:, 1] + c[:, 0] >= h) & (a[:, 0] <= r - 1e-5)
        ),
    ),
    "a bonus, a penalty, and open packages": (
        [
            us(bonus={"when": {"a": "s", "b": "y"}, "adds": "0..50"}),
            us(bonus={"when": {"a": ["p", "q"], "b": "x"}, "adds": "-40..-10"}),
            us(accepts={"a": "q"}),  # spared the penalty with y, but then without b
            us(prefers={"this": {"a": "s"}, "to": {"a": "p"}}),
            us(rejects={"b": "x"}),
        ],
        # sorted by what they name: a: p or q, b: x comes first
        lambda a, b, c, r, h: (
            (c[:, 1] <= 0.5)
            & (c[:, 0] >= 0.1)
            & (c[:, 0] <= 0.4)
            & (a[:, 1] + b[:, 0] + c[:, 0] >= h)
            & (a[:, 2] + c[:, 1] + c[:, 0] >= a[:, 0])
            & (b[:, 0] <= r - 1e-5)
        ),
    ),
    "a penalty on an issue by itself": (
        [
            us(bonus={"when": {"b": "y"}, "adds": "-50..-20"}),
            us(prefers={"this": {"a": "q", "b": "x"}, "to": {"a": "p", "b": "y"}}),
            us(priorities=["a", "b"]),
        ],
        lambda a, b, c, r, h: (
            (c[:, 0] >= 0.2)
            & (c[:, 0] <= 0.5)
            & (a[:, 1] + b[:, 0] + c[:, 0] >= a[:, 0])
            & (a[:, 0] >= b[:, 0])
        ),
    ),
}


@pytest.mark.parametrize("prior", [EVEN_VALUES, BENT])
@pytest.mark.parametrize("name", CASES)
def test_moments_agree_with_rejection(name: str, prior: Prior) -> None:
    facts, agrees = CASES[name]
    bonuses = [f["bonus"] for f in facts if "bonus" in f]
    a, b, c, r = preferences(prior, len(bonuses), np.random.default_rng(1))
    h = np.random.default_rng(3).uniform(r, 1)  # what the party holds out for
    fits = agrees(a, b, c, r, h)
    assert fits.sum() > 4000
    draws = draw(ledger(ISSUES, [orders("us", **ISSUES), *facts]), N, seed=2, prior=prior)
    assert draws.converged
    worth = np.stack([abs(term.worth[:, 0]) for term in draws.terms], axis=1)
    assert draws.reservation.shape == (N, 2)
    values = [v[:, 0] - v[:, 0].min(axis=1, keepdims=True) for v in draws.values]
    ours = np.hstack([*values, worth, draws.reservation[:, :1]])
    theirs = np.hstack([a, b, c, r[:, None]])[fits]
    assert ours.shape[1] == theirs.shape[1]
    error = np.sqrt(theirs.var(axis=0) * (1 / N + 1 / len(theirs)))
    assert (abs(ours.mean(axis=0) - theirs.mean(axis=0)) <= 4.5 * error + 1e-9).all()
    assert np.allclose(ours.std(axis=0), theirs.std(axis=0), rtol=0.08, atol=1e-9)
    correlated = (
        np.corrcoef(ours[:, [0, 1, 3, 5, -1]].T),
        np.corrcoef(theirs[:, [0, 1, 3, 5, -1]].T),
    )
    assert np.allclose(*correlated, atol=0.09)
