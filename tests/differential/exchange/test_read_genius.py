"""Every shared scenario against a straightforward reading with another XML parser.

The `pareto.xml` files of 2014 hold what GENIUS itself computed, as 32-bit numbers.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import highspy
import numpy as np
import pytest
from counted_work import calls_of

from zopa.exchange.scenario import Scenario
from zopa.exchange.scenario_files import read_scenario
from zopa.outcomes.arrays import Ints

OUTCOMES = 200


def scenario_folders(shared: Path) -> list[Path]:
    found = {file.parent for file in (shared / "data" / "scenarios").rglob("*.xml")}
    return sorted(found)


def parsed(file: Path) -> ET.Element:
    return ET.fromstring(file.read_text(encoding="utf-8").strip())  # noqa: S314 (own data)


def is_xml(file: Path) -> bool:
    return file.read_text(encoding="utf-8").lstrip().startswith("<")


def parts(folder: Path) -> tuple[Path, list[Path]]:
    """The domain file and two profiles."""
    files = [file for file in sorted(folder.glob("*.xml")) if is_xml(file)]
    domain = next(file for file in files if parsed(file).tag == "negotiation_template")
    agents = [agent.get("utility_space") for agent in parsed(domain).iter("agent")]
    profiles = [folder / str(name) for name in agents if name]
    return domain, profiles or [file for file in files if file != domain][:2]


def plain_utility(space: ET.Element, outcome: dict[str, str]) -> float:
    """The utility of an outcome, values by issue index, worked out from the text anew."""
    box_space = space.find(".//utility")
    if box_space is not None:
        total = 0.0
        for box in box_space.iter("hyperRectangle"):
            inside = all(
                float(bound.attrib["min"])
                <= float(outcome[bound.attrib["index"]])
                <= float(bound.attrib["max"])
                for bound in box.findall("INCLUDES")
            )
            total += float(box.attrib["utility"]) * inside
        return total / float(box_space.attrib["maxutility"])
    total = 0.0
    weights = {w.attrib["index"]: float(w.attrib["value"]) for w in space.iter("weight")}
    for issue in space.iter("issue"):
        index = issue.attrib["index"]
        values = {i.attrib["value"]: float(i.attrib["evaluation"]) for i in issue.findall("item")}
        if max(values.values()) > 0:
            total += weights[index] * values[outcome[index]] / max(values.values())
    return total


def test_there_are_scenarios(shared: Path) -> None:
    assert len(scenario_folders(shared)) == 48


@pytest.mark.parametrize("number", range(48))
def test_utilities_are_those_of_the_file(shared: Path, number: int) -> None:
    folder = scenario_folders(shared)[number]
    domain_file, profile_files = parts(folder)
    scenario, report = read_scenario([profile_files[1], domain_file, profile_files[0]])
    assert scenario is not None, report.render()
    assert not report.errors
    rng = np.random.default_rng(number)
    outcomes = np.stack([rng.integers(n, size=OUTCOMES) for n in scenario.shape], axis=1)
    indexes = [issue.attrib["index"] for issue in parsed(domain_file).iter("issue")]
    spaces = {file.stem: parsed(file) for file in profile_files}
    utilities = scenario.utilities(outcomes)
    assert utilities.shape == (2, OUTCOMES)
    for profile, row in zip(scenario.profiles, utilities, strict=True):
        expected = [
            plain_utility(
                spaces[profile.name],
                {
                    index: issue.levels[level]
                    for index, issue, level in zip(indexes, scenario.issues, outcome, strict=True)
                },
            )
            for outcome in outcomes
        ]
        np.testing.assert_allclose(row, expected, rtol=0, atol=1e-12)
        reservation = spaces[profile.name].find(".//reservation")
        told = None if reservation is None else float(reservation.attrib["value"])
        assert profile.reservation == told


def test_folders_are_read_as_they_are(shared: Path) -> None:
    """All but the one that has six profiles and says nowhere which of them negotiate."""
    unread = []
    for folder in scenario_folders(shared):
        scenario, report = read_scenario([folder])
        assert (scenario is None) == bool(report.errors)
        if scenario is None:
            assert {finding.code.name for finding in report} == {"which-files"}
            unread.append(folder.name)
        else:
            assert len(scenario.profiles) == 2
    assert unread == ["Domain2"]


def test_the_pairing_of_the_domain_counts(shared: Path) -> None:
    scenario, report = read_scenario([shared / "data" / "scenarios" / "laptopdomain"])
    assert scenario is not None
    names = [profile.name for profile in scenario.profiles]
    assert names == ["laptop_seller_utility", "laptop_buyer_utility"]
    assert [f"{f.place.file} {f.code.name}" for f in report] == ["laptop_test.xml set-aside"]


def listed_pairs(folder: Path) -> list[list[float]]:
    lines = (folder / "pareto.xml").read_text(encoding="utf-8").splitlines()
    return [[float(number) for number in line.split(",")] for line in lines if line.strip()]


def test_what_genius_found_is_a_whole_number_over_the_largest_utility(shared: Path) -> None:
    checked = 0
    for file in sorted((shared / "data" / "scenarios").rglob("pareto.xml")):
        scenario, report = read_scenario([file.parent])
        assert scenario is not None, report.render()
        for side, profile in enumerate(scenario.profiles):
            space = parsed(file.parent / f"{profile.name}.xml").find(".//utility")
            assert space is not None
            largest = int(space.attrib["maxutility"])
            worths = [bonus.worth * largest for bonus in profile.bonuses]
            np.testing.assert_allclose(worths, np.round(worths), rtol=0, atol=1e-9)
            for pair in listed_pairs(file.parent):
                whole = round(pair[side] * largest)
                assert np.float32(whole / largest) == np.float32(pair[side])
                checked += 1
    assert checked == 420


def test_what_genius_found_is_attained_by_an_outcome_as_read(shared: Path) -> None:
    folder = shared / "data" / "scenarios" / "S-1NIKFRT-1"
    scenario, report = read_scenario([folder])
    assert scenario is not None, report.render()
    for pair in listed_pairs(folder):
        outcome = outcome_with(scenario, pair)
        assert outcome is not None, pair
        found = scenario.utilities(outcome[np.newaxis])[:, 0]
        assert found.astype(np.float32).tolist() == np.array(pair, dtype=np.float32).tolist()


def outcome_with(scenario: Scenario, utilities: list[float]) -> Ints | None:
    """An outcome with these utilities, by integer programming; None if there is none."""
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    levels = [[solver.addBinary() for _ in range(n)] for n in scenario.shape]
    for choice in levels:
        solver.addConstr(solver.qsum(choice) == 1)
    for profile, utility in zip(scenario.profiles, utilities, strict=True):
        inside = []
        for bonus in profile.bonuses:
            box = solver.addBinary()
            held = [solver.qsum([levels[i][n] for n in ns]) for i, ns in bonus.where]
            for part in held:
                solver.addConstr(box <= part)
            solver.addConstr(box >= solver.qsum(held) - (len(held) - 1))
            inside.append(box * bonus.worth)
        total = solver.qsum(inside)
        solver.addConstr(total <= utility + 1e-6)
        solver.addConstr(total >= utility - 1e-6)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    chosen = [[solver.variableValue(v) for v in choice] for choice in levels]
    return np.array([int(np.argmax(choice)) for choice in chosen])


def test_the_largest_folder_is_read_quickly(shared: Path) -> None:
    """1,001 levels in 256 kB: some 90 calls a level, and never all levels for each of them."""
    folder = shared / "data" / "scenarios" / "pie"
    read_scenario([folder])  # loads what is loaded once
    assert calls_of(lambda: read_scenario([folder])) < 200_000
