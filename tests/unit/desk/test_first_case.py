"""A first case is made of reports, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

import zopa


def test_it_can_be_opened_and_says_how_much_it_proposes(
    reports: list[Path], tmp_path: Path
) -> None:
    made = zopa.propose(tmp_path / "case", reports, title="Sugar")
    case = zopa.load(made.ledger)
    assert case.title == "Sugar"
    parties, issues, drafts, facts = (int(part.split()[0]) for part in made.summary().split(", "))
    assert (parties, issues, drafts) == (len(case.parties), len(case.issues), len(case.drafts))
    assert facts == len(case.facts)
    assert not made.too_little


def test_of_too_little_there_are_placeholders(tmp_path: Path) -> None:
    report = tmp_path / "short.txt"
    report.write_text("Nothing.\n")
    made = zopa.propose(tmp_path / "case", [report])
    assert made.too_little
    assert made.summary() == "0 parties, 0 issues, 0 drafts, 0 facts"
    assert zopa.check(made.ledger.parent).passes()


def test_where_a_report_cannot_be_read_nothing_is_made(reports: list[Path], tmp_path: Path) -> None:
    with pytest.raises(zopa.DeskError, match="nothing was written") as told:
        zopa.propose(tmp_path / "case", [*reports, tmp_path / "none.txt"])
    assert told.value.status == 1
    assert [finding.code.name for finding in told.value.findings[0]] == ["document-missing"]
    assert not (tmp_path / "case").exists()
