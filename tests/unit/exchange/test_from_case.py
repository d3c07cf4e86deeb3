"""Numbers of a case in the files of other software: which count as single, and which come back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import zopa
from zopa.case.load import read_case
from zopa.exchange.case_folder import folder_of_scenario
from zopa.exchange.from_case import scenario_of
from zopa.exchange.least_acceptable import least_acceptable_outcome
from zopa.exchange.numbers import number_of
from zopa.exchange.scenario import Profile, Scenario, ScenarioIssue

CASE = """\
zopa: 1
title: A sale
parties:
  buyer: {{name: Buyer}}
  seller: {{name: Seller}}
issues:
  price: {{title: Price, options: {{low: low, high: high}}}}
  time: {{title: Time, options: {{soon: soon, late: late}}}}
facts:
  - party: buyer
    value: {{price: {{low: 60, high: 0}}, time: {{soon: {best}, late: 0}}}}
    assumed: so
  - {{party: buyer, reservation: 20, assumed: so}}
  - party: seller
    value: {{price: {{low: 0, high: 60}}, time: {{soon: 40, late: 0}}}}
    assumed: so
  - {{party: seller, reservation: 20, assumed: so}}
"""


@pytest.mark.parametrize(
    ("best", "message"),
    [
        ("40", ""),
        ("39.99995", ""),  # half a millionth of the whole is missing
        ("39.9998", "add up to 99.9998 percent"),  # two millionths are missing
        ("40..40.00000005", ""),  # half a thousand-millionth wide
        ("40..40.0000002", "no single number for `buyer`"),  # two thousand-millionths wide
    ],
)
def test_numbers_that_are_rounded_or_nearly_single(best: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(CASE.format(best=best), encoding="utf-8")
    case, _ = read_case(tmp_path)
    assert case is not None
    scenario, report = scenario_of(case)
    assert (scenario is None) == bool(message), report.render()
    assert message in report.render()


def test_reservation_values_of_ten_digits_come_back_as_they_were(tmp_path: Path) -> None:
    numbers = [round(0.1234567891 + 0.0271828183 * step, 10) for step in range(24)]
    issue = ScenarioIssue("price", ("low", "high"))
    profiles = tuple(
        Profile(f"p{position}", (np.array([0.1, 0.9]),), reservation=number)
        for position, number in enumerate(numbers)
    )
    made = folder_of_scenario(Scenario("talks", (issue,), profiles))
    assert made.report.passes(), made.report.render()
    for name, data in made.files.items():
        (tmp_path / name).write_bytes(data)
    scenario, report = scenario_of(zopa.load(tmp_path))
    assert scenario is not None, report.render()
    assert [profile.reservation for profile in scenario.profiles] == numbers


def test_an_outcome_reaches_the_reservation_value_that_its_sum_is_rounded_below() -> None:
    assert 0.1 + 0.7 < 0.8
    profile = Profile("us", (np.array([0.0, 0.1]), np.array([0.0, 0.7])), reservation=0.8)
    assert least_acceptable_outcome(profile) == (1, 1)


def test_a_number_has_at_most_sixty_characters() -> None:
    assert number_of("0." + "1" * 58) == pytest.approx(1 / 9)
    assert number_of("0." + "1" * 59) is None


SOLD = """\
zopa: 1
title: A sale
parties:
  buyer: {{name: Buyer, points: {{price: {points}}}, no_deal: 0}}
  seller: {{name: Seller, points: {{price: {points}}}, no_deal: 0}}
issues:
  price: {{title: Price, levels: {levels}}}
drafts:
  text: {{terms: {{price: {named}}}, assumed: so}}
"""


@pytest.mark.parametrize(
    ("levels", "named", "names", "kind"),
    [
        ("{from: 0, to: 20, step: 10}", "10", ("0", "10", "20"), "integer"),
        ("{from: 0, to: 20, step: 10}", "12.5", ("0", "10", "12.5", "20"), "discrete"),
        ("{from: 0, to: 20, step: 10}", "5", ("0", "5", "10", "20"), "discrete"),
        ("[0, 8.5, 20]", "20", ("0", "8.5", "20"), "discrete"),
        ("{from: 0, to: 2, step: 0.5}", "1", ("0", "0.5", "1", "1.5", "2"), "real"),
    ],
)
def test_numbers_that_are_not_evenly_spaced_are_names_elsewhere(
    levels: str, named: str, names: tuple[str, ...], kind: str, tmp_path: Path
) -> None:
    last = names[-1]
    text = SOLD.format(levels=levels, named=named, points=f"{{0: 1, {last}: 9}}")
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    case, findings = read_case(tmp_path)
    assert not findings
    assert case is not None
    scenario, report = scenario_of(case)
    assert scenario is not None, report.render()
    (issue,) = scenario.issues
    assert (issue.levels, issue.kind) == (names, kind)
    values = scenario.profiles[0].values[0]
    line = [1 + 8 * float(name) / float(last) for name in names]
    assert values == pytest.approx(np.array(line))


LEDGER = """zopa: 1
title: Three
parties:
  a: {name: Aa}
  b: {name: Bb}
  c: {name: Cc}
issues:
  x: {title: X, options: {some: some of it, none: none of it}}
"""


def test_that_not_all_must_agree_is_told_as_lost(tmp_path: Path) -> None:
    written = LEDGER.replace(
        "issues:", "agreement: {all: [a], at_least: 1, of: [b, c]}\nissues:", 1
    )
    (tmp_path / "case.yaml").write_text(written, encoding="utf-8")
    case, findings = read_case(tmp_path)
    assert case is not None
    assert not findings, [f.message for f in findings]
    _, report = scenario_of(case, centre=True, draws=20)
    [lost] = [f for f in report if f.code.name == "lost"]
    assert "who must agree cannot be said" in lost.message
    assert written.split("\n")[lost.place.line - 1].startswith("agreement")
