"""Value functions with a formula, weighted sums and tables of outcomes, as NegMAS 0.16 has them.

The numbers are those of NegMAS 0.16.0: the value functions called on 1 to 6, and the utility
functions called on every outcome of `colour` × `price`. The texts are what its `to_yaml` wrote.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from zopa.exchange.scenario import Scenario
from zopa.exchange.scenario_files import read_scenario
from zopa.foundation.diagnostics import Findings

ONE_ISSUE = "name: d\nissues: [{type: ContiguousIssue, name: n, values: [1, 6]}]\n"
FLAT = "type: ConstUtilityFunction\nname: flat\nvalue: 0.5\nreserved_value: 0\n"
SHOP = """\
issues:
- name: colour
  type: CategoricalIssue
  values:
  - red
  - blue
- name: price
  type: ContiguousIssue
  values:
  - 1
  - 3
name: shop
"""
WEIGHTED = """\
name: sum
reserved_value: 0.125
stability: 2047
type: WeightedUtilityFunction
ufuns:
- name: DRpNvnJMVbpSqaGz
  reserved_value: 9.0
  type: LinearAdditiveUtilityFunction
  values:
  - mapping:
      blue: 0.25
      red: 1.0
    type: TableFun
  - a1: 2.0
    a2: -0.5
    bias: 1.0
    type: QuadraticFun
  weights:
  - 2.0
  - 0.5
- name: PHKPfx6vQKdLpy5A
  reserved_value: -.inf
  type: ConstUtilityFunction
  value: 0.5
weights:
- 0.75
- -2.0
"""
MAPPING = """\
default: 0.5
mapping:
  ? - blue
    - 1
  : 1.0
  ? - blue
    - 3
  : -1.5
  ? - red
    - 1
  : 4.0
  ? - red
    - 2
  : 2.5
name: table
reserved_value: 0.75
type: MappingUtilityFunction
"""
OUTCOMES = np.indices((2, 3)).reshape(2, -1).T
TABLE = [4.0, 2.5, 0.5, 1.0, 0.5, -1.5]


def read(tmp_path: Path, domain: str, *texts: str) -> tuple[Scenario | None, Findings]:
    files = []
    for number, text in enumerate((domain, *texts)):
        files.append(tmp_path / f"file{number}.yml")
        files[-1].write_text(text, encoding="utf-8")
    return read_scenario(files)


def additive(function: str) -> str:
    return (
        "type: LinearAdditiveUtilityFunction\nname: u\nweights: [1.0]\nreserved_value: 0.0\n"
        f"values: [{{type: {function}}}]\n"
    )


@pytest.mark.parametrize(
    ("function", "values"),
    [
        ("QuadraticFun, a2: 0.5, a1: -2.0, bias: 1.0", [-0.5, -1.0, -0.5, 1.0, 3.5, 7.0]),
        (
            "PolynomialFun, coefficients: [1.0, -0.5, 0.125], bias: 2.0",
            [2.625, 3.0, 3.875, 6.0, 10.125, 17.0],
        ),
        (
            "TriangularFun, start: 1, middle: 3, end: 6, bias: 0, scale: 1",
            [0.0, 0.5, 1.0, 0.6666666667, 0.3333333333, 0.0],
        ),
        (
            "TriangularFun, start: 2, middle: 2, end: 5, bias: 0.25, scale: 2.0",
            [0.25, 0.25, 1.5833333333, 0.9166666667, 0.25, 0.25],
        ),
        ("TriangularFun, start: 1, middle: 5, end: 5, scale: 3.0", [0, 0.75, 1.5, 2.25, 0, 0]),
        (
            "TrapezoidalFun, start: 2, rise_end: 3, fall_start: 4, end: 6, bias: -1.0, scale: 0.5",
            [-1.0, -1.0, -0.5, -0.5, -0.75, -1.0],
        ),
        ("TrapezoidalFun, start: 2, rise_end: 2, fall_start: 4, end: 4", [0, 1, 1, 1, 0, 0]),
        (
            "ExponentialFun, tau: 0.5, bias: -1.0, base: 2.718281828459045",
            [0.6487212707, 1.7182818285, 3.4816890703, 6.3890560989, 11.1824939607, 19.0855369232],
        ),
        ("ExponentialFun, tau: -1.0, base: 2.0", [0.5, 0.25, 0.125, 0.0625, 0.03125, 0.015625]),
        (
            "CosFun, multiplier: 0.5, bias: 1.0, phase: 0.25, amplitude: 2.0",
            [2.4633777377, 1.6306447248, 0.6435078887, -0.2563472454, -0.8486047573, -0.9882593522],
        ),
        (
            "CosFun",
            [0.5403023059, -0.4161468365, -0.9899924966, -0.6536436209, 0.2836621855, 0.9601702867],
        ),
        (
            "SinFun, multiplier: 1.5, bias: 0.0, phase: -0.5, amplitude: 1.0",
            [0.8414709848, 0.5984721441, -0.7568024953, -0.7055403256, 0.6569865987, 0.7984871126],
        ),
        (
            "LogFun, tau: 2.0, bias: 0.5, base: 10.0, scale: 3.0",
            [1.403089987, 2.306179974, 2.8344537512, 3.209269961, 3.5, 3.7375437381],
        ),
        (
            "GaussianFun, center: 3.0, sigma: 1.5, bias: 0.1, scale: 2.0",
            [0.922224581, 1.7014748058, 2.1, 1.7014748058, 0.922224581, 0.3706705665],
        ),
        ("AffineFun, slope: 0.5", [0.5, 1.0, 1.5, 2.0, 2.5, 3.0]),
    ],
)
def test_a_formula_gives_each_level_its_value(
    tmp_path: Path, function: str, values: list[float]
) -> None:
    scenario, report = read(tmp_path, ONE_ISSUE, additive(function), FLAT)
    assert scenario is not None, report.render()
    np.testing.assert_allclose(scenario.profiles[0].values[0], values, atol=1e-9)


@pytest.mark.parametrize(
    ("function", "code", "words"),
    [
        ("QuadraticFun, a2: 1", "missing-part", "no `a1`"),
        ("ExponentialFun, tau: 200", "bad-value", "too large"),
        ("LogFun, tau: -1", "bad-value", "no value"),
        ("PolynomialFun, coefficients: 3", "bad-value", "not a list"),
        ("PolynomialFun, coefficients: [a]", "bad-value", "`a`"),
        ("TrapezoidalFun, start: 3, rise_end: 2, fall_start: 4, end: 5", "bad-value", "this order"),
        ("GaussianFun, center: 1, sigma: 0", "bad-value", "above 0"),
        ("LambdaFun, f: x", "unsupported-part", "`PolynomialFun`"),
        ("MultiModalGaussianFun", "unsupported-part", "`MultiModalGaussianFun`"),
    ],
)
def test_a_formula_that_cannot_be_read(
    tmp_path: Path, function: str, code: str, words: str
) -> None:
    scenario, report = read(tmp_path, ONE_ISSUE, additive(function), FLAT)
    assert scenario is None
    assert [finding.code.name for finding in report] == [code]
    assert words in report.render()


def test_a_weighted_sum_of_functions(tmp_path: Path) -> None:
    scenario, report = read(tmp_path, SHOP, WEIGHTED, FLAT)
    assert scenario is not None, report.render()
    first = scenario.profiles[0]
    assert (first.name, first.reservation) == ("sum", 0.125)
    np.testing.assert_allclose(
        first.utilities(OUTCOMES), [1.4375, 1.625, 1.4375, 0.3125, 0.5, 0.3125]
    )


def test_a_weighted_sum_with_a_table_in_it(tmp_path: Path) -> None:
    """Twice the table, and the constant 0.5 once."""
    inner = "".join(f"    {line}\n" for line in MAPPING.splitlines())
    text = "type: WeightedUtilityFunction\nname: w\nreserved_value: 0\nweights: [2, 1]\n"
    text += f"ufuns:\n  -\n{inner}  - {{type: ConstUtilityFunction, value: 0.5}}\n"
    scenario, report = read(tmp_path, SHOP, text, FLAT)
    assert scenario is not None, report.render()
    np.testing.assert_allclose(
        scenario.profiles[0].utilities(OUTCOMES), [2 * worth + 0.5 for worth in TABLE]
    )


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("- -2.0\n", "", "bad-value"),
        ("- -2.0\n", "- x\n", "bad-value"),
        ("type: ConstUtilityFunction", "type: os.system", "unsupported-part"),
        ("type: ConstUtilityFunction", "type: ExpDiscountedUFun", "unsupported-part"),
        ("  value: 0.5\n", "", "missing-part"),
    ],
)
def test_a_weighted_sum_that_cannot_be_read(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert old in WEIGHTED
    scenario, report = read(tmp_path, SHOP, WEIGHTED.replace(old, new), FLAT)
    assert scenario is None
    assert [finding.code.name for finding in report] == [code]


AS_TEXT = MAPPING.split("mapping:")[0] + (
    "mapping: {'(blue, 1)': 1.0, \"('blue', 3)\": -1.5, '[\"red\", \"1\"]': 4.0, '(red,2)': 2.5}\n"
    "name: table\nreserved_value: 0.75\ntype: MappingUtilityFunction\n"
)


@pytest.mark.parametrize("text", [MAPPING, AS_TEXT], ids=["lists", "texts"])
def test_a_table_of_outcomes(tmp_path: Path, text: str) -> None:
    scenario, report = read(tmp_path, SHOP, text, FLAT)
    assert scenario is not None, report.render()
    assert len(report) == 0
    first = scenario.profiles[0]
    assert (first.name, first.reservation) == ("table", 0.75)
    np.testing.assert_allclose(first.utilities(OUTCOMES), TABLE)


def test_a_table_of_one_issue_names_its_levels(tmp_path: Path) -> None:
    text = "type: MappingUtilityFunction\nname: t\nreserved_value: 0\n"
    text += "mapping: {1: 4, '2': 0, '(3,)': 1, 4: 1, 5: 1, 6: 2}\n"
    scenario, report = read(tmp_path, ONE_ISSUE, text, FLAT)
    assert scenario is not None, report.render()
    assert scenario.profiles[0].values[0].tolist() == [4, 0, 1, 1, 1, 2]


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("default: 0.5\n", "", "missing-part", "2 outcomes have no value"),
        ("default: 0.5\n", "default: -.inf\n", "missing-part", "(`red, 3`)"),
        ("default: 0.5\n", "default: low\n", "bad-value", "`low`"),
        ("  : 1.0\n", "  : one\n", "bad-value", "`one`"),
        ("    - 2\n", "    - 9\n", "unlike-domain", "`9` is no value of `price`"),
        ("    - 2\n", "", "unlike-domain", "names 1 values"),
        ("    - 2\n", "    - 2.0\n", None, ""),
        ("    - 2\n", "    - 1.0\n", "repeated-part", "twice"),
        ("    - 2\n", "    - [2]\n", "broken-file", "a bracket stands where a name is expected"),
        ("mapping:\n", "table:\n", "missing-part", "no `mapping`"),
    ],
)
def test_a_table_that_cannot_be_read(
    tmp_path: Path, old: str, new: str, code: str | None, words: str
) -> None:
    assert old in MAPPING
    scenario, report = read(tmp_path, SHOP, MAPPING.replace(old, new, 1), FLAT)
    assert (scenario is None) == (code is not None)
    assert {finding.code.name for finding in report} == ({code} if code else set())
    assert words in report.render()


def test_too_large_a_table_is_refused_before_it_is_made(tmp_path: Path) -> None:
    issues = ", ".join(f"{{type: ContiguousIssue, name: n{k}, values: [1, 60]}}" for k in range(4))
    text = MAPPING.replace("blue", "1")
    scenario, report = read(tmp_path, f"name: d\nissues: [{issues}]\n", text, FLAT)
    assert scenario is None
    assert [finding.code.name for finding in report] == ["beyond-limits"]
    assert "12,960,000 outcomes" in report.render()
