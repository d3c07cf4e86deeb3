"""Opinions of a text that amount to refusing it."""

from __future__ import annotations

import pytest

from .told_by_grammar import plain, told


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Karsia called the bid too low.", "Karsia rejects bid"),
        ("Karsia described the bid as unfair.", "Karsia rejects bid"),
        ("The bid is too low, Karsia said.", "Karsia rejects bid"),
        ("Karsia said the bid was out of the question.", "Karsia rejects bid"),
        ("Karsia said the bid undervalues the company.", "Karsia rejects bid"),
        ("The bid falls short of Karsia's demands.", "Karsia rejects bid"),
        ("Karsia said the bid was not good enough.", "Karsia rejects bid"),
    ],
)
def test_a_poor_opinion_rejects(text: str, position: str) -> None:
    assert position in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Karsia called the bid generous.",
        "Karsia did not call the bid too low.",
        "Karsia said the bid was not too low.",
        "If Karsia calls the bid too low, talks will end.",
        "The bid is too low.",
        "Karsia said the bid was small.",
        "Karsia said the bid was good enough.",
    ],
)
def test_what_is_no_poor_opinion(text: str) -> None:
    assert told(text) == []


def test_only_out_of_the_question_is_plain() -> None:
    assert plain("Karsia said the bid was out of the question.") == [True]
    assert plain("Karsia said the bid was too low.") == [False]
