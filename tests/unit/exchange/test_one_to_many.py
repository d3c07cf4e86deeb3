"""One-to-many scenarios of ANL 2025: a centre, and the edges with each of which it makes a deal.

What deals are worth is from `MultidealScenario.from_folder(…)` of the package `anl2025` 0.1.7 with
NegMAS 0.16, its `center_ufun.eval` and the `edge_ufuns` for every tuple of deals.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

import zopa
from zopa.exchange.case_folder import folder_of_scenario
from zopa.exchange.from_case import scenario_of
from zopa.exchange.scenario import Scenario
from zopa.exchange.scenario_files import read_scenario

DAYS = "issues: [{type: CategoricalIssue, name: Day, values: [Mon, Tue]}]"
DINNERS = f"""\
name: Host
type: anl2025.ufun.LambdaCenterUFun
reserved_value: 0.125
n_edges: 7
outcome_spaces:
- {{type: DiscreteCartesianOutcomeSpace, name: WithAnn, {DAYS}}}
- {{type: DiscreteCartesianOutcomeSpace, name: WithBen, {DAYS}}}
evaluator:
  type: dinners_center.DinnersEvaluator
  reserved_value: 0.25
"""
POINTS = "Mon,Tue,value\n1, 0,0.5\n1,1,1.0\n0,2,-0.75\n"
ANN = """\
name: Ann
type: LinearAdditiveUtilityFunction
reserved_value: 0.375
values:
- {type: TableFun, mapping: {Mon: 1.0, Tue: 0.0, Wed: 3}}
weights: [1.0]
"""
BEN = ANN.replace("Ann", "Ben").replace("Mon: 1.0, Tue: 0.0, Wed: 3", "Mon: 0.25, Tue: 1.0")

QUANTITIES = "issues: [{type: ContiguousIssue, name: tons, values: [1, 3]}]"
TARGET = f"""\
name: Buyer
type: anl2025.ufun.LambdaCenterUFun
reserved_value: 0.0
n_edges: 2
outcome_space: {{type: DiscreteCartesianOutcomeSpace, name: Tons, {QUANTITIES}}}
evaluator:
  type: anl2025.scenarios.target_quantity.TargetEvaluator
  reserved_value: -0.5
  values: {{0: 0.0, 1: 0.25, 2: 0.25, 3: 0.75, 4: 1.0, 5: 0.25}}
"""
SELLER = """\
name: NAME
type: LinearAdditiveUtilityFunction
reserved_value: 0.5
values:
- {type: AffineFun, slope: 0.5, bias: -0.25}
weights: [1.0]
"""

JOB = (
    "outcome_space: {name: Job, type: DiscreteCartesianOutcomeSpace, issues: ["
    "{type: ContiguousIssue, name: days, values: [1, 2]}, "
    "{type: CategoricalIssue, name: pay, values: [low, high]}]}"
)
SIDE = """\
- name: NAME
  type: LinearAdditiveUtilityFunction
  reserved_value: NONE
  values:
  - {type: TableFun, mapping: {1: 0.5, 2: FIRST}}
  - {type: TableFun, mapping: {low: 0.0, high: 2.0}}
  weights: [1.0, 0.5]
"""
SIDES = SIDE.replace("NAME", "first").replace("NONE", "0.25").replace("FIRST", "1.5")
SIDES += SIDE.replace("NAME", "second").replace("NONE", "0.0").replace("FIRST", "-1.0")
LARGEST = (
    f"name: Worker\ntype: anl2025.ufun.MaxCenterUFun\nreserved_value: 0.25\nn_edges: 2\n{JOB}\n"
)
LARGEST += f"side_ufuns:\n{SIDES}"
SUM = LARGEST.replace("MaxCenter", "LinearCombinationCenter") + "weights: [3, 1]\n"
HIRES = SIDE[2:].replace("\n  ", "\n").replace("NONE", "0.75").replace("FIRST", "0.0")

DINNERS_TRUTH = [0.25, 1.0, 0.5, 1.0, -0.75, 0.25, 0.5, 0.25, 0.25]
TARGET_TRUTH = [
    0.25, 0.75, 1.0, 0.25, 0.75, 1.0, 0.25, 0.25, 1.0, 0.25, -0.5, 0.75, 0.25, 0.25, 0.75, 0.0,
]  # fmt: skip
LARGEST_TRUTH = [
    0.5, 1.5, 0.5, 0.5, 0.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5,
    2.5, 2.5, 2.5, 2.5, 2.5, 0.5, 1.5, 0.25, 0.25, 0.25,
]  # fmt: skip
SUM_TRUTH = [
    0.5, 0.75, 0.125, 0.375, 0.375, 1.25, 1.5, 0.875, 1.125, 1.125, 1.25, 1.5, 0.875, 1.125, 1.125,
    2.0, 2.25, 1.625, 1.875, 1.875, 0.3125, 0.5625, -0.0625, 0.1875, 0.1875,
]  # fmt: skip


def folder(tmp_path: Path, center: str, points: str = "", **edges: str) -> Path:
    (tmp_path / "edges").mkdir()
    (tmp_path / "center.yml").write_text(center, encoding="utf-8")
    if points:
        (tmp_path / "center.csv").write_text(points, encoding="utf-8")
    for name, text in edges.items():
        (tmp_path / "edges" / f"{name}.yml").write_text(text, encoding="utf-8")
    return tmp_path


def read(path: Path) -> Scenario:
    scenario, report = read_scenario([path])
    assert scenario is not None, report.render()
    return scenario


def utilities(scenario: Scenario) -> list[list[float]]:
    """What each tuple of deals is worth to each party, the deals with the last edge first."""
    shape = scenario.shape
    outcomes = np.indices(shape).reshape(len(shape), -1).T
    return scenario.utilities(outcomes).round(9).tolist()


def test_dinners_go_by_how_many_there_are_on_each_day(tmp_path: Path) -> None:
    scenario = read(folder(tmp_path, DINNERS, POINTS, a=ANN, b=BEN))
    assert [p.name for p in scenario.profiles] == ["Host", "Ann", "Ben"]
    assert [i.name for i in scenario.issues] == ["Ann: Day", "Ben: Day"]
    assert [i.levels for i in scenario.issues] == [("Mon", "Tue", "no deal")] * 2
    assert [p.reservation for p in scenario.profiles] == [0.125, 0.375, 0.375]
    host, ann, ben = utilities(scenario)
    assert host == DINNERS_TRUTH
    assert ann == [1.0] * 3 + [0.0] * 3 + [0.375] * 3
    assert ben == [0.25, 1.0, 0.375] * 3


def test_a_target_goes_by_the_sum_of_quantities(tmp_path: Path) -> None:
    sellers = {name: SELLER.replace("NAME", name) for name in ("x", "y")}
    scenario = read(folder(tmp_path, TARGET, **sellers))
    buyer, first, _ = utilities(scenario)
    assert buyer == TARGET_TRUTH
    assert first == [v for v in (0.25, 0.75, 1.25, 0.5) for _ in range(4)]


def test_the_largest_of_all_deals_and_their_weighted_sum(tmp_path: Path) -> None:
    edges = {name: HIRES.replace("NAME", name) for name in ("one", "two")}
    for name, center, truth in (("max", LARGEST, LARGEST_TRUTH), ("sum", SUM, SUM_TRUTH)):
        (tmp_path / name).mkdir()
        scenario = read(folder(tmp_path / name, center, **edges))
        assert scenario.issues[0].name == "deal with one"
        assert scenario.issues[0].levels[1] == "days 1, pay high"
        worker, one, _ = utilities(scenario)
        assert worker == pytest.approx(truth)
        assert one == [v for v in (0.5, 1.5, 0.0, 1.0, 0.75) for _ in range(5)]
    assert len(scenario.profiles[0].bonuses) == 0


def test_where_no_deal_is_worth_minus_infinity_there_is_always_one(tmp_path: Path) -> None:
    edges = {name: HIRES.replace("NAME", name) for name in ("one", "two")}
    center = SUM.replace("reserved_value: 0.0", "reserved_value: -.inf")
    scenario = read(folder(tmp_path, center, **edges))
    assert scenario.shape == (5, 4)
    assert "no deal" not in scenario.issues[1].levels


def test_edges_go_to_the_outcome_space_that_they_name(tmp_path: Path) -> None:
    space = f"outcome_space: {{type: DiscreteCartesianOutcomeSpace, name: NAME, {DAYS}}}\n"
    edges = {
        "a": BEN + space.replace("NAME", "WithBen"),
        "b": ANN + space.replace("NAME", "WithAnn"),
    }
    scenario = read(folder(tmp_path, DINNERS, POINTS, **edges))
    assert [p.name for p in scenario.profiles] == ["Host", "Ann", "Ben"]


def test_files_may_be_named_one_by_one_and_names_told_apart(tmp_path: Path) -> None:
    path = folder(tmp_path, DINNERS, POINTS, a=ANN, b=ANN)
    files = [path / "edges" / "b.yml", path / "center.yml", path / "edges" / "a.yml"]
    scenario, report = read_scenario(files)
    assert scenario is not None, report.render()
    assert [p.name for p in scenario.profiles] == ["Host", "b", "a"]
    assert scenario.name == tmp_path.name


def test_a_case_and_other_formats_keep_what_deals_are_worth(tmp_path: Path) -> None:
    """Import, export and import again give the same utilities."""
    from zopa.exchange.write_negmas import negmas_files

    scenario = read(folder(tmp_path, DINNERS, POINTS, a=ANN, b=BEN))
    made = folder_of_scenario(scenario)
    assert made.files, made.report.render()
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "case.yaml").write_bytes(made.files["case.yaml"])
    back, _ = scenario_of(zopa.load(tmp_path / "case"))
    assert back is not None
    written = negmas_files(back)
    (tmp_path / "out").mkdir()
    for name, text in written.files.items():
        (tmp_path / "out" / name).write_text(text, encoding="utf-8")
    again, report = read_scenario([tmp_path / "out" / name for name in written.files])
    assert again is not None, report.render()
    for other in (back, again):
        assert np.array(utilities(other)) == pytest.approx(np.array(utilities(scenario)))
        assert [p.reservation for p in other.profiles] == [0.125, 0.375, 0.375]


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("dinners_center.DinnersEvaluator", "my.Own", "unsupported-part", "no code is run"),
        ("  reserved_value: 0.25\n", "  reserved_value: x\n", "bad-value", "`x`"),
        ("LambdaCenterUFun", "MeanSMCenterUFun", "unsupported-part", "`MeanSMCenterUFun`"),
        ("outcome_spaces:", "spaces:", "missing-part", "neither `outcome_spaces` nor"),
        ("[Mon, Tue]", "[Mon, Fri]", "unlike-domain", "`Tue`"),
        (
            "name: WithBen, issues: [",
            "name: WithBen, values: [",
            "missing-part",
            "no `issues`",
        ),
    ],
)
def test_a_centre_that_cannot_be_read(
    tmp_path: Path, old: str, new: str, code: str, words: str
) -> None:
    assert old in DINNERS
    scenario, report = read_scenario(
        [folder(tmp_path, DINNERS.replace(old, new), POINTS, a=ANN, b=BEN)]
    )
    assert scenario is None
    assert {f.code.name for f in report if f.severity == "error"} == {code}
    assert words in report.render()


def test_what_else_can_be_wrong(tmp_path: Path) -> None:
    path = folder(tmp_path, DINNERS, "Mon,Tue,value\n1,0\n", a=ANN, b=BEN)

    def said() -> str:
        scenario, report = read_scenario([path])
        assert scenario is None
        return report.render()

    assert "row without a number for each column: `1,0`" in said()
    (path / "center.csv").write_text(f"Mon,Tue,value\n{'1' * 200_000},0,1\n", encoding="utf-8")
    assert "`center.csv` cannot be read" in said()
    (path / "center.csv").unlink()
    assert "no file `center.csv` beside the centre" in said()
    (path / "edges" / "b.yml").unlink()
    assert "2 outcome spaces for 1 edge" in said()
    shutil.rmtree(path / "edges")
    assert "none of its edges is here" in said()
    (path / "center.yml").write_text(SUM.replace("weights: [3, 1]\n", ""), encoding="utf-8")
    (path / "edges").mkdir()
    for name in ("a", "b"):
        (path / "edges" / f"{name}.yml").write_text(HIRES.replace("NAME", name), "utf-8")
    assert "draws them at random" in said()
    assert "add a line such as `weights: [0.5, 0.5]`" in said()
    (path / "center.yml").write_text(LARGEST.replace("value: 0.0", "value: -.inf"), "utf-8")
    assert "a side of a `MaxCenterUFun` has no `reserved_value`" in said()
    (path / "domain.yml").write_text(f"name: days\n{DAYS}\n", encoding="utf-8")
    assert "one centre and its edges" in said()


def test_a_folder_of_edges_counts_only_beside_a_centre(tmp_path: Path) -> None:
    path = folder(tmp_path, DINNERS, POINTS, a=ANN, b=BEN)
    (path / "center.yml").rename(path / "other.yml")
    scenario, report = read_scenario([path])
    assert scenario is None
    assert "none of its edges is here" in report.render()


def test_the_files_are_copied_into_the_case(tmp_path: Path) -> None:
    path = folder(tmp_path, DINNERS, POINTS, a=ANN, b=BEN)
    (path / "notes.yml").write_text("- a list of things to do\n", encoding="utf-8")
    (path / "dinners_center.py").write_text("raise SystemExit('run')\n", encoding="utf-8")
    zopa.import_(path, tmp_path / "case")
    copied = sorted(p.name for p in (tmp_path / "case" / "sources").iterdir())
    assert copied == ["a.yml", "b.yml", "center.csv", "center.yml"]
