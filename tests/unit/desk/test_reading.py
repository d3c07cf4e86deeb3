"""Reports are read, and those that cannot be are counted and told."""

from __future__ import annotations

from pathlib import Path

import pytest

import zopa
from zopa.desk import documents


def test_files_and_folders_of_reports_are_read_once(
    reports: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    steps: list[str] = []
    made = zopa.read([*reports, reports[0].parent], progress=steps.append)
    assert made.files == 2
    assert made.unread == 0
    assert steps == ["reading", "lining the reports up"]
    assert [d.file for d in made.reading.documents] == [str(path) for path in reports]
    assert capsys.readouterr() == ("", "")
    lines = [line for document in made.digest.documents for line in document.statements]
    assert len(lines) == len(list(made.reading.all()))
    assert any(line.who.startswith("India") for line in lines)


def test_what_cannot_be_read_is_counted(reports: list[Path], tmp_path: Path) -> None:
    made = zopa.read([reports[0], tmp_path / "none.txt"])
    assert (made.files, made.unread) == (2, 1)
    (opening, asking) = made.findings
    assert [finding.code.name for finding in opening] == ["document-missing"]
    assert not len(asking)
    with pytest.raises(zopa.DeskError, match="none of the reports could be read") as told:
        zopa.read([tmp_path / "none.txt"])
    assert told.value.status == 1
    assert len(told.value.findings[0]) == 1


def test_none_and_too_many(
    reports: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(zopa.DeskError, match="no report in the folder"):
        zopa.read([empty])
    monkeypatch.setattr(documents, "AT_ONCE", 1)
    with pytest.raises(zopa.DeskError, match="2 reports are more than are lined up"):
        zopa.read(reports)


def test_what_was_found_before_trouble_is_not_lost(
    reports: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ZOPA_LLM_URL", raising=False)
    for call in (
        lambda: zopa.read([*reports, tmp_path / "none.txt"], model=True),
        lambda: zopa.propose(tmp_path / "case", [*reports, tmp_path / "none.txt"], model=True),
    ):
        with pytest.raises(zopa.DeskError) as told:
            call()
        assert [f.code.name for f in told.value.findings[0]] == ["document-missing"]
    assert not (tmp_path / "case").exists()
