"""`zopa read` and `zopa new --from` as a person meets them, in one process."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from zopa.cli import app

REPORT = """\
Brazil rejects sugar offer

BRASILIA, May 3, 2024 - Brazil rejected a tariff of 35 percent, its trade minister said.

"We will not sign," Ana Reis told reporters. India offered a tariff of 20 percent in a draft.
"""
ODD = "Kyiv rejected the plan \x1b[31mat once\x1b[0m, a minister said. parties: {a: 1} # proposed\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "wire.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def zopa(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_a_report_given_twice_is_read_once_and_every_place_stands_in_it(
    report: Path, tmp_path: Path
) -> None:
    link = tmp_path / "again.txt"
    link.symlink_to(report)
    result = zopa("read", report, report, link, "--json")
    assert result.exit_code == 0
    records = json.loads(result.stdout)["records"]
    assert [r["file"] for r in records if r["record"] == "document"] == [str(report)]
    spans = [
        span
        for row in records
        if row["record"] == "statement"
        for span in (*row["source"], *row["cue"], *row["content"], *row["dates"], *row["figures"])
    ]
    assert len(spans) > 5
    for span in spans:
        assert REPORT[span["start"] : span["stop"]] == span["words"]


def test_copies_of_one_report_do_not_differ(report: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes(report.read_bytes())
    records = json.loads(zopa("read", report, copy, "--json").stdout)["records"]
    kinds = [row["record"] for row in records]
    assert "copy" in kinds
    assert "difference" not in kinds


def test_a_report_that_is_missing_is_counted_at_the_end(report: Path) -> None:
    result = zopa("read", report, report.with_name("nowhere.txt"))
    assert result.exit_code == 1
    assert "document-missing" in result.stderr
    assert result.stderr.splitlines()[-1] == "zopa: 1 of 2 reports could not be read"
    assert "Brazil" in result.stdout


def test_where_nothing_is_found_it_is_said(tmp_path: Path) -> None:
    path = tmp_path / "short.txt"
    path.write_text("Nothing.\n")
    result = zopa("read", path)
    assert result.exit_code == 0
    assert "0 statements\nThe reader knows English news" in result.stdout
    assert "who" not in result.stdout


def test_nothing_in_a_report_or_its_name_steers_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "odd \x1b[31m\nname.txt"
    path.write_text(ODD * 3)
    shown = zopa("read", path)
    made = zopa("new", tmp_path / "case", "--from", path)
    for result in (shown, made):
        assert result.exit_code == 0, result.stderr
        assert not {c for c in result.output if ord(c) < 32} - {"\n"}
    assert zopa("check", tmp_path / "case").exit_code == 0


def test_options_that_would_do_nothing_are_refused(report: Path) -> None:
    for option in (("--jobs", "2"), ("--backend", "loky")):
        result = zopa("read", report, *option)
        assert result.exit_code == 2
        assert "go with --output" in result.stderr


def test_no_worker_at_all_is_a_wrong_call(report: Path, tmp_path: Path) -> None:
    result = zopa("read", report, "--output", tmp_path / "out.jsonl", "--jobs", 0)
    assert result.exit_code == 2
    assert "--jobs is how many are read at once" in result.stderr


def test_a_case_is_not_read_as_an_archive(tmp_path: Path) -> None:
    case = tmp_path / "talks"
    assert zopa("new", case).exit_code == 0
    result = zopa("read", case, "--output", tmp_path / "out.jsonl")
    assert result.exit_code == 2
    assert "is a case folder" in result.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_a_run_that_read_nothing_fails(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    result = zopa("read", empty, "--output", tmp_path / "out.jsonl", "--jobs", 1)
    assert result.exit_code == 1
    assert "document-empty" in result.stderr
    assert result.stderr.splitlines()[-1] == "zopa: no report was read"


def test_a_case_of_too_little_says_what_stands_in_its_place(tmp_path: Path) -> None:
    path = tmp_path / "short.txt"
    path.write_text("Nothing.\n")
    result = zopa("new", tmp_path / "case", "--from", path)
    assert result.exit_code == 0
    assert "Too little was found" in result.stdout
    text = (tmp_path / "case" / "case.yaml").read_text()
    assert "name: First party (to be filled in)  # to be filled in" not in text
    assert "name: First party (to be filled in)" in text


def test_what_bears_no_date_is_said(report: Path, tmp_path: Path) -> None:
    other = tmp_path / "undated.txt"
    other.write_text("India said it would not accept a tariff of 35 percent.")
    result = zopa("new", tmp_path / "case", "--from", report, other)
    assert "no date was found in undated" in result.stdout
    assert "as_of" not in result.stdout
    alone = zopa("new", tmp_path / "alone", "--from", other)
    assert "as_of is the day of reading" in alone.stdout


def test_a_headline_about_a_refusal_makes_nobody_the_author(tmp_path: Path) -> None:
    path = tmp_path / "wire.txt"
    path.write_text(
        "Island states reject draft on climate finance\n\nBAKU, May 3, 2024 - The presidency "
        "tabled a draft with no reference to fossil fuels. The island states rejected the draft.\n"
    )
    assert zopa("new", tmp_path / "case", "--from", path).exit_code == 0
    assert "The draft of Island states" not in (tmp_path / "case" / "case.yaml").read_text()


def test_who_rules_a_ban_out_wants_what_it_forbids(tmp_path: Path) -> None:
    path = tmp_path / "wire.txt"
    path.write_text(
        "Corvex tabled a draft on pay on Monday. Halden demanded no job cuts.\n\n"
        '"A ban on job cuts is unacceptable," Corvex said.\n'
    )
    assert zopa("new", tmp_path / "case", "--from", path).exit_code == 0
    ledger = (tmp_path / "case" / "case.yaml").read_text()
    assert "order: {job_cuts: [cut, none]}" in ledger.split("party: corvex", 1)[1]
