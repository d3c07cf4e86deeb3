"""Bonuses and scales in a ledger: how they are read, and what is found wrong with them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from zopa.case.checks import check_case
from zopa.case.load import check, load_case, read_case
from zopa.case.mentions import issues_of_fact, mentioned_levels
from zopa.case.model import Bonus, Case, Fact, Party
from zopa.foundation.chance import Interval
from zopa.foundation.diagnostics import Finding, Findings, Severity

BARGE = Path(__file__).parent / "barge"
LEDGER = (BARGE / "case.yaml").read_text(encoding="utf-8")


def folder_with(tmp_path: Path, *facts: str, scale: str = "") -> Path:
    folder = tmp_path / "barge"
    shutil.copytree(BARGE, folder)
    text = LEDGER.replace("role: observer", f"role: observer, scale: {scale}") if scale else LEDGER
    told = "".join(f"  - {{party: buyer, {fact}, assumed: a guess}}\n" for fact in facts)
    (folder / "case.yaml").write_text(text + told, encoding="utf-8")
    return folder


def bonus(tmp_path: Path, fact: str) -> Bonus:
    case = load_case(folder_with(tmp_path, fact))
    content = case.facts[-1].content
    assert isinstance(content, Bonus)
    assert case.facts[-1].kind == "bonus"
    return content


@pytest.mark.parametrize(
    ("written", "when"),
    [
        ("{payment: now}", {"payment": ("now",)}),
        ("{payment: [later, now]}", {"payment": ("later", "now")}),
        ("{price: 110}", {"price": ("110",)}),
        ("{price: [1.1e2, 130.0]}", {"price": ("110", "130")}),
        ("{price: 120..140}", {"price": ("120", "130", "140")}),
        ("{price: 140 .. 140}", {"price": ("140",)}),
        ("{price: [100, 1.3e2..150]}", {"price": ("100", "130", "140", "150")}),
        (
            "{delivery: [march, may], price: 100..110}",
            {"delivery": ("march", "may"), "price": ("100", "110")},
        ),
    ],
)
def test_what_earns_it(tmp_path: Path, written: str, when: dict[str, tuple[str, ...]]) -> None:
    assert bonus(tmp_path, f"bonus: {{when: {written}, adds: 5}}").when == when


@pytest.mark.parametrize(
    ("written", "low", "high", "penalty"),
    [
        ("5..8", 0.05, 0.08, False),
        ("7.25", 0.0725, 0.0725, False),
        ("0..3%", 0.0, 0.03, False),
        ("0", 0.0, 0.0, False),
        ("-3..-1", -0.03, -0.01, True),
        ("-3..0", -0.03, 0.0, True),
        ("-100", -1.0, -1.0, True),
        ("12.3456789012345", 0.123456789012345, 0.123456789012345, False),
    ],
)
def test_what_it_adds(tmp_path: Path, written: str, low: float, high: float, penalty: bool) -> None:
    told = bonus(tmp_path, f"bonus: {{when: {{payment: now}}, adds: {written}}}")
    assert told.adds == Interval(pytest.approx(low, abs=1e-16), pytest.approx(high, abs=1e-16))
    assert told.penalty is penalty


def found(report: Findings) -> list[tuple[str, str]]:
    """Code and words of the findings that are no notes."""

    def words(finding: Finding) -> str:
        line = report.texts["case.yaml"].split("\n")[finding.place.line - 1]
        return line[finding.place.column - 1 : finding.place.column - 1 + finding.place.length]

    return [(f.code.name, words(f)) for f in report if f.severity is not Severity.NOTE]


MISTAKES = [
    ("{when: {payment: now}, adds: -3..2}", "bad-range", "-3..2"),
    ("{when: {payment: now}, adds: 8..5}", "bad-range", "8..5"),
    ("{when: {payment: now}, adds: 101}", "bad-range", "101"),
    ("{when: {payment: now}, adds: -101}", "bad-range", "-101"),
    ("{when: {payment: now}, adds: much}", "bad-number", "much"),
    ("{when: {payment: now}}", "missing-key", "bonus"),
    ("{adds: 5}", "missing-key", "bonus"),
    ("{when: {}, adds: 5}", "empty", "{}"),
    ("{when: {payment: []}, adds: 5}", "empty", "[]"),
    ("{when: now, adds: 5}", "wrong-shape", "now"),
    ("{when: {payment: now}, adds: 5, add: 3}", "unknown-key", "add"),
    ("much", "wrong-shape", "much"),
    ("{when: {paymnt: now}, adds: 5}", "unknown-issue", "paymnt"),
    ("{when: {payment: [now, latr]}, adds: 5}", "unknown-level", "latr"),
    ("{when: {payment: now..later}, adds: 5}", "unknown-level", "now..later"),
    ("{when: {price: high}, adds: 5}", "unknown-level", "high"),
    ("{when: {price: high..130}, adds: 5}", "unknown-level", "high..130"),
    ("{when: {price: [110..120, 100, 1e99]}, adds: 5}", "unknown-level", "1e99"),
    ("{when: {price: [110..120, 100..top]}, adds: 5}", "unknown-level", "100..top"),
    ("{when: {price: 130..110}, adds: 5}", "bad-range", "130..110"),
    ("{when: {price: ..110}, adds: 5}", "unknown-level", "..110"),
]


@pytest.mark.parametrize(("written", "code", "words"), MISTAKES, ids=lambda x: str(x)[:40])
def test_a_mistake_is_found_at_its_words(
    tmp_path: Path, written: str, code: str, words: str
) -> None:
    report = check(folder_with(tmp_path, f"bonus: {written}"))
    assert found(report) == [(code, words)], report.render()


def test_the_nearest_names_are_offered(tmp_path: Path) -> None:
    (finding,) = check(folder_with(tmp_path, "bonus: {when: {payment: latr}, adds: 5}")).errors
    assert finding.help == ("write `later`",)
    (finding,) = check(
        folder_with(tmp_path / "other", "bonus: {when: {price: low..130}, adds: 5}")
    ).errors
    assert finding.message == "`low` is not a level of issue `price`"


@pytest.mark.parametrize(
    ("one", "other", "twice"),
    [
        ("{when: {payment: now}, adds: 5}", "{when: {payment: [now]}, adds: 5}", True),
        (
            "{when: {price: [100, 110], payment: now}, adds: 5}",
            "{when: {payment: now, price: 100..110}, adds: 5..5}",
            True,
        ),
        ("{when: {payment: now}, adds: 5..10}", "{when: {payment: now}, adds: 8..20}", False),
        ("{when: {payment: now}, adds: 5}", "{when: {payment: later}, adds: 5}", False),
        (
            "{when: {payment: now}, adds: 5}, confidence: likely",
            "{when: {payment: now}, adds: 9}, confidence: unlikely",
            False,
        ),
        (
            "{when: {payment: now}, adds: 5}, confidence: likely",
            "{when: {payment: now}, adds: 5}, confidence: unlikely",
            True,
        ),
    ],
)
def test_the_same_bonus_twice(tmp_path: Path, one: str, other: str, twice: bool) -> None:
    report = check(folder_with(tmp_path, f"bonus: {one}", f"bonus: {other}"))
    assert [code for code, _ in found(report)] == ["duplicate-fact"] * twice


@pytest.mark.parametrize(
    ("written", "help_text"),
    [
        ("−5", "write `-5`"),
        ("−20 .. −10", "write `-20..-10`"),
        ("5...10", "write `5..10`"),
        ("5-10", "write `5..10`"),
        ("5 to 10", "write `5..10`"),
        ("..10", "write both ends of the range, such as `30..50`"),
        ("10..", "write both ends of the range, such as `30..50`"),
    ],
)
def test_help_keeps_signs_and_asks_for_both_ends(
    tmp_path: Path, written: str, help_text: str
) -> None:
    fact = f"bonus: {{when: {{payment: now}}, adds: '{written}'}}"
    (finding,) = check(folder_with(tmp_path, fact))
    assert finding.code.name == "bad-number"
    assert finding.help == (help_text,)


def test_the_minus_of_typesetting_is_a_sign(tmp_path: Path) -> None:
    report = check(folder_with(tmp_path, scale="{worst: −5, best: 10}"))
    assert [finding.help for finding in report] == [("write `-5`",)]


def test_a_bonus_speaks_of_issues_but_values_no_level(tmp_path: Path) -> None:
    case = load_case(
        folder_with(tmp_path, "bonus: {when: {price: 110..130, payment: now}, adds: 5}")
    )
    assert issues_of_fact(case, case.facts[-1]) == ("price", "payment")
    before = load_case(BARGE)
    assert set(mentioned_levels(case)) == set(mentioned_levels(before))


def test_an_unknown_issue_is_found_in_cases_built_in_python() -> None:
    case = load_case(BARGE)
    fact = Fact("buyer", "bonus", Bonus({"pric": ("100",)}, Interval(0.1, 0.1)), assumed="a guess")
    wrong = Case("wrong", case.issues, case.parties, facts=(fact,))
    assert "unknown-issue" in {finding.code.name for finding in check_case(wrong)}


# --- scales -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "scale"),
    [
        ("{worst: 20, best: 100}", (20.0, 100.0)),
        ("{best: 1, worst: 0.2}", (0.2, 1.0)),
        ("{worst: -3.5, best: 0}", (-3.5, 0.0)),
    ],
)
def test_a_scale(tmp_path: Path, written: str, scale: tuple[float, float]) -> None:
    case = load_case(folder_with(tmp_path, scale=written))
    assert case.parties["bank"].scale == scale
    assert case.parties["buyer"].scale is None
    assert Party("x", "X").scale is None


@pytest.mark.parametrize(
    ("written", "code", "words"),
    [
        ("{worst: 20, best: 20}", "bad-range", "20"),
        ("{worst: 20, best: 10}", "bad-range", "10"),
        ("{worst: 20}", "missing-key", "scale"),
        ("{worst: 20, best: inf}", "bad-number", "inf"),
        ("{worst: 20, best: 1e300}", "bad-number", "1e300"),
        ("{worst: 20, best: 90, mean: 50}", "unknown-key", "mean"),
        ("20..100", "wrong-shape", "20..100"),
    ],
)
def test_a_wrong_scale(tmp_path: Path, written: str, code: str, words: str) -> None:
    folder = folder_with(tmp_path, scale=written)
    assert found(check(folder)) == [(code, words)]
    case, _ = read_case(folder)
    assert case is not None
    assert case.parties["bank"].scale is None


# --- many options -----------------------------------------------------------------------------


def many(tmp_path: Path, given: dict[str, int]) -> Findings:
    """A case with 150 options, and so many of their values given for each party."""
    lines = ["zopa: 1", "title: many", "parties: {us: {name: Us}, them: {name: Them}}", "issues:"]
    lines += ["  port:", "    title: Port", "    options:"]
    lines += [f"      l{k}: port {k}" for k in range(150)]
    lines.append("facts:")
    for party, count in given.items():
        lines += [f"  - party: {party}", "    assumed: x", "    value:", "      port:"]
        lines += [f"        l{k}: {100 * (k == 0)}" for k in range(count)]
    (tmp_path / "case.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return check(tmp_path)


def test_many_options_whose_values_are_given(tmp_path: Path) -> None:
    assert not many(tmp_path, {"us": 150, "them": 150}).errors


@pytest.mark.parametrize("given", [{"us": 150}, {"us": 150, "them": 149}])
def test_many_options_must_be_given(tmp_path: Path, given: dict[str, int]) -> None:
    (finding,) = many(tmp_path, given).errors
    assert finding.code.name == "too-many"
    assert finding.label == "not so for `them`"
