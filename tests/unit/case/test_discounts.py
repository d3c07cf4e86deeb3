"""What time costs a party: how it is read in a ledger, and what is found wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from zopa.case.discounts import Discount
from zopa.case.load import check, load_case

LEDGER = """\
zopa: 1
title: The lease of a mill
parties:
  miller: {name: the miller, discount: DISCOUNT}
  town: {name: the town}
issues:
  rent: {title: Rent, options: {low: 300 a year, high: 500 a year}}
"""


def folder_with(tmp_path: Path, discount: str) -> Path:
    (tmp_path / "case.yaml").write_text(LEDGER.replace("DISCOUNT", discount), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("written", "discount"),
    [
        ("{factor: 0.5, per: talks}", Discount("talks", 0.5)),
        ("{per: step, factor: 1.01, no_deal: fixed}", Discount("step", 1.01, fixed_no_deal=True)),
        ("{factor: .9, per: second, no_deal: discounted}", Discount("second", 0.9)),
        ("{cost: 0.02, per: step}", Discount("step", cost=0.02)),
        ("{cost: -3, power: 2, per: talks}", Discount("talks", cost=-3.0, power=2.0)),
    ],
)
def test_a_discount(tmp_path: Path, written: str, discount: Discount) -> None:
    case = load_case(folder_with(tmp_path, written))
    assert case.parties["miller"].discount == discount
    assert case.parties["town"].discount is None


@pytest.mark.parametrize(
    ("written", "code", "words"),
    [
        ("{per: talks}", "missing-key", "no `factor` and no `cost`"),
        ("{factor: 0.5}", "missing-key", "has no `per`"),
        ("{factor: 0.5, cost: 1, per: step}", "wrong-shape", "both `factor` and `cost`"),
        ("{factor: 0.5, power: 2, per: step}", "wrong-shape", "both `factor` and `power`"),
        ("{factor: 0, per: step}", "bad-range", "`0` is not above 0"),
        ("{cost: 1, power: -2, per: step}", "bad-range", "`-2` is not above 0"),
        ("{factor: half, per: step}", "bad-number", "`half`"),
        ("{factor: 0.5, per: round}", "unknown-word", "`round` is not a unit of time"),
        ("{factor: 0.5, per: step, no_deal: kept}", "unknown-word", "`kept`"),
        ("{factor: 0.5, per: step, after: 3}", "unknown-key", "`after`"),
        ("0.5", "wrong-shape", "`name: value` pairs"),
        ("{}", "empty", "`discount` is empty"),
    ],
)
def test_a_wrong_discount(tmp_path: Path, written: str, code: str, words: str) -> None:
    (error,) = check(folder_with(tmp_path, written)).errors
    assert error.code.name == code
    assert words in error.message
