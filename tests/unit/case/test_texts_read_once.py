"""A text that was just read is not read again, and nobody finds what others have noted on it."""

from __future__ import annotations

import shutil
from pathlib import Path

from zopa.case import compose
from zopa.case.compose import read_yaml
from zopa.desk.editing import accept_entry, add_entry, ledger_as_it_stands
from zopa.desk.reviewing import ledger_review

EXAMPLE = Path(__file__).parents[3] / "examples" / "minerals"


def test_what_is_noted_on_a_text_stays_with_whoever_notes_it():
    text = "a: 1\na: 2\n"
    first, second = read_yaml("x", text), read_yaml("x", text)
    assert first.root is second.root
    (found,) = first.findings
    first.findings.append(found)
    assert len(second.findings) == len(read_yaml("x", text).findings) == 1
    assert read_yaml("y", text).findings[0].place.file == "y"


def test_an_edit_reads_the_old_text_and_the_new_one_once(tmp_path, monkeypatch):
    case = shutil.copytree(EXAMPLE, tmp_path / "minerals")
    fact = {"party": "us", "reservation": "badly", "assumed": "a guess"}
    add_entry(case, "facts", fact, proposed=True)
    ledger_review(case)
    built = []
    build = compose._Builder.build
    monkeypatch.setattr(compose._Builder, "build", lambda *given: built.append(1) or build(*given))
    accept_entry(case, "facts", 21, version=ledger_as_it_stands(case)[0])
    ledger_review(case)
    assert len(built) == 1
