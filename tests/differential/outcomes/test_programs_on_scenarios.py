"""Constraint-based scenarios of the negotiating agents competition of 2014 against GENIUS.

Each scenario comes with the points that GENIUS's own search took for the frontier. They are
single-precision numbers and need not be all: what has to hold is that none of them is better
than what is proved here.
"""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from zopa.outcomes.programs.points import utilitarian_point
from zopa.outcomes.programs.tradeoff import tradeoff_frontier
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Box

SINGLE = 1e-6
"""More than what a number close to 1 loses in single precision."""


def scenario(folder: Path) -> tuple[OutcomeSpace, list[np.ndarray], list[Box], np.ndarray]:
    """The space, its values, the boxes of both parties, and the points that GENIUS found."""
    boxes = []
    for party in range(2):
        root = ElementTree.parse(folder / f"profile-{party + 1}.xml").getroot()  # noqa: S314
        issues = {issue.get("index"): at for at, issue in enumerate(root.iter("issue"))}
        names = tuple(str(issue.get("name")) for issue in root.iter("issue"))
        worth_of_all = next(float(u.get("maxutility", 0)) for u in root.iter("utility"))
        for rectangle in root.iter("hyperRectangle"):
            where = tuple(
                (issues[side.get("index")], tuple(range(int(low), int(high) + 1)))
                for side in rectangle
                if (low := side.get("min")) and (high := side.get("max"))
            )
            worth = np.zeros(2)
            worth[party] = float(rectangle.get("utility", 0)) / worth_of_all
            boxes.append(Box(where, worth))
    space = OutcomeSpace(names, (tuple(map(str, range(10))),) * len(names))
    lines = (folder / "pareto.xml").read_text().splitlines()
    points = [[float(x) for x in line.split(",")] for line in lines if "," in line]
    return space, [np.zeros((2, 10))] * len(names), boxes, np.array(points)


@pytest.mark.parametrize(
    ("name", "welfare", "points"),
    [
        ("S-1NIKFRT-1", 1.8256241, 4),
        ("y2014/10issues", 1.6782477, 10),
        ("y2014/10issuesDiscounted", 1.7261774, 9),
    ],
)
def test_the_frontier_holds_every_point_of_genius(
    shared: Path, name: str, welfare: float, points: int
):
    space, values, boxes, theirs = scenario(shared / "data" / "scenarios" / name)
    frontier = tradeoff_frontier(space, values, terms=boxes)
    assert frontier.complete
    assert len(frontier.points) == points
    ours = np.array([point.utilities for point in frontier.points])
    apart = np.abs(theirs[:, None] - ours[None]).max(axis=2).min(axis=1)
    assert apart.max() < SINGLE
    assert ours.sum(axis=1).max() == pytest.approx(welfare, abs=SINGLE)


@pytest.mark.parametrize(
    ("name", "welfare", "beaten"),
    [
        ("y2014/30issues", 1.8654631, True),
        ("y2014/30issueswithRV", 1.8330842, False),
        ("y2014/50issues", 1.8861320, True),
        ("y2014/50issueswithRV", 1.9333970, True),
    ],
)
def test_the_largest_sum_is_proved_and_genius_never_found_more(
    shared: Path, name: str, welfare: float, beaten: bool
):
    space, values, boxes, theirs = scenario(shared / "data" / "scenarios" / name)
    point = utilitarian_point(space, values, terms=boxes)
    assert point.exact
    assert point.gap < 1e-9
    assert point.objective == pytest.approx(welfare, abs=SINGLE)
    assert (theirs.sum(axis=1).max() < point.objective - SINGLE) == beaten
