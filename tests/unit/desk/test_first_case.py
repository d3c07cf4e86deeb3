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


def test_what_is_named_first_is_what_there_is(reports: list[Path], tmp_path: Path) -> None:
    made = zopa.propose(
        tmp_path / "case",
        reports,
        parties="Indian Union = India; Brasilia = Brazil; Port Council (observer)",
        issues="duty = tariff: 0..40 percent; sugar season: longer, shorter",
    )
    case = zopa.load(made.ledger)
    assert [p.name for p in case.parties.values()] == ["Indian Union", "Brasilia", "Port Council"]
    assert case.signatories == ("indian_union", "brasilia")
    assert [(issue.title, issue.unit) for issue in case.issues.values()] == [
        ("duty", "percent"),
        ("sugar season", ""),
    ]
    assert {draft.by for draft in case.drafts.values()} == {("indian_union",)}
    assert {draft.levels["duty"] for draft in case.drafts.values()} == {("20",)}
    assert {fact.party for fact in case.facts} <= {"indian_union", "brasilia"}


def test_all_that_is_wrong_with_what_is_named_is_told_before_anything_is_read(
    tmp_path: Path,
) -> None:
    with pytest.raises(zopa.DeskError, match="2 errors in what is named first") as told:
        zopa.propose(tmp_path / "case", ["no such report"], parties="India", issues="duty: 3..4")
    assert told.value.status == 2
    (findings,) = told.value.findings
    assert [finding.code.name for finding in findings] == ["given-unit", "given-few"]
    assert not (tmp_path / "case").exists()


def test_a_language_model_and_a_person_do_not_both_name(
    reports: list[Path], tmp_path: Path
) -> None:
    with pytest.raises(zopa.DeskError, match="or you name them first") as told:
        zopa.propose(tmp_path / "case", reports, issues="duty", model=True)
    assert told.value.status == 2


def test_where_a_report_cannot_be_read_nothing_is_made(reports: list[Path], tmp_path: Path) -> None:
    with pytest.raises(zopa.DeskError, match="nothing was written") as told:
        zopa.propose(tmp_path / "case", [*reports, tmp_path / "none.txt"])
    assert told.value.status == 1
    assert [finding.code.name for finding in told.value.findings[0]] == ["document-missing"]
    assert not (tmp_path / "case").exists()
