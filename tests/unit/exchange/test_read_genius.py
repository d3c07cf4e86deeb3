"""What each part of a GENIUS file means, worked out by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from zopa.case.discounts import Discount
from zopa.exchange.scenario import Scenario
from zopa.exchange.scenario_files import read_scenario
from zopa.foundation.diagnostics import Findings

COLOURS = '<item value="red" evaluation="4"/><item value="blue" evaluation="1"/>'


def space(*issues: str, weights: str = "", extra: str = "", attributes: str = "") -> str:
    """A utility space; each issue is `attributes|content`, its index counted from 1."""
    body = "".join(
        f'<issue index="{i}" name="issue {i}" {text.split("|")[0]}>{text.split("|")[1]}</issue>'
        for i, text in enumerate(issues, 1)
    )
    weighed = "".join(
        f'<weight index="{i}" value="{w}"/>' for i, w in enumerate(weights.split(), 1)
    )
    root = f'<objective index="0" name="root">{body}{weighed}</objective>'
    return f"<utility_space {attributes}>{root}{extra}</utility_space>"


def read(tmp_path: Path, *texts: str) -> tuple[Scenario | None, Findings]:
    files = []
    for number, text in enumerate(texts):
        files.append(tmp_path / f"profile{number}.xml")
        files[-1].write_text(text, encoding="utf-8")
    return read_scenario(files)


def values(tmp_path: Path, text: str) -> tuple[Scenario, list[list[float]]]:
    """The level values of the first of two profiles that are alike."""
    scenario, report = read(tmp_path, text, text)
    assert scenario is not None, report.render()
    assert not report.errors
    return scenario, [np.round(v, 12).tolist() for v in scenario.profiles[0].values]


def codes(report: Findings) -> list[str]:
    return [f"{finding.place} {finding.code.name}" for finding in report]


def test_a_discrete_value_counts_by_the_largest_of_its_issue(tmp_path: Path) -> None:
    scenario, found = values(tmp_path, space(f"|{COLOURS}", weights="0.6"))
    assert found == [[0.6, 0.15]]
    assert scenario.issues[0].levels == ("red", "blue")
    assert scenario.issues[0].kind == "discrete"


def test_evaluations_of_almost_nothing_count_nothing(tmp_path: Path) -> None:
    text = space(f"|{COLOURS}".replace('"4"', '"0.000009"').replace('"1"', '"0"'), weights="1")
    assert values(tmp_path, text)[1] == [[0, 0]]


def test_an_integer_counts_from_its_lower_bound_and_is_cut(tmp_path: Path) -> None:
    evaluator = '<evaluator ftype="linear" slope="0.25" offset="0.5"/>'
    text = space(f'type="integer" lowerbound="10" upperbound="13"|{evaluator}', weights="0.5")
    scenario, found = values(tmp_path, text)
    assert scenario.issues[0].levels == ("10", "11", "12", "13")
    assert scenario.issues[0].kind == "integer"
    assert found == [[0.25, 0.375, 0.5, 0.5]]


@pytest.mark.parametrize(
    ("evaluator", "expected"),
    [
        ('ftype="linear" parameter0="-0.5" parameter1="0.5"', [0, 0.25, 0.5, 0.75, 1]),
        ('ftype="constant" parameter0="0.3"', [0.3, 0.3, 0.3, 0.3, 0.3]),
        ('ftype="triangular" parameter0="1" parameter1="3" parameter2="2"', [0, 0.5, 1, 0.5, 0]),
    ],
)
def test_a_real_issue_on_its_steps(tmp_path: Path, evaluator: str, expected: list[float]) -> None:
    span = '<range lowerbound="1" upperbound="3" step="0.5"/>'
    text = space(f'type="real"|{span}<evaluator {evaluator}/>', weights="1")
    scenario, found = values(tmp_path, text)
    assert scenario.issues[0].levels == ("1", "1.5", "2", "2.5", "3")
    assert scenario.issues[0].kind == "real"
    assert found == [expected]


def test_weights_are_not_normalised_and_an_excess_is_told(tmp_path: Path) -> None:
    text = space(f"|{COLOURS}", f"|{COLOURS}", weights="0.9 0.9")
    scenario, report = read(tmp_path, text, text)
    assert scenario is not None
    assert scenario.utilities(np.array([[0, 0]])).tolist() == [[1.8], [1.8]]
    assert codes(report) == ["profile0.xml:1:1 above-one", "profile1.xml:1:1 above-one"]


BOUNDS = '<issue index="{}" name="i{}" type="integer" lowerbound="0" upperbound="4"/>'


def boxes(inside: str, utility: str = 'maxutility="10"', ufun: str = 'aggregation="sum"') -> str:
    issues = BOUNDS.format(2, 2) + BOUNDS.format(3, 3)
    return (
        '<utility_space type="nonlinear"><objective index="1" name="root">'
        f"{issues}<utility {utility}><ufun {ufun}>{inside}</ufun></utility></objective>"
        '<reservation value="0.4"/></utility_space>'
    )


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (
            '<hyperRectangle utility="5"><INCLUDES index="2" min="1" max="3"/></hyperRectangle>'
            '<hyperRectangle utility="2"><INCLUDES index="2" min="3" max="9"/>'
            '<INCLUDES index="3" min="0" max="0"/></hyperRectangle>',
            {(0, 0): 0, (1, 4): 0.5, (3, 0): 0.7, (3, 1): 0.5, (4, 0): 0.2},
        ),
        (
            '<hyperRectangle utility="5" weight="0.5"><EXCLUDES index="2" min="1" max="3"/>'
            '<EXCLUDES index="3" min="1" max="1"/></hyperRectangle>',
            {(0, 0): 0.25, (1, 1): 0, (1, 0): 0.25, (4, 1): 0.25},
        ),
        ('<hyperRectangle utility="3"/>', {(0, 0): 0.3, (4, 4): 0.3}),
        (
            '<hyperRectangle utility="3"><INCLUDES index="2" min="7" max="9"/></hyperRectangle>',
            {(0, 0): 0, (4, 4): 0},
        ),
    ],
)
def test_boxes_add_up(tmp_path: Path, inside: str, expected: dict[tuple[int, int], float]) -> None:
    scenario, report = read(tmp_path, boxes(inside), boxes(inside))
    assert scenario is not None, report.render()
    found = scenario.utilities(np.array(list(expected)))[0]
    assert found == pytest.approx(list(expected.values()), abs=1e-12)
    assert scenario.profiles[0].reservation == 0.4


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (boxes("", ufun='aggregation="max"'), "unsupported-part"),
        (boxes("", ufun='weight="2"'), "unsupported-part"),
        (boxes("<ufun/>"), "unsupported-part"),
        (boxes("", utility='maxutility="0"'), "bad-value"),
        (boxes("", utility=""), "missing-part"),
        (boxes('<hyperRectangle><INCLUDES index="2" min="0" max="1"/></hyperRectangle>'),
         "missing-part"),
        (boxes('<hyperRectangle utility="1"><INCLUDES index="1" min="0" max="1"/>'
               "</hyperRectangle>"), "unlike-domain"),
        (boxes('<hyperRectangle utility="1"><INCLUDES index="2" min="2" max="1"/>'
               "</hyperRectangle>"), "bad-value"),
        (boxes('<hyperRectangle utility="nan"/>'), "bad-value"),
    ],
)  # fmt: skip
def test_boxes_that_cannot_be_read(tmp_path: Path, text: str, code: str) -> None:
    scenario, report = read(tmp_path, text, boxes(""))
    assert scenario is None
    assert {finding.code.name for finding in report} == {code}
    assert {finding.place.file for finding in report} == {"profile0.xml"}


GOOD = space(f"|{COLOURS}", weights="1")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GOOD.replace(' evaluation="1"', ""), ["missing-part"]),
        (GOOD.replace('evaluation="1"', 'evaluation="null"'), ["missing-part"]),
        (GOOD.replace('evaluation="1"', 'evaluation="1e400"'), ["bad-value"]),
        (GOOD.replace('evaluation="1"', 'evaluation="Infinity"'), ["bad-value"]),
        (GOOD.replace('value="blue"', 'value="green"'), ["unlike-domain"] * 2),
        (GOOD.replace('value="blue"', 'value="red"'), ["unlike-domain", "repeated-part"]),
        (GOOD.replace('<weight index="1" value="1"/>', ""), ["missing-part"]),
        (GOOD.replace('weight index="1"', 'weight index="7"'), ["missing-part", "unlike-domain"]),
        (GOOD.replace('issue index="1"', 'issue index="2"'), ["unlike-domain"] * 2),
        (GOOD.replace('name="issue 1"', 'name="other"'), ["unlike-domain"]),
        (GOOD.replace("<utility_space ", '<utility_space type="constraint"'), ["unsupported-part"]),
        (GOOD.replace("<utility_space ", '<utility_space type="nonlinear"'), ["missing-part"]),
        (GOOD.replace("</utility_space>", '<reservation value="x"/></utility_space>'),
         ["bad-value"]),
    ],
)  # fmt: skip
def test_profiles_that_cannot_be_read(tmp_path: Path, text: str, expected: list[str]) -> None:
    scenario, report = read(tmp_path, GOOD, text)
    assert scenario is None
    assert sorted(finding.code.name for finding in report) == sorted(expected)
    assert {finding.place.file for finding in report} == {"profile1.xml"}


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    wrong = GOOD.replace('evaluation="4"', 'evaluation="four"').replace(
        'value="1"/>', 'value="one"/>'
    )
    _, report = read(tmp_path, GOOD, wrong, wrong)
    assert [finding.place.file for finding in report] == ["profile1.xml"] * 2 + ["profile2.xml"] * 2


def test_the_domain_of_a_scenario_may_nest_objectives(tmp_path: Path) -> None:
    inner = f'<issue index="3" name="c">{COLOURS}</issue><weight index="3" value="0.5"/>'
    text = (
        '<utility_space><objective index="0" name="root"><objective index="1" name="part">'
        f'{inner}</objective><issue index="2" name="b">{COLOURS}</issue>'
        '<weight index="1" value="0.5"/><weight index="2" value="0.5"/></objective></utility_space>'
    )
    scenario, found = values(tmp_path, text)
    assert [issue.name for issue in scenario.issues] == ["b", "c"]
    assert found == [[0.5, 0.125], [0.5, 0.125]]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [("0.5", Discount("talks", 0.5)), ("1.00", None), ("0", None), ("7", None)],
)
def test_a_discount_out_of_bounds_counts_as_none(
    tmp_path: Path, written: str, read_as: Discount | None
) -> None:
    text = GOOD.replace("</utility_space>", f'<discount_factor value="{written}"/></utility_space>')
    scenario, report = read(tmp_path, text, GOOD)
    assert scenario is not None
    assert [profile.discount for profile in scenario.profiles] == [read_as, None]
    expected = [] if written in ("0.5", "1.00") else ["set-aside"]
    assert [finding.code.name for finding in report] == expected


def test_nothing_inside_an_issue_but_its_own_items_counts(tmp_path: Path) -> None:
    inner = '<similarity_function><item value="grey" evaluation="9"/></similarity_function>'
    assert values(tmp_path, space(f"|{COLOURS}{inner}", weights="1"))[1] == [[1, 0.25]]


def test_old_type_words_and_missing_ones(tmp_path: Path) -> None:
    text = space(f'type="binary" etype="discrete"|{COLOURS}', f"|{COLOURS}", weights="0.5 0.5")
    scenario, _ = values(tmp_path, text)
    assert [issue.kind for issue in scenario.issues] == ["discrete", "discrete"]
    _, report = read(tmp_path, *[space('type="price"|', weights="1")] * 2)
    assert [finding.code.name for finding in report] == ["unsupported-part"]
