"""`agreement`: what it says, and what is found where it is written wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest

from zopa.case.agreement import AgreementRule, AllOf, AtLeast
from zopa.case.coalitions import SimpleGame, WeightedQuota
from zopa.case.load import examine
from zopa.case.model import Case
from zopa.case.write import write_case
from zopa.foundation.diagnostics import Findings

LEDGER = """zopa: 1
title: Four and one who watches
parties:
  a: {name: Aarhus}
  b: {name: Bergen}
  c: {name: Cadiz}
  d: {name: Dijon}
  watcher: {name: The watcher, role: observer}
issues:
  pact: {title: Pact, options: {firm: a firm one, loose: a loose one}}
agreement: """


def read(tmp_path: Path, agreement: str) -> tuple[Case, Findings]:
    (tmp_path / "case.yaml").write_text(LEDGER + agreement + "\n", encoding="utf-8")
    case, findings = examine(tmp_path)
    assert case is not None
    return case, findings


GROUPS = [
    ("all", ["abcd"]),
    ("{all: [a, b], at_least: 1, of: [c, d]}", ["abc", "abd"]),
    ("{all: a, at_least: 2}", ["abc", "abd", "acd"]),
    ("{at_least: 3}", ["abc", "abd", "acd", "bcd"]),
    ("{weights: {a: 1.5, b: 1, c: 0.5, d: 0.25}, quota: 60%}", ["ab", "ac"]),
    ("{at_least: 3, weights: {a: 5, b: 3, c: 1, d: 1}, quota: 8}", ["abc", "abd"]),
    ("\n  - all: [a]\n  - {at_least: 2, of: [a, b, c, d]}", ["ab", "ac", "ad"]),
    ("\n  - {at_least: 1, of: [a, b]}\n  - {at_least: 1, of: [c, d]}", ["ac", "ad", "bc", "bd"]),
]


@pytest.mark.parametrize(("agreement", "groups"), GROUPS)
def test_which_groups_bring_about_an_agreement(
    tmp_path: Path, agreement: str, groups: list[str]
) -> None:
    case, findings = read(tmp_path, agreement)
    assert not findings.errors, findings.render()
    winning = case.game.winning(20) or ()
    assert ["".join("abcd"[p] for p in group) for group in winning] == groups
    text = write_case(case)
    again, _ = read(
        tmp_path, text[text.index("\nagreement:") + 12 :] if "\nagree" in text else "all"
    )
    assert again.agreement == case.agreement


MISTAKES = [
    ("al", "unknown-word al"),
    ("{all: [a, bb], at_least: 1, of: [c, d]}", "unknown-party bb"),
    ("{weights: {a: 1, bb: 3, c: 2}, quota: 3}", "unknown-party bb"),
    ("{all: [a, watcher]}", "agreement-observer watcher"),
    ("{weights: {a: 1, b: 3, watcher: 2}, quota: 5}", "agreement-observer watcher"),
    ("{all: a, at_least: 4, of: [b, c, d]}", "agreement-out-of-reach 4"),
    ("{weights: {a: 1, b: 3}, quota: 5}", "agreement-out-of-reach 5"),
    ("{weights: {a: 1, b: 3}, quota: 120%}", "agreement-out-of-reach 120%"),
    ("{weights: {a: 0, b: 0}, quota: 1}", "agreement-out-of-reach {a: 0, b: 0}"),
    ("{all: [a], at_least: 2, of: [b, a, c]}", "agreement-twice a"),
    ("{all: [a, b, a, c, d]}", "agreement-twice a"),
    ("{at_least: 2, of: [a, b, c, d]}", "agreement-loose agreement"),
    ("{at_least: 1}", "agreement-loose agreement"),
    ("{all: [a, b, c]}", "agreement-idle agreement"),
    ("{weights: {a: 4, b: 4, c: 4, d: 1}, quota: 8}", "agreement-idle agreement"),
    ("{weights: {a: -1, b: 3}, quota: 2}", "bad-range -1"),
    ("{weights: {a: 1, b: 3}, quota: 0}", "bad-range 0"),
    ("{at_least: 2.5, of: [a, b, c]}", "bad-range 2.5"),
    ("{at_least: 0, of: [a, b, c]}", "bad-range 0"),
    ("{at_least: two, of: [a, b, c]}", "bad-number two"),
    ("{weights: {a: 1, b: much}, quota: 2}", "bad-number much"),
    ("{weights: {a: 1, b: 3}, quota: most}", "bad-number most"),
    (
        "{weights: {a: 0.000000000001, b: 100000000}, quota: 2}",
        "bad-number {a: 0.000000000001, b: 100000000}",
    ),
    ("{weights: {a: 1, b: 3}}", "missing-key agreement"),
    ("{quota: 3}", "missing-key agreement"),
    ("{of: [a, b]}", "missing-key agreement"),
    ("{at_lest: 2, of: [a, b, c]}", "unknown-key at_lest"),
    ("{}", "empty {}"),
    ("[]", "empty []"),
    ("[a, b]", "wrong-shape a"),
]


@pytest.mark.parametrize(("agreement", "expected"), MISTAKES)
def test_what_is_wrong_is_told_at_its_words(tmp_path: Path, agreement: str, expected: str) -> None:
    _, findings = read(tmp_path, agreement)
    found = [f for f in findings if "agreement" in f.code.name or f.code.severity == "error"]
    lines = (LEDGER + agreement).split("\n")
    words = [
        f"{f.code.name} {lines[f.place.line - 1][f.place.column - 1 :][: f.place.length]}"
        for f in found
    ]
    assert words[0] == expected
    assert {word.split()[0] for word in words} == {expected.split()[0]}


def test_a_party_that_is_near_is_named(tmp_path: Path) -> None:
    _, findings = read(tmp_path, "{all: [a, b, c, d, wacher]}")
    assert [h for f in findings for h in f.help if "watcher" in h] == ["write `watcher`"]


def test_without_a_rule_all_signatories_must_agree(tmp_path: Path) -> None:
    case, _ = read(tmp_path, "all")
    assert case.takes_all
    assert case.game == SimpleGame.of_all(4)
    rule = AgreementRule((AllOf(("a",)), AtLeast(3, ("b", "c", "d"))))
    assert rule.game(case.signatories).takes_all


def test_powers_in_the_security_council() -> None:
    # Straffin 1977, p. 112: 0.1963 for each permanent member and 0.001865 for each other one
    council = SimpleGame(
        15, (WeightedQuota((1,) * 5 + (0,) * 10, 5), WeightedQuota((0,) * 5 + (1,) * 10, 4))
    )
    assert council.powers is not None
    assert float(council.powers[0]) == pytest.approx(0.1963, abs=5e-5)
    assert float(council.powers[14]) == pytest.approx(0.001865, abs=5e-7)


def test_what_is_too_much_to_list_is_not_listed() -> None:
    half = SimpleGame(50, (WeightedQuota((1,) * 50, 25),))
    assert half.winning(1000) is None
    assert half.blocking(1000) is None
    odd = SimpleGame(40, (WeightedQuota(tuple(2**k for k in range(40)), 2**39 + 3),))
    assert odd.powers is None
    assert odd.splits is None
