"""The sources of a case are read again; what somebody else wrote meanwhile stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import zopa
from zopa.cli import app
from zopa.desk import refreshing


@pytest.fixture
def case(reports: list[Path], tmp_path: Path) -> Path:
    zopa.propose(tmp_path / "case", reports)
    return tmp_path / "case"


def test_the_file_holds_what_was_read(case: Path) -> None:
    made = zopa.refresh(case)
    assert made.file == case / "statements.jsonl"
    rows = [json.loads(line) for line in made.file.read_text("utf-8").splitlines()]
    assert rows == made.records
    assert made.sources == 2
    assert made.statements == sum(row["record"] == "statement" for row in rows)
    assert zopa.refresh(case / "case.yaml").records == made.records


def test_what_somebody_else_wrote_meanwhile_stays(case: Path) -> None:
    file = case / "statements.jsonl"
    ours = zopa.refresh(case).file.read_bytes()

    def somebody_writes(step: str) -> None:
        if step == "reading":
            file.write_text("theirs")

    with pytest.raises(zopa.DeskError, match="was changed by somebody else") as told:
        zopa.refresh(case, progress=somebody_writes)
    error = told.value
    assert error.status == 2
    assert (error.path, error.kept) == (file, case / "statements.jsonl.yours")  # type: ignore[attr-defined]
    assert file.read_text() == "theirs"
    assert error.kept.read_bytes() == ours  # type: ignore[attr-defined]
    assert not list(case.glob(".*"))


def test_the_command_ends_with_2_and_says_where_both_versions_are(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = case / "statements.jsonl"
    file.write_text("theirs")
    monkeypatch.setattr(refreshing, "fingerprint", lambda _: "0" * 64)
    shown = CliRunner().invoke(app, ["read", str(case)])
    assert shown.exit_code == 2
    assert shown.stdout == ""
    assert f"zopa: {file} was changed by somebody else" in shown.stderr
    assert f"is kept in {file}.yours\n" in shown.stderr
    assert file.read_text() == "theirs"


def test_nothing_is_written_through_a_link_that_leads_out(case: Path, tmp_path: Path) -> None:
    foreign, file = tmp_path / "foreign", case / "statements.jsonl"
    foreign.write_text("mine")
    file.unlink()
    file.symlink_to(foreign)
    shown = CliRunner().invoke(app, ["read", str(case)])
    assert shown.exit_code == 2
    assert "is a link that leads out of the case folder" in shown.stderr
    assert foreign.read_text() == "mine"


def test_a_case_with_errors_or_without_sources(case: Path, tmp_path: Path) -> None:
    zopa.new(tmp_path / "empty")
    with pytest.raises(zopa.DeskError, match="no source that can be read") as told:
        zopa.refresh(tmp_path / "empty")
    assert told.value.status == 1
    for source in (case / "sources").iterdir():
        source.unlink()
    with pytest.raises(zopa.DeskError, match="mend the errors first"):
        zopa.refresh(case)
