"""Whether all numbers are given is decided once, with one tolerance, and carried on the draws."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from zopa.case.model import (
    Bonus,
    Case,
    Draft,
    Fact,
    Issue,
    Level,
    Party,
    RedLine,
    ReservationRange,
    TermReading,
    ValueRange,
)
from zopa.foundation.chance import SAME, Interval
from zopa.preferences.draws import draw
from zopa.preferences.given import all_the_same
from zopa.preferences.party import PartyDraws


def values(party: str, low: float, high: float | None = None) -> Fact:
    worth = Interval(low, low if high is None else high)
    ranges = {
        "i": {"a": Interval(0, 0), "b": worth},
        "j": {"c": Interval(0, 0), "d": Interval(0.4, 0.4)},
    }
    return Fact(party, "value", ValueRange(ranges), assumed="given")


def no_deal(party: str, low: float, high: float) -> Fact:
    return Fact(party, "reservation", ReservationRange(Interval(low, high)), assumed="given")


def given() -> Case:
    issues = {
        "i": Issue("i", "I", (Level("a", "a"), Level("b", "b"))),
        "j": Issue("j", "J", (Level("c", "c"), Level("d", "d"))),
    }
    facts = (values("x", 0.6), no_deal("x", 0.3, 0.3), values("y", 0.6), no_deal("y", 0.2, 0.2))
    return Case("", issues, {"x": Party("x", "X"), "y": Party("y", "Y")}, facts=facts)


def test_all_numbers_given() -> None:
    draws = draw(given(), 20)
    assert draws.given
    assert draws.given_parties == {"x", "y"}
    assert draws.settled("x")


@pytest.mark.parametrize(("width", "is_given"), [(SAME / 2, True), (SAME * 2, False)])
def test_a_range_as_narrow_as_rounding_is_a_number(width: float, is_given: bool) -> None:
    case = given()
    facts = (case.facts[0], no_deal("x", 0.3, 0.3 + width), *case.facts[2:])
    draws = draw(replace(case, facts=facts), 200)
    assert draws.given == is_given
    assert draws.given_parties == ({"x", "y"} if is_given else {"y"})


@pytest.mark.parametrize("left_out", range(4))
def test_a_number_that_is_missing(left_out: int) -> None:
    case = given()
    facts = tuple(fact for k, fact in enumerate(case.facts) if k != left_out)
    draws = draw(replace(case, facts=facts), 200)
    assert not draws.given
    assert draws.given_parties == {case.facts[(left_out + 2) % 4].party}


def test_a_bonus_in_a_range_leaves_something_open() -> None:
    case = given()
    extra = Fact("x", "bonus", Bonus({"i": ("b",)}, Interval(0.0, 0.2)), assumed="given")
    smaller = values("x", 0.4, 0.6)
    draws = draw(replace(case, facts=(smaller, extra, *case.facts[1:])), 200)
    assert not draws.given
    assert "x" not in draws.given_parties


def test_an_uncertain_red_line_leaves_something_open_though_all_numbers_are_given() -> None:
    case = given()
    line = Fact("x", "red_line", RedLine({"i": ("b",)}), assumed="so", confidence=0.5)
    draws = draw(replace(case, facts=(*case.facts, line)), 200)
    assert draws.given_parties == {"x", "y"}
    assert draws.settled("x")
    assert not draws.given


def test_a_term_on_which_reports_differ_leaves_something_open() -> None:
    disputed = {"i": (TermReading("a"), TermReading("b"))}
    draft = Draft("d", "D", ("x",), None, disputed, assumed="so")
    draws = draw(replace(given(), drafts={"d": draft}), 50)
    assert draws.given_parties == {"x", "y"}
    assert not draws.given


def test_an_observer_need_not_be_given() -> None:
    case = given()
    parties = {**case.parties, "o": Party("o", "O", role="observer")}
    watching = Fact("o", "red_line", RedLine({"i": ("a",)}), assumed="so")
    draws = draw(replace(case, parties=parties, facts=(*case.facts, watching)), 50)
    assert draws.given
    assert draws.given_parties == {"x", "y"}
    assert not draws.settled("o")


def test_other_preferences_of_a_party_are_not_those_given() -> None:
    draws = draw(given(), 20)

    own = PartyDraws(
        tuple(v[:, 0] for v in draws.values),
        draws.reservation[:, 0],
        np.zeros((20, 0)),
        draws.aspiration[:, 0],
    )
    assert draws.with_preferences("x", own).given_parties == {"y"}


def test_the_same_within_the_tolerance() -> None:
    assert all_the_same([np.array([0.5, 0.5 + SAME / 2]), np.zeros((3, 0, 2))])
    assert not all_the_same([np.array([0.5, 0.5 + 2 * SAME])])
    assert not all_the_same([np.array([[True, False], [True, True]])])
