"""Which differences are named: those that are probable enough, between the nearest statements."""

from __future__ import annotations

import numpy as np
import pytest

from zopa.statements.corroboration import corroborate
from zopa.statements.corroboration.score import KINDS, Calibration, Logistic, log_odds

from .little_reports import document, statement


def calibration(differ: float) -> Calibration:
    """Whether statements are alike follows their cosine; how often they differ is the same."""
    always = Logistic((), (), log_odds(differ))
    alike = Logistic(("cosine",), (10.0,), -5.0)
    return Calibration(
        alike, always, dict.fromkeys(KINDS, always), Logistic(("matter",), (1.0,), 0.0), 0.0
    )


@pytest.mark.parametrize(("differ", "named"), [(0.045, False), (0.055, True)])
def test_a_difference_is_named_from_one_in_twenty_on(differ: float, named: bool) -> None:
    reports = [document("a", "The mill will close."), document("b", "The mill may close.")]
    told = [statement(f"{each.id}1", each, each.reading) for each in reports]
    found = corroborate(reports, told, np.ones((2, 1)), calibration=calibration(differ))
    assert bool(found.differences) is named


def test_only_the_two_nearest_statements_of_a_report_can_differ() -> None:
    first = document("a", "The mill will close.")
    second = document("b", "The mill may close. The pit may close. The port may close.")
    told = [
        statement("a1", first, "The mill will close"),
        statement("b1", second, "The mill may close"),
        statement("b2", second, "The pit may close"),
        statement("b3", second, "The port may close"),
    ]
    angles = np.arccos([1.0, 0.9, 0.8, 0.7])
    vectors = np.column_stack([np.cos(angles), np.sin(angles)])
    found = corroborate([first, second], told, vectors, calibration=calibration(0.5))
    assert {(each.first, each.second) for each in found.differences} == {("a1", "b1"), ("a1", "b2")}
