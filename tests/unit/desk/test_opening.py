"""A case is opened, or what is wrong with it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

import zopa
from zopa.desk.opening import sound_case


def test_a_case_in_which_all_is_well(minerals: Path) -> None:
    case, findings = zopa.examine(minerals)
    assert case is not None
    assert not len(findings)
    assert zopa.load(minerals).facts == case.facts
    assert zopa.load(str(minerals / "case.yaml")).title == case.title
    assert sound_case(minerals)[0].facts == case.facts
    assert sound_case(case)[0] is case


def test_a_case_with_errors(tmp_path: Path, minerals: Path) -> None:
    text = (minerals / "case.yaml").read_text("utf-8")
    (tmp_path / "case.yaml").write_text(text, "utf-8")  # without its sources
    case, findings = zopa.examine(tmp_path)
    assert case is not None
    assert zopa.check(tmp_path) == findings
    with pytest.raises(zopa.CaseError) as told:
        zopa.load(tmp_path)
    assert told.value.report == findings
    with pytest.raises(zopa.DeskError) as stopped:
        sound_case(tmp_path)
    assert stopped.value.status == 1
    assert stopped.value.findings == (findings,)
    assert str(stopped.value) == f"{tmp_path}: {findings.summary()}; mend the errors first"


def test_facts_that_clash_are_found(clashing: Path) -> None:
    assert "clash" in {finding.code.name for finding in zopa.check(clashing)}
    with pytest.raises(zopa.CaseError):
        zopa.load(clashing)
