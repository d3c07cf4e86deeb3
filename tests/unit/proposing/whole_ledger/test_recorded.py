"""Recorded answers of a language model about zopa's own reports; see `recorded/README.md`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import zopa
from zopa.case.model import Direction, Order, Ranking

RECORDED = Path(__file__).parent / "recorded"
ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def minerals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("minerals") / "case"
    reports = sorted((ROOT / "examples" / "minerals" / "sources").iterdir())
    zopa.propose(folder, reports, answer=RECORDED / "minerals_answer.txt")
    return folder


@pytest.fixture(scope="module")
def reservoir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case out of the tutorial's first two reports."""
    place = tmp_path_factory.mktemp("reservoir")
    page = (ROOT / "docs" / "tutorial" / "first-case.md").read_text("utf-8")
    for name in ("gazette.txt", "post.txt"):
        (text,) = re.findall(rf"```text title=reservoir/sources/{name}\n(.*?)```", page, re.DOTALL)
        (place / name).write_text(text, "utf-8")
    reports = [place / "gazette.txt", place / "post.txt"]
    zopa.propose(place / "case", reports, answer=RECORDED / "reservoir_answer.txt")
    return place / "case"


def test_the_reservoir_becomes_a_case_that_checks(reservoir: Path) -> None:
    findings = zopa.check(reservoir)
    assert {finding.severity for finding in findings} == {"note"}
    case = zopa.load(reservoir)
    assert case.signatories == ("highmoor", "lowbridge")
    (draft,) = case.drafts.values()
    assert draft.by == "highmoor"
    assert draft.levels == {
        "water": ("30",),
        "dam_cost": ("split",),
        "dry_year": ("highmoor_alone",),
    }
    told = {(fact.party, fact.kind): fact.certain for fact in case.facts if fact.kind != "order"}
    assert told == {
        ("highmoor", "tables"): True,
        ("lowbridge", "rejects"): True,
        ("highmoor", "priorities"): False,
        ("highmoor", "red_line"): False,
        ("lowbridge", "priorities"): True,
    }
    orders = {(f.party, r.issue): r for f in case.facts if isinstance(f.content, Order)
              for r in f.content.rankings}  # fmt: skip
    assert orders["highmoor", "water"] == Direction("water", "less")
    assert orders["lowbridge", "water"] == Direction("water", "more")
    assert orders["highmoor", "dry_year"] == Ranking(
        "dry_year", (("highmoor_alone",), ("joint_panel",), ("lowbridge_alone",))
    )
    assert len(case.unreviewed_facts()) == len(case.facts) == 10


def test_the_minerals_become_a_case_that_checks(minerals: Path) -> None:
    findings = zopa.check(minerals)
    assert findings.errors == ()
    case = zopa.load(minerals)
    assert case.signatories == ("ukraine", "us")
    assert len(case.issues) == 7
    assert case.drafts["us_draft"].disputed == ("future_aid",)
    assert len(case.drafts["us_draft"].levels) == 7
    assert case.drafts["ukraine_answer"].levels == {}
    assert len(case.facts) == 15
    assert all(fact.evidence for fact in case.facts)
    assert "put in was 0" in (minerals / "case.yaml").read_text("utf-8")


def test_a_brief_can_be_made_of_it(reservoir: Path) -> None:
    made = zopa.brief(reservoir, 100)
    assert "have not been reviewed" in made.brief.to_html()
    assert "Highmoor’s paper" in made.brief.to_html() or "Highmoor&#39;s paper" in (
        made.brief.to_html()
    )
