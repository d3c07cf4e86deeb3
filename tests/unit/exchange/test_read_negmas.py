"""NegMAS files, in the form in which NegMAS 0.16 writes them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from zopa.case.discounts import Discount
from zopa.exchange.scenario import Scenario
from zopa.exchange.scenario_files import read_scenario
from zopa.foundation.diagnostics import Findings

DOMAIN = """\
issues:
- name: colour
  type: CategoricalIssue
  values:
  - a
  - 'yes'
- name: price
  type: ContiguousIssue
  values:
  - 1
  - 3
name: Dom
path: null
type: DiscreteCartesianOutcomeSpace
"""
ADDITIVE = """\
name: u1
reserved_outcome: null
reserved_value: 0.3
type: LinearAdditiveUtilityFunction
values:
- mapping:
    a: 0.25
    yes: 1.0
  type: TableFun
- bias: 0.1
  slope: 0.25
  type: AffineFun
weights:
- 0.5
- 2
"""
BOXES = """\
bias: 0.1
name: h
outcome_ranges:
- 1:
  - 1.0
  - 3.0
- 0: a
  1: [1, [2, 4], 2, 1]
- null
reserved_value: -.inf
type: HyperRectangleUtilityFunction
utilities: [3.0, 1, 0.2]
weights: [1.0, 0.5, 1]
"""


def read(tmp_path: Path, *texts: str, domain: str = DOMAIN) -> tuple[Scenario | None, Findings]:
    files = []
    for number, text in enumerate((domain, *texts)):
        files.append(tmp_path / f"file{number}.yml")
        files[-1].write_text(text, encoding="utf-8")
    return read_scenario(files)


def test_a_sum_over_issues(tmp_path: Path) -> None:
    scenario, report = read(tmp_path, ADDITIVE, BOXES)
    assert scenario is not None, report.render()
    assert len(report) == 0
    assert scenario.name == "Dom"
    assert [(i.name, i.levels, i.kind) for i in scenario.issues] == [
        ("colour", ("a", "yes"), "discrete"),
        ("price", ("1", "2", "3"), "integer"),
    ]
    first = scenario.profiles[0]
    assert (first.name, first.reservation, first.discount) == ("u1", 0.3, None)
    np.testing.assert_allclose(first.values[0], [0.125, 0.5])
    np.testing.assert_allclose(first.values[1], [0.7, 1.2, 1.7])


def test_a_sum_of_boxes(tmp_path: Path) -> None:
    scenario, report = read(tmp_path, ADDITIVE, BOXES)
    assert scenario is not None, report.render()
    boxes = scenario.profiles[1]
    outcomes = np.array([[0, 0], [0, 1], [0, 2], [1, 0], [1, 2]])
    # 0.1 and 0.2 everywhere; 3 for a price between 1 and 3; 0.5 for `a` with any price
    np.testing.assert_allclose(boxes.utilities(outcomes), [0.8, 3.8, 0.8, 0.3, 0.3])
    assert boxes.reservation is None


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        ("bias: 0.5\n  type: ConstFun", [0.5, 0.5, 0.5]),
        ("slope: 2\n  type: LinearFun", [2, 4, 6]),
        ("type: negmas.preferences.value_fun.IdentityFun", [1, 2, 3]),
        ("mapping: {1: 0, 2.0: 5, 3: 1}\n  type: TableFun", [0, 5, 1]),
    ],
)
def test_value_functions(tmp_path: Path, function: str, expected: list[float]) -> None:
    text = ADDITIVE.replace("bias: 0.1\n  slope: 0.25\n  type: AffineFun", function)
    scenario, report = read(tmp_path, text, BOXES)
    assert scenario is not None, report.render()
    np.testing.assert_allclose(scenario.profiles[0].values[1], [2 * e for e in expected])


def test_lines_and_constants(tmp_path: Path) -> None:
    words = "CategoricalIssue\n  values:\n  - a\n  - 'yes'"
    domain = DOMAIN.replace(words, "OrdinalIssue\n  values: 2")
    line = "name: l\ntype: AffineUtilityFunction\nbias: 1\nweights: [0.5, 2]\nreserved_value: 1\n"
    flat = "name: c\ntype: ConstUtilityFunction\nvalue: 0.3\nreserved_value: -.inf\n"
    scenario, report = read(tmp_path, line, flat, domain=domain)
    assert scenario is not None, report.render()
    outcomes = np.array([[0, 0], [1, 2]])
    assert scenario.utilities(outcomes).tolist() == [[3, 7.5], [0.3, 0.3]]


@pytest.mark.parametrize(
    ("lines", "read_as"),
    [
        ("Exp: {discount: 0.9, factor: relative_time}", Discount("talks", 0.9)),
        ("Exp: {discount: 0.9, factor: step}", Discount("step", 0.9)),
        ("Exp: {discount: 1.1}", Discount("step", 1.1)),
        (
            "Exp: {discount: 0.9, factor: time, dynamic_reservation: false}",
            Discount("second", 0.9, fixed_no_deal=True),
        ),
        ("Exp: {discount: 1.0, factor: step}", None),
        ("Exp: {discount: null, factor: step}", None),
        ("Exp: {discount: 0.9, factor: running}", None),
        (
            "Lin: {cost: 0.1, power: 2.0, factor: step, dynamic_reservation: true}",
            Discount("step", cost=0.1, power=2.0),
        ),
        ("Lin: {cost: 0.1, factor: current_step}", Discount("step", cost=0.1)),
        ("Lin: {cost: 0.1, power: null, factor: relative_time}", Discount("talks", cost=0.1)),
        ("Lin: {cost: 0, factor: step}", None),
    ],
)
def test_a_discounted_function(tmp_path: Path, lines: str, read_as: Discount | None) -> None:
    """What is inside counts as at the start, which is what NegMAS evaluates without a session."""
    kind, written = lines.split(": ", 1)
    inner = "".join(f"  {line}\n" for line in ADDITIVE.splitlines())
    text = f"name: d\ntype: {kind}DiscountedUFun\n" + written[1:-1].replace(", ", "\n")
    text += f"\nreserved_value: -.inf\nufun:\n{inner}"
    scenario, report = read(tmp_path, text, BOXES)
    assert scenario is not None, report.render()
    first = scenario.profiles[0]
    assert (first.name, first.discount, first.reservation) == ("d", read_as, 0.3)
    np.testing.assert_allclose(first.values[0], [0.125, 0.5])
    assert [f.code.name for f in report] == (["set-aside"] if "running" in lines else [])


@pytest.mark.parametrize(
    ("lines", "words"),
    [("discount: -0.5", "below 0"), ("cost: 1\npower: 0", "not above 0"), ("cost: x", "`x`")],
)
def test_a_discount_that_cannot_be(tmp_path: Path, lines: str, words: str) -> None:
    kind = "Exp" if "discount" in lines else "Lin"
    inner = "".join(f"  {line}\n" for line in ADDITIVE.splitlines())
    text = f"type: {kind}DiscountedUFun\n{lines}\nufun:\n{inner}"
    scenario, report = read(tmp_path, text, BOXES)
    assert scenario is None
    assert [f.code.name for f in report] == ["bad-value"]
    assert words in report.findings[0].message


def test_json_is_read_too(tmp_path: Path) -> None:
    from ruamel.yaml import YAML

    for name, text in (("d", DOMAIN), ("a", ADDITIVE), ("b", BOXES.replace("-.inf", "0"))):
        loaded = YAML(typ="safe").load(text)
        (tmp_path / f"{name}.json").write_text(json.dumps(loaded), encoding="utf-8")
    scenario, report = read_scenario([tmp_path])
    assert scenario is not None, report.render()
    assert [profile.name for profile in scenario.profiles] == ["u1", "h"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("LinearAdditiveUtilityFunction", "RandomUtilityFunction", "unsupported-part"),
        ("type: LinearAdditiveUtilityFunction\n", "", None),
        ("AffineFun", "os.system", "unsupported-part"),
        ("    yes: 1.0\n", "", "unlike-domain"),
        ("    yes: 1.0\n", "    yess: 1.0\n", "unlike-domain"),
        ("    yes: 1.0\n", "    yes: 1.0\n    yes: 2\n", "repeated-part"),
        ("    yes: 1.0\n", "    yes: high\n", "bad-value"),
        ("- 2\n", "", "unlike-domain"),
        ("- 2\n", "- 2\n- 3\n", "unlike-domain"),
        ("- 2\n", "- .nan\n", "bad-value"),
        ("reserved_value: 0.3", "reserved_value: .inf", "bad-value"),
        ("type: TableFun", "type: IdentityFun", "bad-value"),
        ("name: u1", "name: !!python/name:os.system x", "broken-file"),
        ("name: u1", "name: &a u1\nother: *a", "broken-file"),
        ("name: u1", "name: [u1", "broken-file"),
        ("name: u1", "---\nname: u1", None),
    ],
)
def test_functions_that_cannot_be_read(
    tmp_path: Path, old: str, new: str, code: str | None
) -> None:
    assert old in ADDITIVE
    scenario, report = read(tmp_path, BOXES, ADDITIVE.replace(old, new))
    if code is None and new.startswith("---"):
        assert scenario is not None, report.render()
        return
    assert scenario is None
    assert {finding.code.name for finding in report} == {code or "no-scenario"}
    assert {finding.place.file for finding in report} == {"file2.yml"}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("ContiguousIssue", "ContinuousIssue", "unsupported-part"),
        ("  - 3\n", "  - 3000000000\n", "beyond-limits"),
        ("  - 3\n", "  - 0\n", "bad-value"),
        ("  - 3\n", "", "bad-value"),
        ("  - 'yes'\n", "  - a\n", "repeated-part"),
        ("name: price", "name: colour", "repeated-part"),
        ("- name: price\n", "- title: price\n", "missing-part"),
    ],
)
def test_domains_that_cannot_be_read(tmp_path: Path, old: str, new: str, code: str) -> None:
    scenario, report = read(tmp_path, ADDITIVE, BOXES, domain=DOMAIN.replace(old, new))
    assert scenario is None
    assert {finding.code.name for finding in report} == {code}
    assert {finding.place.file for finding in report} == {"file0.yml"}


def test_functions_without_a_domain(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(ADDITIVE, encoding="utf-8")
    (tmp_path / "b.yml").write_text(BOXES, encoding="utf-8")
    scenario, report = read_scenario([tmp_path])
    assert scenario is None
    assert [finding.code.name for finding in report] == ["no-scenario"]
    assert "does not say what the issues are" in report.findings[0].message


def test_functions_that_name_their_issues_need_no_domain(tmp_path: Path) -> None:
    space = "outcome_space:\n" + "".join(f"  {line}\n" for line in DOMAIN.splitlines())
    (tmp_path / "a.yml").write_text(ADDITIVE + space, encoding="utf-8")
    (tmp_path / "b.yml").write_text(BOXES + space, encoding="utf-8")
    scenario, report = read_scenario([tmp_path])
    assert scenario is not None, report.render()
    assert (scenario.name, scenario.shape) == ("Dom", (2, 3))
    (tmp_path / "b.yml").write_text(BOXES + space.replace("- 3", "- 4"), encoding="utf-8")
    scenario, report = read_scenario([tmp_path])
    assert scenario is None
    assert [(f.place.file, f.code.name) for f in report] == [("b.yml", "unlike-domain")]


def test_a_value_for_no_level_is_set_aside_where_no_level_lacks_one(tmp_path: Path) -> None:
    text = ADDITIVE.replace("    yes: 1.0\n", "    yes: 1.0\n    maybe: 7\n")
    scenario, report = read(tmp_path, text, BOXES)
    assert scenario is not None
    np.testing.assert_allclose(scenario.profiles[0].values[0], [0.125, 0.5])
    assert [(f.code.name, f.place.line) for f in report] == [("set-aside", 9)]
