"""Towns that negotiate: their councils, clerks and councillors, and their neighbours."""

from __future__ import annotations

import pytest

from .told import Told


@pytest.fixture(scope="module")
def told() -> Told:
    return Told(
        "Eastmere handed its neighbour a paper on the shared lake on Monday. Under the paper "
        "Westmere would pump less, and the towns would share the cost. In a dry year "
        "Eastmere would set the limits. The town wants to keep "
        "its wells, its clerk said. A panel would do, the clerk added.",
        "The council of Westmere voted to return Eastmere's paper. Its first concern is the "
        "water, two councillors said; the town has grown. It also wants a panel.",
    )


def test_both_towns_negotiate(told: Told):
    assert sorted(told.names) == ["Eastmere", "Westmere"]
    assert {told.role(name) for name in told.names} == {"signatory"}


@pytest.mark.parametrize(
    ("words", "report", "who"),
    [
        ("The town", 0, "Eastmere"),
        ("its clerk", 0, "Eastmere"),
        ("the clerk", 0, "Eastmere"),
        ("its neighbour", 0, "Westmere"),
        ("The council", 1, "Westmere"),
        ("two councillors", 1, "Westmere"),
        ("the town", 1, "Westmere"),
        ("It", 1, "Westmere"),
    ],
)
def test_whom_words_for_towns_mean(told: Told, words: str, report: int, who: str):
    assert told.who(words, report) == who


def test_the_towns_are_both(told: Told):
    assert sorted(told.all_who("the towns")) == ["Eastmere", "Westmere"]


def test_a_city_that_is_named_is_no_other_party():
    told = Told(
        "A rent had been proposed by the city of Branmere, but Sella FC rejected it. "
        "The city wants two million."
    )
    assert sorted(told.names) == ["Branmere", "Sella FC"]
    assert told.who("The city") == "Branmere"
