"""Cases made from scenarios, and scenarios made from cases: what is said and what is told."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zopa
from zopa.case.discounts import Discount
from zopa.case.model import Case
from zopa.exchange.case_folder import CaseFolder, folder_of_scenario
from zopa.exchange.case_names import level_texts, short_names, titles
from zopa.exchange.from_case import scenario_of
from zopa.exchange.scenario import Profile, Scenario, ScenarioBonus, ScenarioIssue
from zopa.exchange.scenario_files import read_scenario
from zopa.foundation.look_alikes import mistakable

PRICE = ScenarioIssue("Price", ("low", "mid", "high"))
YEARS = ScenarioIssue("Years", ("1", "3", "5"), "integer")
VALUES = (np.array([0.0, 0.25, 0.5]), np.array([0.5, 0.25, 0.0]))
OTHER = Profile("them", (VALUES[0][::-1].copy(), VALUES[1]), reservation=0.25)


def made_of(*profiles: Profile, issues: tuple[ScenarioIssue, ...] = (PRICE, YEARS)) -> CaseFolder:
    return folder_of_scenario(Scenario("talks_domain", issues, profiles))


def ledger(made: CaseFolder) -> str:
    assert made.report.passes(), made.report.render()
    return made.files["case.yaml"].decode()


def load(made: CaseFolder, folder: Path) -> Case:
    for name, data in made.files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    return zopa.load(folder)


def codes(made: CaseFolder) -> list[str]:
    return [finding.code.name for finding in made.report]


def test_a_plain_scenario_needs_no_note(tmp_path: Path) -> None:
    made = made_of(Profile("us", VALUES, reservation=0.4), OTHER)
    assert not codes(made)
    text = ledger(made)
    assert "title: talks\n" in text
    assert "levels: {from: 1, to: 5, step: 2}" in text
    assert "price: {low: 0, mid: 0.25, high: 0.5}" in text
    assert "    no_deal: 0.4\n" in text
    assert "# as given in the scenario" in text
    load(made, tmp_path)
    assert not len(zopa.check(tmp_path))


def test_the_files_lie_beside_the_ledger_and_are_named(tmp_path: Path) -> None:
    scenario = Scenario("talks", (PRICE, YEARS), (Profile("us", VALUES, reservation=0.4), OTHER))
    made = folder_of_scenario(scenario, {"a/us.xml": b"<us/>", "b/us.xml": b"<them/>"})
    assert made.files["sources/us.xml"] == b"<us/>"
    assert made.files["sources/us-2.xml"] == b"<them/>"
    text = ledger(made)
    assert "# as given in us.xml" in text
    assert "# as given in the files" in text
    load(made, tmp_path)
    assert not len(zopa.check(tmp_path))


def test_with_bonuses_points_become_percent_and_scale_keeps_them(tmp_path: Path) -> None:
    points = tuple(20 + 160 * own for own in VALUES)
    box = ScenarioBonus(((0, (0,)), (1, (1, 2))), -40.0)
    case = load(made_of(Profile("us", points, (box,), reservation=90.0), OTHER), tmp_path)
    assert case.parties["us"].scale == (0.0, 200.0)
    back, report = scenario_of(case)
    assert back is not None
    assert not len(report)
    outcomes = np.indices((3, 3)).reshape(2, -1).T
    mine = Profile("us", points, (box,)).utilities(outcomes)
    np.testing.assert_allclose(back.profiles[0].utilities(outcomes), mine, atol=1e-9)
    assert back.profiles[0].reservation == pytest.approx(90.0)


BOX = ScenarioBonus(((0, (0,)), (1, (1, 2))), 0.25)


@pytest.mark.parametrize(
    ("reservation", "share", "told"),
    [(None, "0", "any outcome"), (-2e4, "-1000000", "far below"), (1.5, "100", "above")],
)
def test_with_bonuses_what_no_agreement_is_worth_is_never_changed_silently(
    reservation: float | None, share: str, told: str
) -> None:
    made = made_of(Profile("us", VALUES, (BOX,), reservation=reservation), OTHER)
    assert codes(made) == ["reservation-taken"]
    assert told in made.report.findings[0].message
    assert f"party: us, reservation: {share}" in ledger(made)


def test_who_gives_no_number_signs_anything_and_it_is_told() -> None:
    made = made_of(Profile("us", tuple(10 * own - 3 for own in VALUES)), OTHER)
    assert codes(made) == ["reservation-taken"]
    assert "any outcome" in made.report.findings[0].message
    note = "    # none is given in the scenario, so any deal will do\n"
    assert f"{note}    no_deal: -6\n" in ledger(made)


@pytest.mark.parametrize("reservation", [-2e4, -1.0, -0.25, 0.0, 1.0, 1.5, 3e6])
def test_what_no_agreement_is_worth_stays_as_it_is(reservation: float, tmp_path: Path) -> None:
    made = made_of(Profile("us", VALUES, reservation=reservation), OTHER)
    assert codes(made) == []
    case = load(made, tmp_path)
    assert case.parties["us"].no_deal == reservation
    back, report = scenario_of(case)
    assert back is not None
    assert not len(report)
    assert back.profiles[0].reservation == reservation


def test_who_wants_more_than_the_best_signs_nothing(tmp_path: Path) -> None:
    case = load(made_of(Profile("us", VALUES, reservation=1.5), OTHER), tmp_path)
    assert zopa.zone(case, zopa.draw(case, 100)).exists.share == 0
    assert not any(fact.kind == "red_line" for fact in case.facts)


def test_with_bonuses_who_wants_more_than_the_best_has_a_red_line(tmp_path: Path) -> None:
    case = load(made_of(Profile("us", VALUES, (BOX,), reservation=1.5), OTHER), tmp_path)
    assert zopa.zone(case, zopa.draw(case, 100)).exists.share == 0
    given = "its reservation value in the scenario, 1.5, lies above its best outcome"
    ours = [fact.assumed for fact in case.facts if fact.party == "us"]
    assert ours[2:] == [given, f"{given}, so it signs nothing: this red line stands for that"]
    back, report = scenario_of(case)
    assert back is not None
    assert back.profiles[0].reservation == pytest.approx(1.25)  # all it could want, and it is told
    assert [finding.code.name for finding in report] == ["lost"]


def test_what_is_told_of_a_profile_is_placed_in_its_file() -> None:
    profiles = (Profile("us", VALUES, reservation=9.0), Profile("them", OTHER.values))
    single = ScenarioIssue("fixed", ("x",))
    with_single = tuple(replace(p, values=(*p.values, np.zeros(1))) for p in profiles)
    scenario = Scenario("talks", (PRICE, YEARS, single), with_single)
    files = {"a/talks.xml": b"", "a/us.xml": b"", "a/them.xml": b""}
    report = folder_of_scenario(scenario, files).report
    places = {finding.place.file: finding.message for finding in report}
    assert "`fixed` is left out" in places["talks.xml"]
    assert "no reservation value is given for `them`" in places["them.xml"]
    assert len(places) == 2


def test_an_indifferent_party_is_an_observer(tmp_path: Path) -> None:
    third = Profile("third", (np.ones(3), np.zeros(3)))
    made = made_of(Profile("us", VALUES, reservation=0.4), OTHER, third)
    assert codes(made) == ["left-out"]
    assert load(made, tmp_path).signatories == ("us", "them")
    alone = made_of(OTHER, third)
    assert "cannot-write" in codes(alone)
    assert not alone.files


@pytest.mark.parametrize("reservation", [None, -3.0, 0.7, 0.7 + 1e-15])
def test_an_indifferent_party_that_signs_anything_is_an_observer(
    reservation: float | None,
) -> None:
    third = Profile("third", (np.full(3, 0.7), np.zeros(3)), reservation=reservation)
    made = made_of(Profile("us", VALUES, reservation=0.4), OTHER, third)
    assert "role: observer" in ledger(made)


@pytest.mark.parametrize(
    ("of_price", "bonuses", "reservation"),
    [
        (0.7, (), 0.71),
        (-4.0, (), 0.0),
        (0.0, (ScenarioBonus(((0, (0, 1, 2)),), 0.3),), 0.4),  # a bonus that always holds
    ],
)
def test_an_indifferent_party_that_signs_nothing_is_no_observer(
    of_price: float, bonuses: tuple[ScenarioBonus, ...], reservation: float
) -> None:
    values = (np.full(3, of_price), np.zeros(3))
    third = Profile("third", values, bonuses, reservation)
    made = made_of(Profile("us", VALUES, reservation=0.4), OTHER, third)
    assert codes(made) == ["cannot-write"]
    assert "`third` signs nothing" in made.report.errors[0].message
    assert not made.files


def test_an_issue_with_one_level_is_left_out_and_its_worth_kept(tmp_path: Path) -> None:
    issues = (ScenarioIssue("fixed", ("x",)), PRICE)
    us = Profile("us", (np.array([0.25]), VALUES[0]), reservation=0.5)
    them = Profile("them", (np.array([0.0]), VALUES[0][::-1].copy()), reservation=0.0)
    made = made_of(us, them, issues=issues)
    assert codes(made) == ["left-out"]
    case = load(made, tmp_path)
    assert list(case.issues) == ["price"]
    assert case.parties["us"].own_scale == (0.25, 0.75)


def test_names_are_mended_and_told(tmp_path: Path) -> None:
    issues = (
        ScenarioIssue("Price", ("", "a", " a")),
        ScenarioIssue("price", ("x\x00", "yes", "no: #")),
    )
    values = (np.array([0.0, 0.2, 0.5]), np.array([0.0, 0.2, 0.5]))
    us = Profile("x_us", values, reservation=0.5)
    made = made_of(us, Profile("x_them", values, reservation=0.5), issues=issues)
    assert set(codes(made)) == {"name-changed"}
    case = load(made, tmp_path)
    assert [i.title for i in case.issues.values()] == ["Price", "price (2)"]
    assert [level.text for level in case.issues["price"].levels] == ["(level 1)", "a", "a (2)"]
    assert [p.name for p in case.parties.values()] == ["us", "them"]


def test_names_that_look_the_same_are_told_apart(tmp_path: Path) -> None:
    a, e = "\u0430", "\u0435"  # Cyrillic letters that look like the Latin ones
    issues = (
        ScenarioIssue("Rate", ("late", f"l{a}te", "tea")),
        ScenarioIssue(f"R{a}te", ("sea", f"s{e}a", "s\u200bea")),
    )
    values = (np.array([0.0, 0.2, 0.5]), np.array([0.0, 0.2, 0.5]))
    us = Profile("x_bank", values, reservation=0.5)
    made = made_of(us, Profile(f"x_b{a}nk", values, reservation=0.5), issues=issues)
    assert [finding.message for finding in made.report] == [
        f"the level of `Rate` `l{a}te` is called `l{a}te (2)` in the case",
        f"the issue `R{a}te` is called `R{a}te (2)` in the case",
        f"the level of `R{a}te (2)` `s{e}a` is called `s{e}a (2)` in the case",
        f"the level of `R{a}te (2)` `s\u200bea` is called `s\u200bea (3)` in the case",
        f"the party `x_b{a}nk` is called `b{a}nk (2)` in the case",
    ]
    load(made, tmp_path)
    assert not len(zopa.check(tmp_path))


_LOOKING_ALIKE = st.text("ao\u0430\u043e\u03bf\u200b\u00e1A -", max_size=3)


@given(st.lists(_LOOKING_ALIKE, min_size=2, max_size=6))
def test_no_two_names_of_a_case_look_the_same(names: list[str]) -> None:
    for made in (titles(names, "issue"), level_texts(names), short_names(names, "issue")):
        assert len(set(made)) == len(names)
        assert not any(mistakable(one, other) for one, other in combinations(made, 2))


def test_a_note_shows_what_was_changed_in_a_name() -> None:
    long = "n" * 120
    levels = ("a  b", "x\x00y", "w" * 600, long, f" {long}")
    own = np.linspace(0, 1, len(levels))
    us, them = Profile("us", (own,), reservation=0.5), Profile("them", (own,), reservation=0.5)
    messages = [
        f.message for f in made_of(us, them, issues=(ScenarioIssue("Deal", levels),)).report
    ]
    of = "the level of `Deal` "
    assert messages[:2] == [
        f"{of}`a b` is written with other spaces",
        f"{of}`x�y` is written with � for what cannot be shown",
    ]
    assert messages[2].endswith("is cut after 499 characters")
    called = f"{'n' * 40}…{'n' * 15} (2)"
    assert messages[3].endswith(f"is called `{called}` in the case")
    assert max(map(len, messages)) < 200


def test_reservation_values_come_back(shared: Path, tmp_path: Path) -> None:
    before, _ = read_scenario([shared / "data" / "scenarios" / "y2013" / "Wholesaler"])
    assert before is not None
    after, _ = scenario_of(load(folder_of_scenario(before), tmp_path))
    assert after is not None
    assert [own.reservation for own in before.profiles] == [0.5, 0.5]
    assert [own.reservation for own in after.profiles] == [0.5, 0.5]


def test_a_scenario_larger_than_a_case_is_refused() -> None:
    wide = ScenarioIssue("n", tuple(map(str, range(1002))), "integer")
    own = (np.linspace(0, 1, 1002),)
    made = made_of(Profile("a", own), Profile("b", own), issues=(wide,))
    assert "cannot-write" in codes(made)
    assert "at most 1,001" in made.report.errors[0].message
    assert not made.files


@pytest.mark.parametrize(
    ("discount", "written"),
    [
        (Discount("talks", 0.5), "{factor: 0.5, per: talks}"),
        (Discount("step", 2 / 3), "{factor: 0.666666666666667, per: step}"),
        (
            Discount("second", cost=0.25, power=2.0, fixed_no_deal=True),
            "{cost: 0.25, power: 2, per: second, no_deal: fixed}",
        ),
    ],
)
def test_what_time_costs_is_kept(discount: Discount, written: str, tmp_path: Path) -> None:
    made = made_of(Profile("us", VALUES, reservation=0.4, discount=discount), OTHER)
    assert codes(made) == []
    assert f"    discount: {written}\n" in ledger(made)
    back, _ = scenario_of(load(made, tmp_path))
    assert back is not None
    kept = back.profiles[0].discount
    assert kept is not None
    assert kept == replace(discount, factor=discount.factor and pytest.approx(discount.factor))
    assert back.profiles[1].discount is None


def test_what_is_too_small_for_a_case_is_told() -> None:
    made = made_of(Profile("us", VALUES, reservation=0.4, discount=Discount("step", 1e-30)), OTHER)
    assert codes(made) == ["left-out"]
    assert "discount" not in ledger(made)


# --- from a case --------------------------------------------------------------------------------


def test_a_reported_case_has_no_numbers_but_a_centre(minerals: Path) -> None:
    case = zopa.load(minerals)
    scenario, report = scenario_of(case)
    assert scenario is None
    assert {f.place for f in report.errors} == {
        case.place("parties", p, key=True) for p in ("ukraine", "us")
    }
    assert all("`--centre`" in f.help[1] for f in report.errors)
    scenario, report = scenario_of(case, centre=True, draws=100)
    assert scenario is not None
    assert [p.name for p in scenario.profiles] == ["Ukraine", "United States"]
    found = [f.code.name for f in report]
    assert found.count("lost") == 2  # the red lines
    assert found.count("left-out") == 2  # the observer; drafts and sources
    best = sum(own.max() for own in scenario.profiles[0].values)
    assert 0.5 < best <= 1 + 1e-9


def test_numbers_that_do_not_add_up_are_no_scenario(tmp_path: Path) -> None:
    made = made_of(Profile("us", VALUES, reservation=0.4), OTHER)
    case = load(made, tmp_path)
    from dataclasses import replace

    parties = dict(case.parties) | {"us": replace(case.parties["us"], points=None, no_deal=None)}
    without = replace(case, parties=parties)
    scenario, report = scenario_of(without)
    assert scenario is None
    assert "`price` and `years`" in report.errors[0].message


def test_rules_are_told(tmp_path: Path) -> None:
    made = made_of(Profile("us", VALUES, reservation=0.4), OTHER)
    text = ledger(made) + "\nrules:\n  - never: {price: low, years: 1}\n"
    (tmp_path / "case.yaml").write_text(text, "utf-8")
    scenario, report = scenario_of(zopa.load(tmp_path))
    assert scenario is not None
    assert [f.code.name for f in report] == ["lost"]
