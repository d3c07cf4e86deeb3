"""How far apart figures and names may lie and still agree, and how log odds are bounded."""

from __future__ import annotations

import math

import pytest

from zopa.foundation.text import Span
from zopa.statements.corroboration.comparison import compare
from zopa.statements.corroboration.score import log_odds
from zopa.statements.corroboration.wording import wording_of
from zopa.statements.statement import Figure

from .little_reports import document, statement


def numbers(
    first: str, second: str, *, values: tuple[float, float] | None = None, about: bool = False
) -> dict[str, float]:
    sides = []
    for name, text, index in (("a", first, 0), ("b", second, 1)):
        report = document(name, text)
        value = values[index] if values else 0.0
        figure = Figure(Span(0, 1), "", value, value, "ships", about and name == "a")
        listed = (figure,) if values else ()
        sides.append(wording_of(text, statement(name, report, text, listed)))
    return compare(sides[0], sides[1], 0.9)


@pytest.mark.parametrize(
    ("other", "about", "agree"),
    [(101, False, True), (102, False, False), (110, True, True), (112, True, False)],
)
def test_exact_figures_agree_to_a_hundredth_and_rough_ones_to_a_tenth(
    other: float, about: bool, agree: bool
) -> None:
    found = numbers("Ships wait.", "Ships wait.", values=(100, other), about=about)
    assert found["amounts shared"] == float(agree)
    assert found["amounts apart"] == float(not agree)


@pytest.mark.parametrize(
    ("first", "second", "apart"), [("Peru", "Peruvian", False), ("Ram", "Ramos", True)]
)
def test_names_of_four_letters_are_known_in_longer_forms(
    first: str, second: str, apart: bool
) -> None:
    found = numbers(f"The boats of {first} left.", f"The boats of {second} left.")
    assert (found["names apart"] > 0) is apart


def test_log_odds_are_told_apart_down_to_one_in_ten_thousand() -> None:
    assert log_odds(0.0) == log_odds(0.0001) == pytest.approx(math.log(0.0001 / 0.9999))
    assert log_odds(1.0) == log_odds(0.9999) == pytest.approx(math.log(0.9999 / 0.0001))
    assert log_odds(0.0001) < log_odds(0.0002)
