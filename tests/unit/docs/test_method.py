"""What the page on the method says of its small example and of levels, drawn and compared."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import zopa
from zopa.case.model import Case, Fact, Issue, Level, Order, Party, Ranking
from zopa.preferences.priors import PriorName

from .pages import DOCS, blocks

DRAWS = 4000


def test_the_small_example(tmp_path: Path) -> None:
    ledger, refusal = (
        b.text for b in blocks(DOCS / "explanation" / "method.md") if b.language == "yaml"
    )
    for text, share in ((ledger, 3 / 4), (ledger + refusal.removeprefix("facts:\n"), 2 / 3)):
        (tmp_path / "case.yaml").write_text(text, "utf-8")
        case = zopa.load(tmp_path)
        (offer,) = zopa.drafts(case, zopa.draw(case, DRAWS)).drafts
        (owner,) = (party for party in offer.parties if party.party == "owner")
        # four standard errors
        assert abs(owner.accepts.share - share) < 4 * (share * (1 - share) / DRAWS) ** 0.5


@pytest.mark.parametrize(
    ("prior", "means"), [("values", [1 / 8, 2 / 8, 5 / 8]), ("weights", [1 / 3, 1 / 3, 1 / 3])]
)
def test_an_issue_counts_as_the_prior_has_it(prior: PriorName, means: list[float]) -> None:
    sizes = {"two": 2, "three": 3, "six": 6}
    issues = {
        name: Issue(name, name, tuple(Level(f"{name}{k}", str(k)) for k in range(size)))
        for name, size in sizes.items()
    }
    order = Order(tuple(Ranking(i.id, tuple((v,) for v in i.level_ids)) for i in issues.values()))
    case = Case(
        title="levels",
        issues=issues,
        parties={name: Party(name, name) for name in ("first", "second")},
        facts=(Fact("first", "order", order, assumed="a test"),),
    )
    draws = zopa.draw(case, DRAWS, prior=prior)
    weights = np.array([values[:, 0].max(axis=1) for values in draws.values])
    np.testing.assert_allclose(weights.mean(axis=1), means, atol=0.015)
