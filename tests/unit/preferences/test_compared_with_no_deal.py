"""Packages compared with having no deal, and packages that are about equally good."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from ledger import ledger, orders

from zopa.preferences.clashes import clashing_facts
from zopa.preferences.constraints import ABOUT
from zopa.preferences.draws import Draws, draw

ISSUES: dict[str, Any] = {"pay": ["low", "mid", "high"], "law": ["ours", "theirs"]}
ORDERS = orders("us", pay=["high", "mid", "low"], law=["ours", "theirs"])
WHOLE = {"pay": "mid", "law": "theirs"}


def drawn(*facts: dict[str, Any], count: int = 200) -> Draws:
    own = [{"party": "us", **fact} for fact in facts]
    return draw(ledger(ISSUES, [ORDERS, *own], {}, ["us", "them"]), count)


def worth(draws: Draws, **terms: str) -> np.ndarray[Any, Any]:
    issues = draws.case.issues
    return sum(
        draws.values[k][:, 0, issue.index(terms[issue.id])]
        for k, issue in enumerate(issues.values())
        if issue.id in terms
    )  # type: ignore[return-value]


def test_what_is_preferred_to_no_deal_is_worth_as_much_in_every_draw() -> None:
    draws = drawn({"prefers": {"this": WHOLE, "to": "no_deal"}})
    assert (worth(draws, **WHOLE) >= draws.reservation[:, 0] - 1e-9).all()
    # The party may hold out for more all the same: no deal is one thing, what it asks another.
    assert (worth(draws, **WHOLE) < draws.aspiration[:, 0]).any()


def test_what_no_deal_is_preferred_to_is_worth_less_in_every_draw() -> None:
    draws = drawn({"prefers": {"this": "no_deal", "to": WHOLE}})
    assert (worth(draws, **WHOLE) <= draws.reservation[:, 0] + 1e-9).all()


def test_what_is_open_says_only_what_surely_follows() -> None:
    better = drawn({"prefers": {"this": {"pay": "mid"}, "to": "no_deal"}})
    assert (worth(better, pay="mid", law="ours") >= better.reservation[:, 0] - 1e-9).all()
    assert (worth(better, pay="mid", law="theirs") < better.reservation[:, 0]).any()
    worse = drawn({"prefers": {"this": "no_deal", "to": {"pay": "mid"}}})
    assert (worth(worse, pay="mid", law="theirs") <= worse.reservation[:, 0] + 1e-9).all()
    assert (worth(worse, pay="mid", law="ours") > worse.reservation[:, 0]).any()


@pytest.mark.parametrize("other", ["no_deal", {"pay": "low", "law": "ours"}])
def test_what_is_about_equal_differs_by_little(other: Any) -> None:
    draws = drawn({"about_equal": [WHOLE, other]})
    there = draws.reservation[:, 0] if other == "no_deal" else worth(draws, **other)
    gap = worth(draws, **WHOLE) - there
    assert np.abs(gap).max() <= ABOUT + 1e-9
    assert gap.min() < -ABOUT / 2 < ABOUT / 2 < gap.max()


def test_comparisons_with_no_deal_can_clash() -> None:
    case = ledger(
        ISSUES,
        [
            ORDERS,
            {"party": "us", "prefers": {"this": WHOLE, "to": "no_deal"}},
            {"party": "us", "rejects": WHOLE},
        ],
        {},
        ["us", "them"],
    )
    (finding,) = clashing_facts(case)
    assert finding.code.name == "clash"
    assert len(finding.related) == 1
