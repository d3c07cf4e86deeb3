"""What is written for other software where a scenario does not fit it as it is."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from zopa.case.discounts import Discount
from zopa.exchange.output import Output
from zopa.exchange.scenario import Profile, Scenario, ScenarioBonus, ScenarioIssue
from zopa.exchange.scenario_files import read_scenario
from zopa.exchange.write_codes import CODES
from zopa.exchange.write_genius import genius_files
from zopa.exchange.write_geniusweb import geniusweb_files
from zopa.exchange.write_negmas import negmas_files, quoted

PRICE = ScenarioIssue("price", ("low", "mid", "high"))
TERM = ScenarioIssue("term", ("1", "2"), "integer")
VALUES = (np.array([0.0, 0.25, 0.5]), np.array([0.5, 0.0]))
HALVED = Discount("talks", 0.5)
BOX = ScenarioBonus(((0, (0, 2)), (1, (0,))), -0.125)


def scenario(*profiles: Profile, issues: tuple[ScenarioIssue, ...] = (PRICE, TERM)) -> Scenario:
    return Scenario("talks", issues, profiles)


def codes(made: Output) -> list[str]:
    return [finding.code.name for finding in made.report]


def test_genius_has_weights_and_evaluations() -> None:
    made = genius_files(scenario(Profile("us", VALUES, reservation=0.25, discount=HALVED)))
    assert not codes(made)
    text = made.files["us.xml"]
    assert '<item index="2" value="mid" evaluation="0.5"/>' in text
    assert '<weight index="1" value="0.5"/>' in text
    assert '<reservation value="0.25"/>' in text
    assert '<discount_factor value="0.5"/>' in text


def test_genius_says_nothing_of_no_agreement_where_nothing_is_known() -> None:
    text = genius_files(scenario(Profile("us", VALUES))).files["us.xml"]
    assert "reservation" not in text
    assert "discount" not in text


def test_genius_writes_boxes_on_numbers_and_tells_what_they_stand_for() -> None:
    profile = Profile("us", (VALUES[0], VALUES[1] + 0.125), (BOX,))
    made = genius_files(scenario(profile, Profile("them", VALUES)))
    assert codes(made) == ["left-out"]
    (finding,) = made.report
    assert finding.label == "0 low, 1 mid, 2 high"
    text = made.files["us.xml"]
    # levels that are no neighbours make two boxes
    assert text.count('<hyperRectangle utility="-0.125">') == 2
    assert '<INCLUDES index="2" min="1" max="1"/>' in text
    assert 'lowerbound="0" upperbound="2"' in made.files["talks.xml"]
    assert 'type="nonlinear"' in made.files["them.xml"]


def test_utilities_outside_0_to_1_are_moved_and_told() -> None:
    profile = Profile("us", (VALUES[0] - 1, VALUES[1]), reservation=-0.5)
    for made in (genius_files(scenario(profile)), geniusweb_files(scenario(profile))):
        assert "rescaled" in codes(made)
        assert "from -1 to 0 are written from 0 to 1" in str(made.report.render())
    assert '<reservation value="0.5"/>' in genius_files(scenario(profile)).files["us.xml"]
    assert not codes(negmas_files(scenario(profile)))


def test_names_that_xml_cannot_hold() -> None:
    issue = ScenarioIssue("a\x01", ("", "x\ud800", "<&>\n"))
    made = genius_files(scenario(Profile("us", (np.zeros(3),)), issues=(issue,)))
    assert codes(made) == ["name-changed"] * 3
    assert 'value="&lt;&amp;&gt;&#10;"' in made.files["talks.xml"]


def test_geniusweb_weights_add_up_to_exactly_one() -> None:
    values = tuple(np.array([0.0, 1 / 7]) for _ in range(7))
    issues = tuple(ScenarioIssue(f"i{k}", ("a", "b")) for k in range(7))
    made = geniusweb_files(scenario(Profile("us", values), issues=issues))
    space = json.loads(made.files["us.json"], parse_float=Decimal)["LinearAdditiveUtilitySpace"]
    assert sum(space["issueWeights"].values()) == 1


def test_geniusweb_says_no_agreement_as_the_least_good_outcome_that_reaches_it() -> None:
    made = geniusweb_files(scenario(Profile("us", VALUES, reservation=0.6)))
    assert codes(made) == ["reservation-taken"]
    space = json.loads(made.files["us.json"])["LinearAdditiveUtilitySpace"]
    assert space["reservationBid"] == {"issuevalues": {"price": "mid", "term": "1"}}
    unreachable = geniusweb_files(scenario(Profile("us", VALUES, reservation=1.5)))
    assert codes(unreachable) == ["lost"]
    assert "reservationBid" not in unreachable.files["us.json"]
    assert "reservationBid" not in geniusweb_files(scenario(Profile("us", VALUES))).files["us.json"]


def test_geniusweb_tells_that_no_agreement_worse_than_all_is_lost() -> None:
    below = geniusweb_files(scenario(Profile("us", VALUES, reservation=-0.25)))
    assert codes(below) == ["lost"]
    assert "reservation value -0.25 of `us` is left out" in next(iter(below.report)).message
    assert "reservationBid" not in below.files["us.json"]
    worst = sum(float(own.min()) for own in VALUES)
    assert codes(geniusweb_files(scenario(Profile("us", VALUES, reservation=worst)))) == []


@pytest.mark.parametrize(("reservation", "told"), [(-0.25, 1), (1.5, 1), (0.0, 0), (1.0, 0)])
def test_genius_tells_of_a_reservation_value_that_it_does_not_expect(
    reservation: float, told: int
) -> None:
    made = genius_files(scenario(Profile("us", VALUES, reservation=reservation)))
    assert codes(made) == ["reservation-taken"] * told
    assert f'<reservation value="{reservation:g}"/>' in made.files["us.xml"]


def test_geniusweb_groups_the_issues_that_a_bonus_ties_together() -> None:
    other = ScenarioIssue("form", ("x", "y"))
    profile = Profile("us", (*VALUES, np.array([0.0, 0.0])), (BOX,))
    made = geniusweb_files(scenario(profile, issues=(PRICE, TERM, other)))
    space = json.loads(made.files["us.json"])["SumOfGroupsUtilitySpace"]
    first, second = (part["partsutils"] for part in space["partUtilities"].values())
    assert (first["issues"], second["issues"]) == (["price", "term"], ["form"])
    worth = {tuple(row["values"]): row["util"] for row in first["utilslist"]}
    assert worth["low", "1"] == 0.375
    assert worth["high", "1"] == 0.875
    assert worth["low", "2"] == 0


def test_geniusweb_refuses_groups_that_no_table_can_hold() -> None:
    issues = tuple(ScenarioIssue(f"i{k}", tuple(map(str, range(20)))) for k in range(4))
    box = ScenarioBonus(tuple((k, (0,)) for k in range(4)), 0.5)
    made = geniusweb_files(scenario(Profile("us", (np.zeros(20),) * 4, (box,)), issues=issues))
    assert codes(made) == ["cannot-write"]
    assert not made.files


def test_negmas_does_not_take_two_numbers_for_the_ends_of_a_range() -> None:
    issue = ScenarioIssue("n", ("1", "2", "3"), "integer")
    box = ScenarioBonus(((0, (0, 2)), (1, (0,))), 0.5)
    profile = Profile("us", (np.zeros(3), np.zeros(3)), (box,))
    text = negmas_files(scenario(profile, issues=(issue, PRICE))).files["us.yml"]
    assert "- 0: [1, 3, 3]" in text
    assert '  1: ["low"]' in text


def test_what_negmas_files_list_at_length_is_read_again(tmp_path: Path) -> None:
    levels = tuple(f"level {number}" for number in range(3_000))
    issues = (ScenarioIssue("i", levels), PRICE)
    box = ScenarioBonus(((0, tuple(range(2_500))), (1, (0,))), 0.25)
    values = (np.linspace(0, 0.5, 3_000), np.array([0.0, 0.125, 0.25]))
    profiles = (Profile("us", values, (box,)), Profile("them", values))
    written = negmas_files(scenario(*profiles, issues=issues))
    for file, text in written.files.items():
        (tmp_path / file).write_text(text, "utf-8")
    read, report = read_scenario([tmp_path / file for file in written.files])
    assert read is not None, report.render()
    assert read.issues[0].levels == levels
    outcomes = np.array([[0, 0], [2_499, 0], [2_500, 0], [2_999, 2]])
    expected = np.array([profile.utilities(outcomes) for profile in profiles])
    assert read.utilities(outcomes) == pytest.approx(expected)


def test_negmas_numbers_are_read_as_numbers_by_yaml_1_1() -> None:
    text = negmas_files(scenario(Profile("us", (VALUES[0] * 1e-9, VALUES[1])))).files["us.yml"]
    assert "e-" not in text
    assert '"high": 0.0000000005' in text
    assert quoted("a\u2028\U0001f600") == '"a\\u2028\U0001f600"'


EVERY_STEP = Discount("step", cost=0.25, power=2.0, fixed_no_deal=True)


def test_a_discount_is_told_where_it_has_no_place() -> None:
    assert codes(geniusweb_files(scenario(Profile("us", VALUES, discount=HALVED)))) == ["left-out"]
    made = genius_files(scenario(Profile("us", VALUES, discount=EVERY_STEP)))
    assert codes(made) == ["left-out"]
    assert "discount" not in made.files["us.xml"]


def test_a_discount_of_moved_utilities_is_told_to_cost_something_else() -> None:
    below = Profile("us", (VALUES[0] - 1, VALUES[1]), discount=HALVED)
    assert codes(genius_files(scenario(below))) == ["lost", "rescaled"]
    above = Profile("us", (VALUES[0] * 4, VALUES[1]), discount=HALVED)
    assert codes(genius_files(scenario(above))) == ["rescaled"]


@pytest.mark.parametrize(
    ("discount", "files_of"),
    [
        (HALVED, genius_files), (HALVED, negmas_files), (EVERY_STEP, negmas_files),
        (Discount("second", 1.25), negmas_files), (Discount("talks", cost=-0.1), negmas_files),
    ],
)  # fmt: skip
def test_a_discount_comes_back_where_it_has_one(discount, files_of, tmp_path: Path) -> None:
    talks = scenario(*(Profile(p, VALUES, discount=discount, reservation=0.1) for p in ("a", "b")))
    written = files_of(talks)
    assert not codes(written)
    for file, text in written.files.items():
        (tmp_path / file).write_text(text, "utf-8")
    read, report = read_scenario([tmp_path / file for file in written.files])
    assert read is not None, report.render()
    assert [p.discount for p in read.profiles] == [discount, discount]
    assert [p.reservation for p in read.profiles] == [0.1, 0.1]


def test_every_code_of_writing_is_in_the_reference() -> None:
    page = Path(__file__).parents[3] / "docs" / "reference" / "formats.md"
    text = page.read_text("utf-8")
    for code in CODES.values():
        assert f"| `{code.name}` | {code.severity} | {code.title} |" in text


@pytest.mark.parametrize("files_of", [negmas_files, geniusweb_files])
def test_names_whose_accents_stand_apart_are_found_again(files_of, tmp_path: Path):
    name = "a\N{COMBINING ACUTE ACCENT}"
    own = (np.array([0.25, 1.0]),)
    profiles = tuple(Profile(f"party{k}", own, reservation=0.0) for k in range(2))
    written = files_of(Scenario("talks", (ScenarioIssue("i", (name, "b")),), profiles))
    for file, text in written.files.items():
        (tmp_path / file).write_text(text, "utf-8")
    scenario, report = read_scenario([tmp_path / file for file in written.files])
    assert scenario is not None, report.render()
    assert scenario.issues[0].levels == (name, "b")
    assert scenario.profiles[1].values[0] == pytest.approx([0.25, 1.0])
