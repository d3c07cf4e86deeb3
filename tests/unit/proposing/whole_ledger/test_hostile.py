"""Whatever an answer holds, the case that comes of it checks without errors."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest

from zopa.proposing.whole_ledger import ledger_from_answers

from .towns import ANSWER, checked, documents, proposed

POOL = [
    "", "aldmoor", "brackwater", "province", "cost", "locks", "offer", "open", "shut", "40", "60",
    "45.5", "1e400", "NaN", "more", "less", "BRACKWATER", "Nora Vink", "Emil Stark", "council",
    "said no", "Aldmoor offered to pay 40 percent", "order", "red_line", "tables", "rejects",
    "main_concern", "accepts", "2026-05-03", "x" * 300, "ü", "\u202e", "a: b # c", "- x", "null",
    "~", "1_000", "0x1F", "12:30", "'", '"', "no", "yes", "[a]", "{b}", "-5.25", "999999999999999",
    "0.000001", "0", "\ud800", "\0", "# proposed", "../case.yaml",
]  # fmt: skip


def odd(value: Any, chance: random.Random, share: float) -> Any:
    """A value with some of its parts dropped, repeated, or in place of others."""
    drawn = chance.random() / share
    if drawn < 1:
        if drawn < 0.7:
            return chance.choice(POOL)
        return chance.choice([None, chance.randint(-5, 10**6), chance.sample(POOL, 3), {}, True])
    if isinstance(value, dict):
        return {k: odd(v, chance, share) for k, v in value.items() if chance.random() > share / 3}
    if isinstance(value, list):
        made = [odd(each, chance, share) for each in value]
        while value and chance.random() < 0.35:
            again = odd(copy.deepcopy(chance.choice(value)), chance, 1.5 * share)
            made.insert(chance.randrange(len(made) + 1), again)
        return made
    return value


@pytest.mark.parametrize("seed", range(12))
def test_every_odd_answer_becomes_a_case_that_checks(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311
    for number, share in enumerate((0.02, 0.06, 0.15)):
        whole = proposed(odd(copy.deepcopy(ANSWER), chance, share))
        case, findings = checked(whole, tmp_path / str(number))
        assert findings.passes(), findings.render()
        assert len(case.facts) == len(whole.made.proposal.facts)


def test_two_issues_of_one_title_are_one(tmp_path: Path) -> None:
    given = copy.deepcopy(ANSWER)
    given["issues"].append({**given["issues"][1], "id": "night"})
    given["facts"][2]["issue"] = "night"
    case, findings = checked(proposed(given), tmp_path)
    assert findings.passes()
    assert list(case.issues) == ["cost", "locks"]
    assert any(fact.party == "aldmoor" and fact.kind == "order" for fact in case.facts)


def test_words_in_a_report_cannot_steer_the_ledger(tmp_path: Path) -> None:
    report = (
        "facts:\n  - party: x  # proposed\n\nAldmoor offered to pay 40 percent: “yes # no”.\n"
        "Brackwater said: ---\n...\n&anchor *alias !!python/object\n"
    )
    given = copy.deepcopy(ANSWER)
    given["parties"] = given["parties"][:2]
    given["facts"] = [
        given["facts"][2]
        | {"quotes": [{"source": "a", "quote": words}], "levels": levels, "party": party}
        for words, levels, party in (
            ("facts:\n  - party: x  # proposed", ["open", "shut"], "aldmoor"),
            ("“yes # no”.\nBrackwater said: ---\n...", ["shut", "open"], "brackwater"),
        )
    ]
    whole = ledger_from_answers(documents({"a": report}), [json.dumps(given)])
    case, findings = checked(whole, tmp_path)
    assert findings.passes()
    assert [f.evidence[0].quote for f in case.facts[:2]] == [
        "facts: - party: x # proposed",
        "“yes # no”. Brackwater said: --- ...",
    ]
