"""Issues out of the matters that are told, with their levels and how they are called."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zopa.foundation.text import Span
from zopa.proposing.by_statements.issues import MatterTold, Subject, subjects
from zopa.proposing.lexicon import BY_ID, MATTERS
from zopa.proposing.matters import LevelShape, MatterHit


def told(matter: str, *levels: str, side: str = "a", document: str = "r") -> list[MatterTold]:
    return [
        MatterTold(MatterHit(BY_ID[matter], Span(0, 5), level), side, document, "words")
        for level in levels
    ]


def figures(matter: str, unit: str, *values: int, side: str = "a") -> list[MatterTold]:
    return [
        MatterTold(
            MatterHit(BY_ID[matter], Span(0, 5), value=Decimal(value), unit=unit),
            side,
            "r",
            "words",
        )
        for value in values
    ]


def made(listed: list[MatterTold], names: dict[str, str] | None = None) -> list[Subject]:
    return subjects(listed, lambda word: (names or {}).get(word, ""))


def levels(subject: Subject) -> list[str]:
    return list(subject.issue.level_ids)


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ("letter", ["letter", "binding"]),
        ("memorandum", ["memorandum", "binding"]),
        ("framework", ["framework", "binding"]),
        ("binding", ["memorandum", "binding"]),
        ("treaty", ["memorandum", "treaty"]),
    ],
)
def test_one_form_alone_gets_its_counterpart(form: str, wanted: list[str]) -> None:
    (one,) = made(told("form", form))
    assert levels(one) == wanted


def test_several_forms_are_the_levels_in_their_order() -> None:
    (one,) = made(told("form", "treaty", "letter"))
    assert levels(one) == ["letter", "treaty"]


def test_places_go_by_the_names_of_parties() -> None:
    names = {"Swedish": "Sweden", "Sweden": "Sweden"}
    (one,) = made(told("law", "Swedish", "International", "Lima", "Sweden"), names)
    assert [(level.id, level.text) for level in one.issue.levels] == [
        ("sweden", "Sweden"), ("international", "international"), ("lima", "Lima"),
    ]  # fmt: skip
    hits = {place: MatterHit(BY_ID["law"], Span(0, 5), place) for place in ("swedish", "Oslo")}
    assert one.level(hits["swedish"]) == "sweden"
    assert one.level(hits["Oslo"]) == ""


def test_one_place_alone_gets_elsewhere() -> None:
    (one,) = made(told("law", "Lima"))
    assert levels(one) == ["lima", "elsewhere"]


def test_matters_without_grades_of_their_own_are_given_or_not() -> None:
    """Every matter in grades has at least two; the least says that there is none of it."""
    for matter in MATTERS:
        if matter.shape is LevelShape.GRADED:
            assert len(matter.grades) >= 2
            assert len({grade.id for grade in matter.grades}) == len(matter.grades)
    (one,) = made(told("market_access", "included"))
    assert levels(one) == ["none", "included"]


def test_the_nothing_of_a_number_is_its_zero() -> None:
    (one,) = made([*figures("quotas", "tonnes", 300), *told("quotas", "cut", "kept")])
    assert one.level(MatterHit(BY_ID["quotas"], Span(0, 5), "cut")) == "0"
    assert one.level(MatterHit(BY_ID["quotas"], Span(0, 5), "kept")) == ""
    assert one.level(figures("quotas", "tonnes", 300)[0].hit) == "300"
    assert one.level(figures("quotas", "percent", 300)[0].hit) == ""


def test_a_matter_in_two_units_is_two_issues_with_two_titles() -> None:
    listed = [
        *figures("quotas", "percent", 20), *figures("quotas", "tonnes", 300),
        *figures("quotas", "tonnes", 300, side="b"), *figures("quotas", "tons", 5),
    ]  # fmt: skip
    found = made(listed)
    assert [(one.issue.id, one.issue.title) for one in found] == [
        ("quotas", "Quotas"), ("quotas_2", "Quotas (percent)"),
    ]  # fmt: skip
    assert [one.unit for one in found] == ["tonnes", "percent"]


def test_issues_with_most_sides_and_reports_come_first() -> None:
    listed = [
        *told("market_access", "included"),
        *told("licences", "included", "included"),
        *told("standards", "included"), *told("standards", "included", side="b"),
        *told("subsidies", "cut"), *told("subsidies", "cut", document="q"),
        *told("subsidies", "cut", side="b"),
    ]  # fmt: skip
    found = made(listed)
    assert [one.issue.id for one in found] == [
        "subsidies", "standards", "market_access", "licences",
    ]  # fmt: skip
    assert [one.support for one in found] == [3, 2, 1, 1]
    assert found[0].why == "told in 2 reports: “words”"
    assert found[1].why == "told in 1 report: “words”"
