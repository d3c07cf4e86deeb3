"""The orders that votes speak for, which of them are opposed, and the votes of little reports."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zopa.case.model import Direction, Evidence, Issue, Level, Ranking
from zopa.proposing import lexicon
from zopa.proposing.by_statements.issues import Subject
from zopa.proposing.by_statements.orders import Vote, opposed, way
from zopa.proposing.matters import LevelShape

MATTER = lexicon.BY_ID["tariffs"]
ABC = tuple(Level(name, name) for name in "abc")


def subject(*, numeric: bool = False, shape: LevelShape = LevelShape.GRADED) -> Subject:
    levels = tuple(Level(str(n), str(n), float(n)) for n in range(3)) if numeric else ABC
    issue = Issue("i", "I", levels, "percent" if numeric else "", numeric=numeric)
    return Subject(issue, replace(MATTER, shape=shape), "", 1)


def vote(best: str = "", worst: str = "", toward: str = "") -> Vote:
    return Vote("i", "s", best, worst, toward, 1.0, Evidence("r", "words"), "r-1")


def tiers(text: str) -> Ranking:
    return Ranking("i", tuple(tuple(tier.split("=")) for tier in text.split(">")))


@pytest.mark.parametrize(
    ("given", "order"),
    [
        (vote(best="c"), "c>b>a"),
        (vote(best="a"), "a>b>c"),
        (vote(worst="c"), "a>b>c"),
        (vote(worst="a"), "c>b>a"),
        (vote(best="b"), "b>a=c"),
        (vote(worst="b"), "a=c>b"),
        (vote(toward="more"), "c>b>a"),
        (vote(toward="less"), "a>b>c"),
    ],
)
def test_an_end_of_graded_levels_orders_them_all(given: Vote, order: str) -> None:
    assert way(given, subject()) == tiers(order)


@pytest.mark.parametrize(
    ("given", "order"), [(vote(best="c"), "c>a=b"), (vote(worst="a"), "b=c>a")]
)
def test_of_levels_without_grades_only_the_one_that_is_told_is_placed(
    given: Vote, order: str
) -> None:
    assert way(given, subject(shape=LevelShape.NAMED)) == tiers(order)


@pytest.mark.parametrize("toward", ["more", "less"])
def test_numbers_have_a_direction(toward: str) -> None:
    assert way(vote(toward=toward), subject(numeric=True)) == Direction("i", toward)  # type: ignore[arg-type]


def test_a_level_that_the_issue_has_not_orders_nothing() -> None:
    assert way(vote(best="d"), subject()) is None
    assert way(vote(worst="d"), subject()) is None


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("a>b>c", "a>b>c", False),
        ("a>b>c", "c>b>a", True),
        ("a>b>c", "a>c>b", True),
        ("a>b=c", "a>c>b", False),
        ("a>b=c", "b>a=c", True),
        ("a=b=c", "c>b>a", False),
    ],
)
def test_orders_are_opposed_where_two_levels_stand_the_other_way_round(
    one: str, other: str, wanted: bool
) -> None:
    assert opposed(tiers(one), tiers(other)) is wanted
    assert opposed(tiers(other), tiers(one)) is wanted


def test_directions_are_opposed_unless_they_are_one() -> None:
    more, less = Direction("i", "more"), Direction("i", "less")
    assert opposed(more, less)
    assert not opposed(more, Direction("i", "more"))
    assert opposed(more, tiers("a>b>c"))
