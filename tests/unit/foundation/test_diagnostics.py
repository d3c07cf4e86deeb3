"""Findings: what a person reads, with the carets under the right words."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zopa.foundation.diagnostics import (
    Code,
    Finding,
    Findings,
    Place,
    Severity,
    display_width,
    printable,
    render_finding,
)

UNKNOWN = Code("unknown-level", Severity.ERROR, "a level nobody declared", "…")
SINGLE = Code("single-source", Severity.WARNING, "one report only", "…")
OPEN = Code("open-term", Severity.NOTE, "a term left open", "…")


def rendered(line: str, column: int, length: int = 1, **more: str) -> list[str]:
    """The lines of a finding on a one-line file."""
    finding = Finding(UNKNOWN, Place("case.yaml", 1, column, length), "message", **more)
    return render_finding(finding, {"case.yaml": line}).splitlines()


def caret_columns(shown: str, carets: str) -> str:
    """The characters of the excerpt that the carets stand under, by terminal column."""
    columns: list[str] = []
    for character in shown:
        columns.extend(character * display_width(character) or "")
    return "".join(c for c, mark in zip(columns, carets, strict=False) if mark == "^")


def test_the_form_is_that_of_the_design() -> None:
    line = "    order: {security: [guarante, support, presence, none]}"
    finding = Finding(
        UNKNOWN,
        Place("case.yaml", 41, 24, 8),
        "`guarante` is not a level of issue `security`",
        "expected `guarantee`, `support` or `none`",
        ("write `guarantee`",),
    )
    assert render_finding(finding, {"case.yaml": "\n" * 40 + line + "\n"}) == (
        "case.yaml:41:24: error[unknown-level]: `guarante` is not a level of issue `security`\n"
        "41 |     order: {security: [guarante, support, presence, none]}\n"
        "   |                        ^^^^^^^^ expected `guarantee`, `support` or `none`\n"
        "   = help: write `guarantee`\n"
    )


@pytest.mark.parametrize("number", [1, 9, 10, 999, 12345])
def test_the_gutter_is_as_wide_as_the_line_number(number: int) -> None:
    finding = Finding(UNKNOWN, Place("c", number, 3, 2), "m")
    _, shown, carets = render_finding(finding, {"c": "\n" * (number - 1) + "abcdef"}).splitlines()
    assert shown == f"{number} | abcdef"
    assert carets == f"{' ' * len(str(number))} |   ^^"


def test_a_tab_takes_one_column() -> None:
    _, shown, carets = rendered("\ta:\tb", 5)
    assert shown == "1 |  a: b"
    assert carets == "  |     ^"


def test_wide_and_combining_characters_are_measured() -> None:
    _, shown, carets = rendered("協定: née bad", 9, 3)
    assert caret_columns(shown, carets) == "bad"
    _, shown, carets = rendered("協定: ne\u0301e bad", 10, 3)
    assert caret_columns(shown, carets) == "bad"
    _, _, carets = rendered("協定: x", 1, 2)
    assert carets.endswith("^^^^")
    assert display_width("e\u0301a\u20dd❤\ufe0f") == 3


def test_control_characters_cannot_steer_a_terminal() -> None:
    _, shown, carets = rendered("a: \x1b[31m\u202ered\u2066 bad", 15, 3)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert caret_columns(shown, carets) == "bad"


def test_nothing_that_is_printed_steers_a_terminal() -> None:
    evil = "x\x1b[2J\x07\n\r\u202e\u2028\ud800y"
    finding = Finding(
        UNKNOWN,
        Place(f"{evil}.yaml", 1, 1),
        f"`{evil}` is not a level",
        f"expected `{evil}`",
        (f"write `{evil}`",),
        ((Place("other.yaml", 1, 1), f"declared as {evil}"),),
    )
    out = render_finding(finding, {f"{evil}.yaml": "a", "other.yaml": evil})
    for line in out.removesuffix("\n").split("\n"):
        assert line == printable(line)
    assert out.count("\n") == 7
    out.encode("utf-8")


@given(st.text(max_size=30))
def test_printable_text_is_safe_and_as_long(text: str) -> None:
    safe = printable(text)
    assert len(safe) == len(text)
    assert not {unicodedata.category(c) for c in safe} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert printable(safe) == safe


def test_a_long_line_is_cut_around_the_words() -> None:
    line = "start " + "x" * 300 + " wrong " + "y" * 300
    _, shown, carets = rendered(line, line.index("wrong") + 1, 5)
    assert shown.startswith("1 | …" + "x" * 19 + " wrong")
    assert shown.endswith("y…")
    assert len(shown) < 120
    assert caret_columns(shown, carets) == "wrong"


def test_a_long_line_is_cut_at_one_side_where_that_will_do() -> None:
    line = "wrong " + "y" * 300
    _, shown, _ = rendered(line, 1, 5)
    assert shown.startswith("1 | wrong y")
    assert shown.endswith("y…")
    line = "y" * 300 + " wrong"
    _, shown, carets = rendered(line, 302, 5)
    assert shown.startswith("1 | …y")
    assert shown.endswith("y wrong")
    assert caret_columns(shown, carets) == "wrong"


def test_a_span_longer_than_the_line_is_underlined_to_its_end() -> None:
    _, shown, carets = rendered("abc", 2, 500)
    assert caret_columns(shown, carets) == "bc"
    assert carets.count("^") == 2


def test_the_end_of_a_line_and_no_length_get_one_caret() -> None:
    assert rendered("abc", 4)[2] == "  |    ^"
    assert rendered("abc", 1, 0)[2] == "  | ^"


@given(
    st.text("ab 協e\u0301\t\x1b\u200f", max_size=250),
    st.text("xyz", min_size=1, max_size=30),
    st.text("ab 協e\u0301\t", max_size=250),
)
def test_carets_stand_under_the_words(before: str, words: str, after: str) -> None:
    _, shown, carets = rendered(before + words + after, len(before) + 1, len(words))
    if after.startswith("\u0301"):
        after = after.lstrip("\u0301")
    assert caret_columns(shown, carets) == words
    assert len(shown) <= 4 + 110 + 2


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_lines_end_as_yaml_says(line_break: str) -> None:
    text = line_break.join(["one", "two", "three"])
    out = render_finding(Finding(UNKNOWN, Place("c", 2, 1, 3), "m"), {"c": text})
    assert out == "c:2:1: error[unknown-level]: m\n2 | two\n  | ^^^\n"


@pytest.mark.parametrize("texts", [{}, {"case.yaml": ""}, {"case.yaml": "only\none"}])
def test_without_the_line_the_label_still_shows(texts: dict[str, str]) -> None:
    finding = Finding(UNKNOWN, Place("case.yaml", 7, 1), "m", "expected more", ("add it",))
    assert render_finding(finding, texts).splitlines() == [
        "case.yaml:7:1: error[unknown-level]: m",
        "   = expected more",
        "   = help: add it",
    ]


def test_related_places_show_their_lines() -> None:
    finding = Finding(
        UNKNOWN,
        Place("c", 2, 1, 1),
        "m",
        related=((Place("c", 1, 1, 3), "first here"), (Place("d", 1, 1), "")),
    )
    assert render_finding(finding, {"c": "one\ntwo"}).splitlines()[3:] == [
        "   = see c:1:1: first here",
        "1 | one",
        "  | ^^^",
        "   = see d:1:1",
    ]


# --- reports ------------------------------------------------------------------------


def at(line: int, code: Code, message: str = "m") -> Finding:
    return Finding(code, Place("case.yaml", line, 1), message)


def test_a_report_is_in_reading_order_gravest_first_without_repeats() -> None:
    report = Findings.of(
        [at(9, UNKNOWN), at(2, OPEN), at(2, UNKNOWN), at(2, SINGLE), at(9, UNKNOWN)], {}
    )
    assert [(f.place.line, f.severity) for f in report] == [
        (2, Severity.ERROR),
        (2, Severity.WARNING),
        (2, Severity.NOTE),
        (9, Severity.ERROR),
    ]
    assert len(report) == 4
    assert report.errors == (at(2, UNKNOWN), at(9, UNKNOWN))


@given(st.permutations([at(1, OPEN), at(1, SINGLE), at(2, UNKNOWN, "a"), at(3, UNKNOWN)]))
def test_the_order_of_checks_does_not_show(findings: list[Finding]) -> None:
    assert Findings.of(findings, {}) == Findings.of(sorted(findings, key=str), {})


@pytest.mark.parametrize(
    ("findings", "passes", "passes_strictly", "summary"),
    [
        ([], True, True, "no findings"),
        ([at(1, OPEN)], True, True, "1 note"),
        ([at(1, replace(OPEN, fails_strict=True))], True, False, "1 note"),
        ([at(1, SINGLE), at(2, SINGLE)], True, False, "2 warnings"),
        (
            [at(1, UNKNOWN), at(2, UNKNOWN), at(1, SINGLE), at(1, OPEN)],
            False,
            False,
            "2 errors, 1 warning, 1 note",
        ),
    ],
)
def test_what_passes(
    findings: list[Finding], passes: bool, passes_strictly: bool, summary: str
) -> None:
    report = Findings.of(findings, {})
    assert report.passes() is passes
    assert report.passes(strict=True) is passes_strictly
    assert report.summary() == summary


def test_a_blank_line_stands_between_two_findings() -> None:
    report = Findings.of([at(1, UNKNOWN), at(2, OPEN)], {"case.yaml": "a\nb"})
    first, second = report.render().split("\n\n")
    assert first.startswith("case.yaml:1:1: error")
    assert second.startswith("case.yaml:2:1: note")
    assert report.render().endswith("^\n")


def test_a_report_goes_through_json() -> None:
    finding = Finding(
        UNKNOWN, Place("c", 2, 3, 4), "m", "l", ("h",), ((Place("c", 1, 1), "there"),)
    )
    read = json.loads(json.dumps(Findings.of([finding], {}).as_dict()))
    assert read == {
        "summary": {"error": 1, "warning": 0, "note": 0},
        "findings": [
            {
                "code": "unknown-level",
                "severity": "error",
                "message": "m",
                "place": {"file": "c", "line": 2, "column": 3, "length": 4},
                "label": "l",
                "help": ["h"],
                "related": [
                    {
                        "place": {"file": "c", "line": 1, "column": 1, "length": 1},
                        "label": "there",
                    }
                ],
            }
        ],
    }
