"""Competition scenarios: every outcome looked at, wherever a space can be listed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from zopa.exchange.scenario import Scenario
from zopa.exchange.scenario_files import read_scenario
from zopa.outcomes.frontier import pareto_frontier
from zopa.outcomes.solutions import SOLUTIONS, winners
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Box

LISTABLE = 400_000


def scenarios(shared: Path) -> list[tuple[str, Scenario]]:
    root = shared / "data" / "scenarios"
    found = []
    for folder in sorted({path.parent for path in root.rglob("*.xml")}):
        files = [folder]
        if folder.name == "Domain2":  # six profiles, of which its domain pairs none
            files = [folder / f"Domain2{part}.xml" for part in ("", "_util1", "_util2")]
        scenario, report = read_scenario(files)
        assert scenario is not None, report.render()
        found.append((str(folder.relative_to(root)), scenario))
    return found


def engine(scenario: Scenario) -> tuple[OutcomeSpace, list[Box]]:
    space = OutcomeSpace(
        tuple(str(k) for k in range(len(scenario.issues))), tuple(i.levels for i in scenario.issues)
    )
    boxes = []
    for p, profile in enumerate(scenario.profiles):
        for bonus in profile.bonuses:
            worth = np.zeros(len(scenario.profiles))
            worth[p] = bonus.worth
            boxes.append(Box(bonus.where, worth))
    return space, boxes


def by_listing(scenario: Scenario) -> np.ndarray:
    """Utilities of all outcomes `(n, 2)`, the last issue varying fastest."""
    total = np.zeros((1, 2))
    for table in scenario.values():
        total = (total[:, None] + table.T[None]).reshape(-1, 2)
    return total


def undominated(points: np.ndarray) -> np.ndarray:
    """The distinct efficient points, by going down the first utility."""
    points = np.unique(np.round(points, 11), axis=0)[::-1]
    kept = []
    best = -np.inf
    for first in np.split(points, np.flatnonzero(np.diff(points[:, 0])) + 1):
        top = first[:, 1].max()
        if top > best:
            kept.append((first[0, 0], top))
            best = top
    return np.array(kept)


def test_frontiers_and_fair_points_are_those_of_all_outcomes(shared: Path) -> None:
    listed = 0
    for name, scenario in scenarios(shared):
        if np.prod([float(n) for n in scenario.shape]) > LISTABLE:
            continue
        listed += 1
        space, boxes = engine(scenario)
        frontier = pareto_frontier(space, scenario.values(), terms=boxes)
        every = by_listing(scenario)
        found = np.unique(np.round(frontier.utilities, 11), axis=0)[::-1]
        assert found == pytest.approx(undominated(every), abs=1e-10), name
        # Ties counted: as many outcomes on the frontier as have one of its vectors.
        tied = [int((np.abs(every - own) < 1e-10).all(axis=1).sum()) for own in frontier.utilities]
        assert tied == [int(m) for m in frontier.multiplicity], name
        reservation = np.array([p.reservation or 0.0 for p in scenario.profiles])
        for solution in SOLUTIONS.values():
            mine = frontier.utilities[winners(solution, frontier.utilities, reservation)]
            theirs = every[winners(solution, every, reservation)]
            distinct = np.unique(np.round(theirs, 9), axis=0)
            assert np.unique(np.round(mine, 9), axis=0) == pytest.approx(distinct, abs=1e-8), name
    assert listed == 34


@pytest.mark.parametrize("name", ["S-1NIKFRT-1", "y2014/10issues", "y2014/10issueswithRV"])
def test_ten_tied_issues_have_the_frontier_that_was_published(shared: Path, name: str) -> None:
    """`pareto.xml` lists what another program found; what it has must not be beaten by ours
    unless ours is attained, and ours must not be beaten by it."""
    scenario, _ = read_scenario([shared / "data" / "scenarios" / name])
    assert scenario is not None
    space, boxes = engine(scenario)
    frontier = pareto_frontier(space, scenario.values(), terms=boxes)
    assert (
        frontier.utilities == space.utilities(scenario.values(), frontier.outcomes, boxes).T
    ).all()
    text = (shared / "data" / "scenarios" / name / "pareto.xml").read_text()
    published = np.array([[float(x) for x in line.split(",")] for line in text.split("\n") if line])
    for point in published:
        at_least = (frontier.utilities >= point - 1e-6).all(axis=1)
        assert at_least.any(), point
    beyond = (published[None] >= frontier.utilities[:, None] + 1e-6).all(axis=2)
    assert not beyond.any()
    if name == "S-1NIKFRT-1":
        falling = published[np.argsort(-published[:, 0])]
        assert frontier.utilities == pytest.approx(falling, abs=1e-6)
