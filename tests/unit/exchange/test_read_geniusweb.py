"""GeniusWeb files: domains, profiles, what they mean and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from zopa.exchange.scenario import Scenario
from zopa.exchange.scenario_files import read_scenario
from zopa.foundation.diagnostics import Findings

DOMAIN: dict[str, Any] = {
    "name": "jobs",
    "issuesValues": {
        "fte": {"values": ["0.6", "1.0"]},
        "salary": {"range": {"low": 1000, "high": 2000, "step": 400}},
    },
}


def profile(name: str, **changes: Any) -> dict[str, Any]:
    space: dict[str, Any] = {
        "name": name,
        "issueUtilities": {
            "fte": {"DiscreteValueSetUtilities": {"valueUtilities": {"0.6": 0.25, "1.0": 1}}},
            "salary": {
                "NumberValueSetUtilities": {
                    "lowValue": 1000,
                    "lowUtility": 0.2,
                    "highValue": 2000,
                    "highUtility": 1.0,
                }
            },
        },
        "issueWeights": {"fte": 0.4, "salary": 0.6},
        "domain": DOMAIN,
        "reservationBid": {"issuevalues": {"fte": "0.6", "salary": 1400.0}},
    }
    return {"LinearAdditiveUtilitySpace": {**space, **changes}}


def read(tmp_path: Path, *contents: dict[str, Any]) -> tuple[Scenario | None, Findings]:
    files = []
    for number, content in enumerate(contents):
        files.append(tmp_path / f"file{number}.json")
        files[-1].write_text(json.dumps(content), encoding="utf-8")
    return read_scenario(files)


@pytest.mark.parametrize("with_domain", [True, False])
def test_a_scenario(tmp_path: Path, with_domain: bool) -> None:
    domain = [DOMAIN] if with_domain else []
    scenario, report = read(tmp_path, profile("us"), *domain, profile("them", reservationBid=None))
    assert scenario is not None, report.render()
    assert len(report) == 0
    assert scenario.name == "jobs"
    assert [profile.name for profile in scenario.profiles] == ["us", "them"]
    assert [(i.name, i.levels, i.kind) for i in scenario.issues] == [
        ("fte", ("0.6", "1.0"), "discrete"),
        ("salary", ("1000", "1400", "1800"), "integer"),
    ]
    us, them = scenario.profiles
    # 0.4 × (0.25, 1), and 0.6 × (0.2, 0.52, 0.84)
    np.testing.assert_allclose(us.values[0], [0.1, 0.4], atol=1e-15)
    np.testing.assert_allclose(us.values[1], [0.12, 0.312, 0.504], atol=1e-15)
    assert us.reservation == pytest.approx(0.1 + 0.312)
    assert them.reservation is None


def test_the_names_of_the_first_versions(tmp_path: Path) -> None:
    old = profile(
        "old",
        issueUtilities={
            "fte": {"discreteutils": {"valueUtilities": {"0.6": 0.5, "1.0": 1}}},
            "salary": {
                "numberutils": {
                    "lowValue": 1000, "lowUtility": 0, "highValue": 2000, "highUtility": 1
                }
            },
        },
    )  # fmt: skip
    scenario, report = read(tmp_path, old, profile("new"))
    assert scenario is not None, report.render()
    np.testing.assert_allclose(scenario.profiles[0].values[1], [0, 0.24, 0.48], atol=1e-15)


def test_a_bid_with_a_missing_issue_counts_nothing_for_it(tmp_path: Path) -> None:
    part = profile("part", reservationBid={"issuevalues": {"fte": "1.0"}})
    scenario, report = read(tmp_path, part, profile("whole"))
    assert scenario is not None, report.render()
    assert scenario.profiles[0].reservation == pytest.approx(0.4)


LINES = profile("x")["LinearAdditiveUtilitySpace"]["issueUtilities"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"issueWeights": {"fte": 1}}, "unlike-domain"),
        ({"issueWeights": {"fte": 0.4, "salary": "much"}}, "bad-value"),
        ({"issueWeights": {"fte": 0.4, "salary": 0.6, "car": 0}}, "unlike-domain"),
        ({"issueWeights": [0.4, 0.6]}, "bad-value"),
        ({"issueWeights": None}, "missing-part"),
        ({"issueUtilities": {**LINES, "fte": {"Other": {}}}}, "unsupported-part"),
        ({"issueUtilities": {**LINES, "fte": LINES["salary"] | {}}}, None),
        ({"issueUtilities": {**LINES, "fte": {"DiscreteValueSetUtilities":
            {"valueUtilities": {"0.6": 0}}}}}, "unlike-domain"),
        ({"issueUtilities": {**LINES, "fte": {"DiscreteValueSetUtilities":
            {"valueUtilities": {"0.6": 1.25, "1.0": 1}}}}}, "bad-value"),
        ({"issueUtilities": {**LINES, "fte": {"DiscreteValueSetUtilities":
            {"valueUtilities": {"0.6": 0, "1.0": -0.5}}}}}, "bad-value"),
        ({"issueUtilities": {**LINES, "salary": {"NumberValueSetUtilities":
            {"lowValue": 1000, "lowUtility": 0, "highValue": 2000, "highUtility": 40}}}},
            "bad-value"),
        ({"issueUtilities": {**LINES, "fte": {"DiscreteValueSetUtilities":
            {"valueUtilities": {"0.6": 0, "1.0": 1, "2.0": 1}}}}}, "unlike-domain"),
        ({"issueUtilities": {**LINES, "salary": {"NumberValueSetUtilities":
            {"lowValue": 5, "lowUtility": 0, "highValue": 5, "highUtility": 1}}}}, "bad-value"),
        ({"domain": {**DOMAIN, "issuesValues": {"fte": {"values": ["0.6"]}}}}, "unlike-domain"),
        ({"domain": {**DOMAIN, "issuesValues": {"fte": {"values": []}}}}, "bad-value"),
        ({"domain": {**DOMAIN, "issuesValues": {"fte": {"values": ["a", "a"]}}}}, "repeated-part"),
        ({"domain": {**DOMAIN, "issuesValues": {"fte": {"range": {"low": 0, "high": 1e9,
            "step": 0.001}}}}}, "beyond-limits"),
        ({"domain": {**DOMAIN, "issuesValues": {"fte": {"range": [0, 1]}}}}, "bad-value"),
        ({"domain": {**DOMAIN, "issuesValues": {"fte": {"range": [0, 1, 0]}}}}, "bad-value"),
        ({"reservationBid": {"issuevalues": {"fte": "2.0"}}}, "unlike-domain"),
        ({"reservationBid": {"issuevalues": {"car": "2.0"}}}, "unlike-domain"),
    ],
)  # fmt: skip
def test_profiles_that_cannot_be_read(
    tmp_path: Path, changes: dict[str, Any], code: str | None
) -> None:
    """The line on `fte`, whose levels are numbers, is the one change that has a meaning."""
    scenario, report = read(tmp_path, DOMAIN, profile("good"), profile("bad", **changes))
    assert (scenario is None) == (code is not None)
    assert {finding.code.name for finding in report} == ({code} if code else set())
    assert {finding.place.file for finding in report} <= {"file2.json"}


def test_other_kinds_of_profiles_are_refused_by_name(tmp_path: Path) -> None:
    other = {"DefaultPartialOrdering": {"name": "x"}}
    scenario, report = read(tmp_path, DOMAIN, profile("good"), other)
    assert scenario is None
    (finding,) = report
    assert finding.code.name == "unsupported-part"
    assert "`DefaultPartialOrdering`" in finding.message


def test_two_profiles_of_one_name(tmp_path: Path) -> None:
    scenario, report = read(tmp_path, profile("us"), profile("us"))
    assert scenario is None
    assert [finding.code.name for finding in report] == ["repeated-part"]
