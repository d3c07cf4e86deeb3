"""Utilities survive every way out and back: files of each format, and the case folder."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import zopa
from zopa.case.discounts import Discount
from zopa.exchange.case_folder import folder_of_scenario
from zopa.exchange.extent import extent_of, simplified
from zopa.exchange.from_case import scenario_of
from zopa.exchange.output import Output
from zopa.exchange.scenario import Profile, Scenario, ScenarioBonus, ScenarioIssue
from zopa.exchange.scenario_files import read_scenario
from zopa.exchange.unit_scale import within_unit
from zopa.exchange.write_genius import EXCESS, genius_files
from zopa.exchange.write_geniusweb import geniusweb_files
from zopa.exchange.write_negmas import negmas_files

AGREE = 1e-9

ODD = [
    "yes", "no", "null", "~", "1.5", "-1", "- x", "#", "a: b", "a #b", "'", '"', "it's", "[", "{a",
    "&", "*", "!", "|", ">", "%", "@", "`", "é", "É", "协定", "ملف", "\U0001f600", "a\u0301",
    "x" * 300, "A b", "a_b", "a-b", "0x1", "1e3", "true", "<&>", "a/b", "..", "\\", "a,b", "?",
    "...", "---",
]  # fmt: skip
NAMES = st.one_of(
    st.sampled_from(ODD),
    st.text(
        st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")), min_size=1, max_size=12
    ).filter(lambda text: bool(text.strip())),
)
"""Names that a file can hold; controls and blank names are tried in the unit tests."""
UTILITY = st.floats(-3, 3).map(lambda x: round(x, 6)) | st.sampled_from([0.0, 1.0, 1 / 3, -0.1])

DISCOUNTS = st.none() | st.sampled_from(
    [Discount("talks", 0.5), Discount("step", 0.99), Discount("second", cost=2.5, power=0.5)]
)


@st.composite
def scenarios(draw: st.DrawFn, *, bonuses: bool = True) -> Scenario:
    """Two or three parties, some of them perhaps indifferent."""
    names = draw(st.lists(NAMES, min_size=1, max_size=3, unique_by=lambda n: n.strip()))
    issues = []
    for name in names:
        if draw(st.booleans()):
            start, count = draw(st.integers(-20, 20)), draw(st.integers(1, 6))
            levels = tuple(str(start + k) for k in range(count))
            issues.append(ScenarioIssue(name, levels, "integer"))
        else:
            levels = tuple(
                draw(st.lists(NAMES, min_size=1, max_size=3, unique_by=lambda n: n.strip()))
            )
            issues.append(ScenarioIssue(name, levels))
    shape = [len(issue.levels) for issue in issues]
    profiles = []
    for party in range(draw(st.integers(2, 3))):
        values = [np.array([draw(UTILITY) for _ in range(n)]) for n in shape]
        boxes = []
        for _ in range(draw(st.integers(0, 2)) if bonuses else 0):
            where = draw(st.lists(st.integers(0, len(shape) - 1), min_size=1, unique=True))
            sides = tuple(
                (i, tuple(draw(st.sets(st.integers(0, shape[i] - 1), min_size=1))))
                for i in sorted(where)
            )
            boxes.append(ScenarioBonus(sides, draw(UTILITY)))
        reservation, discount = draw(st.none() | UTILITY), draw(DISCOUNTS)
        profiles.append(
            Profile(f"party{party}", tuple(values), tuple(boxes), reservation, discount)
        )
    return Scenario("talks", tuple(issues), tuple(profiles))


def every_outcome(scenario: Scenario) -> np.ndarray:
    rng = np.random.default_rng(0)
    return np.stack([rng.integers(0, n, 200) for n in scenario.shape], axis=1)


def read_back(made: Output) -> Scenario:
    assert made.report.passes(), made.report.render()
    with TemporaryDirectory() as folder:
        for name, text in made.files.items():
            Path(folder, name).write_text(text, "utf-8")
        scenario, report = read_scenario([Path(folder, name) for name in made.files])
    assert scenario is not None, report.render()
    return scenario


def close(a: float, b: float) -> bool:
    return abs(a - b) <= AGREE * max(1.0, abs(a))


@given(scenarios())
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_negmas_keeps_every_utility_and_name(scenario: Scenario) -> None:
    back = read_back(negmas_files(scenario))
    assert [i.levels for i in back.issues] == [i.levels for i in scenario.issues]
    outcomes = every_outcome(scenario)
    for mine, theirs in zip(scenario.profiles, back.profiles, strict=True):
        np.testing.assert_allclose(theirs.utilities(outcomes), mine.utilities(outcomes), atol=AGREE)
        assert theirs.reservation == pytest.approx(mine.reservation)
        assert theirs.discount == mine.discount


@pytest.mark.parametrize(
    ("write", "excess"), [(genius_files, EXCESS), (geniusweb_files, AGREE)], ids=["genius", "web"]
)
@given(data=st.data())
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
def test_unit_formats_keep_utilities_up_to_their_scale(
    data: st.DataObject, write: Callable[[Scenario], Output], excess: float
) -> None:
    """The same where they lie in 0..1; else one shift and stretch, told in a note."""
    scenario = data.draw(scenarios(bonuses=write is genius_files))
    made = write(scenario)
    back = read_back(made)
    outcomes = every_outcome(scenario)
    told = {f.place.file for f in made.report if f.code.name == "rescaled"}
    for mine, theirs, file in zip(
        scenario.profiles, back.profiles, list(made.files)[1:], strict=True
    ):
        fitted = within_unit(simplified(mine, scenario.shape), excess)
        assert (fitted.moved_from is not None) == (file in told)
        here, there = (
            fitted.profile.utilities(outcomes),
            theirs.utilities(outcomes),
        )
        np.testing.assert_allclose(there, here, atol=AGREE)
        assert here.min() >= -AGREE
        before = mine.utilities(outcomes)
        for (a, b), (c, d) in zip(pairwise(before), pairwise(here), strict=True):
            assert abs(a - b) < 1e-7 or (a < b) == (c < d)


@given(scenarios())
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_a_case_keeps_what_every_party_thinks(scenario: Scenario) -> None:
    """scenario → case folder → `zopa.load` → scenario: utilities, and what would be signed."""
    made = folder_of_scenario(scenario)
    shape = scenario.shape
    profiles = [simplified(p, shape) for p in scenario.profiles]
    caring = [k for k, p in enumerate(profiles) if extent_of(p).span > 1e-9]
    indifferent = [p for k, p in enumerate(profiles) if k not in caring]
    if any(
        p.reservation is not None and p.reservation > extent_of(p).best + 1e-9 for p in indifferent
    ):
        assert not made.files  # it signs nothing, which a case has no way to say of it
        assert "cannot-write" in {error.code.name for error in made.report.errors}
        return
    if len(caring) < 2 or max(shape) < 2:
        assert not made.files
        assert made.report.errors
        return
    with TemporaryDirectory() as folder:
        for name, data in made.files.items():
            Path(folder, name).write_bytes(data)
        case = zopa.load(folder)  # which raises where there are errors
    back, unsaid = scenario_of(case)
    assert back is not None, unsaid.render()
    outcomes = every_outcome(scenario)
    kept = [k for k, n in enumerate(shape) if n > 1]
    for k, theirs in zip(caring, back.profiles, strict=True):
        mine = profiles[k]
        np.testing.assert_allclose(
            theirs.utilities(outcomes[:, kept]), mine.utilities(outcomes), atol=AGREE
        )
        worst, best = extent_of(mine)
        wanted = worst if mine.reservation is None else mine.reservation
        if mine.bonuses:  # a case has its numbers in percent then
            wanted = min(wanted, best)
        assert theirs.reservation is not None
        assert close(theirs.reservation, wanted)
        assert theirs.discount == mine.discount
    # GENIUS and the like, from the case and back once more
    again = read_back(negmas_files(back))
    for mine, theirs in zip(back.profiles, again.profiles, strict=True):
        np.testing.assert_allclose(
            theirs.utilities(outcomes[:, kept]),
            mine.utilities(outcomes[:, kept]),
            atol=AGREE,
        )
