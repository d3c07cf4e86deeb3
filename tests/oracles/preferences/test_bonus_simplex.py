"""Weights and bonuses against the Dirichlet distribution.

With issues of two levels and bonuses of which nothing is known but that they are there, all
preferences are a simplex, and its uniform points are Dirichlet(1, …, 1): each of n parts has
mean 1/n, variance (n-1) / (n^2 (n+1)) and marginal Beta(1, n-1), any two have covariance
-1 / (n^2 (n+1)) (Kotz, Balakrishnan and Johnson 2000, Continuous Multivariate Distributions 1,
chapter 49).
"""

from __future__ import annotations

import numpy as np
import pytest
from ledger import Entry, ledger, orders
from scipy import stats

from zopa.preferences.draws import draw

N = 6000
GRAVE = 1e-5


@pytest.mark.parametrize(("issues", "bonuses"), [(1, 1), (2, 1), (2, 3), (3, 4)])
def test_parts_of_the_whole(issues: int, bonuses: int) -> None:
    names = {f"i{k}": ["good", "bad"] for k in range(issues)}
    whens = [{"i0": "good"}, {"i0": "bad"}, {"i1": "good", "i0": "good"}, {"i1": "bad"}]
    facts: list[Entry] = [
        {"party": "us", "bonus": {"when": when, "adds": ("-100..0", "0..100")[k % 2]}}
        for k, when in enumerate(whens[:bonuses])
    ]
    draws = draw(ledger(names, [orders("us", **names), *facts]), N, seed=issues + bonuses)
    assert draws.converged
    parts = [np.ptp(values[:, 0], axis=1) for values in draws.values]
    parts += [abs(term.worth[:, 0]) for term in draws.terms]
    n = issues + bonuses
    assert len(parts) == n
    assert np.allclose(np.sum(parts, axis=0), 1)
    variance = (n - 1) / (n**2 * (n + 1))
    for part in parts:
        assert part.mean() == pytest.approx(1 / n, abs=4.5 * np.sqrt(variance / N))
        assert stats.kstest(part, stats.beta(1, n - 1).cdf).pvalue > GRAVE
    covariance = np.cov(parts)[np.triu_indices(n, 1)]
    assert covariance == pytest.approx(-1 / (n**2 * (n + 1)), abs=6 * variance / np.sqrt(N))
