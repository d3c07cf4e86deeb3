"""Edits of a sitting are taken back one by one, and never over somebody else's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from zopa.case.load import load_case
from zopa.desk.adding import add
from zopa.desk.editing import add_entry, retire_entry, rewrite_ledger, set_key
from zopa.desk.errors import EditRefusedError, WrongCallError
from zopa.desk.taking_back import Sitting

EXAMPLE = Path(__file__).parents[3] / "examples" / "minerals"
FACT = {"party": "us", "reservation": "badly", "assumed": "a guess"}


@pytest.fixture
def minerals(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "minerals")
    return tmp_path / "minerals"


def data(case):
    return (case / "case.yaml").read_bytes()


def test_edits_are_taken_back_the_last_first(minerals):
    sitting, states = Sitting(), [data(minerals)]
    with sitting.recorded():
        add_entry(minerals, "facts", FACT)
        states.append(data(minerals))
        retire_entry(minerals, "facts", 3, "a mistake")
        states.append(data(minerals))
        made = set_key(minerals, "title", "Minerals")
    rewrite_ledger(minerals, made.ledger.read_text(), version=made.version)  # nobody records it
    assert sitting.last(minerals) == "line 2: title: Minerals"
    for state in reversed(states):
        sitting.take_back(minerals)
        assert data(minerals) == state
    assert sitting.last(minerals) == ""
    with pytest.raises(WrongCallError, match="nothing has been done"):
        sitting.take_back(minerals)


def test_what_somebody_else_has_written_since_stays(minerals):
    sitting = Sitting()
    with sitting.recorded():
        add_entry(minerals, "facts", FACT)
    theirs = data(minerals) + b"# theirs\n"
    (minerals / "case.yaml").write_bytes(theirs)
    with pytest.raises(EditRefusedError, match="left as it is"):
        sitting.take_back(minerals)
    assert data(minerals) == theirs
    assert [path.name for path in minerals.glob("*.yours*")] == []
    assert sitting.last(minerals) != ""


def test_an_edit_that_changes_nothing_is_none(minerals):
    sitting = Sitting()
    with sitting.recorded():
        set_key(minerals, "title", load_case(minerals).title)
    assert sitting.last(minerals) == ""


def test_reports_that_were_added_are_taken_back_with_what_was_read(minerals, tmp_path):
    (tmp_path / "later.txt").write_text(
        "Washington insists that any dispute is heard in New York.\n"
    )
    first = tmp_path / "first.txt"
    first.write_text("Kyiv said on Monday that it wants European companies to dig as well.\n")
    add(minerals, first)
    before = data(minerals), (minerals / "statements.jsonl").read_bytes()
    sitting = Sitting()
    with sitting.recorded():
        add(minerals, tmp_path / "later.txt")
    assert data(minerals) != before[0]
    assert sitting.last(minerals) == "added sources/later.txt"
    sitting.take_back(minerals)
    assert (data(minerals), (minerals / "statements.jsonl").read_bytes()) == before
    add(minerals, tmp_path / "later.txt")
    assert list(load_case(minerals).sources)[-1] == "later"
