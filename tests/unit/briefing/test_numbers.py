"""The documented formats."""

import pytest

from zopa.briefing.numbers import FORMATS


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("percent", 0.799, "80%"),
        ("percent", 0.0, "under 1%"),
        ("percent", 0.004, "under 1%"),
        ("percent", 0.006, "1%"),
        ("percent", 0.994, "99%"),
        ("percent", 0.996, "over 99%"),
        ("percent", 1.0, "over 99%"),
        ("of_100", 0.0019, "under 1 of 100"),
        ("of_100", 0.72, "72 of 100"),
        ("in_100", 0.998, "over 99"),
        ("none", 0.0, "none"),
        ("all", 1.0, "all"),
        ("rounded", 0.2, "under 1"),
        ("rounded", 2.5001, "3"),
        ("low", 0.7299, "72"),
        ("high", 0.7801, "79"),
        ("high", 0.78, "78"),
        ("gain", -0.48, "−48"),
        ("gain", 0.256, "+26"),
        ("gain", -0.001, "0"),
        ("score", 0.587, "59"),
        ("margin", 0.0376, "4"),
        ("count", 1728.0, "1,728"),
        ("count", 1e30, "1 × 10³⁰"),
        ("yes_no", 1.0, "yes"),
        ("yes_no", 0.0, "no"),
        ("points", 0.612999, "0.613"),
        ("points", 1380.2, "1,380"),
        ("points", 0.00123, "0.0012"),
        ("points", -1e-17, "0"),
        ("gained", 0.24, "+0.24"),
        ("gained", -12.5, "−12.5"),
        ("factor", 1.0101, "1.02"),
        ("word", 0.0, "no"),
        ("word", 12.0, "twelve"),
        ("word", 13.0, "13"),
    ],
)
def test_formats(name, value, text):
    assert FORMATS[name](value) == text
