"""Expressions of time told on days at which they begin to mean other days."""

from __future__ import annotations

from datetime import date

import pytest

from zopa.foundation.text import Span
from zopa.statements.dates import dates_in
from zopa.statements.dates.numerals import value
from zopa.statements.dates.tense import direction

TOLD = """
2025-02-28 It closed last winter. | 2023-12-01..2024-02-29
2025-03-01 It closed last winter. | 2024-12-01..2025-02-28
2025-02-28 It opens this winter. | 2024-12-01..2025-02-28
2025-12-01 It opens this winter. | 2025-12-01..2026-02-28
2025-02-28 It will open next spring. | 2025-03-01..2025-05-31
2025-03-01 It will open next spring. | 2026-03-01..2026-05-31
2025-03-31 It closed last March. | 2024-03-01..2024-03-31
2025-04-01 It closed last March. | 2025-03-01..2025-03-31
2025-03-01 It will open next March. | 2026-03-01..2026-03-31
2025-02-28 It will open next March. | 2025-03-01..2025-03-31
2025-03-31 It will open in March. | 2025-03-01..2025-03-31
2025-04-01 It will open in March. | 2026-03-01..2026-03-31
2025-03-01 It closed in March. | 2025-03-01..2025-03-31
2025-02-28 It closed in March. | 2024-03-01..2024-03-31
2025-02-19 Prices in May. | 2025-05-01..2025-05-31
2025-02-19 Prices in November. | 2024-11-01..2024-11-30
2025-02-07 He left on February 7. | 2025-02-07
2025-02-06 He left on February 7. | 2024-02-07
2025-02-07 He will leave on February 7. | 2025-02-07
2025-02-08 He will leave on February 7. | 2026-02-07
2025-02-19 It was on Feb. 29. | 2024-02-29
2025-02-19 It will be on Feb. 29. | 2028-02-29
2025-02-19 It is on Saturday, 7 February. | 2026-02-07
2025-02-19 It is on Monday, 7 February. | 2022-02-07
2025-02-19 It is on Sunday, 7 February. | 2027-02-07
2025-02-19 It is on Thursday, 7 February. | 2025-02-07
2025-11-20 The deadline for an answer is June 12. | 2026-06-12
2025-11-20 She set a deadline of 1 May for bids. | 2026-05-01
2025-11-20 They missed a deadline of 1 May. | 2025-05-01
2025-11-20 The deadline of 5 May passed without bids. | 2025-05-05
2025-11-20 The deadline was 1 May. | 2025-05-01
2025-02-21 They met at the weekend. | 2025-02-15..2025-02-16
2025-02-22 They met at the weekend. | 2025-02-22..2025-02-23
2025-02-23 They met at the weekend. | 2025-02-22..2025-02-23
2025-02-23 They met this week. | 2025-02-17..2025-02-23
2025-02-24 They met this week. | 2025-02-24..2025-03-02
2025-02-24 They meet next weekend. | 2025-03-08..2025-03-09
2025-02-19 They meet coming Wednesday. | 2025-02-26
2025-02-19 They meet coming Thursday. | 2025-02-20
2025-02-19 They meet on Thursday this week. | 2025-02-20
2025-01-31 They met last month. | 2024-12-01..2024-12-31
2025-12-31 They meet next month. | 2026-01-01..2026-01-31
2025-01-01 It fell last quarter. | 2024-10-01..2024-12-31
2025-03-31 It fell this quarter. | 2025-01-01..2025-03-31
2025-04-01 It fell this quarter. | 2025-04-01..2025-06-30
2025-12-31 It will fall next quarter. | 2026-01-01..2026-03-31
2025-02-19 It fell in Q1 again. | 2025-01-01..2025-03-31
2025-02-19 It fell in the fourth quarter. | 2024-10-01..2024-12-31
2025-02-19 It fell in the final quarter of last year. | 2024-10-01..2024-12-31
2025-02-19 It fell in the third quarter of this year. | 2025-07-01..2025-09-30
2025-02-19 It will fall in the first quarter of next year. | 2026-01-01..2026-03-31
2029-12-31 It fell this decade. | 2020-01-01..2029-12-31
2030-01-01 It fell this decade. | 2030-01-01..2039-12-31
2025-02-19 It fell last century. | 1900-01-01..1999-12-31
2025-02-19 It will fall next decade. | 2030-01-01..2039-12-31
2025-02-19 It was built in the ’20s. | 2020-01-01..2029-12-31
2020-02-19 It was built in the ’20s. | 2020-01-01..2029-12-31
2019-02-19 It was built in the ’20s. | 1920-01-01..1929-12-31
2025-02-19 It was built in the ’30s. | 1930-01-01..1939-12-31
2025-02-19 It was built in the 1st century. |
2025-02-19 It was built in the 2nd century. | 0100-01-01..0199-12-31
2025-02-19 It will be built in the 22nd century. | 2100-01-01..2199-12-31
2025-02-19 It will be built in the 23rd century. |
2025-02-19 It ended 48 hours ago. | 2025-02-16..2025-02-18
2025-02-19 It ended an hour ago. | 2025-02-18..2025-02-19
2025-02-19 It ended a week ago. | 2025-02-09..2025-02-15
2025-02-19 It ended a month ago. | 2025-01-04..2025-02-03
2025-02-19 It ended about two weeks ago. | 2025-01-29..2025-02-12
2025-02-19 It ended several weeks ago. | 2024-12-15..2025-02-08
2025-02-19 It will end in two weeks. | 2025-03-02..2025-03-08
2025-02-19 It will end two days from now. | 2025-02-21
2025-02-19 It will end within two months. | 2025-02-19..2025-04-19
2025-02-19 It will end in an hour. | 2025-02-19..2025-02-20
2025-02-19 It grew in recent weeks. | 2024-12-25..2025-02-19
2025-02-19 It grew in recent months. | 2024-02-19..2025-02-19
2025-02-19 It grew in recent decades. | 1975-02-19..2025-02-19
2025-02-19 It will grow in coming weeks. | 2025-02-19..2025-04-16
2025-02-19 It grew in the past week. | 2025-02-12..2025-02-19
2025-02-19 It grew in the past month. | 2025-01-19..2025-02-19
2025-02-19 It will grow in the coming year. | 2025-02-19..2026-02-19
2025-02-19 It grew in the past several years. | 2016-02-19..2025-02-19
2025-02-19 It grew in the past few years. | 2020-02-19..2025-02-19
2025-02-19 It grew in the past two years. | 2023-02-19..2025-02-19
2025-02-19 It ran from 2014 to 2015. | 2014-01-01..2015-12-31
2025-02-19 The years 1999-00 were quiet. |
2025-02-19 The years 1900-2000 were quiet. | 1900-01-01..2000-12-31
2025-02-19 The years 1900-2001 were quiet. |
2025-02-19 The years 1914-14 were quiet. |
2025-02-19 The 1899 treaty holds. |
2025-02-19 The treaty of 1899 holds. | 1899-01-01..1899-12-31
2025-02-19 Treaties for 1899 hold. |
2025-02-19 Treaties for 1900 hold. | 1900-01-01..1900-12-31
2025-02-19 The 1995s were long. |
2025-02-19 It ran from October to March 2024. | 2023-10-01..2024-03-31
2025-02-19 It ran from March to March 2024. | 2024-03-01..2024-03-31
2025-02-19 It closed on 12/12/2024. | 2024-12-12
2025-02-19 It closed on 12/13/2024. | 2024-12-13
2025-02-19 It closed on 13/12/2024. | 2024-12-13
2025-02-19 It closed on 11/12/2024. |
2025-02-19 It closed on 12.13.2024. |
2025-02-19 It fell since 2025-02-07. | 2025-02-07
2025-02-19 It fell since 07.02.2025. | 2025-02-07
2025-02-19 It fell since 7 February. | 2025-02-07..2025-02-19
2025-02-19 It rained; 1899 was dry. |
2025-02-19 It rained; 1900 was dry. | 1900-01-01..1900-12-31
2025-02-19 It rained; 2099 is dry. | 2099-01-01..2099-12-31
2025-02-19 It rained; 2100 is dry. |
2025-02-19 It fell since March 2025. | 2025-03-01..2025-03-31
2025-03-01 It fell since March 2025. | 2025-03-01
2025-03-31 It must end by March 2025. | 2025-03-31
2025-04-01 It had ended by March 2025. | 2025-03-01..2025-03-31
2025-02-17 They met earlier this week. | 2025-02-17
2025-02-23 They meet later this week. | 2025-02-23
2025-02-19 They met earlier last week. | 2025-02-10..2025-02-16
"""


def cases() -> list[tuple[date, str, str]]:
    listed = []
    for line in TOLD.strip().splitlines():
        published, _, rest = line.partition(" ")
        text, _, wanted = rest.rpartition("|")
        listed.append((date.fromisoformat(published), text.strip(), wanted.strip()))
    return listed


@pytest.mark.parametrize(("published", "text", "wanted"), cases())
def test_days(published: date, text: str, wanted: str) -> None:
    found = [
        f"{one.first}..{one.last}" if one.first < one.last else str(one.first)
        for one in dates_in(text, published)
    ]
    assert "; ".join(found) == wanted


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("one", 1), ("ten", 10), ("nineteen", 19), ("twenty", 20), ("ninety-nine", 99),
        ("a hundred", 100), ("hundred", 100), ("two hundred", 200),
        ("three hundred and twenty-one", 321), ("thousand", 1000), ("a thousand", 1000),
        ("four thousand five hundred", 4500), ("two hundred thousand", 200_000),
        ("two hundred thousand, three hundred and four", 200_304), ("1,234,567.5", 1_234_567.5),
        ("1\u202f234", 1234), ("0.25", 0.25),
    ],
)  # fmt: skip
def test_cardinal_numbers(words: str, number: float) -> None:
    assert value(words) == number


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They met on Friday", "past"),
        ("They will meet on Friday", "future"),
        ("They are meeting on Friday", "future"),
        ("They were meeting on Friday", "past"),
        ("The meeting on Friday", None),
        ("A plan to meet on Friday", "future"),
        ("The envoy to the town on Friday", None),
        ("A chance to meet on Friday", "future"),
        ("He managed to meet them on Friday", "past"),
        ("They are due to meet on Friday", "future"),
        ("They were due to meet on Friday", "past"),
        ("They are due to meet and were due on Friday", "future"),
        ("Nobody is to be met on Friday", "future"),
        ("The united need indeed of Friday", None),
        ("The seed bed of Friday", None),
        ("The bid led to Friday", "past"),
        ("He left. The talks of Friday", None),
        ("He said “we will meet”, of Friday", "past"),
        ("“They left” – so Friday", None),
        ("On Friday", None),
        ("On Friday they will meet", "future"),
        ("On Friday they met", "past"),
        ("On Friday they are meeting", "future"),
        ("On Friday they are well, meeting", None),
        ("On Friday. They met", None),
        ("On Friday “they met”", None),
        ("On Friday a red bed stands", None),
        ("On Friday it ended", "past"),
    ],
)
def test_the_verb_says_whether_it_is_over(text: str, wanted: str | None) -> None:
    at = text.index("Friday")
    assert direction(text, at, at + 6) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They met by Friday", "future"),
        ("They had met by Friday", "past"),
        ("It lasted until Friday", "past"),
        ("They will meet by Friday", "future"),
        ("The end by Friday", "future"),
    ],
)
def test_a_deadline_lies_ahead_unless_it_is_told_to_be_over(text: str, wanted: str) -> None:
    at = text.index("Friday")
    assert direction(text, at, at + 6, deadline=True) == wanted


@pytest.mark.parametrize(
    ("text", "found"),
    [("x2024", 0), ("in 2024", 1), ("-2024", 0), ("mid-2024", 1), ("Mid-2024", 1), ("$2024", 0)],
)
def test_what_stands_right_before(text: str, found: int) -> None:
    assert len(dates_in(f"It was {text}.", date(2025, 2, 19))) == found


def test_places_within_a_text_count_from_its_beginning() -> None:
    text = "It was so. From March to May 2024 they met, and on 7 June 2024 they left."
    first, second = dates_in(text, date(2025, 2, 19), within=Span(11, len(text)))
    assert text[slice(*first.span)] == "From March to May 2024"
    assert text[slice(*second.span)] == "7 June 2024"
