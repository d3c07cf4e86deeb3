"""Names that look the same and are not are told of; others that share letters are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from zopa.case.load import check
from zopa.foundation import look_alikes

LEDGER = """\
zopa: 1
title: The ferry
parties:
  island: {name: NAME_A, also: [the isle]}
  line: {name: NAME_B, people: [{name: Ada Horn}]}
issues:
  fare: {title: Fare, options: {KEY_A: one, KEY_B: two}}
  TOLL: {title: Toll, options: {yes_: one, no_: two}}
drafts:
  DRAFT_A: {terms: {}, assumed: told}
  DRAFT_B: {terms: {}, assumed: told}
"""
PLAIN = {
    "NAME_A": "Marram", "NAME_B": "Sound Line", "KEY_A": "low", "KEY_B": "high", "TOLL": "toll",
    "DRAFT_A": "may", "DRAFT_B": "june",
}  # fmt: skip


def told(folder: Path, **changed: str) -> list[tuple[int, str]]:
    """The line and the message of each finding that is an error."""
    ledger = LEDGER
    for key, text in (PLAIN | changed).items():
        ledger = ledger.replace(key, text)
    (folder / "case.yaml").write_text(ledger, encoding="utf-8")
    found = check(folder).errors
    assert {finding.code.name for finding in found} <= {"look-alike-name"}
    return [(finding.place.line, finding.message) for finding in found]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("M\u0430rram", "cyrillic small letter a (U+0430)"),
        ("\u041carram", "cyrillic capital letter em (U+041D)"),
        ("MARR\u0391M", "greek capital letter alpha (U+0391)"),
        ("Mar\u00adram", "one that cannot be seen (U+00AD)"),
        ("Marram\u200d", "one that cannot be seen (U+200D)"),
        ("th\u0435 isle", "cyrillic small letter ie (U+0435)"),
        ("A\u0501a Horn", ""),
    ],
)
def test_names_of_two_parties(tmp_path: Path, name: str, said: str) -> None:
    found = told(tmp_path, NAME_B=name)
    if not said:
        assert found == []
        return
    ((line, message),) = found
    assert line == 5
    assert message.startswith(f"`{name}` looks the same as `")
    assert message.endswith(said.replace("U+041D", "U+041C"))


@pytest.mark.parametrize(
    ("changed", "line", "like"),
    [
        ({"KEY_B": "l\u043ew"}, 7, "level `low`"),
        ({"TOLL": "f\u0430re"}, 8, "issue `fare`"),
        ({"DRAFT_B": "m\u0430y"}, 11, "draft `may`"),
        ({"KEY_A": "lo\ufe0fw", "KEY_B": "low"}, 7, "level `lo\ufe0fw`"),
    ],
)
def test_short_names(tmp_path: Path, changed: dict[str, str], line: int, like: str) -> None:
    ((at, message),) = told(tmp_path, **changed)
    assert at == line
    assert f"looks the same as {like}, " in message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Local 1", "Local l"),
        ("Gare de l'Est", "Gare de 1'Est"),
        ("Zürich", "Zurüch"),
        ("Київ", "Москва"),
        ("\u05d9\u05d5\u05df", "\u05d9\u05d5\u05d5"),
        ("Порт", "Port"),
    ],
)
def test_names_that_can_be_told_apart_are_well(tmp_path: Path, one: str, other: str) -> None:
    assert told(tmp_path, NAME_A=one, NAME_B=other) == []


def test_a_name_that_nobody_declared_tells_its_odd_letter(tmp_path: Path) -> None:
    ledger = (
        LEDGER + "facts:\n  - {party: isl\u0430nd, order: {fare: [low, high]}, assumed: told}\n"
    )
    for key, text in PLAIN.items():
        ledger = ledger.replace(key, text)
    (tmp_path / "case.yaml").write_text(ledger, encoding="utf-8")
    (finding,) = check(tmp_path).errors
    assert finding.code.name == "unknown-party"
    assert finding.help == (
        "write `island`: what stands here has another character, cyrillic small letter a (U+0430)",
    )


def test_names_of_one_party_may_look_the_same(tmp_path: Path) -> None:
    ledger = LEDGER.replace("[the isle]", "[M\u0430rram, Mar\u200bram]")
    for key, text in PLAIN.items():
        ledger = ledger.replace(key, text)
    (tmp_path / "case.yaml").write_text(ledger, encoding="utf-8")
    assert not check(tmp_path).errors


def test_the_tables_are_not_read_for_letters_of_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(look_alikes, "_prototypes")
    assert told(tmp_path) == []
