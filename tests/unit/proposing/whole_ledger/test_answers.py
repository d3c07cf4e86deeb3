"""Answers as they come: with chatter, broken off, of another form, hostile."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from zopa.proposing.whole_ledger.answer_form import LedgerAnswer
from zopa.proposing.whole_ledger.answer_reading import read_ledger_answer
from zopa.proposing.whole_ledger.json_found import json_objects

from .towns import ANSWER, answer, checked, faults, proposed

WHOLE = json.dumps(ANSWER, indent=1)


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        f"```json\n{WHOLE}\n```",
        f"Sure! {{as asked}}\n\n```\n{WHOLE}\n```\nShall I {{go on}}?",
        f"<think>{{maybe</think>\n{WHOLE}",
        json.dumps({"ledger": ANSWER}),
        WHOLE.replace("}\n ]", "},\n ]"),
        "\ufeff" + WHOLE.replace("\n", "\r\n"),
    ],
)
def test_the_ledger_is_found_whatever_stands_around_it(text: str) -> None:
    read = read_ledger_answer(text)
    assert read.usable
    assert [fault for fault in read.faults if fault.lost] == []
    assert read.answer == LedgerAnswer.model_validate(ANSWER)


def test_an_answer_in_two_blocks_is_one_ledger() -> None:
    one = json.dumps({key: ANSWER[key] for key in ("parties", "issues")})
    two = json.dumps({key: ANSWER[key] for key in ("drafts", "facts")})
    read = read_ledger_answer(f"First:\n{one}\nand then:\n{two}")
    assert read.answer.model_copy(update={"title": "The canal"}) == LedgerAnswer.model_validate(
        ANSWER
    )


def test_an_answer_that_breaks_off_is_used_as_far_as_it_goes() -> None:
    cut = WHOLE[: WHOLE.index('"f3"')]
    read = read_ledger_answer(cut)
    assert [fact.id for fact in read.answer.facts] == ["f1", "f2"]
    assert "breaks off" in read.faults[-1].words
    for end in range(0, len(WHOLE), 7):  # wherever it breaks off
        read_ledger_answer(WHOLE[:end])


@pytest.mark.parametrize(
    "text",
    ["", "I cannot help with that.", "[1, 2]", '{"a": 1}', "{" * 5000, "[{" * 5000, "null",
     '{"parties": 7}', '{"x": "' + "y" * 100_000, '{"parties"', "{\n" * 20_000 + '"'],
)  # fmt: skip
def test_what_is_no_ledger_is_said_to_be_none(text: str) -> None:
    read = read_ledger_answer(text)
    assert not read.usable
    assert read.faults
    assert read.answer == LedgerAnswer()


def test_what_is_no_number_is_no_number() -> None:
    for word in ("NaN", "Infinity", "-Infinity"):
        text = WHOLE.replace('"40"', word, 1)
        assert not read_ledger_answer(text).usable or "40" not in str(
            read_ledger_answer(text).answer.issues
        )


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (7, "this is not an object"),
        ({"id": "x"}, "`party` is missing"),
        ({"party": "aldmoor", "says": "loves"}, "`says` cannot be"),
        ({"party": {"a": 1}, "says": "order"}, "`party` cannot be"),
        ({"party": "a", "says": "order", "quotes": [{"quote": ""}]}, "`quotes.0.quote` cannot be"),
        ({"party": "aldmoor", "says": "order", "levels": ["a"] * 1000}, "`levels` cannot be"),
        ({"party": "a" * 5000, "says": "order"}, "`party` cannot be"),
        ({"party": "a", "says": "order", "quotes": [{"quote": "x" * 9000}]}, "`quotes.0.quote`"),
    ],
)  # fmt: skip
def test_an_entry_of_another_form_is_told_and_the_rest_is_kept(entry: Any, fault: str) -> None:
    whole = proposed(answer(facts=[*ANSWER["facts"], entry]))
    (told,) = faults(whole)
    assert told.startswith("facts entry 4")
    assert fault in told
    assert len(told) < 400
    assert any(told in note for note in whole.made.proposal.notes)
    assert len(whole.made.proposal.facts) == 4  # with the offer that is tabled


def test_numbers_stand_for_texts_and_nothing_for_a_list(tmp_path: Path) -> None:
    given = answer(
        issues=[
            {**ANSWER["issues"][0], "numbers": [40, 60.5], "options": None},
            ANSWER["issues"][1],
        ],
        drafts=[{**ANSWER["drafts"][0], "terms": {"issue": "cost", "level": 40}, "on": None}],
    )
    whole = proposed(given)
    assert faults(whole) == []
    case, _ = checked(whole, tmp_path)
    assert case.drafts["offer"].levels == {"cost": ("40",)}
    assert case.issues["cost"].has("60.5")


def test_a_huge_answer_is_cut_and_said_to_be() -> None:
    many = [{"id": f"p{n}", "name": "Aldmoor"} for n in range(5000)]
    read = read_ledger_answer(json.dumps({"parties": many}))
    assert len(read.answer.parties) == 50
    assert "5000 parties, of which 50" in read.faults[0].words
    text = '{"parties": [], "x": "' + "y" * 5_000_000 + '"}'
    assert "far too long" in read_ledger_answer(text).faults[0].words


def test_unknown_keys_are_told() -> None:
    whole = proposed(answer(verdict="sign", opinions=[1]))
    assert [f for f in faults(whole) if "is not a part" in f] == [
        "`verdict` is not a part of a ledger",
        "`opinions` is not a part of a ledger",
    ]


def test_objects_are_found_in_their_order() -> None:
    found = json_objects('a {"x": 1} b {"y": {"z": [2,]}} c {"w"')
    assert [each.value for each in found] == [{"x": 1}, {"y": {"z": [2]}}]
    assert json_objects('{"a": "}{", "b": "\\"}"}')[0].value == {"a": "}{", "b": '"}'}
