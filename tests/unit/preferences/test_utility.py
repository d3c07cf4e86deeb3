"""What a package is worth in each draw."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from ledger import ledger, orders

from zopa.preferences.draws import draw

ISSUES: dict[str, Any] = {"pay": range(0, 31, 10), "law": ["ours", "theirs"], "term": ["a", "b"]}
FACTS: list[dict[str, Any]] = [
    orders("us", pay="more", law=["ours", "theirs"]),
    {"party": "us", "bonus": {"when": {"law": ["ours"], "term": ["a"]}, "adds": 10}},
    {"party": "them", "bonus": {"when": {"pay": ["20..30"], "law": ["ours"]}, "adds": -20}},
]


def test_it_is_the_sum_of_what_levels_and_bonuses_are_worth() -> None:
    case = ledger(ISSUES, FACTS, {}, ["us", "them"])
    draws = draw(case, 50)
    for levels in product(*(issue.level_ids for issue in case.issues.values())):
        terms = dict(zip(case.issues, levels, strict=True))
        expected = np.zeros((50, 2))
        for k, (issue, level) in enumerate(terms.items()):
            expected += draws.values[k][:, :, case.issues[issue].index(level)]
        expected[:, 0] += 0.1 * (terms["law"] == "ours" and terms["term"] == "a")
        expected[:, 1] -= 0.2 * (terms["law"] == "ours" and terms["pay"] in ("20", "30"))
        shuffled = dict(reversed(terms.items()))
        assert np.allclose(draws.utility(shuffled), expected)


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({"pay": "0", "law": "ours"}, "no level is given for term"),
        ({"pay": "0", "law": "mine", "term": "a"}, "no level `mine` of an issue `law`"),
        ({"pay": "0", "law": "ours", "term": "a", "x": "y"}, "no level `y` of an issue `x`"),
    ],
)
def test_a_package_names_a_level_of_every_issue(terms: dict[str, str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        draw(ledger(ISSUES, FACTS, {}, ["us", "them"]), 10).utility(terms)
