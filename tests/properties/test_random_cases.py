"""Whatever `zopa check` passes, `zopa brief` makes a page of: random cases of every kind of fact.

`benchmarks/any_case.py` does the same with cases as large as a desk's, and tells what they cost.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from random_cases import RandomCase, Size

import zopa
from zopa.foundation.diagnostics import Severity

SMALL = [Size(2 + k % 4, 3 + k % 3, 2 + k % 3, 9 * k) for k in range(6)]


def kinds(case: RandomCase) -> set[str]:
    return {kind for fact in case.facts for kind in fact} - {"party", "assumed", "confidence"}


@pytest.mark.parametrize("seed", range(len(SMALL)))
def test_what_check_passes_gives_a_brief(seed: int, tmp_path: Path) -> None:
    RandomCase(seed, SMALL[seed]).write(tmp_path)
    found = zopa.check(tmp_path)
    assert [finding.message for finding in found if finding.severity is Severity.ERROR] == []
    page = tmp_path / "page.html"
    zopa.brief(tmp_path, output=page, draws=100)
    assert "</html>" in page.read_text(encoding="utf-8")


def test_the_cases_hold_every_kind_of_fact_and_every_size() -> None:
    every = [RandomCase(seed) for seed in range(40)]
    assert set().union(*map(kinds, every)) == {
        "accepts", "bonus", "order", "prefers", "priorities", "red_line", "rejects",
        "reservation", "value", "weight",
    }  # fmt: skip
    sizes = [case.size for case in every]
    assert (min(s.parties for s in sizes), max(s.parties for s in sizes)) == (2, 9)
    assert max(s.issues for s in sizes) > 30
    assert max(s.facts for s in sizes) > 200
    assert any(case.rules for case in every)
    assert any(case.report for case in every)


def test_sizes_are_drawn_from_the_seed() -> None:
    assert Size.drawn(Random(3)) == Size.drawn(Random(3))  # noqa: S311 - no secret hangs on it
