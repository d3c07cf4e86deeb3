"""Quotes that stand in their source and yet bear nothing out, or the opposite."""

from __future__ import annotations

from pathlib import Path

import pytest
from counted_work import calls_of

from zopa.case.load import check

SOURCE = (
    "The ferry talks\n\nThe island   did not\nagree to the fare of 1,500 crowns, its reeve said. "
    "The line, which had asked for more, has signed a lease of 25 years.\n"
)
LEDGER = """\
zopa: 1
title: The ferry
sources:
  wire: {file: wire.txt}
parties:
  island: {name: The island}
  line: {name: The line}
issues:
  fare: {title: Fare, options: {low: low, high: high}}
facts:
  - {party: line, order: {fare: [high, low]}, assumed: it wants more}
  - party: island
    order: {fare: [low, high]}
    evidence:
      - wire: QUOTE
"""


def told(folder: Path, quote: str, source: str = SOURCE) -> list[tuple[str, str, str]]:
    """The code, the message and the first help of each finding about the quote."""
    (folder / "wire.txt").write_text(source, encoding="utf-8")
    ledger = LEDGER.replace("QUOTE", "'" + quote.replace("'", "''") + "'")
    (folder / "case.yaml").write_text(ledger, encoding="utf-8")
    found = [finding for finding in check(folder) if finding.code.name.startswith("quote")]
    return [(finding.code.name, finding.message, finding.help[0]) for finding in found]


@pytest.mark.parametrize(
    "quote",
    [
        "The island did not agree to the fare",
        "The line, which had asked for more, has signed",
        "a lease of 25 years",
        "did not agree",
    ],
)
def test_whole_words_in_their_clause_are_well(tmp_path: Path, quote: str) -> None:
    assert told(tmp_path, quote) == []


def test_letters_are_too_few(tmp_path: Path) -> None:
    assert told(tmp_path, "crowns") == [
        (
            "quote-short",
            "the quote has one word",
            "quote at least three, so that they bear out what is said here",
        )
    ]
    assert [code for code, *_ in told(tmp_path, "has signed")] == ["quote-short"]
    assert [code for code, *_ in told(tmp_path, ":".join("QZ"))] == ["quote-not-found"]


@pytest.mark.parametrize("quote", ["which had the", "of 25 and", "did not to the"])
def test_words_that_tell_nothing_are_too_few(tmp_path: Path, quote: str) -> None:
    source = SOURCE + "which had the. of 25 and. did not to the.\n"
    assert [code for code, *_ in told(tmp_path, quote, source)] == ["quote-short"]


def test_half_words_are_offered_whole(tmp_path: Path) -> None:
    for quote, end, whole in (
        ("ked for mo", "begins", "write: asked for more"),
        ("asked for mo", "ends", "write: asked for more"),
        ("500 crowns, its reeve", "begins", "write: 1,500 crowns, its reeve"),
        ("a lease of 2", "ends", "write: a lease of 25"),
    ):
        assert told(tmp_path, quote) == [("quote-cut", f"the quote {end} inside a word", whole)]


def test_a_word_without_end_is_not_followed(tmp_path: Path) -> None:
    source, quotes = "x" * 200_000 + "y" + "x" * 200_000, 200
    (tmp_path / "wire.txt").write_text(f"no {source} none", encoding="utf-8")
    facts = "".join(
        f"  - {{party: line, order: {{fare: [high, low]}}, evidence: [wire: x{'x' * k}y]}}\n"
        for k in range(quotes)
    )
    (tmp_path / "case.yaml").write_text(LEDGER.partition("  - {")[0] + facts, encoding="utf-8")
    assert calls_of(lambda: check(tmp_path)) < 3_000_000
    assert sum(f.code.name == "quote-cut" for f in check(tmp_path)) == quotes


def test_what_was_negated_is_offered_with_its_negation(tmp_path: Path) -> None:
    (only,) = told(tmp_path, "agree to the fare")
    assert only == (
        "quote-without-negation",
        "the quote leaves out the negation of its clause: `did not`",
        "write: did not agree to the fare",
    )


def test_one_word_out_of_a_negated_clause_has_both(tmp_path: Path) -> None:
    assert [code for code, *_ in told(tmp_path, "agree")] == [
        "quote-without-negation",
        "quote-short",
    ]


def test_what_is_offered_is_well(tmp_path: Path) -> None:
    for quote in ("agree to the fare", "ked for mo", "500 crowns, its reeve"):
        ((_, _, help_text),) = told(tmp_path, quote)
        assert told(tmp_path, help_text.removeprefix("write: ")) == []
