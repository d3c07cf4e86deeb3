"""Fair deals of imported scenarios, in the numbers of their files, against every outcome listed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import zopa
from zopa.exchange.case_folder import folder_of_scenario
from zopa.exchange.scenario import Scenario
from zopa.exchange.scenario_files import read_scenario

MOST_OUTCOMES = 20_000


def scenarios(root: Path) -> list[Scenario]:
    found = [
        read_scenario([folder])[0] for folder in sorted({p.parent for p in root.rglob("*.xml")})
    ]
    return [s for s in found if s and np.prod(s.shape, dtype=float) <= MOST_OUTCOMES]


def test_fair_deals_are_those_of_the_numbers_in_the_files(shared: Path, tmp_path: Path) -> None:
    looked_at = other_in_percent = 0
    for number, scenario in enumerate(scenarios(shared / "data" / "scenarios")):
        made = folder_of_scenario(scenario)
        if not made.files:
            continue
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "case.yaml").write_bytes(made.files["case.yaml"])
        case = zopa.load(folder)
        result = zopa.bargaining(case, zopa.draw(case, 2))
        assert result.scale == "own points"
        outcomes = np.indices(scenario.shape).reshape(len(scenario.shape), -1).T
        worst = [sum(float(v.min()) for v in p.values) for p in scenario.profiles]
        no_deal = [
            low if p.reservation is None else p.reservation
            for low, p in zip(worst, scenario.profiles, strict=True)
        ]
        gains = scenario.utilities(outcomes) - np.array(no_deal)[:, None]
        gains = gains[:, (gains >= -1e-9).all(axis=0)]
        best = {s.solution: s.centre[0].points_gained for s in result.solutions if s.centre}
        if not gains.size:
            assert not best
            continue
        looked_at += 1
        total = gains.sum(axis=0)
        assert sum(best["utilitarian"].values()) == pytest.approx(total.max(), abs=1e-7)
        assert min(best["egalitarian"].values()) == pytest.approx(gains.min(axis=0).max(), abs=1e-7)
        product = float(np.prod(list(best["nash"].values())))
        assert product == pytest.approx(np.maximum(gains, 0).prod(axis=0).max(), abs=1e-7)
        spans = [p.own_scale[1] - p.own_scale[0] for p in case.parties.values() if p.own_scale]
        shares = (gains / np.array(spans)[:, None]).sum(axis=0)
        winners = shares >= shares.max() - 1e-9
        other_in_percent += bool(total[winners].max() < total.max() - 1e-9)
    assert looked_at >= 20
    assert other_in_percent >= 3  # percentages would have named another deal
