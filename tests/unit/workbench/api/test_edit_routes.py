"""Edits by a program: those of the desk, under the version of the ledger."""

from __future__ import annotations

import shutil

import pytest

from zopa.case.load import load_case
from zopa.desk import editing
from zopa.desk.editing import ledger_as_it_stands

NEW = {"party": "us", "reservation": "badly", "assumed": "a call"}
LINES = "  - party: us   # as I know\n    reservation: well\n    assumed: a call"


@pytest.mark.parametrize(
    ("method", "path", "body", "by_hand", "given"),
    [
        ("POST", "/entries/facts", {"entry": NEW}, "add_entry", ("facts", NEW)),
        ("PUT", "/entries/facts/1", {"entry": NEW}, "change_entry", ("facts", 1, NEW)),
        ("PUT", "/entries/facts/21/text", {"text": LINES}, "rewrite_entry", ("facts", 21, LINES)),
        ("POST", "/entries/facts/21/accept", {}, "accept_entry", ("facts", 21)),
        ("POST", "/entries/facts/2/retire", {"why": "no"}, "retire_entry", ("facts", 2, "no")),
        ("PUT", "/keys/title", {"value": "Ores"}, "set_key", ("title", "Ores")),
    ],
)
def test_an_edit_is_the_desk_s(ask, case, method, path, body, by_hand, given):
    other = case.parent / "other"
    shutil.copytree(case, other)
    version = ledger_as_it_stands(case)[0]
    made = getattr(editing, by_hand)(other, *given, version=version)
    status, told = ask(method, path, version=version, **body)
    assert status == (201 if path == "/entries/facts" else 200), told
    assert (case / "case.yaml").read_bytes() == (other / "case.yaml").read_bytes()
    assert (told["version"], told["lines"]) == (made.version, list(made.lines))
    before = (case / "case.yaml").read_bytes()
    assert ask(method, path, version=version, **body)[0] == 409
    assert ask(method, path, **body)[0] == 422
    assert (case / "case.yaml").read_bytes() == before


def test_a_mark_on_a_key_is_taken_off(ask, case):
    editing.set_key(case, "title", "Ores", proposed=True)
    assert ("title",) in load_case(case).unreviewed
    version = ledger_as_it_stands(case)[0]
    assert ask("POST", "/keys/title/accept", version=version)[0] == 200
    assert ("title",) not in load_case(case).unreviewed
    assert ask("POST", "/keys/title/accept", version=ledger_as_it_stands(case)[0])[0] == 422


def test_an_edit_that_does_not_stand_is_refused_with_its_findings(ask, case):
    before = (case / "case.yaml").read_bytes()
    version = ledger_as_it_stands(case)[0]
    status, told = ask("POST", "/entries/facts", version=version, entry=NEW | {"party": "uss"})
    assert status == 422
    assert [one["code"] for one in told["findings"]] == ["unknown-party"]
    assert (case / "case.yaml").read_bytes() == before
