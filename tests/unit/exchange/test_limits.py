"""The limits that docs/reference/formats.md and docs/how-to/exchange.md state, on both sides.

The numbers are those of the pages, written out, so that a limit cannot change unseen.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from zopa.case.compose import read_nodes
from zopa.exchange.domain import Boxes, DomainIssue, sound
from zopa.exchange.groups import small_enough
from zopa.exchange.json_nodes import read_json
from zopa.exchange.least_acceptable import TooManyOutcomesError, least_acceptable_outcome
from zopa.exchange.notes import ExchangeNotes
from zopa.exchange.numbers import number_of, steps
from zopa.exchange.output import Output
from zopa.exchange.scenario import Profile, Scenario, ScenarioBonus, ScenarioIssue
from zopa.exchange.scenario_files import read_scenario
from zopa.exchange.write_genius import genius_files
from zopa.exchange.write_geniusweb import geniusweb_files
from zopa.exchange.xml import XmlText, read_xml
from zopa.foundation.diagnostics import Place

HERE = Place("f", 1, 1)
NEGMAS_DOMAIN = "issues:\n- {{type: CategoricalIssue, name: price, values: [{}]}}\n"
WEB_DOMAIN = '{{"issuesValues": {{"price": {{"values": [{}]}}}}}}'


def issues_of(*counts: int) -> list[DomainIssue]:
    return [
        DomainIssue(ScenarioIssue(f"issue {position}", ("a",) * count), HERE)
        for position, count in enumerate(counts)
    ]


def genius(items: str, weight: str = "1", *, profile: bool = False) -> str:
    end = f'<weight index="1" value="{weight}"/>' if profile else ""
    return (
        f'<utility_space><objective index="0" name="r"><issue index="1" name="price">{items}'
        f"</issue>{end}</objective></utility_space>"
    )


PROFILE = genius(
    '<item value="low" evaluation="1"/><item value="high" evaluation="2"/>', profile=True
)
DOMAIN = genius('<item value="low"/><item value="high"/>')


def write(folder: Path, **texts: str) -> list[Path]:
    for name, text in texts.items():
        (folder / f"{name}.xml").write_text(text, encoding="utf-8")
    return [folder / f"{name}.xml" for name in texts]


def codes(*files: Path) -> set[str]:
    return {finding.code.name for finding in read_scenario(files)[1]}


@pytest.mark.parametrize(("count", "is_read"), [(50_000, True), (50_001, False)])
def test_elements_of_xml(count: int, is_read: bool) -> None:
    text = f"<a>{'<b/>' * (count - 1)}</a>"
    assert isinstance(read_xml("f", text), XmlText) == is_read


@pytest.mark.parametrize(("count", "is_read"), [(50_000, True), (50_001, False)])
def test_names_and_values_of_json(count: int, is_read: bool) -> None:
    root, findings = read_json("f", f"[{','.join(['1'] * (count - 1))}]")
    assert (root is not None, not findings) == (is_read, is_read)


@pytest.mark.parametrize(("count", "is_read"), [(40_000, True), (40_001, False)])
def test_keys_and_values_of_yaml(count: int, is_read: bool) -> None:
    _, findings = read_nodes("f", "- 1\n" * (count - 1))
    assert [finding.code.name for finding in findings] == ([] if is_read else ["too-many"])


@pytest.mark.parametrize(("count", "is_read"), [(50_000, True), (50_001, False)])
def test_lines_of_yaml(count: int, is_read: bool) -> None:
    _, findings = read_nodes("f", "a: 1" + "\n" * count)
    assert [finding.code.name for finding in findings] == ([] if is_read else ["too-many"])


@pytest.mark.parametrize(("length", "is_read"), [(20_000, True), (20_001, False)])
def test_characters_in_a_line_of_yaml(length: int, is_read: bool) -> None:
    _, findings = read_nodes("f", "a: 1".ljust(length) + "\n")
    assert [finding.code.name for finding in findings] == ([] if is_read else ["too-many"])


@pytest.mark.parametrize(("depth", "is_read"), [(30, True), (31, False)])
def test_depth_of_xml_and_json(depth: int, is_read: bool) -> None:
    assert isinstance(read_xml("f", "<a>" * depth + "</a>" * depth), XmlText) == is_read
    assert (read_json("f", "[" * depth + "]" * depth)[0] is not None) == is_read


@pytest.mark.parametrize(("depth", "is_read"), [(12, True), (13, False)])
def test_depth_of_yaml(depth: int, is_read: bool) -> None:
    _, findings = read_nodes("f", "[" * depth + "1" + "]" * depth)
    assert [finding.code.name for finding in findings] == ([] if is_read else ["too-deep"])


@pytest.mark.parametrize(
    ("counts", "is_read"),
    [
        ((1,) * 1_000, True),
        ((1,) * 1_001, False),
        ((10_000,) * 5, True),
        ((10_000,) * 5 + (1,), False),
    ],
)
def test_issues_and_levels_of_a_domain(counts: tuple[int, ...], is_read: bool) -> None:
    notes = ExchangeNotes()
    assert (sound(issues_of(*counts), "the domain", HERE, notes) is not None) == is_read
    assert [finding.code.name for finding in notes.findings] == (
        [] if is_read else ["beyond-limits"]
    )


def test_levels_of_a_number_range() -> None:
    levels = steps("1", "10000", "1")
    assert isinstance(levels, tuple)
    assert (len(levels), levels[-1]) == (10_000, "10000")
    assert steps("1", "10001", "1") == 10_001


@pytest.mark.parametrize(("count", "is_read"), [(10_000, True), (10_001, False)])
def test_levels_that_are_listed(count: int, is_read: bool, tmp_path: Path) -> None:
    names = [f"v{number}" for number in range(count)]
    items = "".join(f'<item value="{name}"/>' for name in names)
    listed = ",\n".join(f'"{name}"' for name in names)
    for text in (genius(items), WEB_DOMAIN.format(listed), NEGMAS_DOMAIN.format(listed)):
        (tmp_path / "domain").write_text(text, encoding="utf-8")
        assert ("beyond-limits" in codes(tmp_path / "domain")) != is_read


def test_levels_in_the_boxes_of_a_profile() -> None:
    notes = ExchangeNotes()
    boxes = Boxes(notes)
    for _ in range(100):
        boxes.add({0: tuple(range(10_000))}, 1.0, HERE)
    assert not boxes.full
    assert not notes.errors
    boxes.add({0: (0,)}, 1.0, HERE)
    assert boxes.full
    assert [finding.code.name for finding in notes.findings] == ["beyond-limits"]


def test_size_of_a_number() -> None:
    assert number_of("-1000000000000") == -1e12
    assert number_of("1000000000001") is None


def test_bytes_of_a_file(tmp_path: Path) -> None:
    files = write(tmp_path, domain=DOMAIN, a=PROFILE.ljust(8_388_608), b=PROFILE)
    assert codes(*files) == set()
    write(tmp_path, a=PROFILE.ljust(8_388_609))
    assert codes(*files) == {"unreadable-file"}


def test_characters_of_all_files(tmp_path: Path) -> None:
    names = ["domain", "a", "b", "c"]
    texts = {name: DOMAIN if name == "domain" else PROFILE for name in names}
    files = write(tmp_path, **{name: text.ljust(8_388_608) for name, text in texts.items()})
    assert codes(*files) == set()
    assert codes(*files, *write(tmp_path, d=PROFILE)) == {"beyond-limits"}


def test_number_of_files(tmp_path: Path) -> None:
    files = write(tmp_path, domain=DOMAIN, **{f"p{number}": PROFILE for number in range(199)})
    assert codes(*files) == set()
    assert codes(*files, *write(tmp_path, more=PROFILE)) == {"beyond-limits"}


@pytest.mark.parametrize(("largest", "best"), [("0.00001", 1.0), ("0.0000099", 0.0)])
def test_evaluations_that_genius_takes_for_zero(largest: str, best: float, tmp_path: Path) -> None:
    items = f'<item value="low" evaluation="0"/><item value="high" evaluation="{largest}"/>'
    files = write(tmp_path, domain=DOMAIN, a=genius(items, profile=True), b=PROFILE)
    scenario, report = read_scenario(files)
    assert scenario is not None, report.render()
    assert scenario.profiles[0].values[0].tolist() == [0.0, best]


@pytest.mark.parametrize(("weight", "expected"), [("1.00099", set()), ("1.00101", {"above-one"})])
def test_an_excess_of_a_thousandth_is_rounding(
    weight: str, expected: set[str], tmp_path: Path
) -> None:
    items = '<item value="low" evaluation="1"/><item value="high" evaluation="2"/>'
    files = write(tmp_path, domain=DOMAIN, a=genius(items, weight, profile=True), b=PROFILE)
    assert codes(*files) == expected


def codes_of(made: Output) -> list[str]:
    return [finding.code.name for finding in made.report]


@pytest.mark.parametrize(("best", "expected"), [(1.00099, []), (1.00101, ["rescaled"])])
def test_an_excess_that_genius_cuts_is_written(best: float, expected: list[str]) -> None:
    profile = Profile("us", (np.array([0.0, best]),))
    made = genius_files(Scenario("talks", (ScenarioIssue("price", ("low", "high")),), (profile,)))
    assert codes_of(made) == expected


def tied(*counts: int, reservation: float | None = None) -> Profile:
    """A profile with a bonus on the first levels of all issues."""
    where = tuple((position, (0,)) for position in range(len(counts)))
    values = tuple(np.zeros(count) for count in counts)
    return Profile("us", values, (ScenarioBonus(where, 0.5),), reservation)


def test_combinations_in_a_table_of_geniusweb() -> None:
    assert small_enough(tied(100, 1_000), (0, 1))
    assert not small_enough(tied(100, 1_001), (0, 1))
    issues = tuple(
        ScenarioIssue(name, tuple(f"{name}{level}" for level in range(count)))
        for name, count in (("a", 100), ("b", 1_001))
    )
    made = geniusweb_files(Scenario("talks", issues, (tied(100, 1_001),)))
    assert codes_of(made) == ["cannot-write"]
    assert "more than 100,000 combinations" in made.report.render()


def test_outcomes_that_are_searched_for_a_reservation_bid() -> None:
    assert least_acceptable_outcome(tied(1_000, 1_000, reservation=0.5)) == (0, 0)
    with pytest.raises(TooManyOutcomesError):
        least_acceptable_outcome(tied(1_000, 1_001, reservation=0.5))
