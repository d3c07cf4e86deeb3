"""What contradicts the facts and terms of a case: told later, by those whose they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from zopa.case.model import Case
from zopa.proposing import Conflict, conflicts

from .folders import proposed, written
from .simple_reading import document, read

ICELAND = (
    "Norway demands a herring quota of 450 tonnes. "
    "Iceland presented a draft with a herring quota of 300 tonnes and no access to its waters."
)
NO, YES = "Norway rejected the draft.", "Norway agreed to the draft."


def case_of(text: str, folder: Path) -> Case:
    return written(proposed(read(document("r", text, date(2025, 3, 5)))), folder)[0]


def against(case: Case, text: str, published: date = date(2025, 3, 5)) -> tuple[Conflict, ...]:
    return conflicts(case, read(document("r", text, published)).reading)


@pytest.mark.parametrize(
    ("first", "more", "kind", "words"),
    [
        (NO, YES, "reject", "that it agrees to one"),
        (YES, NO, "accept", "that it refuses one"),
    ],
)  # fmt: skip
def test_agreeing_after_refusing_and_the_reverse(
    first: str, more: str, kind: str, words: str, tmp_path: Path
) -> None:
    case = case_of(f"{ICELAND} {first}", tmp_path)
    (found,) = against(case, f"{ICELAND} {first} {more}")
    assert words in found.words
    assert found.words.startswith(f"the ledger has norway {kind} the draft iceland_draft, and")
    assert found.words.endswith(more.rstrip("."))
    assert found.source == "r"


@pytest.mark.parametrize(
    "more",
    [
        "Iceland agreed to the draft.",  # another side
        "Norway refused to comment.",  # no draft
        "Norway presented a draft with a herring quota of 300 tonnes.",  # tabling is no agreement
    ],
)
def test_what_others_do_or_what_is_not_about_a_draft_contradicts_nothing(
    more: str, tmp_path: Path
) -> None:
    case = case_of(f"{ICELAND} {NO}", tmp_path)
    assert not against(case, f"{ICELAND} {NO} {more}")


@pytest.mark.parametrize(("day", "found"), [(4, True), (3, True), (2, False)])
def test_what_was_said_before_contradicts_nothing(day: int, found: bool, tmp_path: Path) -> None:
    """Told on Wednesday, 5 March 2025: Norway agreed on Monday, 3 March."""
    case = case_of(f"{ICELAND} {NO}", tmp_path)
    facts = tuple(
        replace(fact, on=date(2025, 3, 3) if fact.kind == "rejects" else None)
        for fact in case.facts
    )
    weekday = {2: "Sunday", 3: "Monday", 4: "Tuesday"}[day]
    text = f"{ICELAND} {NO} Norway agreed to the draft on {weekday}."
    assert bool(against(replace(case, facts=facts), text)) is found


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("The draft has a herring quota of 400 tonnes.", "has 300 tonnes on quotas"),
        ("The draft has a herring quota of 300 tonnes.", ""),
        ("The draft has a herring quota of 40 percent.", ""),
        ("The draft has access to its waters.", "has not in the text on licences"),
        ("The draft has no access to its waters.", ""),
        ("The draft has a licence for 400 boats.", ""),
        ("The draft has tariffs of 40 percent.", ""),
        ("Peru's draft has a herring quota of 400 tonnes.", ""),
    ],
)
def test_terms_that_are_told_otherwise(more: str, words: str, tmp_path: Path) -> None:
    case = case_of(f"{ICELAND} {NO} Peru rejected the draft.", tmp_path)
    found = against(case, f"{ICELAND} {NO} Peru rejected the draft. {more}")
    assert [words in one.words for one in found] == ([True] if words else [])
    for one in found:
        assert one.evidence
