"""Quotations in all styles of marks, over paragraphs, and whose words a content is in."""

from __future__ import annotations

import pytest

from zopa.foundation.text import Span
from zopa.statements.manner import manner_of, quotations
from zopa.statements.statement import Manner


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“No,” he said. “Never.”", ["“No,”", "“Never.”"]),
        ('"No," he said. "Never."', ['"No,"', '"Never."']),
        ("‘No,’ he said. ‘It isn’t so.’", ["‘No,’", "‘It isn’t so.’"]),
        ("'No,' he said. 'It isn't so.'", ["'No,'", "'It isn't so.'"]),
        ("«No», he said.", ["«No»"]),
        ("« No », he said.", ["« No »"]),
        ("»No«, he said.", ["»No«"]),
        ("„No“, he said, „not I”.", ["„No“", "„not I”"]),
        ("”No”, he said.", ["”No”"]),
        ("「No」, he said.", ["「No」"]),
        ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
        ("‘He said “no” to me,’ she said.", ["‘He said “no” to me,’"]),
        ("The ministers’ plan isn’t the people’s.", []),
        ("The ministers' plan isn't the people's.", []),
        ("‘The ministers’ plan’ is dead.", ["‘The ministers’ plan’"]),
        ("In the ‘90s they said ’tis done.", []),
        ("Rock ’n’ roll in the ’90s.", []),
        ('A 5" pipe and a 6" pipe.', []),
        ("He called it (“a deal”) and “a trump”.", ["“a deal”", "“a trump”"]),
        ("“Never closed, he said.", ["“Never closed, he said."]),
        ("“One.\n“Two.\n“Three,” he said.", ["“One.", "“Two.", "“Three,”"]),
        ('"One.\n\n"Two," he said.', ['"One.', '"Two,"']),
        ("“One.\nTwo,” he said.", ["“One.", "Two,”"]),
        ("“One.\nTwo, he said.", ["“One."]),
        ("No marks at all.", []),
        ("", []),
        ("”", []),
        ('"', []),
    ],
)
def test_quotations(text: str, wanted: list[str]) -> None:
    assert [text[slice(*span)] for span in quotations(text)] == wanted


def test_paragraphs_that_are_given() -> None:
    text = "“Two lines\nof one paragraph,” he said."
    assert [text[slice(*span)] for span in quotations(text, [0])] == [
        "“Two lines\nof one paragraph,”"
    ]


TEXT = "He called it “a trump card” and “a deal”, and left."


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (["a trump card"], Manner.DIRECT),
        (["“a trump card”"], Manner.DIRECT),
        (["a trump card", "a deal"], Manner.DIRECT),
        (["it “a trump card”"], Manner.MIXED),
        (["a trump card", "left"], Manner.MIXED),
        (["He called it"], Manner.INDIRECT),
        (["”", "“"], Manner.INDIRECT),
        ([], Manner.INDIRECT),
    ],
)
def test_manner(content: list[str], wanted: Manner) -> None:
    spans = tuple(Span(TEXT.index(one), TEXT.index(one) + len(one)) for one in content)
    assert manner_of(TEXT, spans) is wanted
    assert manner_of(TEXT, spans, quotations(TEXT)) is wanted


def test_a_quotation_over_paragraphs_is_direct() -> None:
    text = "“We met.\n\n“We parted,” she said."
    stop = text.index(",")
    assert manner_of(text, (Span(0, stop),)) is Manner.DIRECT
